"""Runs of text gathered into blocks: every block of every format is made here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from healthlint.late import late
from healthlint.model import Block, Directive, Kind, Link, Piece, Problem, SourceMap, Span
from healthlint.parse.maps import Edit, LateMap, Run, Source, ToCharacters, edit, in_file, pieces_of

LinkRun: TypeAlias = tuple[int, int, str, str]  # its first run, the run after its last, address, rel

PLACEHOLDER = "\ufffc"
# Masked characters: controls that no format gives a meaning, so that neighbours neither join nor become punctuation.
VANISH, STAND_IN, BREAK = "\x1a", "\x0e", "\x0f"
_MASKED = {VANISH: "", STAND_IN: PLACEHOLDER, BREAK: "\n"}
_MASK = late("\x1a+|\x0e+|\x0f+")
_UNREADABLE = late("[\0\ud800-\udfff]")
_URL = late(r"""(?<![\w@])(?:https?://|www\.)[^\s<>"“”‘’\ufffc]*[^\s<>"“”‘’\ufffc.,;:!?')\]}*_]""", re.IGNORECASE)


class Frame(NamedTuple):
    """What a block is, before its words are known."""

    kind: Kind
    part: str
    level: int = 0
    group: int = 0
    quoted: bool = False
    folded: bool = False


class Page:
    """The blocks of one source on their way to a document.

    `base` is where the source begins in the file. A source put together from several places has an `outer` map instead.
    """

    def __init__(self, source: str, base: int = 0, outer: SourceMap | None = None) -> None:
        self.source = source
        self.base = base
        self.outer = outer
        self.blocks: list[Block] = []
        self.directives: list[Directive] = []
        self.problems: list[Problem] = []
        self.groups = 0
        self._place = Source(source, base, outer)
        self._masked = any(mark in source for mark in _MASKED)
        self._urls = _has_url(source)

    def add(self, frame: Frame, runs: Sequence[Run], links: Iterable[LinkRun] = (), at: ToCharacters = None) -> None:
        """Make a block of the runs, unless there is nothing to read in them.

        Runs that do not count in characters bring the function that does.
        """
        text = "".join([run[0] for run in runs])
        if not text or text.isspace():
            return
        place = self._place
        pieces: list[Piece] | None = None  # most blocks are never asked for their places
        spans = _link_spans(runs, links) if links else []
        if self._masked and _MASK.search(text):
            edits = [(m.start(), m.end(), _MASKED[m.group()[0]]) for m in _MASK.finditer(text)]
            text, pieces, spans = edit(text, pieces_of(place, runs, at), spans, edits)
        if self._urls and _has_url(text) and (edits := _urls(text, spans)):
            text, pieces, spans = edit(text, pieces or pieces_of(place, runs, at), spans, edits)
        if not text:
            return
        if text[0].isspace() or text[-1].isspace():
            text, pieces, spans = edit(text, pieces or pieces_of(place, runs, at), spans, _margins(text))
            if not text:
                return
        if text[0] == PLACEHOLDER and not spans and not text.strip(PLACEHOLDER + " \n"):
            return  # nothing but code
        source_map = LateMap(place, runs, at) if pieces is None else SourceMap(in_file(pieces, place))
        kind, part, level, group, quoted, folded = frame
        self.blocks.append(Block(kind, part, text, source_map, level, group, quoted, folded, tuple(spans)))

    def new_group(self) -> int:
        """A number for the items of one list or the cells of one table."""
        self.groups += 1
        return self.groups

    def inner(self, runs: Sequence[Run]) -> Page:
        """A page over a source put together from stretches of this one; `take` brings its blocks back."""
        inner = Page("".join([run[0] for run in runs]), outer=LateMap(self._place, runs))
        inner.groups = self.groups
        return inner

    def take(self, inner: Page) -> None:
        """Take over all that was found in an inner page."""
        self.blocks += inner.blocks
        self.directives += inner.directives
        self.problems += inner.problems
        self.groups = inner.groups

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the source stands in the file."""
        return self.outer.to_raw(Span(start, end)) if self.outer else Span(start + self.base, end + self.base)

    def comment(self, words: str, start: int, end: int) -> None:
        """Keep a comment if it is addressed to us; `words` are without the comment's own marks."""
        words = words.strip()
        if words.startswith("healthlint-"):
            self.directives.append(Directive(words, self.place(start, end)))

    def problem(self, message: str, offset: int) -> None:
        """Note that something at this offset of the source could not be read."""
        self.problems.append(Problem(message, self.place(offset, offset).start))


def clean(raw: str) -> str:
    """The text without the characters that parsers refuse or replace: NUL and halves of surrogate pairs."""
    return _UNREADABLE.sub(VANISH, raw) if _unreadable(raw) else raw


def _unreadable(raw: str) -> bool:
    if "\0" in raw:
        return True
    try:
        raw.encode()
    except UnicodeEncodeError:
        return True
    return False


def _link_spans(runs: Sequence[Run], links: Iterable[LinkRun]) -> list[Link]:
    starts = [0]
    for value, _, _ in runs:
        starts.append(starts[-1] + len(value))
    spans = []
    for first, last, url, rel in links:
        words = "".join([run[0] for run in runs[first:last]])
        start = starts[first] + len(words) - len(words.lstrip())
        spans.append(Link(Span(start, start + len(words.strip())), url, rel))
    return spans


def _has_url(text: str) -> bool:
    """Rule out most texts before a pattern has to look at every character of them."""
    return "://" in text or "www." in text or "WWW." in text


def _urls(text: str, links: list[Link]) -> list[Edit]:
    """A visible address is no prose; it stays known as a link."""
    edits: list[Edit] = []
    ends = sorted(link.span for link in links)
    for match in _URL.finditer(text):
        start, end = match.span()
        edits.append((start, end, PLACEHOLDER))
        before = bisect_right(ends, Span(start, len(text) + 1)) - 1
        if before < 0 or ends[before].end < end:
            links.append(Link(Span(start, end), match.group(), ""))
    links.sort()
    return edits


def _margins(text: str) -> list[Edit]:
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    edits = [(0, lead, ""), (max(tail, lead), len(text), "")]
    return [edit for edit in edits if edit[0] < edit[1]]

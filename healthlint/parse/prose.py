"""Runs of text gathered into blocks: every block of every format is made here, so that its map is right in one place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from healthlint.model import Block, Directive, Kind, Link, Piece, Problem, SourceMap, Span

Run: TypeAlias = tuple[str, int, int]  # text, and the place in the source it stands for
LinkRun: TypeAlias = tuple[int, int, str, str]  # its first run, the run after its last, address, rel
Edit: TypeAlias = tuple[int, int, str]  # a stretch of a block's text and what takes its place

PLACEHOLDER = "\ufffc"
# Masked characters: controls that no format gives a meaning, so that neighbours neither join nor become punctuation.
VANISH, STAND_IN, BREAK = "\x1a", "\x0e", "\x0f"
_MASKED = {VANISH: "", STAND_IN: PLACEHOLDER, BREAK: "\n"}
_MASK = re.compile("\x1a+|\x0e+|\x0f+")
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_URL = re.compile(r"""(?<![\w@])(?:https?://|www\.)[^\s<>"“”‘’\ufffc]*[^\s<>"“”‘’\ufffc.,;:!?')\]}*_]""", re.IGNORECASE)
_piece = tuple.__new__  # a tenth of all reading is making pieces; this takes half as long as Piece(…)


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
        self._masked = any(mark in source for mark in _MASKED)
        self._urls = _has_url(source)

    def add(
        self, frame: Frame, runs: Sequence[Run], links: Iterable[LinkRun] = (), at: Callable[[int], int] | None = None
    ) -> None:
        """Make a block of the runs, unless there is nothing to read in them.

        Runs that do not count in characters bring the function that does.
        """
        text = "".join([run[0] for run in runs])
        if not text or text.isspace():
            return
        pieces = self._pieces(runs, at)
        spans = _link_spans(runs, links) if links else []
        if self._masked and _MASK.search(text):
            edits = [(m.start(), m.end(), _MASKED[m.group()[0]]) for m in _MASK.finditer(text)]
            text, pieces, spans = _edit(text, pieces, spans, edits)
        if self._urls and _has_url(text) and (edits := _urls(text, spans)):
            text, pieces, spans = _edit(text, pieces, spans, edits)
        if not text:
            return
        if text[0].isspace() or text[-1].isspace():
            text, pieces, spans = _edit(text, pieces, spans, _margins(text))
            if not text:
                return
        if text[0] == PLACEHOLDER and not spans and not text.strip(PLACEHOLDER + " \n"):
            return  # nothing but code
        if self.outer:
            pieces = _compose(pieces, self.outer)
        kind, part, level, group, quoted, folded = frame
        self.blocks.append(Block(kind, part, text, SourceMap(tuple(pieces)), level, group, quoted, folded, tuple(spans)))

    def new_group(self) -> int:
        """A number for the items of one list or the cells of one table."""
        self.groups += 1
        return self.groups

    def inner(self, runs: Sequence[Run]) -> Page:
        """A page over a source put together from stretches of this one; `take` brings its blocks back."""
        pieces = tuple(self._pieces(runs))
        if self.outer:
            pieces = tuple(_compose(pieces, self.outer))
        inner = Page("".join([run[0] for run in runs]), outer=SourceMap(pieces))
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

    def _pieces(self, runs: Sequence[Run], at: Callable[[int], int] | None = None) -> list[Piece]:
        source, base = self.source, self.base
        pieces: list[Piece] = []
        offset = 0
        reached = point = -1  # the end of the last run, as runs count and in characters
        joinable = -1  # the end of the last piece's place, if the next run can go on from there
        for value, start, end in runs:
            if not value:
                continue
            stop = offset + len(value)
            if at is not None:
                first = start
                start = point if first == reached else at(first)  # noqa: PLW2901 (the same place, counted otherwise)
                reached, plain = end, end - first == len(value) and value.isascii()
                end = point = start + len(value) if plain else at(end)  # noqa: PLW2901
            if source[start:end] != value:
                pieces.append(_piece(Piece, (offset, stop, start + base, end + base, True)))
                joinable = -1
            elif joinable == start:
                last = pieces[-1]
                pieces[-1] = _piece(Piece, (last.start, stop, last.raw_start, end + base, False))
                joinable = end
            else:
                pieces.append(_piece(Piece, (offset, stop, start + base, end + base, False)))
                joinable = end
            offset = stop
        return pieces


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


def _edit(text: str, pieces: list[Piece], links: list[Link], edits: Sequence[Edit]) -> tuple[str, list[Piece], list[Link]]:
    """Put other text in the place of some stretches; what is kept keeps its place in the file."""
    cuts = _Cuts(text, pieces)
    for start, end, put in edits:
        cuts.keep(start)
        cuts.replace(end, put)
    cuts.keep(len(text))
    moved = [Link(Span(cuts.moved(link.span.start), cuts.moved(link.span.end)), link.url, link.rel) for link in links]
    return "".join(cuts.parts), cuts.pieces, moved


class _Cuts:
    """One walk over a block's text, keeping some stretches and replacing others."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self._text, self._old, self._index = text, pieces, 0
        self._at = self._new = 0
        self._olds, self._news = [0], [0]

    def keep(self, end: int) -> None:
        for piece in self._until(end):
            start, stop = max(piece.start, self._at), min(piece.end, end)
            shift = piece.raw_start - piece.start
            raw = (piece.raw_start, piece.raw_end) if piece.atomic else (start + shift, stop + shift)
            self.pieces.append(Piece(start - self._at + self._new, stop - self._at + self._new, *raw, piece.atomic))
        self._step(end, self._text[self._at : end])

    def replace(self, end: int, put: str) -> None:
        covered = list(self._until(end))
        if put and covered:
            first, last = covered[0], covered[-1]
            start = first.raw_start if first.atomic else first.raw_start + max(self._at - first.start, 0)
            stop = last.raw_end if last.atomic else last.raw_end - max(last.end - end, 0)
            self.pieces.append(Piece(self._new, self._new + len(put), start, stop, atomic=True))
        self._step(end, put)

    def moved(self, offset: int) -> int:
        """Where an offset of the old text has gone; inside a replaced stretch, its nearer allowed end."""
        index = bisect_right(self._olds, offset) - 1
        after = self._news[index + 1] if index + 1 < len(self._news) else self._new
        return min(self._news[index] + offset - self._olds[index], after)

    def _until(self, end: int) -> Iterable[Piece]:
        while self._index < len(self._old) and self._at < end:
            piece = self._old[self._index]
            if piece.start >= end:
                return
            if piece.end > self._at:
                yield piece
            if piece.end > end:
                return
            self._index += 1

    def _step(self, end: int, put: str) -> None:
        self.parts.append(put)
        self._new += len(put)
        self._at = end
        self._olds.append(end)
        self._news.append(self._new)


def _compose(pieces: Iterable[Piece], outer: SourceMap) -> list[Piece]:
    """Follow pieces of a put-together source to the places it was put together from."""
    result: list[Piece] = []
    starts = [piece.start for piece in outer.pieces]
    for piece in pieces:
        if piece.atomic:
            raw = outer.to_raw(Span(piece.raw_start, piece.raw_end))
            result.append(Piece(piece.start, piece.end, *raw, atomic=True))
            continue
        index = max(bisect_right(starts, piece.raw_start) - 1, 0)
        at = piece.raw_start
        while at < piece.raw_end:
            under = outer.pieces[index]
            stop = min(under.end, piece.raw_end)
            raw = outer.to_raw(Span(at, stop))
            shift = piece.start - piece.raw_start
            result.append(Piece(at + shift, stop + shift, *raw, under.atomic))
            at, index = stop, index + 1
    return result

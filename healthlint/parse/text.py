"""Plain text: blank lines, wrapped lines, bullets and short lines that stand as headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from healthlint.late import late
from healthlint.parse.maps import Run
from healthlint.parse.prose import Frame, Page

_LINE = late(r"[^\r\n]+|\r\n|\r|\n")
_MARKER = late(r"(?:[-*+•–‣◦▪●·]|\d{1,3}[.)]|\([A-Za-z0-9]{1,3}\)|[a-z]\))[ \t\xa0]+(?=\S)")
_DIRECTIVE = late(r"<!--[ \t]*(healthlint-[^\r\n]{0,500}?)-->")
_RULER = late(r"[-=_*~#. \t]+")
_CLOSERS = "\"'”’»)]* \t"
LONGEST_WRAP = 110  # nobody wraps by hand beyond this: longer lines are whole paragraphs
SHORTEST_WRAP = 40  # nor this narrow: shorter lines are meant to end where they do
HEADING_WORDS = 15
MENU_LINES = 3  # this many short lines in a row are a menu or an address


class _Line(NamedTuple):
    indent: int
    start: int
    end: int
    words: str
    marker: bool


class _Draft(NamedTuple):
    """A block before it is known whether it is a heading; `chunk` tells lines apart that a blank line separates."""

    runs: list[Run]
    chunk: int
    lines: int
    item: bool


def parse_text(page: Page) -> None:
    """Read the page's source as plain text."""
    source = _without_directives(page)
    drafts = [draft for number, chunk in enumerate(_chunks(source)) for draft in _drafts(chunk, number)]
    levels = _headings(drafts)
    group, in_list = 0, False
    for draft, level in zip(drafts, levels, strict=True):
        if draft.item and not in_list:
            group += 1
        in_list = draft.item
        page.add(_frame(draft, level, group), draft.runs)


def _without_directives(page: Page) -> str:
    """The source with blanks for the comments that are addressed to us; plain text has no comments of its own."""
    source = page.source
    for match in _DIRECTIVE.finditer(source) if "healthlint-" in source else ():
        page.comment(match[1], match.start(), match.end())
        source = source[: match.start()] + " " * len(match[0]) + source[match.end() :]
    return source


def _frame(draft: _Draft, level: int, group: int) -> Frame:
    if draft.item:
        return Frame("item", "list item", group=group)
    if level:
        return Frame("heading", "title" if level == 1 else "heading", level)
    return Frame("paragraph", "paragraph")


def _chunks(source: str) -> Iterator[list[_Line]]:
    chunk: list[_Line] = []
    was_break = False
    for match in _LINE.finditer(source):
        line = match.group()
        is_break = line[0] in "\r\n"
        words = line.strip()
        if (is_break and was_break) or (not is_break and (not words or _RULER.fullmatch(words))):
            if chunk:
                yield chunk
            chunk = []
        elif not is_break:
            chunk.append(_line(line, words, match.start()))
        was_break = is_break
    if chunk:
        yield chunk


def _line(line: str, words: str, offset: int) -> _Line:
    indent = len(line) - len(line.lstrip())
    start = offset + indent
    marker = _MARKER.match(words)
    if marker is None:
        return _Line(indent, start, start + len(words), words, marker=False)
    return _Line(indent, start + marker.end(), start + len(words), words[marker.end() :], marker=True)


def _drafts(chunk: list[_Line], number: int) -> Iterator[_Draft]:
    width = max(_width(line) for line in chunk)
    wrapped = SHORTEST_WRAP <= width <= LONGEST_WRAP
    runs: list[Run] = []
    first = last = chunk[0]
    count = 0
    for line in chunk:
        if runs and not _continues(first, last, line, width if wrapped else 0):
            yield _Draft(runs, number, count, first.marker)
            runs, count = [], 0
        if runs:
            runs.append((" ", last.end, line.start))
        else:
            first = line
        runs.append((line.words, line.start, line.end))
        last, count = line, count + 1
    yield _Draft(runs, number, count, first.marker)


def _width(line: _Line) -> int:
    """How far the line reaches, its marker counted in."""
    return line.indent + len(line.words) + (2 if line.marker else 0)


def _continues(first: _Line, last: _Line, line: _Line, width: int) -> bool:
    """Whether the break before this line is only a wrap."""
    if line.marker:
        return False
    if first.marker and line.indent > first.indent:
        return True
    word = line.words.split(None, 1)[0]
    return bool(width) and _width(last) + 1 + len(word) > width


def _headings(drafts: list[_Draft]) -> list[int]:
    """The level of each draft's heading, 0 for none."""
    levels = [0] * len(drafts)
    short = [_may_head(draft) for draft in drafts]
    start = 0
    while start < len(drafts):
        end = start
        while end < len(drafts) and short[end]:
            end += 1
        for index in _headings_of_run(drafts, start, end):
            levels[index] = 2
        start = end + 1
    first = next((index for index, level in enumerate(levels) if level), None)
    if first is not None:
        levels[first] = 1
    return levels


def _headings_of_run(drafts: list[_Draft], start: int, end: int) -> list[int]:
    """Which of the short drafts from `start` to `end` head something; the last of a file heads nothing."""
    last = end if end < len(drafts) else end - 1
    if end - start < MENU_LINES:
        return list(range(start, last))
    chosen = []
    if start == 0 and drafts[0].chunk != drafts[1].chunk:
        chosen.append(0)
    if last == end and drafts[end - 1].chunk != drafts[end - 2].chunk:
        chosen.append(end - 1)
    return chosen


def _may_head(draft: _Draft) -> bool:
    if draft.item or draft.lines > 1:
        return False
    words = draft.runs[0][0].rstrip(_CLOSERS)
    if not words or words[-1] in ".!:;,…" or not any(map(str.isalpha, words)):
        return False
    return len(words.split()) <= HEADING_WORDS

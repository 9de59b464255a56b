"""Offsets in UTF-8, which the Markdown parser counts in, to offsets in characters, which we do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from healthlint.late import late

# What takes three bytes is the rest: as a range of its own it would take ten times as long to compile.
_WIDTHS = late("[\0-\x7f]+|[\x80-\u07ff]+|[\U00010000-\U0010ffff]+|[^\0-\u07ff\U00010000-\U0010ffff]+")


def code_points(source: str) -> Callable[[int], int]:
    """A function from offsets in the UTF-8 of `source` to offsets in `source` itself."""
    if source.isascii():
        return lambda offset: offset
    starts: list[int] = []
    points: list[int] = []
    widths: list[int] = []
    offset = 0
    for match in _WIDTHS.finditer(source):
        first = match.group()[0]
        width = 1 if first <= "\x7f" else 2 if first <= "\u07ff" else 3 if first <= "\uffff" else 4
        starts.append(offset)
        points.append(match.start())
        widths.append(width)
        offset += width * (match.end() - match.start())

    def at(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        return points[index] + (offset - starts[index]) // widths[index]

    return at

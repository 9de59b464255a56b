"""Titles of Markdown links and images: the parser tells their words, this finds their places."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.late import late
from healthlint.parse.maps import Run
from healthlint.parse.tags import entity

_SPECIAL = late(r"\\[!-/:-@\[-`{-~]|&|[ \t]*(?:\r\n|\r|\n)[ \t>]*")


def title_runs(source: str, start: int, end: int, *, inline: bool) -> list[Run]:
    """The title that ends the inline link, or the link definition, from `start` to `end`; empty if there is none."""
    stop = _trimmed(source, start, end)
    if inline:
        stop = _trimmed(source, start, stop - 1)
    close = source[stop - 1]
    if close not in "\"')":
        return []
    at = stop - 1
    while (at := source.rfind("(" if close == ")" else close, start, at)) >= 0:
        if not _escaped(source, at):
            return list(_runs(source, at + 1, stop - 1))
    return []


def _trimmed(source: str, start: int, end: int) -> int:
    """`end` without the white space before it; stepwise, for links may stand in links and be long."""
    while end > start + 1 and source[end - 1].isspace():
        end -= 1
    return end


def _escaped(source: str, at: int) -> bool:
    first = at
    while first and source[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def _runs(source: str, start: int, end: int) -> Iterator[Run]:
    position = start
    while match := _SPECIAL.search(source, position, end):
        at, position = match.span()
        mark = match.group()
        if mark == "&":
            found = entity(source, at, end)
            if not found or source[found[1] - 1] != ";":
                continue
            mark, position = found
        elif mark[0] == "\\":
            mark = mark[1]
        else:
            mark = " "
        yield source[start:at], start, at
        yield mark, at, position
        start = position
    yield source[start:end], start, end

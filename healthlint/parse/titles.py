"""Titles of Markdown links and images: the parser tells their words, this finds their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.parse.prose import Run
from healthlint.parse.tags import entity

_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|&|[ \t]*(?:\r\n|\r|\n)[ \t>]*")


def title_runs(source: str, start: int, end: int) -> list[Run]:
    """The title that ends the link or the link definition from `start` to `end`, as runs; empty if there is none."""
    stop = len(source[start:end].rstrip()) + start
    if source.startswith(("!", "["), start) and source[stop - 1] == ")" and "](" in source[start:stop]:
        stop = len(source[start : stop - 1].rstrip()) + start
    close = source[stop - 1]
    if close not in "\"')":
        return []
    at = stop - 1
    while (at := source.rfind("(" if close == ")" else close, start, at)) >= 0:
        before = source[start:at]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            return list(_runs(source, at + 1, stop - 1))
    return []


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

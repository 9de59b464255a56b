"""Where the characters of a quoted, folded or plain value stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.late import late
from healthlint.parse.maps import Run

_BREAK = late(r"\r\n|[\n\r\x85\u2028\u2029]")
_LAST_CHARACTER = 0x10FFFF
_SPECIAL = late(
    r"""\\(?:\r\n|[\r\n])[ \t]*           # an escaped line end
      | \\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)
      | ''
      | [ \t]*(?:\r\n|[\r\n\x85\u2028\u2029])\s*""",
    re.VERBOSE,
)
_ESCAPES = dict(zip('0abtnvfre "/\\N_LP', '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))


def word_runs(source: str, start: int, end: int, value: str) -> list[Run]:
    """A value without escapes: its words stand in the file in the same order, with nothing but space between them."""
    runs: list[Run] = []
    last = start
    for word in value.split():
        at = source.find(word, last, end)
        if at < 0:
            return [(value, start, end)]
        if runs:
            runs.append((_gap(source[last:at]), last, at))
        last = at + len(word)
        runs.append((word, at, last))
    return runs


def _gap(raw: str) -> str:
    """A single line end is a wrap, whatever kind of value it stands in; a blank line is meant."""
    breaks = len(_BREAK.findall(raw))
    return raw if not breaks else " " if breaks == 1 else "\n"


def flow_runs(source: str, start: int, end: int, value: str) -> list[Run]:
    """A quoted value; if it is quoted in a way not known here, all of it is one place."""
    runs = list(quoted_runs(source, start + 1, end - 1, source[start]))
    if "".join(run[0] for run in runs) != value:
        return [(value, start, end)]
    return [(text.replace("\r", " ").replace("\n", " "), first, last) for text, first, last in runs]


def quoted_runs(source: str, start: int, end: int, quote: str) -> Iterator[Run]:
    """What stands between quotes, with escapes and folded lines as runs of their own."""
    position = start
    while match := _SPECIAL.search(source, position, end):
        mark, (at, position) = match.group(), match.span()
        if mark[0] == "\\" and quote == "'":
            position = at + 1
            continue
        if mark == "''" and quote != "'":
            continue
        yield source[start:at], start, at
        yield _meaning(mark), at, position
        start = position
    yield source[start:end], start, end


def _meaning(mark: str) -> str:
    if mark == "''":
        return "'"
    if mark[0] != "\\":
        breaks = mark.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        return " " if breaks < 2 else "\n" * (breaks - 1)  # noqa: PLR2004 (YAML folds a single line end)
    if mark[1] in "\r\n":
        return ""
    if mark[1] in "xuU" and len(mark) > 2:  # noqa: PLR2004 (a backslash and its letter)
        code = int(mark[2:], 16)  # noqa: FURB166 (YAML writes U and x, Python 0x)
        return chr(code) if code <= _LAST_CHARACTER else "\ufffd"
    return _ESCAPES.get(mark[1], mark[1])

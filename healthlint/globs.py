"""Path patterns exactly as lines of a `.gitignore` mean them; no library we know agrees with git on every pattern.

`*` stays in a folder, `**` between slashes crosses folders, a pattern without an inner `/` is found anywhere, one that ends
in `/` is for folders, `!` takes back what an earlier line covered, and nothing comes back from a folder that is covered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from healthlint.late import late

_TRAILING_SPACE = late(r"(?<!\\)((?:\\\\)*) +$")
_MARK = late(r"[*?\[\\]")
_STARS = late(r"\*+")
_POSIX = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": " \t", "cntrl": "\0-\x1f\x7f", "digit": "0-9", "graph": "!-~",
    "lower": "a-z", "print": " -~", "punct": "!-/:-@\\[-`{-~", "space": " \t-\r", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip


class _Line(NamedTuple):
    """What one pattern covers: `taken_back` when it begins with `!`, `folders` when it is for those alone."""

    covers: re.Pattern[str]
    taken_back: bool
    folders: bool


@lru_cache(maxsize=64)
def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether the patterns, the last that speaks deciding, cover a path (relative, forward slashes) or a folder it is in."""
    lines = [line for line in map(_line, reversed(patterns)) if line is not None]

    def decided(path: str, *, folder: bool) -> bool:
        for line in lines:
            if (folder or not line.folders) and line.covers.fullmatch(path):
                return not line.taken_back
        return False

    @lru_cache(maxsize=1024)
    def in_covered(folder: str) -> bool:
        return bool(folder) and (in_covered(folder.rpartition("/")[0]) or decided(folder, folder=True))

    return lambda path: bool(lines) and (in_covered(path.rpartition("/")[0]) or decided(path, folder=False))


def names_nothing(pattern: str) -> bool:
    """Whether no path at all can be covered: an empty line, a comment, a lone mark, an open bracket."""
    return _line(pattern) is None


def _line(pattern: str) -> _Line | None:
    if pattern.startswith("#"):
        return None
    body = _TRAILING_SPACE.sub(r"\1", pattern)
    taken_back = body.startswith("!")
    body = body.removeprefix("!")
    if body.startswith("./"):  # git would never match it; nobody means that
        body = body[1:]
    folders = body.endswith("/")
    body = body.removesuffix("/")
    anywhere = "/" not in body
    source = _source(body.removeprefix("/"))
    return _Line(re.compile(("(?:.*/)?" if anywhere else "") + source, re.DOTALL), taken_back, folders) if source else None


def _source(body: str) -> str:
    """The regular expression of a pattern, "" when it can match nothing."""
    parts: list[str] = []
    at = 0
    while at < len(body):
        sign = body[at]
        if sign == "*":
            part, at = _stars(body, at)
        elif sign == "[":
            part, at = _set(body, at + 1)
        elif sign == "\\":
            part, at = re.escape(body[at + 1 : at + 2]), at + 2
        else:
            part, at = "[^/]" if sign == "?" else re.escape(sign), at + 1
        if not part:
            return ""
        parts.append(part)
    return "".join(parts)


def _stars(body: str, at: int) -> tuple[str, int]:
    end = _STARS.match(body, at).end()  # type: ignore[union-attr]  # there is one at least
    # git takes off what stands before the first mark before it looks at the rest, so after `a` in `a**/b` it sees `**/b`.
    alone = end - at > 1 and (body[at - 1 : at] in {"", "/"} or ("/" in body and not _MARK.search(body, 0, at)))
    if alone and end == len(body):
        return ".*", end
    if alone and body[end] == "/":
        return "(?:.*/)?", end + 1
    return "[^/]*", end


def _set(body: str, at: int) -> tuple[str, int]:
    """A set of characters, from the one after `[`; "" when it is never closed or names a class there is not."""
    inside = ""
    start = at = at + (body[at : at + 1] in {"!", "^"})
    negated = body[start - 1] != "["
    while at < len(body) and (body[at] != "]" or at == start):
        if body.startswith("[:", at) and (end := body.find(":]", at)) > 0:
            if body[at + 2 : end] not in _POSIX:
                return "", end
            inside += _POSIX[body[at + 2 : end]]
            at = end + 2
            continue
        first, at = _character(body, at)
        if body[at : at + 1] == "-" and body[at + 1 : at + 2] not in {"", "]"}:
            last, at = _character(body, at + 1)
            inside += f"{re.escape(first)}-{re.escape(last)}" if first <= last else ""
        else:
            inside += re.escape(first)
    if at >= len(body):
        return "", at
    return f"(?!/)[{'^' * negated}{inside}]" if inside else "[^/]" if negated else "(?!)", at + 1


def _character(body: str, at: int) -> tuple[str, int]:
    at += body[at] == "\\"
    return body[at : at + 1] or "\\", at + 1

"""Structured data in a page: the words of reviews, questions and answers that search engines show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.late import late
from healthlint.parse.elements import BLOCKS
from healthlint.parse.maps import Run
from healthlint.parse.prose import Frame, Page
from healthlint.parse.tags import entity

_TOKEN = late(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]:,]', re.DOTALL)
_SPECIAL = late(
    r"""\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}   # two halves of one character
      | \\(?:u[0-9A-Fa-f]{4}|.)
      | <\\?/?([A-Za-z][A-Za-z0-9]*)[^<>]{0,500}>
      | &""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"b": " ", "f": " ", "n": " ", "r": " ", "t": " "}
_PROSE = frozenset(("reviewBody", "description", "headline"))
_ANSWERS = frozenset(("acceptedAnswer", "suggestedAnswer"))


class _Object:
    """An object that is being read: the key it stands under, its types, and strings that may turn out to be prose."""

    __slots__ = ("key", "owner", "strings", "types")

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.key = ""
        self.types: set[str] = set()
        self.strings: list[tuple[str, int, int]] = []

    def take(self, source: str, place: tuple[int, int], *, is_key: bool) -> None:
        words = source[place[0] : place[1]]
        if is_key:
            self.key = words
        elif self.key == "@type":
            self.types.add(words.rpartition("/")[2])
        else:
            self.strings.append((self.key, *place))

    def prose(self) -> Iterator[tuple[int, int]]:
        """The places of its prose, told once."""
        strings, self.strings = self.strings, []
        for key, start, end in strings:
            answer = key == "text" and (self.owner in _ANSWERS or "Answer" in self.types)
            question = key in ("name", "text") and "Question" in self.types
            if key in _PROSE or answer or question:
                yield start, end


def read_json_ld(page: Page, start: int, end: int) -> None:
    """Read the prose in a stretch of JSON-LD; what is not JSON is read as far as it looks like it."""
    for first, last in sorted(_places(page.source, start, end)):
        page.add(Frame("field", "structured data"), list(_runs(page.source, first, last)))


def _places(source: str, start: int, end: int) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    stack = [_Object("")]  # an array is its object once more
    string: tuple[int, int] | None = None
    for match in _TOKEN.finditer(source, start, end):
        token, here = match.group(), stack[-1]
        if token[0] == '"':
            string = (match.start() + 1, match.end() - (len(token) > 1 and token[-1] == '"'))
            continue
        if string:
            here.take(source, string, is_key=token == ":")
            string = None
        if token in "{[":
            stack.append(_Object(here.key) if token == "{" else here)
        elif token in "}]" and len(stack) > 1:
            stack.pop()
            if stack[-1] is not here:
                places += here.prose()
    if string:
        stack[-1].take(source, string, is_key=False)
    return places + [place for left in dict.fromkeys(stack) for place in left.prose()]


def _runs(source: str, start: int, end: int) -> Iterator[Run]:
    position = start
    while match := _SPECIAL.search(source, position, end):
        at, position = match.span()
        found = entity(source, at, end) if match.group() == "&" else (_meaning(match), position)
        if found is None:
            continue
        yield source[start:at], start, at
        yield found[0], at, found[1]
        start = position = found[1]
    yield source[start:end], start, end


def _meaning(match: re.Match[str]) -> str:
    mark = match.group()
    if mark[0] == "<":
        return " " if match[1].lower() in BLOCKS or match[1].lower() == "br" else ""
    if mark[1] != "u" or len(mark) == 2:  # noqa: PLR2004 (a backslash and a letter)
        return _ESCAPES.get(mark[1:], mark[1:])
    units = bytes.fromhex(mark[2:6] + mark[8:12])
    return units.decode("utf-16-be", "replace")

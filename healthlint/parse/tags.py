"""HTML's small print: tags, attributes, comments and entities, read in linear time as browsers read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from healthlint.late import late
from healthlint.parse.maps import Run

_NAME = late(r"<(/?)([A-Za-z][^\s/>\x00]*)")
_PLAIN_END = late(r"\s*/?>")
# One attribute at a time: a single pattern for a whole tag backtracks without end on `<a <a <a …`.
_ATTRIBUTE = late(r"""[\s/]*(?:(>)|([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)?))?)""")
_COMMENT_END = late(r"--!?>")
_ENTITY = late(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SPACES = late(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_RAW_END = {
    name: late(f"</{name}(?=[\\s/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea")
}


class Attribute(NamedTuple):
    """An attribute's name in lower case, and where its value stands."""

    name: str
    start: int
    end: int


class Tag(NamedTuple):
    """A start or end tag and its place; `end` is -1 if the tag is cut off by the end of the text."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: tuple[Attribute, ...]


def read_tag(source: str, start: int, limit: int) -> Tag | None:
    """The tag at the `<` at `start`, or None if that is just a sign."""
    head = _NAME.match(source, start, limit)
    if head is None:
        return None
    closing, name = bool(head[1]), head[2].lower()
    plain = _PLAIN_END.match(source, head.end(), limit)
    if plain:
        return Tag(name, closing, start, plain.end(), ())
    attributes: list[Attribute] = []
    position = head.end()
    while match := _ATTRIBUTE.match(source, position, limit):
        position = match.end()
        if match[1]:
            return Tag(name, closing, start, position, tuple(attributes))
        group = match.lastindex or 2
        begin, end = match.span(group) if group > 2 else (position, position)  # noqa: PLR2004 (groups 3 to 5 are values)
        attributes.append(Attribute(match[2].lower(), begin, end))
    return Tag(name, closing, start, -1, tuple(attributes))


def comment_end(source: str, start: int, limit: int) -> tuple[int, int]:
    """Where the words of the comment at `start` end, and where it does; twice `limit` if it never does."""
    if source.startswith("<!--", start):
        if source.startswith((">", "->"), start + 4):
            return start + 4, source.index(">", start) + 1
        match = _COMMENT_END.search(source, start + 4, limit)
        return match.span() if match else (limit, limit)
    end = source.find(">", start, limit)
    return (end, end + 1) if end >= 0 else (limit, limit)


def raw_text_end(source: str, name: str, start: int, limit: int) -> int | None:
    """Where an element ends whose content holds no tags; None if `name` is not such an element."""
    pattern = _RAW_END.get(name)
    if pattern is None:
        return None
    match = pattern.search(source, start, limit)
    return match.start() if match else limit


def entity(source: str, start: int, limit: int) -> tuple[str, int] | None:
    """The character the `&` at `start` stands for, and where its name ends."""
    match = _ENTITY.match(source, start, limit)
    if match is None:
        return None
    from html import unescape  # noqa: PLC0415 - its table of names takes longer than most pages

    value = unescape(match.group())
    return None if value == match.group() else (value, match.end())


def prose_runs(source: str, start: int, end: int) -> Iterator[Run]:
    """Text between tags as runs: any white space is one space."""
    for match in _SPACES.finditer(source, start, end):
        if match.start() > start:
            yield source[start : match.start()], start, match.start()
        yield " ", *match.span()
        start = match.end()
    if end > start:
        yield source[start:end], start, end


def value_runs(source: str, start: int, end: int) -> Iterator[Run]:
    """An attribute's value, or a title, as runs: entities decoded, white space single."""
    position = start
    while (at := source.find("&", position, end)) >= 0:
        found = entity(source, at, end)
        position = at + 1
        if found and (source[found[1] - 1] == ";" or not source[found[1] : found[1] + 1].isalnum()):
            yield from prose_runs(source, start, at)
            yield found[0], at, found[1]
            start = position = found[1]
    yield from prose_runs(source, start, end)

"""The sections of a page: what stands between one heading and the next."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from healthlint.judge.reading import Reading, Spot
from healthlint.readability.prose import Line, prose

_HEADS = ("heading", "title")


class Section(NamedTuple):
    """A heading's first sentence, None above the first heading, and the sentences of prose under it."""

    heading: Spot | None
    level: int
    lines: tuple[Line, ...]


@lru_cache(maxsize=1)
def sections(reading: Reading) -> list[Section]:
    """All sections in their order; those without prose too, but for what stands above the first heading.

    The last page's are kept, because one rule after the other asks for them.
    """
    heads = [spot for spot in reading.spots if spot.sentence == 0 and spot.passage.zone in _HEADS and _shown(spot)]
    found: list[Section] = []
    lines = list(prose(reading).lines)
    at = 0
    for number in range(len(heads) + 1):
        heading = heads[number - 1] if number else None
        until = heads[number].order if number < len(heads) else len(reading.spots)
        start = at
        while at < len(lines) and lines[at].spot.order < until:
            at += 1
        if heading is not None or at > start:
            level = heading.passage.block.level or 1 if heading is not None else 0
            found.append(Section(heading, level, tuple(lines[start:at])))
    return found


def _shown(spot: Spot) -> bool:
    """A title of the front matter heads no section."""
    return spot.passage.block.kind != "field"

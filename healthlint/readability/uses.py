"""Where the terms of word lists stand on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthlint.judge.reading import Reading, Spot
from healthlint.model import Span
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Patterns


class Use(NamedTuple):
    """A term where it stands, as the words of its tokens. `name` is the same for all its uses."""

    spot: Spot
    span: Span
    words: str
    name: str


def all_uses(patterns: Patterns, reading: Reading) -> Iterator[Use]:
    """Every use in copy of the terms that phrases stand for, by place."""
    asked = reading.rules.as_set(patterns)
    return uses(asked, (spot for spot in reading.holding(asked) if spot.is_copy), reading)


def uses(asked: frozenset[int], spots: Iterable[Spot], reading: Reading) -> Iterator[Use]:
    """The uses in some sentences."""
    for spot in spots:
        view = reading.view(spot)
        offset = spot.passage.sentences[spot.sentence].start
        for match in _longest(asked, spot, view):
            words = view.words(match.start, match.end)
            start, end = view.tokens.span(match.start, match.end)
            yield Use(spot, Span(start + offset, end + offset), words, words.removesuffix("s"))


def terms(asked: frozenset[int], spots: Iterable[Spot], reading: Reading) -> Iterator[str]:
    """The words of the uses in some sentences, where nobody asks for their places."""
    for spot in spots:
        view = reading.view(spot)
        for match in _longest(asked, spot, view):
            yield view.words(match.start, match.end)


def _longest(asked: frozenset[int], spot: Spot, view: View) -> tuple[Match, ...]:
    """The terms in a sentence; kept with it, because content repositories repeat themselves."""
    known = spot.seen.terms
    found = known.get(asked)
    if found is None:
        numbers = [number for number in spot.seen.possible if number in asked]
        found = known[asked] = tuple(longest(numbers, view)) if numbers else ()
    return found


def longest(numbers: Iterable[int], view: View) -> Iterator[Match]:
    """Of places that overlap the first and longest."""
    end = 0
    for match in sorted({match for number in numbers for match in view.search(number)}, key=lambda one: (one.start, -one.end)):
        if match.start >= end:
            end = match.end
            yield match

"""Finding phrases in a sentence.

Every step is a join of sorted places over a bounded gap, so the work grows with the length of the sentence and with nothing
else, whatever a phrase says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from itertools import pairwise
from typing import NamedTuple

from healthlint.rules.lexicon import NUMBER
from healthlint.rules.phrasebook import Pattern, Phrasebook, SlotStep, WordList
from healthlint.text.tokens import Tokens


class Match(NamedTuple):
    """Where a phrase stands, in tokens: all of it, and the part that is reported. Ends are exclusive."""

    start: int
    end: int
    shown_start: int
    shown_end: int


class View:
    """One sentence while rules look at it: its tokens, and what was found so far, so that nothing is looked up twice."""

    __slots__ = ("_found", "_possible", "_rows", "_shapes", "_slots", "early", "phrasebook", "tokens")

    def __init__(self, tokens: Tokens, early: set[int], phrasebook: Phrasebook) -> None:
        self.early = early
        self.phrasebook = phrasebook
        self.tokens = tokens
        self._possible: set[int] | None = None
        self._rows = _rows(tokens.words)
        self._shapes: tuple[_Row, _Row] | None = None  # the same with one sign for every number
        self._slots: dict[int, list[tuple[int, int]]] = {}
        self._found: dict[int, list[Match]] = {}

    def mask(self, spans: list[tuple[int, int]]) -> View:
        """The same sentence with the tokens of `spans` blanked, so that no word of theirs is found."""
        hidden = {index for start, end in spans for index in range(start, end)}
        return View(self.tokens.blanked(hidden), self.early, self.phrasebook)

    def words(self, start: int, end: int) -> str:
        """The words from token `start` up to token `end`, for people to read."""
        return " ".join(self.tokens.words[start:end])

    @property
    def possible(self) -> set[int]:
        """All patterns that the sentence may hold, later ones too."""
        if self._possible is None:
            self._possible = self.early | self.phrasebook.later.possible(self.tokens.text)
        return self._possible

    def find(self, number: int) -> list[Match]:
        """All places of pattern `number`, from the left."""
        found = self._found.get(number)
        if found is None:
            found = self._search(self.phrasebook.patterns[number]) if number in self.early or number in self.possible else []
            self._found[number] = found
        return found

    def any(self, numbers: tuple[int, ...]) -> Match | None:
        """The first place of any of the patterns."""
        for number in numbers:
            if found := self.find(number):
                return found[0]
        return None

    def rows(self) -> tuple[list[str], list[str]]:
        """The sentence's words, and its pairs of neighbours."""
        words, pairs = self._rows
        return words.row, pairs.row

    def occurrences(self, slot: int) -> list[tuple[int, int]]:
        """Where the rows of a slot stand, by start."""
        places = self._slots.get(slot)
        if places is None:
            words = self.phrasebook.words_of(slot)
            places = _occurrences(words, *self._rows)
            if words.numbers:
                if self._shapes is None:
                    self._shapes = _rows([NUMBER if word[:1].isdigit() else word for word in self.tokens.words])
                places = sorted({*places, *_occurrences(words, *self._shapes)})
            self._slots[slot] = places
        return places

    def _search(self, pattern: Pattern) -> list[Match]:
        if not self.occurrences(pattern.needs[0]):
            return []
        states: list[Match] = []
        for number, step in enumerate(pattern.steps):
            places = self.occurrences(step.slot)
            shown = pattern.first <= number <= pattern.last
            states = self._next(states, places, step, shown=shown) if number else self._begin(places, pattern, shown=shown)
            if not states:
                return []
        if pattern.at_end:
            count = len(self.tokens.words)
            states = [match for match in states if self._only_marks(match.end, count)]
        return sorted(states)

    def _begin(self, places: list[tuple[int, int]], pattern: Pattern, *, shown: bool) -> list[Match]:
        if pattern.at_start:
            places = [place for place in places if self._only_marks(0, place[0])]
        by_end: dict[int, Match] = {}
        for start, end in places:  # of two terms that end together, the longer: "breast cancer", not "cancer"
            if end not in by_end:
                by_end[end] = Match(start, end, start, end) if shown else Match(start, end, -1, -1)
        return [by_end[end] for end in sorted(by_end)]

    def _next(self, states: list[Match], places: list[tuple[int, int]], step: SlotStep, *, shown: bool) -> list[Match]:
        """Join each place to the state that ends nearest before it; a state that ends earlier would only be further away."""
        ordinals, walls = self.tokens.ordinals, self.tokens.walls
        ends = [state.end for state in states]
        found = list(states) if step.optional else []
        for start, end in places:
            nearest = bisect_right(ends, start) - 1
            if nearest < 0:
                continue
            before = ends[nearest]
            if before != start and (
                ordinals[start] - ordinals[before] > step.gap or walls[start] != walls[before] or not step.gap
            ):
                continue
            old = states[nearest]
            if shown:
                found.append(Match(old.start, end, start if old.shown_start < 0 else old.shown_start, end))
            else:
                found.append(Match(old.start, end, old.shown_start, old.shown_end))
        return _tightest(found)

    def _only_marks(self, start: int, end: int) -> bool:
        return self.tokens.ordinals[start] == self.tokens.ordinals[end]


def _tightest(found: list[Match]) -> list[Match]:
    """One match for each end, the one that starts last, by their ends."""
    if len(found) <= 1:
        return found
    by_end: dict[int, Match] = {}
    for match in found:
        known = by_end.get(match.end)
        if known is None or match.start > known.start:
            by_end[match.end] = match
    return [by_end[end] for end in sorted(by_end)]


class _Row:
    """Words or pairs of words in their order, with the last place of each: most stand only once."""

    __slots__ = ("last", "row", "twice")

    def __init__(self, row: list[str]) -> None:
        self.row = row
        self.last = dict(zip(row, range(len(row)), strict=True))
        self.twice = len(self.last) < len(row)

    def among(self, wanted: Container[str]) -> list[int]:
        """The places of those that are wanted."""
        found = [place for word, place in self.last.items() if word in wanted]
        if found and self.twice:
            return [place for place, word in enumerate(self.row) if word in wanted]
        return found


def _rows(words: list[str]) -> tuple[_Row, _Row]:
    return _Row(words), _Row(list(map(" ".join, pairwise(words))))


def _occurrences(words: WordList, row: _Row, pairs: _Row) -> list[tuple[int, int]]:
    places = [(start, start + 1) for start in row.among(words.single)]
    if words.longer:
        for start in pairs.among(words.longer):
            for rest in words.longer[pairs.row[start]]:
                end = start + 2 + len(rest)
                if not rest or row.row[start + 2 : end] == rest:
                    places.append((start, end))
    if len(places) > 1:
        places.sort()
    return places

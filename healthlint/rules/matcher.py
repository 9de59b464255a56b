"""Finding phrases in a sentence.

Every step is a join of sorted places over a bounded gap, so the work grows with the length of the sentence and with nothing
else, whatever a phrase says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from healthlint.rules.lines import Pattern, SlotStep, WordList
from healthlint.rules.phrasebook import Phrasebook, in_signs
from healthlint.text.tokens import Tokens


class Match(NamedTuple):
    """Where a phrase stands, in tokens: all of it, and the part that is reported. Ends are exclusive.

    context  what has to stand round the sentence for the phrase to count, "" for nothing
    """

    start: int
    end: int
    shown_start: int
    shown_end: int
    context: str = ""


class View:
    """One sentence while rules look at it: its tokens, and what was found so far, so that nothing is looked up twice."""

    __slots__ = ("_found", "_keys", "_pairs", "_possible", "_shapes", "_slots", "_words", "phrasebook", "tokens")

    def __init__(self, tokens: Tokens, phrasebook: Phrasebook, keys: frozenset[str] | None = None) -> None:
        """`keys` are those of the tokens, where they are known."""
        self._keys = keys
        self.phrasebook = phrasebook
        self.tokens = tokens
        self._possible: frozenset[int] | None = None
        self._words = _Row(tokens.words)
        self._pairs: _Row | None = None
        self._shapes: tuple[View, ...] | None = None  # the same in signs
        self._slots: dict[int, list[tuple[int, int]]] = {}
        self._found: dict[int, list[Match]] = {}

    def mask(self, spans: list[tuple[int, int]]) -> View:
        """The same sentence with the tokens of `spans` blanked, so that no word of theirs is found."""
        hidden = {index for start, end in spans for index in range(start, end)}
        masked = View(self.tokens.blanked(hidden), self.phrasebook)
        masked._possible = self.possible
        return masked

    def words(self, start: int, end: int) -> str:
        """The words from token `start` up to token `end`, for people to read."""
        return " ".join(self.tokens.words[start:end])

    @property
    def possible(self) -> frozenset[int]:
        """The later patterns that the sentence may hold."""
        if self._possible is None:
            keys = self.phrasebook.keys(self.tokens) if self._keys is None else self._keys
            self._possible = frozenset(self.phrasebook.later.possible(keys))
        return self._possible

    def find(self, number: int) -> list[Match]:
        """All places of pattern `number`, from the left."""
        return self.search(number) if number in self.possible or number not in self.phrasebook.later.numbers else []

    def search(self, number: int) -> list[Match]:
        """The same of a pattern that is known to be possible."""
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = self._search(self.phrasebook.patterns[number])
        return found

    def any(self, numbers: tuple[int, ...]) -> Match | None:
        """The first place of any of the patterns."""
        for number in numbers:
            if found := self.find(number):
                return found[0]
        return None

    def rows(self) -> tuple[list[str], list[str]]:
        """The sentence's words, and its pairs of neighbours."""
        return self._words.row, self.pairs.row

    @property
    def pairs(self) -> _Row:
        """Each word with the one behind it."""
        if self._pairs is None:
            self._pairs = _Row(list(self.tokens.pairs()))
        return self._pairs

    def occurrences(self, slot: int) -> list[tuple[int, int]]:
        """Where the rows of a slot stand, by start."""
        places = self._slots.get(slot)
        if places is None:
            words = self.phrasebook.words_of(slot)
            places = self._occurrences(words)
            for shaped in self._shaped() if words.signs else ():
                places = sorted({*places, *shaped._occurrences(words)})  # noqa: SLF001 - a view like this one
            self._slots[slot] = places
        return places

    def _shaped(self) -> tuple[View, ...]:
        """The same sentence in signs, if any stands for something; never the view itself, which nobody could forget then."""
        if self._shapes is None:
            shaped = in_signs(self.tokens)
            self._shapes = () if shaped is None else (View(shaped, self.phrasebook),)
        return self._shapes

    def _occurrences(self, words: WordList) -> list[tuple[int, int]]:
        row = self.tokens.words
        places = [(start, start + 1) for start in self._words.places(words.single.intersection(self._words.last))]
        if words.longer:
            pairs = self.pairs
            for start in pairs.places(words.longer.keys() & pairs.last.keys()):
                for rest in words.longer[pairs.row[start]]:
                    end = start + 2 + len(rest)
                    if not rest or row[start + 2 : end] == rest:
                        places.append((start, end))
        if len(places) > 1:
            places.sort()
        return places

    def _search(self, pattern: Pattern) -> list[Match]:
        for slot in pattern.needs:  # the rarest first: most searches end here
            if not self.occurrences(slot):
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

    def places(self, found: AbstractSet[str]) -> list[int]:
        """The places of some that stand in the row, in no order."""
        if found and self.twice:
            return [place for place, word in enumerate(self.row) if word in found]
        return [self.last[word] for word in found]

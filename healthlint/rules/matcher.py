"""Finding phrases in a sentence.

Word lists become slots and phrases rows of slots; one look at the sentence's words says which phrases can be there at all.
Every step is a join of sorted places over a bounded gap, so the work grows with the length of the sentence and with nothing
else, whatever a phrase says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from healthlint.rules.lexicon import NUMBER
from healthlint.text.tokens import Tokens, vocabulary

_DIGIT = re.compile(r"\d")
KEY_MARKS = ("%", "#", "$", "£", "€")  # rare enough to look for a phrase by


Slot = tuple[int, ...]  # the numbers of the word lists whose rows may fill a step


class WordList(NamedTuple):
    """The rows of a word list: words that stand alone, and pairs of words with what must follow them.

    `numbers` says that some row has the sign for a number in it.
    """

    single: frozenset[str]
    longer: dict[str, list[list[str]]]
    numbers: bool


class SlotStep(NamedTuple):
    """A step of a compiled phrase: the slot's number, the words that may stand before it, whether it may be missing."""

    slot: int
    gap: int
    optional: bool


class Pattern(NamedTuple):
    """A compiled phrase. `needs` are the slots that must be filled; the first, the anchor, is the rarest."""

    text: str
    steps: tuple[SlotStep, ...]
    first: int
    last: int
    at_start: bool
    at_end: bool
    needs: tuple[int, ...]


def is_single(pattern: Pattern) -> bool:
    """Whether a pattern is one step that may stand anywhere in a sentence."""
    return len(pattern.steps) == 1 and not (pattern.at_start or pattern.at_end)


class Match(NamedTuple):
    """Where a phrase stands, in tokens: all of it, and the part that is reported. Ends are exclusive."""

    start: int
    end: int
    shown_start: int
    shown_end: int


class View:
    """One sentence while rules look at it: its tokens, and what was found so far, so that nothing is looked up twice."""

    __slots__ = ("_found", "_lists", "_possible", "_rows", "_shapes", "_slots", "early", "phrasebook", "tokens")

    def __init__(self, tokens: Tokens, early: set[int], phrasebook: Phrasebook) -> None:
        self.early = early
        self.phrasebook = phrasebook
        self.tokens = tokens
        self._possible: set[int] | None = None
        self._rows = _rows(tokens.words)
        self._shapes: tuple[_Row, _Row] | None = None  # the same with one sign for every number
        self._lists: dict[int, list[tuple[int, int]]] = {}
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
            found = [part for number in self.phrasebook.slots[slot] if (part := self._places(number))]
            if len(found) <= 1:
                places = found[0] if found else []
            else:
                places = sorted({place for part in found for place in part})
            self._slots[slot] = places
        return places

    def _places(self, number: int) -> list[tuple[int, int]]:
        places = self._lists.get(number)
        if places is None:
            words = self.phrasebook.lists[number]
            places = _occurrences(words, *self._rows)
            if words.numbers:
                if self._shapes is None:
                    self._shapes = _rows([NUMBER if word[:1].isdigit() else word for word in self.tokens.words])
                places = sorted({*places, *_occurrences(words, *self._shapes)})
            self._lists[number] = places
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


class Phrasebook:
    """All word lists, slots and patterns of a set of rules.

    `early` patterns are asked of every sentence, `later` ones of those sentences in which something was found; the rest, cues
    of one step, are read from a table.
    """

    def __init__(
        self,
        lists: list[WordList],
        keyed: dict[str, list[int]],
        slots: list[Slot],
        patterns: list[Pattern],
        early: frozenset[int],
        later: frozenset[int],
    ) -> None:
        """`keyed` names, for a word, the lists in which it is the rarest of a row; a list without one is not in a sentence."""
        self.lists = lists
        self.keyed = keyed
        self.slots = slots
        self.patterns = patterns
        self.early = Finder(self, early)
        self.later = Finder(self, later - early)


class Finder:
    """Some patterns of a phrasebook, and which words make them possible.

    A pattern is thought of when a key word of its anchor stands in the sentence, and is possible when each of the other
    slots it needs has a key word there too; those slots have a bit each. What a word says is worked out when it is first met.
    """

    def __init__(self, book: Phrasebook, numbers: frozenset[int]) -> None:
        self.numbers = numbers
        self._keyed = book.keyed
        self._anchored: dict[int, list[tuple[int, int]]] = {}
        needed = sorted({slot for number in numbers for slot in book.patterns[number].needs[1:]})
        bit_of = {slot: 1 << bit for bit, slot in enumerate(needed)}
        for number in sorted(numbers):
            anchor, *others = book.patterns[number].needs
            mask = reduce(or_, map(bit_of.__getitem__, others), 0)
            self._anchored.setdefault(anchor, []).append((mask, number))
        self._list_bits: dict[int, int] = {}
        for slot, bit in bit_of.items():
            for number in book.slots[slot]:
                self._list_bits[number] = self._list_bits.get(number, 0) | bit
        self._list_anchors: dict[int, list[int]] = {}
        for anchor in self._anchored:
            for number in book.slots[anchor]:
                self._list_anchors.setdefault(number, []).append(anchor)
        self._words: dict[str, tuple[int, tuple[int, ...]]] = {}  # for each word met: its bits, its anchors

    def possible(self, text: str) -> set[int]:
        """The patterns that a lower-case text may hold, by its words; of the marks only a few are looked at."""
        words = set(vocabulary(text))
        if _DIGIT.search(text):
            words.add(NUMBER)
        words.update(mark for mark in KEY_MARKS if mark in text)
        bits = 0
        anchors: set[int] = set()
        known = self._words
        for word in words:
            if word not in self._keyed:
                continue
            met = known.get(word)
            if met is None:
                met = known[word] = self._meet(word)
            bits |= met[0]
            anchors.update(met[1])
        return {number for anchor in anchors for mask, number in self._anchored[anchor] if mask & bits == mask}

    def _meet(self, word: str) -> tuple[int, tuple[int, ...]]:
        lists = self._keyed[word]
        bits = reduce(or_, (self._list_bits.get(number, 0) for number in lists), 0)
        return bits, tuple({anchor for number in lists for anchor in self._list_anchors.get(number, ())})


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

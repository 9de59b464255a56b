"""Finding phrases in a sentence.

Word lists become slots and phrases rows of slots; one look at the sentence's words says which phrases can be there at all.
Every step is a join of sorted places over a bounded gap, so the work grows with the length of the sentence and with nothing
else, whatever a phrase says.
"""

from __future__ import annotations

from typing import NamedTuple

from healthlint.rules.lexicon import NUMBER, Row
from healthlint.text.tokens import Tokens, tokenise, vocabulary

Slot = dict[str, tuple[Row, ...]]  # the first token of a row, and what must follow it, longest first


class SlotStep(NamedTuple):
    """A step of a compiled phrase: the slot's number, the words that may stand before it, whether it may be missing."""

    slot: int
    gap: int
    optional: bool


class Pattern(NamedTuple):
    """A compiled phrase. `needs` has the bit of every slot that must be in the sentence."""

    text: str
    steps: tuple[SlotStep, ...]
    first: int
    last: int
    at_start: bool
    at_end: bool
    needs: int
    anchor: int


class Match(NamedTuple):
    """Where a phrase stands, in tokens: all of it, and the part that is reported. Ends are exclusive."""

    start: int
    end: int
    shown_start: int
    shown_end: int


class View:
    """One sentence while rules look at it: its tokens, and what was found so far, so that nothing is looked up twice."""

    __slots__ = ("_found", "_occurrences", "bits", "phrasebook", "text", "tokens")

    def __init__(self, text: str, bits: int, phrasebook: Phrasebook, tokens: Tokens | None = None) -> None:
        self.text = text
        self.bits = bits
        self.phrasebook = phrasebook
        self.tokens = tokens or tokenise(text)
        self._occurrences: dict[int, list[tuple[int, int]]] = {}
        self._found: dict[int, list[Match]] = {}

    def mask(self, spans: list[tuple[int, int]]) -> View:
        """The same sentence with the tokens of `spans` blanked, so that no word of theirs is found."""
        hidden = {index for start, end in spans for index in range(start, end)}
        blank = ["" if index in hidden else word for index, word in enumerate(self.tokens.words)]
        return View(self.text, self.bits, self.phrasebook, self.tokens._replace(words=blank))

    def find(self, number: int) -> list[Match]:
        """All places of pattern `number`, from the left."""
        found = self._found.get(number)
        if found is None:
            pattern = self.phrasebook.patterns[number]
            found = self._search(pattern) if pattern.needs & self.bits == pattern.needs else []
            self._found[number] = found
        return found

    def any(self, numbers: tuple[int, ...]) -> Match | None:
        """The first place of any of the patterns."""
        for number in numbers:
            if found := self.find(number):
                return found[0]
        return None

    def occurrences(self, slot: int) -> list[tuple[int, int]]:
        """Where the words of a slot stand, by start."""
        places = self._occurrences.get(slot)
        if places is None:
            places = _occurrences(self.phrasebook.slots[slot], self.tokens.words)
            self._occurrences[slot] = places
        return places

    def _search(self, pattern: Pattern) -> list[Match]:
        states: dict[int, Match] | None = None
        count = len(self.tokens.words)
        for number, step in enumerate(pattern.steps):
            places = self.occurrences(step.slot)
            shown = pattern.first <= number <= pattern.last
            states = self._first(places, pattern, shown=shown) if states is None else self._next(states, places, step, shown=shown)
            if not states:
                return []
        if states is None:
            return []
        found = [match for end, match in states.items() if not pattern.at_end or self._only_marks(end, count)]
        return sorted(found)

    def _first(self, places: list[tuple[int, int]], pattern: Pattern, *, shown: bool) -> dict[int, Match]:
        states: dict[int, Match] = {}
        for start, end in places:
            if pattern.at_start and not self._only_marks(0, start):
                continue
            states[end] = Match(start, end, start if shown else -1, end if shown else -1)
        return states

    def _next(
        self, states: dict[int, Match], places: list[tuple[int, int]], step: SlotStep, *, shown: bool
    ) -> dict[int, Match]:
        ordinals = self.tokens.ordinals
        found: dict[int, Match] = dict(states) if step.optional else {}
        ends = sorted(states)
        low = 0
        for start, end in places:
            while low < len(ends) and ordinals[start] - ordinals[ends[low]] > step.gap:
                low += 1
            for before in ends[low:]:
                if before > start:
                    break
                if not _joins(before, start, step.gap, self.tokens):
                    continue
                old = states[before]
                new = Match(
                    old.start,
                    end,
                    (start if old.shown_start < 0 else old.shown_start) if shown else old.shown_start,
                    end if shown else old.shown_end,
                )
                known = found.get(end)
                if known is None or new.start > known.start:
                    found[end] = new
        return found

    def _only_marks(self, start: int, end: int) -> bool:
        return self.tokens.ordinals[start] == self.tokens.ordinals[end]


class Phrasebook:
    """All slots and patterns of a set of rules, and the index that says which patterns a sentence may hold."""

    def __init__(self, slots: list[Slot], patterns: list[Pattern]) -> None:
        self.slots = slots
        self.patterns = patterns
        self.number_bit = 0
        self.bits: dict[str, int] = {}
        for number, slot in enumerate(slots):
            bit = 1 << number
            for first in slot:
                self.bits[first] = self.bits.get(first, 0) | bit
        self.number_bit = self.bits.get(NUMBER, 0)

    def look(self, text: str) -> int:
        """The bits of all slots of which the lower-case text holds a first word; marks are not looked at."""
        bits = 0
        get = self.bits.get
        for word in set(vocabulary(text)):
            bits |= get(word, 0)
            if word[0].isdigit():
                bits |= self.number_bit
        return bits


def _joins(before: int, start: int, gap: int, tokens: Tokens) -> bool:
    if gap == 0:
        return before == start
    return tokens.walls[start] == tokens.walls[before] and tokens.ordinals[start] - tokens.ordinals[before] <= gap


def _occurrences(slot: Slot, tokens: list[str]) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    for start, token in enumerate(tokens):
        rows = slot.get(token)
        if rows is not None:
            places.extend(_follow(rows, tokens, start))
        elif token and token[0].isdigit() and NUMBER in slot:
            places.extend(_follow(slot[NUMBER], tokens, start))
    return places


def _follow(rows: tuple[Row, ...], tokens: list[str], start: int) -> list[tuple[int, int]]:
    return [(start, start + 1 + len(row)) for row in rows if _continues(row, tokens, start + 1)]


def _continues(row: Row, tokens: list[str], start: int) -> bool:
    if start + len(row) > len(tokens):
        return False
    for offset, wanted in enumerate(row, start):
        token = tokens[offset]
        if token != wanted and not (wanted == NUMBER and token[:1].isdigit()):
            return False
    return True

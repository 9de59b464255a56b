"""All phrases of a set of rules, compiled, and which of them a sentence can hold at all.

Word lists make slots, slots make patterns. One look at a sentence's words says which patterns are worth a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from healthlint.rules.lexicon import NUMBER
from healthlint.text.tokens import vocabulary

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


class WordLists:
    """Word lists as lines of text, each read when it is first asked for: few of them are needed in one run.

    A line holds the words that stand alone, then a tab, then the longer rows; “|” stands between entries.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._made: dict[int, WordList] = {}

    def __getitem__(self, number: int) -> WordList:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = _read(self.lines[number])
        return found

    def __len__(self) -> int:
        return len(self.lines)


def line_of(rows: Iterable[tuple[str, ...]]) -> str:
    """The line of text for some rows."""
    found = sorted(rows)
    single = "|".join(row[0] for row in found if len(row) == 1)
    return f"{single}\t{'|'.join(' '.join(row) for row in found if len(row) > 1)}"


def _read(line: str) -> WordList:
    words, _, rows = line.partition("\t")
    longer: dict[str, list[list[str]]] = {}
    for row in rows.split("|") if rows else ():
        first, second, *rest = row.split(" ")
        longer.setdefault(f"{first} {second}", []).append(rest)
    return WordList(frozenset(words.split("|") if words else ()), longer, NUMBER in line)


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


class Phrasebook:
    """All word lists, slots and patterns of a set of rules.

    `early` patterns are asked of every sentence, `later` ones of those sentences in which something was found; the rest, cues
    of one step, are read from a table.
    """

    def __init__(
        self,
        lists: WordLists,
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
        self._words: dict[int, WordList] = {}
        self.early = Finder(self, early)
        self.later = Finder(self, later - early)

    def words_of(self, slot: int) -> WordList:
        """All rows that may fill a slot, those of its several lists together."""
        found = self._words.get(slot)
        if found is None:
            found = self._words[slot] = _together([self.lists[number] for number in self.slots[slot]])
        return found


def _together(lists: list[WordList]) -> WordList:
    if len(lists) == 1:
        return lists[0]
    longer: dict[str, list[list[str]]] = {}
    for words in lists:
        for pair, rows in words.longer.items():
            longer[pair] = longer[pair] + rows if pair in longer else rows
    single = frozenset().union(*(words.single for words in lists))
    return WordList(single, longer, any(words.numbers for words in lists))


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

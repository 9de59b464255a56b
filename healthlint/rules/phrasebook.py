"""All phrases of a set of rules, compiled, and which of them a sentence can hold at all.

Word lists make slots, slots make patterns. One look at a sentence's words says which patterns are worth a search.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from healthlint.rules.lexicon import NUMBER
from healthlint.text.tokens import Tokens

_DIGIT = re.compile(r"\d")

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


def numbers_as_signs(tokens: Tokens) -> Tokens:
    """The same sentence with one sign for every number."""
    return Tokens(tokens.text, [NUMBER if word[:1].isdigit() else word for word in tokens.words])


def is_single(pattern: Pattern) -> bool:
    """Whether a pattern is one step that may stand anywhere in a sentence."""
    return len(pattern.steps) == 1 and not (pattern.at_start or pattern.at_end)


class Phrasebook:
    """All word lists, slots and patterns of a set of rules.

    `early` patterns are asked of whole texts, by way of an index; `later` ones of single sentences in which something was
    found; the rest, cues of one step, are read from a table.
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
        """`keyed` names, for each key, the lists that have a row with it.

        The key of a row is its word, or the rarest two neighbours of its words. A sentence without a list's keys does not
        hold the list.
        """
        self.lists = lists
        self.keyed = keyed
        self._keys = frozenset(keyed)
        self.slots = slots
        self.patterns = patterns
        self._words: dict[int, WordList] = {}
        self.early = Finder(self, early)
        self.later = Finder(self, later)

    def keys(self, tokens: Tokens) -> frozenset[str]:
        """The keys that stand in a sentence: words, and pairs of neighbours; a number also as the sign for one."""
        found = self._keys.intersection(chain(tokens.words, tokens.pairs()))
        if _DIGIT.search(tokens.text):
            shaped = numbers_as_signs(tokens)
            found |= self._keys.intersection(chain(shaped.words, shaped.pairs()))
        return found

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


class Met(NamedTuple):
    """What a key says, or all keys of a sentence: which of the other needed slots they can fill, as bits, and which anchors."""

    bits: int
    anchors: tuple[int, ...]


class Finder(dict[str, Met]):
    """Some patterns of a phrasebook, and which keys make them possible.

    A pattern is thought of when a key of its anchor stands in the sentence, and is possible when each of the other slots it
    needs has a key there too; those slots have a bit each. What a key says is worked out when it is first met.
    """

    def __init__(self, book: Phrasebook, numbers: frozenset[int]) -> None:
        super().__init__()
        self.numbers = numbers
        self.anchored: dict[int, list[tuple[int, int]]] = {}  # for each anchor, the bits that a pattern needs, and the pattern
        self.wanted: dict[int, tuple[int, int]] = {}  # for each pattern, its anchor and the bits that it needs
        self._by_anchor: dict[int, tuple[Collection[int], dict[int, list[tuple[int, int]]]]] = {}
        self._keyed = book.keyed
        needed = sorted({slot for number in numbers for slot in book.patterns[number].needs[1:]})
        bit_of = {slot: 1 << bit for bit, slot in enumerate(needed)}
        for number in sorted(numbers):
            anchor, *others = book.patterns[number].needs
            mask = reduce(or_, map(bit_of.__getitem__, others), 0)
            self.anchored.setdefault(anchor, []).append((mask, number))
            self.wanted[number] = (anchor, mask)
        self._list_bits: dict[int, int] = {}
        for slot, bit in bit_of.items():
            for number in book.slots[slot]:
                self._list_bits[number] = self._list_bits.get(number, 0) | bit
        self._list_anchors: dict[int, list[int]] = {}
        for anchor in self.anchored:
            for number in book.slots[anchor]:
                self._list_anchors.setdefault(number, []).append(anchor)

    @cached_property
    def keys_of_anchors(self) -> frozenset[str]:
        """The keys without one of which nothing is possible."""
        return frozenset(key for key, lists in self._keyed.items() if not self._list_anchors.keys().isdisjoint(lists))

    def __missing__(self, key: str) -> Met:
        lists = self._keyed[key]
        bits = reduce(or_, (self._list_bits.get(number, 0) for number in lists), 0)
        met = self[key] = Met(bits, tuple({anchor for number in lists for anchor in self._list_anchors.get(number, ())}))
        return met

    def by_anchor(self, patterns: Collection[int]) -> dict[int, list[tuple[int, int]]]:
        """The places and numbers of patterns in a rule's list, by their anchors; made once for each list."""
        known = self._by_anchor.get(id(patterns))
        if known is None:  # the list is kept, so that its identity stays its own
            found: dict[int, list[tuple[int, int]]] = {}
            for place, pattern in enumerate(patterns):
                found.setdefault(self.wanted[pattern][0], []).append((place, pattern))
            known = self._by_anchor[id(patterns)] = (patterns, found)
        return known[1]

    def met(self, keys: Iterable[str]) -> Met:
        """What several keys say together."""
        fillable = 0
        found: set[int] = set()
        for key in keys:
            bits, anchors = self[key]
            fillable |= bits
            if anchors:
                found.update(anchors)
        return Met(fillable, tuple(found))

    def possible(self, keys: Iterable[str]) -> set[int]:
        """The patterns that a sentence with these keys may hold."""
        bits, anchors = self.met(keys)
        return {number for anchor in anchors for mask, number in self.anchored[anchor] if mask & bits == mask}

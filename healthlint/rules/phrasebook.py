"""All phrases of a set of rules, compiled, and which of them a sentence can hold at all.

Word lists make slots, slots make patterns. One look at a sentence's words says which patterns are worth a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, count, repeat
from typing import NamedTuple

from healthlint.rules.lines import LateLines, Pattern, Slot, WordList, line_of_bits, line_of_numbers, read_bits, read_numbers
from healthlint.text.tokens import NAME, NUMBER, Tokens

_DIGIT = re.compile(r"\d")


def in_signs(tokens: Tokens) -> Tokens | None:
    """The same sentence with one sign for every number, and one for every name of what the page offers; None without any."""
    if not (tokens.names or _DIGIT.search(tokens.text)):
        return None
    shaped = [NUMBER if word[:1].isdigit() else word for word in tokens.words]
    for index in tokens.names:
        shaped[index] = NAME
    return Tokens(tokens.text, shaped)


def is_single(pattern: Pattern) -> bool:
    """Whether a pattern is one step that may stand anywhere in a sentence."""
    return len(pattern.steps) == 1 and not (pattern.at_start or pattern.at_end)


class Met(NamedTuple):
    """What a key says: which of the other needed slots it can fill, as bits, and which anchors."""

    bits: int
    anchors: tuple[int, ...]


def line_of_met(met: Met) -> str:
    """The line of text for what a key says: the anchors, “|”, the bits."""
    return f"{line_of_numbers(met.anchors)}|{line_of_bits(met.bits)}"


def read_met(line: str) -> Met:
    """What `line_of_met` wrote."""
    anchors, _, bits = line.partition("|")
    return Met(read_bits(bits), read_numbers(anchors))


class Asked(NamedTuple):
    """Patterns that are looked for together: for each its number, its anchor, and the bits of the other slots that it needs.

    `met` is for each group of keys what any of them says.
    """

    numbers: tuple[int, ...]
    anchors: tuple[int, ...]
    needed: LateLines[int]
    met: LateLines[Met]


class Words(NamedTuple):
    """Word lists, the slots that are made of them, and the keys by which they are found.

    The key of a row is its word, or the rarest two neighbours of its words: a sentence without a list's keys does not hold the
    list. `groups` are the keys that stand for the same lists, each group as a line with “|” behind each key.
    """

    lists: LateLines[WordList]
    slots: LateLines[Slot]
    groups: list[str]


class Phrasebook:
    """All word lists, slots and patterns of a set of rules.

    `early` patterns are asked of whole texts, by way of an index; `later` ones of single sentences in which something was
    found, `masks` among them; the rest, cues of one step, are read from a table.
    """

    def __init__(self, words: Words, patterns: LateLines[Pattern], early: Asked, later: Asked, masks: Asked) -> None:
        self.words = words
        self.patterns = patterns
        keys = "".join(words.groups).split("|")[:-1]
        sizes = map(str.count, words.groups, repeat("|"))
        group_of = dict(zip(keys, chain.from_iterable(map(repeat, count(), sizes)), strict=True))
        self._keys = frozenset(keys)
        self._words: dict[int, WordList] = {}
        self.early, self.later, self.masks = (Finder(group_of, asked) for asked in (early, later, masks))

    def keys(self, tokens: Tokens) -> frozenset[str]:
        """The keys that stand in a sentence: words, and pairs of neighbours; a number and a name also as the sign for one."""
        found = self._keys.intersection(chain(tokens.words, tokens.pairs()))
        shaped = in_signs(tokens)
        if shaped is not None:
            found |= self._keys.intersection(chain(shaped.words, shaped.pairs()))
        return found

    def words_of(self, slot: int) -> WordList:
        """All rows that may fill a slot, those of its several lists together."""
        found = self._words.get(slot)
        if found is None:
            found = self._words[slot] = _together([self.words.lists[number] for number in self.words.slots[slot]])
        return found


def _together(lists: list[WordList]) -> WordList:
    if len(lists) == 1:
        return lists[0]
    longer: dict[str, list[list[str]]] = {}
    for words in lists:
        for pair, rows in words.longer.items():
            longer[pair] = longer[pair] + rows if pair in longer else rows
    single = frozenset().union(*(words.single for words in lists))
    return WordList(single, longer, any(words.signs for words in lists))


Wanted = tuple[int, int]  # the bits that a pattern needs, and its number


class Finder(dict[str, tuple[int, tuple[Wanted, ...]]]):
    """Some patterns of a phrasebook, and for each key the bits that it fills and the patterns that it makes think of.

    A pattern is thought of when a key of its anchor stands in the sentence, and is possible when each of the other slots it
    needs has a key there too; those slots have a bit each. What a key says is worked out when it is first met.
    """

    def __init__(self, group_of: dict[str, int], asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.numbers = frozenset(asked.numbers)
        self._group_of = group_of
        self._of_anchor: dict[int, list[tuple[int, int]]] = {}  # the place and the number of each pattern
        for place, (number, anchor) in enumerate(zip(asked.numbers, asked.anchors, strict=True)):
            self._of_anchor.setdefault(anchor, []).append((place, number))

    def __missing__(self, key: str) -> tuple[int, tuple[Wanted, ...]]:
        met, needed = self.asked.met[self._group_of[key]], self.asked.needed
        wanted = ((needed[place], number) for anchor in met.anchors for place, number in self._of_anchor[anchor])
        said = self[key] = (met.bits, tuple(wanted))
        return said

    def possible(self, keys: Iterable[str]) -> tuple[int, ...]:
        """The patterns that a sentence with these keys may hold, in their order."""
        filled = 0
        wanted: list[Wanted] = []
        for bits, patterns in map(self.__getitem__, keys):
            filled |= bits
            wanted += patterns
        return tuple(sorted({number for needed, number in wanted if needed & filled == needed})) if wanted else ()

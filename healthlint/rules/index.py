"""Which sentences of a text can hold a phrase, for all phrases at once.

A sentence is one bit of a number; a key, an anchor and a phrase each are the number of the sentences in which they can stand.
So every key of a text is looked up once, and what is asked about all its sentences is an operation on numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator

from healthlint.rules.phrasebook import Finder


class Index:
    """The phrases of a finder over some sentences, given by their keys. What is asked is kept for the next who asks."""

    __slots__ = ("_anchors", "_bits", "_finder", "_known")

    def __init__(self, finder: Finder, sentences: Iterable[Collection[str]]) -> None:
        self._finder = finder
        self._known: dict[int, int] = {}
        self._bits: list[int] = []  # for each sentence, the needed slots that can be filled there
        where: dict[str, int] = {}
        sentence = 1
        for keys in sentences:
            fillable = 0
            for key in keys:
                bits, anchors = finder[key]
                fillable |= bits
                if anchors:
                    where[key] = where.get(key, 0) | sentence
            self._bits.append(fillable)
            sentence <<= 1
        self._anchors: dict[int, int] = {}
        for key, found in where.items():
            for anchor in finder[key].anchors:
                self._anchors[anchor] = self._anchors.get(anchor, 0) | found

    def sentences(self, pattern: int) -> int:
        """The sentences that can hold a pattern."""
        found = self._known.get(pattern)
        if found is None:
            anchor, needed = self._finder.wanted[pattern]
            found = self._known[pattern] = self._filled(self._anchors.get(anchor, 0), needed)
        return found

    def candidates(self, wanted: Container[int]) -> Iterator[tuple[int, int]]:
        """Those of the wanted patterns that can stand somewhere, and the sentences."""
        anchored = self._finder.anchored
        for anchor, found in self._anchors.items():
            for needed, pattern in anchored[anchor]:
                if pattern in wanted and (filled := self._filled(found, needed)):
                    yield pattern, filled

    def union(self, patterns: Iterable[int]) -> int:
        """The sentences that can hold one of several patterns."""
        found = 0
        for pattern in patterns:
            found |= self.sentences(pattern)
        return found

    def _filled(self, sentences: int, needed: int) -> int:
        """Those of the sentences in which all the needed slots can be filled."""
        if not needed:
            return sentences
        found = 0
        for place in places(sentences):
            if self._bits[place] & needed == needed:
                found |= 1 << place
        return found


def places(sentences: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while sentences:
        lowest = sentences & -sentences
        yield lowest.bit_length() - 1
        sentences ^= lowest

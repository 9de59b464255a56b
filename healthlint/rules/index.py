"""Which sentences of a text can hold a phrase, for all phrases at once.

A sentence is one bit of a number; an anchor and a phrase each are the number of the sentences in which they can stand. So what
is asked about all sentences is an operation on numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence

from healthlint.rules.phrasebook import Finder, Met


class Index:
    """The phrases of a finder over some sentences, given by what it met in each. Answers are kept for the next who asks."""

    __slots__ = ("_anchors", "_finder", "_known", "_met")

    def __init__(self, finder: Finder, met: Sequence[Met]) -> None:
        self._finder = finder
        self._met = met
        self._known: dict[int, int] = {}
        self._anchors: dict[int, int] = {}
        found = self._anchors
        sentence = 1
        for _, anchors in met:
            for anchor in anchors:
                found[anchor] = found.get(anchor, 0) | sentence
            sentence <<= 1

    def sentences(self, pattern: int) -> int:
        """The sentences that can hold a pattern."""
        found = self._known.get(pattern)
        if found is None:
            anchor, needed = self._finder.wants(pattern)
            found = self._known[pattern] = self._filled(self._anchors.get(anchor, 0), needed)
        return found

    def candidates(self, wanted: Container[int], among: int = -1) -> Iterator[tuple[int, int]]:
        """Those of the wanted patterns that can stand somewhere among some sentences, and the sentences."""
        for anchor, sentences in self._anchors.items():
            if found := sentences & among:
                for needed, pattern in self._finder.anchored(anchor):
                    if pattern in wanted and (filled := self._filled(found, needed)):
                        yield pattern, filled

    def union(self, patterns: Collection[int]) -> int:
        """The sentences that can hold one of several patterns."""
        found = 0
        by_anchor = self._finder.by_anchor(patterns)
        for anchor in by_anchor.keys() & self._anchors.keys():
            for _, pattern in by_anchor[anchor]:
                found |= self.sentences(pattern)
        return found

    def possible(self, patterns: Collection[int], place: int) -> list[int]:
        """Those of several patterns that one sentence can hold, in their order."""
        by_anchor = self._finder.by_anchor(patterns)
        here = by_anchor.keys() & self._met[place].anchors
        found = [one for anchor in here for one in by_anchor[anchor] if self.sentences(one[1]) >> place & 1]
        return [pattern for _, pattern in sorted(found)]

    def _filled(self, sentences: int, needed: int) -> int:
        """Those of the sentences in which all the needed slots can be filled."""
        if not needed:
            return sentences
        found = 0
        for place in places(sentences):
            if self._met[place].bits & needed == needed:
                found |= 1 << place
        return found


def places(sentences: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while sentences:
        lowest = sentences & -sentences
        yield lowest.bit_length() - 1
        sentences ^= lowest

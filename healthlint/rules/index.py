"""Which sentences of a text can hold a phrase, for all phrases at once.

A sentence is one bit of a number; so what is asked about all sentences is an operation on numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet


class Index:
    """For each phrase that some of the sentences can hold, those sentences as bits."""

    __slots__ = ("_at",)

    def __init__(self, possible: Iterable[Iterable[int]]) -> None:
        """`possible` is for each sentence which phrases it can hold."""
        at: dict[int, int] = {}
        sentence = 1
        for numbers in possible:
            for number in numbers:
                at[number] = at.get(number, 0) | sentence
            sentence <<= 1
        self._at = at

    def union(self, patterns: AbstractSet[int]) -> int:
        """The sentences that can hold one of several phrases."""
        found = 0
        for number in self._at.keys() & patterns:
            found |= self._at[number]
        return found


def places(sentences: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while sentences:
        lowest = sentences & -sentences
        yield lowest.bit_length() - 1
        sentences ^= lowest

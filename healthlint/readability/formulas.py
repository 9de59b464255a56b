"""The reading grades, from counts alone."""

from __future__ import annotations

import math
from typing import NamedTuple

SMOG_SAMPLE = 30  # sentences that SMOG was made for
_FEW = 10  # sentences below which one sentence more or less moves a grade
_AGE = 5  # years between a school grade and the age of those in it
_PACE = 238  # words a minute: Brysbaert (2019), How many words do we read per minute?, Journal of Memory and Language 109


class Counts(NamedTuple):
    """What the formulas need. A polysyllable is a word of three syllables or more."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int

    def plus(self, other: Counts) -> Counts:
        return Counts(*map(sum, zip(self, other, strict=True)))

    def times(self, number: int) -> Counts:
        return Counts(*(number * count for count in self))

    def less(self, other: Counts) -> Counts:
        """The counts without a part of the text."""
        return Counts(*(all_ - part for all_, part in zip(self, other, strict=True)))


class Grades(NamedTuple):
    """The two school grades that are reported together."""

    fkgl: float
    smog: float

    @property
    def age(self) -> int:
        """The reading age that the Flesch-Kincaid grade stands for."""
        return round(self.fkgl + _AGE)


def grades(counts: Counts) -> Grades | None:
    """Both grades; None without a sentence of at least one word."""
    if counts.sentences < 1 or counts.words < 1:
        return None
    return Grades(fkgl(counts.words, counts.sentences, counts.syllables), smog(counts.sentences, max(0, counts.polysyllables)))


def fkgl(words: int, sentences: int, syllables: int) -> float:
    """The Flesch-Kincaid grade.

    Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy enlisted personnel,
    Research Branch Report 8-75.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(sentences: int, polysyllables: int) -> float:
    """The SMOG grade, scaled to its thirty sentences; with fewer than thirty it is a rough guide.

    McLaughlin (1969), SMOG grading: a new readability formula, Journal of Reading 12 (8), with the exact constants.
    """
    return 1.043 * math.sqrt(polysyllables * SMOG_SAMPLE / sentences) + 3.1291


def confidence(sentences: int) -> str:
    """How far the grades can be trusted, as one word."""
    if sentences >= SMOG_SAMPLE:
        return "good"
    return "fair" if sentences >= _FEW else "low"


def minutes(words: int) -> float:
    """How long an adult takes to read it."""
    return words / _PACE

"""Words, sentences and syllables of the prose, and the two reading grades made of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from healthlint.checks.syllables import syllables
from healthlint.text.read import Passage, label_end
from healthlint.text.zones import Zone

PROSE: tuple[Zone, ...] = ("body", "quote", "list")
POLYSYLLABIC = 3  # syllables from which SMOG calls a word hard
_SENTENCE_WORDS = 5  # words of a line without a stop that is still a sentence

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\d*|\d+(?:[.,]\d+)*[^\W\d_]*")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_STOP = re.compile(r"[.!?…][\"')\]]*\Z")


class Counts(NamedTuple):
    """What the formulas need. A polysyllable is a word of three syllables or more."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int


def words(text: str) -> list[str]:
    """The words of a normal text. A hyphen parts words, an apostrophe does not; a number is a word, an address none."""
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text)


def counts(passages: Iterable[Passage]) -> Counts:
    """The counts of all sentences of prose: no headings, tables, run-in labels or lines that are no sentence."""
    found: Counter[str] = Counter()
    sentences = 0
    for passage in passages:
        if passage.zone in PROSE:
            lines = list(_sentences(passage))
            sentences += len(lines)
            found.update(chain.from_iterable(lines))
    sounds = [(syllables(word), times) for word, times in found.items()]
    return Counts(
        sentences,
        found.total(),
        sum(count * times for count, times in sounds),
        sum(times for count, times in sounds if count >= POLYSYLLABIC),
    )


def _sentences(passage: Passage) -> Iterator[list[str]]:
    """The words of each sentence."""
    text = passage.normal.text
    label = label_end(text)
    for start, end in passage.sentences:
        line = text[max(start, label) : end]
        found = words(line)
        if found and (len(found) >= _SENTENCE_WORDS or _STOP.search(line, max(0, len(line) - 4))):
            yield found


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
    return 1.043 * math.sqrt(polysyllables * 30 / sentences) + 3.1291

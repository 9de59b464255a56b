"""The prose of a page, sentence by sentence, with what the formulas count in each. Every word is looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from operator import eq
from typing import NamedTuple

from healthlint.judge.reading import NOT_COPY, Reading, Spot
from healthlint.late import late
from healthlint.model import Span
from healthlint.readability.formulas import Counts
from healthlint.readability.syllables import sounds
from healthlint.text.read import label_end
from healthlint.text.zones import Zone

PROSE: tuple[Zone, ...] = ("body", "quote", "list")
POLYSYLLABIC = 3  # syllables from which SMOG calls a word hard
_SENTENCE_WORDS = 5  # words of a line without a stop that is still a sentence
_PRESCRIBED = "disclaimer"  # idioms hide words from every rule; only what a law prescribes is still seen by these

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\d*|\d+(?:[.,]\d+)*[^\W\d_]*")
_ASCII_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*[0-9]*|[0-9]+(?:[.,][0-9]+)*[A-Za-z]*")  # the same, and quicker
_NUMBERED = late(r"\W*(?:(?:doi:?)?10\.\d{4,9}/|(?:doi|PMID|PMC|NCT)\b:?\d*\W*\Z)")  # an article's number
_CITED = late(r"\[\^?\d[\d,; -]*\]|\((?:see )?[A-Z][\w'-]+(?: et al\.?| (?:and|&) [A-Z][\w'-]+)?,? (?:19|20)\d\d[a-z]?\)")
_RAISED = late("[¹²³⁰-⁹]+")
_DOUBT = "\0"  # stands for what makes a sentence worth a second look: digits, apostrophes, addresses, brackets
_SPACED = {code: _DOUBT if chr(code) in "0123456789'@[/" else " " for code in range(128) if not chr(code).isalpha()}
_STOP = re.compile(r"[.!?…](?:[^\w\[]|[¹²³⁰-⁹]|\[[\d, -]*\])*\Z")  # closing marks, emoji and references may follow
_STOP_WITHIN = 16  # characters from the end


class Line(NamedTuple):
    """A sentence of prose and its counts.

    start  where its words begin in the passage, behind a run-in label
    hard   its words of three syllables or more, in their order
    """

    spot: Spot
    start: int
    words: int
    syllables: int
    hard: tuple[str, ...]

    @property
    def counts(self) -> Counts:
        return Counts(1, self.words, self.syllables, len(self.hard))

    @property
    def opening(self) -> str:
        """Its first character."""
        return self.spot.passage.normal.text[self.start]

    @property
    def text(self) -> str:
        return self.spot.passage.normal.text[self.start : self.spot.passage.sentences[self.spot.sentence].end]


class Prose(NamedTuple):
    """The sentences of prose that count, and the sentences of all copy in which a word follows itself."""

    lines: tuple[Line, ...]
    doubled: tuple[Spot, ...]


def words(text: str) -> list[str]:
    """The words of a normal text. A hyphen parts words, an apostrophe does not; a number is a word.

    Addresses and references to sources are none.
    """
    if text.isascii() and "www." not in text:
        spaced = text.translate(_SPACED)
        if _DOUBT not in spaced:
            return spaced.split()
    return _read_slowly(text)


def _read_slowly(text: str) -> list[str]:
    if "@" in text or "://" in text or "www." in text or "10." in text or "PMID" in text:
        text = " ".join(token for token in text.split() if not _is_address(token))
    if "[" in text or ("(" in text and ("(19" in text or " 19" in text or " 20" in text)):
        text = _CITED.sub(" ", text)
    if not text.isascii():
        text = _RAISED.sub(" ", text)
    return (_ASCII_WORD if text.isascii() else WORD).findall(text)


def _is_address(token: str) -> bool:
    """Whether what stands between two spaces is an address or an article's number."""
    return (
        "://" in token
        or token.lstrip("\"'([<*_").startswith("www.")
        or "." in token.partition("@")[2]
        or _NUMBERED.match(token) is not None
    )


@lru_cache(maxsize=1)
def prose(reading: Reading) -> Prose:
    """What counts as prose: no headings, tables, run-in labels, prescribed statements or lines that are no sentence.

    The last page's is kept, because one rule after the other asks for it.
    """
    lines: list[Line] = []
    doubled: list[Spot] = []
    prescribed = _prescribed(reading)
    for passage in reading.text.passages:
        if passage.zone in NOT_COPY:
            continue
        counted = passage.zone in PROSE
        order = reading.first(passage)
        for found in _measured(passage.normal.text, passage.sentences, labelled=counted):
            if found.twice:
                doubled.append(reading.spots[order])
            if counted and found.whole and order not in prescribed:
                lines.append(Line(reading.spots[order], found.start, found.words, found.syllables, found.hard))
            order += 1
    return Prose(tuple(lines), tuple(doubled))


class _Measured(NamedTuple):
    """What counts of a sentence; whether it is a whole one, and whether a word of it follows itself."""

    start: int
    words: int
    syllables: int
    hard: tuple[str, ...]
    whole: bool
    twice: bool


@lru_cache(maxsize=4_096)
def _measured(text: str, sentences: tuple[Span, ...], *, labelled: bool) -> tuple[_Measured, ...]:
    """What counts of the sentences of a block; kept, because content repositories repeat themselves."""
    label = label_end(text) if labelled else 0
    return tuple([_measure(text, max(start, label), end) for start, end in sentences])


def _measure(text: str, start: int, end: int) -> _Measured:
    line = text[start:end]
    found = words(line)
    counts = list(map(sounds, found))
    hard = tuple([word for word, count in zip(found, counts, strict=True) if count >= POLYSYLLABIC])
    twice = True in map(eq, found, islice(found, 1, None))
    return _Measured(start, len(found), sum(counts), hard, bool(found) and _is_sentence(line, len(found)), twice)


def _is_sentence(line: str, count: int) -> bool:
    return count >= _SENTENCE_WORDS or _STOP.search(line, max(0, len(line) - _STOP_WITHIN)) is not None


def of_words(found: list[str]) -> Counts:
    """The counts of words that are no sentence."""
    counts = list(map(sounds, found))
    return Counts(0, len(found), sum(counts), sum(count >= POLYSYLLABIC for count in counts))


def total(lines: Iterable[Line]) -> Counts:
    """The counts of several sentences together."""
    sentences = all_words = syllables = polysyllables = 0
    for line in lines:
        sentences += 1
        all_words += line.words
        syllables += line.syllables
        polysyllables += len(line.hard)
    return Counts(sentences, all_words, syllables, polysyllables)


def _prescribed(reading: Reading) -> set[int]:
    """The orders of the sentences that a law prescribes word for word: no writer can make them easier."""
    masks = (mask.patterns for mask in reading.rules.masks if _PRESCRIBED in mask.but_for)
    numbers = reading.rules.union("prescribed", masks)
    return {spot.order for spot in reading.holding(numbers) if reading.find(numbers, spot)}

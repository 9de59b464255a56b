"""What phrases are compiled to: word lists, slots and patterns, as lines of text that are read when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from healthlint.text.tokens import NAME, NUMBER

Slot = tuple[int, ...]  # the numbers of the word lists whose rows may fill a step
Value = TypeVar("Value")


class WordList(NamedTuple):
    """The rows of a word list: words that stand alone, and pairs of words with what must follow them.

    `signs` says that some row has the sign for a number or a name in it.
    """

    single: frozenset[str]
    longer: dict[str, list[list[str]]]
    signs: bool


class LateLines(Generic[Value]):
    """Values as lines of text, each read when it is first asked for: few of them are needed in one run."""

    def __init__(self, lines: list[str], read: Callable[[str], Value]) -> None:
        self.lines = lines
        self._read = read
        self._made: dict[int, Value] = {}

    def __getitem__(self, number: int) -> Value:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._read(self.lines[number])
        return found

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Value]:
        return map(self.__getitem__, range(len(self)))


def line_of_words(rows: Iterable[tuple[str, ...]]) -> str:
    """The line of text for some rows: the words that stand alone, a tab, the longer rows; “|” stands between entries."""
    found = sorted(rows)
    single = "|".join(row[0] for row in found if len(row) == 1)
    return f"{single}\t{'|'.join(' '.join(row) for row in found if len(row) > 1)}"


def read_words(line: str) -> WordList:
    """The word list that `line_of_words` wrote."""
    words, _, rows = line.partition("\t")
    longer: dict[str, list[list[str]]] = {}
    for row in rows.split("|") if rows else ():
        first, second, *rest = row.split(" ")
        longer.setdefault(f"{first} {second}", []).append(rest)
    return WordList(frozenset(words.split("|") if words else ()), longer, NUMBER in line or NAME in line)


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


def line_of_pattern(pattern: Pattern) -> str:
    """The line of text for a pattern: its steps, which are reported and where it must stand, its needs, its phrase."""
    steps = " ".join(f"{slot}:{gap}:{optional:d}" for slot, gap, optional in pattern.steps)
    place = f"{pattern.first} {pattern.last} {pattern.at_start:d} {pattern.at_end:d}"
    return f"{steps}\t{place}\t{line_of_numbers(pattern.needs)}\t{pattern.text}"


def read_pattern(line: str) -> Pattern:
    """The pattern that `line_of_pattern` wrote."""
    steps, place, needs, text = line.split("\t", 3)
    first, last, at_start, at_end = read_numbers(place)
    return Pattern(text, tuple(map(_read_step, steps.split())), first, last, bool(at_start), bool(at_end), read_numbers(needs))


def _read_step(step: str) -> SlotStep:
    slot, gap, optional = step.split(":")
    return SlotStep(int(slot), int(gap), optional == "1")


def line_of_numbers(numbers: Iterable[int]) -> str:
    """The line of text for some numbers."""
    return " ".join(map(str, numbers))


def read_numbers(line: str) -> tuple[int, ...]:
    """The numbers that `line_of_numbers` wrote."""
    return tuple(map(int, line.split()))


def line_of_bits(bits: int) -> str:
    """The line of text for some bits: their places."""
    return line_of_numbers(place for place in range(bits.bit_length()) if bits >> place & 1)


def read_bits(line: str) -> int:
    """The bits that `line_of_bits` wrote."""
    return sum(map((1).__lshift__, map(int, line.split()))) if line else 0

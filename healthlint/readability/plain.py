"""The plain words that a word list gives for hard ones, and where those stand. Every page has many: looking is kept cheap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from healthlint.readability.prose import words
from healthlint.rules.rule import RuleSet

LIST = "plain-word"


class Plain(NamedTuple):
    """A term with a plain word: the words of the term, lower case, and what to write."""

    row: tuple[str, ...]
    plain: str

    @property
    def term(self) -> str:
        return " ".join(self.row)


def plain_word(hard: str, rules: RuleSet) -> str | None:
    """What to write for a term, given as its words in lower case; in any spelling of it."""
    row = tuple(hard.split())
    return next((one.plain for one in _by_first(rules.lists.get(LIST, ())).get(row[0], ()) if one.row == row), None)


@lru_cache(maxsize=4_096)  # content repositories repeat themselves
def plain_words(sentence: str, rules: RuleSet) -> tuple[Plain, ...]:
    """The terms of a sentence, in lower case, that have a plain word; of terms that overlap the longest."""
    return tuple(_terms(words(sentence), _by_first(rules.lists.get(LIST, ()))))


def _terms(found: list[str], by_first: Mapping[str, tuple[Plain, ...]]) -> Iterator[Plain]:
    end = 0
    for at in [at for at, word in enumerate(found) if word in by_first]:
        if at >= end:
            for one in by_first[found[at]]:
                if tuple(found[at : at + len(one.row)]) == one.row:
                    end = at + len(one.row)
                    yield one
                    break


@lru_cache(maxsize=4)
def _by_first(entries: tuple[str, ...]) -> dict[str, tuple[Plain, ...]]:
    """The terms by their first words, the longest first."""
    found: dict[str, list[Plain]] = {}
    for term, _, plain in (entry.partition("=") for entry in entries):
        row = tuple(term.split(" "))
        found.setdefault(row[0], []).append(Plain(row, plain))
    return {first: tuple(sorted(terms, key=lambda one: (-len(one.row), one.row))) for first, terms in found.items()}

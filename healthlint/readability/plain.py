"""The plain words that a word list gives for hard ones."""

from __future__ import annotations

from functools import lru_cache

from healthlint.rules.lexicon import rows
from healthlint.rules.rule import RuleSet
from healthlint.text.tokens import words

LIST = "plain-word"


def plain_word(hard: str, rules: RuleSet) -> str | None:
    """What to write for a term, given as the words of its tokens; in any spelling of it."""
    entries = rules.lists.get(LIST, ())
    return _as_listed(entries).get(hard) or _spelled(entries).get(hard)


@lru_cache(maxsize=4)
def _as_listed(entries: tuple[str, ...]) -> dict[str, str]:
    pairs = (entry.partition("=") for entry in entries)
    return {" ".join(words(term)): plain for term, _, plain in pairs}


@lru_cache(maxsize=4)
def _spelled(entries: tuple[str, ...]) -> dict[str, str]:
    """Every way to spell and join the terms; only American or hyphenated copy needs it."""
    pairs = (entry.partition("=") for entry in entries)
    return {" ".join(row): plain for term, _, plain in pairs for row in rows(term, "exact")}

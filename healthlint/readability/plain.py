"""The plain words that a word list gives for hard ones."""

from __future__ import annotations

from functools import lru_cache

from healthlint.rules.lexicon import rows
from healthlint.rules.rule import RuleSet

LIST = "plain-word"


def plain_word(hard: str, rules: RuleSet) -> str | None:
    """What to write for a term, given as the words of its tokens; in any spelling of it."""
    return _plain_words(rules.lists.get(LIST, ())).get(hard)


@lru_cache(maxsize=4)
def _plain_words(entries: tuple[str, ...]) -> dict[str, str]:
    pairs = (entry.partition("=") for entry in entries)
    return {" ".join(row): plain for term, _, plain in pairs for row in rows(term, "exact")}

"""Acronym: capitals that the page spells out nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from healthlint.checks.settings import texts
from healthlint.checks.term import first_uses, ways
from healthlint.judge.reading import NOT_COPY, Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.readability.uses import Use
from healthlint.rules.rule import Rule

# known    acronyms that everybody knows; the others as for terms
SETTINGS = {"known": "lexicon", "gloss": "texts", "called": "texts", "glossary": "texts"}
# What stands before is looked at behind the first capital, because a capital is what `re` can skip to quickly.
_ACRONYM = re.compile(r"([A-Z](?<![\w&/.-][A-Z])[A-Z0-9]{1,5})(?:s|'s)?(?![\w&/.]?\w)")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]")  # most passages show at once that they have no acronym
_SHOUTED = 0.5  # share of capitals among the letters from which a sentence is shouted


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each acronym; silent when any use, before or after, spells it out."""
    known = _known(texts(rule, "known"))
    found = [use for use in _uses(reading) if use.name not in known]
    for use, reason in first_uses(found, ways(rule), reading):
        severity = None if reason else rule.severity
        yield Verdict(rule, use.spot.passage, use.spot.sentence, use.span, severity, reason, None)


@lru_cache(maxsize=4)
def _known(terms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(term.upper() for term in terms)


def _uses(reading: Reading) -> Iterator[Use]:
    for passage in reading.text.passages:
        if passage.zone in NOT_COPY:
            continue
        for number, word, start in _acronyms(passage.normal.text, passage.sentences):
            yield Use(reading.spots[reading.first(passage) + number], Span(start, start + len(word)), word, word)


@lru_cache(maxsize=4_096)
def _acronyms(text: str, sentences: tuple[Span, ...]) -> tuple[tuple[int, str, int], ...]:
    """The acronyms of a block: their sentence, letters and place; kept, because content repositories repeat themselves."""
    if not _CAPITALS.search(text):
        return ()
    return tuple(
        (number, match[1], start + match.start())
        for number, (start, end) in enumerate(sentences)
        for match in _of_sentence(text[start:end])
    )


def _of_sentence(sentence: str) -> list[re.Match[str]]:
    found = list(_ACRONYM.finditer(sentence))
    return [] if found and _shouted(sentence) else found


def _shouted(sentence: str) -> bool:
    letters = [character for character in sentence if character.isalpha()]
    return sum(map(str.isupper, letters)) > _SHOUTED * len(letters)

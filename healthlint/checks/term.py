"""Term: a medical word that the page explains nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.settings import patterns, texts
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.readability.explained import Ways, explained, glossaries
from healthlint.readability.plain import plain_word
from healthlint.readability.uses import Use, all_uses
from healthlint.rules.rule import Rule

# terms    the words to look for
# gloss    words right behind a term that explain it; called: words right before; glossary: words in the heading of one
SETTINGS = {"terms": "phrases", "gloss": "texts", "called": "texts", "glossary": "texts"}
ZONES = ("body", "list", "quote", "table")


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each term; silent when any use, before or after, explains it."""
    if profile.audience == "professional":
        return
    found = list(all_uses(patterns(rule, "terms"), reading))
    for use, reason in first_uses(found, ways(rule), reading):
        plain = plain_word(use.words, reading.rules)
        note = f", or write “{plain}”" if plain else ""
        severity = None if reason else rule.severity
        yield Verdict(rule, use.spot.passage, use.spot.sentence, use.span, severity, reason, None, note)


def ways(rule: Rule) -> Ways:
    """How the rule's settings say that a term is explained."""
    return Ways(texts(rule, "gloss"), texts(rule, "called"), texts(rule, "glossary"))


def first_uses(found: list[Use], by: Ways, reading: Reading) -> Iterator[tuple[Use, str | None]]:
    """The first use of each term in the reader's text, and why it counts as explained, if it does."""
    reasons = reasons_for(found, by, reading)
    told: set[str] = set()
    for use in found:
        if use.name not in told and use.spot.passage.zone in ZONES:
            told.add(use.name)
            yield use, reasons.get(use.name)


def reasons_for(found: list[Use], by: Ways, reading: Reading) -> dict[str, str]:
    """Why each explained term counts as explained."""
    glossary = glossaries(reading.text, by) if found else frozenset()
    reasons: dict[str, str] = {}
    for use in found:
        if use.name not in reasons and (reason := explained(use.spot.passage, use.span, by, glossary)):
            reasons[use.name] = reason
    return reasons

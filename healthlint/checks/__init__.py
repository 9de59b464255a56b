"""The kinds of check: what a rule file's `kind` may be, and the settings that each kind reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from healthlint.checks import (
    acronym,
    approved,
    buried,
    contradiction,
    doubled,
    duplicate,
    emergency,
    grade,
    hard_sentence,
    ignore,
    jargon,
    local,
    long_sentence,
    mismatch,
    paid_link,
    passive,
    pattern,
    reference,
    required,
    section_grade,
    term,
    wording,
)
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

# A check of the whole page is given what the claim rules found there.
Check = Callable[[Rule, Reading, tuple[Verdict, ...], Profile], Iterator[Verdict]]

CHECKS: dict[str, Check] = {
    "acronym": acronym.find,
    "approved": approved.find,
    "buried": buried.find,
    "contradiction": contradiction.find,
    "doubled": doubled.find,
    "duplicate": duplicate.find,
    "emergency": emergency.find,
    "grade": grade.find,
    "hard-sentence": hard_sentence.find,
    "ignore": ignore.find,
    "jargon": jargon.find,
    "local": local.find,
    "long-sentence": long_sentence.find,
    "mismatch": mismatch.find,
    "paid-link": paid_link.find,
    "passive": passive.find,
    "pattern": pattern.find,
    "reference": reference.find,
    "required": required.find,
    "section-grade": section_grade.find,
    "term": term.find,
    "wording": wording.find,
}

# What the `settings:` of a kind may hold; a claim rule has none.
SETTINGS: dict[str, dict[str, str]] = {
    "claim": {},
    "acronym": acronym.SETTINGS,
    "approved": approved.SETTINGS,
    "buried": buried.SETTINGS,
    "contradiction": contradiction.SETTINGS,
    "doubled": doubled.SETTINGS,
    "duplicate": duplicate.SETTINGS,
    "emergency": emergency.SETTINGS,
    "grade": grade.SETTINGS,
    "hard-sentence": hard_sentence.SETTINGS,
    "ignore": ignore.SETTINGS,
    "jargon": jargon.SETTINGS,
    "local": local.SETTINGS,
    "long-sentence": long_sentence.SETTINGS,
    "mismatch": mismatch.SETTINGS,
    "paid-link": paid_link.SETTINGS,
    "passive": passive.SETTINGS,
    "pattern": pattern.SETTINGS,
    "reference": reference.SETTINGS,
    "required": required.SETTINGS,
    "section-grade": section_grade.SETTINGS,
    "term": term.SETTINGS,
    "wording": wording.SETTINGS,
}

FIRST = frozenset(("mismatch",))  # kinds that say what kind of copy a page is, before the others look at it
LAST = frozenset(("ignore",))  # kinds that are given what all other rules found, and not the claims alone
WHOLE_PAGE = frozenset(("buried", "grade", "mismatch", "required"))  # kinds that speak of the page, wherever on it they do

# What only a kind itself can find wrong with a rule, as messages.
PROBLEMS: dict[str, Callable[[Rule], Iterator[str]]] = {"mismatch": mismatch.problems, "pattern": pattern.problems}

# What `explain` shows of a sentence beside the verdicts, by kind.
EXPLAINED: dict[str, Callable[[Rule, Reading, Profile], Iterator[Verdict]]] = {
    "local": local.explained,
    "required": required.explained,
}

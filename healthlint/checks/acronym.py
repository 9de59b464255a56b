"""Acronym: capitals that are used before they are spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.checks.settings import texts
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

SETTINGS = {"known": "lexicon"}  # acronyms that everybody knows
_ACRONYM = re.compile(r"(?<![\w&/.-])([A-Z][A-Z0-9]{1,5})(?:s|'s)?(?![\w&/.]?\w)")
_SHOUTED = 0.5  # share of capitals among the letters from which a sentence is shouted
_ZONES = ("body", "list", "quote", "table")


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each acronym that the page does not spell out there or before."""
    told = {term.upper() for term in texts(rule, "known")}
    for passage in reading.text.passages:
        if passage.zone not in _ZONES:
            continue
        text = passage.normal.text
        for sentence, (start, end) in enumerate(passage.sentences):
            found = list(_ACRONYM.finditer(text, start, end))
            if not found or _shouted(text[start:end]):
                continue
            for match in found:
                acronym = match.group(1)
                if acronym in told:
                    continue
                told.add(acronym)
                if not _spelled_out(text, match):
                    yield Verdict(rule, passage, sentence, Span(*match.span(1)), rule.severity, None, None)


def _spelled_out(text: str, match: re.Match[str]) -> bool:
    """Whether it stands in brackets behind its words, or has them in brackets behind it: "body mass index (BMI)"."""
    start, end = match.span()
    return text[start - 1 : start] == "(" or text[end : end + 2] == " ("


def _shouted(sentence: str) -> bool:
    letters = [character for character in sentence if character.isalpha()]
    return sum(map(str.isupper, letters)) > _SHOUTED * len(letters)

"""Doubled: a word that stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.checks.settings import texts
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.late import late
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.readability.prose import prose
from healthlint.rules.rule import Rule

SETTINGS = {"allowed": "texts"}  # words that may follow themselves
_TWICE = late(r"(?<![\w'.-])([^\W\d_]+(?:'[^\W\d_]+)?)\s+\1(?![\w'-])", re.IGNORECASE)


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict for the first doubled word of each sentence. A capital in the middle of a sentence is a name's."""
    allowed = frozenset(texts(rule, "allowed"))
    for spot in prose(reading).doubled:
        passage, sentence = spot.passage, spot.sentence
        start, end = passage.sentences[sentence]
        shouted = passage.normal.text[start:end].isupper()
        for match in _TWICE.finditer(passage.normal.text, start, end):
            first, second = match.group(1), match.group().split()[-1]
            if first.lower() not in allowed and (second.islower() or shouted):
                yield Verdict(rule, passage, sentence, Span(*match.span()), rule.severity, None, None)
                break

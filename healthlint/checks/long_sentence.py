"""Long sentence: more words than a reader keeps in mind."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.settings import number
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict, higher
from healthlint.profile import Profile
from healthlint.readability.prose import prose
from healthlint.rules.rule import Rule

# words       a sentence may have this many; far_words: beyond these the rule speaks one level higher
SETTINGS = {"words": "number", "far_words": "number"}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict for each sentence of prose that is too long. A run-in label is shown and not counted."""
    limit, far = number(rule, "words", 25), number(rule, "far_words", 40)
    for line in prose(reading).lines:
        if line.words > limit:
            passage, sentence = line.spot.passage, line.spot.sentence
            severity = higher(rule.severity) if line.words > far else rule.severity
            yield Verdict(rule, passage, sentence, passage.sentences[sentence], severity, None, None, f": {line.words} words")

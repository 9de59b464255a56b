"""Long sentence: more words than a reader keeps in mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.checks.settings import number
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict, higher
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.readability.prose import Line, prose
from healthlint.rules.rule import Rule

# words       a sentence may have this many; far_words: beyond these the rule speaks one level higher
SETTINGS = {"words": "number", "far_words": "number"}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict for each sentence of prose that is too long. A run-in label is shown and not counted."""
    limit, far = number(rule, "words", 25), number(rule, "far_words", 40)
    for first, last, words in _as_read(prose(reading).lines):
        if words > limit:
            passage, sentence = first.spot.passage, first.spot.sentence
            span = Span(passage.sentences[sentence].start, passage.sentences[last.spot.sentence].end)
            severity = higher(rule.severity) if words > far else rule.severity
            slip = ", with the one behind it, which begins with a small letter" if last is not first else ""
            yield Verdict(rule, passage, sentence, span, severity, None, None, f": {words} words{slip}")


def _as_read(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, int]]:
    """Sentences as the eye takes them, from their first to their last line: without a capital it sees no new one."""
    at = 0
    while at < len(lines):
        first = last = lines[at]
        words = first.words
        at += 1
        while at < len(lines) and lines[at].spot.passage is last.spot.passage and lines[at].opening.islower():
            last = lines[at]
            words += last.words
            at += 1
        yield first, last, words

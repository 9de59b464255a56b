"""Long sentence: more words than a reader keeps in mind."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.counts import PROSE, words
from healthlint.checks.settings import number
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict, higher
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule
from healthlint.text.read import label_end

# words       a sentence may have this many; far_words: beyond these the rule speaks one level higher
SETTINGS = {"words": "number", "far_words": "number"}
_SHORTEST_WORD = 2  # characters of a word and its space: a quick way to pass over what cannot be long


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict for each sentence of prose that is too long. A run-in label is not counted."""
    limit, far = number(rule, "words", 25), number(rule, "far_words", 40)
    for passage in reading.text.passages:
        if passage.zone not in PROSE:
            continue
        text = passage.normal.text
        label = label_end(text)
        for sentence, (start, end) in enumerate(passage.sentences):
            if end - start <= limit * _SHORTEST_WORD:
                continue
            begin = max(start, label)
            count = len(words(text[begin:end]))
            if count > limit:
                severity = higher(rule.severity) if count > far else rule.severity
                yield Verdict(rule, passage, sentence, Span(begin, end), severity, None, None, f": {count} words")

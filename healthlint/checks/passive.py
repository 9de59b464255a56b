"""Passive: sentences that do not say who acts, where the page has many of them, and wherever the reader is told what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from healthlint.checks.settings import number, texts
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.readability.prose import Line, prose
from healthlint.rules.rule import Rule

# share         the hundredths of sentences that may be passive
# least         how many passive sentences there must be before the share counts
# participles   the irregular ones; states: participles that describe a state, like “tired”
SETTINGS = {"share": "number", "least": "number", "participles": "lexicon", "states": "lexicon"}
# It begins with a space because that is what `re` can skip to quickly; no passive sentence begins with its verb.
_PASSIVE = re.compile(
    r" (?:(?:(should|must|needs? to|has to|have to|ought to)(?: (?:\w+ly|also|never|not|always|only))? be)"
    r"|is|are|was|were|been|being|be|am|gets?|got)"
    r"(?: (?:\w+ly|also|never|not|always|often|then|first|only|usually|sometimes|still|now|just))?"
    r" ([a-z]+)\b"
)


class _Verb(NamedTuple):
    """A form of "be" or "get" with the word that may be its participle: its place in the sentence, and if it tells to do it."""

    start: int
    end: int
    word: str
    instructs: bool


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict for each passive instruction; for each passive sentence where too many are."""
    lines = prose(reading).lines
    irregular, states = frozenset(texts(rule, "participles")), frozenset(texts(rule, "states"))
    found = [(line, verb) for line in lines if (verb := _passive(line, irregular, states)) is not None]
    share = 100 * len(found) // len(lines) if lines else 0
    many = len(found) >= number(rule, "least", 3) and share > number(rule, "share", 20)
    for line, verb in found:
        passage, sentence = line.spot.passage, line.spot.sentence
        severity = rule.severity if many or verb.instructs else None
        note = ": say who does it" if verb.instructs else f": {share} % of the page's sentences are passive"
        decided_by = None if severity is not None else f"only {share} % of the sentences are passive"
        span = Span(line.start + verb.start, line.start + verb.end)
        yield Verdict(rule, passage, sentence, span, severity, decided_by, None, note)


def _passive(line: Line, irregular: frozenset[str], states: frozenset[str]) -> _Verb | None:
    text = line.text
    if line.spot.passage.normal.text.isupper():  # normal text has no letter that grows when it is lowered
        text = text.lower()
    for verb in _verbs(text):
        word = verb.word
        if word not in states and (word in irregular or (word.endswith("ed") and not word.endswith("eed"))):
            return verb
    return None


@lru_cache(maxsize=4_096)
def _verbs(sentence: str) -> tuple[_Verb, ...]:
    """All of them in a sentence; kept, because content repositories repeat themselves."""
    found = _PASSIVE.finditer(sentence)
    return tuple([_Verb(match.start() + 1, match.end(), match[2], match[1] is not None) for match in found])

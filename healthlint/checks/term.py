"""Term: a medical word that the page does not explain where it first uses it."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.settings import patterns
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Rule

# terms    the words to look for; gloss: phrases that explain them, right behind; called: phrases right before ("known as")
SETTINGS = {"terms": "phrases", "gloss": "phrases", "called": "phrases"}
_NEAR = 2  # words between a term and what explains it
_ZONES = ("body", "list", "quote", "table")


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each term that has no explanation there."""
    if profile.audience == "professional":
        return
    told: set[str] = set()
    asked = reading.rules.as_set(patterns(rule, "terms"))
    for spot in reading.holding(asked):
        passage = spot.passage
        if passage.zone not in _ZONES:
            continue
        terms = asked & spot.possible
        view = reading.view(spot)
        offset = passage.sentences[spot.sentence].start
        for match in sorted({match for number in terms for match in view.find(number)}):
            words = view.words(match.start, match.end)
            if words in told:
                continue
            told.add(words)
            start, end = view.tokens.span(match.start, match.end)
            span = Span(start + offset, end + offset)
            reason = _explained(rule, view, match)
            yield Verdict(rule, passage, spot.sentence, span, None if reason else rule.severity, reason, None)


def _explained(rule: Rule, view: View, match: Match) -> str | None:
    words = view.tokens.words
    if words[match.start - 1 : match.start] == ["("] or words[match.end : match.end + 1] == ["("]:
        return "explained in brackets"
    for number in patterns(rule, "gloss"):
        for found in view.find(number):
            if match.end <= found.start <= match.end + _NEAR:
                return f"explained: {view.words(found.start, found.end)}"
    for number in patterns(rule, "called"):
        for found in view.find(number):
            if match.start - _NEAR <= found.end <= match.start:
                return f"explained: {view.words(found.start, found.end)}"
    return None

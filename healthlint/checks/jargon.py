"""Jargon: long or formal words that have a plain one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from healthlint.checks.settings import patterns
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.readability.explained import Ways, explained
from healthlint.readability.plain import plain_word
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Rule

# words   the terms that have a plain word; but: those that another rule speaks of
SETTINGS = {"words": "phrases", "but": "phrases"}
_ZONES = ("body", "list", "table")
_IN_BRACKETS = Ways((), (), ())


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each term, with its plain word."""
    if profile.audience == "professional":
        return
    asked = reading.rules.as_set(patterns(rule, "words"))
    found = [
        (spot, match, reading.view(spot).words(match.start, match.end))
        for spot in reading.holding(asked)
        if spot.passage.zone in _ZONES
        for match in _longest(asked & spot.possible, reading.view(spot))
    ]
    others = reading.rules.as_set(patterns(rule, "but"))
    times = Counter(term for _, _, term in found)
    told: set[str] = set()
    for spot, match, term in found:
        plain = plain_word(term, reading.rules) if term not in told else None
        if plain is None or _is_other(others, reading.view(spot), match):
            continue
        told.add(term)
        span = _span(spot, match, reading.view(spot))
        reason = _excused(spot, span)
        note = f": write “{plain}”" + (f" (here and {times[term] - 1} more times)" if times[term] > 1 else "")
        yield Verdict(rule, spot.passage, spot.sentence, span, None if reason else rule.severity, reason, None, note)


def _longest(numbers: frozenset[int] | set[int], view: View) -> Iterator[Match]:
    """Of terms that overlap the first and longest."""
    end = 0
    for match in sorted({match for number in numbers for match in view.find(number)}, key=lambda one: (one.start, -one.end)):
        if match.start >= end:
            end = match.end
            yield match


def _is_other(others: frozenset[int], view: View, match: Match) -> bool:
    found = (other for number in others & view.early for other in view.find(number))
    return any(other.start < match.end and match.start < other.end for other in found)


def _span(spot: Spot, match: Match, view: View) -> Span:
    offset = spot.passage.sentences[spot.sentence].start
    start, end = view.tokens.span(match.start, match.end)
    return Span(start + offset, end + offset)


def _excused(spot: Spot, span: Span) -> str | None:
    """Why a term may stay: it is a name's, somebody else's, or explained where it stands."""
    text, start = spot.passage.normal.text, spot.passage.sentences[spot.sentence].start
    if span.start > start and text[span.start].isupper():
        return "part of a name"
    if text.count('"', start, span.start) % 2:
        return "in a quotation"
    return explained(spot.passage, span, _IN_BRACKETS)

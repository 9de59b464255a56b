"""Jargon: long or formal words that have a plain one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from healthlint.checks.settings import patterns
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.readability.explained import Ways, explained
from healthlint.readability.plain import plain_word
from healthlint.readability.uses import Use, longest, uses
from healthlint.rules.rule import Rule

# words   the terms that have a plain word; but: those that another rule speaks of
SETTINGS = {"words": "phrases", "but": "phrases"}
_ZONES = ("body", "list", "table")
_IN_BRACKETS = Ways((), (), ())


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each term, with its plain word."""
    if profile.audience == "professional":
        return
    found = [use for use in uses(patterns(rule, "words"), reading) if use.spot.passage.zone in _ZONES]
    others = reading.rules.as_set(patterns(rule, "but"))
    times = Counter(use.words for use in found)
    told: set[str] = set()
    for use in found:
        plain = plain_word(use.words, reading.rules) if use.words not in told else None
        if plain is None or _is_other(others, use, reading):
            continue
        told.add(use.words)
        reason = _excused(use)
        more = times[use.words] - 1
        note = f": write “{plain}”" + (f" (here and {more} more time{'s' * (more > 1)})" if more else "")
        severity = None if reason else rule.severity
        yield Verdict(rule, use.spot.passage, use.spot.sentence, use.span, severity, reason, None, note)


def _is_other(others: frozenset[int], use: Use, reading: Reading) -> bool:
    view, offset = reading.view(use.spot), use.spot.passage.sentences[use.spot.sentence].start
    for match in longest(others & use.spot.possible, view):
        start, end = view.tokens.span(match.start, match.end)
        if start + offset < use.span.end and use.span.start < end + offset:
            return True
    return False


def _excused(use: Use) -> str | None:
    """Why a term may stay: it is a name's, somebody else's, or explained where it stands."""
    passage, span = use.spot.passage, use.span
    text, start = passage.normal.text, passage.sentences[use.spot.sentence].start
    if span.start > start and text[span.start].isupper():
        return "part of a name"
    if text.count('"', start, span.start) % 2:
        return "in a quotation"
    return explained(passage, span, _IN_BRACKETS)

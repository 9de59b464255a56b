"""Jargon: long or formal words that have a plain one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from healthlint.checks.settings import patterns, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.readability.explained import Ways, explained
from healthlint.readability.plain import Plain, plain_words
from healthlint.readability.uses import uses
from healthlint.rules.rule import Rule

# words   the terms that have a plain word; but: those that another rule speaks of
# names   words in which the names of bodies, laws and studies end
SETTINGS = {"words": "phrases", "but": "phrases", "names": "texts"}
_ZONES = ("body", "list", "table")
_IN_BRACKETS = Ways((), (), ())
_NAME_WORDS = 3  # words of a name behind its first


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each term, with its plain word."""
    if profile.audience == "professional":
        return
    first: dict[str, tuple[Spot, Plain]] = {}
    times: Counter[str] = Counter()
    for spot in reading.holding(reading.rules.as_set(patterns(rule, "words"))):
        if spot.passage.zone in _ZONES:
            for plain in plain_words(spot.passage.lowered[spot.sentence], reading.rules):
                first.setdefault(plain.term, (spot, plain))
                times[plain.term] += 1
    others = reading.rules.as_set(patterns(rule, "but"))
    for spot, plain in first.values():
        span = _place(spot, plain)
        if span is None or any(
            use.span.start < span.end and span.start < use.span.end for use in uses(others, [spot], reading)
        ):
            continue
        reason = _excused(spot, span, frozenset(texts(rule, "names")))
        more = times[plain.term] - 1
        note = f": write “{plain.plain}”" + (f" (here and {more} more time{'s' * (more > 1)})" if more else "")
        yield Verdict(rule, spot.passage, spot.sentence, span, None if reason else rule.severity, reason, None, note)


def _place(spot: Spot, plain: Plain) -> Span | None:
    """Where the term stands; none where only what is no copy, like an address, parts its words."""
    found = _as_written(plain.row).search(spot.passage.normal.text, *spot.passage.sentences[spot.sentence])
    return Span(*found.span()) if found else None


@lru_cache(maxsize=1_000)
def _as_written(row: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"[\s-]+".join(map(re.escape, row)) + r"(?!\w)", re.IGNORECASE)


def _excused(spot: Spot, span: Span, names: frozenset[str]) -> str | None:
    """Why a term may stay: it is a name's, somebody else's, or explained where it stands."""
    text = spot.passage.normal.text
    start, end = spot.passage.sentences[spot.sentence]
    if span.start > start and text[span.start].isupper():
        behind = text[span.end : end].lower().split(None, _NAME_WORDS)[:_NAME_WORDS]
        if not text[start:end].isupper() or not names.isdisjoint(behind):  # among capitals a capital says nothing
            return "part of a name"
    if text.count('"', start, span.start) % 2:
        return "in a quotation"
    return explained(spot.passage, span, _IN_BRACKETS)

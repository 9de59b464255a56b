"""Removed: a statement that a page made and makes no longer, or makes only below the claims that need it.

This compares two versions of a page. Unlike a check it is not asked of a page alone: whoever knows an earlier version asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.claims import find as find_claims
from healthlint.checks.need import Place, first_sentence, last_claim, needed_at
from healthlint.checks.required import elsewhere, judged
from healthlint.checks.said import Scored, counts, scores, sentence
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile, under
from healthlint.rules.rule import Rule

BURIED = "disclaimer/buried"  # the rule that speaks of what was moved below the claims


def removed(before: Reading, after: Reading, profile: Profile) -> Iterator[Verdict]:
    """A verdict for each statement that the new version of a page lost or moved below the claims that need it.

    `before` and `after` are the two versions as they were read, `profile` is that of the new one. Each verdict stands in the
    new version, at the first claim that needs the statement, or at the first sentence where the statement was given freely;
    its note quotes the words that are gone. It is of the same rule and at the same place as the one that `judge` gives for
    the new version alone, if there is one, and is told in its stead.
    """
    before, after = (reading.under(under(reading.rules, profile)) for reading in (before, after))
    was_claimed, claims = find_claims(before, profile), find_claims(after, profile)
    for rule in after.rules.rules:
        if rule.kind != "required" or not rule.speaks or elsewhere(rule, after, profile):
            continue
        gone = _made(rule, before, profile)
        if not gone:
            continue
        kept = _made(rule, after, profile)
        if kept:
            yield from _moved(rule, (before, gone, was_claimed), (after, kept, claims))
            continue
        place = needed_at(rule, after, claims, any_length=True)
        if place is not None:
            verdict = judged(rule, place, after, profile, claims)
            yield verdict._replace(note=f"; this change removed “{sentence(gone[0].spot)}”{verdict.note}")
        elif needed_at(rule, before, was_claimed, any_length=True) is None:
            yield from _freely(rule, gone[0], first_sentence(after))


_Version = tuple[Reading, list[Scored], tuple[Verdict, ...]]


def _moved(rule: Rule, before: _Version, after: _Version) -> Iterator[Verdict]:
    """A verdict when all that makes the statement stands below the last claim now, and something stood above it before."""
    last_before, last = (last_claim(rule, reading, claims) for reading, _, claims in (before, after))
    buried = after[0].rules.rule(BURIED)
    if last_before is None or last is None or buried is None:
        return
    first_before, first = (made[0].spot.order for _, made, _ in (before, after))
    if first_before > last_before or first <= last:
        return
    place = needed_at(rule, after[0], after[2], any_length=True)
    if place is not None:
        told = buried._replace(message="“{match}” needs a statement that this change moved below the claims")
        yield Verdict(told, *place, buried.severity, None, None, f": “{sentence(after[1][0].spot)}”")


def _freely(rule: Rule, gone: Scored, place: Place | None) -> Iterator[Verdict]:
    if place is not None:
        told = rule._replace(message="this change removed a statement that the page made")
        yield Verdict(told, *place, "info", None, None, f": “{sentence(gone.spot)}”")


def _made(rule: Rule, reading: Reading, profile: Profile) -> list[Scored]:
    """The sentences that make the statement, as they stand."""
    return [scored for scored in scores(rule, reading, profile) if counts(scored)]

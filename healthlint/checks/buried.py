"""Buried: a statement that the page makes only where few people read it."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.need import last_claim, needed_at
from healthlint.checks.required import elsewhere
from healthlint.checks.said import Scored, scores
from healthlint.checks.settings import number, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

# statements   ids of the required statements that belong near the claims
# words        how many words of copy a page must have for a place to be low
# low          the last hundredths of the copy, which few people reach
# high         the first hundredths, in which the claims begin
# near         within how many blocks of the first claim a statement is never low
SETTINGS = {"statements": "texts", "words": "number", "low": "number", "high": "number", "near": "number"}
_PARTS = {
    "footnote": "it stands only in a footnote",
    "footer": "it stands only in the page's footer",
}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """A verdict at each statement that the page needs and makes only where few people read it."""
    for other in reading.rules.rules:
        if other.id in texts(rule, "statements") and other.speaks and not elsewhere(other, reading, profile):
            yield from _buried(rule, other, reading, claims, profile)


def _buried(rule: Rule, other: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    place = needed_at(other, reading, claims)
    if place is None:
        return
    first = reading.first(place.passage) + place.sentence
    last = None
    reasons: list[tuple[Spot, str]] = []
    for scored in scores(other, reading, profile):
        if scored.reason:
            continue
        if not reasons:
            last = last_claim(other, reading, claims)
        reason = _out_of_sight(scored) or _low(rule, scored, reading, first, last or first)
        if not reason:  # a single one that is in sight is enough
            return
        reasons.append((scored.spot, reason))
    for spot, reason in reasons[:1]:
        span = spot.passage.sentences[spot.sentence]
        yield Verdict(rule, spot.passage, spot.sentence, span, rule.severity, None, None, f": {reason}")


def _out_of_sight(scored: Scored) -> str:
    """Where a sentence stands that nobody is shown, or nobody looks at; "" elsewhere."""
    block = scored.spot.passage.block
    if block.folded:
        return "it stands only in a collapsed block"
    return _PARTS.get(block.part, scored.misplaced)


def _low(rule: Rule, scored: Scored, reading: Reading, first: int, last: int) -> str:
    """Why a sentence comes too late: after the last claim, at the foot of a page that makes claims near its head; else ""."""
    spot = scored.spot
    if reading.words < number(rule, "words", 0) or spot.order <= last:
        return ""
    beside_last = spot.passage is reading.spots[last].passage
    if beside_last or abs(spot.passage.number - reading.spots[first].passage.number) <= number(rule, "near", 0):
        return ""
    low, high = (_share(reading, order) for order in (spot.order, first))
    return (
        "it stands only after the last claim"
        if low >= 100 - number(rule, "low", 0) and high <= number(rule, "high", 100)
        else ""
    )


def _share(reading: Reading, order: int) -> float:
    """How much of the copy stands before a sentence, in hundredths of its characters."""
    return 100 * reading.lengths[order] / max(1, reading.lengths[-1])

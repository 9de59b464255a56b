"""Claims: every place where a rule's phrases stand, judged; one verdict for each rule and sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from healthlint.clock import Timed, untimed
from healthlint.judge.approved import Approvals
from healthlint.judge.cues import Cues
from healthlint.judge.licence import licence
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.scope import decide
from healthlint.judge.seen import Asked, Claims, Seen
from healthlint.judge.verdict import Verdict, rank
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Rule, RuleSet

_Key = tuple[str, int, int]  # a rule, a passage and a sentence: one verdict
_Stands = Callable[[Rule, int, Seen], list[Match]]
_Judged = Callable[[Rule, tuple[Match, ...], Spot], Verdict]


def find(reading: Reading, profile: Profile, timed: Timed = untimed) -> tuple[Verdict, ...]:
    """All verdicts of all claim rules, silent ones too, by place."""
    permits = Permits(profile, Approvals(profile)) if profile.approved_claims or profile.licensed else None

    @timed
    def stands(rule: Rule, number: int, seen: Seen) -> list[Match]:
        return seen.masked(rule.category).search(number)

    @timed
    def judged(rule: Rule, matches: tuple[Match, ...], spot: Spot) -> Verdict:
        return _judged(rule, matches, spot, reading, permits, sells=profile.sells)

    _look(reading, stands)
    found: list[Verdict] = []
    for spot in reading.spots:
        if spot.seen.claims is not None and spot.seen.claims.matches:
            found.extend(_sentence(spot, spot.seen.claims.matches, reading, judged))
    found.extend(_openings(found, reading, stands, judged))
    return tuple(_once(_yielded(found, profile.muted)))


def _look(reading: Reading, stands: _Stands) -> None:
    """Find the phrases of claim rules in all sentences of a text in which nobody has looked for them yet."""
    owners = reading.rules.claims
    for spot in reading.spots:
        seen = spot.seen
        if seen.claims is None or seen.claims.owners is not owners:
            numbers = [number for number in seen.possible if number in owners]
            seen.claims = Claims(owners, _matches(seen, numbers, reading.rules, stands) if numbers else ())


def _matches(seen: Seen, numbers: Iterable[int], rules: RuleSet, stands: _Stands) -> tuple[Asked, ...]:
    """Where the patterns stand in a sentence, by the rules that look for them."""
    asked: dict[int, set[Match]] = {}
    for number in numbers:
        for owner in rules.claims[number]:
            if matches := stands(rules.rules[owner], number, seen):
                context = rules.contexts.get((owner, number), "")
                asked.setdefault(owner, set()).update(
                    [match._replace(context=context) for match in matches] if context else matches
                )
    return tuple((owner, tuple(sorted(asked[owner]))) for owner in sorted(asked))


def _openings(found: list[Verdict], reading: Reading, stands: _Stands, judged: _Judged) -> Iterator[Verdict]:
    """What a line that opens a list says with the list's items, where it says nothing by itself."""
    said = {_key(verdict) for verdict in found}
    rules = reading.rules
    for spot in reading.openings:
        numbers = [number for number in spot.seen.possible if number in rules.claims]
        for owner, matches in _matches(spot.seen, numbers, rules, stands):
            rule = rules.rules[owner]
            view = spot.seen.masked(rule.category)
            own = tuple(match for match in matches if _begins_here(match, spot, view))
            if own and (rule.id, spot.passage.number, spot.sentence) not in said:
                yield from _sentence(spot, [(owner, own)], reading, judged)


class Permits(NamedTuple):
    """What this copy may say."""

    profile: Profile
    approvals: Approvals


def _sentence(spot: Spot, asked: Iterable[Asked], reading: Reading, judged: _Judged) -> Iterator[Verdict]:
    for owner, matches in asked:
        rule = reading.rules.rules[owner]
        if spot.passage.zone in rule.zones:
            yield judged(rule, matches, spot)


def _judged(
    rule: Rule, matches: tuple[Match, ...], spot: Spot, reading: Reading, permits: Permits | None, *, sells: bool
) -> Verdict:
    """What one rule says of one sentence in which its phrases stand."""
    view = reading.masked(spot, rule.category)
    verdicts = [_verdict(rule, match, spot, view, reading, sells=sells) for match in matches]
    if permits is not None:
        cues = reading.cues(spot, rule.category)
        verdicts = [_permitted(one, match, view, cues, permits) for one, match in zip(verdicts, matches, strict=True)]
    return _strongest(verdicts)


def _begins_here(match: Match, spot: Spot, view: View) -> bool:
    """Whether a match begins in the sentence itself; what stands in an item of the list that it opens is the item's own."""
    return spot.own is None or view.tokens.span(match.shown_start, match.shown_start + 1)[0] < spot.own


def _verdict(rule: Rule, match: Match, spot: Spot, view: View, reading: Reading, *, sells: bool) -> Verdict:
    decision = decide(rule, match, spot, reading, sells=sells)
    passage = spot.passage
    offset = passage.sentences[spot.sentence].start
    start, end = view.tokens.span(match.shown_start, match.shown_end)
    end = end if spot.own is None else min(end, spot.own)
    return Verdict(rule, passage, spot.sentence, Span(start + offset, end + offset), *decision)


def _permitted(verdict: Verdict, match: Match, view: View, cues: Cues, permits: Permits) -> Verdict:
    reason = licence(verdict.rule, match, view, cues, permits.profile) if verdict.rule.licensed else None
    if reason is not None and verdict.severity is not None:
        return verdict._replace(severity=None, decided_by=reason, downgraded_by=None)
    return permits.approvals.lowered(verdict)


def _strongest(verdicts: list[Verdict]) -> Verdict:
    """The most severe verdict; of equals the first, and of those that begin together the longest."""
    return max(verdicts, key=lambda verdict: (rank(verdict.severity), -verdict.span.start, verdict.span.end))


def _yielded(verdicts: list[Verdict], muted: frozenset[str]) -> Iterator[Verdict]:
    """One claim, one finding: a rule that yields to another is silent where that one reports, which then speaks for both.

    Nobody yields to a rule that is not heard.
    """
    heard = {_key(verdict): verdict for verdict in verdicts if verdict.severity is not None and verdict.rule.id not in muted}
    winners = [_winner(verdict, heard) if verdict.severity is not None else None for verdict in verdicts]
    also: dict[_Key, list[str]] = {}
    for verdict, winner in zip(verdicts, winners, strict=True):
        if winner is not None and verdict.rule.id not in muted:
            also.setdefault(_key(winner), []).append(verdict.rule.id)
    for verdict, winner in zip(verdicts, winners, strict=True):
        if winner is not None:
            yield verdict._replace(severity=None, decided_by=f"said by {winner.rule.id}", downgraded_by=None)
        elif others := also.get(_key(verdict)):
            yield verdict._replace(also=tuple(sorted(others)))
        else:
            yield verdict


def _key(verdict: Verdict) -> _Key:
    return verdict.rule.id, verdict.passage.number, verdict.sentence


def _winner(verdict: Verdict, heard: Mapping[_Key, Verdict]) -> Verdict | None:
    """Who speaks in a verdict's stead: whom it yields to, or whom that one yields to; rules do not yield in a circle."""
    for rule_id in verdict.rule.yields_to:
        other = heard.get((rule_id, verdict.passage.number, verdict.sentence))
        if other is None or (other.approved and not verdict.approved):
            continue
        if other.span.start < verdict.span.end and verdict.span.start < other.span.end:
            return _winner(other, heard) or other
    return None


def _once(verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    """A rule that speaks once for a document speaks at its first place."""
    spoken: set[str] = set()
    for verdict in verdicts:
        if verdict.rule.once == "document" and verdict.severity is not None:
            if verdict.rule.id in spoken:
                yield verdict._replace(severity=None, decided_by="said once for the document", downgraded_by=None)
                continue
            spoken.add(verdict.rule.id)
        yield verdict

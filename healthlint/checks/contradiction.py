"""Contradiction: a claim without a limit, and a statement on the same page that takes it back."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.said import counts, scores, sentence
from healthlint.checks.settings import texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

# pairs   a rule whose errors are claims without a limit, " against ", and the required statement that takes them back
SETTINGS = {"pairs": "texts"}
_AGAINST = " against "


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """A verdict at the first error of each claim rule that a statement of the page takes back."""
    statements: dict[str, Spot | None] = {}
    for pair in texts(rule, "pairs"):
        claimed, _, required = pair.partition(_AGAINST)
        claim = next((one for one in claims if one.rule.id == claimed and one.severity == "error"), None)
        if claim is None:
            continue
        if required not in statements:
            statements[required] = _statement(required, reading, profile)
        spot = statements[required]
        if spot is not None:
            note = f": the page also says “{sentence(spot)}”"
            yield Verdict(rule, claim.passage, claim.sentence, claim.span, rule.severity, None, None, note)


def _statement(rule_id: str, reading: Reading, profile: Profile) -> Spot | None:
    """The first sentence of a page that makes a statement, whether or not it needs one."""
    rule = reading.rules.rule(rule_id)
    if rule is None:
        return None
    return next((scored.spot for scored in scores(rule, reading, profile) if counts(scored)), None)

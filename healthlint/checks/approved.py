"""Approved: wording whose approval is over and which a page still uses."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.judge.approved import expired, uses
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

SETTINGS: dict[str, str] = {}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at every place where such a wording stands, in the sentence in which it begins."""
    for approval in profile.approved_claims:
        if not expired(approval, profile.today):
            continue
        note = f": {approval.approver} approved it until {approval.expires}, {approval.evidence}"
        for passage in reading.text.passages:
            if passage.zone not in rule.zones:
                continue
            for span in uses(passage, approval):
                sentence = sum(start <= span.start for start, _ in passage.sentences) - 1
                yield Verdict(rule, passage, max(sentence, 0), span, rule.severity, None, None, note)

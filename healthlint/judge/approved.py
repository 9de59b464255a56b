"""Wording that somebody has signed off: where a text uses it, and whether the approval still holds."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.judge.verdict import Verdict
from healthlint.model import Approval, Span
from healthlint.profile import Profile
from healthlint.text.normalise import normalise
from healthlint.text.read import Passage
from healthlint.text.tokens import Tokens, words

_ENDS = (".", "!", "?")


class Approvals:
    """The approvals of a profile that hold today, and their places in the passages of one text."""

    def __init__(self, profile: Profile) -> None:
        self.valid = [one for one in profile.approved_claims if not expired(one, profile.today)]
        self._places: dict[int, list[tuple[Span, Approval]]] = {}

    def lowered(self, verdict: Verdict) -> Verdict:
        """The verdict at info level when an approved wording holds all of its words; as it is when none does."""
        if verdict.severity is None:
            return verdict
        passage = verdict.passage
        if passage.number not in self._places:
            self._places[passage.number] = [(span, one) for one in self.valid for span in uses(passage, one)]
        for span, one in self._places[passage.number]:
            if span.start <= verdict.span.start and verdict.span.end <= span.end:
                reasons = [*([verdict.downgraded_by] if verdict.downgraded_by else []), said(one)]
                return verdict._replace(severity="info", downgraded_by="; ".join(reasons), approved=True)
        return verdict


def expired(approval: Approval, today: str) -> bool:
    """Whether an approval's last day is over; dates are written so that their order is that of the calendar."""
    return approval.expires < today


def said(approval: Approval) -> str:
    """Whose approval it is, until when and on what."""
    return f"approved by {approval.approver} until {approval.expires}, {approval.evidence}"


def uses(passage: Passage, approval: Approval) -> Iterator[Span]:
    """The places in a passage where the approved wording stands, word by word."""
    wanted = words(normalise(approval.text).text.lower())
    while wanted and wanted[-1] in _ENDS:
        wanted.pop()
    text = passage.normal.text.lower()
    if not wanted or wanted[0] not in text:
        return
    tokens = Tokens(text)
    for start, word in enumerate(tokens.words):
        end = start + len(wanted)
        if word == wanted[0] and tokens.words[start:end] == wanted:
            yield Span(*tokens.span(start, end))

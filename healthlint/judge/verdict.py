"""What was decided about one match, and by which cue."""

from __future__ import annotations

from typing import NamedTuple

from healthlint.model import RANK, SEVERITIES, Severity, Span
from healthlint.rules.rule import Rule
from healthlint.text.read import Passage


class Other(NamedTuple):
    """Another place of the page that a verdict names, as a span of its passage's text, and what stands there."""

    passage: Passage
    span: Span
    what: str


class Verdict(NamedTuple):
    """A judged match. `severity` is None when it stays silent; `decided_by` then says why, in the copy's own words.

    span      the reported words, in the passage's normalised text
    sentence  the number of the sentence in the passage
    note      words to add to the finding's message, or ""
    approved  somebody has signed the wording off
    also      the rules that would have said the same of these words
    related   other places that the note names
    """

    rule: Rule
    passage: Passage
    sentence: int
    span: Span
    severity: Severity | None
    decided_by: str | None
    downgraded_by: str | None
    note: str = ""
    approved: bool = False
    also: tuple[str, ...] = ()
    related: tuple[Other, ...] = ()


def lower(severity: Severity, steps: int = 1) -> Severity | None:
    """The level `steps` below; None below info."""
    index = SEVERITIES.index(severity) + steps
    return SEVERITIES[index] if index < len(SEVERITIES) else None


def higher(severity: Severity) -> Severity:
    """The level above, at most error."""
    return SEVERITIES[max(SEVERITIES.index(severity) - 1, 0)]


def rank(severity: Severity | None) -> int:
    """Larger is more severe; silence is lowest."""
    return -1 if severity is None else RANK[severity]

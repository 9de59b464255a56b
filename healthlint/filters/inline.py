"""Findings set aside because the copy itself says so."""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.ignores import Ignore
from healthlint.judge.verdict import Verdict
from healthlint.text.read import place


def why_ignored(verdict: Verdict, ignores: Iterable[Ignore]) -> str | None:
    """The reason of the first ignore that holds for a verdict; None where none does."""
    for one in ignores:
        if one.holds(verdict.rule.id, place(verdict.passage, verdict.span)):
            return f"inline ignore: {one.reason}"
    return None

"""What `check` sets aside once everything is judged: findings that a baseline accepts."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.discover import Found
from healthlint.filters import baseline as baselines
from healthlint.filters.baseline import Baseline, match
from healthlint.model import Report


def accept(report: Report, found: list[Found], baseline_for: Callable[[str], Baseline | None]) -> dict[int, str]:
    """The places, in the report's findings, of those that a baseline accepts, each with the reason."""
    reasons: dict[int, str] = {}
    groups: dict[str, tuple[Baseline, list[Found]]] = {}
    for one in found:
        baseline = baseline_for(one.path)
        if baseline is not None:
            groups.setdefault(baseline.file, (baseline, []))[1].append(one)
    for baseline, files in groups.values():
        protected = {one.path: one.config.policy.no_ignore for one in files}
        places = [
            at
            for at, one in enumerate(report.findings)
            if one.path in protected and not baselines.is_protected(one.rule, protected[one.path])
        ]
        known = match([report.findings[at] for at in places], baseline, [one.path for one in files]).known
        reasons |= {places[at]: f"accepted in {baseline.file}" for at in known}
    return reasons

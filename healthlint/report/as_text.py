"""The report for a person at a terminal: what, where, why and what instead, each explanation once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

import click

from healthlint.model import SEVERITIES, Finding, Report
from healthlint.report import View
from healthlint.report.as_concise import COLORS
from healthlint.report.as_concise import render as concise
from healthlint.report.counts import by_severity, counted, not_checked, set_aside, where
from healthlint.report.escape import visible
from healthlint.report.snippet import snippet

_PLAIN_PARTS = frozenset(("", "paragraph", "heading", "list item"))
_MARGIN = 11  # "  12:34    "
_LABEL = 9  # "instead: "


def render(report: Report, view: View) -> Iterator[str]:
    failed = () if view.told else report.errors
    if view.quiet:
        yield from concise(report._replace(errors=failed), view)
        return
    lines: list[str] = []
    for path, group in groupby(report.findings, key=lambda finding: finding.path):
        lines += [_style(view, visible(path), bold=True, underline=True), *_file(path, list(group), report, view), ""]
    lines += [f"{_style(view, 'could not check', fg='red')} {visible(one.path)}: {visible(one.message)}" for one in failed]
    if view.summary:
        lines += ["", *_summary(report, view)] if failed else _summary(report, view)
    yield from (f"{line}\n" for line in lines)


def summary(report: Report, view: View) -> str:
    """What came of a run, and what was assumed: the end of the report, for itself."""
    return "".join(f"{line}\n" for line in _summary(report, view))


def _file(path: str, findings: list[Finding], report: Report, view: View) -> Iterator[str]:
    """The errors and warnings of a file by their places; then its infos, one line for each rule."""
    source = view.lines(path)
    explained: set[str] = set()
    shown = None
    for finding in findings:
        if finding.severity != "info":
            yield from _head(finding, view)
            place = finding.order[:-1]
            if place != shown:
                yield from _source(finding, source, view)
                shown = place
            if finding.rule not in explained:
                explained.add(finding.rule)
                yield from _labelled("why:", finding.why, view)
                yield from _labelled("instead:", finding.instead, view)
                yield from _labelled("for:", _laws(finding, report), view)
    infos: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "info":
            infos.setdefault(finding.rule, []).append(finding)
    for first, *others in infos.values():
        yield from _head(first, view)
        if others:
            yield from _labelled("also at", ", ".join(f"{one.line}:{one.column}" for one in others), view)


def _laws(finding: Finding, report: Report) -> str:
    """For whose law a finding has its level, where that is not all of them."""
    return "" if set(finding.jurisdictions) == set(report.jurisdictions) else ", ".join(finding.jurisdictions)


def _source(finding: Finding, source: Sequence[str], view: View) -> Iterator[str]:
    bar = " " * _MARGIN + _style(view, "|", dim=True)
    for text, marks in snippet(source, finding, view.width - _MARGIN - 2):
        yield f"{bar} {text}"
        if marks:
            yield f"{bar} {_style(view, marks, fg=COLORS[finding.severity])}"


def _head(finding: Finding, view: View) -> Iterator[str]:
    """Place, severity, message and rule; a long message goes on below itself."""
    part = "" if finding.part in _PLAIN_PARTS else f" (in the {visible(finding.part)})"
    lowered = f" (lowered by “{_one_line(finding.downgraded_by)}”)" if finding.downgraded_by else ""
    lead = f"  {finding.line}:{finding.column}".ljust(_MARGIN) + finding.severity.ljust(9)
    message = f"{_one_line(finding.message)}{part}{lowered}  {finding.rule}"
    first, *rest = _wrapped(message, view.width - len(lead))
    severity = _style(view, finding.severity, fg=COLORS[finding.severity], bold=True)
    lines = [lead.replace(finding.severity, severity, 1) + first, *(" " * len(lead) + line for line in rest)]
    before, rule, after = lines[-1].rpartition(finding.rule)
    yield from lines[:-1]
    yield before + _style(view, rule, dim=True) + after


def _labelled(label: str, text: str, view: View) -> Iterator[str]:
    lead = " " * _MARGIN + label.ljust(_LABEL)
    for line in _wrapped(_one_line(text), view.width - len(lead)) if text else ():
        yield lead.replace(label, _style(view, label, bold=True), 1) + line
        label, lead = " ", " " * len(lead)


def _summary(report: Report, view: View) -> Iterator[str]:
    counts = by_severity(report)
    found = ", ".join(_style(view, counted(number, name), fg=COLORS[name]) for name, number in counts.items())
    failed = [_style(view, note, fg="red") for note in not_checked(report)]
    yield "; ".join([f"{found or 'nothing found'} in {where(report)}", *set_aside(report), *failed])
    if view.warn_only:
        yield "only warned: no finding fails this run"
    yield (
        f"checked as {report.content_type} copy for {', '.join(report.jurisdictions)} where a file says nothing else;"
        " say otherwise with --content-type and --jurisdiction"
    )
    if report.findings:
        worst = min(report.findings, key=lambda one: (SEVERITIES.index(one.severity), one.order))
        yield f"more about a rule, and its sources: healthlint explain {worst.rule}"
    yield "wording is flagged for a person to review; this is no legal advice"


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def _wrapped(text: str, width: int) -> Iterable[str]:
    return wrap(text, max(width, 40), break_long_words=False, break_on_hyphens=False, drop_whitespace=True) or [""]


def _style(view: View, text: str, **style: object) -> str:
    return click.style(text, **style) if view.color else text  # type: ignore[arg-type]

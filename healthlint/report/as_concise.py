"""A line for each finding, `path:line:column: severity: message [rule]`: for editors, grep and people in a hurry."""

from __future__ import annotations

from collections.abc import Iterator

import click

from healthlint.model import Finding, Report, RunError
from healthlint.report import NOT_CHECKED, View
from healthlint.report.escape import placed, visible

COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}


def render(report: Report, view: View) -> Iterator[str]:
    yield from (_brief(finding, view) for finding in report.findings)
    yield from (_failed(error, view) for error in report.errors)


def _brief(finding: Finding, view: View) -> str:
    return _line(finding.path, (finding.line, finding.column), finding.severity, finding.message, finding.rule, view)


def _failed(error: RunError, view: View) -> str:
    return _line(error.path, (1, 1), "error", f"could not check: {error.message}", NOT_CHECKED, view)


def _line(path: str, place: tuple[int, int], severity: str, message: str, rule: str, view: View) -> str:
    label = click.style(severity, fg=COLORS[severity]) if view.color else severity
    return f"{placed(path)}:{place[0]}:{place[1]}: {label}: {visible(' '.join(message.split()))} [{visible(rule)}]\n"

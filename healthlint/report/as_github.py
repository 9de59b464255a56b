"""Workflow commands: a GitHub Actions step that prints them shows each finding beside its line in the pull request.

GitHub shows at most ten errors, ten warnings and ten notices of a step as annotations; all lines stay in the step's log, and
the last one says when there are more. A place over several lines takes no columns there.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.model import SEVERITIES, Finding, Report, RunError
from healthlint.report import NOT_CHECKED, View
from healthlint.report.counts import counted, told
from healthlint.report.escape import one_line, visible

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
MOST = 10  # annotations of one command that a step may have


def render(report: Report, _view: View) -> Iterator[str]:
    return (f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for error in report.errors:
        yield _failed(error)
    for finding in report.findings:
        yield _command(finding)
    yield visible(f"healthlint: {told(report)}")
    counts = dict.fromkeys(SEVERITIES, 0) | {"error": len(report.errors)}
    for finding in report.findings:
        counts[finding.severity] += 1
    over = [counted(count, COMMANDS[severity]) for severity, count in counts.items() if count > MOST]
    if over:
        yield f"GitHub shows {MOST} annotations of a kind for each step; here are {', '.join(over)}, all in this log"


def _command(finding: Finding) -> str:
    properties = {"file": finding.path, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:
        properties |= {"col": finding.column, "endColumn": max(finding.column, finding.end_column - 1)}
    place = f"{finding.path}:{finding.line}:{finding.column}"
    said = ". ".join(text.rstrip(". ") for text in (finding.message, finding.instead) if text)
    return _line(COMMANDS[finding.severity], {**properties, "title": finding.rule}, f"{place}: {said}.")


def _failed(error: RunError) -> str:
    return _line("error", {"file": error.path, "title": NOT_CHECKED}, f"could not check {error.path}: {error.message}")


def _line(command: str, properties: dict[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{command} {listed}::{_data(one_line(message))}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25"))


def _property(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C"))

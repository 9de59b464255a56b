"""reviewdog's diagnostic format. Its columns count bytes of UTF-8 from 1, ends exclusive; without the line, none is given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from healthlint.model import Finding, Report, RunError
from healthlint.report import NOT_CHECKED, View
from healthlint.report.escape import json_safe, one_line, sayable

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(report: Report, view: View) -> Iterator[str]:
    diagnostics = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in _diagnostics(report, view))
    yield json_safe(f'{{"source": {{"name": "healthlint"}},\n "diagnostics": [{diagnostics}]}}\n')


def _diagnostics(report: Report, view: View) -> Iterator[dict[str, object]]:
    yield from map(_failed, report.errors)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        lines = view.lines(path)
        for finding in findings:
            yield _diagnostic(finding, lines)


def _diagnostic(finding: Finding, lines: Sequence[str]) -> dict[str, object]:
    said = ". ".join(text.rstrip(". ") for text in (finding.message, finding.instead) if text)
    start = _position(lines, finding.line, finding.column)
    end = _position(lines, finding.end_line, finding.end_column)
    if len(start) != len(end):  # one of them without a column would make reviewdog read both as whole lines
        start, end = {"line": finding.line}, {"line": finding.end_line}
    return {
        "message": one_line(f"{said}."),
        "location": {"path": sayable(finding.path), "range": {"start": start, "end": end}},
        "severity": SEVERITIES[finding.severity],
        "code": {"value": one_line(finding.rule)},
    }


def _failed(error: RunError) -> dict[str, object]:
    return {
        "message": one_line(f"could not check: {error.message}"),
        "location": {"path": sayable(error.path)},
        "severity": "ERROR",
        "code": {"value": NOT_CHECKED},
    }


def _position(lines: Sequence[str], line: int, column: int) -> dict[str, int]:
    if line > len(lines) or column > len(lines[line - 1]) + 1:
        return {"line": line}
    before = lines[line - 1][: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}

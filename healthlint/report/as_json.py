"""Version 1 of the JSON that other programs read; what it holds changes only with its version number."""

from __future__ import annotations

import json
from dataclasses import fields

import healthlint
from healthlint.model import Finding, Report, RunError, SetAside
from healthlint.report import View
from healthlint.report.escape import json_safe

VERSION = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False)  # `json.dumps` would make a new one for each finding
_KEYS = tuple(field.name for field in fields(Finding))


def render(report: Report, _view: View) -> str:
    """One finding per line, so that two reports can be compared line by line."""
    members = [
        f'"version": {VERSION}',
        f'"healthlint": {_dump(healthlint.__version__)}',
        f'"profile": {_dump({"jurisdictions": report.jurisdictions, "content_type": report.content_type})}',
        _list("findings", [_finding(finding) for finding in sorted(report.findings, key=lambda one: one.order)]),
        _list("set_aside", [_aside(aside) for aside in sorted(report.set_aside, key=lambda one: one.finding.order)]),
        _list("errors", [_error(error) for error in sorted(report.errors, key=lambda one: (one.path, one.message))]),
        f'"summary": {_dump(_summary(report))}',
    ]
    return json_safe("{" + ",\n ".join(members) + "}\n")


def _finding(finding: Finding) -> dict[str, object]:
    return {key: getattr(finding, key) for key in _KEYS}


def _aside(aside: SetAside) -> dict[str, object]:
    return {"reason": aside.reason, **_finding(aside.finding)}


def _error(error: RunError) -> dict[str, object]:
    return {"path": error.path, "message": error.message}


def _summary(report: Report) -> dict[str, int]:
    severities = [finding.severity for finding in report.findings]
    counts = {severity: severities.count(severity) for severity in ("error", "warning", "info")}
    return {"files": report.files, "words": report.words, **counts}


def _list(name: str, items: list[dict[str, object]]) -> str:
    if not items:
        return f'"{name}": []'
    return f'"{name}": [\n  ' + ",\n  ".join(map(_dump, items)) + "]"


def _dump(value: object) -> str:
    return _ENCODER.encode(value)

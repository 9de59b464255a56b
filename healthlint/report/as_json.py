"""Version 1 of the JSON that other programs read; what it holds changes only with its version number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from operator import attrgetter

import healthlint
from healthlint.model import Finding, Report, RunError, SetAside
from healthlint.report import View
from healthlint.report.escape import json_safe

VERSION = 1
KEYS = (
    "path", "line", "column", "end_line", "end_column", "rule", "severity", "message", "excerpt", "part", "why", "instead",
    "sources", "jurisdictions", "decided_by", "downgraded_by", "fingerprint",
)  # fmt: skip
_ENCODER = json.JSONEncoder(ensure_ascii=False)  # `json.dumps` would make a new one for each finding


def render(report: Report, _view: View) -> Iterator[str]:
    """One finding per line, so that two reports can be compared line by line."""
    yield "{"
    for key, value in header(report).items():
        yield f'"{key}": {_json(value)},\n '
    yield from _list("findings", _finding_lines(report.findings))
    yield from _list("set_aside", (_json(aside_data(aside)) for aside in report.set_aside))
    yield from _list("errors", (_json(error_data(error)) for error in report.errors))
    yield f'"summary": {_json(summary(report))}}}\n'


class _Memo(dict[object, str]):
    """Values as JSON, each once: most of what findings hold are a rule's own words, which come again and again."""

    def __missing__(self, value: object) -> str:
        text = self[value] = _json(value)
        return text


def _finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    line = "{" + ", ".join(f'"{key}": %s' for key in KEYS) + "}"
    values = attrgetter(*KEYS)
    known = _Memo()
    for finding in findings:
        yield line % tuple(map(known.__getitem__, values(finding)))


def header(report: Report) -> dict[str, object]:
    """Who says it and what was assumed."""
    profile = {"jurisdictions": report.jurisdictions, "content_type": report.content_type}
    return {"version": VERSION, "healthlint": healthlint.__version__, "profile": profile}


def finding_data(finding: Finding) -> dict[str, object]:
    return {key: getattr(finding, key) for key in KEYS}


def aside_data(aside: SetAside) -> dict[str, object]:
    return {"reason": aside.reason, **finding_data(aside.finding)}


def error_data(error: RunError) -> dict[str, object]:
    return {"path": error.path, "message": error.message}


def summary(report: Report) -> dict[str, int]:
    """What was read, and how many findings of each severity there are."""
    severities = [finding.severity for finding in report.findings]
    counts = {severity: severities.count(severity) for severity in ("error", "warning", "info")}
    return {"files": report.files, "words": report.words, **counts}


def _list(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'"{name}": ['
    between = "\n  "
    for line in lines:
        yield between
        yield line
        between = ",\n  "
    yield "],\n "


def _json(value: object) -> str:
    return json_safe(_ENCODER.encode(value))

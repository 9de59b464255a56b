"""GitLab's code quality report: one entry for each finding, one `blocker` for each thing that could not be checked.

The contract is GitLab's: every entry has a description, a check name, a fingerprint of its own, a severity and a path with a
line. GitLab shows only the first of several entries with one fingerprint, so that the same words said twice are counted.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator

from healthlint.model import Report
from healthlint.report import NOT_CHECKED, View
from healthlint.report.escape import json_safe, one_line, sayable

SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def render(report: Report, _view: View) -> Iterator[str]:
    entries = ",\n ".join(json.dumps(entry, ensure_ascii=False) for entry in _entries(report))
    yield json_safe(f"[{entries}]\n")


def _entries(report: Report) -> Iterator[dict[str, object]]:
    seen: Counter[tuple[str, ...]] = Counter()
    for error in report.errors:
        known = (NOT_CHECKED, error.path, error.message)
        seen[known] += 1
        said = f"could not check: {error.message}"
        yield _entry(said, NOT_CHECKED, "blocker", _place(error.path, 1, 1), _hash(*known, str(seen[known])))
    for finding in report.findings:
        known = (finding.rule, finding.path, finding.fingerprint)
        seen[known] += 1
        place = _place(finding.path, finding.line, finding.end_line)
        key = _hash(*known, str(seen[known]))
        yield _entry(finding.message, finding.rule, SEVERITIES[finding.severity], place, key)


def _entry(said: str, rule: str, severity: str, place: dict[str, object], fingerprint: str) -> dict[str, object]:
    return {
        "description": one_line(said) or one_line(rule),
        "check_name": one_line(rule),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": place,
    }


def _place(path: str, line: int, end_line: int) -> dict[str, object]:
    return {"path": sayable(path.removeprefix("./")), "lines": {"begin": line, "end": end_line}}


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

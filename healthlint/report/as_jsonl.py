"""JSON lines, for programs that read as they go: a `run`, then findings, what was set aside, errors, and a `summary`.

Each line is an object with a `type`; the other keys are those of the JSON of the same version. A stream without its `summary`
is not whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from healthlint.model import Report
from healthlint.report import View
from healthlint.report.as_json import aside_data, error_data, finding_data, header, summary
from healthlint.report.escape import json_safe

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def render(report: Report, _view: View) -> Iterator[str]:
    return (json_safe(f"{_ENCODER.encode(line)}\n") for line in _lines(report))


def _lines(report: Report) -> Iterator[dict[str, object]]:
    yield {"type": "run", **header(report)}
    for finding in report.findings:
        yield {"type": "finding", **finding_data(finding)}
    for aside in report.set_aside:
        yield {"type": "set_aside", **aside_data(aside)}
    for error in report.errors:
        yield {"type": "error", **error_data(error)}
    yield {"type": "summary", **summary(report)}

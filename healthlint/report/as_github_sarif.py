"""SARIF for GitHub's code scanning, which reads no suppressions: what was set aside would stand there as open alerts."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.model import Report
from healthlint.report import View
from healthlint.report.as_sarif import render as sarif


def render(report: Report, view: View) -> Iterator[str]:
    return sarif(report._replace(set_aside=()), view)

"""Checkstyle's XML: files, and in each an `error` element for each finding; columns count characters from 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from healthlint.model import Finding, Report, RunError
from healthlint.report import NOT_CHECKED, View
from healthlint.report.escape import one_line
from healthlint.report.xml import DECLARATION, element

VERSION = "8.0"  # of the format; readers look for nothing newer


def render(report: Report, _view: View) -> Iterator[str]:
    entries = sorted([*map(_failed, report.errors), *map(_entry, report.findings)], key=lambda entry: entry[0])
    files = (
        element("file", {"name": path}, *(one for _, one in group)) for path, group in groupby(entries, lambda one: one[0])
    )
    yield DECLARATION + element("checkstyle", {"version": VERSION}, *files)


def _entry(finding: Finding) -> tuple[str, str]:
    attributes = {"line": finding.line, "column": finding.column, "severity": finding.severity}
    return finding.path, _error(attributes, finding.message, finding.rule)


def _failed(error: RunError) -> tuple[str, str]:
    return error.path, _error({"line": 1, "severity": "error"}, f"could not check: {error.message}", NOT_CHECKED)


def _error(attributes: Mapping[str, object], message: str, rule: str) -> str:
    return element("error", {**attributes, "message": one_line(message), "source": one_line(rule)})

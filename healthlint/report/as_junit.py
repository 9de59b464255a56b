"""JUnit's XML: a suite for each file, a test case for each finding.

What makes the run fail is a failure, other findings are skipped tests with their message, and what could not be checked is an
error; so the report is red when findings or errors make the run fail. When there is nothing to tell, one passed test says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from healthlint.model import Finding, Report, RunError
from healthlint.report import NOT_CHECKED, View
from healthlint.report.counts import told
from healthlint.report.escape import one_line, shown
from healthlint.report.xml import DECLARATION, element


class Case(NamedTuple):
    """A test: its file, its name and, unless it passed, how it ended, why, and all about that: GitLab shows only the last."""

    path: str
    name: str
    outcome: Literal["passed", "failure", "error", "skipped"]
    message: str = ""
    details: str = ""


def render(report: Report, view: View) -> Iterator[str]:
    cases = [*map(_failed, report.errors), *(_case(finding, view) for finding in report.findings)]
    cases.sort(key=lambda case: case.path)
    if not cases:
        cases = [Case("healthlint", told(report), "passed")]
    suites = (_suite(path, list(group)) for path, group in groupby(cases, key=lambda case: case.path))
    yield DECLARATION + element("testsuites", {"name": "healthlint", **_counts(cases)}, *suites)


def _case(finding: Finding, view: View) -> Case:
    name = f"{finding.line}:{finding.column} {finding.rule}"
    place = f"{finding.path}:{finding.line}:{finding.column}"
    lines = (f"{place}: {finding.severity}: {finding.message}", finding.why, finding.instead)
    details = "\n".join(one_line(line) for line in lines if line)
    return Case(finding.path, name, "failure" if view.fails(finding) else "skipped", finding.message, details)


def _failed(error: RunError) -> Case:
    message = f"could not check: {error.message}"
    return Case(error.path, NOT_CHECKED, "error", message, one_line(f"{error.path}: {message}"))


def _suite(path: str, cases: list[Case]) -> str:
    seen: Counter[str] = Counter()
    tests = []
    for case in cases:
        seen[case.name] += 1
        # Readers drop the second test of a name.
        name = case.name if seen[case.name] == 1 else f"{case.name} ({seen[case.name]})"
        tests.append(element("testcase", {"classname": shown(path), "name": one_line(name)}, *_outcome(case)))
    skipped = sum(case.outcome == "skipped" for case in cases)
    file = {} if cases[0].outcome == "passed" else {"file": path}
    return element("testsuite", {"name": shown(path), **_counts(cases), "skipped": skipped, **file}, *tests)


def _outcome(case: Case) -> list[str]:
    if case.outcome == "passed":
        return []
    kind = {} if case.outcome == "skipped" else {"type": one_line(case.name.rpartition(" ")[2])}
    return [element(case.outcome, {"message": one_line(case.message), **kind}, text=case.details)]


def _counts(cases: list[Case]) -> dict[str, object]:
    """What Jenkins' schema lets both suites and all of them together count."""
    outcomes: list[str] = [case.outcome for case in cases]
    return {"tests": len(cases), "failures": outcomes.count("failure"), "errors": outcomes.count("error")}

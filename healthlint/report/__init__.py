"""A report as someone or something wants to read it: one module per format, one table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from operator import attrgetter
from typing import NamedTuple

from healthlint.model import Finding, Report, Severity

REPORTERS = {
    "text": "healthlint.report.as_text",
    "concise": "healthlint.report.as_concise",
    "json": "healthlint.report.as_json",
    "jsonl": "healthlint.report.as_jsonl",
    "sarif": "healthlint.report.as_sarif",
    "github": "healthlint.report.as_github",
    "github-sarif": "healthlint.report.as_github_sarif",
    "gitlab": "healthlint.report.as_gitlab",
    "junit": "healthlint.report.as_junit",
    "checkstyle": "healthlint.report.as_checkstyle",
    "rdjson": "healthlint.report.as_rdjson",
    "markdown": "healthlint.report.as_markdown",
}
TERMINAL = frozenset(("text", "concise"))  # read by people, in the encoding of their terminal; the others are UTF-8
NOT_CHECKED = "healthlint/not-checked"  # the rule that formats with rules name for what could not be checked


class About(NamedTuple):
    """A rule as formats tell of it that list rules. `sources` are pairs of a title and an address."""

    title: str
    severity: Severity
    sources: tuple[tuple[str, str], ...]


_ORDER = attrgetter("path", "line", "column", "end_line", "end_column", "rule", "message")


class View(NamedTuple):
    """How a report is looked at.

    told       what could not be checked is told elsewhere; text for people then only counts it
    lines      the source lines of a path, none when they can't be had
    about      what is known of a rule, None when it is not known any more
    fails      whether a finding is one of those that make the run fail
    summary    whether text for people ends with what came of the run
    warn_only  no finding fails the run, because somebody asked for that
    """

    color: bool = False
    width: int = 100
    quiet: bool = False
    told: bool = False
    lines: Callable[[str], Sequence[str]] = lambda _path: ()
    about: Callable[[str], About | None] = lambda _rule: None
    fails: Callable[[Finding], bool] = lambda finding: finding.severity == "error"
    summary: bool = True
    warn_only: bool = False


def render(name: str, report: Report, view: View) -> str:
    """The whole report in one format, in the order of paths, places and rules; ends in a newline unless it is empty."""
    return "".join(pieces(name, report, view))


def pieces(name: str, report: Report, view: View) -> Iterator[str]:
    """The same piece by piece: the report of a whole site is long, and each time it is put together costs as much again."""
    ordered = report._replace(
        findings=tuple(sorted(report.findings, key=_ORDER)),
        set_aside=tuple(sorted(report.set_aside, key=lambda one: (_ORDER(one.finding), one.reason))),
        errors=tuple(sorted(report.errors, key=lambda one: (one.path, one.message))),
    )
    yield from import_module(REPORTERS[name]).render(ordered, view)

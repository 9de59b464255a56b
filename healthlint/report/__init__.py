"""A report as someone or something wants to read it: one module per format, one table of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from healthlint.model import Report

REPORTERS = {
    "text": "healthlint.report.as_text",
    "json": "healthlint.report.as_json",
}


@dataclass(frozen=True, slots=True)
class View:
    """How a report is looked at. `lines` gives the source lines of a path, none when they can't be had."""

    color: bool = False
    width: int = 100
    quiet: bool = False
    lines: Callable[[str], Sequence[str]] = lambda _path: ()


def render(name: str, report: Report, view: View) -> str:
    """The whole report in one format, ending in a newline unless it is empty."""
    text: str = import_module(REPORTERS[name]).render(report, view)
    return text

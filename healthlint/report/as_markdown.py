"""Markdown for a job's summary or a comment on a pull request: what counts most comes first, cut to what GitHub takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from healthlint.model import SEVERITIES, Finding, Report, RunError
from healthlint.report import View
from healthlint.report.counts import by_severity, counted, notes, where
from healthlint.report.escape import placed
from healthlint.report.prose import code, prose

# Bytes. A comment may have 65,536 characters and a summary sixteen times as much; the rest is left to what stands around it.
MOST = 60_000
HEADINGS = {"not checked": "Not checked", "error": "Errors", "warning": "Warnings", "info": "Infos"}


class Entry(NamedTuple):
    """A point of a list, and the list that it belongs to."""

    section: str
    text: str


def render(report: Report, _view: View) -> Iterator[str]:
    entries = list(_entries(report))
    kept = _fitting(entries)
    sections = (_section(name, [entry.text for entry in kept if entry.section == name]) for name in HEADINGS)
    yield "\n".join([*_head(report), *filter(None, sections), *_tail(len(entries) - len(kept))])


def _head(report: Report) -> Iterator[str]:
    found = ", ".join(counted(number, severity) for severity, number in by_severity(report).items())
    yield f"## healthlint: {'; '.join([found or 'nothing found', *notes(report)])}\n"
    laws = ", ".join(report.jurisdictions)
    yield prose(f"{where(report)}, checked as {report.content_type} copy for {laws} where a file says nothing else.") + "\n"


def _tail(cut: int) -> Iterator[str]:
    if cut:
        yield f"**{cut:,} more had no room here.** The other formats have all of them.\n"
    yield "Wording is flagged for a person to review; this is no legal advice.\n"


def _section(name: str, points: list[str]) -> str:
    """A heading and its list; what only informs is folded away."""
    if not points:
        return ""
    inside = "".join(points)
    if name == "info":
        return f"<details>\n<summary>{HEADINGS[name]}</summary>\n\n{inside}\n</details>\n"
    return f"### {HEADINGS[name]}\n\n{inside}"


def _entries(report: Report) -> Iterator[Entry]:
    for error in report.errors:
        yield Entry("not checked", _failed(error))
    explained: set[str] = set()
    for severity in SEVERITIES:
        for finding in report.findings:
            if finding.severity == severity:
                yield Entry(severity, _point(finding, advise=finding.rule not in explained))
                explained.add(finding.rule)


def _failed(error: RunError) -> str:
    return f"- {code(placed(error.path))} {prose(error.message)}\n"


def _point(finding: Finding, *, advise: bool) -> str:
    """A finding; what to write instead is said once for each rule."""
    place = code(f"{placed(finding.path)}:{finding.line}:{finding.column}")
    advice = f"  - {prose(finding.instead)}\n" if advise and finding.instead else ""
    return f"- {place} {prose(finding.message)} ({code(finding.rule)})\n{advice}"


def _fitting(entries: list[Entry]) -> list[Entry]:
    """The first entries that have room; one that is too long is left out and not all that follow it."""
    kept, size = [], 0
    for entry in entries:
        length = len(entry.text.encode("utf-8"))
        if size + length <= MOST:
            kept.append(entry)
            size += length
    return kept

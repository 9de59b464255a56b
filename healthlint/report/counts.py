"""How many there are of what, in words."""

from __future__ import annotations

from healthlint.model import SEVERITIES, Report


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def told(report: Report) -> str:
    """What came of a run, on one line."""
    return "; ".join([f"{_found(report)} in {where(report)}", *notes(report)])


def where(report: Report) -> str:
    return f"{counted(report.files, 'file')} ({counted(report.words, 'word')})"


def notes(report: Report) -> list[str]:
    """What else there is to know of."""
    return set_aside(report) + not_checked(report)


def set_aside(report: Report) -> list[str]:
    return [f"{counted(len(report.set_aside), 'finding')} set aside"] if report.set_aside else []


def not_checked(report: Report) -> list[str]:
    return [f"{counted(len(report.errors), 'thing')} could not be checked"] if report.errors else []


def by_severity(report: Report) -> dict[str, int]:
    """How many findings of each severity there are, most severe first; none of a kind is left out."""
    severities = [finding.severity for finding in report.findings]
    return {severity: severities.count(severity) for severity in SEVERITIES if severity in severities}


def _found(report: Report) -> str:
    return ", ".join(counted(number, severity) for severity, number in by_severity(report).items()) or "nothing found"

"""`--statistics`: what was found by rule, category and file, and how long each rule took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from healthlint.model import SEVERITIES, Finding, Report
from healthlint.report.escape import visible

MOST = 20  # files and rules in the tables that would go on and on
_COLUMNS = (*SEVERITIES, "set aside")


def statistics(report: Report) -> str:
    """The tables, each with its heading; those with nothing in them are left out."""
    lines: list[str] = []
    for name, key, most in (("rule", _rule, None), ("category", _category, None), ("file", _path, MOST)):
        lines += _counted(name, _counts(report, key), most)
    return "\n".join([*lines, *_times(report.seconds)]) + "\n"


def _rule(finding: Finding) -> str:
    return finding.rule


def _category(finding: Finding) -> str:
    return finding.rule.partition("/")[0]


def _path(finding: Finding) -> str:
    return finding.path


def _counts(report: Report, key: Callable[[Finding], str]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for finding in report.findings:
        counts.setdefault(key(finding), Counter())[finding.severity] += 1
    for aside in report.set_aside:
        counts.setdefault(key(aside.finding), Counter())["set aside"] += 1
    return counts


def _counted(name: str, counts: Mapping[str, Counter[str]], most: int | None) -> Iterator[str]:
    """A table with a line for each name, those with the most and gravest findings first."""
    if not counts:
        return
    ranked = sorted(counts, key=lambda one: (*(-counts[one][column] for column in _COLUMNS), one))
    shown = ranked[:most]
    width = max(len(visible(one)) for one in [f"by {name}", *shown])
    yield f"{f'by {name}':<{width}}" + "".join(f"  {column:>9}" for column in _COLUMNS)
    for one in shown:
        yield f"{visible(one):<{width}}" + "".join(f"  {counts[one][column] or '-':>9}" for column in _COLUMNS)
    yield from _more(len(ranked) - len(shown), name)
    yield ""


def _times(seconds: Mapping[str, float]) -> Iterator[str]:
    """The slowest rules; the empty name is for what no rule did alone."""
    rules = sorted((rule for rule in seconds if rule), key=lambda rule: (-seconds[rule], rule))
    width = max((len(rule) for rule in rules[:MOST]), default=0)
    total = sum(seconds.values())
    yield f"{total:.2f} s for reading and judging; {seconds.get('', 0.0):.2f} s of it for no rule alone"
    for rule in rules[:MOST]:
        yield f"{rule:<{width}}  {seconds[rule]:.3f} s"
    yield from _more(len(rules) - MOST, "rule")


def _more(number: int, name: str) -> Iterable[str]:
    return [f"and {number:,} more {name}{'s' * (number != 1)}"] if number > 0 else []

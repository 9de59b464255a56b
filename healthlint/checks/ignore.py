"""Ignore: inline ignores that set nothing aside, or that nobody should rely on."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.ignores import Ignore, ignores
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Block, Directive, Piece, SourceMap, Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule
from healthlint.text.normalise import normalise
from healthlint.text.read import Passage, place

SETTINGS = {
    "when": "text",  # unused | unknown | reasonless | forbidden | unclosed
}


def find(rule: Rule, reading: Reading, verdicts: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """A verdict at each ignore of which what the rule looks for is true; `verdicts` are those of all other rules."""
    for one in ignores(reading.text.document, reading.rules, profile):
        told = _told(one, rule, reading, verdicts, profile)
        if told is not None:
            passage = _passage(one.directive)
            span = Span(0, len(passage.normal.text))
            yield Verdict(rule, passage, 0, span, rule.severity, None, None, f": {told}" if told else "")


def _told(one: Ignore, rule: Rule, reading: Reading, verdicts: tuple[Verdict, ...], profile: Profile) -> str | None:
    """The detail to tell of an ignore; None when there is nothing to tell."""
    if rule.settings["when"] != "unused" or one.wrong:
        return one.told if rule.settings["when"] == one.wrong else None
    used = set(_reported(one, verdicts, profile))
    heard = {name for each in reading.rules.rules if _heard(each, profile) for name in (each.id, each.category)}
    unused = [name for name in one.names if name in heard and name not in used]
    if not unused:
        return None
    return "" if len(one.names) == 1 else f"nothing here is flagged by {', '.join(unused)}"


def _reported(one: Ignore, verdicts: tuple[Verdict, ...], profile: Profile) -> Iterator[str]:
    """The ids and categories of the rules whose findings an ignore sets aside."""
    for verdict in verdicts:
        speaks = verdict.severity is not None and verdict.rule.id not in profile.muted
        if speaks and one.holds(verdict.rule.id, place(verdict.passage, verdict.span)):
            yield from (verdict.rule.id, verdict.rule.category)


def _heard(rule: Rule, profile: Profile) -> bool:
    return rule.speaks and rule.id not in profile.muted


def _passage(directive: Directive) -> Passage:
    """The comment as a passage of its own, whose words stand for all of it."""
    normal = normalise(directive.text)
    whole = Piece(0, len(directive.text), directive.span.start, directive.span.end, atomic=True)
    block = Block("attribute", "comment", directive.text, SourceMap((whole,)))
    return Passage(block, -1, "body", normal, (Span(0, len(normal.text)),), (normal.text.lower(),), 0)

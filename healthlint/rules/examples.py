"""Running the examples in rule files: each is a page of its own, on which only its rule is looked at."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

from healthlint.config import Config, for_document
from healthlint.errors import RuleProblem
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Severity
from healthlint.parse import parse
from healthlint.profile import Profile
from healthlint.rules.rule import Example, Rule, RuleSet
from healthlint.run import judge, profile_of
from healthlint.text.read import place, read


class Outcome(NamedTuple):
    """What an example gave: the spans of its text that the rule reported, and how loudly; all verdicts; the text as read."""

    reported: tuple[tuple[int, int], ...]
    levels: tuple[Severity, ...]
    verdicts: tuple[Verdict, ...]
    reading: Reading


def failures(rule: Rule, rules: RuleSet) -> list[RuleProblem]:
    """What the rule's examples say against it, each at its line."""
    found = []
    for example in (*rule.examples.bad, *rule.examples.good, *rule.examples.each):
        outcome = run(example.text, rule, rules)
        if not _holds(example, outcome):
            found.append(RuleProblem(rule.path, example.line, 1, _difference(example, outcome)))
    for example in rule.examples.known_gaps:
        if _holds(example, run(example.text, rule, rules)):
            message = f"{example.text!r}: a known gap that is none any more; move it to bad or good"
            found.append(RuleProblem(rule.path, example.line, 1, message))
    return found


def run(text: str, rule: Rule, rules: RuleSet) -> Outcome:
    """Judge one example as Markdown, under a profile that the rule covers and that its front matter may change."""
    document = parse("example.md", text, "markdown")
    profile = profile_for(rule)
    if "healthlint" in document.front_matter:
        own = Config(jurisdictions=profile.jurisdictions, content_type=profile.content_type, platforms=profile.platforms)
        profile = profile_of(for_document(own, document.front_matter))
    reading = Reading(read(document, rules.boilerplate), rules)
    verdicts = tuple(verdict for verdict in judge(reading, profile) if verdict.rule.id == rule.id)
    reported = sorted((*place(verdict.passage, verdict.span), verdict.severity) for verdict in verdicts if verdict.severity)
    spans = tuple((start, end) for start, end, _ in reported)
    return Outcome(spans, tuple(severity for *_, severity in reported), verdicts, reading)


def _holds(example: Example, outcome: Outcome) -> bool:
    """Whether the marked spans are reported and no others, each at the level that is asked for, if one is."""
    levels = zip(example.levels, outcome.levels, strict=False)
    return outcome.reported == example.marks and all(wanted in (None, got) for wanted, got in levels)


def profile_for(rule: Rule) -> Profile:
    """The default profile, moved as far as the rule needs to be heard."""
    default = Profile()
    jurisdictions = default.jurisdictions if set(default.jurisdictions) & set(rule.jurisdictions) else rule.jurisdictions
    content_type = rule.content_types[0] if rule.content_types else default.content_type
    if default.content_type in rule.content_types:
        content_type = default.content_type
    return Profile(jurisdictions, content_type, rule.platforms)


def _difference(example: Example, outcome: Outcome) -> str:
    told = outcome.levels if any(example.levels) else ()
    shown = marked(example.text, outcome.reported, told)
    wanted = marked(example.text, example.marks, example.levels)
    if outcome.reported:
        return f"wanted {wanted!r}, got {shown!r}"
    reasons = sorted({verdict.decided_by for verdict in outcome.verdicts if verdict.decided_by})
    why = f" ({'; '.join(reasons)})" if reasons else ""
    return f"wanted {wanted!r}, got nothing{why}"


def marked(text: str, spans: tuple[tuple[int, int], ...], levels: tuple[Severity | None, ...] = ()) -> str:
    """The text with [[ ]] round the spans, and their levels in it where there are any."""
    for (start, end), level in reversed(list(zip_longest(spans, levels))):
        text = f"{text[:start]}[[{f'{level}: ' if level else ''}{text[start:end]}]]{text[end:]}"
    return text

"""Running the examples in rule files: each is a page of its own, on which only its rule is looked at."""

from __future__ import annotations

from typing import NamedTuple

from healthlint.config import Config, for_document
from healthlint.errors import RuleProblem
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.parse import parse
from healthlint.profile import Profile
from healthlint.rules.rule import Example, Rule, RuleSet
from healthlint.run import judge, profile_of
from healthlint.text.read import place, read


class Outcome(NamedTuple):
    """What an example gave: the spans of the example's text that the rule reported, all its verdicts, the text as read."""

    reported: tuple[tuple[int, int], ...]
    verdicts: tuple[Verdict, ...]
    reading: Reading


def failures(rule: Rule, rules: RuleSet) -> list[RuleProblem]:
    """What the rule's examples say against it, each at its line."""
    found = []
    for example in (*rule.examples.bad, *rule.examples.good, *rule.examples.each):
        outcome = run(example.text, rule, rules)
        if outcome.reported != example.marks:
            found.append(RuleProblem(rule.path, example.line, 1, _difference(example, outcome)))
    for example in rule.examples.known_gaps:
        if run(example.text, rule, rules).reported == example.marks:
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
    reported = sorted(tuple(place(verdict.passage, verdict.span)) for verdict in verdicts if verdict.severity)
    return Outcome(tuple((start, end) for start, end in reported), verdicts, reading)


def profile_for(rule: Rule) -> Profile:
    """The default profile, moved as far as the rule needs to be heard."""
    default = Profile()
    jurisdictions = default.jurisdictions if set(default.jurisdictions) & set(rule.jurisdictions) else rule.jurisdictions
    content_type = rule.content_types[0] if rule.content_types else default.content_type
    if default.content_type in rule.content_types:
        content_type = default.content_type
    return Profile(jurisdictions, content_type, rule.platforms)


def _difference(example: Example, outcome: Outcome) -> str:
    shown = marked(example.text, outcome.reported)
    wanted = marked(example.text, example.marks)
    if outcome.reported:
        return f"wanted {wanted!r}, got {shown!r}"
    reasons = sorted({verdict.decided_by for verdict in outcome.verdicts if verdict.decided_by})
    why = f" ({'; '.join(reasons)})" if reasons else ""
    return f"wanted {wanted!r}, got nothing{why}"


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with [[ ]] round the spans."""
    for start, end in reversed(spans):
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return text

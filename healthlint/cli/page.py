"""A rule as a page to read: what it flags, why, on whose word, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from healthlint.profile import Profile, rule_under
from healthlint.report.escape import visible
from healthlint.rules.rule import Example, Rule, RuleSet, SourceText
from healthlint.standing import by_law, by_platform, duties, sources

_LABEL = 11


def page(rule: Rule, rules: RuleSet, profile: Profile, width: int) -> Iterator[str]:
    """The lines of a rule's page, which begins with what it is to a profile."""
    here = rule_under(rule, rules, profile)
    yield f"{rule.id}: {visible(rule.title)}"
    yield ""
    level = here.severity if here.speaks else "silent"
    whom = ", ".join([*profile.jurisdictions, *profile.platforms])
    yield from _entry("here", [f"{level} in {profile.content_type} copy for {whom}"], width)
    policies = [f"{name}: {one.level}; {one.label} ({one.source})" for name, one in by_platform(rule, rules)]
    yield from _entry("severity", [*([] if rule.platforms and policies else by_law(rule, rules)), *policies], width)
    yield from _entry("duty", duties(rule, rules), width)
    yield from _entry("copy", [", ".join(rule.content_types)] if rule.content_types else [], width)
    yield from _entry("platforms", [", ".join(rule.platforms)] if rule.platforms else [], width)
    yield from _entry("why", [rule.why], width)
    yield from _entry("instead", [rule.instead], width)
    yield from _entry("sources", (_source(key, rules.sources.get(key)) for key in sources(rule, rules)), width)
    yield from _entry("flagged", map(_marked, rule.examples.bad), width)
    yield from _entry("fine", map(_marked, rule.examples.good), width)
    yield from _entry("wrong yet", map(_marked, rule.examples.known_gaps), width)


def _source(key: str, source: SourceText | None) -> str:
    if source is None:
        return key
    section = f", {source.section}" if source.section else ""
    checked = f"read {source.retrieved}" if source.verified else "not yet checked against its text"
    return f"{key}: {source.title}{section}. {source.url} ({checked})"


def _marked(example: Example) -> str:
    """An example with its flagged words in double brackets, as rule files write it."""
    text, end = "", 0
    for start, stop in example.marks:
        text += f"{example.text[end:start]}[[{example.text[start:stop]}]]"
        end = stop
    return text + example.text[end:]


def _entry(label: str, texts: Iterable[str], width: int) -> Iterator[str]:
    lead = label.ljust(_LABEL)
    for text in texts:
        for line in wrap(visible(" ".join(text.split())), width - _LABEL, break_long_words=False, break_on_hyphens=False):
            yield (lead + line).rstrip()
            lead = " " * _LABEL

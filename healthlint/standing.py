"""How a rule stands under a law: how loudly it speaks there, and which text asks for what it is about, if any does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from healthlint.model import CONTENT_TYPES, JURISDICTIONS, RANK, Severity
from healthlint.profile import DEFAULT_CONTENT_TYPE, Profile, levels_under
from healthlint.rules import tables
from healthlint.rules.rule import Rule, RuleSet
from healthlint.rules.tables import Duty, Policy

POLICY = "a platform's policy"
GOOD_PRACTICE = "good practice"  # no text of this law that we know of is about it
NOT_WEIGHED = "no duty on record"  # the rule rests on a text of this law, and nobody has said what it asks of this kind of copy
_STATUS = {"hard": "hard duty", "soft": "soft duty", "none": GOOD_PRACTICE}
_ORDER = (*_STATUS.values(), NOT_WEIGHED)


class Standing(NamedTuple):
    """A law, the level under it, what the rule's subject is to it in two or three words, and the duty, if one is on record."""

    where: str
    level: Severity
    status: str
    duty: Duty | None


def standings(rule: Rule, rules: RuleSet, profile: Profile) -> tuple[Standing, ...]:
    """How a rule stands under each law of a profile under which it speaks."""
    found = []
    for where, level in levels_under(rule, rules, profile).items():
        duty = tables.duty(rules.tables, rule.id, where, profile.content_type)
        found.append(Standing(where, level, _status(rule, rules, where, duty), duty))
    return tuple(found)


def _status(rule: Rule, rules: RuleSet, where: str, duty: Duty | None) -> str:
    if duty is not None:
        return _STATUS[duty.status]
    rests = any(rules.sources[key].jurisdiction == where for key in rule.sources if key in rules.sources)
    return NOT_WEIGHED if rests else GOOD_PRACTICE


def in_short(rule: Rule, rules: RuleSet, profile: Profile) -> str:
    """What a rule's subject is to a profile: "hard duty in UK; good practice in US"."""
    if rule.platforms:
        return POLICY
    laws: dict[str, list[str]] = {}
    for one in standings(rule, rules, profile):
        laws.setdefault(one.status, []).append(one.where)
    if list(laws) == [GOOD_PRACTICE]:
        return GOOD_PRACTICE
    return "; ".join(f"{status} in {', '.join(laws[status])}" for status in _ORDER if status in laws) or POLICY


def by_law(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """The levels of a rule in words, a line for laws with the same: "US, CA: info; error for cosmetic"."""
    found: dict[str, list[str]] = {}
    for where in JURISDICTIONS:
        found.setdefault(_levels(rule, rules, where) if where in rule.jurisdictions else "off", []).append(where)
    yield from (f"{', '.join(where)}: {levels}" for levels, where in found.items())


def _levels(rule: Rule, rules: RuleSet, where: str) -> str:
    types = rule.content_types or CONTENT_TYPES
    usual = DEFAULT_CONTENT_TYPE if DEFAULT_CONTENT_TYPE in types else types[0]
    found: dict[str, list[str]] = {}
    for content_type in (usual, *(one for one in types if one != usual)):
        level = tables.level(rules.tables, rule.id, rule.severity, where, content_type) or "off"
        found.setdefault(level, []).append(content_type)
    first, *others = found
    others.sort(key=lambda level: -RANK.get(level, -1))
    return "; ".join([first, *(f"{level} for {', '.join(found[level])}" for level in others)])


def by_platform(rule: Rule, rules: RuleSet) -> Iterator[tuple[str, Policy]]:
    """What platforms' policies say of a rule in any kind of copy."""
    for name, platform in rules.tables.platforms.items():
        yield from ((name, policy) for policy in platform.policies if {rule.id, rule.category} & {*policy.rules})


def sources(rule: Rule, rules: RuleSet) -> tuple[str, ...]:
    """The keys of the texts that a rule, the duties and the policies that it is about rest on."""
    cited = [
        *(duty.source for duty in tables.duties(rules.tables, rule.id)),
        *(one.source for _, one in by_platform(rule, rules)),
    ]
    return tuple(dict.fromkeys([*rule.sources, *cited]))


def duties(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """Every duty on record in words, and then where there is none: "hard duty of medicine copy in UK (S39): …"."""
    if rule.platforms:
        yield f"{POLICY}, and no law"
        return
    on_record = sorted(tables.duties(rules.tables, rule.id), key=lambda one: JURISDICTIONS.index(one.jurisdiction))
    for duty in on_record:
        copy = f" of {', '.join(duty.content_types)} copy" if duty.content_types else ""
        checked = "" if duty.verified else ", not compared with its text yet"
        yield f"{_STATUS[duty.status]}{copy} in {duty.jurisdiction} ({duty.source}{checked}): {duty.says}"
    whole = {duty.jurisdiction for duty in on_record if not duty.content_types}
    others = [where for where in rule.jurisdictions if where not in whole]
    for status, why in ((GOOD_PRACTICE, "no text that we know of asks for it"), (NOT_WEIGHED, "see its sources")):
        held = [where for where in others if _status(rule, rules, where, None) == status]
        of = "of other copy " if {*held} & {duty.jurisdiction for duty in on_record} else ""
        if held:
            yield f"{status} {of}in {', '.join(held)}: {why}"

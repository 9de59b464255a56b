"""Whose law and what kind of copy: which rules speak, and how loudly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from healthlint.model import RANK, Approval, Licence, Severity
from healthlint.rules import tables
from healthlint.rules.rule import Rule, RuleSet

DEFAULT_JURISDICTIONS = ("US", "UK")
DEFAULT_CONTENT_TYPE = "clinic"


class Profile(NamedTuple):
    """The jurisdictions, the content type and the platforms that a document is judged for, and what it may say there.

    own_clinic_counts  a clinic's own assessment of whether something suits the reader counts as advice
    strict           whether a page that is very hard to read is an error
    site_brand       whose site it is, on offer and no independent party; "" when nobody said
    site_owner_is_seller  whether whoever runs the site sells what its pages are about
    muted            the rules that the configuration leaves out
    inline_ignores   whether ignores in the copy are listened to
    no_ignore        rules and categories that no ignore sets aside
    trusted_ignores  the only ignores to listen to, as written; None for all
    """

    jurisdictions: tuple[str, ...] = DEFAULT_JURISDICTIONS
    content_type: str = DEFAULT_CONTENT_TYPE
    platforms: tuple[str, ...] = ()
    audience: str = "public"
    disclaimer_in_template: bool = False
    approved_claims: tuple[Approval, ...] = ()
    licensed: tuple[Licence, ...] = ()
    today: str = ""
    muted: frozenset[str] = frozenset()
    inline_ignores: bool = True
    no_ignore: tuple[str, ...] = ()
    trusted_ignores: tuple[str, ...] | None = None
    site_brand: str = ""
    own_clinic_counts: bool = False
    site_owner_is_seller: bool = False
    strict: bool = False

    @property
    def sells(self) -> bool:
        """Whether the copy has something on offer; education is what someone declared to have nothing."""
        return self.content_type != "education"

    @property
    def is_default(self) -> bool:
        """Whether it is the law and the kind of copy that are assumed when nobody says anything."""
        return self.content_type == DEFAULT_CONTENT_TYPE and sorted(self.jurisdictions) == sorted(DEFAULT_JURISDICTIONS)


def under(rules: RuleSet, profile: Profile) -> RuleSet:
    """The rules as they are for a profile, made once for each: how loudly each speaks, for whose law, or that it does not."""
    key = (profile.jurisdictions, profile.content_type, profile.platforms)
    found = rules.profiles.get(key)
    if found is None:
        changed = {rule.id: rule_under(rule, rules, profile) for rule in rules.rules}
        for name, yields_to in _yielding(rules, changed).items():
            changed[name] = changed[name]._replace(yields_to=yields_to)
        found = rules.profiles[key] = replace(rules, rules=tuple(changed.values()))
    return found


def rule_under(rule: Rule, rules: RuleSet, profile: Profile) -> Rule:
    """A rule as it is for a profile.

    Its severity is the highest of the selected jurisdictions, each changed by the kind of copy, and then the platforms' where
    that is higher. A platform's policy holds whatever the law: a rule that it names speaks also where no law does.
    """
    levels = levels_under(rule, rules, profile)
    policies = list(tables.policies(rules.tables, rule.id, profile.platforms, profile.content_type))
    if not _is_asked(rule, profile) or not (levels or policies):
        return rule._replace(speaks=False)
    # Rule files hold the severities of the default profile. Some laws are stricter, but who said nothing may be under another.
    law: Severity = rule.severity if profile.is_default else max(levels.values(), key=RANK.__getitem__, default="info")
    loudness: list[Severity] = [law, *(policy.level for policy in policies)]
    return rule._replace(
        severity=max(loudness, key=RANK.__getitem__),
        jurisdictions=tuple(levels),
        strictest=tuple(where for where, level in levels.items() if RANK[level] >= RANK[law]),
        message="; ".join(dict.fromkeys([rule.message, *(policy.label for policy in policies)])),
        sources=tuple(dict.fromkeys([*rule.sources, *(policy.source for policy in policies)])),
    )


def _yielding(rules: RuleSet, changed: Mapping[str, Rule]) -> dict[str, tuple[str, ...]]:
    """To whom rules yield where a profile makes one louder than a rule to which it yields: then that one yields to it."""
    yields = {rule.id: rule.yields_to for rule in rules.rules}
    turned: set[str] = set()
    for rule in rules.rules:
        for other in rule.yields_to:
            was = _is_louder(rule, rules.rule(other))
            if _is_louder(changed[rule.id], changed[other]) and not was:
                yields[rule.id] = tuple(name for name in yields[rule.id] if name != other)
                if not _yields(rule.id, other, yields):
                    yields[other] = (*yields[other], rule.id)
                turned |= {rule.id, other}
    return {name: yields[name] for name in turned}


def _is_louder(rule: Rule, other: Rule | None) -> bool:
    return other is not None and rule.speaks and other.speaks and RANK[rule.severity] > RANK[other.severity]


def _yields(rule: str, other: str, yields: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a rule yields to another, perhaps by way of others; rules do not yield in a circle."""
    return any(name == other or _yields(name, other, yields) for name in yields[rule])


def levels_under(rule: Rule, rules: RuleSet, profile: Profile) -> dict[str, Severity]:
    """How loudly a rule speaks under each law of a profile under which it does."""
    found = {
        where: tables.level(rules.tables, rule.id, rule.severity, where, profile.content_type)
        for where in profile.jurisdictions
        if where in rule.jurisdictions
    }
    return {where: level for where, level in found.items() if level is not None}


def _is_asked(rule: Rule, profile: Profile) -> bool:
    """Whether this is a rule's kind of copy and, if it is about platforms, one of them."""
    of_type = not rule.content_types or profile.content_type in rule.content_types
    return of_type and (not rule.platforms or not set(rule.platforms).isdisjoint(profile.platforms))

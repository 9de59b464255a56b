"""The tables of `rules/profiles/`: how loudly a rule speaks, by law, kind of copy and platform, and which duties there are.

A row is for a rule or for a category; what is said of a rule itself outranks what is said of its category.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from healthlint.model import RANK, Severity

Level = Literal["error", "warning", "info", "off"]
LEVELS: tuple[Level, ...] = ("error", "warning", "info", "off")
Direction = Literal["raise", "lower"]
DIRECTIONS: tuple[Direction, ...] = ("raise", "lower")
DUTIES = ("hard", "soft", "none")
_RANK = {"off": -1, **RANK}


class Cell(NamedTuple):
    """A rule's level under one law, and other levels for some kinds of copy; None is the rule's own severity."""

    level: Level | None
    by_type: Mapping[str, Level]

    def of(self, content_type: str) -> Level | None:
        return self.by_type.get(content_type, self.level)


class Change(NamedTuple):
    """What a kind of copy makes of a rule's level: at least ("raise") or at most ("lower") this one."""

    direction: Direction
    level: Level

    def of(self, level: Level) -> Level:
        """The changed level; a rule that is off stays off."""
        pick = max if self.direction == "raise" and level != "off" else min
        return pick(level, self.level, key=_RANK.__getitem__)


class Policy(NamedTuple):
    """Rules and categories that a platform's policy is about, how loudly they speak there, and the policy in a few words.

    `content_types` are the kinds of copy that it holds for, none for all.
    """

    rules: tuple[str, ...]
    level: Severity
    label: str
    source: str
    content_types: tuple[str, ...]


class Platform(NamedTuple):
    """What is known of a platform's policies, and the day on which they were read, YYYY-MM-DD."""

    retrieved: str
    policies: tuple[Policy, ...]


class Duty(NamedTuple):
    """What a text asks for that rules or categories are about.

    `status` is "hard" where it says must, "soft" where it says should, "none" where it asks for nothing;
    `content_types` are the kinds of copy that it is asked of, none for all; `says` is who asks what, in a few words;
    `verified` whether somebody compared that with the text.
    """

    rules: tuple[str, ...]
    jurisdiction: str
    status: str
    content_types: tuple[str, ...]
    source: str
    says: str
    verified: bool


class Tables(NamedTuple):
    """All tables: levels by rule or category and law, changes by kind of copy and rule or category, platforms by name."""

    jurisdictions: Mapping[str, Mapping[str, Cell]]
    content_types: Mapping[str, Mapping[str, Change]]
    platforms: Mapping[str, Platform]
    duties: tuple[Duty, ...]


NO_TABLES = Tables({}, {}, {}, ())


def level(tables: Tables, rule: str, own: Severity, where: str, content_type: str) -> Severity | None:
    """How loudly a rule of this id and severity speaks under one law in one kind of copy; None when it does not."""
    found: Level = own
    for name in _names(rule):
        cell = tables.jurisdictions.get(name, {}).get(where)
        if cell is not None:
            found = cell.of(content_type) or own
            break
    changes = tables.content_types.get(content_type, {})
    change = next((changes[name] for name in _names(rule) if name in changes), None)
    found = change.of(found) if change is not None else found
    return None if found == "off" else found


def policies(tables: Tables, rule: str, platforms: tuple[str, ...], content_type: str) -> Iterator[Policy]:
    """What the policies of these platforms say of a rule in this kind of copy."""
    for platform in platforms:
        for policy in tables.platforms.get(platform, Platform("", ())).policies:
            held = not policy.content_types or content_type in policy.content_types
            if held and any(name in policy.rules for name in _names(rule)):
                yield policy


def duties(tables: Tables, rule: str) -> tuple[Duty, ...]:
    """What texts ask for that a rule is about."""
    return tuple(one for one in tables.duties if any(name in one.rules for name in _names(rule)))


def duty(tables: Tables, rule: str, where: str, content_type: str) -> Duty | None:
    """The hardest duty that a rule is about under one law in one kind of copy; None where none is on record."""
    held = [
        one
        for one in duties(tables, rule)
        if one.jurisdiction == where and (not one.content_types or content_type in one.content_types)
    ]
    return min(held, key=lambda one: (DUTIES.index(one.status), rule not in one.rules), default=None)


def _names(rule: str) -> tuple[str, str]:
    return rule, rule.partition("/")[0]


# --- as JSON ----------------------------------------------------------------------------------------------------------


def from_plain(plain: list[Any]) -> Tables:
    """The tables that JSON made lists of."""
    jurisdictions, content_types, platforms, duties_ = plain
    return Tables(
        {name: {where: Cell(*cell) for where, cell in row.items()} for name, row in jurisdictions.items()},
        {content_type: {name: Change(*one) for name, one in row.items()} for content_type, row in content_types.items()},
        {name: Platform(retrieved, tuple(map(_policy, found))) for name, (retrieved, found) in platforms.items()},
        tuple(map(_duty, duties_)),
    )


def _policy(plain: list[Any]) -> Policy:
    rules, level_, label, source, content_types = plain
    return Policy(tuple(rules), level_, label, source, tuple(content_types))


def _duty(plain: list[Any]) -> Duty:
    rules, where, status, content_types, source, says, verified = plain
    return Duty(tuple(rules), where, status, tuple(content_types), source, says, verified)

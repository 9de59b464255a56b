"""Reading the tables of `rules/profiles/`: what they name must exist, and what they say must be possible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from healthlint.model import CONTENT_TYPES, JURISDICTIONS, PLATFORMS, SEVERITIES, Severity
from healthlint.readers import hint
from healthlint.rules.fields import Fields
from healthlint.rules.rule import Rule, SourceText
from healthlint.rules.tables import DIRECTIONS, DUTIES, LEVELS, Cell, Change, Duty, Level, Platform, Policy, Tables
from healthlint.yamlio import Mark, Scalar

FILES = ("jurisdictions", "content-types", "platforms", "duties")
ELSE = "else"
_DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d")


class Known:
    """What a table may name."""

    def __init__(self, rules: Iterable[Rule], sources: Mapping[str, SourceText]) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.names = {*self.rules, *(rule.category for rule in self.rules.values())}
        self.sources = sources


def read_tables(files: Mapping[str, Fields], known: Known, before: Tables) -> Tables:
    """The tables of one folder, by the names of its files, over those of the folders before it; problems are noted."""
    made = before
    for name, fields in files.items():
        if name == "jurisdictions":
            made = made._replace(jurisdictions={**made.jurisdictions, **_jurisdictions(fields, known)})
        elif name == "content-types":
            made = made._replace(content_types=_both(made.content_types, _content_types(fields, known)))
        elif name == "platforms":
            made = made._replace(platforms={**made.platforms, **_platforms(fields, known)})
        elif name == "duties":
            made = made._replace(duties=(*made.duties, *_duties(fields, known)))
        else:
            fields.problem(Mark(1, 1), f"no table {name!r}{hint(name, FILES)}")
    return made


def _both(
    first: Mapping[str, Mapping[str, Change]], second: Mapping[str, Mapping[str, Change]]
) -> dict[str, dict[str, Change]]:
    return {name: {**first.get(name, {}), **second.get(name, {})} for name in {**first, **second}}


def _jurisdictions(fields: Fields, known: Known) -> dict[str, dict[str, Cell]]:
    found: dict[str, dict[str, Cell]] = {}
    for name in fields.value:
        _known_name(name, fields.value.keys_at[name], fields, known)
        row = fields.mapping(name)
        if row is None:
            continue
        found[name] = {where: _cell(where, row) for where in row.value if where in JURISDICTIONS}
        rule = known.rules.get(name)
        for where in sorted(found[name].keys() - set(rule.jurisdictions)) if rule is not None else ():
            row.problem(row.value.keys_at[where], f"{name!r} is no rule for {where}: add it to the rule's 'jurisdictions'")
        row.read.update(JURISDICTIONS)
        row.finish()
    return found


def _cell(where: str, row: Fields) -> Cell:
    if isinstance(row.value[where], Scalar):
        return Cell(_level(row, where), {})
    inner = row.mapping(where)
    if inner is None:
        return Cell(None, {})
    by_type = {key: _level(inner, key) for key in CONTENT_TYPES if key in inner.value}
    level = _level(inner, ELSE) if ELSE in inner.value else None
    inner.read.update((*CONTENT_TYPES, ELSE))
    inner.finish()
    return Cell(level, by_type)


def _level(fields: Fields, key: str) -> Level:
    return cast("Level", fields.choice(key, LEVELS))


def _content_types(fields: Fields, known: Known) -> dict[str, dict[str, Change]]:
    found: dict[str, dict[str, Change]] = {}
    for content_type in CONTENT_TYPES:
        both = fields.mapping(content_type)
        if both is not None:
            found[content_type] = _changes(both, known)
            both.finish()
    fields.finish()
    return found


def _changes(both: Fields, known: Known) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for direction in DIRECTIONS:
        changes = both.mapping(direction)
        if changes is None:
            continue
        for name, mark in changes.value.keys_at.items():
            _known_name(name, mark, changes, known)
            if name in found:
                changes.problem(mark, f"{name!r} is both raised and lowered")
            found[name] = Change(direction, _level(changes, name))
    return found


def _platforms(fields: Fields, known: Known) -> dict[str, Platform]:
    found: dict[str, Platform] = {}
    for name in PLATFORMS:
        platform = fields.mapping(name)
        if platform is None:
            continue
        retrieved = platform.text("retrieved")
        if retrieved and not _DAY.fullmatch(retrieved):
            platform.problem(platform.value.keys_at["retrieved"], "'retrieved' must be a day as YYYY-MM-DD")
        found[name] = Platform(retrieved, tuple(_policy(one, known) for one in platform.mappings("policies")))
        platform.finish()
    fields.finish()
    return found


def _policy(fields: Fields, known: Known) -> Policy:
    found = Policy(
        rules=_rules(fields, known),
        level=cast("Severity", fields.choice("level", SEVERITIES)),
        label=fields.text("label"),
        source=_source(fields, known, "platform"),
        content_types=_several(fields, "content_types"),
    )
    fields.finish()
    return found


def _duties(fields: Fields, known: Known) -> tuple[Duty, ...]:
    found = tuple(_duty(one, known) for one in fields.mappings("duties"))
    fields.finish()
    return found


def _duty(fields: Fields, known: Known) -> Duty:
    where = fields.choice("in", JURISDICTIONS)
    found = Duty(
        rules=_rules(fields, known),
        jurisdiction=where,
        status=fields.choice("duty", DUTIES),
        content_types=_several(fields, "of"),
        source=_source(fields, known, where),
        says=fields.text("says"),
        verified=fields.choice("verified", ("true", "false"), "true") == "true",
    )
    fields.finish()
    return found


def _rules(fields: Fields, known: Known) -> tuple[str, ...]:
    found = fields.texts("rules", required=True)
    for name in found:
        _known_name(name, name.mark, fields, known)
    return tuple(map(str, found))


def _source(fields: Fields, known: Known, jurisdiction: str) -> str:
    """A source of `sources.yaml`, of the place whose law or policy it is said to be."""
    key = fields.text("source")
    mark = fields.value.keys_at.get("source", fields.value.mark)
    source = known.sources.get(key)
    if key and source is None:
        fields.problem(mark, f"there is no source {key!r} in sources.yaml{hint(key, known.sources)}")
    elif source is not None and source.jurisdiction != jurisdiction:
        fields.problem(mark, f"{key!r} is a source for {source.jurisdiction}, not for {jurisdiction}")
    return key


def _several(fields: Fields, key: str) -> tuple[str, ...]:
    found = fields.texts(key)
    for word in found:
        if word not in CONTENT_TYPES:
            fields.problem(word.mark, f"no content type {str(word)!r}{hint(word, CONTENT_TYPES)}")
    return tuple(name for name in CONTENT_TYPES if name in found)


def _known_name(name: str, mark: Mark, fields: Fields, known: Known) -> None:
    if name not in known.names:
        fields.problem(mark, f"no rule or category {str(name)!r}{hint(name, sorted(known.names))}")

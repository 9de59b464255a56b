"""Rules as JSON: what the wheel carries, so that no run spells out word lists or parses YAML again.

Only what a check needs is in it; examples stay in the rule files, which the wheel carries as well.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from healthlint.rules.phrasebook import Pattern, Phrasebook, SlotStep, WordLists
from healthlint.rules.rule import Adjust, Condition, Cue, Examples, Mask, Renamed, Rule, RuleSet, SourceText
from healthlint.rules.tables import from_plain
from healthlint.text.zones import Boilerplate

_NO_EXAMPLES = Examples((), (), ())
_PLAIN = tuple(field.name for field in fields(Rule) if field.name not in ("examples", "zones", "conditions", "adjust"))


def dump(rules: RuleSet) -> str:
    """The JSON text of a set of rules."""
    book = rules.phrasebook
    return json.dumps(
        {
            "lists_of_words": book.lists.lines,
            "keyed": book.keyed,
            "slots": book.slots,
            "patterns": book.patterns,
            "early": sorted(book.early.numbers),
            "later": sorted(book.later.numbers),
            "rules": [_rule(rule) for rule in rules.rules],
            "sources": list(rules.sources.values()),
            "cues": rules.cues,
            "masks": [(mask.patterns, sorted(mask.but_for)) for mask in rules.masks],
            "lists": rules.lists,
            "renamed": rules.renamed,
            "tables": rules.tables,
            "boilerplate": [sorted(part) if isinstance(part, (set, frozenset)) else part for part in rules.boilerplate],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load(text: str) -> RuleSet:
    """The set of rules that `dump` wrote."""
    plain = json.loads(text)
    slots = [tuple(slot) for slot in plain["slots"]]
    patterns = [
        Pattern(text, tuple(SlotStep(*step) for step in steps), first, last, at_start, at_end, tuple(needs))
        for text, steps, first, last, at_start, at_end, needs in plain["patterns"]
    ]
    whole, starts, openings, references, not_names = plain["boilerplate"]
    return RuleSet(
        rules=tuple(map(_read_rule, plain["rules"])),
        sources={source[0]: SourceText(*source) for source in plain["sources"]},
        cues=tuple(Cue(kind, tuple(numbers)) for kind, numbers in plain["cues"]),
        masks=tuple(Mask(tuple(numbers), frozenset(but_for)) for numbers, but_for in plain["masks"]),
        lists={name: tuple(entries) for name, entries in plain["lists"].items()},
        renamed={old: Renamed(*now) for old, now in plain["renamed"].items()},
        tables=from_plain(plain["tables"]),
        boilerplate=Boilerplate(
            frozenset(whole),
            {first: tuple(lines) for first, lines in starts.items()},
            frozenset(openings),
            frozenset(references),
            frozenset(not_names),
        ),
        phrasebook=Phrasebook(
            WordLists(plain["lists_of_words"]),
            plain["keyed"],
            slots,
            patterns,
            frozenset(plain["early"]),
            frozenset(plain["later"]),
        ),
    )


def _rule(rule: Rule) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(rule, name) for name in _PLAIN}
    return plain | {"zones": sorted(rule.zones), "conditions": rule.conditions, "adjust": rule.adjust}


def _read_rule(plain: dict[str, Any]) -> Rule:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    values["zones"] = frozenset(plain["zones"])
    values["conditions"] = tuple(Condition(wanted, within, tuple(when)) for wanted, within, when in plain["conditions"])
    values["adjust"] = tuple(Adjust(to, tuple(when), within, because) for to, when, within, because in plain["adjust"])
    values["settings"] = {key: tuple(value) if isinstance(value, list) else value for key, value in plain["settings"].items()}
    return Rule(**values, examples=_NO_EXAMPLES)

"""Rules as JSON: what the wheel carries, so that no run spells out word lists or parses YAML again.

Only what a check needs is in it; examples stay in the rule files, which the wheel carries as well.
"""

from __future__ import annotations

import json
from typing import Any

from healthlint.rules.lines import LateLines, read_bits, read_numbers, read_pattern, read_words
from healthlint.rules.phrasebook import Asked, Phrasebook, Words, read_met
from healthlint.rules.rule import Adjust, Condition, Cue, Examples, Mask, Renamed, Rule, RuleSet, SourceText, Within
from healthlint.rules.tables import from_plain
from healthlint.text.zones import Boilerplate

_NO_EXAMPLES = Examples((), (), ())
_PLAIN = tuple(name for name in Rule._fields if name not in ("examples", "zones", "within", "conditions", "adjust"))


def dump(rules: RuleSet) -> str:
    """The JSON text of a set of rules."""
    book = rules.phrasebook
    return json.dumps(
        {
            "lists_of_words": book.words.lists.lines,
            "slots": book.words.slots.lines,
            "groups": book.words.groups,
            "patterns": book.patterns.lines,
            "asked": [_asked(finder.asked) for finder in (book.early, book.later, book.masks)],
            "rules": [_rule(rule) for rule in rules.rules],
            "sources": list(rules.sources.values()),
            "cues": rules.cues,
            "masks": [(mask.patterns, sorted(mask.but_for)) for mask in rules.masks],
            "lists": rules.lists,
            "renamed": rules.renamed,
            "tables": rules.tables,
            "boilerplate": [sorted(part) if isinstance(part, (set, frozenset)) else part for part in rules.boilerplate],
        },
        separators=(",", ":"),
    )


def load(text: str | bytes) -> RuleSet:
    """The set of rules that `dump` wrote."""
    plain = json.loads(text)
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
        phrasebook=_read_phrasebook(plain),
    )


def _asked(asked: Asked) -> list[object]:
    return [asked.numbers, asked.anchors, asked.needed.lines, asked.met.lines]


def _read_phrasebook(plain: dict[str, Any]) -> Phrasebook:
    words = Words(
        lists=LateLines(plain["lists_of_words"], read_words),
        slots=LateLines(plain["slots"], read_numbers),
        groups=plain["groups"],
    )
    early, later, masks = map(_read_asked, plain["asked"])
    return Phrasebook(words, LateLines(plain["patterns"], read_pattern), early, later, masks)


def _read_asked(plain: list[Any]) -> Asked:
    numbers, anchors, needed, met = plain
    return Asked(tuple(numbers), tuple(anchors), LateLines(needed, read_bits), LateLines(met, read_met))


def _rule(rule: Rule) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(rule, name) for name in _PLAIN}
    return plain | {"zones": sorted(rule.zones), "within": rule.within, "conditions": rule.conditions, "adjust": rule.adjust}


def _read_rule(plain: dict[str, Any]) -> Rule:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    values["zones"] = frozenset(plain["zones"])
    values["within"] = tuple(Within(context, tuple(find)) for context, find in plain["within"])
    values["conditions"] = tuple(Condition(wanted, within, tuple(when)) for wanted, within, when in plain["conditions"])
    values["adjust"] = tuple(Adjust(to, tuple(when), within, because) for to, when, within, because in plain["adjust"])
    values["settings"] = {key: tuple(value) if isinstance(value, list) else value for key, value in plain["settings"].items()}
    return Rule(**values, examples=_NO_EXAMPLES)

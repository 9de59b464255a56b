"""Leaves out one alternative of a phrase, one cue or one mask at a time, and counts what no example notices.

    .venv/bin/python benchmarks/mutate.py [COUNT] [--all] [--seed N] [--seconds N]

COUNT (default 200) are drawn by a seed, half of them alternatives of rules, a quarter each cues and masks. What survives could
be deleted and every example would still hold: it wants an example, or it is not needed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from healthlint.config import Config
from healthlint.rules.book import Builder
from healthlint.rules.coverage import MOST
from healthlint.rules.examples import failures
from healthlint.rules.phrase import Phrase, PhraseError, parse
from healthlint.rules.rule import Patterns, Rule, RuleSet
from healthlint.run import load_rules

BATCH = 300  # mutants that share a phrasebook


class Mutant(NamedTuple):
    """What is left out: of a rule, of the cues or of the masks; the phrase, and what remains of it, if anything."""

    kind: str
    owner: str
    phrase: str
    rest: Phrase | None
    gone: str

    def __str__(self) -> str:
        return f"{self.owner}: {self.phrase!r}" + (f" without {self.gone!r}" if self.rest is not None else "")


def mutants(rules: RuleSet) -> Iterator[Mutant]:
    """Everything that can be left out by itself."""
    texts = [pattern.text for pattern in rules.phrasebook.patterns]
    for rule in rules.rules:
        for number in sorted({number for patterns in lists(rule) for number in patterns}):
            yield from _of_phrase("alternative", rule.id, texts[number])
    for cue in rules.cues:
        for number in cue.patterns:
            yield from _of_phrase("cue", cue.kind, texts[number])
    for mask in rules.masks:
        for number in mask.patterns:
            yield from _of_phrase("mask", "masks", texts[number])


def _of_phrase(kind: str, owner: str, text: str) -> Iterator[Mutant]:
    phrase = parse(text)
    found = False
    for at, step in enumerate(phrase.steps):
        if 1 < len(step.choices) <= MOST:
            found = True
            for choice in step.choices:
                gone = " ".join(str(getattr(part, "text", getattr(part, "name", ""))) for part in choice)
                left = step._replace(choices=tuple(other for other in step.choices if other != choice))
                steps = (*phrase.steps[:at], left, *phrase.steps[at + 1 :])
                yield Mutant(kind, owner, text, phrase._replace(text=f"{text} {at} {gone}", steps=steps), gone)
    if not found:
        yield Mutant(kind, owner, text, None, "")


def lists(rule: Rule) -> Iterator[Patterns]:
    yield rule.find
    yield rule.unless
    yield from (condition.when for condition in rule.conditions)
    yield from (adjust.when for adjust in rule.adjust)
    yield from (value for value in rule.settings.values() if isinstance(value, tuple) and value and isinstance(value[0], int))


def survivors(chosen: list[Mutant], rules: RuleSet, until: float) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant and whether it survives, as long as there is time."""
    for start in range(0, len(chosen), BATCH):
        batch = chosen[start : start + BATCH]
        builder = Builder(rules.lexicons)
        for pattern in rules.phrasebook.patterns:
            builder.add(parse(pattern.text))
        numbers = [_number(mutant, builder) for mutant in batch]
        new = frozenset(number for number in numbers if number is not None)
        old = rules.phrasebook
        book = builder.phrasebook(Counter(), old.early.numbers | new, old.later.numbers, old.masks.numbers | new)
        whole = {pattern.text: number for number, pattern in enumerate(rules.phrasebook.patterns)}
        for mutant, number in zip(batch, numbers, strict=True):
            if time.monotonic() > until:
                return
            changed = _without(rules, mutant, whole[mutant.phrase], number)
            changed = replace(changed, phrasebook=book, seen={}, profiles={}, _unions={}, _sets={})
            asked = [rule for rule in changed.rules if mutant.kind != "alternative" or rule.id == mutant.owner]
            yield mutant, not any(failures(rule, changed) for rule in asked)


def _number(mutant: Mutant, builder: Builder) -> int | None:
    try:
        return None if mutant.rest is None else builder.add(mutant.rest)
    except PhraseError:  # only a mark is left, which no phrase is looked for by
        return None


def _without(rules: RuleSet, mutant: Mutant, old: int, new: int | None) -> RuleSet:
    def changed(patterns: Patterns) -> Patterns:
        return tuple(number for one in patterns if (number := new if one == old else one) is not None)

    def of_rule(rule: Rule) -> Rule:
        settings: dict[str, Any] = {
            key: changed(value) if isinstance(value, tuple) and value and isinstance(value[0], int) else value
            for key, value in rule.settings.items()
        }
        return rule._replace(
            find=changed(rule.find),
            within=tuple(one._replace(find=changed(one.find)) for one in rule.within),
            unless=changed(rule.unless),
            conditions=tuple(one._replace(when=changed(one.when)) for one in rule.conditions),
            adjust=tuple(one._replace(when=changed(one.when)) for one in rule.adjust),
            settings=settings,
        )

    if mutant.kind == "cue":
        cues = tuple(cue._replace(patterns=changed(cue.patterns)) if cue.kind == mutant.owner else cue for cue in rules.cues)
        return replace(rules, cues=cues)
    if mutant.kind == "mask":
        return replace(rules, masks=tuple(mask._replace(patterns=changed(mask.patterns)) for mask in rules.masks))
    return replace(rules, rules=tuple(of_rule(rule) if rule.id == mutant.owner else rule for rule in rules.rules))


def draw(everything: list[Mutant], count: int, seed: int) -> list[Mutant]:
    chance = random.Random(seed)  # noqa: S311 - nobody is to be surprised
    found: list[Mutant] = []
    for kind, share in (("alternative", 2), ("cue", 4), ("mask", 4)):
        of_kind = [mutant for mutant in everything if mutant.kind == kind]
        found += chance.sample(of_kind, min(len(of_kind), max(1, count // share)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("--all", action="store_true", help="every alternative, cue and mask; this takes long")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=600, help="stop after that long")
    options = parser.parse_args()
    rules = load_rules(Config(), examples=True)
    everything = list(mutants(rules))
    chosen = everything if options.all else draw(everything, options.count, options.seed)
    tried: Counter[str] = Counter()
    lived: Counter[str] = Counter()
    for mutant, survives in survivors(chosen, rules, time.monotonic() + options.seconds):
        tried[mutant.kind] += 1
        if survives:
            lived[mutant.kind] += 1
            print(mutant)
    for kind, number in tried.items():
        print(f"{kind}: {lived[kind]} of {number} noticed by no example ({100 * lived[kind] / number:.0f} %)")
    if tried.total() < len(chosen):
        print(f"stopped after {tried.total()} of {len(chosen)}")


if __name__ == "__main__":
    main()

"""Which alternatives of which phrases no example reaches: what nobody would miss if it were left out.

An alternative is a phrase, a choice in its [ ], or an optional step, there and left out. A word list is one alternative, and
so is a choice of more than a few entries, which is a word list written in place. An example reaches an alternative of

    any              when the phrase with that alternative alone is found in a sentence of the example
    unless           when it is found over words that the rule looks for
    other lists      when it is found in an example in which the rule has something to decide
    cues             when it is found in a sentence in which a rule has something to decide, of whatever rule
    masks            when it is found over words that the example's rule looks for
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from healthlint.rules import examples
from healthlint.rules.book import Builder
from healthlint.rules.examples import Outcome
from healthlint.rules.matcher import Match, View
from healthlint.rules.phrase import Part, Phrase, PhraseError, Step, Words, parse
from healthlint.rules.phrasebook import Phrasebook
from healthlint.rules.rule import Patterns, Rule, RuleSet

MOST = 8  # entries of a choice that count one by one


class Alternative(NamedTuple):
    """An alternative that no example reaches: whose it is, in which list and phrase, and what it is there."""

    owner: str
    list: str
    phrase: str
    what: str

    def __str__(self) -> str:
        return f"{self.owner}: {self.list}: {self.phrase!r}" + (f": {self.what}" if self.what else "")


_List = tuple[str, str]  # an owner and one of its lists
_Variant = tuple[int, str]  # the number of a phrase with one alternative only, and what that is


@dataclass(frozen=True, slots=True)
class Search:
    """All phrases with one alternative at a time, by the number of the whole phrase, and those that were reached so far."""

    rules: RuleSet
    variants: dict[int, list[_Variant]]
    book: Phrasebook
    shared: bool
    reached: set[tuple[_List, int]] = field(default_factory=set)


def unreached(rules: RuleSet, chosen: Iterable[Rule], *, shared: bool) -> list[Alternative]:
    """The alternatives of some rules, and if wanted of cues and masks, that no example reaches."""
    chosen = list(chosen)
    lists = dict(_lists(rules, chosen, shared=shared))
    builder = Builder(rules.lexicons)
    phrases = {number: parse(rules.phrasebook.patterns[number].text) for numbers in lists.values() for number in numbers}
    variants = {number: list(_variants(phrase, builder)) for number, phrase in phrases.items()}
    search = Search(rules, variants, builder.phrasebook(Counter(), frozenset(), frozenset(), frozenset()), shared)
    for rule in rules.rules if shared else chosen:
        groups = (rule.examples.bad, rule.examples.good, rule.examples.known_gaps, rule.examples.each)
        for example in (one for group in groups for one in group):
            _look(rule, examples.run(example.text, rule, rules), search)
    asked = [(key, number) for key, numbers in lists.items() for number in numbers]
    return [one for key, number in asked for one in _missing(key, phrases[number], variants[number], search)]


def _missing(key: _List, phrase: Phrase, variants: list[_Variant], search: Search) -> list[Alternative]:
    """The alternatives of a phrase that were not reached; the phrase alone when none was."""
    missing = [what for variant, what in variants if (key, variant) not in search.reached]
    return [Alternative(*key, phrase.text, what) for what in (missing if len(missing) < len(variants) else [""])]


def _lists(rules: RuleSet, chosen: list[Rule], *, shared: bool) -> Iterator[tuple[_List, Patterns]]:
    for rule in chosen:
        for name, patterns in _own(rule):
            yield (rule.id, name), patterns
    if shared:
        for cue in rules.cues:
            yield ("cues", cue.kind), cue.patterns
        yield ("cues", "masks"), tuple(number for mask in rules.masks for number in mask.patterns)


def _own(rule: Rule) -> Iterator[tuple[str, Patterns]]:
    yield "any", rule.find
    yield "unless", rule.unless
    for condition in rule.conditions:
        yield f"{'with' if condition.wanted else 'unless'}_{condition.within}", condition.when
    for number, adjust in enumerate(rule.adjust, 1):
        yield f"adjust {number}", adjust.when
    for name, value in rule.settings.items():
        if isinstance(value, tuple) and value and isinstance(value[0], int):
            yield name, value


# --- one alternative at a time ----------------------------------------------------------------------------------------


def _variants(phrase: Phrase, builder: Builder) -> Iterator[_Variant]:
    """The phrase once for each of its alternatives; the phrase itself where it has none."""
    found = False
    for at, step in enumerate(phrase.steps):
        for what, changed in _alone(step):
            steps = (*phrase.steps[:at], *changed, *phrase.steps[at + 1 :])
            first, last = phrase.reported
            gone = not changed
            reported = (first - (gone and at < first), last - (gone and at <= last))
            text = f"{phrase.text} {at} {what}"
            try:
                yield builder.add(phrase._replace(text=text, steps=steps, reported=reported)), what
            except PhraseError:  # nothing but a mark is left, which no phrase is looked for by
                continue
            found = True
    if not found:
        yield builder.add(phrase), ""


def _alone(step: Step) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """What may stand for a step when only one of its alternatives is left, and the words for that."""
    shown = " or ".join(_shown(choice) for choice in step.choices[:2]) + (" …" if len(step.choices) > 2 else "")  # noqa: PLR2004 - two of them name it
    if step.optional:
        yield f"without {shown}", ()
        yield f"with {shown}", (step._replace(optional=False),)
    if 1 < len(step.choices) <= MOST:
        for choice in step.choices:
            yield _shown(choice), (step._replace(choices=(choice,), optional=False),)


def _shown(choice: tuple[Part, ...]) -> str:
    return " ".join(
        part.text + (f"/{part.form}" if part.form else "")
        if isinstance(part, Words)
        else f"{{{part.name}{'.' if part.group else ''}{part.group}}}"
        for part in choice
    )


# --- what an example reaches ------------------------------------------------------------------------------------------


def _look(rule: Rule, outcome: Outcome, search: Search) -> None:
    reading = outcome.reading
    decided = {(verdict.passage.number, verdict.sentence) for verdict in outcome.verdicts}
    for spot in reading.spots:
        plain, masked = reading.view(spot), reading.masked(spot, rule.category)
        found = [match for number in rule.find for match in masked.find(number)]
        for name, patterns in _own(rule):
            if name == "any":
                _reach((rule.id, name), patterns, masked, None, search)
            elif name == "unless":
                _reach((rule.id, name), patterns, masked, found, search)
            elif decided or rule.kind != "claim":
                _reach((rule.id, name), patterns, plain, None, search)
        if search.shared:
            if decided:
                for cue in search.rules.cues:
                    _reach(("cues", cue.kind), cue.patterns, masked, None, search)
            _reach_masks(rule, plain, search)


def _reach_masks(rule: Rule, plain: View, search: Search) -> None:
    over = [match for number in rule.find for match in plain.find(number)]
    for mask in search.rules.masks:
        _reach(("cues", "masks"), mask.patterns, plain, over, search)


def _reach(key: _List, patterns: Patterns, view: View, over: list[Match] | None, search: Search) -> None:
    """Note the alternatives that are found in a sentence, over some of the matches where that is asked for."""
    if over == []:
        return
    for number in patterns:
        wanted = [variant for variant, _ in search.variants[number] if (key, variant) not in search.reached]
        if not wanted or not view.search(number):
            continue
        alone = View(view.tokens, search.book)
        for variant in wanted:
            found = alone.search(variant)
            if over is not None:
                found = [match for match in found if any(_overlap(match, other) for other in over)]
            if found:
                search.reached.add((key, variant))


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end

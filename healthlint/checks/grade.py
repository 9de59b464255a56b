"""Grade: how many years of school a page asks of its reader, by two formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from healthlint.checks import targets
from healthlint.checks.settings import number, patterns, text
from healthlint.checks.targets import Target, target
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.readability.formulas import Counts, Grades, confidence, grades
from healthlint.readability.plain import plain_word
from healthlint.readability.prose import Line, of_words, prose, total, words
from healthlint.readability.uses import terms
from healthlint.rules.rule import Rule, RuleSet

# words, sentences   how much prose there must be
# unavoidable        names that a page on its subject cannot do without
SETTINGS = {**targets.SETTINGS, "words": "number", "sentences": "number", "unavoidable": "phrases"}
_NAMED = 3  # unavoidable terms that a message names


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """One verdict, at the first sentence of prose; a silent one says what there is too little of."""
    lines = prose(reading).lines
    if not lines:
        yield from _nothing(rule, reading)
        return
    counts = total(lines)
    found = grades(counts)
    spot = lines[0].spot
    place = (spot.passage, spot.sentence, spot.passage.sentences[spot.sentence])
    if found is None or not enough(rule, counts):
        why = f"too little prose for a grade: {counts.sentences} sentences, {counts.words} words"
        yield Verdict(rule, *place, None, why, None)
        return
    wanted = target(rule, reading, profile.audience, strict=profile.strict)
    severity = wanted.severity(found, rule.severity)
    without = _without_names(rule, reading, lines, counts) if severity is not None else ""
    note = f": {figures(found)}; {wanted.advice(found)}; {trust(counts)}{without}"
    yield Verdict(worded(rule, wanted, found), *place, severity, None if severity is not None else "easy enough", None, note)


def worded(rule: Rule, wanted: Target, found: Grades) -> Rule:
    """The rule in the words for grades that pass, or for those that do not."""
    return rule._replace(message=text(rule, "nearly", rule.message)) if wanted.met(found) else rule


def enough(rule: Rule, counts: Counts) -> bool:
    """Whether there is as much prose as the rule asks for."""
    return counts.words >= number(rule, "words", 100) and counts.sentences >= number(rule, "sentences", 5)


def figures(found: Grades) -> str:
    return f"Flesch-Kincaid grade {found.fkgl:.1f} and SMOG grade {found.smog:.1f} (reading age about {found.age})"


def trust(counts: Counts) -> str:
    plural = "" if counts.sentences == 1 else "s"
    return f"confidence {confidence(counts.sentences)}: {counts.sentences} sentence{plural}"


def _nothing(rule: Rule, reading: Reading) -> Iterator[Verdict]:
    if reading.spots:
        spot = reading.spots[0]
        where = spot.passage.sentences[spot.sentence]
        yield Verdict(rule, spot.passage, spot.sentence, where, None, "no prose to count on this page", None)


@lru_cache(maxsize=1_000)  # the terms of a site come again and again
def _unavoidable(name: str, rules: RuleSet) -> Counts | None:
    """What a long name without a plain word counts; None for other names."""
    counts = of_words(words(name))
    return counts if counts.polysyllables and plain_word(name, rules) is None else None


def _without_names(rule: Rule, reading: Reading, lines: tuple[Line, ...], counts: Counts) -> str:
    """What the page would score if nobody had to read the long names it can't do without; those with a plain word it can."""
    asked = reading.rules.as_set(patterns(rule, "unavoidable"))
    prose = {line.spot.order for line in lines if line.hard}
    spots = [spot for spot in reading.holding(asked) if spot.order in prose]
    named = Counter(terms(asked, spots, reading))
    part = Counts(0, 0, 0, 0)
    for name in list(named):
        term = _unavoidable(name, reading.rules)
        if term is None:
            del named[name]
        else:
            part = part.plus(term.times(named[name]))
    found = grades(counts.less(part)) if named else None
    if found is None:
        return ""
    most = ", ".join(f"“{term}”" for term, _ in sorted(named.items(), key=lambda one: (-one[1], one[0]))[:_NAMED])
    return f"; without its unavoidable terms ({most}) {found.fkgl:.1f} and {found.smog:.1f}"

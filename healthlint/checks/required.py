"""Required: something that a page with certain claims must say somewhere, in words that count.

A sentence scores the weight of each group of signals that stands in it; it counts when the sum reaches `enough`. Look-alikes
take points away. The finding stands at the first claim that makes the requirement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.rule import Patterns, Rule
from healthlint.text.read import Passage

# needed_by      categories or ids of rules whose findings make the requirement; needed_words: or phrases that do
# also_words     phrases of which one must stand on the page too (the page is about a procedure, a medicine …)
# at_least       how many of them there must be; words: how long the page must be, counted in words of copy
# one, two       phrases that add one or two points to a sentence; minus: that take three away; enough: the points to reach
# fields         front-matter fields, any of which satisfies the requirement
SETTINGS = {
    "needed_by": "texts",
    "needed_words": "phrases",
    "also_words": "phrases",
    "at_least": "number",
    "words": "number",
    "one": "phrases",
    "directive": "phrases",
    "purpose": "phrases",
    "two": "phrases",
    "minus": "phrases",
    "enough": "number",
    "fields": "texts",
    "in_template": "text",
}
_COUNTED = ("body", "list", "quote", "table")
_LOOK_ALIKE = 1


class _Score(NamedTuple):
    points: int
    spot: Spot
    words: str


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """One verdict at the first claim that needs the statement, when no sentence of the page makes it."""
    if rule.settings.get("in_template") and profile.disclaimer_in_template:
        return
    place = _needed_at(rule, reading, claims)
    if place is None or _in_front_matter(rule, reading):
        return
    best = max(_scores(rule, reading), default=None, key=lambda score: score.points)
    passage, sentence, span = place
    if best is not None and best.points >= _number(rule, "enough", 1):
        yield Verdict(rule, passage, sentence, span, None, f"present: {best.words}", None)
        return
    note = ""
    if best is not None and best.points >= _LOOK_ALIKE:
        note = f"; the nearest on the page does not count: “{best.words}”"
    yield Verdict(rule, passage, sentence, span, rule.severity, None, None, note)


def _needed_at(rule: Rule, reading: Reading, claims: tuple[Verdict, ...]) -> tuple[Passage, int, Span] | None:
    if reading.words < _number(rule, "words", 0):
        return None
    also = _patterns(rule, "also_words")
    if also and reading.present(also, reading.copy) is None:
        return None
    places = [
        (verdict.passage, verdict.sentence, verdict.span)
        for verdict in claims
        if verdict.severity is not None and _names(_texts(rule, "needed_by"), verdict.rule)
    ]
    for spot in reading.copy:
        found = reading.present(_patterns(rule, "needed_words"), [spot])
        if found is not None:
            passage = reading.passage(spot)
            tokens, offset = reading.view(spot).tokens, passage.sentences[spot.sentence].start
            span = Span(tokens.starts[found[1].start] + offset, tokens.ends[found[1].end - 1] + offset)
            places.append((passage, spot.sentence, span))
    if not _texts(rule, "needed_by") and not _patterns(rule, "needed_words"):
        return _first_sentence(reading)
    places.sort(key=lambda place: (place[0].number, place[1], place[2]))
    sentences = {(passage.number, sentence) for passage, sentence, _ in places}
    return places[0] if places and len(sentences) >= _number(rule, "at_least", 1) else None


def _first_sentence(reading: Reading) -> tuple[Passage, int, Span] | None:
    for spot in reading.copy:
        passage = reading.passage(spot)
        return passage, spot.sentence, passage.sentences[spot.sentence]
    return None


def _scores(rule: Rule, reading: Reading) -> Iterator[_Score]:
    groups = [(_patterns(rule, key), weight) for key, weight in (("one", 1), ("directive", 1), ("purpose", 1), ("two", 2), ("minus", -3))]
    for spot in reading.copy:
        if reading.passage(spot).zone not in _COUNTED:
            continue
        points = sum(weight for patterns, weight in groups if patterns and reading.present(patterns, [spot]) is not None)
        if points:
            start, end = reading.passage(spot).sentences[spot.sentence]
            yield _Score(points, spot, " ".join(reading.passage(spot).normal.text[start:end].split()))


def _names(names: tuple[str, ...], rule: Rule) -> bool:
    return rule.id in names or rule.category in names


def _in_front_matter(rule: Rule, reading: Reading) -> bool:
    return any(reading.text.document.front_matter.get(name) for name in _texts(rule, "fields"))


def _patterns(rule: Rule, key: str) -> Patterns:
    return cast("Patterns", rule.settings.get(key, ()))


def _texts(rule: Rule, key: str) -> tuple[str, ...]:
    return cast("tuple[str, ...]", rule.settings.get(key, ()))


def _number(rule: Rule, key: str, default: int) -> int:
    return cast("int", rule.settings.get(key, default))

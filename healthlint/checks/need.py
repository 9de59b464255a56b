"""Need: the claims of a page that call for a statement, and the first of them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from healthlint.checks.settings import number, patterns, text, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.scope import decide
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.rules.matcher import Match
from healthlint.rules.rule import Patterns, Rule, RuleSet
from healthlint.text.read import Passage

SETTINGS = {
    "needed_words": "phrases",  # claims that need it; judged by the rule's mode, hedge and agent
    "needed_by": "texts",  # categories or ids of rules whose findings need it too
    "at_least": "number",  # how many sentences with such claims there must be
    "always": "text",  # "yes": a page needs it even without a claim, and the finding then stands at the first sentence
    "about": "phrases",  # one of these must stand on the page as well
    "not_on": "phrases",  # a page with one of these needs no statement
    "words": "number",  # how many words of copy a page must have
}


class Place(NamedTuple):
    passage: Passage
    sentence: int
    span: Span


def needed_at(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], *, any_length: bool = False) -> Place | None:
    """The first claim that needs the statement; None when the page needs none.

    With `any_length` one claim on a page of any length is enough.
    """
    if reading.words < number(rule, "words", 0) and not any_length:
        return None
    about = patterns(rule, "about")
    if about and reading.anywhere(about) is None:
        return None
    if reading.anywhere(patterns(rule, "not_on")) is not None:
        return None
    words, names = patterns(rule, "needed_words"), texts(rule, "needed_by")
    if not words and not names:
        return first_sentence(reading)
    least = 1 if any_length else number(rule, "at_least", 1)
    own = list(_own(rule, reading, least))
    named = _named(names, claims, reading.rules)
    # The rule's own words come first, so that a finding stays where it is when other rules come and go.
    sentences = {(place.passage.number, place.sentence) for place in own + named}
    if len(sentences) >= max(least, 1):
        return (own + named)[0]
    return first_sentence(reading) if text(rule, "always") == "yes" else None


def last_claim(rule: Rule, reading: Reading, claims: tuple[Verdict, ...]) -> int | None:
    """The order of the last sentence with a claim that needs the statement; None when there is none."""
    named = _named(texts(rule, "needed_by"), claims, reading.rules)
    last = max((reading.first(place.passage) + place.sentence for place in named), default=None)
    words = patterns(rule, "needed_words")
    for spot in reversed(reading.holding(words)):
        if last is not None and spot.order <= last:
            break
        if spot.is_copy and _claim(rule, words, spot, reading) is not None:
            return spot.order
    return last


def first_sentence(reading: Reading) -> Place | None:
    """The page's first sentence of body text, else its first sentence."""
    spots = reading.copy
    spot = next((spot for spot in spots if spot.passage.zone == "body"), next(iter(spots), None))
    if spot is None:
        return None
    passage = spot.passage
    return Place(passage, spot.sentence, passage.sentences[spot.sentence])


@lru_cache(maxsize=32)  # of the last page, because one rule after the other asks
def _own(rule: Rule, reading: Reading, least: int) -> tuple[Place, ...]:
    """The first `least` sentences with claims that need the statement."""
    words = patterns(rule, "needed_words")
    found: list[Place] = []
    for spot in reading.holding(words):
        match = _claim(rule, words, spot, reading) if spot.is_copy else None
        if match is not None:
            found.append(place_of(spot, match, reading))
            if len(found) >= least:
                break
    return tuple(found)


def place_of(spot: Spot, match: Match, reading: Reading) -> Place:
    """Where a match stands: its passage, its sentence and its words."""
    offset = spot.passage.sentences[spot.sentence].start
    start, end = reading.view(spot).tokens.span(match.shown_start, match.shown_end)
    return Place(spot.passage, spot.sentence, Span(start + offset, end + offset))


def _claim(rule: Rule, words: Patterns, spot: Spot, reading: Reading) -> Match | None:
    """The first of the sentence's claims that is not denied, asked, or said of something else."""
    if reading.present(words, [spot]) is None:
        return None
    view = reading.masked(spot, rule.category)
    possible = reading.possible(words, spot)
    matches = sorted({match for number in possible for match in view.search(number)}, key=_longest_first)
    return next((match for match in matches if decide(rule, match, spot, reading).severity is not None), None)


def _named(names: tuple[str, ...], claims: tuple[Verdict, ...], rules: RuleSet) -> list[Place]:
    if not names:
        return []
    ids = _ids(names, rules)
    return [Place(*claim[1:4]) for claim in claims if claim.severity is not None and claim.rule.id in ids]


def _longest_first(match: Match) -> tuple[int, int]:
    return match.start, -match.end


@lru_cache(maxsize=256)
def _ids(names: tuple[str, ...], rules: RuleSet) -> frozenset[str]:
    """The ids of the rules that are named, or whose categories are."""
    return frozenset(rule.id for rule in rules.rules if rule.id in names or rule.category in names)

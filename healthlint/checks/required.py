"""Required: something that a page with certain claims must say somewhere, in words that count.

A sentence makes the statement when its points reach `enough`; the words of a look-alike take points away. The finding stands at
the first claim that needs the statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from healthlint.judge.reading import Reading, Spot
from healthlint.judge.scope import decide
from healthlint.judge.verdict import Verdict, lower
from healthlint.model import Severity, Span
from healthlint.profile import Profile
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Patterns, Rule
from healthlint.text.read import Passage

SETTINGS = {
    # When a page needs the statement.
    "needed_words": "phrases",  # claims that need it; judged by the rule's mode, hedge and agent
    "needed_by": "texts",  # categories or ids of rules whose findings need it too
    "at_least": "number",  # how many sentences with such claims there must be
    "about": "phrases",  # one of these must stand on the page as well
    "not_on": "phrases",  # a page with one of these needs no statement
    "words": "number",  # how many words of copy a page must have
    # What makes it: a sentence of one of the rule's zones.
    "says": "phrases",  # says it outright: two points
    "denies": "phrases",  # says it by denying something ("not suitable for"): two points, whatever `asserted` says
    "act": "phrases",  # what is asked of the reader: one point
    "mood": "phrases",  # that it is asked: one point, beside an act only
    "look_alike": "phrases",  # takes three points away, unless it stands inside a longer phrase of `says`
    "enough": "number",
    "half": "phrases",  # says it in general: the finding stays, one level lower
    "under": "phrases",  # says it below a heading, or in a list below a line, with a phrase of `half`: two points
    "asserted": "text",  # "yes": a sentence that denies or asks what it says does not count
    "everywhere": "text",  # "yes": what surrounds the copy counts as well (bylines, footers)
    "fields": "texts",  # front-matter fields, any of which will do
    "in_template": "text",  # "yes": a site whose template holds the statements needs none
}
_OUTRIGHT, _PART, _LOOK_ALIKE = 2, 1, -3
_SECTION = 30  # sentences over which a heading is looked for
_DENIALS = ("negation", "question", "doubt")


class _Place(NamedTuple):
    passage: Passage
    sentence: int
    span: Span


class _Said(NamedTuple):
    """What a page says towards the requirement: the points of its best sentence, that sentence, and a general mention."""

    points: int
    words: str
    half: str


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """One verdict at the first claim that needs the statement; silent when a sentence of the page makes it."""
    if (rule.settings.get("in_template") and profile.disclaimer_in_template) or _in_front_matter(rule, reading):
        return
    place = _needed_at(rule, reading, claims)
    if place is None:
        return
    said = _said(rule, reading)
    if said.points >= _number(rule, "enough", _OUTRIGHT):
        yield Verdict(rule, *place, None, f"present: {said.words}", None)
        return
    note = f"; the nearest on the page does not count: “{said.words}”" if said.words else ""
    severity: Severity | None = rule.severity
    lowered = None
    if said.half:
        severity, lowered = lower(rule.severity), f"only in general: {said.half}"
    yield Verdict(rule, *place, severity, None if severity else lowered, lowered if severity else None, note)


# --- is it needed? ----------------------------------------------------------------------------------------------------


def _needed_at(rule: Rule, reading: Reading, claims: tuple[Verdict, ...]) -> _Place | None:
    if reading.words < _number(rule, "words", 0):
        return None
    about = _patterns(rule, "about")
    if about and reading.anywhere(about) is None:
        return None
    if reading.anywhere(_patterns(rule, "not_on")) is not None:
        return None
    words, names = _patterns(rule, "needed_words"), _texts(rule, "needed_by")
    if not words and not names:
        return _first_sentence(reading)
    least = _number(rule, "at_least", 1)
    own = _own(rule, words, reading, least)
    named = [_Place(*claim[1:4]) for claim in claims if claim.severity is not None and _names(names, claim.rule)]
    # The rule's own words come first, so that a finding stays where it is when other rules come and go.
    sentences = {(place.passage.number, place.sentence) for place in own + named}
    return (own + named)[0] if len(sentences) >= max(least, 1) else None


def _own(rule: Rule, patterns: Patterns, reading: Reading, least: int) -> list[_Place]:
    """The first `least` sentences with claims that need the statement."""
    found: list[_Place] = []
    for spot in reading.holding(patterns):
        match = _claim(rule, patterns, spot, reading) if spot.is_copy else None
        if match is not None:
            passage, tokens = spot.passage, reading.view(spot).tokens
            offset = passage.sentences[spot.sentence].start
            start, end = tokens.span(match.shown_start, match.shown_end)
            span = Span(start + offset, end + offset)
            found.append(_Place(passage, spot.sentence, span))
            if len(found) >= least:
                break
    return found


def _claim(rule: Rule, patterns: Patterns, spot: Spot, reading: Reading) -> Match | None:
    """The first of the sentence's claims that is not denied, asked, or said of something else."""
    if reading.present(patterns, [spot]) is None:
        return None
    view = reading.masked(spot, rule.category)
    matches = sorted({match for number in patterns for match in view.find(number)}, key=_longest_first)
    return next((match for match in matches if decide(rule, match, spot, reading).severity is not None), None)


def _longest_first(match: Match) -> tuple[int, int]:
    return match.start, -match.end


def _first_sentence(reading: Reading) -> _Place | None:
    """The page's first sentence of body text, else its first sentence."""
    spots = reading.copy
    spot = next((spot for spot in spots if spot.passage.zone == "body"), next(iter(spots), None))
    if spot is None:
        return None
    passage = spot.passage
    return _Place(passage, spot.sentence, passage.sentences[spot.sentence])


# --- is it said? ------------------------------------------------------------------------------------------------------


def _said(rule: Rule, reading: Reading) -> _Said:
    """The best of the page's sentences; the search ends at the first that is good enough."""
    enough = _number(rule, "enough", _OUTRIGHT)
    everywhere = bool(rule.settings.get("everywhere"))
    any_of = reading.rules.union(rule.id, [_patterns(rule, key) for key in ("says", "denies", "act", "half", "under")])
    best, words, half = 0, "", ""
    for spot in reading.holding(any_of):
        if spot.passage.zone not in rule.zones and not everywhere:
            continue
        if not half and _asserted(rule, "half", spot, reading) and not _looks_alike(rule, reading.view(spot), []):
            half = _sentence(spot)
        if not _outright(rule, spot, reading) and reading.present(_patterns(rule, "act"), [spot]) is None:
            continue
        points = _points(rule, spot, reading)
        if points > best or not words:
            best, words = max(points, best), _sentence(spot)
        if points >= enough:
            break
    return _Said(best, words, half)


def _points(rule: Rule, spot: Spot, reading: Reading) -> int:
    view = reading.view(spot)
    if view.tokens.text.rstrip("\"') ").endswith("?"):
        return 0
    says = _outright(rule, spot, reading)
    points = _OUTRIGHT if says else 0
    points += sum(_PART for key in ("act", "mood") if view.any(_patterns(rule, key)) is not None)
    return points + (_LOOK_ALIKE if _looks_alike(rule, view, says) else 0)


def _outright(rule: Rule, spot: Spot, reading: Reading) -> list[Match]:
    found = _asserted(rule, "says", spot, reading)
    if not found and "under" in rule.settings and _is_under_half(rule, spot, reading):
        found = _asserted(rule, "under", spot, reading)
    denies = _patterns(rule, "denies")
    if reading.present(denies, [spot]) is not None:
        found += [match for number in denies for match in reading.view(spot).find(number)]
    return found


def _is_under_half(rule: Rule, spot: Spot, reading: Reading) -> bool:
    """Whether the line that opens the sentence's list, or the heading over it, says it in general."""
    opener = reading.opener(spot)
    before = reading.spots[max(spot.order - _SECTION, 0) : spot.order]
    heading = next((one for one in reversed(before) if one.passage.zone == "heading"), None)
    above = [one for one in (opener, heading) if one is not None]
    return reading.present(_patterns(rule, "half"), above) is not None


def _looks_alike(rule: Rule, view: View, says: list[Match]) -> bool:
    """Whether words of a look-alike stand anywhere but inside a longer phrase that says it."""
    return any(
        not any(said.start <= match.start and match.end <= said.end for said in says)
        for number in _patterns(rule, "look_alike")
        for match in view.find(number)
    )


def _asserted(rule: Rule, key: str, spot: Spot, reading: Reading) -> list[Match]:
    """The places in a sentence that say it; where the rule asks for that, only those that nothing denies."""
    patterns = _patterns(rule, key)
    if reading.present(patterns, [spot]) is None:
        return []
    view = reading.view(spot)
    matches = [match for number in patterns for match in view.find(number)]
    if not rule.settings.get("asserted"):
        return matches
    return [match for match in matches if not (decide(rule, match, spot, reading).decided_by or "").startswith(_DENIALS)]


def _sentence(spot: Spot) -> str:
    start, end = spot.passage.sentences[spot.sentence]
    return " ".join(spot.passage.normal.text[start:end].split())


# --- settings ---------------------------------------------------------------------------------------------------------


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

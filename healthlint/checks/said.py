"""Said: which sentences of a page make a statement, which only look as if they did, and why those do not count.

A sentence makes the statement when its points reach `enough` and it stands where copy is read. The words of a look-alike take
points away, so that a sentence is never counted for what it sells, tells or denies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from healthlint.checks.settings import named, number, patterns, text, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.scope import decide
from healthlint.profile import Profile
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Rule

SETTINGS = {
    "says": "phrases",  # says it outright: two points
    "codes": "texts",  # the letters at the head of a number that says it (MED0001234567): two points
    "denies": "phrases",  # says it by denying something ("not suitable for"): two points, whatever `asserted` says
    "asks": "phrases",  # says it in the form of a question: two points
    "answers": "phrases",  # says it to a question right before it: two points
    "act": "phrases",  # what is asked of the reader: one point
    "mood": "phrases",  # that it is asked: one point, beside an act only
    "purpose": "phrases",  # when or what for: one point, beside an act only
    "own_clinic": "phrases",  # says it of the seller's own people: two points, where the configuration lets those count
    "look_alike": "named",  # by the reason why they do not count: three points less, unless inside a longer phrase of `says`
    "near": "named",  # by the reason why they do not count: sentences that are worth naming, and give no points
    "enough": "number",
    "half": "phrases",  # says it in general: the finding stays, one level lower
    "under": "phrases",  # says it below a heading, or in a list below a line, with a phrase of `half`: two points
    "asserted": "text",  # "yes": a sentence that denies or asks what it says does not count
    "everywhere": "text",  # "yes": what surrounds the copy counts as well (bylines, footers)
}
OUTRIGHT, PART, LOOK_ALIKE = 2, 1, -3
_OUTRIGHT_KEYS = ("says", "denies", "asks", "answers", "own_clinic")
_SECTION = 30  # sentences over which a heading is looked for
_DENIALS = ("negation", "question", "doubt")
_BRAND_REACH = 5  # words between a professional and the brand that makes him the seller's own
_BEHIND = frozenset(("alt text", "image title", "link title", "title text"))  # shown to few readers, and to them by chance
_WHERE = {
    "heading": "it stands only in a heading",
    "title": "it stands only in a title",
    "caption": "it stands only behind a picture or in its caption",
    "field": "it stands only in the page's settings",
    "boilerplate": "it stands only in what surrounds the copy",
    "references": "it stands only among the sources",
}


class Point(NamedTuple):
    """What a cue gave or took: the points, the cue's words, and what it is."""

    points: int
    words: str
    what: str


class Scored(NamedTuple):
    """A sentence that makes the statement or looks like it: its points, and what gave and took them.

    reason     why its words do not make the statement, "" when they do
    misplaced  why nobody looks for the statement where it stands, "" for a place that is read
    """

    spot: Spot
    points: tuple[Point, ...]
    reason: str
    misplaced: str

    @property
    def total(self) -> int:
        return sum(point.points for point in self.points)

    @property
    def gained(self) -> int:
        return sum(point.points for point in self.points if point.points > 0)


class _Kept:
    """What an iterator gives, as far as somebody asked, kept for the next who asks."""

    def __init__(self, source: Iterator[Scored]) -> None:
        self._source = source
        self._found: list[Scored] = []

    def __iter__(self) -> Iterator[Scored]:
        for at in count():
            if at == len(self._found):
                following = next(self._source, None)
                if following is None:
                    return
                self._found.append(following)
            yield self._found[at]


@lru_cache(maxsize=32)  # of the last page or two, because one rule after the other asks for the same statements
def scores(rule: Rule, reading: Reading, profile: Profile) -> Iterable[Scored]:
    """Every sentence of a page that makes the statement or looks like it, as they stand; looked for as they are asked for."""
    return _Kept(_scores(rule, reading, profile))


def _scores(rule: Rule, reading: Reading, profile: Profile) -> Iterator[Scored]:
    lists = [patterns(rule, key) for key in (*_OUTRIGHT_KEYS, "act", "under")]
    lists += [phrases for _, phrases in named(rule, "near")]
    spots = reading.copy if "codes" in rule.settings else reading.holding(reading.rules.union(f"{rule.id} {rule.title}", lists))
    for spot in spots:
        scored = _score(rule, spot, reading, profile)
        if scored is not None:
            yield scored


def counts(scored: Scored) -> bool:
    """Whether the sentence makes the statement."""
    return not scored.reason and not scored.misplaced


def in_general(rule: Rule, reading: Reading) -> str:
    """The first sentence that says it in general, "" if there is none."""
    for spot in reading.holding(patterns(rule, "half")):
        if _misplaced(rule, spot):
            continue
        if _asserted(rule, "half", spot, reading) and not _looks_alike(rule, spot, reading, []):
            return sentence(spot)
    return ""


def sentence(spot: Spot) -> str:
    """The words of a sentence, on one line."""
    start, end = spot.passage.sentences[spot.sentence]
    return " ".join(spot.passage.normal.text[start:end].split())


# --- one sentence -----------------------------------------------------------------------------------------------------


def _score(rule: Rule, spot: Spot, reading: Reading, profile: Profile) -> Scored | None:
    said, denied = _outright(rule, spot, reading, profile)
    acts = [] if _is_question(spot) else reading.find(patterns(rule, "act"), spot)
    near = _named(rule, "near", spot, reading)
    codes = [Point(OUTRIGHT, code, "a number that says it") for code in _codes(rule, spot)]
    if not (said or denied or acts or near or codes):
        return None
    view = reading.view(spot)
    points = [Point(OUTRIGHT, _words(view, said[0]), "says it")] if said else []
    points += codes
    if acts:
        points.append(Point(PART, _words(view, acts[0]), "what to do"))
        points += [
            Point(PART, _words(view, found[0]), what)
            for key, what in (("mood", "asked of the reader"), ("purpose", "when or what for"))
            if (found := reading.find(patterns(rule, key), spot))
        ]
    taken = _looks_alike(rule, spot, reading, said)
    brand = _of_brand(profile.site_brand, view, [*said, *acts])
    if brand:
        taken.append(Point(LOOK_ALIKE, brand, "the site's own people"))
    enough = sum(point.points for point in (*points, *taken)) >= number(rule, "enough", OUTRIGHT)
    reason = "" if enough else _reason(spot, taken, near or denied)
    return Scored(spot, (*points, *taken), reason, _misplaced(rule, spot))


def _reason(spot: Spot, taken: list[Point], near: str) -> str:
    """Why the words of a sentence do not count."""
    if taken:
        return f"{taken[0].what} (“{taken[0].words}”)"
    if near:
        return near
    return "question" if _is_question(spot) else "nobody is asked to do it"


def _outright(rule: Rule, spot: Spot, reading: Reading, profile: Profile) -> tuple[list[Match], str]:
    """Where a sentence says it outright; or else, why what it says does not count."""
    found = reading.find(patterns(rule, "asks"), spot)
    if _is_question(spot):
        return found, ""
    denied = ""
    says = _asserted(rule, "says", spot, reading)
    if not says and text(rule, "asserted") and reading.find(patterns(rule, "says"), spot):
        denied = "denied or doubted"
    if not says and "under" in rule.settings and _is_under_half(rule, spot, reading):
        says = _asserted(rule, "under", spot, reading)
    found += says
    found += reading.find(patterns(rule, "denies"), spot)
    before = reading.before(spot)
    if before is not None and _is_question(before):
        found += reading.find(patterns(rule, "answers"), spot)
    if profile.own_clinic_counts and profile.content_type == "clinic":
        found += reading.find(patterns(rule, "own_clinic"), spot)
    return found, denied


def _codes(rule: Rule, spot: Spot) -> list[str]:
    """The numbers of a sentence that have one of the heads that the rule names."""
    heads = texts(rule, "codes")
    if not heads:
        return []
    return [word for word in spot.seen.tokens.words for head in heads if word.startswith(head) and word[len(head) :].isdigit()]


def _is_question(spot: Spot) -> bool:
    return spot.seen.tokens.text.rstrip("\"') ").endswith("?")


def _is_under_half(rule: Rule, spot: Spot, reading: Reading) -> bool:
    """Whether the line that opens the sentence's list, or the heading over it, says it in general."""
    opener = reading.opener(spot)
    before = reading.spots[max(spot.order - _SECTION, 0) : spot.order]
    heading = next((one for one in reversed(before) if one.passage.zone == "heading"), None)
    above = [one for one in (opener, heading) if one is not None]
    return reading.present(patterns(rule, "half"), above) is not None


def _asserted(rule: Rule, key: str, spot: Spot, reading: Reading) -> list[Match]:
    """The places in a sentence that say it; where the rule asks for that, only those that nothing denies."""
    matches = reading.find(patterns(rule, key), spot)
    if not rule.settings.get("asserted"):
        return matches
    return [match for match in matches if not (decide(rule, match, spot, reading).decided_by or "").startswith(_DENIALS)]


# --- why it does not count --------------------------------------------------------------------------------------------


def _looks_alike(rule: Rule, spot: Spot, reading: Reading, said: list[Match]) -> list[Point]:
    """The look-alikes of a sentence, but for those inside a longer phrase that says it."""
    found = []
    for reason, phrases in named(rule, "look_alike"):
        alike = reading.find(phrases, spot)
        match = next((match for match in alike if not any(_inside(match, one) for one in said)), None)
        if match is not None:
            found.append(Point(LOOK_ALIKE, _words(reading.view(spot), match), reason))
    return found


def _named(rule: Rule, key: str, spot: Spot, reading: Reading) -> str:
    """The reason of the first of the named lists of which a phrase stands in the sentence, and the words."""
    for reason, phrases in named(rule, key):
        if found := reading.find(phrases, spot):
            return f"{reason} (“{_words(reading.view(spot), found[0])}”)"
    return ""


def _misplaced(rule: Rule, spot: Spot) -> str:
    """Why nobody looks for a statement there; "" for a place that is read."""
    zone = spot.passage.zone
    if spot.passage.block.hidden:
        return "it stands only in copy that is hidden from readers"
    if rule.settings.get("everywhere"):
        return ""
    if zone not in rule.zones:
        return _WHERE.get(zone, f"it stands only in a {zone}")
    if spot.passage.block.part in _BEHIND:
        return _WHERE["caption"]
    return "it stands only in a link" if is_link(spot) else ""


def is_link(spot: Spot) -> bool:
    """Whether the whole sentence is the text of a link."""
    passage = spot.passage
    if not passage.block.links:
        return False
    start, end = passage.normal.source(passage.sentences[spot.sentence])
    return any(link.span.start <= start and end <= link.span.end + 1 for link in passage.block.links)  # a stop may follow


def _of_brand(brand: str, view: View, matches: list[Match]) -> str:
    """The site's own brand where it stands in or close behind one of the matches; "" elsewhere."""
    if not brand:
        return ""
    wanted = brand.lower().split()
    words = view.tokens.words
    for match in matches:
        last = min(match.end + _BRAND_REACH, len(words))
        if any(words[at : at + len(wanted)] == wanted for at in range(match.start, last)):
            return brand
    return ""


def _inside(inner: Match, outer: Match) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _words(view: View, match: Match) -> str:
    return view.words(match.start, match.end)

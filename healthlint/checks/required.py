"""Required: something that a page with certain claims must say somewhere, in words that count.

The finding stands at the first claim that needs the statement, and names what on the page comes nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks import need, said
from healthlint.checks.need import Place, needed_at
from healthlint.checks.said import Scored, counts, in_general, scores, sentence
from healthlint.checks.settings import number, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Other, Verdict, lower
from healthlint.model import Severity
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

SETTINGS = {
    **need.SETTINGS,
    **said.SETTINGS,
    "fields": "texts",  # front-matter fields, any of which will do
    "in_template": "text",  # "yes": a site whose template holds the statements needs none
}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """One verdict at the first claim that needs the statement; silent when a sentence of the page makes it."""
    if elsewhere(rule, reading, profile):
        return
    place = needed_at(rule, reading, claims)
    if place is not None:
        yield judged(rule, place, reading, profile)


def judged(rule: Rule, place: Place, reading: Reading, profile: Profile) -> Verdict:
    """The verdict on a page that needs the statement."""
    nearest: Scored | None = None
    for scored in scores(rule, reading, profile):
        if counts(scored):
            return Verdict(rule, *place, None, f"present: {sentence(scored.spot)}", None)
        if nearest is None or scored.gained > nearest.gained:
            nearest = scored
    note = (
        f"; the nearest on the page does not count: “{sentence(nearest.spot)}” ({nearest.reason or nearest.misplaced})"
        if nearest
        else ""
    )
    others = (_other(nearest.spot),) if nearest else ()
    half = in_general(rule, reading)
    if not half:
        return Verdict(rule, *place, rule.severity, None, None, note, related=others)
    severity: Severity | None = lower(rule.severity)
    reason = f"only in general: {half}"
    return Verdict(rule, *place, severity, None if severity else reason, reason if severity else None, note, related=others)


def _other(spot: Spot) -> Other:
    return Other(spot.passage, spot.passage.sentences[spot.sentence], "the nearest, which does not count")


def elsewhere(rule: Rule, reading: Reading, profile: Profile) -> bool:
    """Whether the statement is made where this page is not: in the site's template, or in front matter."""
    if rule.settings.get("in_template") and profile.disclaimer_in_template:
        return True
    return any(reading.text.document.front_matter.get(name) for name in texts(rule, "fields"))


def explained(rule: Rule, reading: Reading, profile: Profile) -> Iterator[Verdict]:
    """A silent verdict on each sentence that makes the statement or looks like it, which tells its points."""
    enough = number(rule, "enough", said.OUTRIGHT)
    for scored in scores(rule, reading, profile):
        spot = scored.spot
        shown = ", ".join(f"{point.points:+d} “{point.words}” ({point.what})" for point in scored.points)
        note = f"scores {scored.total} of the {enough} points it takes" + (f": {shown}" if shown else "")
        note += "" if counts(scored) else f"; does not count: {scored.reason or scored.misplaced}"
        span = spot.passage.sentences[spot.sentence]
        yield Verdict(rule, spot.passage, spot.sentence, span, None, None, None, note)

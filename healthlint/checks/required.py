"""Required: something that a page with certain claims must say somewhere, in words that count.

The finding stands at the first claim that needs the statement, and names what on the page comes nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks import need, said
from healthlint.checks.need import Place, needed_at
from healthlint.checks.said import Scored, counts, in_general, scores, sentence
from healthlint.checks.settings import number, patterns, text, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Other, Verdict, higher, lower
from healthlint.model import Severity
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

SETTINGS = {
    **need.SETTINGS,
    **said.SETTINGS,
    "fields": "texts",  # front-matter fields, any of which will do
    "in_template": "text",  # "yes": a site whose template holds the statements needs none
    "raised_by": "texts",  # ids of rules whose findings raise the level by one
    "typical": "phrases",  # what is typical: must be said too where a finding raises the level, under a law of `typical_in`
    "typical_in": "texts",
    "shield": "text",  # "yes": a page with errors is told that the statement does not mend them
}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """One verdict at the first claim that needs the statement; silent when a sentence of the page makes it."""
    if elsewhere(rule, reading, profile):
        return
    place = needed_at(rule, reading, claims)
    if place is not None:
        yield judged(rule, place, reading, profile, claims)
    if text(rule, "shield") == "yes" and any(claim.severity == "error" for claim in claims):
        yield from _shield(rule, reading, profile)


def judged(rule: Rule, place: Place, reading: Reading, profile: Profile, claims: tuple[Verdict, ...]) -> Verdict:
    """The verdict on a page that needs the statement."""
    nearest: Scored | None = None
    raised = any(claim.severity is not None and claim.rule.id in texts(rule, "raised_by") for claim in claims)
    if raised:
        rule = rule._replace(severity=higher(rule.severity))
    atypical = raised and _lacks_typical(rule, reading, profile)
    for scored in scores(rule, reading, profile):
        if counts(scored):
            if atypical:
                note = f"; “{sentence(scored.spot)}” does not say what is typical, and a story needs that"
                return Verdict(rule, *place, rule.severity, None, None, note, related=(_other(scored.spot),))
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


def _lacks_typical(rule: Rule, reading: Reading, profile: Profile) -> bool:
    """Whether a law of the profile wants to hear what is typical, and the page does not say it."""
    if set(texts(rule, "typical_in")).isdisjoint(profile.jurisdictions):
        return False
    return reading.anywhere(patterns(rule, "typical")) is None


def _shield(rule: Rule, reading: Reading, profile: Profile) -> Iterator[Verdict]:
    """A verdict at the first sentence that makes the statement on a page with errors."""
    spot = next((scored.spot for scored in scores(rule, reading, profile) if counts(scored)), None)
    if spot is not None:
        told = rule._replace(message="“{match}” does not make the claims on this page acceptable")
        yield Verdict(told, spot.passage, spot.sentence, spot.passage.sentences[spot.sentence], "info", None, None)


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

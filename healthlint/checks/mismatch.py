"""Mismatch: a page that was declared to sell nothing and sells."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.settings import patterns, text, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.scope import decide
from healthlint.judge.verdict import Verdict
from healthlint.model import CONTENT_TYPES, Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule
from healthlint.text.tokens import words

SETTINGS = {
    "linted_as": "text",  # the kind of copy that the page is judged as instead
    "sells": "phrases",  # what only a seller says; the site's own brand and an owner who sells count as well
    "benefits": "texts",  # categories or ids of rules: one of them must speak on the page once it is judged so
}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """One verdict at the first words that sell, else at the first claim.

    `claims` are those of the page as the kind of copy as which it is then judged.
    """
    names = texts(rule, "benefits")
    benefit = next((one for one in claims if one.severity is not None and {one.rule.id, one.rule.category} & {*names}), None)
    if benefit is None:
        return
    found = _sale(rule, reading) or _brand(rule, reading, profile.site_brand)
    if found is None and profile.site_owner_is_seller:
        found = Verdict(rule, *benefit[1:4], rule.severity, None, None)
    if found is not None:
        about = " ".join(benefit.passage.normal.text[benefit.span.start : benefit.span.end].split())
        yield found._replace(note=f", beside a claim of benefit, “{about}”: judged as {linted_as(rule)} copy")


def problems(rule: Rule) -> Iterator[str]:
    """What is wrong with the rule's settings."""
    if linted_as(rule) not in CONTENT_TYPES or linted_as(rule) in rule.content_types:
        yield f"'linted_as' must be a kind of copy that the rule is not about, one of {', '.join(CONTENT_TYPES)}"


def linted_as(rule: Rule) -> str:
    """The kind of copy as which a page that sells is judged."""
    return text(rule, "linted_as")


def _sale(rule: Rule, reading: Reading) -> Verdict | None:
    asked = patterns(rule, "sells")
    for spot in reading.holding(reading.rules.as_set(asked)):
        if spot.passage.zone == "references":
            continue
        view = reading.masked(spot, rule.category)
        for match in sorted({match for number in reading.possible(asked, spot) for match in view.search(number)}):
            if decide(rule, match, spot, reading).severity is not None:
                return _verdict(rule, spot, Span(*view.tokens.span(match.shown_start, match.shown_end)))
    return None


def _brand(rule: Rule, reading: Reading, brand: str) -> Verdict | None:
    wanted = words(brand.lower())
    for spot in reading.copy if wanted else ():
        tokens = reading.view(spot).tokens
        for start in range(len(tokens.words) - len(wanted) + 1):
            if tokens.words[start : start + len(wanted)] == wanted:
                return _verdict(rule, spot, Span(*tokens.span(start, start + len(wanted))))
    return None


def _verdict(rule: Rule, spot: Spot, span: Span) -> Verdict:
    offset = spot.passage.sentences[spot.sentence].start
    return Verdict(rule, spot.passage, spot.sentence, Span(span.start + offset, span.end + offset), rule.severity, None, None)

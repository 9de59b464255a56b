"""What stands round a sentence and says how it is meant: the heading above, the opening of its list, the sentence before."""

from __future__ import annotations

from healthlint.judge.agent import names
from healthlint.judge.cues import Cues, Found
from healthlint.judge.reading import Reading, Spot
from healthlint.rules.matcher import View
from healthlint.rules.rule import Rule

REACH = 6  # words over which a negator governs a claim that follows


def denied_above(reading: Reading, spot: Spot, category: str, *, absence: bool) -> str | None:
    """A heading that warns of the claims under it, or a list's opening line that warns of, doubts or denies its items."""
    heading = reading.heading(spot)
    if heading is not None and (found := reading.cues(heading, category).of("warning", "warning-heading")):
        return f"under the heading: {found[-1].words}"
    opener = reading.opener(spot)
    if opener is None:
        return None
    cues = reading.cues(opener, category)
    if found := cues.of("warning", "epistemic", "belief"):
        return f"the list's opening line: {found[-1].words}"
    denial = None if absence else _open_denial(cues)
    return f"the list's opening line: {denial.words}" if denial else None


def _open_denial(cues: Cues) -> Found | None:
    """The negator that denies what follows the line's colon: "it does not:", "there is no:", "no clinic can promise:"."""
    view = cues.view
    end = len(view.tokens.words) - 1
    start, _ = cues.clause(end, end)
    for cue in reversed(cues.of("negator-determiner", "negator-verbal")):
        far = distance(view, cue.end, end)
        if cue.start < start or far > REACH:
            continue
        whole = cue.start == 0 and cue.words.startswith("no") and far > 1 and "," not in view.tokens.words
        if cue.kind == "negator-verbal" or cue.end == end or whole:
            return cue
    return None


def names_an_offer(reading: Reading, spot: Spot, category: str) -> bool:
    """Whether the sentence, the one before it or the line that opens its list names a thing on offer."""
    before = reading.before(spot)
    beside = before if before is not None and before.passage is spot.passage else None
    near = [one for one in (spot, beside, reading.opener(spot)) if one is not None]
    return any(
        reading.cues(one, category).of("on-offer") or not reading.brands.isdisjoint(reading.view(one).tokens.words)
        for one in near
    )


def out_of_context(reading: Reading, spot: Spot, rule: Rule, context: str) -> str | None:
    """That nothing round a sentence makes it part of the context in which a phrase counts, in words for a finding.

    A heading above opens a context. Elsewhere somebody has to tell it, in the sentence or beside it, and a sentence near, its
    own included, shows it: by a cue, a name of what the page offers, or a phrase of the rule that counts anywhere: it goes on.
    """

    def has(one: Spot, *kinds: str) -> bool:
        return bool(reading.cues(one, rule.category).of(*[f"{context}-{kind}" for kind in kinds]))

    if not context or any(has(one, "heading", "near") for one in reading.headings(spot)):
        return None
    near = reading.near(spot)
    told = any(has(one, "teller") for one in near if abs(one.order - spot.order) <= 1)
    shown = (has(one, "near") or names(reading, one, reading.view(one)) for one in near)
    if told and (any(shown) or any(_goes_on(one, rule, reading) for one in near if one is not spot)):
        return None
    return f"no {context} round it"


def _goes_on(spot: Spot, rule: Rule, reading: Reading) -> bool:
    claims = spot.seen.claims
    return claims is not None and any(
        not match.context for owner, matches in claims.matches if reading.rules.rules[owner].id == rule.id for match in matches
    )


def distance(view: View, start: int, end: int) -> int:
    """How many words lie between two tokens."""
    return view.tokens.ordinals[max(start, end)] - view.tokens.ordinals[min(start, end)]

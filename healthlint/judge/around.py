"""What stands round a sentence and says how it is meant: the heading above, the opening of its list, the sentence before."""

from __future__ import annotations

from healthlint.judge.cues import Cues, Found
from healthlint.judge.reading import Reading, Spot
from healthlint.rules.matcher import View

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


def distance(view: View, start: int, end: int) -> int:
    """How many words lie between two tokens."""
    return view.tokens.ordinals[max(start, end)] - view.tokens.ordinals[min(start, end)]

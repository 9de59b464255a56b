"""Whose doing a match says it is: the thing on offer, or a condition, the body, a habit, a professional."""

from __future__ import annotations

from healthlint.judge.cues import Cues, Found
from healthlint.judge.reading import Reading, Spot
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Agent

PROMOTED, BLOCKED, PRONOUN = "agent-promoted", "agent-blocked", "agent-pronoun"
_COORDINATORS = frozenset((",", "and", "or", "then"))
_PURPOSE = frozenset(("for", "against"))
IMPERATIVE_LEAD = 2  # words that may stand before the verb of a bullet or an imperative ("Now gently lifts …")


def blocking_agent(reading: Reading, spot: Spot, view: View, match: Match, cues: Cues, wanted: Agent) -> str | None:
    """Why the match is not the offer's doing, None when it is.

    The subject is the nearest candidate to the left of the match, in its clause, else in the sentence. A pronoun stands for
    the subject of the sentence before. Without any, a sentence that begins with its verb is an imperative or a bullet, and
    speaks of the offer.
    """
    start, _ = cues.clause(match.start, match.end)
    known = [*cues.of(PROMOTED, BLOCKED, PRONOUN), *names(reading, spot, view)]
    candidates = [cue for cue in known if cue.end <= match.start and not _object(cue, match, view)]
    candidates = [cue for cue in candidates if not _purpose(cue, candidates, view)]
    subject = _nearest([cue for cue in candidates if cue.start >= start]) or _nearest(candidates)
    if subject is not None and subject.kind == PRONOUN:
        subject = _antecedent(reading, spot) or subject
    if subject is not None and subject.kind == BLOCKED and _is_listed(subject, candidates, view, match):
        return None
    if subject is not None:
        return f"subject: {subject.words}" if subject.kind == BLOCKED else None
    led = view.tokens.ordinals[match.start] - view.tokens.ordinals[start]
    if wanted == "promoted" and led > IMPERATIVE_LEAD and not _shares_its_subject(view, start, match):
        return "no subject that is on offer"
    return None


def names(reading: Reading, spot: Spot, view: View) -> list[Found]:
    """Where a sentence calls what the page offers by its name."""
    known, words = reading.names, view.tokens.words
    own = [] if known.isdisjoint(words) else [index for index, word in enumerate(words) if word in known]
    own.extend(spot.seen.tokens.names)
    return [Found(index, index + 1, PROMOTED, words[index]) for index in own]


def _shares_its_subject(view: View, start: int, match: Match) -> bool:
    """Whether a list of verbs without a subject goes on, as in "Repairs nerves and ends cramps"; a noun would stop the s."""
    words = view.tokens.words
    first, before, verb = words[start], words[match.start - 1], words[match.start]
    return before in _COORDINATORS and all(
        word.endswith("s") and not word.endswith(("ss", "us", "is")) for word in (first, verb)
    )


def _is_listed(subject: Found, candidates: list[Found], view: View, match: Match) -> bool:
    """Whether an earlier verb of a list acts on the subject, as on sleep in "Improves sleep, boosts energy, ends colds"."""
    opens = any(cue.kind == BLOCKED and cue.start == 0 for cue in candidates)
    return subject.start > 0 and not opens and match.start > 0 and _shares_its_subject(view, 0, match)


def _object(cue: Found, match: Match, view: View) -> bool:
    """Whether a cue is what an earlier verb acts on: in "fades scars and lifts the brow", scars lift nothing."""
    between = view.tokens.words[cue.end : match.start]
    return cue.kind == BLOCKED and bool(between) and all(word in _COORDINATORS for word in between)


def _purpose(cue: Found, candidates: list[Found], view: View) -> bool:
    """Whether a cue only tells what the offer before it is for: in "our tea for gout eases colds", gout eases nothing."""
    words = view.tokens.words
    last = next((index for index in (cue.start - 1, cue.start - 2) if index > 0 and words[index] in _PURPOSE), 0)
    return last > 0 and cue.kind == BLOCKED and any(one.kind == PROMOTED and last - 2 <= one.end <= last for one in candidates)


def _nearest(candidates: list[Found]) -> Found | None:
    """The last candidate; of two that end together, the longer; a condition before an offer is part of its name."""
    return max(candidates, key=lambda cue: (cue.end, -cue.start, cue.kind), default=None)


def _antecedent(reading: Reading, spot: Spot) -> Found | None:
    before = reading.before(spot)
    if before is None or before.passage is not spot.passage:
        return None
    found = reading.cues(before, "").of(PROMOTED, BLOCKED)
    return found[0] if found else None

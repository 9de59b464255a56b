"""Licensed uses: what may be claimed of a medicine because it is authorised for it, where it is."""

from __future__ import annotations

from healthlint.judge.agent import BLOCKED, PROMOTED
from healthlint.judge.cues import Cues
from healthlint.model import Licence
from healthlint.profile import Profile
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Rule

Place = tuple[int, int]


def licence(rule: Rule, match: Match, view: View, cues: Cues, profile: Profile) -> str | None:
    """The licences that let the claim stand, in words; None unless they do so wherever the rule holds for this copy."""
    asked = [where for where in profile.jurisdictions if where in rule.jurisdictions]
    held = {one.jurisdiction: one for one in profile.licensed if _covers(one, match, view, cues)}
    if not asked or not held.keys() >= set(asked):
        return None
    return "; ".join(f"licensed in {where}: {held[where].agent} for {', '.join(held[where].indications)}" for where in asked)


def _covers(one: Licence, match: Match, view: View, cues: Cues) -> bool:
    """Whether the match is said of the licensed agent and names its indications, and no other illness."""
    named = [place for term in one.indications for place in _places(term, view) if _overlap(place, match)]
    if not named or not any(_is_agent(place, match, view, cues) for place in _places(one.agent, view)):
        return False
    illnesses = [cue for cue in cues.of(BLOCKED) if _overlap((cue.start, cue.end), match)]
    return all(any(start <= cue.start and cue.end <= end for start, end in named) for cue in illnesses)


def _is_agent(place: Place, match: Match, view: View, cues: Cues) -> bool:
    """Whether the agent stands before the match with nothing else on offer between them: "unlike minoxidil, our serum" is ours.

    What follows the agent at once belongs to its name: "minoxidil foam".
    """
    if place[1] > match.end or view.tokens.walls[place[1]] != view.tokens.walls[match.start]:
        return False
    others = [cue for cue in cues.of(PROMOTED) if place[1] <= cue.start and cue.end <= match.start]
    name = place[1]
    for cue in others:
        if cue.start > name:
            return False
        name = max(name, cue.end)
    return True


def _places(term: str, view: View) -> list[Place]:
    """Where a term stands in any of its forms."""
    from healthlint.rules.lexicon import rows  # noqa: PLC0415 - only copy with licences needs it

    words = view.tokens.words
    forms = rows(term.lower(), "noun")
    return [(at, at + len(form)) for form in forms for at in range(len(words)) if tuple(words[at : at + len(form)]) == form]


def _overlap(place: Place, match: Match) -> bool:
    return place[0] < match.end and match.start < place[1]

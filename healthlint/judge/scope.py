"""Deciding a match: silent, reported, or reported one level lower, and the cue that decided.

The order of the questions is that of a reader: is it asserted at all, by the thing on offer, how firmly, and on whose word?
"""

from __future__ import annotations

from typing import NamedTuple

from healthlint.judge.agent import blocking_agent
from healthlint.judge.around import REACH, denied_above, distance, names_an_offer, out_of_context
from healthlint.judge.cues import Cues, Found
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.seen import Alone, Softener
from healthlint.judge.verdict import higher, lower, rank
from healthlint.model import SEVERITIES, Severity
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Adjust, Condition, Rule

REACH_OUTER = 4  # words over which a negator governs an absence ("no treatment is free of …")
REACH_BACK = 3  # words over which a negator governs a claim before it
SHORT_ITEM = 3  # words of a list's item and what joins it ("little discomfort and"); a longer stretch is a clause
_JOINS = frozenset(("and", "or", "nor", "with", "plus"))
_ADDS = frozenset(("and", "with", "plus"))
_COUNTS = frozenset(("no", "zero", "without", "little", "few"))  # say how much of the item behind them there is
_BY_ITSELF = frozenset(("clause", "sentence"))  # scopes of which a sentence says all there is to say
_TURNS = frozenset(("but", "however", "yet", "although", "though", "still", "nevertheless", "nonetheless"))


class Decision(NamedTuple):
    severity: Severity | None
    decided_by: str | None
    downgraded_by: str | None


class Case(NamedTuple):
    """One match with everything that is asked about it."""

    rule: Rule
    match: Match
    spot: Spot
    reading: Reading
    view: View
    cues: Cues
    sells: bool

    @property
    def clause(self) -> tuple[int, int]:
        return self.cues.clause(self.match.start, self.match.end)


def decide(rule: Rule, match: Match, spot: Spot, reading: Reading, *, sells: bool = True) -> Decision:
    """The verdict on one match of a rule in one sentence of copy that sells, or of copy that has nothing on offer."""
    view = reading.masked(spot, rule.category)
    case = Case(rule, match, spot, reading, view, reading.cues(spot, rule.category), sells)
    alone = _alone(case)
    if reason := alone.exception or _unmet(case, alone) or out_of_context(reading, spot, rule, match.context):
        return Decision(None, reason, None)
    if rule.mode != "mention" and (reason := _not_asserted(case, alone)):
        return Decision(None, reason, None)
    if rule.agent != "any" and (reason := blocking_agent(case.reading, spot, view, match, case.cues, rule.agent)):
        return Decision(None, reason, None)
    return _weigh(case, alone)


def _alone(case: Case) -> Alone:
    """What the sentence says by itself; kept with it, because content repositories repeat themselves."""
    known = case.spot.seen.alone
    found = known.get((case.rule.id, case.match))
    if found is None:
        found = known[case.rule.id, case.match] = Alone(
            _exception(case),
            tuple([_misses(case, one) if one.within in _BY_ITSELF else None for one in case.rule.conditions]),
            tuple([_applies(case, one) if one.within in _BY_ITSELF else None for one in case.rule.adjust]),
            _doubted(case),
            _supposed(case) or _denied(case),
            _hedge(case),
            _attribution(case),
        )
    return found


# --- is it asserted? --------------------------------------------------------------------------------------------------


def _exception(case: Case) -> str | None:
    """An exception of the rule's own that covers the match."""
    for number in case.reading.rules.as_set(case.rule.unless) & case.view.possible:
        for found in case.view.find(number):
            over = found.start < case.match.end and case.match.start < found.end
            if over and not case.cues.runs_into("unproven-care", found.start):  # "herbal medicine" is no medicine
                return f"exception: {case.view.words(found.start, found.end)}"
    return None


def _unmet(case: Case, alone: Alone) -> str | None:
    """A condition of the rule that the page does not meet."""
    for condition, unmet in zip(case.rule.conditions, alone.unmet, strict=True):
        if reason := unmet if condition.within in _BY_ITSELF else _misses(case, condition):
            return reason
    return None


def _misses(case: Case, condition: Condition) -> str | None:
    """Why a condition is not met."""
    found_at = case.reading.within(condition.within, case.spot, condition.when)
    if condition.wanted and found_at is None:
        return f"nothing in the {condition.within} that the rule asks for"
    if not condition.wanted and found_at is not None:
        other = case.reading.view(found_at[0])
        return f"exception in the {condition.within}: {other.words(found_at[1].start, found_at[1].end)}"
    return None


def _not_asserted(case: Case, alone: Alone) -> str | None:
    above = (
        None
        if alone.doubted
        else denied_above(case.reading, case.spot, case.rule.category, absence=case.rule.mode == "absence")
    )
    return alone.doubted or above or alone.denied or (_asked(case) if case.rule.mode != "style" else None)


def _asked(case: Case) -> str | None:
    if not case.view.tokens.text.rstrip("\"') ").endswith("?"):
        return None
    answer = case.reading.after(case.spot)
    if answer is not None and case.reading.cues(answer, case.rule.category).of("affirmation"):
        return None
    return "question"


def _doubted(case: Case) -> str | None:
    """A warning or a doubt before the match in its sentence."""
    for cue in case.cues.of("warning", "attribution-reported"):
        if cue.end <= case.match.start and not _turns(case, cue):
            return f"{cue.kind}: {cue.words}"
    for cue in case.cues.of("epistemic"):
        if cue.start < case.match.start and not _inside(cue, case.match) and not _turns(case, cue):
            return f"doubt: {cue.words}"
    return None


def _supposed(case: Case) -> str | None:
    start, _ = case.clause
    for cue in case.cues.of("hypothetical"):
        if start <= cue.start < case.match.start:
            return f"supposition: {cue.words}"
    for cue in case.cues.of("belief"):
        if cue.start < case.match.start and not _turns(case, cue):
            return f"not asserted: {cue.words}"
    return None


def _denied(case: Case) -> str | None:
    """A negator that governs the match: before it in its clause, or right behind it."""
    start, end = case.clause
    reach = REACH_OUTER if case.rule.mode == "absence" else REACH
    for cue in reversed(case.cues.of("negator-determiner", "negator-verbal")):
        if _inside(cue, case.match):
            if case.rule.mode != "absence" and not _listed_away(case, cue):
                return f"negation: {cue.words}"
            continue
        if not start <= cue.start < case.match.start or cue.end > case.match.end:
            continue
        if distance(case.view, cue.end, case.match.start) > reach:
            continue
        if cue.kind == "negator-determiner" and ("," in _between(case, cue) or _beside(case, cue)):
            continue
        return f"negation: {cue.words}"
    for cue in case.cues.of("negator-after"):
        if case.match.end <= cue.start < end and distance(case.view, case.match.end, cue.start) <= REACH_BACK:
            return f"negation: {cue.words}"
    return None


def _beside(case: Case, cue: Found) -> bool:
    """Whether the match is denied by a word of its own, beside the one before: "little fuss and no downtime"."""
    before = case.view.tokens.words[case.match.start - 1]
    own = (other for other in case.cues.of(cue.kind) if other.start == case.match.start)
    if before in _ADDS and cue.words in _COUNTS and len(_between(case, cue)) <= SHORT_ITEM:
        return any(own)
    return before in _JOINS and any(other.words == cue.words for other in own)


def _listed_away(case: Case, cue: Found) -> bool:
    """Whether a determiner inside the match denies only an item of a list: "guaranteed, no surgery, results"."""
    return cue.kind == "negator-determiner" and "," in case.view.tokens.words[cue.end : case.match.end]


def _turns(case: Case, cue: Found) -> bool:
    """Whether the sentence turns ("but", "however") between a cue and the match."""
    return any(word in _TURNS for word in _between(case, cue))


def _between(case: Case, cue: Found) -> list[str]:
    return case.view.tokens.words[cue.end : case.match.start]


def _inside(cue: Found, match: Match) -> bool:
    return match.start <= cue.start and cue.end <= match.end


# --- how firmly, and on whose word? -----------------------------------------------------------------------------------


def _weigh(case: Case, alone: Alone) -> Decision:
    severity, lowered = _adjusted(case, alone)
    for effect, softener in (
        (case.rule.hedge, alone.hedge),
        (case.rule.attribution, alone.attribution),
        (case.rule.citation, _citation(case)),
        (case.rule.education, _general(case)),
    ):
        if softener is None or effect == "ignore" or severity is None:
            continue
        lowered.append(softener.words)
        severity = None if effect == "clear" and not softener.weak else lower(severity)
    if severity is None:
        return Decision(None, "; ".join(lowered), None)
    return Decision(severity, None, "; ".join(lowered) if rank(severity) < rank(case.rule.severity) else None)


def _adjusted(case: Case, alone: Alone) -> tuple[Severity | None, list[str]]:
    """The severity after the rule's own adjustments, and what lowered it."""
    severity: Severity | None = case.rule.severity
    lowered: list[str] = []
    for adjust, said in zip(case.rule.adjust, alone.adjusts, strict=True):
        if severity is None:
            break
        because = said if adjust.within in _BY_ITSELF else _applies(case, adjust)
        if because is None:
            continue
        changed = _level(severity, adjust.to)
        if rank(changed) < rank(severity):
            lowered.append(because)
        severity = changed
    return severity, lowered


def _applies(case: Case, adjust: Adjust) -> str | None:
    if adjust.within == "clause":
        start, end = case.clause
        for number in case.reading.rules.as_set(adjust.when) & case.view.possible:
            for found in case.view.find(number):
                if start <= found.start < end:
                    return f"{adjust.because}: {case.view.words(found.start, found.end)}"
        return None
    found_at = case.reading.within(adjust.within, case.spot, adjust.when)
    if found_at is None:
        return None
    view = case.reading.view(found_at[0])
    return f"{adjust.because}: {view.words(found_at[1].start, found_at[1].end)}"


def _level(severity: Severity, to: str) -> Severity | None:
    if to == "up":
        return higher(severity)
    if to == "down":
        return lower(severity)
    return next((level for level in SEVERITIES if level == to), None)


def _hedge(case: Case) -> Softener | None:
    """The hedge that governs the match; a booster in the clause cancels a weak one ("can efficiently treat")."""
    if case.rule.hedge == "ignore":
        return None
    start, end = case.clause
    near = [cue for cue in case.cues.of("hedge-strong", "hedge-weak", "booster") if start <= cue.start < end]
    strong = [cue for cue in near if cue.kind == "hedge-strong"]
    if strong:
        return Softener(f"hedge: {strong[0].words}", weak=False)
    weak = [cue for cue in near if cue.kind == "hedge-weak" and cue.start < case.match.end]
    if weak and not any(cue.kind == "booster" for cue in near):
        return Softener(f"hedge: {weak[0].words}", weak=True)
    return None


def _attribution(case: Case) -> Softener | None:
    if case.rule.attribution == "ignore":
        return None
    for cue in case.cues.of("attribution-study", "attribution-report"):
        if cue.start < case.match.start or cue.kind == "attribution-report":
            return Softener(f"attributed: {cue.words}", weak=False)
    vague = next((cue for cue in case.cues.of("attribution-vague") if cue.start < case.match.start), None)
    return None if vague is None else Softener(f"vague source: {vague.words}", weak=True)


def _citation(case: Case) -> Softener | None:
    if case.rule.citation == "ignore":
        return None
    found = case.reading.citation(case.spot.passage)
    return None if found is None else Softener(found, weak=False)


def _general(case: Case) -> Softener | None:
    """That copy which sells nothing speaks of medicine in general."""
    if case.sells or case.rule.education == "ignore" or names_an_offer(case.reading, case.spot, case.rule.category):
        return None
    return Softener("education: nothing on offer", weak=False)

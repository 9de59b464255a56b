"""Hard sentence: the sentences that make a page's grade, what makes each hard, and what the page would score without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from heapq import nlargest

from healthlint.checks import targets
from healthlint.checks.grade import enough
from healthlint.checks.settings import number
from healthlint.checks.targets import target
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.readability.formulas import Counts, fkgl, grades
from healthlint.readability.plain import plain_words
from healthlint.readability.prose import Line, prose, total
from healthlint.readability.syllables import syllables
from healthlint.rules.rule import Rule, RuleSet

# most               how many sentences are shown
# words, sentences   how much prose there must be
SETTINGS = {**targets.SETTINGS, "most": "number", "words": "number", "sentences": "number"}
_LONG = 20  # words from which a sentence is worth splitting
_SHOWN = 4  # hard words that a message names
_PLAIN = 3  # plain words that it gives
_JOINT = re.compile(
    r"; | — | - |,? (?:and|but|so|which|who|because|while|although|whereas|as well as|including|such as|when|if)\b|, ",
)


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict for each of the few sentences that cost the most, on a page that is too hard."""
    lines = prose(reading).lines
    counts = total(lines)
    score = grades(counts)
    if score is None or not enough(rule, counts) or target(rule, reading, profile.audience).met(score):
        return
    costs = [(score.fkgl - _without(counts, line), -place) for place, line in enumerate(lines)]
    dearest = nlargest(number(rule, "most", 5), (cost for cost in costs if cost[0] > 0))
    rank = {-place: rank for rank, (_, place) in enumerate(dearest, 1)}
    for place in sorted(rank):
        line = lines[place]
        passage, sentence = line.spot.passage, line.spot.sentence
        better = grades(counts.less(line.counts))
        after = f"; without it the page scores {better.fkgl:.2f} instead of {score.fkgl:.2f}" if better is not None else ""
        note = (
            f", number {rank[place]} of {len(rank)}: {'; '.join(_why(line.text, line.words, line.hard, reading.rules))}{after}"
        )
        yield Verdict(rule, passage, sentence, passage.sentences[sentence], rule.severity, None, None, note)


def _without(counts: Counts, line: Line) -> float:
    """The page's grade without a sentence; with nothing left there is none to win."""
    words, sentences = counts.words - line.words, counts.sentences - 1
    return fkgl(words, sentences, counts.syllables - line.syllables) if words and sentences else float("inf")


@lru_cache(maxsize=1_000)  # content repositories repeat themselves
def _why(text: str, words: int, hard: tuple[str, ...], rules: RuleSet) -> tuple[str, ...]:
    """What makes a sentence of so many words hard."""
    joint = _joint(text) if words >= _LONG else ""
    reasons = [f"{words} words" + (f", to be split at “{joint}”" if joint else "")]
    if hard:
        known = dict.fromkeys(word if word.isupper() else word.lower() for word in hard)
        worst = sorted(known, key=lambda word: (word.isupper(), -syllables(word)))[:_SHOWN]
        shown = ", ".join(f"“{word}”" for word in worst)
        reasons.append(f"{len(hard)} of three syllables or more, as {shown}")
    plain = {one.term: one.plain for one in plain_words(text.lower(), rules)}
    if plain:
        reasons.append("write " + ", ".join(f"“{easy}” for “{long}”" for long, easy in list(plain.items())[:_PLAIN]))
    return tuple(reasons)


def _joint(text: str) -> str:
    """Where a long sentence comes apart: the joint nearest to its middle."""
    middle = len(text) / 2
    found = [match for match in _JOINT.finditer(text) if len(text) / 5 < match.start() < len(text) * 4 / 5]
    weak = [match for match in found if match.group() == ", "]
    best = min([match for match in found if match not in weak] or weak, key=lambda one: abs(one.start() - middle), default=None)
    return f"{best.group().strip()} {text[best.end() :].split(None, 1)[0].strip('.,;')}" if best else ""

"""Hard sentence: the sentences that make a page's grade, what makes each hard, and what the page would score without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from healthlint.rules.rule import Rule

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
        note = f", number {rank[place]} of {len(rank)}: {'; '.join(_why(line, reading))}{after}"
        yield Verdict(rule, passage, sentence, passage.sentences[sentence], rule.severity, None, None, note)


def _without(counts: Counts, line: Line) -> float:
    """The page's grade without a sentence; with nothing left there is none to win."""
    words, sentences = counts.words - line.words, counts.sentences - 1
    return fkgl(words, sentences, counts.syllables - line.syllables) if words and sentences else float("inf")


def _why(line: Line, reading: Reading) -> Iterator[str]:
    joint = _joint(line)
    yield f"{line.words} words" + (f", to be split at “{joint}”" if joint else "")
    if line.hard:
        known = dict.fromkeys(word if word.isupper() else word.lower() for word in line.hard)
        worst = sorted(known, key=lambda word: (word.isupper(), -syllables(word)))[:_SHOWN]
        shown = ", ".join(f"“{word}”" for word in worst)
        yield f"{len(line.hard)} of three syllables or more, as {shown}"
    plain = {one.term: one.plain for one in plain_words(line.text.lower(), reading.rules)}
    if plain:
        yield "write " + ", ".join(f"“{easy}” for “{hard}”" for hard, easy in list(plain.items())[:_PLAIN])


def _joint(line: Line) -> str:
    """Where a long sentence comes apart: the joint nearest to its middle."""
    if line.words < _LONG:
        return ""
    text = line.text
    middle = len(text) / 2
    found = [match for match in _JOINT.finditer(text) if len(text) / 5 < match.start() < len(text) * 4 / 5]
    weak = [match for match in found if match.group() == ", "]
    best = min([match for match in found if match not in weak] or weak, key=lambda one: abs(one.start() - middle), default=None)
    return f"{best.group().strip()} {text[best.end() :].split(None, 1)[0].strip('.,;')}" if best else ""

"""Duplicate: a heading or paragraph that comes again, or more than one conclusion: the marks of a page stitched together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from healthlint.checks.settings import number, patterns
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.readability.prose import Line, prose
from healthlint.rules.rule import Rule

# conclusions       phrases that open a conclusion
# words             how many words a heading must have to count
# paragraph_words   how many a paragraph must have; alike: hundredths of its runs of three words that must come again
SETTINGS = {"conclusions": "phrases", "words": "number", "paragraph_words": "number", "alike": "number"}
_RUN = 3  # words
_WORD = re.compile(r"\w+")


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first of the headings that are the same, at the first conclusion, and at each repeated paragraph."""
    headings: dict[str, list[Spot]] = {}
    for spot in reading.copy:
        passage = spot.passage
        if passage.zone in ("heading", "title") and spot.sentence == 0:
            words = passage.normal.text.lower().split()
            if len(words) >= number(rule, "words", 2):
                headings.setdefault(" ".join(words), []).append(spot)
    for spots in headings.values():
        if len(spots) > 1 and not _apart(spots):
            yield _verdict(rule, spots[0], f": this heading stands {len(spots)} times")
    conclusions = patterns(rule, "conclusions")
    asked = reading.rules.as_set(conclusions)
    closing = [spot for spot in reading.holding(asked) if spot.is_copy and reading.present(conclusions, [spot]) is not None]
    if len(closing) > 1:
        yield _verdict(rule, closing[0], f": there are {len(closing)} conclusions")
    yield from _paragraphs(rule, reading)


def _paragraphs(rule: Rule, reading: Reading) -> Iterator[Verdict]:
    """Each paragraph that is nearly the same as an earlier one.

    Pairs of hard words that follow each other find the one earlier paragraph that is worth comparing; so the work grows with
    the length of the page and with nothing else.
    """
    first_with: dict[tuple[str, str], list[Line]] = {}
    for _, group in groupby(prose(reading).lines, key=lambda line: line.spot.passage.number):
        lines = list(group)
        if sum(line.words for line in lines) < number(rule, "paragraph_words", 40):
            continue
        marks = set(pairwise(word.lower() for line in lines for word in line.hard))
        known = Counter(first_with[mark][0].spot.order for mark in marks if mark in first_with)
        if known:
            order = known.most_common(1)[0][0]
            earlier = next(first_with[mark] for mark in marks if mark in first_with and first_with[mark][0].spot.order == order)
            if _alike(lines, earlier) * 100 >= number(rule, "alike", 60):
                yield _verdict(rule, lines[0].spot, ": this paragraph is nearly the same as an earlier one")
        for mark in marks:
            first_with.setdefault(mark, lines)


def _alike(one: list[Line], other: list[Line]) -> float:
    """The share of the runs of three words that two paragraphs have in common."""
    left, right = _runs(one), _runs(other)
    return len(left & right) / max(1, len(left | right))


def _runs(lines: list[Line]) -> set[tuple[str, ...]]:
    words = _WORD.findall(" ".join(line.text for line in lines).lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _apart(spots: list[Spot]) -> bool:
    """A title that the page repeats as its first heading is one title."""
    return len(spots) == 2 and spots[0].passage.zone == "title" and spots[1].passage.number == spots[0].passage.number + 1  # noqa: PLR2004


def _verdict(rule: Rule, spot: Spot, note: str) -> Verdict:
    return Verdict(rule, spot.passage, spot.sentence, spot.passage.sentences[spot.sentence], rule.severity, None, None, note)

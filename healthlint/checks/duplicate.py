"""Duplicate: a heading that stands more than once, or more than one conclusion: the marks of a page stitched together."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.settings import number, patterns
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

# conclusions   phrases that open a conclusion; words: how many words a heading must have to count
SETTINGS = {"conclusions": "phrases", "words": "number"}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first of the headings that are the same, and at the first of several conclusions."""
    headings: dict[str, list[Spot]] = {}
    for spot in reading.copy:
        passage = spot.passage
        if passage.zone in ("heading", "title") and spot.sentence == 0:
            words = passage.normal.text.lower().split()
            if len(words) >= number(rule, "words", 2):
                headings.setdefault(" ".join(words), []).append(spot)
    for spots in headings.values():
        if len(spots) > 1 and not _apart(reading, spots):
            yield _verdict(rule, reading, spots, f": this heading stands {len(spots)} times")
    conclusions = patterns(rule, "conclusions")
    asked = reading.rules.as_set(conclusions)
    closing = [spot for spot in reading.holding(asked) if spot.is_copy and reading.present(conclusions, [spot]) is not None]
    if len(closing) > 1:
        yield _verdict(rule, reading, closing, f": there are {len(closing)} conclusions")


def _apart(reading: Reading, spots: list[Spot]) -> bool:
    """A title that the page repeats as its first heading is one title."""
    return len(spots) == 2 and spots[0].passage.zone == "title" and spots[1].passage.number == spots[0].passage.number + 1  # noqa: PLR2004


def _verdict(rule: Rule, reading: Reading, spots: list[Spot], note: str) -> Verdict:
    passage = spots[0].passage
    sentence = spots[0].sentence
    return Verdict(rule, passage, sentence, passage.sentences[sentence], rule.severity, None, None, note)

"""Duplicate: a heading or paragraph that comes again, or more than one conclusion: the marks of a page stitched together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby, pairwise

from healthlint.checks.settings import number, patterns
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Other, Verdict
from healthlint.late import late
from healthlint.profile import Profile
from healthlint.readability.prose import Line, prose
from healthlint.rules.rule import Rule
from healthlint.text.read import Passage

# conclusions       phrases that open a conclusion
# words             how many words a heading must have to count
# paragraph_words   how many a paragraph must have; alike: hundredths of its runs of three words that must come again
SETTINGS = {"conclusions": "phrases", "words": "number", "paragraph_words": "number", "alike": "number"}
_RUN = 3  # words
_SHORTEST = 3  # characters of a word with its space: a quick way to pass over what cannot be long
_HALF = 2
_WORD = late(r"\w+")


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first of the headings that are the same, at the first conclusion, and at each repeated paragraph."""
    headings: dict[str, list[Passage]] = {}
    for passage in reading.text.passages:
        if passage.zone in ("heading", "title") and passage.sentences:
            words = passage.normal.text.lower().split()
            if len(words) >= number(rule, "words", 2):
                headings.setdefault(" ".join(words), []).append(passage)
    for same in headings.values():
        if len(same) > 1 and not _apart(same):
            others = [Other(other, other.sentences[0], "the same heading") for other in same[1:]]
            yield _verdict(rule, same[0], 0, f": this heading stands {len(same)} times", others)
    conclusions = patterns(rule, "conclusions")
    asked = reading.rules.as_set(conclusions)
    closing = [spot for spot in reading.holding(asked) if spot.is_copy and reading.present(conclusions, [spot]) is not None]
    if len(closing) > 1:
        others = [Other(spot.passage, spot.passage.sentences[spot.sentence], "another conclusion") for spot in closing[1:]]
        yield _verdict(rule, closing[0].passage, closing[0].sentence, f": there are {len(closing)} conclusions", others)
    yield from _paragraphs(rule, reading)


def _paragraphs(rule: Rule, reading: Reading) -> Iterator[Verdict]:
    """Each paragraph that is nearly the same as an earlier one.

    Pairs of hard words that follow each other find the one earlier paragraph that is worth comparing; so the work grows with
    the length of the page and with nothing else.
    """
    first_with: dict[tuple[str, str], list[Line]] = {}
    for passage, group in groupby(prose(reading).lines, key=lambda line: line.spot.passage):
        if len(passage.normal.text) < number(rule, "paragraph_words", 40) * _SHORTEST:
            continue
        lines = list(group)
        marks = set(pairwise(chain.from_iterable(line.hard for line in lines)))
        known = marks & first_with.keys()
        if len(known) * _HALF >= len(marks) > 0 and sum(line.words for line in lines) >= number(rule, "paragraph_words", 40):
            earlier = first_with[min(known)]
            if _alike(lines, earlier) * 100 >= number(rule, "alike", 60):
                first = earlier[0].spot
                other = Other(first.passage, first.passage.sentences[first.sentence], "the earlier paragraph")
                note = ": this paragraph is nearly the same as an earlier one"
                yield _verdict(rule, passage, lines[0].spot.sentence, note, [other])
        first_with.update(dict.fromkeys(marks - known, lines))


def _alike(one: list[Line], other: list[Line]) -> float:
    """The share of the runs of three words that two paragraphs have in common."""
    if [line.text for line in one] == [line.text for line in other]:
        return 1.0
    left, right = _runs(one), _runs(other)
    return len(left & right) / max(1, len(left | right))


def _runs(lines: list[Line]) -> set[tuple[str, ...]]:
    words = _WORD.findall(" ".join(line.text for line in lines).lower())
    return set(zip(*(words[first:] for first in range(_RUN)), strict=False))


def _apart(same: list[Passage]) -> bool:
    """A title that the page repeats as its first heading is one title."""
    return len(same) == 2 and same[0].zone == "title" and same[1].number == same[0].number + 1  # noqa: PLR2004


def _verdict(rule: Rule, passage: Passage, sentence: int, note: str, others: list[Other]) -> Verdict:
    span = passage.sentences[sentence]
    return Verdict(rule, passage, sentence, span, rule.severity, None, None, note, related=tuple(others))

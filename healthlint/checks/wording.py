"""Wording: a statement that a law prescribes word for word, and what in a page's copy of it differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from healthlint.checks.settings import patterns, text, texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.late import late
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

# forms     the prescribed statement, in each of its forms
# about     phrases of which one stands in a sentence that is meant to be it
# symbols   marks that tie claims to the statement
# singular  what stands in a form that is for one claim only
SETTINGS = {"forms": "texts", "about": "phrases", "symbols": "text", "singular": "text"}
_WORD = late(r"\w+(?:'\w+)*|[,.;:]")
_SHOWN = 6  # words of a difference


class _Copy(NamedTuple):
    """Sentences of one passage that are meant to be the statement, or a part of it."""

    spots: list[Spot]

    @property
    def span(self) -> Span:
        passage = self.spots[0].passage
        return Span(passage.sentences[self.spots[0].sentence].start, passage.sentences[self.spots[-1].sentence].end)

    @property
    def words(self) -> str:
        return self.spots[0].passage.normal.text[self.span.start : self.span.end]


class Marker(NamedTuple):
    """A symbol at the end of a sentence, or before the first: its sentence, the symbol, and its place in the passage."""

    spot: Spot
    symbol: str
    span: Span


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at each copy that is not word for word, and at each symbol that leads from a claim to nothing or back."""
    copies = list(_copies(rule, reading))
    for copy in _joined(copies):
        difference = _difference(" ".join(one.words for one in copy), texts(rule, "forms"))
        if difference:
            first = copy[0]
            yield Verdict(
                rule, first.spots[0].passage, first.spots[0].sentence, first.span, rule.severity, None, None, difference
            )
    if copies:
        yield from _symbols(rule, reading, copies)


def _copies(rule: Rule, reading: Reading) -> Iterator[_Copy]:
    about = patterns(rule, "about")
    run: list[Spot] = []
    for spot in reading.holding(about):
        if reading.present(about, [spot]) is None:
            continue
        if run and (spot.passage is not run[-1].passage or spot.order != run[-1].order + 1):
            yield _Copy(run)
            run = []
        run.append(spot)
    if run:
        yield _Copy(run)


def _joined(copies: list[_Copy]) -> Iterator[list[_Copy]]:
    """Copies, those together that follow each other: a statement may be spread over two paragraphs."""
    row: list[_Copy] = []
    for copy in copies:
        if row and copy.spots[0].order != row[-1].spots[-1].order + 1:
            yield row
            row = []
        row.append(copy)
    if row:
        yield row


# --- word for word? ---------------------------------------------------------------------------------------------------


def _difference(words: str, forms: tuple[str, ...]) -> str:
    """What in a copy differs from the form that it is nearest to, in words for a finding; "" when nothing does."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - few pages hold such a statement

    given = _tokens(words)
    best = max(forms, key=lambda form: SequenceMatcher(None, given, _tokens(form), autojunk=False).ratio())
    wanted = _tokens(best)
    if any(given[at : at + len(wanted)] == wanted for at in range(len(given) - len(wanted) + 1)):
        return ""
    changes = SequenceMatcher(None, given, wanted, autojunk=False).get_opcodes()
    told = [_change(tag, given[i1:i2], wanted[j1:j2]) for tag, i1, i2, j1, j2 in changes if tag != "equal"]
    return f": {'; '.join(told)}; the prescribed text is “{best}”"


def _change(tag: str, given: list[str], wanted: list[str]) -> str:
    if tag == "delete":
        return f"“{_shown(given)}” is added"
    if tag == "insert":
        return f"“{_shown(wanted)}” is missing"
    return f"“{_shown(given)}” stands for “{_shown(wanted)}”"


def _shown(words: list[str]) -> str:
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _tokens(words: str) -> list[str]:
    """Words in lower case, without marks: a comma more or less is none of the law's business, nor is how it is set."""
    return [token.lower() for token in _WORD.findall(words) if token not in ",.;:"]


# --- symbols ----------------------------------------------------------------------------------------------------------


def _symbols(rule: Rule, reading: Reading, copies: list[_Copy]) -> Iterator[Verdict]:
    """What does not fit between the symbols at claims and those before statements."""
    symbols = text(rule, "symbols")
    before = list(markers(reading, re.compile(rf"(?:^|(?<=\s))([{re.escape(symbols)}]+)\s?(?=\w)")))
    behind = list(markers(reading, re.compile(rf"(?<=[\w.!?%)\"'])([{re.escape(symbols)}]+)(?=\s|$|[.,;])")))
    own = {spot.order for copy in copies for spot in copy.spots}
    led_to = {marker.symbol for marker in before}
    for marker in before:
        if marker.spot.order in own and not any(other.symbol == marker.symbol for other in behind):
            yield _at(rule, marker, f": no claim has the “{marker.symbol}” that stands here")
    claims = [marker for marker in behind if marker.spot.order not in own]
    told: set[str] = set()
    for marker in claims:
        if marker.symbol not in led_to and marker.symbol not in told:
            told.add(marker.symbol)
            yield _at(rule, marker, f": the “{marker.symbol}” leads to no statement")
    yield from _numbers(rule, copies, claims, before)


def _numbers(rule: Rule, copies: list[_Copy], claims: list[Marker], before: list[Marker]) -> Iterator[Verdict]:
    """A statement about one claim to which several lead."""
    for copy in copies:
        own = {marker.symbol for marker in before if marker.spot.order in {spot.order for spot in copy.spots}}
        leading = {marker.spot.order for marker in claims if marker.symbol in own}
        if text(rule, "singular") in copy.words.lower() and len(leading) > 1:
            note = f": {len(leading)} claims lead to a statement about one; write “These statements have”"
            yield Verdict(rule, copy.spots[0].passage, copy.spots[0].sentence, copy.span, rule.severity, None, None, note)


def markers(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Marker]:
    """The symbols of a page's copy, as they stand."""
    for passage in reading.text.passages:
        for found in pattern.finditer(passage.normal.text) if passage.zone not in ("field", "boilerplate") else ():
            number = _sentence_of(passage.sentences, found.start(1))
            if number is not None:
                yield Marker(reading.spots[reading.first(passage) + number], found.group(1), Span(*found.span(1)))


def _sentence_of(sentences: tuple[Span, ...], offset: int) -> int | None:
    """The number of the sentence at or before an offset."""
    started = [number for number, span in enumerate(sentences) if span.start <= offset]
    return started[-1] if started else (0 if sentences else None)


def _at(rule: Rule, marker: Marker, note: str) -> Verdict:
    return Verdict(rule, marker.spot.passage, marker.spot.sentence, marker.span, rule.severity, None, None, note)

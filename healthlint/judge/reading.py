"""A text while it is judged: each sentence's view is made when somebody first looks at it, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from healthlint.judge.cues import Cues
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Patterns, RuleSet, Scope
from healthlint.text.read import Passage, Text

NEAR = 2  # sentences to either side


class Spot(NamedTuple):
    """A sentence's address: the passage's number and the sentence's number in it."""

    passage: int
    sentence: int


class Reading:
    """All sentences of a text, with the bits that say which phrases they may hold."""

    def __init__(self, text: Text, rules: RuleSet) -> None:
        self.text = text
        self.rules = rules
        self.bits: dict[Spot, int] = {}
        self._views: dict[Spot, View] = {}
        self._masked: dict[tuple[Spot, str], View] = {}
        self._cues: dict[tuple[Spot, str], Cues] = {}
        look = rules.phrasebook.look
        for passage in text.passages:
            lower = passage.normal.text.lower()
            for number, span in enumerate(passage.sentences):
                self.bits[Spot(passage.number, number)] = look(lower[span.start : span.end])

    def passage(self, spot: Spot) -> Passage:
        return self.text.passages[spot.passage]

    def view(self, spot: Spot) -> View:
        """The sentence as tokens. Their places count from the sentence's start."""
        view = self._views.get(spot)
        if view is None:
            passage = self.passage(spot)
            start, end = passage.sentences[spot.sentence]
            view = View(passage.normal.text[start:end].lower(), self.bits[spot], self.rules.phrasebook)
            self._views[spot] = view
        return view

    def masked(self, spot: Spot, category: str) -> View:
        """The sentence as the rules of a category may see it: idioms and prescribed statements blanked."""
        view = self._masked.get((spot, category))
        if view is None:
            plain = self.view(spot)
            spans = [
                (match.start, match.end)
                for number, owner in self.rules.mask_index.candidates(self.bits[spot])
                if category not in self.rules.masks[owner].but_for
                for match in plain.find(number)
            ]
            view = plain.mask(spans) if spans else plain
            self._masked[spot, category] = view
        return view

    def cues(self, spot: Spot, category: str) -> Cues:
        cues = self._cues.get((spot, category))
        if cues is None:
            cues = Cues(self.masked(spot, category), self.rules)
            self._cues[spot, category] = cues
        return cues

    def scope(self, spot: Spot, scope: Scope) -> list[Spot]:
        """The sentences of a scope round a spot, nearest part of the page first; a clause counts as its sentence."""
        if scope in ("clause", "sentence"):
            return [spot]
        if scope == "near":
            at = self.order[spot]
            return self.spots[max(0, at - NEAR) : at + NEAR + 1]
        if scope == "paragraph":
            return [Spot(spot.passage, number) for number in range(len(self.passage(spot).sentences))]
        return self.copy

    def present(self, patterns: Patterns, spots: Iterable[Spot]) -> tuple[Spot, Match] | None:
        """The first of the sentences in which one of the patterns stands."""
        index = self.rules.index(patterns)
        for spot in spots:
            for number, _ in index.candidates(self.bits[spot]):
                if found := self.view(spot).find(number):
                    return spot, found[0]
        return None

    @cached_property
    def spots(self) -> list[Spot]:
        """All sentences, as they stand."""
        return list(self.bits)

    @cached_property
    def order(self) -> dict[Spot, int]:
        return {spot: number for number, spot in enumerate(self.spots)}

    @cached_property
    def copy(self) -> list[Spot]:
        """All sentences that are copy: neither boilerplate nor a list of sources."""
        return [spot for spot in self.spots if self.passage(spot).zone not in ("boilerplate", "references")]

    @cached_property
    def words(self) -> int:
        """How many words of copy there are."""
        total = 0
        for passage in self.text.passages:
            if passage.zone not in ("boilerplate", "references"):
                total += len(passage.normal.text.split())
        return total

    def opener(self, spot: Spot) -> Spot | None:
        """The sentence that opens the list of a spot: the last one of the block before the list, if it ends in a colon."""
        passage = self.passage(spot)
        if passage.block.kind != "item":
            return None
        for number in range(passage.number - 1, -1, -1):
            before = self.text.passages[number]
            if before.block.kind == "item":
                continue
            opens = before.sentences and before.normal.text.rstrip().endswith(":")
            return Spot(number, len(before.sentences) - 1) if opens else None
        return None

    def before(self, spot: Spot) -> Spot | None:
        """The sentence before, in the same block or the one before it."""
        at = self.order[spot]
        return self.spots[at - 1] if at else None

    def after(self, spot: Spot) -> Spot | None:
        at = self.order[spot] + 1
        return self.spots[at] if at < len(self.spots) else None

"""A text while it is judged: its sentences in their order, and what stands round them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from functools import cached_property

from healthlint.judge.citation import cites
from healthlint.judge.cues import Cues
from healthlint.judge.seen import Seen, see
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Patterns, RuleSet, Scope
from healthlint.text.read import Passage, Text

NEAR = 2  # sentences to either side


class Spot:
    """A sentence of a text: its passage, its number in it and in the text, and what is known of its words."""

    __slots__ = ("order", "passage", "seen", "sentence")

    def __init__(self, passage: Passage, sentence: int, order: int, seen: Seen) -> None:
        self.passage = passage
        self.sentence = sentence
        self.order = order
        self.seen = seen

    @property
    def possible(self) -> set[int]:
        """The patterns that the sentence may hold."""
        return self.seen.possible

    @property
    def is_copy(self) -> bool:
        """Neither boilerplate nor a list of sources."""
        return self.passage.zone not in ("boilerplate", "references")


class Reading:
    """All sentences of a text, each with what says which phrases it may hold."""

    def __init__(self, text: Text, rules: RuleSet) -> None:
        self.text = text
        self.rules = rules
        self.spots: list[Spot] = []
        self._citations: dict[int, str | None] = {}
        self._anywhere: dict[int, tuple[Spot, Match] | None] = {}
        self._firsts: list[int] = []  # for each passage, the order of its first sentence
        for passage in text.passages:
            self._firsts.append(len(self.spots))
            lower = passage.normal.text.lower()
            for number, (start, end) in enumerate(passage.sentences):
                self.spots.append(Spot(passage, number, len(self.spots), see(lower[start:end], rules)))

    def under(self, rules: RuleSet) -> Reading:
        """The same text read for rules that look for the same phrases and speak in another way."""
        other = copy(self)
        other.rules = rules
        return other

    def view(self, spot: Spot) -> View:
        """The sentence as tokens. Their places count from the sentence's start."""
        return spot.seen.view

    def masked(self, spot: Spot, category: str) -> View:
        """The sentence as the rules of a category may see it: idioms and prescribed statements blanked."""
        return spot.seen.masked(category)

    def cues(self, spot: Spot, category: str) -> Cues:
        """The cues of the sentence as the rules of a category may see it."""
        return spot.seen.cues(category)

    def citation(self, passage: Passage) -> str | None:
        """The passage's first citation token, in words; looked for once."""
        if passage.number not in self._citations:
            self._citations[passage.number] = cites(passage)
        return self._citations[passage.number]

    def first(self, passage: Passage) -> int:
        """The order of a passage's first sentence."""
        return self._firsts[passage.number]

    def present(self, patterns: Patterns, spots: Iterable[Spot]) -> tuple[Spot, Match] | None:
        """The first of the sentences in which one of the patterns stands."""
        asked = self.rules.as_set(patterns)
        for spot in spots:
            for number in sorted(asked & spot.possible):
                if found := self.view(spot).find(number):
                    return spot, found[0]
        return None

    def anywhere(self, patterns: Patterns) -> tuple[Spot, Match] | None:
        """The first sentence of copy in which one of the patterns stands; looked for once."""
        if id(patterns) not in self._anywhere:
            spots = [spot for spot in self.holding(self.rules.as_set(patterns)) if spot.is_copy]
            self._anywhere[id(patterns)] = self.present(patterns, spots)
        return self._anywhere[id(patterns)]

    def within(self, scope: Scope, spot: Spot, patterns: Patterns) -> tuple[Spot, Match] | None:
        """The first sentence of a scope round a spot in which one of the patterns stands."""
        if scope == "document":
            return self.anywhere(patterns)
        if scope in ("clause", "sentence"):
            view = self.view(spot)
            asked = self.rules.as_set(patterns) & view.possible
            found = next((found for number in sorted(asked) if (found := view.find(number))), None)
            return (spot, found[0]) if found else None
        if scope == "near":
            return self.present(patterns, self.spots[max(0, spot.order - NEAR) : spot.order + NEAR + 1])
        first = spot.order - spot.sentence
        return self.present(patterns, self.spots[first : first + len(spot.passage.sentences)])

    def holding(self, patterns: Iterable[int]) -> list[Spot]:
        """The sentences that may hold one of the patterns, as they stand."""
        orders = {spot.order for number in patterns for spot in self.by_pattern.get(number, ())}
        return [self.spots[order] for order in sorted(orders)]

    @cached_property
    def by_pattern(self) -> dict[int, list[Spot]]:
        """For each pattern, the sentences that may hold it."""
        found: defaultdict[int, list[Spot]] = defaultdict(list)
        for spot in self.spots:
            for number in spot.possible:
                found[number].append(spot)
        return found

    @cached_property
    def copy(self) -> list[Spot]:
        """All sentences that are copy."""
        return [spot for spot in self.spots if spot.is_copy]

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
        if spot.passage.block.kind != "item":
            return None
        for number in range(spot.passage.number - 1, -1, -1):
            before = self.text.passages[number]
            if before.block.kind == "item":
                continue
            opens = before.sentences and before.normal.text.rstrip().endswith(":")
            return self.spots[self._firsts[number] + len(before.sentences) - 1] if opens else None
        return None

    def before(self, spot: Spot) -> Spot | None:
        """The sentence before, in the same block or the one before it."""
        return self.spots[spot.order - 1] if spot.order else None

    def after(self, spot: Spot) -> Spot | None:
        """The sentence behind, in the same block or the one behind it."""
        return self.spots[spot.order + 1] if spot.order + 1 < len(self.spots) else None

"""A text while it is judged: its sentences in their order, and what stands round them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from copy import copy
from functools import cached_property
from itertools import accumulate, pairwise

from healthlint.judge.citation import cites
from healthlint.judge.cues import Cues
from healthlint.judge.names import brands, given_names, offered, own_names
from healthlint.judge.seen import Seen, see
from healthlint.rules.index import Index, places
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Patterns, RuleSet, Scope
from healthlint.text.read import Passage, Text
from healthlint.text.zones import Zone

NEAR = 2  # sentences to either side
LEAF = 512  # sentences that share an index; numbers of more bits would make long pages slow
NOT_COPY: tuple[Zone, ...] = ("boilerplate", "references")
ITEMS = 6  # of a list, that are read with the line that opens it


class Spot:
    """A sentence of a text: its passage, its number in it and in the text, and what is known of its words.

    `own` is the number of its own characters when `seen` goes on with the list that the sentence opens.
    """

    __slots__ = ("order", "own", "passage", "seen", "sentence")

    def __init__(self, passage: Passage, sentence: int, order: int, seen: Seen, own: int | None = None) -> None:
        self.passage = passage
        self.sentence = sentence
        self.order = order
        self.seen = seen
        self.own = own

    @property
    def is_copy(self) -> bool:
        """Neither boilerplate nor a list of sources."""
        return self.passage.zone not in NOT_COPY


class Reading:
    """All sentences of a text, each with what says which phrases it may hold."""

    def __init__(self, text: Text, rules: RuleSet, brand: str = "") -> None:
        self.text = text
        self.rules = rules
        self.spots: list[Spot] = []
        self._citations: dict[int, str | None] = {}
        self._anywhere: dict[int, tuple[Spot, Match] | None] = {}
        self._unions: dict[int, tuple[Collection[int], list[int]]] = {}
        self._firsts: list[int] = []  # for each passage, the order of its first sentence
        given = given_names(text.document.front_matter, brand)
        for passage in text.passages:
            self._firsts.append(len(self.spots))
            named = offered(passage, given)
            for number, sentence in enumerate(passage.lowered):
                seen = see(sentence, rules, named[number]) if named else see(sentence, rules)
                self.spots.append(Spot(passage, number, len(self.spots), seen))
        possible = [spot.seen.possible for spot in self.spots]
        self._leaves = [Index(possible[first : first + LEAF]) for first in range(0, len(possible), LEAF)]

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

    def possible(self, patterns: Collection[int], spot: Spot) -> list[int]:
        """Those of the patterns that a sentence may hold, by their numbers."""
        asked = self.rules.as_set(patterns)
        return [number for number in spot.seen.possible if number in asked]

    def find(self, patterns: Collection[int], spot: Spot) -> list[Match]:
        """All places of the patterns in a sentence."""
        possible = self.possible(patterns, spot)
        if not possible:
            return []
        view = self.view(spot)
        return [match for number in possible for match in view.search(number)]

    def present(self, patterns: Patterns, spots: Iterable[Spot]) -> tuple[Spot, Match] | None:
        """The first of the sentences in which one of the patterns stands."""
        for spot in spots:
            for number in self.possible(patterns, spot):
                if found := self.view(spot).search(number):
                    return spot, found[0]
        return None

    def _sentences(self, patterns: Collection[int]) -> list[int]:
        """For each leaf, the sentences that may hold one of the patterns; looked for once for each collection."""
        known = self._unions.get(id(patterns))
        if known is None:  # the collection is kept, so that its identity stays its own
            asked = self.rules.as_set(patterns)
            known = self._unions[id(patterns)] = (patterns, [leaf.union(asked) for leaf in self._leaves])
        return known[1]

    def anywhere(self, patterns: Patterns) -> tuple[Spot, Match] | None:
        """The first sentence of copy in which one of the patterns stands; looked for once."""
        if id(patterns) not in self._anywhere:
            spots = (spot for spot in self.holding(patterns) if spot.is_copy)
            self._anywhere[id(patterns)] = self.present(patterns, spots)
        return self._anywhere[id(patterns)]

    def within(self, scope: Scope, spot: Spot, patterns: Patterns) -> tuple[Spot, Match] | None:
        """The first sentence of a scope round a spot in which one of the patterns stands."""
        if scope == "document":
            return self.anywhere(patterns)
        if scope in ("clause", "sentence"):
            view = self.view(spot)
            asked = self.rules.as_set(patterns) & view.possible
            found = next((found for number in sorted(asked) if (found := view.search(number))), None)
            return (spot, found[0]) if found else None
        if scope == "near":
            return self.present(patterns, self.near(spot))
        first = spot.order - spot.sentence
        return self.present(patterns, self.spots[first : first + len(spot.passage.sentences)])

    def holding(self, patterns: Collection[int]) -> list[Spot]:
        """The sentences that may hold one of the patterns, as they stand."""
        return [
            self.spots[first + place]
            for first, found in zip(range(0, len(self.spots), LEAF), self._sentences(patterns), strict=True)
            for place in places(found)
        ]

    @cached_property
    def lengths(self) -> list[int]:
        """For each sentence, and for the place behind the last, how many characters of copy stand in sentences before it."""
        spans = ((spot, spot.passage.sentences[spot.sentence]) for spot in self.spots)
        return list(accumulate((span.end - span.start if spot.is_copy else 0 for spot, span in spans), initial=0))

    @cached_property
    def copy(self) -> list[Spot]:
        """All sentences that are copy."""
        return [spot for spot in self.spots if spot.is_copy]

    @cached_property
    def words(self) -> int:
        """How many words of copy there are."""
        return sum(passage.words for passage in self.text.passages if passage.zone not in NOT_COPY)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words, in lower case, by which the page calls what it offers."""
        return self.brands | own_names(self.text)

    @cached_property
    def brands(self) -> frozenset[str]:
        """The words, in lower case, of the brand and the product that the front matter names."""
        return brands(self.text.document.front_matter)

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

    @cached_property
    def openings(self) -> list[Spot]:
        """The lines that open a list, read on into its items: "eases:", "colds", "coughs" is "eases colds, coughs"."""
        found = []
        passages = self.text.passages
        for passage, following in pairwise(passages):
            if following.block.kind != "item" or passage.block.kind == "item" or not passage.sentences:
                continue
            last = len(passage.sentences) - 1
            opens = passage.normal.text[slice(*passage.sentences[last])].rstrip()
            if not opens.endswith(":"):
                continue
            items = (
                one.normal.text for one in passages[following.number : following.number + ITEMS] if one.block.kind == "item"
            )
            own = len(opens) - 1
            order = self._firsts[passage.number] + last
            seen = see(f"{opens[:own]} {', '.join(items)}".lower(), self.rules, self.spots[order].seen.tokens.names)
            found.append(Spot(passage, last, order, seen, own))
        return found

    def heading(self, spot: Spot) -> Spot | None:
        """The heading that the sentence stands under; None where it is a heading itself or under none."""
        number = self._headings[spot.passage.number]
        if number < 0 or number == spot.passage.number or not self.text.passages[number].sentences:
            return None
        return self.spots[self._firsts[number]]

    @cached_property
    def _headings(self) -> list[int]:
        """For each passage the number of the nearest heading up to it, -1 without one."""
        found, last = [], -1
        for passage in self.text.passages:
            last = passage.number if passage.block.kind == "heading" else last
            found.append(last)
        return found

    def headings(self, spot: Spot) -> Iterator[Spot]:
        """The headings that the sentence stands under, the nearest first, each of a higher level than the one before."""
        number, level = self._headings[spot.passage.number], 0
        while number >= 0:
            passage = self.text.passages[number]
            if number != spot.passage.number and passage.sentences and (not level or passage.block.level < level):
                level = passage.block.level
                yield self.spots[self._firsts[number]]
            number = self._headings[number - 1] if number else -1

    def near(self, spot: Spot) -> list[Spot]:
        """The sentence and those near it, as they stand."""
        return self.spots[max(0, spot.order - NEAR) : spot.order + NEAR + 1]

    def before(self, spot: Spot) -> Spot | None:
        """The sentence before, in the same block or the one before it."""
        return self.spots[spot.order - 1] if spot.order else None

    def after(self, spot: Spot) -> Spot | None:
        """The sentence behind, in the same block or the one behind it."""
        return self.spots[spot.order + 1] if spot.order + 1 < len(self.spots) else None

"""What is known of a sentence by its words alone, made when somebody first asks, and kept.

Content repositories repeat themselves: calls to action, disclaimers, product lines. What is known of a sentence is kept for
the next file that has the same one, as long as there is room.
"""

from __future__ import annotations

from typing import NamedTuple

from healthlint.judge.cues import Cues
from healthlint.rules.matcher import Match, View
from healthlint.rules.rule import Owners, RuleSet
from healthlint.text.tokens import Tokens

ROOM = 2_000  # sentences; some kilobytes each


Asked = tuple[int, tuple[Match, ...]]  # a rule by its place among all rules, and where its phrases stand


class Claims(NamedTuple):
    """Where the phrases of claim rules stand in a sentence, and whose phrases were looked for."""

    owners: Owners
    matches: tuple[Asked, ...]


class Softener(NamedTuple):
    """Words that take something from a match: what to say of them, and whether they can only lower it."""

    words: str
    weak: bool


class Alone(NamedTuple):
    """What a sentence says of a match by itself, whatever stands round it; None for nothing.

    exception    one of the rule's own exceptions that covers the match
    unmet        for each of the rule's conditions, why the sentence does not meet it
    adjusts      for each of the rule's adjustments, what in the sentence calls for it
    doubted      it is warned of, doubted or told of others
    denied       it is supposed or denied
    hedge        how firmly it is said
    attribution  on whose word
    """

    exception: str | None
    unmet: tuple[str | None, ...]
    adjusts: tuple[str | None, ...]
    doubted: str | None
    denied: str | None
    hedge: Softener | None
    attribution: Softener | None


class Seen:
    """A lower-case sentence: its words, those with idioms blanked, its cues.

    keys      the words and pairs of words by which phrases are looked for
    possible  the phrases asked of whole texts that it may hold
    """

    __slots__ = ("_alone", "_cues", "_masked", "_terms", "_view", "claims", "keys", "possible", "rules", "tokens")

    def __init__(self, text: str, rules: RuleSet, names: frozenset[int]) -> None:
        self.rules = rules
        self.tokens = Tokens(text, names=names)
        self.keys = rules.phrasebook.keys(self.tokens)
        self.possible = rules.phrasebook.early.possible(self.keys)
        self.claims: Claims | None = None
        self._alone: dict[tuple[str, Match], Alone] | None = None
        self._terms: dict[frozenset[int], tuple[Match, ...]] | None = None
        self._view: View | None = None
        self._masked: dict[str, View] | None = None
        self._cues: dict[str, Cues] | None = None

    @property
    def alone(self) -> dict[tuple[str, Match], Alone]:
        """What the sentence says of matches by itself, by the rule's id: laws change how loud a rule is and nothing here."""
        if self._alone is None:
            self._alone = {}
        return self._alone

    @property
    def terms(self) -> dict[frozenset[int], tuple[Match, ...]]:
        """Where the terms of word lists stand, by the phrases that stand for them."""
        if self._terms is None:
            self._terms = {}
        return self._terms

    @property
    def view(self) -> View:
        """The sentence as tokens. Their places count from the sentence's start."""
        if self._view is None:
            self._view = View(self.tokens, self.rules.phrasebook, self.keys)
        return self._view

    def masked(self, category: str) -> View:
        """The sentence as the rules of a category may see it."""
        if self._masked is None:
            self._masked = {}
        view = self._masked.get(category)
        if view is None:
            owners, masks = self.rules.mask_owners, self.rules.masks
            spans = [
                (match.start, match.end)
                for number in self.rules.phrasebook.masks.possible(self.keys)
                if any(category not in masks[owner].but_for for owner in owners.get(number, ()))
                for match in self.view.search(number)
            ]
            view = self._masked[category] = self.view.mask(spans) if spans else self.view
        return view

    def cues(self, category: str) -> Cues:
        """The cues of the sentence as the rules of a category may see it."""
        if self._cues is None:
            self._cues = {}
        cues = self._cues.get(category)
        if cues is None:
            view = self.masked(category)
            cues = next((known for known in self._cues.values() if known.view is view), None) or Cues(view, self.rules)
            self._cues[category] = cues
        return cues


def see(text: str, rules: RuleSet, names: frozenset[int] = frozenset()) -> Seen:
    """What is known under these rules of a lower-case sentence, some of whose tokens are names of what is on offer."""
    key = f"{text}\0{sorted(names)}" if names else text
    seen = rules.seen.get(key)
    if seen is None:
        if len(rules.seen) >= ROOM:
            rules.seen.clear()
        seen = rules.seen[key] = Seen(text, rules, names)
    return seen

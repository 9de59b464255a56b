"""The cues of one sentence: where they stand, which win over which, and where its clauses end.

After NegEx (Chapman 2001) and ConText (Harkema 2009): cue, scope, terminator, pseudo cue.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from healthlint.rules.matcher import View
from healthlint.rules.rule import RuleSet
from healthlint.text.tokens import WALLS

TERMINATOR = "terminator"
_PSEUDO = frozenset(("pseudo-negation", "courtesy"))
_AGENTS = frozenset(("agent-promoted", "agent-blocked"))


class Found(NamedTuple):
    """A cue in a sentence: its kind, its tokens and its words."""

    start: int
    end: int
    kind: str
    words: str


class Cues:
    """All cues of a sentence, by kind, after the longest of those that overlap has won; and the clause of any token."""

    __slots__ = ("_borders", "_clauses", "_of", "by_kind", "view")

    def __init__(self, view: View, rules: RuleSet) -> None:
        self.view = view
        kept = _longest(_all(view, rules))
        self.by_kind: dict[str, list[Found]] = {}
        for found in sorted(kept):
            self.by_kind.setdefault(found.kind, []).append(found)
        self._borders = sorted(_borders(view, kept))
        self._of: dict[tuple[str, ...], list[Found]] = {}
        self._clauses: dict[tuple[int, int], tuple[int, int]] = {}

    def of(self, *kinds: str) -> list[Found]:
        """The cues of these kinds, from the left."""
        found = self._of.get(kinds)
        if found is None:
            found = self._of[kinds] = sorted(chain.from_iterable(self.by_kind.get(kind, ()) for kind in kinds))
        return found

    def runs_into(self, kind: str, at: int) -> bool:
        """Whether a cue of this kind began before a token and goes on with it."""
        return any(cue.start < at < cue.end for cue in self.of(kind))

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The tokens of the clause round a match: from the last border before it to the first one behind it."""
        found = self._clauses.get((start, end))
        if found is None:
            before = [border_end for _, border_end in self._borders if border_end <= start]
            after = [border_start for border_start, _ in self._borders if border_start >= end]
            found = self._clauses[start, end] = (before[-1] if before else 0, after[0] if after else 1_000_000)
        return found


def _all(view: View, rules: RuleSet) -> list[Found]:
    single, longer = rules.cue_words
    words, pairs = view.rows()
    found = [Found(at, at + 1, kind, word) for at, word in enumerate(words) if word in single for kind in single[word]]
    for at, pair in enumerate(pairs):
        for row, kind in longer.get(pair, ()):
            end = at + 2 + len(row)
            if words[at + 2 : end] == row:
                found.append(Found(at, end, kind, view.words(at, end)))
    owners = rules.cue_owners
    for number in [number for number in view.possible if number in owners]:
        for match in view.search(number):
            shown = view.words(match.start, match.end)
            found.extend(Found(match.start, match.end, rules.cues[owner].kind, shown) for owner in owners[number])
    return found


def _longest(found: list[Found]) -> list[Found]:
    """Drop what only looks like a cue because of the longer one it lies in.

    "No doubt" is no denial, "anything but" ends no clause, "stem cells" are no body cells.
    """
    kept: list[Found] = []
    for cue in sorted(found, key=lambda cue: (cue.start - cue.end, cue.start, cue.kind)):
        if not any(_swallows(other, cue) for other in kept):
            kept.append(cue)
    return kept


def _swallows(longer: Found, cue: Found) -> bool:
    if not (longer.start <= cue.start and cue.end <= longer.end and _length(longer) > _length(cue)):
        return False
    return cue.kind == TERMINATOR or longer.kind in _PSEUDO or (cue.kind in _AGENTS and longer.kind in _AGENTS)


def _length(found: Found) -> int:
    return found.end - found.start


def _borders(view: View, kept: list[Found]) -> set[tuple[int, int]]:
    borders = {(cue.start, cue.start + 1) for cue in kept if cue.kind == TERMINATOR}
    covered = {index for cue in kept if cue.kind != TERMINATOR for index in range(cue.start, cue.end)}
    for index, word in enumerate(view.tokens.words):
        if word in WALLS and index not in covered:
            borders.add((index, index + 1))
    return borders

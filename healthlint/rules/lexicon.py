"""Word lists: terms in groups, from YAML to every form in which they may stand in copy."""

from __future__ import annotations

from typing import Literal, NamedTuple

from healthlint.rules.inflect import hyphen_forms, noun_forms, spellings, verb_forms
from healthlint.text.tokens import NAME, words

Pos = Literal["noun", "verb", "exact"]
AMBIGUOUS = "ambiguous"

Row = tuple[str, ...]


class Lexicon(NamedTuple):
    """A word list. `groups` maps a group to its terms; `flags` names subsets by group or term.

    The group "ambiguous" holds terms with another everyday sense; it is read only when a phrase names it.
    """

    name: str
    about: str
    pos: Pos
    groups: dict[str, tuple[str, ...]]
    flags: dict[str, tuple[str, ...]]

    def terms(self, group: str = "") -> tuple[str, ...] | None:
        """The terms of a group or flag, of all groups but the ambiguous one for "", None when there is no such group."""
        if not group:
            return tuple(term for name, terms in self.groups.items() if name != AMBIGUOUS for term in terms)
        if group in self.groups:
            return self.groups[group]
        if group in self.flags:
            return tuple(term for name in self.flags[group] for term in self.groups.get(name, (name,)))
        return None


def rows(term: str, pos: Pos) -> set[Row]:
    """Every form of a term as rows of tokens: hyphenated or not, inflected, in British and American spelling."""
    if term == NAME:
        return {(NAME,)}
    found: set[Row] = set()
    for joined in hyphen_forms(term):
        for form in _forms(joined, pos):
            found.update(tuple(words(spelled)) for spelled in _spelled(form))
    return found


def _forms(term: str, pos: Pos) -> tuple[str, ...]:
    if pos == "verb":
        first, _, rest = term.partition(" ")
        return tuple(f"{form} {rest}".rstrip() for form in verb_forms(first))
    if pos == "noun":
        rest, _, last = term.rpartition(" ")
        return tuple(f"{rest} {form}".lstrip() for form in noun_forms(last))
    return (term,)


def _spelled(term: str) -> tuple[str, ...]:
    """All words of a term in one spelling or the other: British as written, or American throughout."""
    variants = [spellings(word) for word in term.split(" ")]
    if all(len(variant) == 1 for variant in variants):
        return (term,)
    width = max(map(len, variants))
    return tuple(" ".join(variant[min(column, len(variant) - 1)] for variant in variants) for column in range(width))

"""What a rule is once its file is read: finished values, with phrases as numbers of the phrasebook's patterns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from healthlint.model import Severity
from healthlint.rules.lines import WordList
from healthlint.rules.phrasebook import Phrasebook, is_single
from healthlint.rules.tables import NO_TABLES, Tables
from healthlint.text.zones import Boilerplate

if TYPE_CHECKING:
    from healthlint.rules.lexicon import Lexicon

Mode = Literal["claim", "absence", "mention", "style"]
Effect = Literal["ignore", "down", "clear"]
Scope = Literal["clause", "sentence", "near", "paragraph", "document"]
Agent = Literal["any", "unblocked", "promoted"]
Patterns = tuple[int, ...]


class Adjust(NamedTuple):
    """A change of severity: to a level, or one level "up" or "down", when one of `when` stands within `within`."""

    to: str
    when: Patterns
    within: Scope
    because: str


class Condition(NamedTuple):
    """Phrases that must (`wanted`) or must not stand within a scope."""

    wanted: bool
    within: Scope
    when: Patterns


class Within(NamedTuple):
    """Phrases that count only in a context, such as a story: under its headings, or near its cues."""

    context: str
    find: Patterns


class Example(NamedTuple):
    """A line of copy and the spans in it that the rule must report; none for a good example.

    `levels` are the severities of the marks, None where the example does not ask for one.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    line: int
    levels: tuple[Severity | None, ...] = ()


class Examples(NamedTuple):
    """Lines of copy by what they show. `each` are those that try one alternative of a phrase after the other."""

    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    known_gaps: tuple[Example, ...]
    each: tuple[Example, ...] = ()


class Rule(NamedTuple):
    """One rule: what it looks for, how it is judged, what it says. The id is `<category>/<file name>`.

    As its file has it, a rule speaks for all its jurisdictions at its own severity; `healthlint.profile.under` makes of it the
    rule of one profile. `strictest` are those of its jurisdictions in which it speaks as loudly as that severity. `find` are
    all phrases that it looks for; those in `within` count only in a context.
    """

    id: str
    path: str
    title: str
    severity: Severity
    kind: str
    mode: Mode
    hedge: Effect
    attribution: Effect
    citation: Effect
    agent: Agent
    education: Effect
    once: Literal["sentence", "document"]
    zones: frozenset[str]
    jurisdictions: tuple[str, ...]
    content_types: tuple[str, ...]
    platforms: tuple[str, ...]
    why: str
    instead: str
    message: str
    sources: tuple[str, ...]
    find: Patterns
    within: tuple[Within, ...]
    unless: Patterns
    conditions: tuple[Condition, ...]
    adjust: tuple[Adjust, ...]
    yields_to: tuple[str, ...]
    licensed: bool
    settings: dict[str, object]
    examples: Examples = Examples((), (), ())
    strictest: tuple[str, ...] = ()
    speaks: bool = True

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def category(self) -> str:
        return self.id.partition("/")[0]


class SourceText(NamedTuple):
    """A regulator's text: where it stands and whether the cited point was checked against it."""

    key: str
    title: str
    url: str
    section: str
    jurisdiction: str
    retrieved: str
    verified: bool


class Cue(NamedTuple):
    """A group of cue phrases: which kind they are and their patterns."""

    kind: str
    patterns: Patterns


class CueWords(NamedTuple):
    """Which kinds of cue a word is, and which a pair of words begins, with the words that must follow it."""

    single: dict[str, tuple[str, ...]]
    longer: dict[str, list[tuple[list[str], str]]]

    def add(self, kind: str, words: WordList) -> None:
        """Enter the rows of a list. Cues hold no numbers."""
        for word in words.single:
            self.single[word] = (*self.single.get(word, ()), kind)
        for pair, rows in words.longer.items():
            self.longer.setdefault(pair, []).extend((row, kind) for row in rows)


class Mask(NamedTuple):
    """Phrases that no rule reads, but for the rules of the categories in `but_for`."""

    patterns: Patterns
    but_for: frozenset[str]


class Renamed(NamedTuple):
    """What became of a rule: the id that it has now, or "" and the reason why it is no more."""

    to: str
    reason: str


Owners = dict[int, tuple[int, ...]]  # for each pattern's number, the numbers of those whose it is


@dataclass(frozen=True, eq=False, repr=False)
class RuleSet:
    """All rules with what they share."""

    rules: tuple[Rule, ...]
    sources: dict[str, SourceText]
    cues: tuple[Cue, ...]
    masks: tuple[Mask, ...]
    lists: dict[str, tuple[str, ...]]
    renamed: dict[str, Renamed]
    boilerplate: Boilerplate
    phrasebook: Phrasebook
    lexicons: dict[str, Lexicon] = field(default_factory=dict)  # compiled rules have none
    tables: Tables = NO_TABLES
    seen: dict[str, Any] = field(default_factory=dict)  # healthlint.judge.seen keeps sentences here
    profiles: dict[object, RuleSet] = field(default_factory=dict)  # healthlint.profile.under's
    _unions: dict[str, frozenset[int]] = field(default_factory=dict)
    _sets: dict[int, tuple[Collection[int], frozenset[int]]] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of this id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    @cached_property
    def claims(self) -> Owners:
        """Which of the rules that speak, by their places in `rules`, look for a pattern."""
        return _owners(rule.find if rule.speaks else () for rule in self.rules)

    @cached_property
    def contexts(self) -> dict[tuple[int, int], str]:
        """The context in which a rule's phrase counts, by the rule's place in `rules` and the pattern; none for most."""
        return {
            (owner, number): one.context for owner, rule in enumerate(self.rules) for one in rule.within for number in one.find
        }

    @cached_property
    def cue_owners(self) -> Owners:
        """Which cues, by their places in `cues`, a pattern of several steps is one of; the others are in `cue_words`."""
        patterns = self.phrasebook.patterns
        return _owners([number for number in cue.patterns if not is_single(patterns[number])] for cue in self.cues)

    @cached_property
    def cue_words(self) -> CueWords:
        """The cues of one step, by their first word or two."""
        book = self.phrasebook
        table = CueWords({}, {})
        for cue in self.cues:
            for pattern in (book.patterns[number] for number in cue.patterns):
                for words in book.words.slots[pattern.steps[0].slot] if is_single(pattern) else ():
                    table.add(cue.kind, book.words.lists[words])
        return table

    @cached_property
    def mask_owners(self) -> Owners:
        """Which masks, by their places in `masks`, a pattern is one of."""
        return _owners(mask.patterns for mask in self.masks)

    def as_set(self, patterns: Collection[int]) -> frozenset[int]:
        """One of the rules' lists of phrases as a set, made once; a list is known by its identity, which is quick."""
        if isinstance(patterns, frozenset):
            return patterns
        found = self._sets.get(id(patterns))
        if found is None:  # the list is kept, so that its identity stays its own
            found = self._sets[id(patterns)] = (patterns, frozenset(patterns))
        return found[1]

    def union(self, name: str, lists: Iterable[Patterns]) -> frozenset[int]:
        """Several lists of phrases as one set, made once for each name."""
        found = self._unions.get(name)
        if found is None:
            found = self._unions[name] = frozenset(number for numbers in lists for number in numbers)
        return found


def _owners(lists: Iterable[Iterable[int]]) -> Owners:
    owners: Owners = {}
    for owner, numbers in enumerate(lists):
        for number in numbers:
            owners[number] = (*owners.get(number, ()), owner)
    return owners

"""What a rule is once its file is read: finished values, with phrases as numbers of the phrasebook's patterns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from healthlint.model import Severity
from healthlint.rules.matcher import Phrasebook
from healthlint.text.zones import Boilerplate

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


class Example(NamedTuple):
    """A line of copy and the spans in it that the rule must report; none for a good example."""

    text: str
    marks: tuple[tuple[int, int], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Examples:
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    known_gaps: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for, how it is judged, what it says. The id is `<category>/<file name>`."""

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
    unless: Patterns
    conditions: tuple[Condition, ...]
    adjust: tuple[Adjust, ...]
    yields_to: tuple[str, ...]
    settings: dict[str, object] = field(default_factory=dict)
    examples: Examples = field(default_factory=lambda: Examples((), (), ()))

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


class Mask(NamedTuple):
    """Phrases that no rule reads, but for the rules of the categories in `but_for`."""

    patterns: Patterns
    but_for: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules with what they share.

    `by_anchor` maps a slot to the (pattern, rule index) pairs that are
    looked for by it; `anchor_bits` has the bits of those slots.
    """

    rules: tuple[Rule, ...]
    sources: dict[str, SourceText]
    cues: tuple[Cue, ...]
    masks: tuple[Mask, ...]
    lists: dict[str, tuple[str, ...]]
    boilerplate: Boilerplate
    phrasebook: Phrasebook
    by_anchor: dict[int, tuple[tuple[int, int], ...]]
    anchor_bits: int

    def rule(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)

"""The kinds of check: what a rule file's `kind` may be, and the settings that each kind reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from healthlint.checks import pattern, required
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

# A check of the whole page is given what the claim rules found there.
Check = Callable[[Rule, Reading, tuple[Verdict, ...], Profile], Iterator[Verdict]]

CHECKS: dict[str, Check] = {
    "pattern": pattern.find,
    "required": required.find,
}

# What the `settings:` of a kind may hold; a claim rule has none.
SETTINGS: dict[str, dict[str, str]] = {
    "claim": {},
    "pattern": pattern.SETTINGS,
    "required": required.SETTINGS,
}

# What only a kind itself can find wrong with a rule, as messages.
PROBLEMS: dict[str, Callable[[Rule], Iterator[str]]] = {"pattern": pattern.problems}

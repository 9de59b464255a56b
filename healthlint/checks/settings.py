"""Reading a rule's settings with the types that its kind declared."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from healthlint.rules.rule import Patterns, Rule


def number(rule: Rule, key: str, default: int) -> int:
    """A setting of type "number"."""
    return cast("int", rule.settings.get(key, default))


def patterns(rule: Rule, key: str) -> Patterns:
    """A setting of type "phrases"."""
    return cast("Patterns", rule.settings.get(key, ()))


def texts(rule: Rule, key: str) -> tuple[str, ...]:
    """A setting of type "texts" or "lexicon"."""
    return cast("tuple[str, ...]", rule.settings.get(key, ()))


def text(rule: Rule, key: str, default: str = "") -> str:
    """A setting of type "text"."""
    return cast("str", rule.settings.get(key, default))


@lru_cache(maxsize=256)  # asked again for each sentence
def named(rule: Rule, key: str) -> tuple[tuple[str, Patterns], ...]:
    """A setting of type "named": each name and its phrases."""
    start = f"{key}: "
    found = ((name, cast("Patterns", value)) for name, value in rule.settings.items() if name.startswith(start))
    return tuple((name.removeprefix(start), value) for name, value in found)

"""YAML read strictly: every scalar is text, every value knows its line, and nothing clever is allowed.

`no`, `on`, `1.10` and `2024-05-01` are words in copy and in word lists, so no scalar is ever turned into anything else here.
Repeated keys, aliases and tags are refused: the first two hide mistakes, and an alias can be made to explode.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from healthlint.errors import HealthlintError


class Mark(NamedTuple):
    """A place in a YAML text; line and column count from 1."""

    line: int
    column: int


class Scalar(str):
    """A scalar: text that knows where it stands. `offset` is its first character's, `end` the one after its last."""

    __slots__ = ("end", "mark", "offset", "plain")
    mark: Mark
    offset: int
    end: int
    plain: bool


class Sequence(list["Value"]):
    """A list that knows where it stands."""

    mark: Mark


class Mapping(dict[str, "Value"]):
    """A mapping that knows where it stands and, in `keys_at`, where each of its keys does."""

    mark: Mark
    keys_at: dict[str, Mark]


Value: TypeAlias = "Scalar | Sequence | Mapping"


class YamlError(HealthlintError):
    """Text that is not the YAML we accept, with its place."""

    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.message = message
        self.mark = mark


def load(text: str) -> Value | None:
    """The value of a YAML text, None when it is empty. Raises YamlError."""
    from healthlint.yamlread import read  # noqa: PLC0415 - PyYAML takes 10 ms, which a page without YAML need not wait for

    return read(text)

"""Whose fault it is: the configuration's, a rule file's, a document's."""

from __future__ import annotations

from typing import NamedTuple


class HealthlintError(Exception):
    """Something the user can mend; the message says what, where and how."""


class ConfigError(HealthlintError):
    """The configuration is wrong."""


class InputError(HealthlintError):
    """A document could not be read; the run goes on and exits 2."""


class RuleProblem(NamedTuple):
    """One thing wrong in a rule file; line and column count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class RuleError(HealthlintError):
    """One or more rule files are wrong; all problems are listed together."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem[:3]))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[RuleError], tuple[list[RuleProblem]]]:
        """The same error in another process."""
        return RuleError, (list(self.problems),)

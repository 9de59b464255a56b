"""Reading the fields of a rule file: each function gives a finished value and notes what is wrong with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from healthlint.errors import RuleProblem
from healthlint.readers import hint
from healthlint.rules.book import Builder
from healthlint.rules.phrase import PhraseError, parse
from healthlint.yamlio import Mapping, Mark, Scalar, Sequence, Value


@dataclass(slots=True)
class Fields:
    """One mapping of one file being read, and the list to which every problem is added."""

    path: str
    value: Mapping
    problems: list[RuleProblem]
    read: set[str] = field(default_factory=set)

    def problem(self, mark: Mark, message: str) -> None:
        self.problems.append(RuleProblem(self.path, mark.line, mark.column, message))

    def text(self, key: str, default: str | None = None) -> str:
        """A non-empty scalar; required when there is no default."""
        value = self._get(key, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, Scalar) or not value.strip():
            self.problem(self.value.keys_at[key], f"{key!r} must be text")
            return default or ""
        return " ".join(value.split())

    def verbatim(self, key: str) -> str:
        """A scalar as it was written, "" if there is none."""
        value = self._get(key, required=False)
        return str(value) if isinstance(value, Scalar) else ""

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """One of a few words."""
        text = self.text(key, default)
        options = tuple(options)
        if text and text not in options:
            self.problem(self.value.keys_at[key], f"{key!r} is one of {', '.join(options)}, not {text!r}{hint(text, options)}")
            return default or options[0]
        return text

    def number(self, key: str, default: int) -> int:
        text = self.text(key, str(default))
        if not text.isascii() or not text.isdigit():
            self.problem(self.value.keys_at[key], f"{key!r} must be a whole number, not {text!r}")
            return default
        return int(text)

    def texts(self, key: str, *, required: bool = False) -> list[Scalar]:
        """A list of scalars; an empty list is a problem, a missing one only when it is required."""
        value = self._get(key, required=required)
        if value is None:
            return []
        if isinstance(value, Scalar):
            self.problem(value.mark, f"{key!r} must be a list: put each entry on a line of its own after “- ”")
            return []
        if not isinstance(value, Sequence) or not value:
            self.problem(self.value.keys_at[key], f"{key!r} must be a list with at least one entry")
            return []
        found = []
        for item in value:
            if isinstance(item, Scalar) and item.strip():
                found.append(item)
            else:
                mark = item.mark
                self.problem(mark, f"an entry of {key!r} must be text; quote it if it holds “: ” or begins with a mark")
        return found

    def mapping(self, key: str) -> Fields | None:
        value = self._get(key, required=False)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.problem(self.value.keys_at[key], f"{key!r} must be a mapping")
            return None
        return Fields(self.path, value, self.problems)

    def mappings(self, key: str) -> list[Fields]:
        value = self._get(key, required=False)
        if value is None:
            return []
        if not isinstance(value, Sequence) or not all(isinstance(item, Mapping) for item in value):
            self.problem(self.value.keys_at[key], f"{key!r} must be a list of mappings")
            return []
        return [Fields(self.path, item, self.problems) for item in value if isinstance(item, Mapping)]

    def phrases(self, key: str, builder: Builder, *, required: bool = False) -> tuple[int, ...]:
        """The numbers of the patterns that a list of phrases became."""
        numbers = []
        for scalar in self.texts(key, required=required):
            try:
                numbers.append(builder.add(parse(str(scalar))))
            except PhraseError as error:
                # The scalar's own column is that of its quotation mark, when it has one.
                column = scalar.mark.column + error.column + (not scalar.plain)
                self.problem(Mark(scalar.mark.line, column), f"phrase {str(scalar)!r}: {error.message}")
        if len(set(numbers)) < len(numbers):
            self.problem(self.value.keys_at[key], f"a phrase stands twice in {key!r}")
        return tuple(numbers)

    def finish(self) -> None:
        """Every key that nobody asked for is a mistake."""
        for key in self.value:
            if key not in self.read:
                self.problem(self.value.keys_at[key], f"unknown key {key!r}{hint(key, self.read)}")

    def _get(self, key: str, *, required: bool) -> Value | None:
        self.read.add(key)
        value = self.value.get(key)
        if value is None and required:
            self.problem(self.value.mark, f"{key!r} is missing")
        return value

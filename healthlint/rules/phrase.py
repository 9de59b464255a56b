"""The phrase language: how a rule says which words it is about.

    guarantee/verb ~8 {benefit-noun}        any form of "guarantee", then within 8 words a benefit
    [sure-fire|fail-safe] results?          one of these, then "results" or nothing
    (results guaranteed) or your money      only the words in ( ) are reported
    ^ cure for {condition}                  at the start of a sentence; a last $ is its end

A phrase is a row of steps. A step is a word, a mark (: % # , ! $), a word list in { } or a choice in [ ]; `?` behind it makes
it optional, `~N` before it lets up to N words stand between. Nothing crosses a semicolon, a colon or a dash unless it is
written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from healthlint.errors import HealthlintError


# No tuples: `Words("supplement", "")` must not equal `Listed("supplement", "")`, the word is not the list.
@dataclass(frozen=True, slots=True)
class Words:
    """Literal words; `form` is "verb" or "noun" when every form of the first word is meant, else ""."""

    text: str
    form: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A word list, or one group of it."""

    name: str
    group: str


Part = Words | Listed


class Step(NamedTuple):
    """One step of a phrase. `choices` are rows of parts; `gap` is how many words may stand before it."""

    choices: tuple[tuple[Part, ...], ...]
    gap: int
    optional: bool


class Phrase(NamedTuple):
    """A parsed phrase.

    `reported` are the indices of the first and last reported step; `at_start` and `at_end` tie it to the sentence's ends.
    """

    text: str
    steps: tuple[Step, ...]
    reported: tuple[int, int]
    at_start: bool
    at_end: bool


class PhraseError(HealthlintError):
    """A phrase that cannot be read; `column` counts from 0 in the phrase."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


_LEXEME = re.compile(r"\s+|~\d*|\{[^{}]*\}|[\[\]|()?^$]|[^\s\[\]{}|()?~]+|.")
_NAME = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9_-]+)?")
_FORMS = ("verb", "noun")
MAX_GAP = 40


def parse(text: str) -> Phrase:
    """Read one phrase. Raises PhraseError."""
    return _Reader(text).phrase()


class _Reader:
    """Reads left to right; `lexemes` are (text, column) with white space removed but remembered in `glued`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lexemes = [(match.group(), match.start()) for match in _LEXEME.finditer(text) if not match.group().isspace()]
        self.at = 0

    def phrase(self) -> Phrase:
        steps: list[Step] = []
        opened = closed = -1
        gap = 0
        at_start = self._take("^")
        at_end = False
        while self.at < len(self.lexemes):
            lexeme, column = self.lexemes[self.at]
            if lexeme.startswith("~"):
                if gap or not steps:
                    raise PhraseError(f"{lexeme} needs a word before it", column)
                gap = self._gap(lexeme, column)
            elif lexeme == "(":
                if opened >= 0:
                    raise PhraseError("only one ( ) is allowed", column)
                opened = len(steps)
                self.at += 1
            elif lexeme == ")":
                if opened < 0 or closed >= 0 or opened == len(steps):
                    raise PhraseError("this ) closes nothing", column)
                closed = len(steps) - 1
                self.at += 1
            elif lexeme == "$" and self.at + 1 == len(self.lexemes):
                at_end = True
                self.at += 1
            else:
                steps.append(self._step(gap))
                gap = 0
        self._check(steps, gap, opened, closed)
        reported = (opened, closed) if opened >= 0 else (0, len(steps) - 1)
        return Phrase(self.text, tuple(steps), reported, at_start, at_end)

    def _check(self, steps: list[Step], gap: int, opened: int, closed: int) -> None:
        end = len(self.text)
        if gap:
            raise PhraseError("~ needs something after it", end)
        if opened >= 0 and closed < 0:
            raise PhraseError("a ( is not closed", self.text.index("("))
        if not steps:
            raise PhraseError("the phrase is empty", 0)
        if steps[0].optional:
            raise PhraseError("a phrase cannot begin with an optional step; leave it out", 0)
        if opened >= 0 and all(step.optional for step in steps[opened : closed + 1]):
            raise PhraseError("what is reported may be missing; put a step that must be there into ( )", self.text.index("("))

    def _gap(self, lexeme: str, column: int) -> int:
        self.at += 1
        if lexeme == "~":
            raise PhraseError("write how many words may stand here, as in ~5", column)
        gap = int(lexeme[1:])
        if not 0 < gap <= MAX_GAP:
            raise PhraseError(f"~N goes from 1 to {MAX_GAP}", column)
        return gap

    def _take(self, wanted: str) -> bool:
        if self.at < len(self.lexemes) and self.lexemes[self.at][0] == wanted:
            self.at += 1
            return True
        return False

    def _step(self, gap: int) -> Step:
        lexeme, _ = self.lexemes[self.at]
        choices = self._choices() if lexeme == "[" else ((self._part(),),)
        return Step(choices, gap, self._take("?"))

    def _choices(self) -> tuple[tuple[Part, ...], ...]:
        column = self.lexemes[self.at][1]
        self.at += 1
        choices: list[tuple[Part, ...]] = []
        row: list[Part] = []
        while self.at < len(self.lexemes):
            lexeme, here = self.lexemes[self.at]
            if lexeme in ("|", "]"):
                if not row:
                    raise PhraseError("an empty choice", here)
                choices.append(tuple(row))
                row = []
                self.at += 1
                if lexeme == "]":
                    return tuple(choices)
            else:
                row.append(self._part())
        raise PhraseError("a [ is not closed", column)

    def _part(self) -> Part:
        lexeme, column = self.lexemes[self.at]
        self.at += 1
        if lexeme == "{":
            raise PhraseError("a { is not closed", column)
        if lexeme.startswith("{"):
            return _listed(lexeme, column)
        if lexeme in "[]{}|()?^" or lexeme.startswith("~"):
            raise PhraseError(f"{lexeme!r} cannot stand here", column)
        if lexeme != lexeme.lower():
            raise PhraseError(f"write {lexeme.lower()!r}: phrases are lower case and match any case", column)
        word, slash, form = lexeme.rpartition("/")
        if not slash:
            return Words(lexeme, "")
        if form not in _FORMS or not word:
            raise PhraseError(f"{lexeme!r} has no such form; write word/verb or word/noun, and a space for a slash", column)
        return Words(word, form)


def _listed(lexeme: str, column: int) -> Listed:
    inner = lexeme[1:-1].strip()
    if not _NAME.fullmatch(inner):
        raise PhraseError(f"{lexeme} is not the name of a word list", column)
    name, _, group = inner.partition(".")
    return Listed(name, group)

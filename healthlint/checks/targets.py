"""How hard a page may be: the grades that a rule asks for, by who will read it."""

from __future__ import annotations

from typing import NamedTuple

from healthlint.checks.settings import number, text
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import lower
from healthlint.model import Severity
from healthlint.readability.formulas import Grades
from healthlint.rules.rule import Rule

READERS = {  # the audiences of a profile, as settings and as messages name them
    "public": ("public", "the general public"),
    "low-literacy": ("low_literacy", "people who read with effort"),
    "professional": ("professional", "professionals"),
}
_FIELDS = ("fkgl", "smog", "fkgl_info", "smog_info", "fkgl_strict", "smog_strict")
# <reader>_fkgl, <reader>_smog            grades above which the rule speaks at its own severity
# <reader>_fkgl_info, <reader>_smog_info  grades above which it speaks one level lower; the same where they are not given
# <reader>_fkgl_strict, <reader>_smog_strict  grades above which a page is an error where the profile is strict
# nearly                                  what is said of a page that passes and could be easier
# targets_of                              the rule whose grades hold instead
SETTINGS = {
    **{f"{reader}_{name}": "number" for reader, _ in READERS.values() for name in _FIELDS},
    "nearly": "text",
    "targets_of": "text",
}


class Target(NamedTuple):
    """The highest grades that pass, and those up to which a page is only told."""

    fkgl: int
    smog: int
    fkgl_info: int
    smog_info: int
    reader: str
    fkgl_strict: int | None = None
    smog_strict: int | None = None

    def severity(self, grades: Grades, own: Severity) -> Severity | None:
        """How loudly a rule whose own severity is `own` speaks of these grades, as they are shown: with one decimal."""
        grades = _shown(grades)
        if _above(grades.fkgl, self.fkgl_strict) or _above(grades.smog, self.smog_strict):
            return "error"
        if not self.met(grades):
            return own
        return lower(own) if grades.fkgl > self.fkgl_info or grades.smog > self.smog_info else None

    def met(self, grades: Grades) -> bool:
        """Whether the grades pass; what is said of them is then only that they could be lower still."""
        grades = _shown(grades)
        return grades.fkgl <= self.fkgl and grades.smog <= self.smog

    def advice(self, grades: Grades) -> str:
        """What to do about the grades."""
        if self.met(grades):
            return f"within {self.fkgl} and {self.smog} for {self.reader}, and easier at {self.fkgl_info} and {self.smog_info}"
        return f"aim for {self.fkgl} and {self.smog} or less for {self.reader}"


def _shown(grades: Grades) -> Grades:
    return Grades(round(grades.fkgl, 1), round(grades.smog, 1))


def _above(grade: float, limit: int | None) -> bool:
    return limit is not None and grade > limit


def target(rule: Rule, reading: Reading, audience: str, *, strict: bool = False) -> Target:
    """What a rule asks of a text for an audience, and where it is an error for those who want it strict."""
    rule = reading.rules.rule(text(rule, "targets_of", rule.id)) or rule
    key, name = READERS.get(audience, READERS["public"])
    school, smog = number(rule, f"{key}_fkgl", 8), number(rule, f"{key}_smog", 10)
    limits = [number(rule, f"{key}_{name}_strict", 0) or None if strict else None for name in ("fkgl", "smog")]
    return Target(school, smog, number(rule, f"{key}_fkgl_info", school), number(rule, f"{key}_smog_info", smog), name, *limits)

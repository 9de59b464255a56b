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
_FIELDS = ("fkgl", "smog", "fkgl_info", "smog_info")
# <reader>_fkgl, <reader>_smog            grades above which the rule speaks at its own severity
# <reader>_fkgl_info, <reader>_smog_info  grades above which it speaks one level lower; the same where they are not given
# targets_of                              the rule whose grades hold instead
SETTINGS = {
    **{f"{reader}_{name}": "number" for reader, _ in READERS.values() for name in _FIELDS},
    "targets_of": "text",
}


class Target(NamedTuple):
    """The highest grades that pass, and those up to which a page is only told."""

    fkgl: int
    smog: int
    fkgl_info: int
    smog_info: int
    reader: str

    def severity(self, grades: Grades, own: Severity) -> Severity | None:
        """How loudly a rule whose own severity is `own` speaks of these grades."""
        if grades.fkgl > self.fkgl or grades.smog > self.smog:
            return own
        return lower(own) if grades.fkgl > self.fkgl_info or grades.smog > self.smog_info else None

    def __str__(self) -> str:
        return f"aim for {self.fkgl} and {self.smog} or less for {self.reader}"


def target(rule: Rule, reading: Reading, audience: str) -> Target:
    """What a rule asks of a text for an audience."""
    rule = reading.rules.rule(text(rule, "targets_of", rule.id)) or rule
    key, name = READERS.get(audience, READERS["public"])
    school, smog = number(rule, f"{key}_fkgl", 8), number(rule, f"{key}_smog", 10)
    return Target(school, smog, number(rule, f"{key}_fkgl_info", school), number(rule, f"{key}_smog_info", smog), name)

"""Grade: how many years of school a page asks of its reader, by two formulas."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks.counts import PROSE, Counts, counts, fkgl, smog
from healthlint.checks.settings import number
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict, lower
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

# fkgl, smog            grades above which the rule speaks at its own severity
# fkgl_info, smog_info  grades above which it speaks one level lower
# words, sentences      how much prose there must be
SETTINGS = dict.fromkeys(("fkgl", "smog", "fkgl_info", "smog_info", "words", "sentences"), "number")
_SMOG_SAMPLE = 30  # sentences that SMOG was made for; with fewer it is a rough guide
_AGE = 5  # years between a school grade and the age of those in it


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """One verdict, at the first sentence of prose."""
    passages = [passage for passage in reading.text.passages if passage.zone in PROSE]
    found = counts(passages)
    if found.words < max(1, number(rule, "words", 100)) or found.sentences < max(1, number(rule, "sentences", 5)):
        return
    school, smog_grade = fkgl(found.words, found.sentences, found.syllables), smog(found.sentences, found.polysyllables)
    severity = None
    if school > number(rule, "fkgl_info", 6) or smog_grade > number(rule, "smog_info", 8):
        severity = lower(rule.severity)
    if school > number(rule, "fkgl", 8) or smog_grade > number(rule, "smog", 10):
        severity = rule.severity
    first = next(passage for passage in passages if passage.sentences)
    decided_by = None if severity is not None else "easy enough"
    yield Verdict(rule, first, 0, first.sentences[0], severity, decided_by, None, _figures(found, school, smog_grade, rule))


def _figures(found: Counts, school: float, smog_grade: float, rule: Rule) -> str:
    target = f"aim for {number(rule, 'fkgl', 8)} and {number(rule, 'smog', 10)} or less"
    rough = f", roughly: only {found.sentences} sentences" if found.sentences < _SMOG_SAMPLE else ""
    return (
        f": Flesch-Kincaid grade {school:.1f} and SMOG grade {smog_grade:.1f} (reading age about {school + _AGE:.0f}{rough});"
        f" {target}"
    )

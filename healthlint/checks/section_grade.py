"""Section grade: the sections of a page that are harder than their readers can be asked to read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from healthlint.checks import targets
from healthlint.checks.grade import enough, figures, trust, worded
from healthlint.checks.settings import patterns
from healthlint.checks.targets import target
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.readability.formulas import grades
from healthlint.readability.prose import total
from healthlint.readability.sections import sections
from healthlint.rules.rule import Rule

# under   phrases of a heading that the rule is about, with all its sections below; without them it is about every section.
#         A rule leaves the sections of the rules it yields to alone
# words, sentences   how much prose a section must have
SETTINGS = {**targets.SETTINGS, "under": "phrases", "words": "number", "sentences": "number"}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the heading of each section that is too hard."""
    found = sections(reading)
    under = patterns(rule, "under")
    others = [other for name in rule.yields_to if (other := reading.rules.rule(name)) is not None]
    taken = {number for other in others for number in _about(other, reading)}
    about = _about(rule, reading) if under else [number for number in range(len(found)) if number not in taken]
    graded = [(found[number], total(found[number].lines)) for number in about]
    graded = [(section, counts) for section, counts in graded if enough(rule, counts)]
    if sum(bool(section.lines) for section in found) == 1 and not under:  # the only section is the page
        return
    wanted = target(rule, reading, profile.audience)
    for section, counts in graded:
        score = grades(counts)
        severity = wanted.severity(score, rule.severity) if score is not None else None
        if score is None or section.heading is None:
            continue
        passage = section.heading.passage
        note = f": {figures(score)}; {wanted.advice(score)}; {trust(counts)}"
        decided_by = None if severity is not None else "easy enough"
        yield Verdict(worded(rule, wanted, score), passage, 0, passage.sentences[0], severity, decided_by, None, note)


@lru_cache(maxsize=8)  # of the last page, because rules ask what is another's
def _about(rule: Rule, reading: Reading) -> list[int]:
    """The numbers of the sections whose heading, or a heading above it, says what the rule is about."""
    numbers: list[int] = []
    level = 0  # of the heading that says so; 0 outside of its sections
    for number, section in enumerate(sections(reading)):
        if section.level <= level:
            level = 0
        if not level and section.heading is not None:
            said = reading.present(patterns(rule, "under"), [section.heading]) is not None
            level = section.level if said else 0
        if level:
            numbers.append(number)
    return numbers

"""Emergency: signs of danger without a word on where to get help at once, or with the number of another country."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks import need, required, said
from healthlint.checks.need import needed_at, place_of
from healthlint.checks.said import counts, scores
from healthlint.checks.settings import named
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.profile import Profile
from healthlint.rules.rule import Patterns, Rule

# numbers   by jurisdiction: the numbers to call there, as copy writes them
SETTINGS = {**need.SETTINGS, **said.SETTINGS, "in_template": "text", "numbers": "named"}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """A verdict at the first sign of danger on a page that names no help, or at a number that nobody answers there."""
    numbers = dict(named(rule, "numbers"))
    home = [numbers[where] for where in profile.jurisdictions if where in numbers]
    if any(_asked_to_call(rule, phrases, reading) for phrases in home):
        return
    foreign = list(_foreign(rule, numbers, home, reading, profile))
    if foreign:
        yield from _at_numbers(rule, foreign, reading, profile)
        return
    place = needed_at(rule, reading, claims)
    if place is None or required.elsewhere(rule, reading, profile):
        return
    if not any(counts(scored) for scored in scores(rule, reading, profile)):
        yield Verdict(rule, *place, rule.severity, None, None)


def _asked_to_call(rule: Rule, phrases: Patterns, reading: Reading) -> bool:
    """Whether a number of the list stands anywhere on the page but in the words of a look-alike ("do not call 112")."""
    for spot in reading.holding(phrases):
        if spot.passage.block.hidden:
            continue
        alike = [match for _, others in named(rule, "look_alike") for match in reading.find(others, spot)]
        found = reading.find(phrases, spot)
        if any(not any(one.start < match.end and match.start < one.end for one in alike) for match in found):
            return True
    return False


def _foreign(
    rule: Rule, numbers: dict[str, Patterns], home: list[Patterns], reading: Reading, profile: Profile
) -> Iterator[tuple[str, Patterns]]:
    """The lists of other places of which a number stands on the page."""
    known = {number for phrases in home for number in phrases}
    for where, phrases in numbers.items():
        if where not in profile.jurisdictions and _asked_to_call(rule, phrases, reading) and not known & set(phrases):
            yield where, phrases


def _at_numbers(rule: Rule, foreign: list[tuple[str, Patterns]], reading: Reading, profile: Profile) -> Iterator[Verdict]:
    _, phrases = foreign[0]
    found = reading.anywhere(phrases)
    if found is not None:
        place = place_of(found[0], found[1], reading)
        others = ", ".join(name for name, _ in foreign)
        note = f": this is a number of {others}, and the page is for {', '.join(profile.jurisdictions)}"
        yield Verdict(rule, *place, rule.severity, None, None, note)

"""Local: what some laws prescribe of some kinds of copy, each case a required statement of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from healthlint.checks import required
from healthlint.checks.settings import text, texts
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Severity
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

SETTINGS = {
    **required.SETTINGS,
    "cases": "cases",  # by name; each has settings of this list, in the place of those that stand beside it
    "laws": "texts",  # the jurisdictions that prescribe it
    "kinds": "texts",  # the content types of which they do
    "wording": "text",  # what to write
    "level": "text",  # a severity in the place of the rule's
    "by": "text",  # the keys of the sources that prescribe it, separated by a space
}


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:
    """A verdict for each case that is this page's and has its statement nowhere."""
    for case in cases(rule, profile.content_type, profile.jurisdictions):
        yield from required.find(case, reading, claims, profile)


@lru_cache(maxsize=64)  # one page after the other asks
def cases(rule: Rule, content_type: str, jurisdictions: tuple[str, ...]) -> tuple[Rule, ...]:
    """The cases of a kind of copy in some places, each as a rule that requires one statement."""
    return tuple(_cases(rule, content_type, jurisdictions))


def _cases(rule: Rule, content_type: str, jurisdictions: tuple[str, ...]) -> Iterator[Rule]:
    names = dict.fromkeys(key.partition(": ")[0] for key in rule.settings if ": " in key)
    shared = {key: value for key, value in rule.settings.items() if ": " not in key}
    for name in names:
        if content_type not in texts(rule, f"{name}: kinds"):
            continue
        own = {key.removeprefix(f"{name}: "): value for key, value in rule.settings.items() if key.startswith(f"{name}: ")}
        case = rule._replace(settings={**shared, **own}, title=f"{rule.title}: {name}")
        laws = tuple(law for law in texts(case, "laws") if law in jurisdictions)
        if laws:
            yield _told(case, name, laws)


def explained(rule: Rule, reading: Reading, profile: Profile) -> Iterator[Verdict]:
    """A silent verdict on each sentence that makes one of the statements or looks like it, which tells its points."""
    for case in cases(rule, profile.content_type, profile.jurisdictions):
        yield from required.explained(case, reading, profile)


def _told(case: Rule, name: str, laws: tuple[str, ...]) -> Rule:
    wording, by = text(case, "wording"), text(case, "by").split()
    return case._replace(
        severity=cast("Severity", text(case, "level", case.severity)),
        jurisdictions=laws,
        strictest=laws,
        message=f"{case.message}: {name}",
        instead=f"{case.instead} {wording}",
        sources=tuple(by) or case.sources,
    )

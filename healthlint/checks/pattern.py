"""Pattern: regular expressions, for what words cannot say. Linear or cut off: a search that takes too long names its rule."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from healthlint.errors import RuleError, RuleProblem
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule

if TYPE_CHECKING:
    import regex

# patterns   regular expressions in the syntax of the `regex` package, matched in any case; a group named `shown` is reported
# words      literal words, one of which a sentence must hold before any pattern is tried
SETTINGS = {"patterns": "texts", "words": "texts"}
LIMIT = 1.0  # seconds that one pattern may take over one sentence


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """The first match of each sentence."""
    words = tuple(word.lower() for word in cast("tuple[str, ...]", rule.settings.get("words", ())))
    for spot in reading.copy:
        passage = spot.passage
        start, end = passage.sentences[spot.sentence]
        sentence = passage.normal.text[start:end]
        lower = sentence.lower()
        if passage.zone not in rule.zones or not any(word in lower for word in words):
            continue
        for source in cast("tuple[str, ...]", rule.settings["patterns"]):
            span = _search(source, sentence, rule)
            if span is not None:
                found = Span(span.start + start, span.end + start)
                yield Verdict(rule, passage, spot.sentence, found, rule.severity, None, None)
                break


def problems(rule: Rule) -> Iterator[str]:
    """What is wrong with the rule's patterns; asked when the rule is loaded."""
    if not rule.settings.get("words"):
        yield "'words' is missing: name the words without which no pattern can match"
    if not rule.settings.get("patterns"):
        yield "'patterns' is missing"
    import regex as engine  # noqa: PLC0415 - only where a rule of this kind is

    for source in cast("tuple[str, ...]", rule.settings.get("patterns", ())):
        try:
            _compiled(source)
        except engine.error as error:
            yield f"pattern {source!r}: {error}"


def _search(source: str, sentence: str, rule: Rule) -> Span | None:
    try:
        match = _compiled(source).search(sentence, timeout=LIMIT)
    except TimeoutError:
        message = f"pattern {source!r} took more than {LIMIT:g} s over one sentence; make it linear"
        raise RuleError([RuleProblem(rule.path, 1, 1, message)]) from None
    if match is None:
        return None
    return Span(*(match.span("shown") if "shown" in match.groupdict() else match.span()))


@lru_cache(maxsize=256)
def _compiled(source: str) -> regex.Pattern[str]:
    import regex as engine  # noqa: PLC0415 - 20 ms that only rules of this kind pay

    return cast("regex.Pattern[str]", engine.compile(source, engine.IGNORECASE | engine.VERSION1))

"""What every rule made of one line: the words it saw, the cues, the verdict, silence included."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.checks import EXPLAINED
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.filters.inline import why_ignored
from healthlint.finish import Lines
from healthlint.ignores import ignores
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Severity
from healthlint.profile import Profile, under
from healthlint.rules.rule import RuleSet
from healthlint.run import judge, open_reading, reported
from healthlint.text.read import place


def explain_line(source: Source, line: int, rules: RuleSet, config: Config) -> Iterator[str]:
    """The verdicts whose sentence touches the line, as lines to print: reported ones first, then the silent ones."""
    reading, profile, config, _ = open_reading(source, rules, config)
    lines = Lines(source.raw)
    ignored = ignores(reading.text.document, rules, profile)
    near = [verdict for verdict in _verdicts(reading, profile) if _touches(verdict, line, lines)]
    for silent in (False, True):
        for verdict in near:
            severity = reported(verdict, config)
            if (severity is None) == silent:
                yield from _told(verdict, severity, lines)
                reason = why_ignored(verdict, ignored) if severity is not None else None
                if reason is not None:
                    yield f"  set aside: {reason}"


def _verdicts(reading: Reading, profile: Profile) -> Iterator[Verdict]:
    yield from judge(reading, profile)
    reading = reading.under(under(reading.rules, profile))
    for rule in reading.rules.rules:
        if rule.kind in EXPLAINED and rule.speaks:
            yield from EXPLAINED[rule.kind](rule, reading, profile)


def _touches(verdict: Verdict, line: int, lines: Lines) -> bool:
    sentence = place(verdict.passage, verdict.passage.sentences[verdict.sentence])
    first, last = lines.position(sentence.start)[0], lines.position(max(sentence.start, sentence.end - 1))[0]
    return first <= line <= last


def _told(verdict: Verdict, severity: Severity | None, lines: Lines) -> Iterator[str]:
    text, span = verdict.passage.normal.text, verdict.span
    start, end = verdict.passage.sentences[verdict.sentence]
    at_line, at_column = lines.position(place(verdict.passage, span).start)
    yield f"{at_line}:{at_column} {verdict.rule.id}: {severity or 'silent'}"
    shown = f"{text[start : span.start]}[{text[span.start : span.end]}]{text[span.end : end]}"
    yield f"  saw: {' '.join(shown.split())}  ({verdict.passage.block.part})"
    if severity is not None and severity != verdict.rule.severity:
        whose = f" for {', '.join(verdict.rule.strictest)}" if verdict.rule.strictest else ""
        yield f"  the rule's own severity here is {verdict.rule.severity}{whose}"
    if verdict.downgraded_by:
        yield f"  lowered by {verdict.downgraded_by}"
    if verdict.decided_by:
        yield f"  {'silent because of' if verdict.severity is None else 'decided by'} {verdict.decided_by}"
    if severity is None and verdict.severity is not None:
        yield "  silent because the configuration leaves it out"
    if verdict.also:
        yield f"  speaks for {', '.join(verdict.also)} as well"
    if verdict.note:
        yield f"  {verdict.note.lstrip(';:, ')}"

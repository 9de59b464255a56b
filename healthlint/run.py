"""The pipe, on one screen: files in, a report out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from healthlint.checks import CHECKS, FIRST, LAST, PROBLEMS, SETTINGS
from healthlint.checks.claims import find as find_claims
from healthlint.checks.mismatch import linted_as
from healthlint.checks.removed import removed
from healthlint.clock import Clock, Timed, untimed
from healthlint.config import Config, for_document
from healthlint.discover import Found, Source, read_source, source_before
from healthlint.errors import InputError, RuleError, RuleProblem
from healthlint.filters.inline import why_ignored
from healthlint.finish import Lines, finding
from healthlint.ignores import ignores
from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.model import Finding, Report, RunError, SetAside, Severity
from healthlint.parse import parse
from healthlint.profile import Profile, under
from healthlint.rules import cache, compiled
from healthlint.rules.renamed import current
from healthlint.rules.rule import Rule, RuleSet
from healthlint.rules.where import compiled_file, rules_folder
from healthlint.text.read import read


class Linted(NamedTuple):
    """What one file gave, and the seconds that rules took where that was asked."""

    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]
    errors: tuple[RunError, ...]
    words: int
    seconds: Mapping[str, float]


Each = Callable[[Callable[[Found], Linted | RunError], Sequence[Found]], Iterable[Linted | RunError]]


def lint(
    files: Sequence[Found],
    rules_for: Callable[[Config], RuleSet],
    config: Config,
    *,
    clocked: bool = False,
    each: Each = map,
) -> Report:
    """Read and judge every file; what can't be read is named in the report's errors. Raises RuleError.

    `config` is what the report says was assumed where files do not say otherwise. With `clocked`, rules are timed. `each` says
    how the files are gone through.
    """

    def one(found: Found) -> Linted | RunError:
        try:
            source = read_source(found)
        except InputError as error:
            return RunError(found.path, str(error))
        return lint_source(source, rules_for(found.config), found.config, source_before(found), clocked=clocked)

    done = list(each(one, files))
    results = [result for result in done if isinstance(result, Linted)]
    unread = [result for result in done if isinstance(result, RunError)]
    return Report(
        findings=tuple(sorted((one for result in results for one in result.findings), key=lambda one: one.order)),
        set_aside=tuple(sorted((one for result in results for one in result.set_aside), key=lambda one: one.finding.order)),
        errors=(*unread, *(error for result in results for error in result.errors)),
        files=len(results),
        words=sum(result.words for result in results),
        jurisdictions=config.jurisdictions,
        content_type=config.content_type,
        seconds=_summed(result.seconds for result in results),
    )


def _summed(times: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for seconds in times:
        for rule, spent in seconds.items():
            total[rule] = total.get(rule, 0.0) + spent
    return total


def lint_source(
    source: Source, rules: RuleSet, config: Config, before: Source | None = None, *, clocked: bool = False
) -> Linted:
    """Judge one decoded file; where it is known what the file was before, also what it no longer says."""
    clock = Clock()
    reading, profile, config, errors = open_reading(source, rules, config)
    verdicts = judge(reading, profile, clock if clocked else untimed)
    if before is not None:
        verdicts = _with_removed(verdicts, open_reading(before, rules, config)[0], reading, profile)
    document = reading.text.document
    lines = Lines(source.raw)
    ignored = ignores(document, rules, profile)
    trusted = None if config.trust is None else list(config.trust.aside)
    findings: list[Finding] = []
    set_aside: list[SetAside] = []
    for verdict in verdicts:
        severity = reported(verdict, config)
        if severity is None:
            continue
        one = finding(verdict, severity, document, lines)
        reason = why_ignored(verdict, ignored)
        if reason is None or (trusted is not None and not _trusted(one, trusted)):
            findings.append(one)
        else:
            set_aside.append(SetAside(one, reason))
    return Linted(tuple(findings), tuple(set_aside), errors, reading.words, clock.by_rule() if clocked else {})


def _with_removed(verdicts: Iterable[Verdict], before: Reading, after: Reading, profile: Profile) -> Iterator[Verdict]:
    """The verdicts, with what a change took away told in the stead of what is missing now."""
    gone = {verdict.rule.id: verdict for verdict in removed(before, after, profile)}
    yield from (verdict for verdict in verdicts if verdict.rule.id not in gone)
    yield from gone.values()


def _trusted(finding: Finding, trusted: list[str]) -> bool:
    """Whether what an ignore sets aside was set aside where settings are trusted; each time counts for one."""
    known = finding.fingerprint in trusted
    if known:
        trusted.remove(finding.fingerprint)
    return known


def open_reading(source: Source, rules: RuleSet, config: Config) -> tuple[Reading, Profile, Config, tuple[RunError, ...]]:
    """Parse and read a file under the settings that its front matter leaves; what could not be read is in the errors."""
    config = current(config, rules.renamed)
    document = parse(source.path, source.raw, source.format, config.fields)
    errors: list[RunError] = []
    if document.problems:
        lines = Lines(source.raw)
        errors += [RunError(source.path, f"line {lines.position(at)[0]}: {message}") for message, at in document.problems]
    try:
        config = for_document(config, document.front_matter)
    except InputError as error:
        errors.append(RunError(source.path, str(error)))
    profile = profile_of(config)._replace(muted=_muted(rules, config))
    return Reading(read(document, rules.boilerplate), rules, config.site_brand), profile, config, tuple(errors)


def profile_of(config: Config) -> Profile:
    """What a document with this configuration is judged for, today unless the configuration names another day."""
    return Profile(
        config.jurisdictions,
        config.content_type,
        config.platforms,
        config.audience,
        config.disclaimer_in_template,
        config.approved_claims,
        config.licensed,
        config.today or time.strftime("%Y-%m-%d"),
        inline_ignores=config.inline_ignores,
        no_ignore=config.policy.no_ignore,
        trusted_ignores=None if config.trust is None else config.trust.ignores,
        site_brand=config.site_brand,
        own_clinic_counts=config.own_clinic_counts,
        site_owner_is_seller=config.site_owner_is_seller,
        strict=config.strict,
    )


def judge(reading: Reading, profile: Profile, timed: Timed = untimed) -> Iterator[Verdict]:
    """Everything the rules decided about a text under a profile, silence too."""
    found, profile = _declared(reading, profile)
    reading = reading.under(under(reading.rules, profile))
    claims = find_claims(reading, profile, timed)
    check = timed(_check)
    others = [rule for rule in reading.rules.rules if rule.kind not in ("claim", *FIRST) and rule.speaks]
    found += claims
    for rule in others:
        if rule.kind not in LAST:
            found += check(rule, reading, claims, profile)
    yield from found
    for rule in others:
        if rule.kind in LAST:
            yield from check(rule, reading, tuple(found), profile)


def _check(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> list[Verdict]:
    return [*CHECKS[rule.kind](rule, reading, claims, profile)]


def _declared(reading: Reading, profile: Profile) -> tuple[list[Verdict], Profile]:
    """What says that a page is another kind of copy than it was declared as, and the profile that it is judged under."""
    for rule in under(reading.rules, profile).rules:
        if rule.kind in FIRST and rule.speaks and rule.id not in profile.muted:
            other = profile._replace(content_type=linted_as(rule))
            judged = reading.under(under(reading.rules, other))
            found = [*CHECKS[rule.kind](rule, judged, find_claims(judged, other), profile)]
            if found:
                return found, other
    return [], profile


def reported(verdict: Verdict, config: Config) -> Severity | None:
    """The level at which a verdict is reported once the configuration had its say; None when it is not."""
    if verdict.severity is None:
        return None
    level = chosen(verdict.rule, verdict.severity, config)
    return verdict.severity if verdict.approved and level is not None else level


def chosen(rule: Rule, severity: Severity, config: Config) -> Severity | None:
    """What a configuration makes of a rule's level; None when it leaves the rule out."""
    if _left_out(rule, config):
        return None
    return config.severities.get(rule.id, severity)  # type: ignore[return-value]  # it was checked when it was read


def _left_out(rule: Rule, config: Config) -> bool:
    left_out = (config.select and not _named(rule, config.select)) or _named(rule, config.ignore)
    return left_out or config.severities.get(rule.id) == "off"


def _muted(rules: RuleSet, config: Config) -> frozenset[str]:
    if not (config.select or config.ignore or config.severities):
        return frozenset()
    return frozenset(rule.id for rule in rules.rules if _left_out(rule, config))


def load_rules(config: Config, *, examples: bool = False, keep: bool = False) -> RuleSet:
    """The shipped rules and those of the configuration's folders, with their examples if asked for. Raises RuleError.

    With `keep`, rules that have to be read from YAML are kept compiled for the next run.
    """
    shipped = compiled_file()
    if shipped is not None and not (examples or config.rules or config.lexicons):
        return compiled.load(shipped.read_bytes())
    folders = [rules_folder(), *map(Path, config.rules)]
    added = {name: list(terms) for name, terms in config.lexicons.items()}
    if examples or not keep:
        return _read_rules(folders, added)
    now = cache.stamp(folders, added)
    kept = cache.read(folders, now)
    if kept is not None:
        return compiled.load(kept)
    made = compiled.dump(_read_rules(folders, added))
    cache.write(folders, now, made)
    return compiled.load(made)


def _read_rules(folders: list[Path], added: dict[str, list[str]]) -> RuleSet:
    from healthlint.rules.load import load  # noqa: PLC0415 - a wheel's own rules are compiled

    rules = load(folders, SETTINGS, added)
    problems = [
        RuleProblem(rule.path, 1, 1, message)
        for rule in rules.rules
        if rule.kind in PROBLEMS
        for message in PROBLEMS[rule.kind](rule)
    ]
    if problems:
        raise RuleError(problems)
    return rules


def _named(rule: Rule, names: tuple[str, ...]) -> bool:
    return rule.id in names or rule.category in names

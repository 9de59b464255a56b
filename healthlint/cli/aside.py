"""What `check` sets aside once everything is judged: findings that a change did not cause, or that a baseline accepts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from healthlint import run
from healthlint.cli.settings import Settings
from healthlint.config import Config
from healthlint.discover import STDIN, Discovered, Found
from healthlint.filters import baseline as baselines
from healthlint.filters.baseline import Baseline, match
from healthlint.model import Report
from healthlint.rules.rule import RuleSet

if TYPE_CHECKING:
    from healthlint.changes import Changes
    from healthlint.filters.diff import Unchanged

ConfigFor = Callable[[str], Config]
Rules = Callable[[Config], RuleSet]

Command = TypeVar("Command", bound=Callable[..., object])


def aside_options(command: Command) -> Command:
    """What is compared with, what is accepted, and whether the copy itself has a say."""
    for option in (
        click.option(
            "--no-inline-ignores", "inline_ignores", is_flag=True, flag_value=False, default=True,
            help="Report what comments in the copy set aside, too.",
        ),
        click.option("--no-baseline", is_flag=True, help="Report accepted findings too."),
        click.option("--baseline", metavar="FILE", help=f"The accepted findings. Default: the nearest {baselines.FILE_NAME}."),
        click.option(
            "--trusted-config", metavar="REV",
            help="Settings, rules and baseline as REV has them, and of ignores in the copy only those it has.",
        ),
        click.option("--staged", is_flag=True, help="As --diff, for what is about to be committed."),
        click.option(
            "--diff", metavar="REV",
            help="Report only what the change since REV brought: edited sentences, and what it did to a page.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def changes_of(paths: Sequence[str], config_for: ConfigFor, options: dict[str, Any]) -> Changes | None:
    """The change that is looked at; None when whole files are."""
    if options["diff"] is None and not options["staged"]:
        return None
    if options["diff"] is not None and options["staged"]:
        raise click.UsageError("--diff and --staged exclude each other")
    if STDIN in paths:
        raise click.UsageError("standard input has no history to compare with; leave out --diff and --staged")
    from healthlint.changes import since, staged  # noqa: PLC0415 - most runs look at no change

    return staged(paths, config_for) if options["staged"] else since(options["diff"], paths, config_for)


def set_aside(report: Report, here: Discovered, settings: Settings, changes: Changes | None) -> Report:
    """The report without what a change did not cause and what a baseline accepts."""
    if changes is None:
        accepted = accept(report, here.found, settings.baseline_for, range(len(report.findings)))
        return baselines.set_aside(report, accepted)
    old = unchanged(report, changes, settings.config_for, settings.rules_for)
    accepted = accept(report, here.found, settings.baseline_for, old.order)
    return baselines.set_aside(report, accepted | old.reasons)


def unchanged(report: Report, changes: Changes, config_for: Callable[[str], Config], rules_for: Rules) -> Unchanged:
    """The findings that the files had before a change as well; what could not be read then had none."""
    files = [
        Found(one.name, Path(one.name), named=False, config=config_for(one.name), data=one.before)
        for one in changes.files
        if one.name
    ]
    before = run.lint(files, rules_for, Config()).findings if report.findings else ()
    from healthlint.filters.diff import before_change  # noqa: PLC0415 - most runs look at no change

    return before_change(changes, report.findings, before)


def accept(
    report: Report, found: list[Found], baseline_for: Callable[[str], Baseline | None], order: Sequence[int]
) -> dict[int, str]:
    """The places, in the report's findings, of those that a baseline accepts, each with the reason.

    `order` is that in which findings may claim to be accepted: of several that are alike, those first that did not change.
    """
    reasons: dict[int, str] = {}
    groups: dict[str, tuple[Baseline, list[Found]]] = {}
    for one in found:
        baseline = baseline_for(one.path)
        if baseline is not None:
            groups.setdefault(baseline.file, (baseline, []))[1].append(one)
    for baseline, files in groups.values():
        protected = {one.path: one.config.policy.no_ignore for one in files}
        places = [
            at
            for at, one in ((at, report.findings[at]) for at in order)
            if one.path in protected and not baselines.is_protected(one.rule, protected[one.path])
        ]
        known = match([report.findings[at] for at in places], baseline, [one.path for one in files]).known
        reasons |= {places[at]: f"accepted in {baseline.file}" for at in known}
    return reasons

"""Linting for the commands that do it: every file under its own configuration, and a word about what was not checked."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import NamedTuple

import click

from healthlint import run
from healthlint.cli.jobs import spread
from healthlint.cli.names import check_names
from healthlint.cli.progress import progress
from healthlint.config import Config
from healthlint.discover import BINARY, Discovered
from healthlint.model import Report, RunError
from healthlint.report.escape import visible
from healthlint.rules.rule import RuleSet

# New values between two looks for garbage: nothing that is made for a page holds itself, so all of it goes by itself.
_RARELY = 10_000_000


class How(NamedTuple):
    """How files are linted: may there be none, is it said how far it has come, are rules timed, by how many processes."""

    allow_empty: bool = False
    progress: bool = False
    clocked: bool = False
    jobs: int = 1


def loader(*, keep: bool) -> Callable[[Config], RuleSet]:
    """A function from a configuration to its rules, which are read once for each."""
    by_path: dict[str, RuleSet] = {}

    def rules_for(config: Config) -> RuleSet:
        if config.path not in by_path:
            gc.disable()  # rules live as long as the run; looking through them for garbage would cost a tenth of it
            by_path[config.path] = run.load_rules(config, keep=keep)
            gc.freeze()
            gc.set_threshold(_RARELY)
            gc.enable()
            check_names(config, by_path[config.path])
        return by_path[config.path]

    return rules_for


def lint(here: Discovered, config: Config, rules_for: Callable[[Config], RuleSet], how: How) -> Report:
    """Lint the files, each under its own configuration; add what could not even be found."""
    rules_for(config)
    with progress(wanted=how.progress) as watched:
        for one in {found.config.path: found.config for found in here.found}.values():
            rules_for(one)  # before there are several processes to read them
        report = run.lint(
            here.found,
            rules_for,
            config,
            clocked=how.clocked,
            each=lambda work, files: spread(work, files, how.jobs, watched),
        )
    unnamed = {found.path for found in here.found if not found.named}
    skipped = [error for error in report.errors if error.message == BINARY and error.path in unnamed]
    if skipped:
        click.echo(f"skipped {len(skipped)} binary file{'s' * (len(skipped) != 1)}", err=True)
    errors = [*here.errors, *(error for error in report.errors if error not in skipped)]
    if len(skipped) == len(here.found) and not (errors or how.allow_empty or here.left_out):
        errors.append(RunError(".", "no files to check"))
    return report._replace(errors=tuple(errors))


def tell(report: Report, here: Discovered, *, color: bool, quiet: bool) -> None:
    """What was not checked, on standard error, whatever the format."""
    for path in here.left_out if not quiet else ():
        click.echo(f"{visible(path)}: not checked; its configuration excludes it", err=True)
    for error in sorted(report.errors, key=lambda one: (one.path, one.message)):
        label = click.style("could not check", fg="red") if color and sys.stderr.isatty() else "could not check"
        click.echo(f"{label} {visible(error.path)}: {visible(error.message)}", err=True)

"""Whose settings a run goes by: those that lie beside the copy, those that are named, or those of a trusted revision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from healthlint.cli.lint import loader
from healthlint.cli.options import flags
from healthlint.config import Config, finder
from healthlint.discover import Discovered
from healthlint.errors import InputError
from healthlint.filters import baseline
from healthlint.filters.baseline import Baseline
from healthlint.report.escape import visible
from healthlint.rules.rule import RuleSet


class Settings(NamedTuple):
    """Functions from a path to its configuration and its baseline, and from a configuration to its rules.

    `pinned` ties files to what else counts for them.
    """

    config_for: Callable[[str], Config]
    baseline_for: Callable[[str], Baseline | None]
    rules_for: Callable[[Config], RuleSet]
    pinned: Callable[[Discovered], Discovered]


def settings_of(options: dict[str, Any]) -> Settings:
    """What the options of a command ask for."""
    if options["trusted_config"] is not None:
        return _of_revision(options)
    no_baseline = options["no_baseline"] or options["no_config"]
    return Settings(
        finder(flags(options), options["config"], none=options["no_config"]),
        baseline.finder(options["baseline"], none=no_baseline),
        loader(keep=options["cache"]),
        lambda here: here,
    )


def _of_revision(options: dict[str, Any]) -> Settings:
    from healthlint.trusted import Trusted, strange  # noqa: PLC0415 - only strangers' changes need it

    if options["no_config"]:
        raise click.UsageError("--trusted-config and --no-config exclude each other")
    trusted = click.get_current_context().with_resource(Trusted(options["trusted_config"]))

    rules_for = trusted.rules(loader(keep=False))

    def pinned(here: Discovered) -> Discovered:
        here = here._replace(found=trusted.pinned(here.found, rules_for))
        for one in here.found:
            try:
                is_strange = strange(one)
            except InputError:
                continue  # told when the file is checked
            if is_strange:
                told = f"the settings in its front matter are not those of {options['trusted_config']} and do not count"
                click.echo(f"{visible(one.path)}: {visible(told)}", err=True)
        return here

    baselines = (lambda _path: None) if options["no_baseline"] else trusted.baselines(options["baseline"])
    return Settings(trusted.configs(flags(options), options["config"]), baselines, rules_for, pinned)

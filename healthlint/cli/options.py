"""The options that more than one command takes, and how they become settings over the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from healthlint.keys import AUDIENCES, KEYS
from healthlint.model import CONTENT_TYPES, JURISDICTIONS, PLATFORMS

Command = TypeVar("Command", bound=Callable[..., object])
_FLAGS = (
    "jurisdictions",
    "content_type",
    "platforms",
    "audience",
    "select",
    "ignore",
    "fail_on",
    "max_warnings",
    "inline_ignores",
)


def _listed(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Values given one by one or with commas, read as the configuration reads them."""
    if not value:
        return ()

    def say(message: str, _value: object) -> None:
        raise click.BadParameter(message, context, parameter)

    words = [word.strip() for part in value for word in part.split(",") if word.strip()]
    read: tuple[str, ...] = KEYS[str(parameter.name)](words, say)
    return read


def config_options(command: Command) -> Command:
    """`--config FILE` and `--no-config`."""
    for option in (
        click.option("--no-config", is_flag=True, help="Read no .healthlint.yaml."),
        click.option("--config", metavar="FILE", help="Read this file, and no .healthlint.yaml."),
    ):
        command = option(command)
    return command


def profile_options(command: Command) -> Command:
    """Who sells what to whom, and where."""
    for option in (
        click.option(
            "--platform", "platforms", multiple=True, callback=_listed, metavar="NAME",
            help=f"Where the copy runs as an advertisement: {', '.join(PLATFORMS)}. Repeatable.",
        ),
        click.option(
            "--audience", type=click.Choice(AUDIENCES, case_sensitive=False),
            help="Who reads the copy; decides how hard it may be to read. Default: public.",
        ),
        click.option(
            "--content-type", type=click.Choice(CONTENT_TYPES, case_sensitive=False),
            help="What the copy sells. Default: clinic.",
        ),
        click.option(
            "--jurisdiction", "jurisdictions", multiple=True, callback=_listed, metavar="CODE",
            help=f"Whose rules hold: {', '.join(JURISDICTIONS)}. Repeatable. Default: US and UK.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def selection_options(command: Command) -> Command:
    """Which rules run."""
    for option in (
        click.option(
            "--ignore",
            multiple=True,
            callback=_listed,
            metavar="NAME",
            help="Leave out a rule or category. Repeatable.",
        ),
        click.option(
            "--select", multiple=True, callback=_listed, metavar="NAME", help="Only this rule or category. Repeatable."
        ),
    ):
        command = option(command)
    return command


def terminal_options(command: Command) -> Command:
    """How much is said, and how it looks."""
    for option in (
        click.option(
            "--statistics", is_flag=True,
            help="Say on standard error what was found by rule, category and file, and how long each rule took.",
        ),
        click.option(
            "--color", type=click.Choice(["auto", "always", "never"]), default="auto",
            help="Default: auto, which is as NO_COLOR and FORCE_COLOR say, else on a terminal.",
        ),
        click.option("--quiet", "-q", is_flag=True, help="A line for each finding, and nothing else."),
    ):  # fmt: skip
        command = option(command)
    return command


def flags(options: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that the command line gives."""
    given = {key: options[key] for key in _FLAGS if options.get(key) not in (None, ())}
    if not options.get("warn_only"):
        return given
    if contrary := given.keys() & {"fail_on", "max_warnings"}:
        raise click.UsageError(f"--warn-only and --{min(contrary).replace('_', '-')} exclude each other")
    return {**given, "fail_on": "never", "max_warnings": None}

"""`healthlint ignores`: every ignore in the copy, with its reason, its author and its age, for those who audit them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from healthlint import git
from healthlint.cli import output
from healthlint.cli.lint import loader
from healthlint.cli.options import config_options, flags, profile_options
from healthlint.config import finder, starts
from healthlint.discover import Found, discover, read_source
from healthlint.errors import InputError
from healthlint.finish import Lines
from healthlint.ignores import Ignore, ignores
from healthlint.model import RunError
from healthlint.report.escape import json_safe, visible
from healthlint.rules.rule import RuleSet
from healthlint.run import judge, open_reading, reported
from healthlint.text.read import place

_DAY = 24 * 60 * 60


class Listed(NamedTuple):
    """An ignore as it is listed. `findings` is how many it sets aside; who wrote it, and when, only git knows."""

    path: str
    line: int
    rules: tuple[str, ...]
    reason: str
    state: str
    findings: int
    author: str | None
    date: str | None
    days: int | None


@click.command("ignores", short_help="List all ignores in the copy.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to list them. Default: text."
)
@profile_options
@config_options
def command(paths: tuple[str, ...], format_: str, **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """List the ignores of files and folders: where, for which rules, for what reason, by whom and since when.

    Author and age are those of the line in git. The state is `used`, `unused`, or what is wrong with the ignore.
    """
    config_for = finder(flags(options), options["config"], none=options["no_config"])
    here = discover(paths or starts(config_for(".")), config_for)
    rules_for = loader(keep=True)
    errors = list(here.errors)
    listed: list[Listed] = []
    for found in here.found:
        try:
            listed += _listed(found, rules_for(found.config))
        except InputError as error:
            errors.append(RunError(found.path, str(error)))
    for one in errors:
        click.echo(f"could not check {visible(one.path)}: {visible(one.message)}", err=True)
    output.write(_as_json(listed) if format_ == "json" else _as_text(listed), utf8=format_ == "json")
    return 2 if errors else 0


def _listed(found: Found, rules: RuleSet) -> Iterator[Listed]:
    source = read_source(found)
    if "healthlint" not in source.raw:
        return
    reading, profile, config, _ = open_reading(source, rules, found.config)
    lines = Lines(source.raw)
    spoken = [one for one in judge(reading, profile) if reported(one, config) is not None]
    rows = [(lines.position(one.directive.span.start)[0], one) for one in ignores(reading.text.document, rules, profile)]
    blamed = git.blame(found.file, [line for line, _ in rows]) if rows and found.data is None else {}
    for line, one in rows:
        count = sum(one.holds(verdict.rule.id, place(verdict.passage, verdict.span)) for verdict in spoken)
        yield _row(found.path, line, one, count, blamed.get(line))


def _row(path: str, line: int, one: Ignore, count: int, blame: git.Blame | None) -> Listed:
    state = one.wrong or ("used" if count else "unused")
    day = time.strftime("%Y-%m-%d", time.gmtime(blame.time)) if blame else None
    age = max(int(time.time() - blame.time) // _DAY, 0) if blame else None
    return Listed(path, line, one.names, one.reason, state, count, blame.author if blame else None, day, age)


def _as_text(listed: list[Listed]) -> str:
    lines = [line for one in listed for line in _lines(one)]
    idle = sum(one.state != "used" for one in listed)
    count = f"{len(listed)} ignore{'s' * (len(listed) != 1)}"
    return "".join(f"{line}\n" for line in [*lines, f"{count}, {idle} of them set nothing aside" if idle else count])


def _lines(one: Listed) -> Iterator[str]:
    yield f"{visible(one.path)}:{one.line}: {one.state}: {visible(', '.join(one.rules)) or 'no rule'}"
    yield f"    {visible(one.reason) or 'no reason'}"
    if one.author is not None:
        yield f"    {visible(one.author)}, {one.date}, {one.days} day{'s' * (one.days != 1)} ago"


def _as_json(listed: list[Listed]) -> str:
    return json_safe(
        json.dumps({"version": 1, "ignores": [one._asdict() for one in listed]}, ensure_ascii=False, indent=1) + "\n"
    )

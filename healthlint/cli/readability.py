"""`healthlint readability`: how hard pages and their sections are to read, by several formulas."""

from __future__ import annotations

from functools import cache
from typing import Any

import click

from healthlint import run
from healthlint.cli import output
from healthlint.cli.options import config_options
from healthlint.config import finder, starts
from healthlint.discover import BINARY, STDIN_NAME, Found, discover, read_source
from healthlint.errors import InputError
from healthlint.model import RunError
from healthlint.readability.table import RENDERERS, Row, rows
from healthlint.report.escape import visible
from healthlint.rules.rule import RuleSet


@click.command("readability", short_help="Show how hard pages are to read.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", "format_", type=click.Choice(list(RENDERERS)), default="text", show_default=True, help="How to print."
)
@click.option("--output", "file", metavar="FILE", help="Write the table there.")
@config_options
@click.option("--stdin-filename", metavar="PATH", help="What - is called; decides its format and configuration.")
def command(paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """Print a table for each file: the page and each section, with words, sentences, reading time and reading grades.

    Only prose is counted: no headings, tables, lines without a sentence, addresses or statements that a law prescribes.
    PATH is as for `healthlint check`. Exit code 0: all was read; 2: something could not be.
    """
    config_for = finder({}, options["config"], none=options["no_config"])
    here = discover(paths or starts(config_for(".")), config_for, stdin_name=options["stdin_filename"] or STDIN_NAME)

    @cache
    def rules(path: str) -> RuleSet:
        return run.load_rules(configs[path])

    configs = {one.config.path: one.config for one in here.found}
    found: list[Row] = []
    errors = list(here.errors)
    for one in here.found:
        try:
            more, problems = _read(one, rules(one.config.path))
        except InputError as error:
            if str(error) != BINARY or one.named:
                errors.append(RunError(one.path, str(error)))
            continue
        found += more
        errors += problems
    if not found and not errors:
        errors.append(RunError(".", "no files to read"))
    errors.sort(key=lambda one: (one.path, one.message))
    _write(RENDERERS[options["format_"]](found, errors), options["file"], utf8=options["format_"] != "text")
    for unread in errors:
        click.echo(f"could not read {visible(unread.path)}: {visible(unread.message)}", err=True)
    return 2 if errors else 0


def _read(found: Found, rules: RuleSet) -> tuple[list[Row], tuple[RunError, ...]]:
    source = read_source(found)
    reading, _, _, errors = run.open_reading(source, rules, found.config)
    return rows(source.path, reading, source.raw), errors


def _write(text: str, file: str | None, *, utf8: bool) -> None:
    if file is None:
        output.write(text, utf8=utf8)
    else:
        output.write_file(file, text)

"""`healthlint explain`: the page of a rule, or what every rule made of one line."""

from __future__ import annotations

import re
from typing import Any

import click

from healthlint import run
from healthlint.cli import output
from healthlint.cli.options import config_options, flags, profile_options
from healthlint.cli.page import page
from healthlint.config import finder
from healthlint.discover import discover, read_source
from healthlint.errors import InputError
from healthlint.explain import explain_line
from healthlint.readers import hint
from healthlint.report.escape import visible
from healthlint.rules.renamed import told

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,9})(?::[0-9]+)?", re.DOTALL)


@click.command("explain", short_help="Show a rule, or what rules made of a line.")
@click.argument("what", metavar="RULE|FILE:LINE")
@profile_options
@config_options
@click.option("--stdin-filename", metavar="PATH", default="<stdin>", help="What - is called, as in -:12.")
def command(what: str, **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """Show a rule: what it flags, why, its sources and examples.

    Or show a line of a file: for each rule that came near it, the words it saw, the cues and what it decided, also
    where it stayed silent.
    """
    place = _PLACE.fullmatch(what)
    if place is not None:
        return _explain_line(place["path"], int(place["line"]), options)
    config = finder(flags(options), options["config"], none=options["no_config"])(".")
    rules = run.load_rules(config, examples=True)
    now = rules.renamed.get(what)
    if now is not None and not now.to:
        raise click.UsageError(told(what, now))
    if now is not None:
        click.echo(visible(told(what, now)), err=True)
    rule = rules.rule(now.to if now is not None else what)
    if rule is None:
        known = [rule.id for rule in rules.rules]
        raise click.UsageError(f"no rule {what!r}{hint(what, known)}; `healthlint rules` lists them")
    output.write("\n".join(page(rule, rules, run.profile_of(config), output.width())) + "\n")
    return 0


def _explain_line(path: str, line: int, options: dict[str, Any]) -> int:
    config_for = finder(flags(options), options["config"], none=options["no_config"])
    here = discover([path], config_for, stdin_name=options["stdin_filename"])
    if here.errors or len(here.found) != 1 or not here.found[0].named:
        raise click.UsageError(f"{path!r} is no file")
    (found,) = here.found
    try:
        source = read_source(found)
    except InputError as error:
        raise InputError(f"{found.path}: {error}") from error
    lines = explain_line(source, line, run.load_rules(found.config), found.config)
    output.write("".join(f"{visible(text)}\n" for text in lines) or f"no rule came near line {line}\n")
    return 0

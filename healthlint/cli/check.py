"""`healthlint check`: find the files, lint them, report, and say in the exit code what came of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from healthlint.cli import output
from healthlint.cli.aside import aside_options, changes_of, set_aside
from healthlint.cli.lint import How, lint, tell
from healthlint.cli.options import config_options, profile_options, selection_options, terminal_options
from healthlint.cli.seen import failing, lines_of, reaches, rules_of
from healthlint.cli.settings import settings_of
from healthlint.cli.statistics import statistics
from healthlint.cli.targets import HELP, Target, targets
from healthlint.config import starts
from healthlint.discover import STDIN, STDIN_NAME, Discovered, Found, discover
from healthlint.keys import FAIL_ON
from healthlint.model import Report
from healthlint.report import REPORTERS, TERMINAL, View, pieces, render
from healthlint.report.as_text import summary


@click.command("check", short_help="Check files and folders.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "format_", type=click.Choice(list(REPORTERS)), help="How to report. Default: text.")
@click.option("--output", "outputs", multiple=True, metavar="[FORMAT=]FILE", help=HELP)
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="The least severity that gives exit code 1. Default: error.")
@click.option("--warn-only", is_flag=True, help="Findings fail nothing; what can't be checked still gives exit code 2.")
@click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="More warnings than this give exit code 1.")
@selection_options
@profile_options
@config_options
@aside_options
@click.option("--force-exclude", is_flag=True, help="Hold to `paths` and `exclude` for named files too; hooks name every file.")
@click.option("--allow-empty", is_flag=True, help="Having nothing to check is no error.")
@click.option("--stdin-filename", metavar="PATH", help="What - is called; decides its format and configuration.")
@terminal_options
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Check up to N files at a time. Default: 1.")
@click.option(
    "--cache/--no-cache", default=True, help="Keep rules read from YAML compiled in the user's cache folder. Default: yes."
)
def command(paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """Check files, folders, or - for standard input; without PATH, the `paths` of the configuration, or the current folder.

    A folder gives its .md, .markdown, .mdx, .html, .htm and .txt files, less what git ignores.
    A file that is named is read whatever it is called.

    Exit code 0: all was checked, and nothing reached --fail-on. 1: findings did. 2: something could not be checked.
    """
    asked = targets(options["outputs"], options["format_"])
    settings = settings_of(options)
    config_for = settings.config_for
    paths = paths or ((STDIN,) if options["stdin_filename"] else starts(config_for(".")))
    if options["stdin_filename"] and STDIN not in paths:
        raise click.UsageError("--stdin-filename is the name of -, which is not among the paths")
    changes = changes_of(paths, config_for, options)
    allow_empty = options["allow_empty"] or changes is not None
    if changes is None:
        here = discover(
            paths,
            config_for,
            stdin_name=options["stdin_filename"] or STDIN_NAME,
            force_exclude=options["force_exclude"],
            allow_empty=allow_empty,
        )
    else:
        here = Discovered([one.now for one in changes.files if one.now], changes.errors, [])
    here = settings.pinned(here)
    how = How(allow_empty=allow_empty, progress=not options["quiet"], clocked=options["statistics"], jobs=options["jobs"])
    report = lint(here, config_for("."), settings.rules_for, how)
    report = set_aside(report, here, settings, changes)
    view = View(
        color=output.colored(options["color"]),
        width=output.width(),
        quiet=options["quiet"],
        lines=lines_of(here.found),
        about=rules_of(here.found, settings.rules_for),
        fails=failing(here.found),
        warn_only=options["warn_only"],
    )
    tell(report, here, color=view.color, quiet=view.quiet)
    _write_all(asked, report, view, colored_files=options["color"] == "always")
    if options["statistics"]:
        click.echo(statistics(report), nl=False, err=True)
    return 2 if report.errors else int(_fails(report, here.found))


def _fails(report: Report, files: Sequence[Found]) -> bool:
    """Whether findings reach what the configuration of their file lets fail."""
    configs = {found.path: found.config for found in files}
    warnings: dict[str, int] = {}
    for finding in report.findings:
        config = configs[finding.path]
        if reaches(finding, config):
            return True
        warnings[config.path] = warnings.get(config.path, 0) + (finding.severity == "warning")
        if config.max_warnings is not None and warnings[config.path] > config.max_warnings:
            return True
    return False


def _write_all(asked: Sequence[Target], report: Report, view: View, *, colored_files: bool) -> None:
    """Write every report, also when one can't be written; then say so. Raises UsageError."""
    unwritten = []
    for target in asked:
        color = view.color and (target.file is None or colored_files)
        try:
            _write(target, report, view._replace(color=color, told=target.file is None))
        except click.UsageError as error:
            unwritten.append(error)
    if unwritten:
        raise unwritten[0]


def _write(target: Target, report: Report, view: View) -> None:
    if target.file is not None:
        output.write_file(target.file, render(target.format, report, view))
    elif target.format == "text" and not sys.stdout.isatty() and not view.quiet:
        output.stream(pieces("text", report, view._replace(summary=False)))  # who reads from a pipe wants findings
        click.echo(summary(report, view._replace(color=view.color and sys.stderr.isatty())), nl=False, err=True)
    else:
        output.stream(pieces(target.format, report, view), utf8=target.format not in TERMINAL)

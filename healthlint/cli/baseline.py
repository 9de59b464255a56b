"""`healthlint baseline`: accept what is there today, so that only what comes after it is reported."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from healthlint.cli import output
from healthlint.cli.lint import How, lint, loader, tell
from healthlint.cli.options import config_options, flags, profile_options, selection_options
from healthlint.config import Config, finder, starts
from healthlint.discover import Discovered, discover
from healthlint.filters import baseline as baselines
from healthlint.filters.accepted import Old
from healthlint.filters.baseline import FILE_NAME, Baseline
from healthlint.model import Finding, Report
from healthlint.report.escape import visible

_SHOWN = 20


@click.command("baseline", short_help="Accept the findings of today.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--prune", is_flag=True, help="Only take out what is no longer found; accept nothing new.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something accepted is no longer found.")
@click.option("--ratchet", is_flag=True, help="As --prune, but exit 1, writing nothing, when something new is found.")
@click.option("--baseline", "file", metavar="FILE", help=f"The file to write. Default: the nearest {FILE_NAME}.")
@selection_options
@profile_options
@config_options
def command(paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """Accept the findings that files and folders have today; the current folder when no PATH is given.

    `healthlint check` then sets them aside and reports only what is new: text that is moved or wrapped anew stays
    accepted, a sentence that is edited is looked at again, and one more of the same is new. Entries of files that are not
    among the PATHs stay as they are.

    Exit code 0: done. 1: --check found something stale, or --ratchet something new. 2: something could not be checked.
    """
    if sum((options["prune"], options["check"], options["ratchet"])) > 1:
        raise click.UsageError("--prune, --check and --ratchet exclude each other")
    config_for = finder(flags(options), options["config"], none=options["no_config"])
    here = discover(paths or starts(config_for(".")), config_for)
    report = lint(here, config_for("."), loader(keep=True), How(progress=True))
    tell(report, here, color=output.colored("auto"), quiet=False)
    if report.errors:
        return 2
    before = baselines.read(_file(options["file"], config_for(".")))
    return _Change(before, report, here).carry_out(options)


class _Change:
    """What a run means for a baseline."""

    def __init__(self, before: Baseline, report: Report, here: Discovered) -> None:
        self.before = before
        self.seen = [found.path for found in here.found]
        protected = {found.path: found.config.policy.no_ignore for found in here.found}
        self.protected = [one for one in report.findings if baselines.is_protected(one.rule, protected[one.path])]
        self.findings: list[Finding] = [one for one in report.findings if one not in self.protected]
        self.old: Old = baselines.match(self.findings, before, self.seen)
        names = {before.name(path) for path in self.seen}
        gone = before.gone()
        self.stale = Counter({key: count for key, count in self.old.left.items() if key[0] in names or key[0] in gone})
        self.elsewhere = {key: one for key, one in before.entries.items() if key[0] not in names and key[0] not in gone}

    @property
    def new(self) -> list[Finding]:
        return [one for at, one in enumerate(self.findings) if at not in self.old.known]

    def carry_out(self, options: dict[str, Any]) -> int:
        """Write the baseline, or say why not."""
        for one in self.protected:
            place = f"{visible(one.path)}:{one.line}:{one.column}"
            click.echo(f"{place}: {one.rule} is never accepted; the policy protects it", err=True)
        if options["check"]:
            return self._checked()
        if options["ratchet"] and self.new:
            for one in self.new[:_SHOWN]:
                click.echo(f"new: {visible(one.path)}:{one.line}:{one.column}: {visible(one.message)} [{one.rule}]")
            click.echo(f"{_count(len(self.new), 'finding')} not accepted yet; {visible(self.before.file)} stays as it is")
            return 1
        chosen = self.findings
        if options["prune"] or options["ratchet"]:
            chosen = [one for at, one in enumerate(self.findings) if at in self.old.known]
        entries = baselines.entries(chosen, self.before.name) | self.elsewhere
        _refuse_outside(entries.values())
        output.write_file(self.before.file, baselines.dump(entries.values()))
        self._told(entries.values(), added=0 if options["prune"] or options["ratchet"] else len(self.new))
        return 0

    def _checked(self) -> int:
        for (path, mark), count in sorted(self.stale.items()):
            entry = self.before.entries[path, mark]
            times = f" ({count} times)" if count > 1 else ""
            click.echo(f"no longer found: {visible(path)}: {visible(entry.words)} [{entry.rule}]{times}")
        if self.stale:
            click.echo(f"{visible(self.before.file)} is stale; `healthlint baseline --prune` mends it")
        return int(bool(self.stale))

    def _told(self, entries: Any, added: int) -> None:  # noqa: ANN401
        total, files = sum(one.times for one in entries), len({one.path for one in entries})
        removed = sum(self.stale.values())
        click.echo(
            f"{visible(self.before.file)}: {_count(total, 'finding')} in {_count(files, 'file')} accepted"
            f" ({added} new, {removed} no longer found)"
        )


def _file(named: str | None, config: Config) -> Path:
    """Where the baseline is or will be: as named, the nearest, beside the configuration, or here."""
    if named is not None:
        return Path(named)
    return baselines.find(Path.cwd()) or Path(config.folder if config.path else ".", FILE_NAME)


def _refuse_outside(entries: Any) -> None:  # noqa: ANN401
    outside = sorted(entry.path for entry in entries if entry.path.startswith("../") or Path(entry.path).is_absolute())
    if outside:
        raise click.UsageError(
            f"{visible(outside[0])} lies outside the baseline's folder; run this from a folder that holds both"
        )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

"""`healthlint test`: run the examples that rule files hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from healthlint import run
from healthlint.cli import output
from healthlint.cli.options import config_options
from healthlint.config import Config, finder, near
from healthlint.report.escape import visible
from healthlint.rules import examples
from healthlint.rules.coverage import unreached
from healthlint.rules.rule import Rule, RuleSet
from healthlint.rules.where import rules_folder


@click.command("test", short_help="Run the examples in rule files.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--coverage", is_flag=True, help="List the alternatives of phrases that no example reaches.")
@config_options
def command(paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """Run the examples of rule files or folders; without PATH, those of all rules, shipped and your own.

    With --coverage, list instead what in their phrases (without PATH, in cues and masks too) no example reaches.

    Exit code 0: all examples hold, or reach everything. 1: some do not. 2: a rule file is wrong.
    """
    config = finder({}, options["config"], none=options["no_config"])(".")
    rules = run.load_rules(_with(config, paths), examples=True)
    chosen = [rule for rule in rules.rules if not paths or any(_below(rule, Path(path)) for path in paths)]
    if not chosen:
        raise click.UsageError(f"no rules in {', '.join(paths)}; a rule is <folder>/<category>/<name>.yaml")
    if options["coverage"]:
        return _coverage(chosen, rules, shared=not paths)
    failures = [failure for rule in chosen for failure in examples.failures(rule, rules)]
    lines = [f"{visible(str(failure))}\n" for failure in failures]
    groups = [(one.bad, one.good, one.known_gaps, one.each) for one in (rule.examples for rule in chosen)]
    count = sum(len(examples) for group in groups for examples in group)
    broken = f"{len(failures)} of " if failures else ""
    verb = "do not hold" if failures else "hold"
    lines.append(f"{broken}{count} examples of {len(chosen)} rule{'s' * (len(chosen) != 1)} {verb}\n")
    output.write("".join(lines))
    return 1 if failures else 0


def _coverage(chosen: list[Rule], rules: RuleSet, *, shared: bool) -> int:
    found = unreached(rules, chosen, shared=shared)
    lines = [f"{visible(str(one))}\n" for one in found]
    what = f"{len(found):,} alternative{'s are' if len(found) != 1 else ' is'} reached by no example"
    output.write("".join(lines) + (f"{what}\n" if found else "every alternative is reached by an example\n"))
    return 1 if found else 0


def _with(config: Config, paths: tuple[str, ...]) -> Config:
    """The configuration with the folders that the paths stand in, where no folder it knows holds them."""
    folders = list(config.rules)
    for path in [Path(name) for name in paths]:
        if not path.exists():
            raise click.UsageError(f"no such file or folder {str(path)!r}")
        folder = _folder(path)
        known = [rules_folder(), *map(Path, folders)]
        if not any(folder.resolve().is_relative_to(one.resolve()) for one in known):
            folders.append(near(folder))
    return config._replace(rules=tuple(folders))


def _folder(path: Path) -> Path:
    """The folder of categories that a rule file, a category or such a folder itself stands for."""
    if path.is_file():
        return path.absolute().parent.parent
    return path.absolute().parent if any(path.glob("*.yaml")) and not any(path.glob("*/*.yaml")) else path


def _below(rule: Rule, path: Path) -> bool:
    return Path(rule.path).resolve().is_relative_to(path.resolve())

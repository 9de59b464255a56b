"""Names of rules and categories that somebody wrote, checked against those that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import click

from healthlint.config import Config
from healthlint.errors import ConfigError
from healthlint.readers import hint
from healthlint.report.escape import visible
from healthlint.rules.renamed import told
from healthlint.rules.rule import RuleSet
from healthlint.yamlio import Mark


def check_names(config: Config, rules: RuleSet) -> None:
    """Refuse unknown names: those of the configuration with their places, those of the command line as wrong usage.

    An old name of a rule is no unknown one; what it is called now is said on standard error, as are platforms without policies.
    """
    ids = {*rules.renamed, *(rule.id for rule in rules.rules)}
    both = ids | {rule.category for rule in rules.rules}
    written = sorted({(getattr(name, "mark", Mark(0, 0)), key, name) for key, name in _written(config)})
    wrong = [(mark, message) for mark, key, name in written if (message := _unknown(key, name, ids, both))]
    placed = [f"{config.path}:{mark.line}:{mark.column}: {message}" for mark, message in wrong if mark.line]
    if placed:
        raise ConfigError("\n".join(placed))
    if wrong:
        raise click.UsageError("; ".join(f"--{message}" for _mark, message in wrong))
    for mark, key, name in written:
        if name in rules.renamed:
            where = f"{config.path}:{mark.line}:{mark.column}: {key}" if mark.line else f"--{key}"
            click.echo(f"{visible(where)}: {visible(told(name, rules.renamed[name]))}", err=True)
    for platform in config.platforms:
        if platform not in rules.tables.platforms:
            click.echo(f"platforms: nothing is known here of the policies of {platform}; its copy is checked as any", err=True)


def _written(config: Config) -> Iterator[tuple[str, str]]:
    """The names in the configuration file and on the command line, each with the key or the option it was given to."""
    yield from config.names
    for key in ("select", "ignore"):
        yield from ((key, name) for name in getattr(config, key) if key in config.pinned)


def _unknown(key: str, name: str, ids: Collection[str], both: Collection[str]) -> str:
    noun, known = ("rule", ids) if key.endswith("severities") else ("rule or category", both)
    return "" if name in known else f"{key}: no {noun} {str(name)!r}{hint(name, sorted(known))}"

"""Names of rules and categories that somebody wrote, checked against those that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import click

from healthlint.config import Config
from healthlint.errors import ConfigError
from healthlint.keys import hint
from healthlint.report.escape import visible
from healthlint.rules.renamed import told
from healthlint.rules.rule import RuleSet
from healthlint.yamlio import Scalar


def check_names(config: Config, rules: RuleSet) -> None:
    """Refuse unknown names: those of the configuration with their places, those of the command line as wrong usage.

    An old name of a rule is no unknown one; what it is called now is said on standard error.
    """
    ids = {*rules.renamed, *(rule.id for rule in rules.rules)}
    both = ids | {rule.category for rule in rules.rules}
    written = _written(config)
    wrong = [one for key, names in written for one in _unknown(key, names, ids if key == "severities" else both)]
    placed = sorted((name.mark, message) for name, message in wrong if isinstance(name, Scalar))
    if placed:
        lines = (f"{config.path}:{mark.line}:{mark.column}: {message}" for mark, message in placed)
        raise ConfigError("\n".join(lines))
    if wrong:
        raise click.UsageError("; ".join(f"--{message}" for _name, message in wrong))
    for key, names in written:
        for name in (name for name in names if name in rules.renamed):
            where = f"{config.path}:{name.mark.line}:{name.mark.column}: {key}" if isinstance(name, Scalar) else f"--{key}"
            click.echo(f"{visible(where)}: {visible(told(name, rules.renamed[name]))}", err=True)


def _written(config: Config) -> tuple[tuple[str, Iterable[str]], ...]:
    return (
        ("select", config.select),
        ("ignore", config.ignore),
        ("severities", config.severities),
        ("policy: no_ignore", config.policy.no_ignore),
    )


def _unknown(key: str, names: Iterable[str], known: Collection[str]) -> list[tuple[str, str]]:
    noun = "rule" if key == "severities" else "rule or category"
    return [(name, f"{key}: no {noun} {str(name)!r}{hint(name, sorted(known))}") for name in names if name not in known]

"""Which reports a run writes, and where each goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from healthlint.readers import hint
from healthlint.report import REPORTERS

HELP = (
    "FORMAT=FILE writes a report to a file, FORMAT alone to standard output, and a FILE with a dot or a slash in its name takes"
    " what --format says. Repeatable; one report can go to standard output."
)
_STDOUT = "-"
_SPEAKING = frozenset((".json", ".jsonl", ".md", ".sarif", ".xml"))  # endings that promise another format than text


class Target(NamedTuple):
    """A format and the file it goes to, None for standard output."""

    format: str
    file: str | None


def targets(outputs: Sequence[str], chosen: str | None) -> list[Target]:
    """What `--output` and `--format` ask for, standard output first. Raises UsageError."""
    asked = [_target(output, chosen) for output in outputs]
    printed = list(dict.fromkeys(target for target in asked if target.file is None))
    files = [target for target in asked if target.file is not None]
    default = Target(chosen or "text", None)
    placed = any(target.file in outputs for target in files)  # what --format says has gone to a file of its own
    if default not in printed and not placed and (chosen is not None or not printed):
        printed.insert(0, default)
    if len(printed) > 1:
        names = " and ".join(target.format for target in printed)
        raise click.UsageError(f"--output: {names} can't both go to standard output; say FORMAT=FILE for all but one")
    _check_differ(files)
    return printed + files


def _target(output: str, chosen: str | None) -> Target:
    name, mark, file = output.partition("=")
    if output == _STDOUT:
        return Target(chosen or "text", None)
    if any(sign in name for sign in "./\\"):
        if chosen is None and Path(output).suffix.lower() in _SPEAKING:
            raise click.UsageError(f"--output {output}: say which format goes there, as in --output json={output}")
        return Target(chosen or "text", output)
    if name not in REPORTERS:
        known = hint(name, REPORTERS) or f"; known: {', '.join(REPORTERS)}"
        raise click.UsageError(f"--output {output}: no format {name!r}{known}; a file of that name is ./{output}")
    if mark and not file:
        raise click.UsageError(f"--output {output}: the file's name is missing")
    return Target(name, None if file in {"", _STDOUT} else file)


def _check_differ(files: list[Target]) -> None:
    seen: set[Path] = set()
    for target in files:
        path = Path(str(target.file)).absolute()
        if path in seen:
            raise click.UsageError(f"--output {target.file}: two reports can't go to one file")
        seen.add(path)

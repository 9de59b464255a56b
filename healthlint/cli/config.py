"""`healthlint config`: what applies to a file, and who says so."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import click

from healthlint import run
from healthlint.cli import output
from healthlint.cli.names import check_names
from healthlint.cli.options import config_options, flags, profile_options, selection_options
from healthlint.config import Config, excludes, finder, for_document, outside
from healthlint.discover import Found, read_source
from healthlint.errors import InputError
from healthlint.parse import parse
from healthlint.report.escape import json_safe, visible
from healthlint.schema import schema_text
from healthlint.settings import Setting, settings, written

_PLAIN = re.compile(r"(?!(?:yes|no|on|off|true|false|null)$)[A-Za-z_./][A-Za-z0-9_./ -]*(?<! )")
_WIDTH = 44
_UNSET: tuple[object, ...] = (None, "", [], {})


class Shown(NamedTuple):
    """A path, what it is read with, and what is to be said before that."""

    path: str
    config: Config
    notes: tuple[str, ...]
    settings: tuple[Setting, ...]


@click.command("config", short_help="Show what applies to a file, and who says so.")
@click.option("--show", "paths", multiple=True, metavar="PATH", help="The file or folder to show. Default: this folder.")
@profile_options
@selection_options
@config_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the configuration, for editors, and nothing else.")
def command(paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """Show every setting that applies to a file, and where it comes from.

    That is the default, a line of the configuration, one of its overrides, the file's front matter or the command line.
    The text is a configuration itself. Exit code 2: the configuration or the front matter is wrong.
    """
    if options["schema"]:
        output.write(schema_text(), utf8=True)
        return 0
    config_for = finder(flags(options), options["config"], none=options["no_config"])
    shown = [_shown(path, config_for(path)) for path in paths or (".",)]
    for config in {one.config.path: one.config for one in shown}.values():
        check_names(config, run.load_rules(config, keep=True))
    as_json = options["format_"] == "json"
    output.write(_json(shown) if as_json else "\n".join(map(_text, shown)), utf8=as_json)
    return 0


def _shown(path: str, config: Config) -> Shown:
    notes = []
    front_matter: Mapping[str, object] = {}
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where this one says no
        notes.append("a folder; overrides may say otherwise of files in it")
    elif not os.path.lexists(path):
        notes.append("no such file; its front matter may say otherwise")
    else:
        front_matter = _front_matter(path, config)
    try:
        config = for_document(config, front_matter)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    if excludes(config, path):
        notes.append(f"not checked, unless it is named: {config.path}:{config.places['exclude'].line} excludes it")
    elif path != "." and outside(config, path):
        notes.append(f"not checked, unless it is named: outside the paths of {config.path}:{config.places['paths'].line}")
    return Shown(path, config, tuple(notes), tuple(settings(config, path, front_matter)))


def _front_matter(path: str, config: Config) -> Mapping[str, object]:
    try:
        source = read_source(Found(path, Path(path), named=True, config=config))
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    return parse(source.path, source.raw, source.format, config.fields).front_matter


def _text(shown: Shown) -> str:
    return "".join(f"{visible(line)}\n" for line in _lines(shown))


def _lines(shown: Shown) -> Iterator[str]:
    yield f"# {shown.path}: {shown.config.path or 'no configuration'}"
    yield from (f"# {note}" for note in shown.notes)
    for key, group in groupby(shown.settings, key=lambda one: one.key):
        first, *others = group
        if not first.part:
            lead = "# " if first.value in _UNSET else ""
            yield f"{lead}{key}: {_yaml(first.value)}".ljust(_WIDTH) + f"  # {first.source}"
            continue
        yield f"{key}:"
        for one in (first, *others):
            named = one.value != one.part
            line = f"  {_yaml(one.part)}: {_yaml(one.value)}" if named else f"  - {_yaml(one.part)}"
            yield line.ljust(_WIDTH) + f"  # {one.source}"


def _yaml(value: object) -> str:
    """A value as YAML on one line."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_yaml(key)}: {_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return json.dumps(value)


def _json(shown: Sequence[Shown]) -> str:
    files = [
        {
            "path": one.path,
            "config": one.config.path or None,
            "notes": one.notes,
            "settings": [
                {"key": key, "value": written(getattr(one.config, key)), "from": sorted({part.source for part in parts})}
                for key, parts in ((key, list(group)) for key, group in groupby(one.settings, key=lambda one: one.key))
            ],
        }
        for one in shown
    ]
    return json_safe(json.dumps({"version": 1, "files": files}, ensure_ascii=False, indent=1) + "\n")

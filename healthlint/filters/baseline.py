"""The baseline: findings that a team accepted on the day it began, kept in a file that merges well and names no lines."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from healthlint.config import near, relative
from healthlint.errors import ConfigError
from healthlint.filters.accepted import Key, Old, old
from healthlint.model import Finding, Report, SetAside

FILE_NAME = ".healthlint-baseline.json"
VERSION = 1
_KEYS = {"path": str, "rule": str, "words": str, "fingerprint": str, "count": int}


class Entry(NamedTuple):
    """Accepted findings of one file with the same rule, words and sentence. Rule and words are there for people."""

    path: str
    rule: str
    words: str
    fingerprint: str
    times: int


class Baseline(NamedTuple):
    """A file of accepted findings; paths are relative to its `folder`."""

    file: str
    folder: str
    entries: Mapping[Key, Entry] = MappingProxyType({})

    def name(self, path: str) -> str:
        """A file as the baseline calls it."""
        return relative(self.folder, path)

    def gone(self) -> set[str]:
        """The files that it knows and that are no more."""
        return {path for path in {path for path, _ in self.entries} if not os.path.lexists(Path(self.folder, path))}


def finder(file: str | None = None, *, none: bool = False) -> Callable[[str], Baseline | None]:
    """A function from a path to the baseline that knows it: the one named, none, or the nearest up to its repository's root."""
    fixed = read(Path(file)) if file is not None and not none else None
    by_folder: dict[Path, Baseline | None] = {}
    by_file: dict[Path, Baseline] = {}

    def baseline_for(path: str) -> Baseline | None:
        if none or fixed is not None:
            return fixed
        folder = Path(path).parent
        if folder not in by_folder:
            nearest = find(Path(os.path.realpath(folder)))
            if nearest is not None and nearest not in by_file:
                by_file[nearest] = read(nearest)
            by_folder[folder] = None if nearest is None else by_file[nearest]
        return by_folder[folder]

    return baseline_for


def find(folder: Path) -> Path | None:
    """The nearest baseline at or above a folder, up to the root of its repository."""
    for place in (folder, *folder.parents):
        if os.path.isfile(place / FILE_NAME):  # noqa: PTH113 - Path.is_file raises in a folder that may not be read
            return place / FILE_NAME
        if os.path.lexists(place / ".git"):
            return None
    return None


def read(file: Path, folder: Path | None = None) -> Baseline:
    """Read a baseline; no file is an empty one. Raises ConfigError."""
    import json  # noqa: PLC0415 - most runs have no baseline

    shown, base = near(file), os.path.realpath(folder or file.parent)
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return Baseline(shown, base)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{shown}: {error}") from error
    try:
        data = json.loads(text)
    except ValueError as error:
        place = f":{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        message = f"{shown}{place}: not valid JSON; mend what a merge left, or delete it and run `healthlint baseline`"
        raise ConfigError(message) from error
    except RecursionError as error:
        raise ConfigError(f"{shown}: nested too deep") from error
    return Baseline(shown, base, _entries(shown, data))


def _entries(shown: str, data: Any) -> dict[Key, Entry]:  # noqa: ANN401 - whatever the JSON holds
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("accepted"), list):
        raise ConfigError(f"{shown}: no baseline of version {VERSION}; delete it and run `healthlint baseline`")
    entries: dict[Key, Entry] = {}
    items = data["accepted"][:-1] if data["accepted"][-1:] == [None] else data["accepted"]
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or {key: type(value) for key, value in item.items()} != _KEYS or item["count"] < 1:
            raise ConfigError(f"{shown}: entry {number} does not hold {', '.join(_KEYS)}, as `healthlint baseline` writes them")
        entry = Entry(*(item[key] for key in _KEYS))
        before = entries.get((entry.path, entry.fingerprint))
        # A merge may bring the same line twice; that is one decision, not two.
        entries[entry.path, entry.fingerprint] = entry if before is None or before.times < entry.times else before
    return entries


def dump(entries: Iterable[Entry]) -> str:
    """One entry a line, in an order that depends on nothing but the entries.

    The list ends in null, so that every entry's line ends alike and a branch that adds or removes one changes no other's.
    """
    import json  # noqa: PLC0415 - see above

    ordered = sorted(entries, key=lambda entry: (entry.path, entry.rule, entry.words, entry.fingerprint))
    lines = [json.dumps(dict(zip(_KEYS, entry, strict=True))) for entry in ordered]
    return f'{{"version": {VERSION},\n "accepted": [\n' + "".join(f"  {line},\n" for line in lines) + "  null]}\n"


def match(findings: Iterable[Finding], baseline: Baseline, seen: Collection[str]) -> Old:
    """Which findings the baseline knows, by their places among those given; `seen` are the paths that were looked at."""
    named = [(baseline.name(one.path), one) for one in findings]
    counts = {key: entry.times for key, entry in baseline.entries.items()}
    return old(named, counts, {baseline.name(path) for path in seen}, baseline.gone())


def is_protected(rule: str, protected: Collection[str]) -> bool:
    """Whether a policy says that nobody accepts what the rule finds."""
    return rule in protected or rule.partition("/")[0] in protected


def entries(findings: Iterable[Finding], names: Callable[[str], str]) -> dict[Key, Entry]:
    """The entries that accept some findings."""
    found: dict[Key, Entry] = {}
    counts: Counter[Key] = Counter()
    for one in findings:
        key = names(one.path), one.fingerprint
        counts[key] += 1
        found[key] = Entry(key[0], one.rule, one.excerpt, one.fingerprint, counts[key])
    return found


def set_aside(report: Report, old_ones: Mapping[int, str]) -> Report:
    """The report with some of its findings, named by their places, set aside for a reason."""
    return report._replace(
        findings=tuple(one for at, one in enumerate(report.findings) if at not in old_ones),
        set_aside=tuple(
            sorted(
                (*report.set_aside, *(SetAside(report.findings[at], reason) for at, reason in old_ones.items())),
                key=lambda one: one.finding.order,
            )
        ),
    )

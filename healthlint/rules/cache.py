"""Keeps rules compiled between runs, for checkouts and for users' own rules; a wheel's rules are compiled as it is.

One JSON file for each set of folders in the user's cache folder. Whatever goes wrong with it, the rules are read anew.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from healthlint import __version__


def stamp(folders: list[Path], added: dict[str, list[str]]) -> str:
    """What changes when any file of the folders, an added term or healthlint itself does."""
    parts = [__version__, repr(sorted(added.items()))]
    for folder in folders:
        for top, names, files in os.walk(folder):
            names.sort()
            for file in sorted(files):
                found = os.stat(os.path.join(top, file))  # noqa: PTH118, PTH116 - hundreds of times in each run
                parts.append(f"{top}/{file} {found.st_mtime_ns} {found.st_size}")
    # In a checkout the compiler changes too.
    parts.extend(f"{module.name} {module.stat().st_mtime_ns}" for module in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def read(folders: list[Path], wanted: str) -> bytes | None:
    """The text kept for these folders, when it was kept under the same stamp."""
    try:
        found, _, text = _file(folders).read_bytes().partition(b"\n")
    except OSError:
        return None
    return text if found == wanted.encode() else None


def write(folders: list[Path], made_under: str, text: str) -> None:
    """Keep a text; readable by its user alone, and there whole or not at all."""
    file = _file(folders)
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
            stream.write(f"{made_under}\n{text}")
        part.replace(file)
    except OSError:
        return


def _file(folders: list[Path]) -> Path:
    name = hashlib.sha256("\n".join(str(folder.resolve()) for folder in folders).encode("utf-8", "replace")).hexdigest()[:16]
    return _home() / "healthlint" / f"rules-{name}.json"


def _home() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")

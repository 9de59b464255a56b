"""Where the shipped rules are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """The folder of the shipped rules."""
    packaged = _PACKAGE / "_data" / "rules"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "rules"


def compiled_file() -> Path | None:
    """The shipped rules as JSON, which only a wheel has."""
    path = _PACKAGE / "_data" / "rules.json"
    return path if path.is_file() else None

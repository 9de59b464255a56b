"""Compiles the rules to JSON when a wheel is built, so that a run need not read their YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface):
    """Adds `healthlint/_data/rules.json`. An editable install has none: its rules are the checkout's."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is put together."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from healthlint.checks import SETTINGS  # noqa: PLC0415 - the package under construction
        from healthlint.rules import compiled, load  # noqa: PLC0415

        path = Path(self.directory) / "rules.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(compiled.dump(load.load([Path(self.root) / "rules"], SETTINGS, {})), "utf-8")
        build_data["force_include"][str(path)] = "healthlint/_data/rules.json"

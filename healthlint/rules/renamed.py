"""Rules that were renamed or retired: a name that was right once goes on to be understood wherever it was written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from healthlint.config import Config
from healthlint.readers import hint
from healthlint.rules.rule import Renamed

if TYPE_CHECKING:  # a wheel's compiled rules need no reader of rule files
    from healthlint.rules.fields import Fields

FILE_NAME = "renamed.yaml"


def read_renamed(fields: Fields, ids: Collection[str]) -> dict[str, Renamed]:
    """What the file says of each old id; `ids` are those of today's rules."""
    found: dict[str, Renamed] = {}
    for old in fields.value:
        mark = fields.value.keys_at[old]
        retired = not isinstance(fields.value[old], str)
        if not retired:
            found[old] = Renamed(fields.text(old), "")
        elif (reason := fields.mapping(old)) is not None:
            found[old] = Renamed("", reason.text("retired"))
            reason.finish()
        if old in ids:
            fields.problem(mark, f"there is a rule {old!r}; an old name must be free, so rename one of them")
        if not retired and found[old].to not in ids:
            fields.problem(mark, f"{old!r} is called after no rule there is: {found[old].to!r}{hint(found[old].to, ids)}")
    return found


def current(config: Config, renamed: Mapping[str, Renamed]) -> Config:
    """The configuration with today's names in it. Retired ones stay: they name nothing, and a selection of them nothing."""
    written = (config.select, config.ignore, config.severities, config.policy.no_ignore)
    if not any(name in renamed for names in written for name in names):
        return config
    severities = {_current(name, renamed): level for name, level in config.severities.items() if name in renamed}
    severities |= {name: level for name, level in config.severities.items() if name not in renamed}
    return config._replace(
        select=tuple(_current(name, renamed) for name in config.select),
        ignore=tuple(_current(name, renamed) for name in config.ignore),
        severities=severities,
        policy=config.policy._replace(no_ignore=tuple(_current(name, renamed) for name in config.policy.no_ignore)),
    )


def told(name: str, now: Renamed) -> str:
    """What to say to somebody who wrote the old name."""
    return f"{str(name)!r} is now called {now.to!r}" if now.to else f"{str(name)!r} is retired: {now.reason}"


def _current(name: str, renamed: Mapping[str, Renamed]) -> str:
    return (renamed[name].to or name) if name in renamed else name

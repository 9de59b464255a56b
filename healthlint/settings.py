"""What applies to one file, setting by setting, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from healthlint.config import Config, overriding
from healthlint.keys import KEYS, PROFILE_KEYS
from healthlint.model import Approval, Licence, Policy
from healthlint.yamlio import Mark

_JOINED = frozenset(("severities", "ignore", "fields", "lexicons"))  # from several places at once
_OPENER = 1  # the line above front matter


class Setting(NamedTuple):
    """A value as the configuration would write it, and where it comes from.

    A setting that is put together from several places comes in parts, each with its name.
    """

    key: str
    value: Any
    source: str
    part: str = ""


def settings(config: Config, path: str, front_matter: Mapping[str, object]) -> Iterator[Setting]:
    """Every setting of a file, in the order of their keys; `config` is what is left when all have spoken."""
    own = front_matter.get("healthlint")
    pages: Mapping[str, object] = own if isinstance(own, Mapping) else {}
    overridden = {key: override.places[key] for override in overriding(config, path) for key in override.values}
    for key in sorted(KEYS.keys() - {"overrides"}):
        value = written(getattr(config, key))
        if key in _JOINED and value and key not in config.pinned:
            yield from _parts(config, key, value)
        elif key in config.pinned:
            yield Setting(key, value, "command line")
        elif key in PROFILE_KEYS and key in pages:
            yield Setting(key, value, _on_page(pages, key))
        elif key in overridden:
            yield Setting(key, value, f"{config.path}:{overridden[key].line}, in overrides")
        elif key in config.places:
            yield Setting(key, value, f"{config.path}:{config.places[key].line}")
        else:
            yield Setting(key, value, "default")


def _parts(config: Config, key: str, value: Any) -> Iterator[Setting]:  # noqa: ANN401 - settings are of many types
    for name in value:
        mark = getattr(name, "mark", None)
        source = "default" if mark is None else f"{config.path}:{mark.line}"
        outside = mark is not None and not _below(mark, key, config.places)
        yield Setting(key, value[name] if isinstance(value, Mapping) else name, source + ", in overrides" * outside, name)


def written(value: Any) -> Any:  # noqa: ANN401 - settings are of many types
    """A finished value as the configuration would write it: texts, lists and mappings."""
    if isinstance(value, Licence):
        return {"agent": value.agent, "jurisdiction": value.jurisdiction, "indication": list(value.indications)}
    if isinstance(value, Approval):
        return value._asdict()
    if isinstance(value, Policy):
        return {key: list(names) for key in ("no_ignore", "front_matter") if (names := getattr(value, key)) not in {(), None}}
    if isinstance(value, Mapping):
        return {key: written(inner) for key, inner in value.items()}
    if isinstance(value, tuple | frozenset):
        return [written(inner) for inner in (sorted(value) if isinstance(value, frozenset) else value)]
    return value


def _below(mark: Mark, key: str, places: Mapping[str, Mark]) -> bool:
    """Whether a place lies under a key of the file: after it, and with no other key in between."""
    before = [name for name, place in sorted(places.items(), key=lambda item: item[1]) if place <= mark]
    return bool(before) and before[-1] == key


def _on_page(pages: Mapping[str, object], key: str) -> str:
    mark = getattr(pages, "keys_at", {}).get(key)
    return f"front matter, line {mark.line + _OPENER}" if mark else "front matter"

"""What a run was told: `.healthlint.yaml`, the command line over it, and a document's own front matter over both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from healthlint import yamlio
from healthlint.errors import ConfigError, InputError
from healthlint.globs import matcher
from healthlint.keys import KEYS, PAGE_KEYS, Override
from healthlint.model import Approval, Licence, Policy, Trust
from healthlint.readers import Say, mapping

FILE_NAME = ".healthlint.yaml"


class Config(NamedTuple):
    """All settings, finished. Names read from a file are `yamlio.Scalar`s: a later error can say where they stand.

    path      the file it was read from, "" for none
    folder    what `paths`, `exclude`, `rules` and `overrides` are relative to
    overrides what holds for some paths only; later ones win
    today     the day on which approvals are looked at, YYYY-MM-DD; "" for that of the clock
    inline_ignores whether ignores in the copy are listened to
    trust     what of a page's own settings and ignores counts; None for all
    pinned    keys given on the command line: no front matter and no override changes them
    places    where each key stands in the file
    names     what the file calls rules and categories, overrides included, each with the key it stands under
    """

    path: str = ""
    folder: str = "."
    jurisdictions: tuple[str, ...] = ("US", "UK")
    content_type: str = "clinic"
    platforms: tuple[str, ...] = ()
    audience: str = "public"
    strict: bool = False
    site_brand: str = ""
    site_owner_is_seller: bool = False
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    encoding: str = ""
    fields: frozenset[str] = frozenset()
    rules: tuple[str, ...] = ()
    severities: Mapping[str, str] = MappingProxyType({})
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    max_warnings: int | None = None
    disclaimer_in_template: bool = False
    own_clinic_counts: bool = False
    approved_claims: tuple[Approval, ...] = ()
    licensed: tuple[Licence, ...] = ()
    today: str = ""
    lexicons: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    policy: Policy = Policy()
    overrides: tuple[Override, ...] = ()
    inline_ignores: bool = True
    trust: Trust | None = None
    pinned: frozenset[str] = frozenset()
    places: Mapping[str, yamlio.Mark] = MappingProxyType({})
    names: tuple[tuple[str, str], ...] = ()


def load(path: Path) -> Config:
    """Read a configuration file. Raises ConfigError with all that is wrong in it."""
    shown = near(path)
    try:
        data = yamlio.load(path.read_text("utf-8-sig"))
    except yamlio.YamlError as error:
        raise ConfigError(f"{shown}:{error.mark.line}:{error.mark.column}: {error.message}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise ConfigError(f"{shown}: {error.strerror or error}") from error
    problems: list[tuple[yamlio.Mark, str]] = []

    def say(message: str, value: object) -> None:
        problems.append((getattr(value, "mark", yamlio.Mark(1, 1)), message))

    folder = Path(os.path.realpath(path.parent))
    values = {} if data is None else mapping(KEYS)(data, say)
    rules = tuple(_rule_folder(folder, name, say) for name in values.pop("rules", ()))
    if problems:
        lines = (f"{shown}:{mark.line}:{mark.column}: {message}" for mark, message in sorted(problems))
        raise ConfigError("\n".join(lines))
    places = getattr(data, "keys_at", {})
    return Config(path=shown, folder=str(folder), rules=rules, places=places, names=tuple(_names(values)), **values)


def _names(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("select", "ignore", "severities"):
        yield from ((key, name) for name in values.get(key, ()))
    yield from (("policy: no_ignore", name) for name in values.get("policy", Policy()).no_ignore)
    for override in values.get("overrides", ()):
        yield from ((f"overrides: {key}", name) for key, name in _names(override.values))


def find(folder: Path) -> Path | None:
    """The nearest configuration file at or above `folder`, up to the root of its repository."""
    for place in (folder, *folder.parents):
        path = place / FILE_NAME
        if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises in a folder that may not be read
            return path
        misnamed = path.with_suffix(".yml")
        if os.path.isfile(misnamed):  # noqa: PTH113
            raise ConfigError(f"{near(misnamed)}: not read under this name; rename it to {FILE_NAME}")
        if os.path.lexists(place / ".git"):
            return None
    return None


def finder(flags: Mapping[str, Any], file: str | None = None, *, none: bool = False) -> Callable[[str], Config]:
    """A function from a path to its configuration: the one named, none, or the nearest; `flags` always on top.

    What overrides say of the path holds already.
    """
    fixed = pin(Config() if file is None else load(Path(file)), flags) if none or file is not None else None
    by_folder: dict[Path, Config] = {}
    by_file: dict[Path | None, Config] = {}

    def config_for(path: str) -> Config:
        if fixed is not None:
            return for_path(fixed, path)
        folder = Path(path).parent
        if folder not in by_folder:
            nearest = find(Path(os.path.realpath(folder)))
            if nearest not in by_file:
                by_file[nearest] = pin(Config() if nearest is None else load(nearest), flags)
            by_folder[folder] = by_file[nearest]
        return for_path(by_folder[folder], path)

    return config_for


def pin(config: Config, flags: Mapping[str, Any]) -> Config:
    """The configuration with the settings of the command line, which nothing changes any more."""
    return config._replace(**flags, pinned=frozenset(flags))


def for_path(config: Config, path: str) -> Config:
    """The configuration with what its overrides say of a path."""
    for override in overriding(config, path):
        config = _over(config, override.values)
    return config


def overriding(config: Config, path: str) -> list[Override]:
    """The overrides that speak of a path; none of them speaks of the current folder, which stands for no file."""
    relative = below(config, path) if config.overrides else "."
    return [override for override in config.overrides if relative != "." and matcher(override.paths)(relative)]


def for_document(config: Config, front_matter: Mapping[str, object]) -> Config:
    """The configuration with what a document's front matter says under `healthlint:`.

    Raises InputError with all that is wrong in the front matter.
    """
    page = front_matter if config.trust is None else config.trust.front_matter
    return _over(config, _own(page["healthlint"], config)) if "healthlint" in page else config


def _over(config: Config, values: Mapping[str, Any]) -> Config:
    """`values` over those of the configuration: severities rule by rule, more to ignore, more fields; else in their place."""
    new = {key: value for key, value in values.items() if key not in config.pinned}
    if "severities" in new:
        told = new["severities"]  # its keys know where they stand; those that the site wrote would stay in a union
        new["severities"] = {**{key: level for key, level in config.severities.items() if key not in told}, **told}
    if "ignore" in new:
        new["ignore"] = (*config.ignore, *new["ignore"])
    if "fields" in new:
        new["fields"] = config.fields | new["fields"]
    return config._replace(**new)


def _own(value: object, config: Config) -> dict[str, Any]:
    problems: list[str] = []
    values: dict[str, Any] = mapping(PAGE_KEYS)(value, lambda message, _value: problems.append(message))
    values.pop("ignore", None)  # the parser has made directives of it
    allowed = config.policy.front_matter
    if allowed is not None:
        left = f"{config.path} leaves it {', '.join(allowed) or 'nothing'}"
        problems += [f"{key} is not for a page to say; {left}" for key in values if key not in allowed]
    if problems:
        raise InputError("front matter, under healthlint: " + "; ".join(problems))
    return values


def excludes(config: Config, path: str) -> bool:
    return bool(config.exclude) and matcher(config.exclude)(below(config, path))


def outside(config: Config, path: str) -> bool:
    """Whether the configuration says with `paths` what is read, and this is not in it."""
    if not config.paths:
        return False
    file = Path(config.folder, below(config, path))
    return not any(file.is_relative_to(_place(config, name)) for name in config.paths)


def starts(config: Config) -> tuple[str, ...]:
    """What is read when nobody names a path: `paths`, in a folder further down what of them lies there; else that folder.

    Raises ConfigError where `paths` lie elsewhere.
    """
    here = Path(os.path.realpath("."))
    if not config.paths:
        return (".",)
    places = [_place(config, name) for name in config.paths]
    if any(here.is_relative_to(place) for place in places):
        return (".",)
    further_down = Path(config.folder) in here.parents
    found = tuple(near(place) for place in places if place.is_relative_to(here) or not further_down)
    if not found:
        raise ConfigError(f"{config.path}: none of its `paths` lies in this folder; name what is to be read")
    return found


def _place(config: Config, name: str) -> Path:
    return Path(os.path.normpath(Path(config.folder, name)))


def below(config: Config, path: str) -> str:
    """`path` as seen from the configuration's folder, with forward slashes."""
    return relative(config.folder, path)


def relative(folder: str, path: str) -> str:
    """`path` as seen from a folder, with forward slashes."""
    file = Path(path)
    real = os.path.join(os.path.realpath(file.parent), file.name)  # noqa: PTH118 - a text is what relpath takes
    try:
        return os.path.relpath(real, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return file.as_posix()


def near(path: Path) -> str:
    """`path` as a message shows it: relative when it lies below the current folder."""
    absolute, here = path.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def _rule_folder(folder: Path, name: str, say: Say) -> str:
    path = folder / name
    if not path.is_dir():
        say(f"rules: no such folder {str(name)!r}", name)
    return near(path)

"""The settings of a revision that is trusted, for judging a change that may not bring its own.

A change from somebody else can hold another configuration, rules, a baseline, ignores, and front matter that calls a shop a
school. None of these counts: they are read as the trusted revision has them, and an ignore sets aside what it set aside there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Self

from healthlint import git, yamlio
from healthlint.config import FILE_NAME, Config, for_path, load, pin, relative
from healthlint.discover import Found, read_source
from healthlint.errors import ConfigError, InputError, RuleError
from healthlint.filters import baseline
from healthlint.filters.baseline import Baseline
from healthlint.model import Trust
from healthlint.parse import parse
from healthlint.rules.rule import RuleSet
from healthlint.run import lint_source


class Trusted:
    """A revision of the repository round the current folder; as a context, for what it writes is deleted at its end.

    Raises GitError where there is none.
    """

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self.top = Path(os.path.realpath(git.top(Path())))
        self.commit = git.commit(self.top, revision)
        self.blobs = {name: blob for name, blob in git.listed(self.top, self.commit).items() if ".." not in name.split("/")}
        self._copy = TemporaryDirectory(prefix="healthlint-")
        self._mirror = Path(os.path.realpath(self._copy.name))
        self._renamed: dict[str, str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._copy.cleanup()

    def configs(self, flags: Mapping[str, Any], file: str | None) -> Callable[[str], Config]:
        """As `healthlint.config.finder`, from the revision; `file` is named as it is in the work tree."""

        @cache
        def read(name: str | None) -> Config:
            return pin(Config(path=f"{self.revision}:") if name is None else self._config(name), flags)

        named = None if file is None else self._name(file)
        return lambda path: for_path(read(self._nearest(path, FILE_NAME) if named is None else named), path)

    def rules(self, rules_for: Callable[[Config], RuleSet]) -> Callable[[Config], RuleSet]:
        """The function, with what it finds wrong placed in the revision."""

        def read(config: Config) -> RuleSet:
            try:
                return rules_for(config)
            except RuleError as error:
                copied = f"{self._mirror}/"
                placed = [one._replace(path=one.path.replace(copied, f"{self.revision}:")) for one in error.problems]
                raise RuleError(placed) from error

        return read

    def baselines(self, file: str | None) -> Callable[[str], Baseline | None]:
        """As `healthlint.filters.baseline.finder`, from the revision."""

        @cache
        def read(name: str | None) -> Baseline | None:
            if name is None:
                return None
            self._bring([name])
            found = baseline.read(self._mirror / name, self.top / PurePosixPath(name).parent)
            return found._replace(file=f"{self.revision}:{name}")

        named = None if file is None else self._name(file)
        return lambda path: read(self._nearest(path, baseline.FILE_NAME) if named is None else named)

    def pinned(self, found: Iterable[Found], rules_for: Callable[[Config], RuleSet]) -> list[Found]:
        """The files, each with what it said of itself in the revision as all that counts of what it says of itself."""
        files = list(found)
        names = [self._before(one.path) for one in files]
        texts = git.blobs(self.top, [self.blobs[name] for name in names if name in self.blobs])
        before = [texts.get(self.blobs.get(name, ""), b"") for name in names]
        return [
            one._replace(config=one.config._replace(trust=_trust(one._replace(data=data, before=None), rules_for)))
            for one, data in zip(files, before, strict=True)
        ]

    def _before(self, path: str) -> str:
        """What a file of the work tree was called in the revision."""
        if self._renamed is None:
            entries = git.changed(self.top, self.commit)
            self._renamed = {one.new_name: one.old_name for one in entries if one.old_name and one.new_name}
        name = relative(str(self.top), path)
        return self._renamed.get(name, name)

    def _name(self, file: str) -> str:
        name = relative(str(self.top), file)
        if name not in self.blobs:
            raise ConfigError(f"{self.revision} has no file {name!r}")
        return name

    def _nearest(self, path: str, file_name: str) -> str | None:
        """The file of this name that is nearest to a path, in the folders above it."""
        inside = str(Path(path).parent / file_name)
        for folder in PurePosixPath(relative(str(self.top), inside)).parents:
            name = str(folder / file_name)
            if name in self.blobs:
                return name
        return None

    def _config(self, name: str) -> Config:
        self._bring([name, *self._rules_of(name)])
        folder = PurePosixPath(name).parent
        try:
            config = load(self._mirror / name)
        except ConfigError as error:
            raise ConfigError(str(error).replace(f"{self._mirror}/", f"{self.revision}:")) from error
        return config._replace(path=f"{self.revision}:{name}", folder=str(self.top / folder))

    def _rules_of(self, name: str) -> list[str]:
        """The rule files that a configuration speaks of; what is wrong with it is said when it is loaded."""
        self._bring([name])
        try:
            data = yamlio.load((self._mirror / name).read_text("utf-8-sig"))
        except (yamlio.YamlError, UnicodeDecodeError):
            return []
        named = data.get("rules", ()) if isinstance(data, dict) else ()
        folders = [named] if isinstance(named, str) else named
        roots = [os.path.normpath(PurePosixPath(name).parent / str(folder)) for folder in folders]
        return [one for one in self.blobs if any(root == "." or one.startswith(f"{root}/") for root in roots)]

    def _bring(self, names: Iterable[str]) -> None:
        """Write files of the revision into the copy of it."""
        missing = [name for name in names if not (self._mirror / name).exists()]
        contents = git.blobs(self.top, [self.blobs[name] for name in missing])
        for name in missing:
            (self._mirror / name).parent.mkdir(parents=True, exist_ok=True)
            (self._mirror / name).write_bytes(contents[self.blobs[name]])


def strange(found: Found) -> bool:
    """Whether a page's own settings are others than those that count. Raises InputError."""
    known = found.config.trust.front_matter if found.config.trust else {}
    return parse(*read_source(found), found.config.fields).front_matter.get("healthlint") != known.get("healthlint")


def _trust(before: Found, rules_for: Callable[[Config], RuleSet]) -> Trust:
    """What a page said of itself; nothing when it could not be read."""
    try:
        source = read_source(before)
    except InputError:
        return Trust()
    document = parse(*source, before.config.fields)
    ignores = tuple(one.text for one in document.directives)
    aside = lint_source(source, rules_for(before.config), before.config).set_aside if ignores else ()
    return Trust(ignores, tuple(one.finding.fingerprint for one in aside), document.front_matter)

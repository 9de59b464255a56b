"""What a change did to the copy: the files that it touched, as they are now and as they were."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from healthlint import git
from healthlint.config import Config, excludes
from healthlint.discover import Found
from healthlint.model import RunError
from healthlint.parse import FORMATS

_FILE = "100"  # how the modes of regular files begin


class Changed(NamedTuple):
    """One file: what it is now (None when it is gone), its name before ("" when it is new) and what it said then."""

    now: Found | None
    name: str
    before: bytes


class Changes(NamedTuple):
    """What is compared with, in words; the files in order; and what could not be looked at."""

    since: str
    files: list[Changed]
    errors: list[RunError]


class _Asked(NamedTuple):
    """What stays the same while repositories inside repositories are gone through."""

    wanted: Callable[[Path], bool]
    config_for: Callable[[str], Config]
    staged: bool


def since(revision: str, paths: Sequence[str], config_for: Callable[[str], Config]) -> Changes:
    """What the work tree has that the commit where it parted from a revision has not. Raises GitError."""
    top = git.top(Path())
    base = git.merge_base(top, revision)
    asked = _Asked(_below(paths), config_for, staged=False)
    files, errors = _compare(top, base, asked)
    for name in git.untracked(top):
        file = top / name
        if asked.wanted(file) and _is_copy(name) and not file.is_symlink():
            files.append(Changed(_found(file, config_for), "", b""))
    return _sorted(f"{revision} ({base[:12]})", files, errors)


def staged(paths: Sequence[str], config_for: Callable[[str], Config]) -> Changes:
    """What the index has that the last commit has not. Raises GitError."""
    top = git.top(Path())
    files, errors = _compare(top, git.head(top), _Asked(_below(paths), config_for, staged=True))
    return _sorted("the last commit", files, errors)


def _sorted(since: str, files: list[Changed], errors: list[RunError]) -> Changes:
    def excluded(one: Changed) -> bool:
        return one.now is not None and excludes(one.now.config, one.now.path)

    kept = [one for one in files if not excluded(one)]
    return Changes(since, sorted(kept, key=lambda one: (one.now.path if one.now else "", one.name)), errors)


def _compare(top: Path, base: str, asked: _Asked, target: str = "") -> tuple[list[Changed], list[RunError]]:
    """The changed files of a repository and of those inside it."""
    entries = git.changed(top, base, staged=asked.staged and not target, target=target)
    rows = [entry for entry in entries if _is_wanted(entry, top, asked)]
    of_index = asked.staged or bool(target)
    blobs = [entry.old_blob for entry in rows] + [entry.new_blob for entry in rows if of_index]
    contents = git.blobs(top, filter(None, blobs), hook=asked.staged and not target)
    files, errors = [], []
    for entry in rows:
        data = contents[entry.new_blob] if of_index and entry.new_blob else None
        name, before = _shown(top / entry.old_name) if entry.old_name else "", contents.get(entry.old_blob, b"")
        now = _found(top / entry.new_name, asked.config_for, data) if entry.new_name else None
        files.append(Changed(now and now._replace(before=(name, before) if name else None), name, before))
    for entry in entries:
        if entry.new_mode == git.SUBMODULE:
            inner, wrong = _inside(top / entry.new_name, entry, asked)
            files += inner
            errors += wrong
    return files, errors


def _inside(folder: Path, entry: git.Entry, asked: _Asked) -> tuple[list[Changed], list[RunError]]:
    """What changed in a repository inside the repository, between the commits that the outer one names."""
    if not os.path.lexists(folder / ".git"):
        message = "a submodule that is not checked out: its change was not checked"
        return [], [] if asked.wanted(folder) is False else [RunError(_shown(folder), message)]
    base = entry.old_blob if entry.old_mode == git.SUBMODULE else git.EMPTY_TREE
    return _compare(folder, base, asked, target=entry.new_blob if asked.staged else "")


def _is_wanted(entry: git.Entry, top: Path, asked: _Asked) -> bool:
    """Whether an entry is about a regular file of copy below one of the paths; what was a link before was no copy."""
    mode, name = (entry.new_mode, entry.new_name) if entry.new_name else (entry.old_mode, entry.old_name)
    return mode.startswith(_FILE) and _is_copy(name) and asked.wanted(top / name)


def _is_copy(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in FORMATS  # noqa: PTH122 - a name, no path


def _below(paths: Sequence[str]) -> Callable[[Path], bool]:
    """Whether a file is one of the paths or lies below one."""
    roots = [Path(os.path.realpath(path)) for path in paths]
    return lambda file: any(root == (real := _real(file)) or root in real.parents for root in roots)


def _real(file: Path) -> Path:
    return Path(os.path.realpath(file.parent), file.name)


def _found(file: Path, config_for: Callable[[str], Config], data: bytes | None = None) -> Found:
    shown = _shown(file)
    return Found(shown, Path(shown), named=True, config=config_for(shown), data=data)


def _shown(file: Path) -> str:
    """A file as reports name it: as seen from the current folder."""
    return os.path.relpath(_real(file), os.path.realpath(".")).replace(os.sep, "/")

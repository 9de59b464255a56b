"""Which files a run reads: those that are named, and the prose files of the folders that are named."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from healthlint.config import Config, excludes, outside
from healthlint.errors import InputError
from healthlint.model import RunError
from healthlint.parse import FORMATS, format_of

STDIN = "-"
STDIN_NAME = "<stdin>"
BINARY = "a binary file (it holds NUL characters)"
_NO_COPY = frozenset(("node_modules", "bower_components", "__pycache__", "venv", "vendor"))
_GIT_WARNING = "warning: could not open directory "
_BOMS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class Source(NamedTuple):
    """A decoded file: its path as reports show it, its text with line ends as they are, and its format."""

    path: str
    raw: str
    format: str


class Found(NamedTuple):
    """A file to read: its path as reports show it, where it is, whether it was named, and its configuration.

    `data` is what stood on standard input, which can be read only once, or in git's index; None for a file. `before` is
    another name that the file had and what it said under it, where that is to be compared.
    """

    path: str
    file: Path
    named: bool
    config: Config
    data: bytes | None = None
    before: tuple[str, bytes] | None = None


class Discovered(NamedTuple):
    """The files in order of their paths, what could not be read, and the files named but left out by `exclude`."""

    found: list[Found]
    errors: list[RunError]
    left_out: list[str]


class BinaryError(InputError):
    """The file is not text."""


def discover(
    paths: Sequence[str],
    config_for: Callable[[str], Config],
    *,
    stdin_name: str = STDIN_NAME,
    force_exclude: bool = False,
    allow_empty: bool = False,
) -> Discovered:
    """Find the files to read. A named file is read whatever git says, and whatever `exclude` says unless forced."""
    found: dict[str, Found] = {}
    errors: list[RunError] = []
    left_out: list[str] = []
    for path in paths:
        if path == STDIN:
            data = sys.stdin.buffer.read() if STDIN not in found else found[STDIN].data
            one = Found(stdin_name, Path(STDIN), named=True, config=config_for(stdin_name), data=data)
            if force_exclude and stdin_name != STDIN_NAME and _left_out(one.config, stdin_name):
                left_out.append(stdin_name)
            else:
                found[STDIN] = one
        elif os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where this one says no
            before = len(errors)
            inside = [_found(file, config_for) for file in _files(Path(path), errors)]
            kept = [one for one in inside if not excludes(one.config, str(one.file))]
            for one in kept:
                found.setdefault(_key(one.file), one)
            if not kept and not allow_empty and len(errors) == before:
                errors.append(RunError(_shown(Path(path)), f"no files to check in {path.rstrip('/')}/"))
        else:
            one = _found(Path(path), config_for, named=True)
            if force_exclude and _left_out(one.config, path):
                left_out.append(one.path)
            else:
                found[_key(one.file)] = one
    return Discovered(sorted(found.values(), key=lambda one: one.path), errors, left_out)


def _left_out(config: Config, path: str) -> bool:
    return excludes(config, path) or outside(config, path)


def read_source(found: Found) -> Source:
    """Read and decode one file. Raises InputError; BinaryError when it is no text at all."""
    try:
        data = found.file.read_bytes() if found.data is None else found.data
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower()) from error
    return Source(found.path, decode(data, found.config.encoding), format_of(found.path))


def source_before(found: Found) -> Source | None:
    """What a file was before; None where that is unknown or was no text."""
    if found.before is None:
        return None
    path, data = found.before
    try:
        return Source(path, decode(data, found.config.encoding), format_of(path))
    except InputError:
        return None


def decode(data: bytes, encoding: str = "") -> str:
    """Bytes as text: a byte-order mark decides and stays in the text, else the named encoding, else UTF-8."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if not marked and not encoding and b"\0" in data:
        raise BinaryError(BINARY)
    name = marked or encoding or "utf-8"
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(_undecodable(data, error, name)) from error
    if "\0" in text:
        raise BinaryError(BINARY)
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> str:
    label = name.upper().removesuffix("-LE").removesuffix("-BE")
    place = f"not {label}: byte 0x{data[error.start]:02X} at offset {error.start}"
    return f"{place}; save the file as UTF-8, or name its encoding with `encoding:` in .healthlint.yaml"


def _found(file: Path, config_for: Callable[[str], Config], *, named: bool = False) -> Found:
    return Found(_shown(file), file, named, config_for(str(file)))


def _shown(path: Path) -> str:
    return path.as_posix()


def _key(file: Path) -> str:
    return os.path.normpath(file.absolute())


def _files(folder: Path, errors: list[RunError]) -> Iterator[Path]:
    """The prose files below a folder, in no order."""
    names = _git_files(folder, errors)
    for file in _walk(folder, errors) if names is None else (folder / name for name in names):
        if file.suffix.lower() in FORMATS and _is_own_file(file):
            yield file
        elif names is not None and os.path.isdir(file) and not file.is_symlink():  # noqa: PTH112 - see above
            yield from _files(file, errors)  # another repository inside this one: git lists only its folder


def _is_own_file(file: Path) -> bool:
    """A regular file. Links are not followed: what one leads to is checked under its own name, or outside the tree."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False  # listed by git and deleted since


def _git_files(folder: Path, errors: list[RunError]) -> list[str] | None:
    """What git tracks or would track below a folder; None where it has no say: no repository, or an ignored folder."""
    from healthlint.git import ask  # noqa: PLC0415 - files that are named need no git

    if not os.path.lexists(folder / ".git") and ask(folder, "check-ignore", "-q", ".").code == 0:
        return None
    code, output, warnings = ask(folder, "ls-files", "-co", "--exclude-standard", "-z")
    if code != 0:
        return None
    unread = [line for line in os.fsdecode(warnings).splitlines() if line.startswith(_GIT_WARNING)]
    if unread:  # their names are relative to the top of the repository
        upward = os.fsdecode(ask(folder, "rev-parse", "--show-cdup").output).strip()
    for line in unread:
        name, _, reason = line.removeprefix(_GIT_WARNING).rpartition(": ")
        inside = os.path.relpath(folder / upward / name.strip("'"), folder)
        errors.append(RunError(_shown(folder / inside), reason.lower()))
    return sorted({name for name in os.fsdecode(output).split("\0") if name})


def _walk(folder: Path, errors: list[RunError]) -> Iterator[Path]:
    """Every file below a folder outside git's reach, less hidden folders and those that hold no copy."""

    def unreadable(error: OSError) -> None:
        errors.append(RunError(_shown(Path(error.filename)), (error.strerror or str(error)).lower()))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NO_COPY]
        yield from (Path(place, name) for name in names)

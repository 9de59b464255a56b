"""Git, asked for what only it knows: what changed, and what was there before. It never runs or fetches anything for us."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from healthlint.errors import HealthlintError
from healthlint.late import late

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
LINK, SUBMODULE = "120000", "160000"
_PLACES = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"))
# Nothing that a repository configures may run: no monitor, no driver, no pager.
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-pager", "--no-optional-locks")
_NO_GIT = 127
_BLAMED = late(r"[0-9a-f]{40,64} \d+ (\d+)(?: \d+)?")


class GitError(HealthlintError):
    """What was asked of git cannot be answered; the message says why and what to do."""


class Answer(NamedTuple):
    """What a command of git gave."""

    code: int
    output: bytes
    warnings: bytes


class Entry(NamedTuple):
    """One changed file: its mode, name and blob before and now; "" for a name or a blob that it has not.

    Names are relative to the top of the repository, with forward slashes.
    """

    old_mode: str
    new_mode: str
    old_blob: str
    new_blob: str
    old_name: str
    new_name: str


class Blame(NamedTuple):
    """Who wrote a line, and when, in seconds since 1970."""

    author: str
    time: int


def ask(folder: Path, *words: str, data: bytes = b"", hook: bool = False) -> Answer:
    """Run git in a folder.

    A hook runs with git's own variables set for the commit under way. They would answer for another folder, so that they
    are left out unless that very commit is meant (`hook`).
    """
    import subprocess  # noqa: PLC0415 - slow to import; named files need no git

    environment = {key: value for key, value in os.environ.items() if hook or key not in _PLACES}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the words are ours
            ["git", *_QUIET, *words],  # noqa: S607 - wherever it is installed
            cwd=folder,
            env={**environment, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"},
            input=data,
            capture_output=True,
            check=False,
        )
    except OSError:
        return Answer(_NO_GIT, b"", b"git is not installed")
    return Answer(done.returncode, done.stdout, done.stderr)


def top(folder: Path) -> Path:
    """The top of the work tree that a folder is in. Raises GitError."""
    answer = ask(folder, "rev-parse", "--show-toplevel")
    if answer.code == _NO_GIT:
        raise GitError("git is not installed, and only git knows what has changed")
    if answer.code != 0:
        raise GitError(f"{folder.absolute()} is in no git repository: {_said(answer)}")
    return Path(os.fsdecode(answer.output).rstrip("\n"))


def commit(folder: Path, revision: str) -> str:
    """The commit that a revision names. Raises GitError."""
    answer = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if answer.code != 0:
        raise GitError(f"no commit {revision!r} here{_shallow(folder) or '; git fetch brings what a remote has'}")
    return answer.output.decode().strip()


def merge_base(folder: Path, revision: str) -> str:
    """The commit from which a revision and the work tree's own history parted. Raises GitError."""
    there = commit(folder, revision)
    answer = ask(folder, "merge-base", there, "HEAD")
    if answer.code != 0:
        why = _shallow(folder) or "; name a revision that this branch comes from"
        raise GitError(f"{revision!r} and the current branch have no commit in common{why}")
    return answer.output.decode().split()[0]


def head(folder: Path) -> str:
    """The commit under the work tree; the empty tree before the first one."""
    answer = ask(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    return answer.output.decode().strip() if answer.code == 0 else EMPTY_TREE


def _shallow(folder: Path) -> str:
    """What to do in a clone that holds a part of the history; "" in a whole one."""
    if ask(folder, "rev-parse", "--is-shallow-repository").output.strip() != b"true":
        return ""
    return "; this clone is shallow: fetch the history with `git fetch --unshallow`, in a GitHub workflow with `fetch-depth: 0`"


def changed(folder: Path, base: str, *, staged: bool = False, target: str = "") -> list[Entry]:
    """What differs between a commit and the work tree, the index (`staged`) or another commit (`target`), renames found."""
    words = ["diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none"]
    words += ["--cached"] if staged else []
    answer = ask(folder, *words, base, *([target] if target else []), "--", hook=staged)
    if answer.code != 0:
        raise GitError(f"git could not compare with {base[:12]}: {_said(answer)}")
    return list(_entries(iter(os.fsdecode(answer.output).split("\0"))))


def _entries(fields: Iterator[str]) -> Iterator[Entry]:
    for field in fields:
        if not field:
            return
        old_mode, new_mode, old_blob, new_blob, status = field.removeprefix(":").split()
        old_name = next(fields)
        new_name = next(fields) if status[0] in "RC" else old_name
        added, deleted = status[0] in "AC", status[0] == "D"
        yield Entry(
            old_mode, new_mode,
            "" if added else old_blob, "" if deleted else new_blob, "" if added else old_name, "" if deleted else new_name,
        )  # fmt: skip


def untracked(folder: Path) -> list[str]:
    """The files that git would add, by their names below the folder."""
    answer = ask(folder, "ls-files", "-o", "--exclude-standard", "-z")
    return [name for name in os.fsdecode(answer.output).split("\0") if name]


def listed(folder: Path, revision: str) -> dict[str, str]:
    """The regular files of a commit: name and blob."""
    answer = ask(folder, "ls-tree", "-r", "-z", "--full-tree", revision)
    rows = [row.partition("\t") for row in os.fsdecode(answer.output).split("\0") if row]
    parts = [(facts.split(), name) for facts, _, name in rows]
    return {name: blob for (mode, kind, blob), name in parts if kind == "blob" and mode != LINK}


def blame(file: Path, lines: Iterable[int]) -> dict[int, Blame]:
    """Who last wrote some lines of a file; nothing where git does not know the file, or nobody committed the line yet."""
    ranges = [word for line in sorted(set(lines)) for word in ("-L", f"{line},{line}")]
    answer = ask(file.absolute().parent, "blame", "--line-porcelain", *ranges, "--", file.name)
    found: dict[int, Blame] = {}
    facts: dict[str, str] = {}
    line = 0
    for row in answer.output.decode("utf-8", "replace").split("\n") if answer.code == 0 else ():
        if row.startswith("\t"):
            if facts.get("author-mail") != "<not.committed.yet>":
                found[line] = Blame(facts["author"], int(facts["author-time"]))
        elif match := _BLAMED.fullmatch(row):
            line = int(match[1])
        else:
            name, _, value = row.partition(" ")
            facts[name] = value
    return found


def blobs(folder: Path, names: Iterable[str], *, hook: bool = False) -> dict[str, bytes]:
    """The contents of blobs by their names. Raises GitError when one is missing, as in a partial clone that is offline."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    output = ask(folder, "cat-file", "--batch", data="".join(f"{name}\n" for name in wanted).encode(), hook=hook).output
    found: dict[str, bytes] = {}
    at = 0
    for name in wanted:
        end = output.find(b"\n", at)
        facts = output[at:end].split()
        if end < 0 or len(facts) != len(("name", "type", "size")):
            raise GitError(f"git does not hold {name[:12]}, which a changed file said before; fetch it first")
        at = end + 1 + int(facts[2])
        found[name] = output[end + 1 : at]
        at += 1
    return found


def _said(answer: Answer) -> str:
    lines = os.fsdecode(answer.warnings).strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"git gave code {answer.code}"

"""Git repositories for tests: made, filled, committed to; and this project as one, as it stands on disk."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
IDENTITY = (
    "-c",
    "user.name=t",
    "-c",
    "user.email=t@example.org",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "protocol.file.allow=always",
)
# What is printed where something cannot be installed because no package index can be reached.
NO_INDEX = ("Could not find a version", "No matching distribution", "ConnectionError", "Temporary failure in name resolution")


def git(folder, *words, **environment):
    """What git prints."""
    command, environment = ["git", *IDENTITY, *words], {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def write(folder, files):
    """Write files by their names; None deletes one."""
    for name, text in files.items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def commit(folder, files=()):
    """Commit all that is there, and give the commit."""
    write(folder, dict(files))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def copy_project(folder):
    """This project's files, those that are not committed yet among them."""
    for name in git(ROOT, "ls-files", "-co", "--exclude-standard").splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)

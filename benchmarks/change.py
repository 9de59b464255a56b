"""How much a change costs in a large repository: `check --diff` of a few files among many, against linting those few.

    python benchmarks/change.py [--files 10000] [--changed 5] [--runs 9]

Both are whole processes, run in turn; the figures are medians of seconds, of the clock and of the processor (git's included).
Compare them with each other only.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from speed import corpus

SIZE = 5_000  # characters of a post
_IDENTITY = ("-c", "user.name=b", "-c", "user.email=b@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")
_LINT = (sys.executable, "-m", "healthlint", "check", "--fail-on", "never", "--quiet")


def repository(folder: Path, files: int, changed: int) -> list[str]:
    """A repository of posts, a few of which have a sentence more than its last commit; gives the names of those."""
    corpus(folder, SIZE * files, files, unique=False)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "all")):
        subprocess.run(["git", *_IDENTITY, *words], cwd=folder, check=True)
    names = [path.name for path in sorted(folder.glob("*.md"))][:: max(files // changed, 1)][:changed]
    for name in names:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("\\nIt works for everyone, guaranteed.\\n")
    return names


def seconds(folder: Path, words: Sequence[str]) -> tuple[float, float]:
    """Seconds of the clock and of the processor for a whole process and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*_LINT, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=5)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        named = repository(folder, asked.files, asked.changed)
        seconds(folder, named)  # rules are compiled and files are read from the disk once
        pairs = [(seconds(folder, named), seconds(folder, ("--diff", "HEAD"))) for _ in range(asked.runs)]
    for kind, what in enumerate(("clock", "processor")):
        few = statistics.median(pair[0][kind] for pair in pairs)
        diff = statistics.median(pair[1][kind] for pair in pairs)
        ratio = statistics.median(pair[1][kind] / pair[0][kind] for pair in pairs)
        print(f"{what}: {asked.changed} files {few:.3f} s, --diff among {asked.files:,} {diff:.3f} s: {ratio:.2f} times")


if __name__ == "__main__":
    main()

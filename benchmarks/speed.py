"""How fast healthlint is: throughput in one process, growth with size, and a cold start.

    python benchmarks/speed.py [--megabytes 10]

The corpus is made of the sample posts' own paragraphs in a fixed random order, each sentence made unique by a name, so that
nothing gains by repetition. Figures are CPU seconds of this machine; compare them with each other, not with another's.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = 1_000
COLD_RUNS = 7
_NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ida", "Jon", "Kay", "Leo", "Mia", "Ned", "Oona", "Pip")


def corpus(folder: Path, size: int, files: int) -> int:
    """Write `files` Markdown files of `size` characters in all; return the bytes written."""
    paragraphs = [
        paragraph
        for path in sorted((ROOT / "samples").glob("*.md"))
        for paragraph in re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL).split("\n\n")
        if paragraph.strip()
    ]
    if not paragraphs:
        raise SystemExit("no sample posts to make a corpus of")
    dice = random.Random(20)  # noqa: S311 - a corpus, no secret
    written = 0
    for number in range(files):
        text = f"# Post number {number}\n\n"
        while len(text) < size // files:
            text += _unique(dice.choice(paragraphs), dice) + "\n\n"
        written += (folder / f"{number:04}.md").write_text(text, "utf-8")
    return written


def _unique(paragraph: str, dice: random.Random) -> str:
    """The paragraph with a name before each sentence's end, so that no two sentences of the corpus are the same."""
    return re.sub(r"(?=[.!?](?:\s|$))", lambda _: f" {dice.choice(_NAMES)}{dice.randrange(99999)}", paragraph)


def throughput(size: int, files: int) -> tuple[float, float]:
    """Megabytes, and CPU seconds of linting them in one process with rules already loaded."""
    from healthlint.config import Config
    from healthlint.discover import discover
    from healthlint.run import lint, load_rules

    config = Config()
    rules = load_rules(config)
    with tempfile.TemporaryDirectory() as name:
        written = corpus(Path(name), size, files)
        found = discover([name], lambda _: config).found
        start = time.process_time()
        report = lint(found, lambda _: rules, config)
        seconds = time.process_time() - start
    print(f"  {len(report.findings)} findings in {report.files} files, {report.words:,} words")
    return written / 1e6, seconds


def cold(command: list[str]) -> float:
    """The median wall seconds of a whole process."""
    times = []
    for _ in range(COLD_RUNS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return sorted(times)[COLD_RUNS // 2]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=10)
    size = parser.parse_args().megabytes * 1_000_000
    print("throughput, one process, all rules")
    small, small_seconds = throughput(size // 10, FILES // 10)
    print(f"  {small:.2f} MB in {small_seconds:.2f} s: {small / small_seconds:.2f} MB/s")
    large, large_seconds = throughput(size, FILES)
    print(f"  {large:.2f} MB in {large_seconds:.2f} s: {large / large_seconds:.2f} MB/s")
    print(f"  ten times the text takes {large_seconds / small_seconds:.1f} times as long")
    print("cold start, one post of 5 KB")
    with tempfile.TemporaryDirectory() as name:
        post = Path(name, "post.md")
        corpus(Path(name), 5_000, 1)
        shutil.move(Path(name, "0000.md"), post)
        bare = cold([sys.executable, "-c", "import click, regex, yaml"])
        whole = cold([sys.executable, "-m", "healthlint", "check", "--no-config", str(post)])
    print(f"  import click, regex, yaml: {bare * 1000:.0f} ms; healthlint check: {whole * 1000:.0f} ms, {whole / bare:.1f} times that")


if __name__ == "__main__":
    main()

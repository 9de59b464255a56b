"""How fast healthlint is: throughput in one process, growth with size, and a cold start.

    python benchmarks/speed.py [--megabytes 10]

The corpus is made of the sample posts' paragraphs in a fixed random order, four good ones to each bad one. What is known of
a sentence is kept for the next file that repeats it, so the figures are printed twice: as it is, and with a made-up name in
each sentence so that none stands twice. Seconds are CPU seconds of whole processes; compare them with each other only. The
cold start is measured as a wheel is installed, for which one is built, and as this checkout is.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLD_RUNS = 25
GOOD_TO_BAD = 4
_SYLLABLES = ("ba", "do", "fen", "gor", "hul", "jin", "kas", "lom", "mur", "nev", "pol", "quin", "ras", "sud", "tav", "wex")


def paragraphs(kind: str) -> list[str]:
    """The paragraphs of the sample posts of a kind, "good" or "bad"."""
    found = [
        part
        for path in sorted((ROOT / "samples").glob(f"{kind}-*.md"))
        for part in re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL).split("\n\n")
        if part.strip()
    ]
    if not found:
        raise SystemExit(f"no {kind} sample posts to make a corpus of")
    return found


def corpus(folder: Path, size: int, files: int, *, unique: bool) -> int:
    """Write `files` Markdown files of `size` bytes in all; return the bytes written."""
    good, bad = paragraphs("good"), paragraphs("bad")
    dice = random.Random(20)  # noqa: S311 - a corpus, no secret
    written = 0
    for number in range(files):
        text = f"# Post number {number}\n\n"
        while len(text) < size // files:
            part = dice.choice(good if dice.randrange(GOOD_TO_BAD + 1) else bad)
            text += (_with_names(part, dice) if unique else part) + "\n\n"
        written += (folder / f"{number:04}.md").write_text(text, "utf-8")
    return written


def _with_names(part: str, dice: random.Random) -> str:
    return re.sub(r"(?=[.!?](?:\s|$))", lambda _: f" {''.join(dice.choices(_SYLLABLES, k=4)).title()}", part)


def cpu(command: list[str]) -> float:
    """CPU seconds of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def throughput(size: int, files: int, *, unique: bool) -> float:
    """CPU seconds of linting a folder in one process."""
    with tempfile.TemporaryDirectory() as name:
        written = corpus(Path(name), size, files, unique=unique) / 1e6
        seconds = cpu([sys.executable, "-m", "healthlint", "check", "--no-config", "--format", "json", name])
    print(f"  {written:5.2f} MB in {files:4} files: {seconds:6.2f} s, {written / seconds:.2f} MB/s")
    return seconds


def cold_start(folder: Path) -> None:
    """Print how long one post takes from nothing, as it is installed from a wheel and from this checkout."""
    corpus(folder, 5_000, 1, unique=False)
    bare = [sys.executable, "-c", "import click, regex, yaml"]
    check = [sys.executable, "-m", "healthlint", "check", "--no-config", "0000.md"]
    for what, code in (("from the wheel", _unpacked_wheel(folder)), ("from this checkout", ROOT)):
        imports, whole = _medians([bare, check], folder, code)
        print(f"  {what}: {whole * 1000:.0f} ms, {whole / imports:.1f} times the {imports * 1000:.0f} ms of {bare[-1]!r}")


def _unpacked_wheel(folder: Path) -> Path:
    """The folder of the package as a wheel has it, with its rules compiled and its bytecode written."""
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", folder, ROOT], check=True)
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "wheel", *folder.glob("*.whl")], check=True)
    return folder / "wheel"


def _medians(commands: list[list[str]], folder: Path, code: Path) -> list[float]:
    """The median wall seconds of whole processes that take turns, with the package from `code`.

    A first round, which nobody measures, writes the bytecode and the compiled rules that a checkout keeps.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(code)
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(1 + COLD_RUNS):
        for command, known in zip(commands, times, strict=True):
            start = time.perf_counter()
            # The folder is not the checkout's: what lies in the current folder would be imported before anything else.
            subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
            known.append(time.perf_counter() - start)
    return [sorted(known[1:])[COLD_RUNS // 2] for known in times]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=10)
    size = parser.parse_args().megabytes * 1_000_000
    with tempfile.TemporaryDirectory() as name:  # a checkout keeps its rules compiled; whoever comes first would pay for it
        corpus(Path(name), 1_000, 1, unique=False)
        cpu([sys.executable, "-m", "healthlint", "check", "--no-config", name])
    for unique in (False, True):
        print("throughput, one process, all rules, JSON;", "each sentence once" if unique else "sentences repeat")
        small = throughput(size // 10, 100, unique=unique)
        large = throughput(size, 1000, unique=unique)
        print(f"  ten times the text takes {large / small:.1f} times as long")
    print("cold start, one post of 5 KB")
    with tempfile.TemporaryDirectory() as name:
        cold_start(Path(name))


if __name__ == "__main__":
    main()

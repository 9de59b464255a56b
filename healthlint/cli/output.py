"""Where output goes: a terminal, a pipe that may close, or a file; and whether it is coloured."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

WIDTH = 100  # where there is no terminal to ask
_HELD = 100_000  # characters of a long text


def colored(choice: str) -> bool:
    """Whether standard output takes colour: as asked; else as NO_COLOR and then FORCE_COLOR say; else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    if not sys.stdout.isatty():
        return WIDTH
    import shutil  # noqa: PLC0415 - only who asks a terminal needs it

    return shutil.get_terminal_size((WIDTH, 24)).columns


def write(text: str, *, utf8: bool = False) -> None:
    """Print, quietly when the reader has gone; characters that the terminal's encoding lacks are written as escapes."""
    encoding = "utf-8" if utf8 else sys.stdout.encoding or "utf-8"
    data = text.encode(encoding, "backslashreplace")
    try:
        click.echo(data if utf8 else data.decode(encoding), nl=False, color=True)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain again when it closes standard output at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stream(pieces: Iterable[str], *, utf8: bool = False) -> None:
    """Print a long text of which only a part is held at a time."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _HELD:
            write("".join(held), utf8=utf8)
            held.clear()
            size = 0
    write("".join(held), utf8=utf8)


def write_file(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"--output {path}: {(error.strerror or str(error)).lower()}") from error

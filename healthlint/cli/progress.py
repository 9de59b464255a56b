"""How far a long run has come, on a terminal's standard error, and gone when it is over."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from healthlint.discover import Found

Watched = Callable[[Sequence[Found]], Iterable[Found]]
PATIENCE = 1.0  # seconds without a word: most runs are over by then
_PAUSE = 0.1  # seconds between two words


@contextmanager
def progress(
    *, wanted: bool, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[Sequence[Found]], Iterator[Found]]]:
    """Gives a function that hands on files and says how many it has handed on; it says nothing where nobody looks."""
    stream = sys.stderr
    if not (wanted and stream.isatty() and os.environ.get("TERM") != "dumb"):
        yield iter
        return
    line = _Line(stream)
    try:
        yield lambda files: _told(files, line, clock)
    finally:
        line.show("")


class _Line:
    """The last line of a terminal, written over and over."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = 0

    def show(self, text: str) -> None:
        if text or self._shown:
            self._stream.write(f"\r{text.ljust(self._shown)}" + ("" if text else "\r"))
            self._stream.flush()
        self._shown = len(text)


def _told(files: Sequence[Found], line: _Line, clock: Callable[[], float]) -> Iterator[Found]:
    due = clock() + PATIENCE
    for done, file in enumerate(files):
        if clock() >= due:
            line.show(f"checked {done:,} of {len(files):,} files")
            due = clock() + _PAUSE
        yield file

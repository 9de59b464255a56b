"""The wider table of formulas, which textstat gives, on our own words, sentences and syllables; no network, no download.

textstat's own sentence counter takes "2.5" and "Dr." for ends and leaves short sentences out, and its syllables come from a
dictionary that it fetches on first use. So it is handed text in which each of our sentences has one stop, and for the time of
a call its two ways to count are ours.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from threading import RLock
from types import ModuleType, SimpleNamespace
from typing import Any

from healthlint.readability.syllables import syllables

FORMULAS = {  # our name for a formula, and textstat's
    "flesch_reading_ease": "flesch_reading_ease",
    "gunning_fog": "gunning_fog",
    "automated_readability_index": "automated_readability_index",
    "coleman_liau": "coleman_liau_index",
    "dale_chall": "dale_chall_readability_score",
    "lix": "lix",
}
_COUNTS = "textstat.backend.counts"
_LOCK = RLock()


def wider(sentences: Iterable[list[str]]) -> dict[str, float]:
    """All formulas of the table, for sentences given as their words; empty without any."""
    text = as_textstat_reads(sentences)
    if not text:
        return {}
    with counting_as_we_do() as textstat:
        return {ours: float(getattr(textstat, theirs)(text)) for ours, theirs in FORMULAS.items()}


def as_textstat_reads(sentences: Iterable[list[str]]) -> str:
    """Our sentences as a text in which textstat finds the same words and the same ends."""
    lines = (" ".join(filter(None, map(_word, words))) for words in sentences)
    return " ".join(f"{line}." for line in lines if line)


def _word(word: str) -> str:
    return "".join(character for character in word if character.isalnum() or character == "'")


@contextmanager
def counting_as_we_do() -> Iterator[Any]:
    """textstat, with our syllables and with sentences of any length, until the block ends."""
    with _LOCK:
        textstat = _textstat()
        heard, ends = sys.modules[f"{_COUNTS}._count_syllables"], sys.modules[f"{_COUNTS}._count_sentences"]
        with _instead(heard, "get_cmudict", lambda _language: _Heard()), _instead(ends, "count_words", lambda _sentence: 3):
            yield textstat


class _Heard:
    """What textstat takes for a pronouncing dictionary: sounds, of which those that end in a digit are syllables."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["1"] * syllables(word)]


@contextmanager
def _instead(module: ModuleType, name: str, ours: Callable[[str], object]) -> Iterator[None]:
    theirs = getattr(module, name)
    setattr(module, name, ours)
    try:
        yield
    finally:
        setattr(module, name, theirs)


@cache
def _textstat() -> Any:  # noqa: ANN401 - it has no types
    """Textstat without nltk, which it imports only to fetch the dictionary, and which takes a quarter of a second."""
    stub = ModuleType("nltk")
    stub.data, stub.corpus = SimpleNamespace(), SimpleNamespace()  # type: ignore[attr-defined] # it has nothing else
    known = sys.modules.get("nltk")
    if known is None:
        sys.modules["nltk"] = stub
    try:
        return import_module("textstat")
    finally:
        if known is None:
            sys.modules.pop("nltk", None)

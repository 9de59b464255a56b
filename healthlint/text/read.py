"""From a parsed document to what is read: each block with its zone, its normal spelling and its sentences."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from healthlint.model import Block, Document, Span
from healthlint.text.normalise import Normal, normalise
from healthlint.text.sentences import split
from healthlint.text.zones import Boilerplate, Zone, zones

_LABEL_WORDS = 5
_LABEL = re.compile(r"[\"'(\[]?[A-Z0-9][^:.!?\n]{0,60}:(?= +\S)")
_SMALL_WORDS = frozenset(("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"))


class Passage(NamedTuple):
    """A block as it is read. `number` is its place among the blocks; `sentences` are spans of `normal.text`.

    lowered  the sentences in lower case, as phrases are looked for
    words    how many stand between its spaces
    """

    block: Block
    number: int
    zone: Zone
    normal: Normal
    sentences: tuple[Span, ...]
    lowered: tuple[str, ...]
    words: int


class Text(NamedTuple):
    """A document as it is read: one passage for each block, in the same order."""

    document: Document
    passages: tuple[Passage, ...]


def read(document: Document, boilerplate: Boilerplate) -> Text:
    """What a reader sees of a document."""
    found = zones(document.blocks, boilerplate)
    passages = []
    for number, (block, zone) in enumerate(zip(document.blocks, found, strict=True)):
        passages.append(Passage(block, number, zone, *_read(block.text)))
    return Text(document, tuple(passages))


@lru_cache(maxsize=4_000)
def _read(text: str) -> tuple[Normal, tuple[Span, ...], tuple[str, ...], int]:
    """A block's normal spelling, its sentences and words; kept, because content repositories repeat themselves."""
    normal = normalise(text)
    sentences = tuple(split(normal.text))
    lower = normal.text.lower()  # as long as it was: no letter of a normal text grows
    return normal, sentences, tuple([lower[start:end] for start, end in sentences]), len(lower.split())


def place(passage: Passage, span: Span) -> Span:
    """The characters of the file that a span of the passage's text stands for."""
    return passage.block.source_map.to_raw(passage.normal.source(span))


def label_end(text: str) -> int:
    """Where the text goes on after a run-in label ("Step two: …"), 0 without one.

    A label is at most five words, all of them capitalised but the small ones, then a colon and a space.
    """
    found = _LABEL.match(text)
    if found is None:
        return 0
    words = found.group()[:-1].split()
    capitals = all(word.strip("\"'()[]")[:1].isupper() or word.lower() in _SMALL_WORDS for word in words[1:])
    if len(words) > _LABEL_WORDS or not capitals:
        return 0
    after = found.end()
    while text[after] == " ":
        after += 1
    return after

"""Which part of a page each block belongs to: copy, its title, its sources, or what merely surrounds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from healthlint.errors import HealthlintError
from healthlint.late import late
from healthlint.model import Block, Kind
from healthlint.text.sentences import split
from healthlint.yamlio import Mapping, Value
from healthlint.yamlio import Sequence as YamlSequence

Zone = Literal["title", "heading", "body", "list", "table", "quote", "caption", "field", "boilerplate", "references"]

_ZONES: dict[Kind, Zone] = {
    "paragraph": "body",
    "heading": "heading",
    "item": "list",
    "cell": "table",
    "caption": "caption",
    "attribute": "caption",
    "field": "field",
}
_KEYS = ("lines", "references", "not_names")
_LONGEST_LINE = 300  # characters of a block that can still be boilerplate
_LONGEST_HEAD = 50  # characters of the heading over a list of sources
_LONGEST_START = 14  # words of a sentence that is known by its start
_CRUMBS = 4  # words of a breadcrumb before the title
_LONGEST_CRUMBS = 80  # their characters
_TITLE_WORDS = 15
_NAME_PARTS = 4
_LONGEST_NAME = 60

_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+")
_CRUMB_MARKS = late(r"[>/»›|→:\s]+")
_NAME = (
    r"(?:(?:(?:[Ww]ritten |[Pp]osted |[Rr]eviewed |[Ww]ords )?by|By):? )?"
    r"((?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?[A-Z][a-z'’-]+[A-Za-z]*(?: (?:[A-Z]\.|(?:de|van|von|der|den|la|del|bin|al)"
    r"|(?:[A-Z]['’])?[A-Z][a-z'’-]+[A-Za-z]*)){1,4})(?:,? (?:M\.?D|Ph\.?D|R\.?N|R\.?D|B\.?Sc|M\.?Sc|N\.?D)\.?)*"
)


class Boilerplate(NamedTuple):
    """The phrases of `rules/cues/boilerplate.yaml`; `starts` are looked up by their first word.

    `openings` are the first characters of all phrases: most prose is no boilerplate and shows it in its first word.
    """

    whole: frozenset[str]
    starts: dict[str, tuple[str, ...]]
    openings: frozenset[str]
    references: frozenset[str]
    not_names: frozenset[str]

    def __hash__(self) -> int:  # what is known of a line is kept for these phrases
        return hash(self.whole)


def load_boilerplate(value: Value | None) -> Boilerplate:
    """The phrases from YAML already read. Raises HealthlintError when a list is missing, empty or unknown."""
    if not isinstance(value, Mapping) or set(value) != set(_KEYS):
        raise HealthlintError(f"boilerplate: expected the keys {', '.join(_KEYS)}")
    lines, references, not_names = (_phrases(key, value[key]) for key in _KEYS)
    starts: dict[str, tuple[str, ...]] = {}
    for line in sorted(lines):
        if line.endswith("…"):
            first = line[:-1].split()[0]
            starts[first] = (*starts.get(first, ()), line[:-1])
    whole = frozenset(_plain(line) for line in lines if not line.endswith("…"))
    openings = frozenset(phrase.split()[0].strip(".!?:,*") for phrase in whole) | starts.keys()
    return Boilerplate(whole, starts, openings, references, not_names)


def _phrases(key: str, value: Value) -> frozenset[str]:
    if not isinstance(value, YamlSequence) or not value:
        raise HealthlintError(f"boilerplate: {key!r} must be a list of phrases")
    for phrase in value:
        if not isinstance(phrase, str) or not phrase.strip("…") or phrase != phrase.lower():
            raise HealthlintError(f"boilerplate: {key!r} has {phrase!r}; expected a phrase in lower case")
    return frozenset(map(str, value))


def zones(blocks: Sequence[Block], boilerplate: Boilerplate) -> tuple[Zone, ...]:
    """One zone for each block."""
    found: list[Zone] = []
    sources_level = 0  # of the heading whose section lists sources; 0 outside of one
    for block in blocks:
        if block.kind == "heading" and block.level <= (sources_level or block.level):
            sources_level = 0
        if _heads_sources(block, boilerplate):
            sources_level = block.level or 6
        found.append(_zone(block, sources_level > 0, boilerplate))
    _mark_title(blocks, found)
    _mark_author(blocks, found, boilerplate)
    return tuple(found)


def _zone(block: Block, among_sources: bool, boilerplate: Boilerplate) -> Zone:  # noqa: FBT001 - two words, one caller
    if block.kind == "field":
        return "title" if _names_title(block) else "field"
    if _is_boilerplate(block.text, boilerplate):
        return "boilerplate"
    if among_sources:
        return "references"
    if block.quoted and block.kind in ("paragraph", "item"):
        return "quote"
    return _ZONES[block.kind]


def _heads_sources(block: Block, boilerplate: Boilerplate) -> bool:
    if len(block.text) > _LONGEST_HEAD or block.kind not in ("heading", "paragraph"):
        return False
    return _plain(block.text) in boilerplate.references


def _names_title(block: Block) -> bool:
    return block.part.lower().endswith("title")


@lru_cache(maxsize=1_000)
def _plain(line: str) -> str:
    """A line as the phrases are written; kept, because content repositories repeat themselves."""
    plain = _SPACES.sub(" ", line.lower().replace("\u00ad", "")).replace("’", "'").strip(" \t\n*.!?:…-–—|")
    return _NUMBER.sub("#", plain)


@lru_cache(maxsize=4_096)  # content repositories repeat themselves
def _is_boilerplate(text: str, boilerplate: Boilerplate) -> bool:
    if len(text) > _LONGEST_LINE:
        return False
    first = text[:_LONGEST_HEAD].lower().split(None, 1)[:1]
    if not first or not (first[0].strip(".!?:,*") in boilerplate.openings or first[0][0].isdigit()):
        return False
    sentences = split(text)
    return all(_is_line(text[start:end], boilerplate) for start, end in sentences)


def _is_line(sentence: str, boilerplate: Boilerplate) -> bool:
    plain = _plain(sentence)
    if plain in boilerplate.whole:
        return True
    words = plain.split()
    return 0 < len(words) <= _LONGEST_START and plain.startswith(boilerplate.starts.get(words[0], ()))


def _mark_title(blocks: Sequence[Block], found: list[Zone]) -> None:
    """The first top heading is the title; in text without headings a short first line is. Repeats of it are crumbs."""
    prose = (i for i, zone in enumerate(found) if zone in ("heading", "body", "list", "quote"))
    index = next((i for i, block in enumerate(blocks) if block.level == 1 and found[i] == "heading"), None)
    if index is None:
        index = _first_line(blocks, found, list(islice(prose, 2)))
    if index is not None:
        nearby = range(index + 1, min(index + 3, len(blocks)))
        repeated = (i for i in nearby if _is_crumb(blocks[index].text, _joined(blocks[i].text)))
        index = next(repeated, index)
        found[index] = "title"
    titles = {_joined(block.text) for block, zone in zip(blocks, found, strict=True) if zone == "title"} - {""}
    if not titles:
        return
    longest = max(map(len, titles)) + _LONGEST_CRUMBS
    last = tuple(title[-1] for title in titles)
    for i, block in enumerate(blocks):
        if len(block.text) > longest or found[i] not in ("body", "list", "heading"):
            continue
        if not block.text.rstrip().lower().endswith(last):  # to look at the last letter is quick
            continue
        if any(_is_crumb(block.text, title) for title in titles):
            found[i] = "boilerplate"


def _first_line(blocks: Sequence[Block], found: list[Zone], first_two: list[int]) -> int | None:
    """A short first paragraph without a final stop that other copy follows, if nothing else is a title."""
    if "title" in found or len(first_two) < 2:  # noqa: PLR2004 - a title and what it is the title of
        return None
    first = first_two[0]
    return first if found[first] == "body" and _is_title_like(blocks[first].text) else None


def _is_title_like(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and len(text.split()) <= _TITLE_WORDS and text.rstrip()[-1:] not in ".!:;,…"


def _joined(text: str) -> str:
    return _SPACES.sub(" ", text).strip().lower() if len(text) <= _LONGEST_LINE else ""


def _is_crumb(text: str, title: str) -> bool:
    """Whether the text repeats a title behind the names of a few pages above it."""
    joined = _joined(text)
    if not title or not joined.endswith(title) or joined == title:
        return False
    before = text.strip()[: len(joined) - len(title)]
    crumbs = [crumb for crumb in _CRUMB_MARKS.split(before) if crumb]
    return 0 < len(crumbs) <= _CRUMBS and before[-1:] in " >/»›|→" and all(crumb[0].isupper() for crumb in crumbs)


def _mark_author(blocks: Sequence[Block], found: list[Zone], boilerplate: Boilerplate) -> None:
    """A bare name at the end of the copy says who wrote it."""
    last = next((i for i in reversed(range(len(found))) if found[i] in ("body", "heading")), None)
    if last is None or sum(zone == "body" for zone in found) < 2 or found[last] != "body":  # noqa: PLR2004 - a name and copy
        return
    line = blocks[last].text.strip()
    name = re.fullmatch(_NAME, line) if len(line) <= _LONGEST_NAME else None
    if name is None:
        return
    parts = [part.strip(".") for part in name.group(1).split()]
    if len(parts) > _NAME_PARTS + 1 or any(part.lower() in boilerplate.not_names for part in parts):
        return
    if not any(_has_word(blocks, part.lower()) for part in parts if part[0].isupper()):
        found[last] = "boilerplate"


def _has_word(blocks: Sequence[Block], word: str) -> bool:
    whole = re.compile(rf"\b{re.escape(word)}\b")
    return any(word in block.text and whole.search(block.text) for block in blocks)

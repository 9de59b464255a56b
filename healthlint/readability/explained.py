"""Whether a page explains a term: in brackets, behind it, by calling a plain thing by it, in a glossary or by a link to one."""

from __future__ import annotations

import re
from typing import NamedTuple

from healthlint.late import late
from healthlint.model import Span
from healthlint.text.read import Passage, Text

_NEAR = 2  # words between a term and what explains it
_AROUND = 80  # characters to either side that are looked at
_MARKS = " \t\n\"'*"
_IN_BRACKETS = re.compile(r"\s*[\"']?\s*\((?!see |e\.g\.|fig)[^()]*?[a-z]{3}")  # letters in brackets explain nothing
_DEFINED = late(r"[\"'*]*\s*(?::|=|—|-)\s+\S+\s+\S+")
_GLOSSARY = "glossary"
_HEADS = ("heading", "title")


class Ways(NamedTuple):
    """How a rule says that a term is explained: `gloss` follows it, `called` comes before it, `heads` head a glossary."""

    gloss: tuple[str, ...]
    called: tuple[str, ...]
    heads: tuple[str, ...]


def explained(passage: Passage, span: Span, ways: Ways, glossary: frozenset[int] = frozenset()) -> str | None:
    """What explains the words at `span`, as a reason; None when nothing there does."""
    text = passage.normal.text
    after = text[span.end : span.end + _AROUND]
    behind = after.lower()
    before = text[max(0, span.start - _AROUND) : span.start].lower().rstrip(_MARKS)
    if _IN_BRACKETS.match(behind if text.isupper() else after) or before.endswith("("):
        return "explained in brackets"
    opens = passage.zone not in _HEADS and not text[: span.start].strip(_MARKS)
    if opens and (_DEFINED.match(behind) or passage.number in glossary):
        return "explained in a list of terms"
    if _linked(passage, span):
        return "explained in the glossary it links to"
    phrase = _follows(behind, ways.gloss) or _leads(before, ways.called)
    return f"explained: {phrase}" if phrase else None


def glossaries(text: Text, ways: Ways) -> frozenset[int]:
    """The numbers of the passages that stand under a heading of a glossary."""
    found: set[int] = set()
    level = 0
    for passage in text.passages:
        if passage.block.kind == "heading":
            if level and (passage.block.level or 1) <= level:
                level = 0
            head = passage.normal.text.lower()
            if not level and any(name in head for name in ways.heads):
                level = passage.block.level or 1
        elif level:
            found.add(passage.number)
    return frozenset(found)


def _follows(behind: str, phrases: tuple[str, ...]) -> str | None:
    """The phrase that stands behind a term, at most a few words away."""
    rest = behind.lstrip(_MARKS)
    for _ in range(_NEAR + 1):
        for start in (rest, rest[1:].lstrip()) if rest[:1] == "," else (rest,):
            if start.startswith(phrases):  # one look tells most places
                found = (one for one in phrases if start.startswith(one) and not start[len(one) : len(one) + 1].isalnum())
                if phrase := next(found, None):
                    return phrase
        if rest[:1] in ",.;:!?)":
            return None
        rest = rest.partition(" ")[2].lstrip()
    return None


def _leads(before: str, phrases: tuple[str, ...]) -> str | None:
    """The phrase that stands before a term, at most an article away."""
    for article in ("", " a", " an", " the"):
        head = before.removesuffix(article)
        if head.endswith(phrases):
            found = (one for one in phrases if head.endswith(one) and not head[: -len(one)][-1:].isalnum())
            if phrase := next(found, None):
                return phrase
    return None


def _linked(passage: Passage, span: Span) -> bool:
    if not passage.block.links:
        return False
    start, end = passage.normal.source(span)
    return any(
        link.span.start < end and start < link.span.end and _GLOSSARY in link.url.lower() for link in passage.block.links
    )

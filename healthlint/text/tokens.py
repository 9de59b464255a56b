"""Words and the marks between them: what phrases are matched against.

A hyphen or slash inside a word only separates ("non-invasive" is two words), a possessive 's is a word of its own, quotation
marks, asterisks and trade marks are nothing at all. Other marks are tokens, so that no phrase runs across them unseen.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

_TOKEN = re.compile(
    r"""\d+(?:[.,]\d+)*                 # a number, with its decimals
    | [^\W\d]\w*(?:'(?!s\b)\w+)*        # a word, with the apostrophe of don't
    | 's\b
    | (?<!\S)-+(?!\S) | --+ | —         # a dash between words, however it is typed
    | [^\w\s"'*®™/-]                    # any other mark
    """,
    re.VERBOSE,
)
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "_"}
WALLS = frozenset(";:—")


class Tokens(NamedTuple):
    """A sentence as lower-case tokens.

    `ordinals[i]` counts the words before token i, `walls[i]` the clause marks (; : —) before it; both have one entry
    more than there are tokens. `starts` and `ends` are offsets in the text that was split.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    ordinals: list[int]
    walls: list[int]


def words(text: str) -> list[str]:
    """The tokens of a lower-case text, without their places; a dash is always “—”, an ampersand "and"."""
    return [_same(token) for token in _TOKEN.findall(text)]


def vocabulary(text: str) -> list[str]:
    """The words of a lower-case text, quickly: all that `words` finds, among pieces of others, and no marks."""
    if text.isascii() and "'" not in text:
        return text.translate(_SPACED).split()
    return words(text)


def tokenise(text: str, offset: int = 0) -> Tokens:
    """The tokens of a lower-case text; `offset` is added to every place."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    found = [_same(text[start:end]) for start, end in spans]
    ordinals = list(accumulate([token[0].isalnum() for token in found], initial=0))
    walls = list(accumulate([token in WALLS for token in found], initial=0))
    return Tokens(found, [start + offset for start, _ in spans], [end + offset for _, end in spans], ordinals, walls)


def _same(token: str) -> str:
    if token == "&":
        return "and"
    return "—" if token[0] == "-" else token

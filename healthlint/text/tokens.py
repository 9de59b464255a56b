"""Words and the marks between them: what phrases are matched against.

A hyphen or slash inside a word only separates ("non-invasive" is two words), a possessive 's is a word of its own, quotation
marks, asterisks and trade marks are nothing at all. Other marks are tokens, so that no phrase runs across them unseen.
"""

from __future__ import annotations

import re
from itertools import accumulate

_TOKEN = re.compile(
    r"""\d+(?:[.,]\d+)*                 # a number, with its decimals
    | [^\W\d]\w*(?:'(?!s\b)\w+)*        # a word, with the apostrophe of don't
    | 's\b
    | (?<!\S)-+(?!\S) | --+ | —         # a dash between words, however it is typed
    | [^\w\s"'*®™/-]                    # any other mark
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "_"}
_SPACED[ord("&")] = " and "
WALLS = frozenset(";:—")


class Tokens:
    """A sentence as lower-case tokens, and where they stand in it.

    `ordinals[i]` counts the words before token i, `walls[i]` the clause marks (; : —) before it; both have one entry
    more than there are tokens.
    """

    __slots__ = ("_spans", "ordinals", "text", "walls", "words")

    def __init__(self, text: str, tokens: list[str] | None = None) -> None:
        self.text = text
        self.words = words(text) if tokens is None else tokens
        self.ordinals = list(accumulate([word[:1].isalnum() for word in self.words], initial=0))
        self.walls = [0] * (len(self.words) + 1)
        if ";" in text or ":" in text or "—" in text or "--" in text or " - " in text:
            self.walls = list(accumulate([word in WALLS for word in self.words], initial=0))
        self._spans: list[tuple[int, int]] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the sentence from token `start` up to token `end`."""
        if self._spans is None:
            self._spans = [match.span() for match in _TOKEN.finditer(self.text)]
        return self._spans[start][0], self._spans[end - 1][1]

    def blanked(self, hidden: set[int]) -> Tokens:
        """The same sentence with some tokens empty, so that nothing is found there."""
        blanked = Tokens(self.text, self.words)
        blanked.words = ["" if index in hidden else word for index, word in enumerate(self.words)]
        return blanked


def words(text: str) -> list[str]:
    """The tokens of a lower-case text, without their places; a dash is always “—”, an ampersand "and"."""
    found: list[str] = _TOKEN.findall(text)
    if "&" in text or "-" in text:
        return [_same(token) for token in found]
    return found


def vocabulary(text: str) -> list[str]:
    """The words of a lower-case text, quickly: all that `words` finds, and marks only where that is slower to avoid."""
    if text.isascii() and "'" not in text and not _DIGIT.search(text):  # "5mg" is two words, "1.5" is one
        return text.translate(_SPACED).split()
    return words(text)


def _same(token: str) -> str:
    if token == "&":
        return "and"
    return "—" if token[0] == "-" else token

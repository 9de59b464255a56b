"""Words and the marks between them: what phrases are matched against.

A hyphen or slash inside a word only separates ("non-invasive" is two words), a possessive 's is a word of its own, quotation
marks, asterisks and trade marks are nothing at all. Other marks are tokens, so that no phrase runs across them unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

from healthlint.late import late

_PATTERN = r"""[^\W\d]\w*(?:'(?!s\b)\w+)*      # a word, with the apostrophe of don't; most tokens are words
    | \d+(?:[.,]\d+)*                 # a number, with its decimals
    | 's\b
    | (?<!\S)-+(?!\S) | --+ | —         # a dash between words, however it is typed
    | [^\w\s"'*®™/-]                    # any other mark
    """
_ASCII_TOKEN = re.compile(_PATTERN, re.VERBOSE | re.ASCII)  # most texts; takes two thirds of the other's time
_ANY_TOKEN = late(_PATTERN, re.VERBOSE)
WALLS = frozenset(";:—")
NUMBER = "<number>"  # stands for any token that begins with a digit
NAME = "<name>"  # stands for any token that is a name of what the page offers


class Tokens:
    """A sentence as lower-case tokens, and where they stand in it; their places are made when somebody first asks.

    `names` are those tokens, by their numbers, that are names of what the page offers.
    """

    __slots__ = ("_ordinals", "_spans", "_walls", "_whole", "names", "text", "words")

    def __init__(self, text: str, tokens: list[str] | None = None, names: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.words = words(text) if tokens is None else tokens
        self.names = names
        self._ordinals: list[int] | None = None
        self._walls: list[int] | None = None
        self._spans: Sequence[tuple[int, int]] = ()  # as far as somebody asked
        self._whole: Tokens | None = None  # of a sentence with blanked tokens, that with all of them

    def pairs(self) -> Iterator[str]:
        """Each token with the one behind it, a space between them; kept for no sentence, for most are asked once."""
        return map(" ".join, pairwise(self.words))

    @property
    def ordinals(self) -> list[int]:
        """For each token, and for the place behind the last, how many words stand before it."""
        if self._ordinals is None:
            self._ordinals = list(accumulate([word[:1].isalnum() for word in self.words], initial=0))
        return self._ordinals

    @property
    def walls(self) -> list[int]:
        """For each token, and for the place behind the last, how many clause marks (; : —) stand before it."""
        if self._walls is None:
            if WALLS.isdisjoint(self.words):
                self._walls = [0] * (len(self.words) + 1)
            else:
                self._walls = list(accumulate([word in WALLS for word in self.words], initial=0))
        return self._walls

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the sentence from token `start` up to token `end`."""
        if self._whole is not None:
            return self._whole.span(start, end)
        if len(self._spans) < end:
            reach = max(end, 2 * len(self._spans))  # or a sentence that is asked word by word would be read as often
            pattern = _ASCII_TOKEN if self.text.isascii() else _ANY_TOKEN
            self._spans = [match.span() for match in islice(pattern.finditer(self.text), reach)]
        return self._spans[start][0], self._spans[end - 1][1]

    def blanked(self, hidden: set[int]) -> Tokens:
        """The same sentence with some tokens empty, so that nothing is found there."""
        left = ["" if index in hidden else word for index, word in enumerate(self.words)]
        blanked = Tokens(self.text, left, self.names - hidden)
        blanked._ordinals, blanked._walls, blanked._whole = self.ordinals, self.walls, self  # a hidden word takes up room
        return blanked


def words(text: str) -> list[str]:
    """The tokens of a lower-case text, without their places; a dash is always “—”, an ampersand "and"."""
    found: list[str] = (_ASCII_TOKEN if text.isascii() else _ANY_TOKEN).findall(text)
    if "&" in text or "-" in text:
        return [_same(token) for token in found]
    return found


def _same(token: str) -> str:
    if token == "&":
        return "and"
    return "—" if token[0] == "-" else token

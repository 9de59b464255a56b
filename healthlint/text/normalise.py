"""One spelling for what a reader sees: typographic variants folded, invisible characters dropped, places kept.

Case is kept. Most text needs no offsets at all, because every fold of a visible character is one for one; only
invisible characters, ligatures, loose accents and spelled-out words cost the two arrays that lead back.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthlint.model import Span


class Normal(NamedTuple):
    """Text as it is matched. `origins` and `ends` give each character's first and last-plus-one offset in the input.

    None means that the offsets are the input's. Both arrays end with the input's length, the place after the text.
    """

    text: str
    origins: array[int] | None = None
    ends: array[int] | None = None

    def source(self, span: Span) -> Span:
        """The same characters in the input; an empty span gives an empty place."""
        if self.origins is None or self.ends is None:
            return span
        start = self.origins[span.start]
        return Span(start, max(start, self.ends[span.end - 1]) if span.end > span.start else start)


class _Edit(NamedTuple):
    """Characters start to end of a text become `new`; every character of `new` stands for all of them."""

    start: int
    end: int
    new: str


_FOLDS = {
    **dict.fromkeys("‘’‚‛′ʼʹ´‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–−﹣⁃", "-"),
    **dict.fromkeys("\t\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u2028\u2029", "\n"),
    "―": "—",  # the long dash stays: it ends a clause, a hyphen does not
    "İ": "i",  # the only letter that grows when lower-cased
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),
}
_ASCII_TABLE = str.maketrans({char: plain for char, plain in _FOLDS.items() if char.isascii()})
_VARIANTS = (  # full width, small forms, letters as symbols, circled and mathematical letters
    range(0xFF01, 0xFF5F), range(0xFE50, 0xFE6C), range(0x2102, 0x2135), range(0x24B6, 0x24EA), range(0x1D400, 0x1D800),
)  # fmt: skip
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅԚԜαονρυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwABEKMHOPCTXYIJSQWaovpuikABEZHIKMNOPTYX",
        strict=True,
    )
)
_LOOKALIKE_TABLE = str.maketrans(_LOOKALIKES)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_FEW = 12  # distinct characters up to which one `replace` each beats `translate`
_MARKS_READ = 3  # accents that one letter can carry; more is decoration and would make composing slow

_ASCII_ODD = ("\t", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f")
# Only what every text is searched for is compiled here; `re` keeps the rest once it is needed.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e01ef"
)
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_RESIZED = f"[^{_INVISIBLE}{_MARK}\\s]?[{_MARK}][{_MARK}{_INVISIBLE}]*|[{_INVISIBLE}]+|[\ufb00-\ufb06]"
_RESIZES = f"[{_INVISIBLE}{_MARK}\ufb00-\ufb06]"
_FOREIGN = "[\u0370-\u03ff\u0400-\u052f]"
_WORD = r"[^\W\d_]{2,}"
_LATIN = r"[A-Za-z]"
_SPELLED_HINT = re.compile(r"([-.*_· ])[A-Za-z]\1[A-Za-z]\1[A-Za-z](?![A-Za-z])")
_SPELLED = r"(?<![^\W_])[A-Za-z]([-.*_· ])[A-Za-z](?![^\W_])(?:\1[A-Za-z](?![^\W_])){2,}"


def normalise(text: str) -> Normal:
    """The text with one spelling for what looks the same."""
    normal = Normal(text)
    if text.isascii():
        if any(odd in text for odd in _ASCII_ODD):
            normal = Normal(text.translate(_ASCII_TABLE))
    else:
        normal = _fold(text)
    if _SPELLED_HINT.search(normal.text):
        normal = _edited(normal, _spelled_out(normal.text))
    return normal


def _fold(text: str) -> Normal:
    odd = set(_NOT_ASCII.findall(text))
    odd.update(char for char in _ASCII_ODD if char in text)
    folds = {char: plain for char in odd if (plain := _FOLDS.get(char) or _variant(char))}
    if len(folds) > _FEW:
        text = text.translate({ord(char): plain for char, plain in folds.items()})
    else:
        for char, plain in folds.items():
            text = text.replace(char, plain)
    rest = "".join(odd - folds.keys())
    normal = Normal(text)
    if rest and re.search(_RESIZES, rest):
        normal = _edited(normal, _resized(text))
    if rest and re.search(_FOREIGN, rest):
        normal = normal._replace(text=_without_lookalikes(normal.text))
    return normal


def _variant(char: str) -> str:
    """The plain character that Unicode calls this one a variant of, or nothing."""
    if not any(ord(char) in variants for variants in _VARIANTS):
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() else ""


def _resized(text: str) -> Iterator[_Edit]:
    """Invisible characters go, ligatures come apart, a letter and its loose accent become one."""
    for match in re.finditer(_RESIZED, text):
        found = match.group()
        if found in _LIGATURES:
            new = _LIGATURES[found]
        elif re.match(_RESIZES, found):
            new = ""
        else:
            new = unicodedata.normalize("NFC", found[: _MARKS_READ + 1])[0]
        yield _Edit(match.start(), match.end(), new)


def _without_lookalikes(text: str) -> str:
    """Greek and Cyrillic letters that look Latin become Latin, where the word is a disguise.

    It is one when it also holds Latin letters, or when it could be Latin throughout and so could all else in the text
    (real Russian or Greek needs letters that Latin has not). A single letter stays: α and β are what they are.
    """
    letters = set(re.findall(_FOREIGN, text))
    all_alike = letters <= _LOOKALIKES.keys() and re.search(_LATIN, text) is not None

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or not (all_alike or re.search(_LATIN, word)):
            return word
        return word.translate(_LOOKALIKE_TABLE)

    return re.sub(_WORD, plain, text)


def _spelled_out(text: str) -> Iterator[_Edit]:
    """The separators inside g-u-a-r-a-n-t-e-e-d; four letters at least, so that e.g. and a.m. stay."""
    for match in re.finditer(_SPELLED, text):
        separator = match.group(1)
        word = match.group()[::2]
        if separator in ". " and not (word[1:].islower() or (separator == " " and word.isupper())):
            continue  # U.S.A.F. is an acronym
        after = text[match.end() : match.end() + 2]
        if separator != " " and after[:1] == separator and after[1:].isalnum():
            continue  # part of something longer: an address, a code
        for offset in range(match.start() + 1, match.end(), 2):
            yield _Edit(offset, offset + 1, "")


def _edited(normal: Normal, edits: Iterable[_Edit]) -> Normal:
    """The text after edits that are in order and don't overlap."""
    text, origins, ends = normal.text, normal.origins, normal.ends
    parts: list[str] = []
    new_origins, new_ends = array("I"), array("I")
    done = 0

    def keep(upto: int) -> None:
        parts.append(text[done:upto])
        new_origins.extend(range(done, upto) if origins is None else origins[done:upto])
        new_ends.extend(range(done + 1, upto + 1) if ends is None else ends[done:upto])

    for start, end, new in edits:
        keep(start)
        parts.append(new)
        new_origins.extend([start if origins is None else origins[start]] * len(new))
        new_ends.extend([end if ends is None else ends[end - 1]] * len(new))
        done = end
    if not parts:
        return normal
    keep(len(text))
    length = len(text) if origins is None else origins[-1]
    new_origins.append(length)
    new_ends.append(length)
    return Normal("".join(parts), new_origins, new_ends)

"""Words that others wrote, as Markdown that shows them and does nothing else.

Markdown, and GitHub on top of it, gives a meaning to more signs than can be escaped one by one: links, images, HTML, mentions,
references, emoji, commits, addresses that link themselves. So words made of letters, digits and plain punctuation stay as they
are, and any other word stands in a code span, in which nothing means anything.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

from healthlint.report.escape import visible

# ASCII has all signs that mean something; a letter or sign of another alphabet is plain.
_PLAIN = re.compile(r"""[A-Za-z0-9.,;!?'"()/%+\u0080-\U0010ffff-]*:?[.,;)'"]*""")
_LIST = re.compile(r"[-+]+|\d+[.)]")  # opens a list at the start of a line
# Addresses link themselves, so do commits and some references.
_LINKS = re.compile(r"www\.|[0-9a-f]{7}|\bgh-\d", re.IGNORECASE)
_BACKTICKS = re.compile(r"`+")
_CUT = "…"


def prose(text: str, most: int = 600) -> str:
    """`text` on one line of Markdown, cut after `most` characters."""
    flat = " ".join(text.split())
    words = flat.split(" ") if len(flat) <= most else [*flat[:most].split(), _CUT]
    plain = [_is_plain(word) for word in words]
    plain[0] = plain[0] and _LIST.fullmatch(words[0]) is None
    groups = groupby(zip(plain, words, strict=True), key=itemgetter(0))
    spans = ((is_plain, " ".join(word for _, word in group)) for is_plain, group in groups)
    return " ".join(words if is_plain else code(words) for is_plain, words in spans)


def code(text: str) -> str:
    """`text` as a code span on one line."""
    inside = visible(text) or " "
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(inside)), default=0))
    room = " " if inside.strip() and {inside[0], inside[-1]} & {" ", "`"} else ""
    return f"{fence}{room}{inside}{room}{fence}"


def _is_plain(word: str) -> bool:
    return visible(word) == word and _PLAIN.fullmatch(word) is not None and _LINKS.search(word) is None

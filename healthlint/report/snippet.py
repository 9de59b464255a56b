"""The source lines of a finding with its words underlined, cut to the width there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from healthlint.model import Finding
from healthlint.report.escape import COMMAND, escaped, visible

_MOST_LINES = 3
_CUT = "…"
_LEAST = 20


def snippet(lines: Sequence[str], finding: Finding, width: int) -> list[tuple[str, str]]:
    """Pairs of a source line and the marks under it; empty when the file no longer has these lines."""
    last = min(finding.end_line, finding.line + _MOST_LINES - 1)
    if last > len(lines):
        return []
    pairs = []
    for number in range(finding.line, last + 1):
        text = lines[number - 1]
        start = min(finding.column - 1, len(text)) if number == finding.line else len(text) - len(text.lstrip())
        end = min(finding.end_column - 1, len(text)) if number == finding.end_line else len(text.rstrip())
        if number == finding.line or end > start:
            pairs.append(_window(text, start, max(start, end), max(width, _LEAST)))
    if last < finding.end_line:
        pairs.append((_CUT, ""))
    return pairs


def _window(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The part of a line around `start` to `end` that fits, and its marks. Looks at no more of the line than that."""
    indent = min(start, len(text) - len(text.lstrip())) if len(text) <= width else 0
    first, last = max(indent, start - width), min(len(text), min(end, start + width) + width)
    shown = _shown(text[first:last], max(start, end) - first)
    whole = last == len(text)
    edges = [0, *accumulate(_width(one) for one in shown)]
    start, end = start - first, min(end - first, len(shown))
    low, high = 0, len(shown)
    if edges[-1] > width or first > indent or not whole:
        room = width - 2 * len(_CUT)
        before = max(0, room - (edges[end] - edges[start])) // 2
        low = next(index for index in range(start + 1) if edges[start] - edges[index] <= before)
        high = max(index for index in range(low, len(edges)) if edges[index] - edges[low] <= room)
    end = min(end, high)
    left, right = _CUT if first + low > indent else "", "" if whole and high == len(shown) else _CUT
    marks = " " * (len(left) + edges[start] - edges[low]) + "^" * max(1, edges[end] - edges[start])
    return left + "".join(shown[low:high]) + right, marks


def _shown(text: str, least: int) -> list[str]:
    """What is seen of each character; white space after the words that matter is not."""
    kept = text[: max(least, len(text.rstrip()))]
    shown = [" " if character in "\t\xa0" else visible(character) for character in kept]
    for match in COMMAND.finditer(kept):  # seen only with what stands before it
        shown[match.start()] = escaped(match[0])
    return shown


def _width(shown: str) -> int:
    """How many columns of a terminal it takes."""
    if shown.isascii():
        return len(shown)
    if shown == "\u200d" or unicodedata.combining(shown) or unicodedata.category(shown) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(shown) in "WF" else 1

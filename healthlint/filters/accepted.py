"""Which findings were there before: told by what they are known by, counted, wherever in the copy they stand now.

A baseline and a diff ask the same: of so many findings with the same rule, words and sentence, how many are old? Text that
moved inside a file or from one file to another stays old; one more of the same is new. What is said of a whole page holds for
that page, and follows it only when its file has another name now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from healthlint.finish import page_fingerprint
from healthlint.model import Finding

Key = tuple[str, str]  # a file, and the fingerprint of a finding in it


class Old(NamedTuple):
    """Which findings are old, by their places in the list, each with the key it was known by; and the keys nobody claimed."""

    known: dict[int, Key]
    left: Counter[Key]


def old(
    findings: Sequence[tuple[str, Finding]], before: Mapping[Key, int], seen: Collection[str], gone: Collection[str]
) -> Old:
    """Match findings, in the order in which they may claim to be old, with those of before.

    `findings` come with the name that their file has in `before`. What was counted for a file and is not found there may have
    moved: that of the files that were looked at (`seen`), and that of files that are no more (`gone`).
    """
    left = Counter(before)
    known: dict[int, Key] = {}
    for at, (path, finding) in enumerate(findings):
        key = path, finding.fingerprint
        if left[key] > 0:
            left[key] -= 1
            known[at] = key
    files = {path for path, _ in before}
    moved = _Moved(+left, seen, gone)
    # What stands in a file of a new name goes first: more likely than any other it has moved.
    for at in sorted(range(len(findings)), key=lambda at: findings[at][0] in files):
        path, finding = findings[at]
        found = None if at in known else moved.claim(finding, renamed=path not in files)
        if found is not None:
            left[found] -= 1
            known[at] = found
    return Old(known, +left)


class _Moved:
    """What is no longer found where it was, by its fingerprint."""

    def __init__(self, left: Counter[Key], seen: Collection[str], gone: Collection[str]) -> None:
        self._lines: dict[str, list[Key]] = {}
        self._pages: dict[str, list[Key]] = {}
        for key in sorted(left, reverse=True):
            if key[0] in gone:
                self._pages.setdefault(key[1], []).extend([key] * left[key])
            if key[0] in gone or key[0] in seen:
                self._lines.setdefault(key[1], []).extend([key] * left[key])

    def claim(self, finding: Finding, *, renamed: bool) -> Key | None:
        """The key that knows a finding in another file; None when there is none."""
        of_page = finding.fingerprint == page_fingerprint(finding.rule)
        if of_page and not renamed:
            return None
        keys = (self._pages if of_page else self._lines).get(finding.fingerprint)
        return keys.pop() if keys else None

"""The diff: findings that a change did not cause, because what it was compared with had them as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from healthlint.changes import Changed, Changes
from healthlint.discover import decode, read_source
from healthlint.errors import InputError
from healthlint.filters.accepted import Key, old
from healthlint.model import RANK, Finding


class Unchanged(NamedTuple):
    """The places of findings that are not of a change, each with the reason; and all places, those in old lines first."""

    reasons: dict[int, str]
    order: list[int]


def before_change(changes: Changes, findings: Sequence[Finding], before: Sequence[Finding]) -> Unchanged:
    """Which findings were there before; `before` are those of the files as they were.

    Sentences are compared and not lines: text that is moved or wrapped anew has not changed. A finding in a sentence that
    stayed is new all the same when it was none before or was milder, for then the change caused it elsewhere.
    """
    now_called = {one.name: one.now.path for one in changes.files if one.name and one.now}
    counts: Counter[Key] = Counter()
    worst: dict[str, int] = {}
    for one in before:
        counts[now_called.get(one.path, one.path), one.fingerprint] += 1
        worst[one.fingerprint] = max(worst.get(one.fingerprint, 0), RANK[one.severity])
    order = _unchanged_first(changes, findings, counts)
    gone = {one.name for one in changes.files if one.now is None}
    seen = {one.now.path for one in changes.files if one.now}
    known = old([(findings[at].path, findings[at]) for at in order], counts, seen, gone).known
    places = sorted(order[at] for at in known)
    old_ones = [at for at in places if RANK[findings[at].severity] <= worst[findings[at].fingerprint]]
    return Unchanged(dict.fromkeys(old_ones, f"not of the change since {changes.since}"), order)


def _unchanged_first(changes: Changes, findings: Sequence[Finding], counts: Mapping[Key, int]) -> list[int]:
    """The places of findings, those in lines that stayed before those in lines that did not.

    Of several that are alike, the one in a new line is the new one.
    """
    files = {one.now.path: one for one in changes.files if one.now}
    alike = Counter((one.path, one.fingerprint) for one in findings)

    @cache
    def stayed(path: str) -> frozenset[int]:
        return _lines_that_stayed(files[path])

    def is_new(at: int) -> bool:
        one = findings[at]
        key = one.path, one.fingerprint
        return alike[key] > counts.get(key, 0) > 0 and one.line not in stayed(one.path)

    return sorted(range(len(findings)), key=is_new)


def _lines_that_stayed(changed: Changed) -> frozenset[int]:
    """The numbers of the lines of a file that were there before."""
    import difflib  # noqa: PLC0415 - only findings that are alike need it

    if changed.now is None or not changed.name:
        return frozenset()
    try:
        now = read_source(changed.now).raw.splitlines()
        before = decode(changed.before, changed.now.config.encoding).splitlines()
    except InputError:
        return frozenset()
    blocks = difflib.SequenceMatcher(None, before, now).get_matching_blocks()
    return frozenset(line + 1 for block in blocks for line in range(block.b, block.b + block.size))

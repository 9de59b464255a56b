"""From a verdict to a finding: its place in the file, its words, what the rule says about it, and its fingerprint."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate

from healthlint.checks import WHOLE_PAGE
from healthlint.judge.verdict import Verdict
from healthlint.model import Document, Finding, Related, Severity, Span
from healthlint.text.read import Passage, place

_LINE_END = re.compile(r"\r\n?|\n")


class Lines:
    """Offsets of a text to lines and columns, both from 1."""

    def __init__(self, raw: str) -> None:
        if "\r" in raw:
            self.starts = [0, *(match.end() for match in _LINE_END.finditer(raw))]
        else:
            self.starts = list(accumulate([len(line) + 1 for line in raw.split("\n")[:-1]], initial=0))
        self.shift = 1 if raw.startswith("\ufeff") else 0  # a byte-order mark is no column

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return line, column - self.shift if line == 1 else column


def finding(verdict: Verdict, severity: Severity, document: Document, lines: Lines) -> Finding:
    """The finding of a verdict that is not silent."""
    rule, passage = verdict.rule, verdict.passage
    line, column, end_line, end_column = _position(passage, verdict.span, lines)
    excerpt = " ".join(passage.normal.text[verdict.span.start : verdict.span.end].split())
    also = f"; also {', '.join(verdict.also)}" if verdict.also else ""
    return Finding(
        path=document.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        rule=rule.id,
        severity=severity,
        message=rule.message.replace("{match}", excerpt) + verdict.note + also,
        excerpt=excerpt,
        part=passage.block.part,
        why=rule.why,
        instead=rule.instead,
        sources=rule.sources,
        jurisdictions=rule.strictest,
        decided_by=verdict.decided_by,
        downgraded_by=verdict.downgraded_by,
        fingerprint=page_fingerprint(rule.id) if rule.kind in WHOLE_PAGE else _fingerprint(verdict, excerpt),
        related=tuple([Related(*_position(one.passage, one.span, lines), one.what) for one in verdict.related]),
    )


def _fingerprint(verdict: Verdict, excerpt: str) -> str:
    return fingerprint(verdict.rule.id, excerpt, verdict.passage.lowered[verdict.sentence])


def _position(passage: Passage, span: Span, lines: Lines) -> tuple[int, int, int, int]:
    start, end = place(passage, span)
    return (*lines.position(start), *lines.position(end))


@lru_cache(maxsize=4_096)  # content repositories repeat themselves
def fingerprint(rule: str, excerpt: str, sentence: str) -> str:
    """What a finding is known by when lines move: its rule, its words and their sentence, in lower case."""
    parts = f"{rule}\0{excerpt.lower()}\0{' '.join(sentence.lower().split())}"
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:16]


@cache
def page_fingerprint(rule: str) -> str:
    """What a finding about a whole page is known by; the words it stands at are only where it is told."""
    return fingerprint(rule, "", "")

"""Inline ignores: which rules a comment in the copy sets aside, where, for what reason, and what is wrong with it.

    <!-- healthlint-ignore RULE[, RULE…]: reason -->          the rest of its line, or the block below when it stands alone
    <!-- healthlint-ignore-start RULE: reason -->             up to the matching <!-- healthlint-ignore-end -->
    <!-- healthlint-ignore-file RULE: reason -->              the whole file, as `healthlint: ignore:` in front matter does

An ignore that has no reason, names no rule there is, names one that a policy protects, or is never closed, sets nothing aside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from healthlint.late import late
from healthlint.model import Directive, Document, Piece, Span
from healthlint.profile import Profile
from healthlint.readers import hint
from healthlint.rules.rule import RuleSet

PROTECTED = "config"  # the category that watches over ignores; an ignore of it would watch over itself
_FORMS = (_HERE, _START, _END, _FILE) = tuple(f"healthlint-ignore{form}" for form in ("", "-start", "-end", "-file"))
_GRAMMAR = late(r"(?P<form>[\w-]+)\s*(?P<names>[^:]*)(?::(?P<reason>.*))?", re.DOTALL)
_LINE_END = late(r"[\r\n]|\Z")


class Ignore(NamedTuple):
    """One ignore of one file.

    names     the rules and categories it is for, by their names of today
    reason    why, in its author's words
    covers    the stretch of the file in which it holds; empty when something is wrong with it
    wrong     "" or what is: "unknown", "reasonless", "forbidden", "unclosed"; `told` is then the detail, in words
    """

    directive: Directive
    names: tuple[str, ...]
    reason: str
    covers: Span
    wrong: str = ""
    told: str = ""

    def holds(self, rule: str, span: Span) -> bool:
        """Whether it sets aside what a rule says of a stretch of the file."""
        near = span.start < self.covers.end and self.covers.start < max(span.end, span.start + 1)
        return near and (rule in self.names or rule.partition("/")[0] in self.names)


class _Words(NamedTuple):
    """A directive taken apart."""

    directive: Directive
    form: str
    names: tuple[str, ...]
    reason: str


def ignores(document: Document, rules: RuleSet, profile: Profile) -> tuple[Ignore, ...]:
    """The file's ignores in order of their places; none when the profile does not listen to them."""
    if not document.directives or not profile.inline_ignores:
        return ()
    return tuple(_judged(document, [_words(one) for one in document.directives], rules, profile))


def _words(directive: Directive) -> _Words:
    found = _GRAMMAR.match(directive.text)
    if found is None:
        return _Words(directive, "", (), "")
    names = tuple(name for name in re.split(r"[\s,]+", found["names"]) if name)
    return _Words(directive, found["form"], names, " ".join((found["reason"] or "").split()))


def _judged(document: Document, found: list[_Words], rules: RuleSet, profile: Profile) -> Iterator[Ignore]:
    ends = _ends(found)
    known = {rule.id for rule in rules.rules} | {rule.category for rule in rules.rules}
    trusted = list(profile.trusted_ignores) if profile.trusted_ignores is not None else None
    for at, words in enumerate(found):
        names = tuple((rules.renamed[name].to or name) if name in rules.renamed else name for name in words.names)
        wrong, told = _wrong(words, names, known | rules.renamed.keys(), profile.no_ignore)
        if not wrong and trusted is not None and words.form != _END:
            if words.directive.text in trusted:
                trusted.remove(words.directive.text)
            else:
                wrong, told = "forbidden", "it is not in the revision whose settings are trusted"
        if words.form in (_START, _END) and not wrong and at not in ends:
            wrong = "unclosed"
            told = "no end follows it" if words.form == _START else "no start stands before it"
        if words.form == _END and not wrong:
            continue
        covers = Span(0, 0) if wrong else _covers(document, words, found[ends[at]].directive if at in ends else None)
        yield Ignore(words.directive, names, words.reason, covers, wrong, told)


def _wrong(words: _Words, names: tuple[str, ...], known: Collection[str], protected: Collection[str]) -> tuple[str, str]:
    """What is wrong with the words of an ignore, and the detail."""
    if words.form not in _FORMS:
        return "unknown", f"no such directive{hint(words.form, _FORMS)}"
    if words.form == _END:
        return "", ""
    unknown = next((name for name in words.names if name not in known), None)
    if unknown is not None or not names:
        told = f"no rule or category {unknown!r}{hint(unknown, sorted(known))}" if unknown is not None else "it names no rule"
        return "unknown", told
    forbidden = next((told for name in names if (told := _forbidden(name, protected))), "")
    if forbidden:
        return "forbidden", forbidden
    return ("", "") if words.reason else ("reasonless", "write it behind a colon")


def _forbidden(name: str, protected: Collection[str]) -> str:
    """Why no ignore may name a rule or a category; "" when it may."""
    if name in protected or name.partition("/")[0] in {*protected, PROTECTED}:
        return f"{name} can't be ignored in the copy"
    inside = sorted(one for one in protected if one.partition("/")[0] == name)
    return f"{inside[0]} can't be ignored in the copy; name the rules that are meant" if inside else ""


def _ends(found: list[_Words]) -> dict[int, int]:
    """For each start the place of its end in the list, and the other way round; an end without names closes the last start."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for at, words in enumerate(found):
        if words.form == _START:
            open_.append(at)
        elif words.form == _END:
            start = next((one for one in reversed(open_) if not words.names or found[one].names == words.names), None)
            if start is not None:
                open_.remove(start)
                pairs[start], pairs[at] = at, start
    return pairs


def _covers(document: Document, words: _Words, end: Directive | None) -> Span:
    start = words.directive.span
    if words.form == _FILE:
        return Span(0, len(document.raw) + 1)
    if end is not None:
        return Span(start.end, end.span.start)
    line = _line(document.raw, start)
    places = [(piece, block.source_map.pieces) for block in document.blocks for piece in block.source_map.pieces]
    if any(_in(piece, line) and document.raw[piece.raw_start : piece.raw_end].strip() for piece, _ in places):
        return line
    below = [(piece.raw_start, pieces[-1].raw_end) for piece, pieces in places if piece.raw_start >= start.end]
    return Span(start.end, min(below)[1] if below else start.end)


def _line(raw: str, span: Span) -> Span:
    """The lines that a stretch of a text touches, without the last line's end."""
    start = max(raw.rfind("\n", 0, span.start), raw.rfind("\r", 0, span.start)) + 1
    found = _LINE_END.search(raw, span.end)
    return Span(start, found.start() if found else len(raw))


def _in(piece: Piece, span: Span) -> bool:
    return piece.raw_start < span.end and span.start < piece.raw_end

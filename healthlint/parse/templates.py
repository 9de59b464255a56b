"""Template languages: tags of Hugo, Liquid, Jinja and Handlebars, masked so that only the copy between them is read."""

from __future__ import annotations

import re
from functools import cache

from healthlint.late import late
from healthlint.parse.prose import BREAK, STAND_IN, VANISH

_OPEN = late(r"\{\{|\{%|\{#(?=[\s-])|\{:(?=[^\r\n{}]*\})")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "{:": "}"}
_BLANK_LINE = late(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")
# Tags that print nothing; any other {{ … }} stands for words that we cannot know.
_SILENT = late(r"\{\{-?\s*(?:[<%/!#&^>]|(?:if|else|end|range|with|block|define|template|partial|return|break|continue)\b)")
_COMMENT = late(r"-?\s*(?:/\*|!--)")
_NAME = late(r"\{[{%][-~]?[<%]?\s*([A-Za-z][\w-]*)")
_HIDES = frozenset(
    "comment highlight code schema javascript script style stylesheet css mermaid katex math gist raw_html".split()  # noqa: SIM905 (words read better than quotes)
)
_ALONE = late(rf"^[ \t>]*[{VANISH}{STAND_IN}{BREAK}][{VANISH}{STAND_IN}{BREAK} \t>\r]*$", re.MULTILINE)
_TO_SPACES = str.maketrans({VANISH: " ", STAND_IN: " ", BREAK: " "})
_NOT_LINE_END = late(r"[^\r\n]+")


def mask_templates(source: str) -> str:
    """The same text, character for character, with template tags made unreadable."""
    if "{{" not in source and "{%" not in source and "{#" not in source and "{:" not in source:
        return source
    ahead = _Ahead(source)
    spans: list[tuple[int, int, str]] = []
    position = 0
    while match := _OPEN.search(source, position):
        start, position = match.span()
        end = ahead.closer(match.group(), position)
        if end is None:
            continue
        fill = STAND_IN if match.group() == "{{" and not _SILENT.match(source, start) else VANISH
        name = _NAME.match(source, start)
        if name and name[1] in _HIDES:
            end, fill = ahead.hidden(name[1], end) or end, VANISH
        spans.append((start, end, fill))
        position = end
    return fill_in(source, spans)


def fill_in(source: str, spans: list[tuple[int, int, str]]) -> str:
    """Fill the spans, line ends apart; a line that holds nothing else becomes blank, so that blocks stay apart."""
    if not spans:
        return source
    parts = []
    position = 0
    for start, end, fill in spans:
        parts += [source[position:start], _filled(source[start:end], fill)]
        position = end
    parts.append(source[position:])
    return _ALONE.sub(lambda line: line.group().translate(_TO_SPACES), "".join(parts))


def _filled(text: str, fill: str) -> str:
    return _NOT_LINE_END.sub(lambda part: fill * len(part.group()), text)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"\{{%[-~]?\s*end_?{name}\b[^%]{{0,99}}%\}}|\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}")


class _Ahead:
    """Looks ahead in a text without looking twice at the same stretch, so that unclosed tags cost nothing."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._closers: dict[str, int] = {}
        self._blank = 0
        self._unended: set[str] = set()

    def closer(self, opener: str, position: int) -> int | None:
        """The end of the tag whose content begins at `position`; only a comment may hold a blank line."""
        closer = _CLOSERS[opener]
        at = self._closers.get(opener, 0)
        if 0 <= at < position:
            at = self._closers[opener] = self._source.find(closer, position)
        comment = _COMMENT.match(self._source, position)
        if at < 0 or (self._blank_line(position) < at and not comment):
            return None
        end = at + len(closer)
        return end + 1 if self._source.startswith("}}}", at) else end

    def hidden(self, name: str, position: int) -> int | None:
        """The end of the tag that ends the element `name`."""
        if name in self._unended:
            return None
        match = _end_of(name).search(self._source, position)
        if match is None:
            self._unended.add(name)
            return None
        return match.end()

    def _blank_line(self, position: int) -> int:
        if self._blank < position:
            match = _BLANK_LINE.search(self._source, position)
            self._blank = match.start() if match else len(self._source)
        return self._blank

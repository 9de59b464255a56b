"""MDX: imports, expressions and JSX tags are masked, so that what is left is Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict

from healthlint.late import late
from healthlint.model import Block, Link, Piece, Span
from healthlint.parse.elements import BLOCKS, FOOTNOTE
from healthlint.parse.markdown import parse_markdown
from healthlint.parse.prose import BREAK, STAND_IN, VANISH, Frame, Page
from healthlint.parse.tags import value_runs
from healthlint.parse.templates import fill_in

_NEXT = late(r"[`{<\\\n]")
_FENCE = late(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_ESM = late(r"""import\s*(?:[\w*{][^\n]*|(?=["']))|export\s+(?:default|const|let|var|function|async|class|type|\{|\*)""")
_BLANK = late(r"\n[ \t\r]*(?:\n|\Z)")
_IN_EXPRESSION = late(r"[{}\"'`/]")
_STRINGS = {
    '"': late(r'"(?:[^"\\\n]|\\.)*+"'),
    "'": late(r"'(?:[^'\\\n]|\\.)*+'"),
    "`": late(r"`(?:[^`\\]|\\[\s\S])*+`"),
}
_STRING_ONLY = late(r"""\{\s*(?:"([^"\\{}\n]*)"|'([^'\\{}\n]*)')\s*\}""")
_TAG_NAME = late(r"</?([A-Za-z][\w.-]*)?(?=[\s/>])")
_IN_TAG = late(r"[>\"'{<]")
_TAG_ATTRIBUTE = late(r"""\s([A-Za-z][\w-]*)\s*=\s*(?:\{\s*)?(?:"([^"]*)"|'([^']*)')""")
_PROSE_ATTRIBUTES = {
    "alt": "alt text",
    "title": "title text",
    "aria-label": "aria-label",
    "description": "component text",
    "caption": "caption",
    "heading": "component text",
    "subtitle": "component text",
}
_IMPORTS = re.compile(r"""import\s[^\n]*\bfrom\s*["']|import\s+["']|export\s+(?:default|const|function)\b""")
_COMPONENT = re.compile(r"\n<([A-Z][a-z]\w*)(?=[\s/>])[^\n]*")  # no `^`: searching for fixed characters is much faster
_NESTING = frozenset(("details", "summary", "blockquote"))
LONGEST_EXPRESSION = 100_000
FAILURES = 16  # so many things that never end, and the rest of the file is read as it stands


def looks_like_mdx(source: str) -> bool:
    """Whether a file that is called Markdown begins with imports, or has components on lines of their own."""
    start = re.search(r"\S|\Z", source)
    if start and _IMPORTS.match(source, start.start()):
        return True
    match = _COMPONENT.search(source) or _COMPONENT.match("\n" + source[:1_000])
    return match is not None and (match.group().rstrip().endswith("/>") or f"</{match[1]}>" in source)


def parse_mdx(page: Page) -> None:
    """Read the page's source as MDX."""
    mask = _Mask(page)
    inner = Page(fill_in(page.source, sorted(mask.spans)), page.base)
    parse_markdown(inner, indented_prose=True)
    inner.blocks = [_completed(block, mask, page.base) for block in inner.blocks]
    page.take(inner)
    for part, start, end in mask.asides:
        folded, quoted = mask.state(start)
        page.add(Frame("attribute", part, folded=folded, quoted=quoted), list(value_runs(page.source, start, end)))
    page.blocks.sort(key=lambda block: block.source_map.pieces[0].raw_start)
    page.directives.sort(key=lambda directive: directive.span)


def _completed(block: Block, mask: _Mask, base: int) -> Block:
    """Give back to a block what the masked tags said about it: whether it is folded or quoted, and its links."""
    pieces = block.source_map.pieces
    first, last = pieces[0].raw_start - base, pieces[-1].raw_end - base
    links = list(block.links)
    index = max(bisect_left(mask.anchors, (first,)) - 1, 0)
    while index < len(mask.anchors) and mask.anchors[index][0] < last:
        start, end, url, rel = mask.anchors[index]
        index += 1
        span = _span_of(pieces, start + base, end + base)
        if span:
            links.append(Link(span, url, rel))
    folded, quoted = mask.state(first)
    if not (folded or quoted) and len(links) == len(block.links):
        return block
    return block._replace(folded=block.folded or folded, quoted=block.quoted or quoted, links=tuple(sorted(links)))


def _span_of(pieces: tuple[Piece, ...], start: int, end: int) -> Span | None:
    """The stretch of a block's text that stands between two places in the file."""
    index = bisect_right(pieces, start, key=lambda piece: piece.raw_end)
    stop = bisect_left(pieces, end, key=lambda piece: piece.raw_start) - 1
    if index > stop:
        return None
    first, last = pieces[index], pieces[stop]
    at = first.start + (0 if first.atomic else max(start - first.raw_start, 0))
    return Span(at, last.end - (0 if last.atomic else max(last.raw_end - end, 0)))


class _Mask:
    """One walk over a source that finds all that is not Markdown in it."""

    def __init__(self, page: Page) -> None:
        self.spans: list[tuple[int, int, str]] = []
        self.anchors: list[tuple[int, int, str, str]] = []
        self.asides: list[tuple[str, int, int]] = []
        self._page = page
        self._source = page.source
        self._failures = 0
        self._depths = Counter[str]()
        self._changes: list[tuple[int, bool, bool]] = []  # where text begins to be folded or quoted or ceases to be, and which
        self._anchor: tuple[int, str, str] | None = None
        self._ticks: defaultdict[int, list[int]] = defaultdict(list)
        for match in re.finditer("`+", self._source):
            self._ticks[len(match.group())].append(match.start())
        self._walk()

    def state(self, offset: int) -> tuple[bool, bool]:
        """Whether the text at this offset is folded, and whether it is quoted."""
        index = bisect_left(self._changes, (offset,)) - 1
        return self._changes[index][1:] if index >= 0 else (False, False)

    def _walk(self) -> None:
        position, fresh = 0, True  # whether a block may begin here
        while position < len(self._source):
            line_end = self._source.find("\n", position)
            line_end = len(self._source) if line_end < 0 else line_end
            if fence := _FENCE.match(self._source, position, line_end):
                position, fresh = self._fence_end(fence[1], line_end), True
            elif fresh and _ESM.match(self._source, position, line_end):
                end = self._statement_end(position)
                self.spans.append((position, end, VANISH))
                position = end + 1
            else:
                fresh = not self._source[position:line_end].strip()
                position = self._line(position)

    def _line(self, position: int) -> int:
        """Mask what begins on this line; the start of the next line that is not part of it."""
        while match := _NEXT.search(self._source, position):
            at, sign = match.start(), match.group()
            if sign == "\n":
                return at + 1
            if sign == "\\":
                position = at + (1 if self._source[at + 1 : at + 2] == "\n" else 2)
            elif sign == "`":
                position = self._code_end(at)
            elif sign == "{":
                position = self._expression(at)
            else:
                position = self._tag(at)
        return len(self._source)

    def _fence_end(self, fence: str, position: int) -> int:
        closing = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t\r]*$", re.MULTILINE)
        match = closing.search(self._source, position)
        return match.end() + 1 if match else len(self._source)

    def _statement_end(self, position: int) -> int:
        """Statements end at the first blank line outside brackets."""
        end = first = None
        depth, begin = 0, position
        while end is None or depth > 0:
            match = _BLANK.search(self._source, begin)
            end = match.start() if match else len(self._source)
            first = first or end
            chunk = self._source[begin:end]
            depth += sum(map(chunk.count, "{[(")) - sum(map(chunk.count, "}])"))
            if depth > 0 and (not match or self._failures >= FAILURES or end - position > LONGEST_EXPRESSION):
                self._failures += 1
                return first
            begin = max(match.end() - 1, match.start() + 1) if match else end
        return end

    def _code_end(self, at: int) -> int:
        stop = at
        while self._source.startswith("`", stop):
            stop += 1
        others = self._ticks[stop - at]
        index = bisect_left(others, stop)
        if index == len(others) or _BLANK.search(self._source, stop, others[index]):
            return stop
        return others[index] + stop - at

    def _expression(self, at: int) -> int:
        end = self._expression_end(at)
        if end is None:
            return at + 1
        words = _STRING_ONLY.fullmatch(self._source, at, end)
        if words:
            group = 1 if words[1] is not None else 2
            self.spans += [(at, words.start(group), VANISH), (words.end(group), end, VANISH)]
            return end
        comment = self._source.startswith("{/*", at) and self._source.endswith("*/}", at, end)
        if comment:
            self._page.comment(self._source[at + 3 : end - 3], at, end)
        self.spans.append((at, end, VANISH if comment else STAND_IN))
        return end

    def _expression_end(self, at: int) -> int | None:
        if self._failures >= FAILURES:
            return None
        depth, position, limit = 0, at, at + LONGEST_EXPRESSION
        while match := _IN_EXPRESSION.search(self._source, position, limit):
            sign, position = match.group(), match.end()
            if sign in "{}":
                depth += 1 if sign == "{" else -1
                if depth == 0:
                    return position
            elif sign == "/":
                if self._source.startswith("*", position):
                    end = self._source.find("*/", position + 1, limit)
                    position = limit if end < 0 else end + 2
            else:
                string = _STRINGS[sign].match(self._source, position - 1, limit)
                position = string.end() if string else position
        self._failures += 1
        return None

    def _tag(self, at: int) -> int:
        head = _TAG_NAME.match(self._source, at)
        if head is None or (not head[1] and not self._source.startswith(">", head.end())):
            return at + 1
        end = self._tag_end(head.end())
        if end is None:
            return at + 1
        name = head[1] or ""
        if name == "sup" and (note := FOOTNOTE.match(self._source, end)):  # a raised number is no part of the word before it
            end = note.end()
        self.spans.append((at, end, BREAK if name == "br" or name in BLOCKS else VANISH))
        self._note(name, at, end, closing=self._source.startswith("</", at))
        return end

    def _tag_end(self, position: int) -> int | None:
        if self._failures >= FAILURES:
            return None
        while match := _IN_TAG.search(self._source, position):
            sign, position = match.group(), match.end()
            if sign == ">":
                return position
            if sign == "<":
                return None
            end = self._expression_end(position - 1) if sign == "{" else self._source.find(sign, position) + 1
            if not end:
                break
            position = end
        self._failures += 1
        return None

    def _note(self, name: str, at: int, end: int, *, closing: bool) -> None:
        if name in _NESTING:
            depths = self._depths
            depths[name] = max(depths[name] + (-1 if closing else 1), 0)
            self._changes.append((at, depths["details"] > depths["summary"], depths["blockquote"] > 0))
        if closing:
            if name in ("a", "Link") and self._anchor:
                start, url, rel = self._anchor
                self.anchors.append((start, at, url, rel))
                self._anchor = None
            return
        values = {}
        for match in _TAG_ATTRIBUTE.finditer(self._source, at, end):
            group = 2 if match[2] is not None else 3
            values[match[1]] = match[group]
            if match[1] in _PROSE_ATTRIBUTES:
                self.asides.append((_PROSE_ATTRIBUTES[match[1]], *match.span(group)))
        if name in ("a", "Link"):
            self._anchor = (end, values.get("href") or values.get("to") or "", values.get("rel", ""))

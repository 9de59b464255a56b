"""Markdown: the events of a CommonMark parser, turned into blocks of prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, TypeAlias

import pyromark

from healthlint.parse.elements import BLOCKS, CODE, FOOTNOTE, prose_attributes, value
from healthlint.parse.html import HtmlReader
from healthlint.parse.prose import PLACEHOLDER, Frame, LinkRun, Page, Run
from healthlint.parse.tags import read_tag, value_runs
from healthlint.parse.titles import title_runs

_O = pyromark.Options
# Its metadata options would take any text between two rules for front matter.
OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_HEADING_ATTRIBUTES
    | _O.ENABLE_GFM
    | _O.ENABLE_DEFINITION_LIST
)
_WIDTHS = re.compile("[\0-\x7f]+|[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")
_Payload: TypeAlias = Any  # what the parser says of a tag: a word, or a dict of its own for each kind of tag


def parse_markdown(page: Page, *, indented_prose: bool = False) -> None:
    """Read the page's source as Markdown. MDX knows no code by indentation: there, indented lines are prose."""
    reader = _Reader(page, HtmlReader(page))
    reader.indented_prose = indented_prose
    reader.read()


def code_points(source: str) -> Callable[[int], int]:
    """A function from offsets in the UTF-8 of `source` to offsets in `source` itself."""
    if source.isascii():
        return lambda offset: offset
    starts: list[int] = []
    points: list[int] = []
    widths: list[int] = []
    offset = 0
    for match in _WIDTHS.finditer(source):
        first = match.group()[0]
        width = 1 if first <= "\x7f" else 2 if first <= "\u07ff" else 3 if first <= "\uffff" else 4
        starts.append(offset)
        points.append(match.start())
        widths.append(width)
        offset += width * (match.end() - match.start())

    def at(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        return points[index] + (offset - starts[index]) // widths[index]

    return at


class _Open:
    """A block that is being read; its runs count in bytes until it is closed."""

    __slots__ = ("frame", "hiding", "links", "pending", "runs")

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.runs: list[Run] = []
        self.links: list[LinkRun] = []
        self.pending: list[tuple[int, str, str]] = []  # links whose end has not come
        self.hiding: tuple[str, int, int] | None = None  # an inline element that is no prose, its first run and place

    def end_link(self) -> None:
        if self.pending:
            first, url, rel = self.pending.pop()
            self.links.append((first, len(self.runs), url, rel))


class _Reader:
    def __init__(self, page: Page, html: HtmlReader) -> None:
        self.page = page
        self.html = html
        self.indented_prose = False
        self._ascii = page.source.isascii()
        self._at = code_points(page.source)
        self._open: _Open | None = None
        self._images: list[_Open] = []  # the blocks round the images that are being read
        self._asides: list[tuple[Frame, list[Run]]] = []
        self._lists: list[int] = []  # groups of the open lists
        self._fresh: list[bool] = []  # for each open item, whether its first text is still to come
        self._quotes = 0
        self._notes = 0
        self._code = False
        self._lines: list[tuple[int, int]] | None = None  # of raw HTML, or of indented prose
        self._named_titles = False
        self._starts = {name: getattr(self, method) for name, method in _STARTS.items()}
        self._ends = {name: getattr(self, method) for name, method in _ENDS.items()}

    def read(self) -> None:
        starts, ends = self._starts, self._ends
        for event, place in pyromark.events_with_range(self.page.source, options=OPTIONS):
            if type(event) is str:
                if self._open is not None and event != "Rule":
                    self._open.runs.append((" " if event == "SoftBreak" else "\n", place["start"], place["end"]))
            elif (text := event.get("Text")) is not None:  # by far the most frequent: asked for first, without a call
                if self._open is not None and not self._code:
                    self._open.runs.append((text, place["start"], place["end"]))
                else:
                    self._text(text, place["start"], place["end"])
            elif (tag := event.get("Start")) is not None:
                name = tag if type(tag) is str else next(iter(tag))
                if name in starts:
                    starts[name](tag if type(tag) is str else tag[name], place["start"], place["end"])
            elif (tag := event.get("End")) is not None:
                name = tag if type(tag) is str else next(iter(tag))
                if name in ends:
                    ends[name](place["start"], place["end"])
            else:
                self._other(event, place)
        self._close()
        if self._named_titles:
            self._titles_of_definitions()

    def _other(self, event: dict[str, Any], place: dict[str, int]) -> None:
        if "Code" in event:
            self._text(PLACEHOLDER, place["start"], place["end"])
        elif "InlineHtml" in event:
            self._inline_html(self._at(place["start"]), self._at(place["end"]), place)
        elif "Html" in event and self._lines is not None:
            self._lines.append((place["start"], place["end"]))

    def _text(self, text: str, start: int, end: int) -> None:
        if self._code:
            if self._lines is not None:
                self._lines.append((start, end))
            return
        if self._open is None:
            self._open = _Open(self._frame())
        self._open.runs.append((text, start, end))

    def _frame(self) -> Frame:
        """What a text is that begins here."""
        quoted, folded = self._quotes > 0 or self.html.quoted, self.html.folded
        if self._fresh and self._fresh[-1]:
            self._fresh[-1] = False
            return Frame("item", "list item", 0, self._lists[-1] if self._lists else 0, quoted, folded)
        return Frame("paragraph", "footnote" if self._notes else "paragraph", 0, 0, quoted, folded)

    def _close(self, _start: int = 0, _end: int = 0) -> None:
        block = self._open
        if block is not None:
            self._open = None
            if not self.html.cut_off:
                while block.pending:
                    block.end_link()
                self.page.add(block.frame, self._placed(block.runs), block.links)
        if self._asides:
            for frame, runs in self._asides:
                self.page.add(frame, runs)
            self._asides = []

    def _placed(self, runs: list[Run]) -> list[Run]:
        """The runs with their places in characters."""
        if self._ascii:
            return runs
        at = self._at
        placed = []
        byte, point = -1, -1  # where the last run ended
        for text, first, last in runs:
            start = point if first == byte else at(first)
            point = start + len(text) if last - first == len(text) and text.isascii() else at(last)
            byte = last
            placed.append((text, start, point))
        return placed

    # Containers

    def _start_paragraph(self, _payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self._open = _Open(self._frame())

    def _start_heading(self, payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        quoted = self._quotes > 0 or self.html.quoted
        self._open = _Open(Frame("heading", "heading", int(payload["level"][1]), 0, quoted, self.html.folded))

    def _start_item(self, _payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self._fresh.append(True)

    def _end_item(self, _start: int, _end: int) -> None:
        self._close()
        self._fresh.pop()

    def _start_list(self, _payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self._lists.append(self.page.new_group())

    def _end_list(self, _start: int, _end: int) -> None:
        self._close()
        self._lists.pop()

    def _start_quote(self, _payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self._quotes += 1

    def _end_quote(self, _start: int, _end: int) -> None:
        self._close()
        self._quotes -= 1

    def _start_note(self, _payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self._notes += 1

    def _end_note(self, _start: int, _end: int) -> None:
        self._close()
        self._notes -= 1

    def _start_table(self, _payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self.page.new_group()

    def _start_cell(self, _payload: _Payload, _start: int, _end: int) -> None:
        quoted = self._quotes > 0 or self.html.quoted
        self._open = _Open(Frame("cell", "table cell", 0, self.page.groups, quoted, self.html.folded))

    # Code and HTML

    def _start_code(self, payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self._code = True
        self._lines = [] if payload == "Indented" and self.indented_prose else None

    def _end_code(self, _start: int, _end: int) -> None:
        self._code = False
        lines, self._lines = self._lines, None
        if lines:
            inner = self.page.inner(self._line_runs(lines, indented=True))
            reader = _Reader(inner, self.html)
            reader._quotes = self._quotes  # noqa: SLF001 (our own)
            reader.read()
            self.page.take(inner)

    def _start_html(self, _payload: _Payload, _start: int, _end: int) -> None:
        self._close()
        self._lines = []

    def _end_html(self, _start: int, _end: int) -> None:
        lines, self._lines = self._lines, None
        if not lines:
            return
        self.html.outside = self._frame()
        start, end = self._at(lines[0][0]), self._at(lines[-1][1])
        if self._quotes or self._lists or self._notes:  # each line may have a prefix that is no HTML
            inner = self.page.inner(self._line_runs(lines, indented=False))
            self.html.read(inner, 0, len(inner.source))
            self.page.take(inner)
        else:
            self.html.read(self.page, start, end)

    def _line_runs(self, lines: list[tuple[int, int]], *, indented: bool) -> list[Run]:
        runs = []
        for first, last in lines:
            start, end = self._at(first), self._at(last)
            text = self.page.source[start:end]
            if indented and text.strip():
                start += len(text) - len(text.lstrip(" \t"))
            runs.append((self.page.source[start:end], start, end))
        return runs

    def _inline_html(self, start: int, end: int, place: dict[str, int]) -> None:
        source = self.page.source
        if source.startswith("<!--", start):
            self.page.comment(source[start + 4 : end - 3], start, end)
            return
        tag = read_tag(source, start, end)
        if tag is None:
            return
        if self._open is None:
            self._open = _Open(self._frame())
        block = self._open
        if tag.attributes and not tag.closing:
            frame = Frame("attribute", "", 0, 0, block.frame.quoted, block.frame.folded)
            for part, first, last in prose_attributes(source, tag):
                self._asides.append((frame._replace(part=part), list(value_runs(source, first, last))))
        name = tag.name
        if block.hiding:
            self._unhide(block, name, place["end"], closing=tag.closing)
        elif name in CODE or (name == "sup" and FOOTNOTE.match(source, end)):
            block.hiding = None if tag.closing else (name, len(block.runs), place["start"])
        elif name == "a" and tag.closing:
            block.end_link()
        elif name == "a":
            block.pending.append((len(block.runs), value(source, tag, "href"), value(source, tag, "rel")))
        elif name == "br" or name in BLOCKS:
            block.runs.append(("\n", place["start"], place["end"]))
        self.html.nest(tag)

    def _unhide(self, block: _Open, name: str, end: int, *, closing: bool) -> None:
        hidden, first, start = block.hiding or ("", 0, 0)
        if name == hidden and closing:
            block.runs[first:] = [(PLACEHOLDER, start, end)] if name in CODE else []
            block.hiding = None

    # Links and images

    def _start_link(self, payload: _Payload, start: int, end: int) -> None:
        if self._open is None:
            self._open = _Open(self._frame())
        self._open.pending.append((len(self._open.runs), payload["dest_url"], ""))
        if payload["title"]:
            self._title("link title", payload, start, end)

    def _end_link(self, start: int, end: int) -> None:
        block = self._open
        if block is None or not block.pending:
            return
        first = block.pending[-1][0]
        if self.page.source.startswith("<", self._at(start)):  # an address in angle brackets is not read
            block.runs[first:] = [(PLACEHOLDER, start, end)]
        block.end_link()

    def _start_image(self, payload: _Payload, start: int, end: int) -> None:
        if self._open is None:
            self._open = _Open(self._frame())
        self._images.append(self._open)
        frame = self._open.frame
        self._open = _Open(Frame("attribute", "alt text", 0, 0, frame.quoted, frame.folded))
        if payload["title"]:
            self._title("image title", payload, start, end)

    def _end_image(self, _start: int, _end: int) -> None:
        if self._open is not None:
            self._asides.append((self._open.frame, self._placed(self._open.runs)))
        self._open = self._images.pop()

    def _title(self, part: str, payload: _Payload, start: int, end: int) -> None:
        if payload["link_type"] != "Inline":
            self._named_titles = True
            return
        quoted = self._quotes > 0 or self.html.quoted
        frame = Frame("attribute", part, 0, 0, quoted, self.html.folded)
        self._asides.append((frame, title_runs(self.page.source, self._at(start), self._at(end), inline=True)))

    def _titles_of_definitions(self) -> None:
        definitions = pyromark.reference_definitions(self.page.source, options=OPTIONS)
        for definition in sorted(definitions.values(), key=lambda one: one["span"]["start"]):
            if definition["title"]:
                span = definition["span"]
                runs = title_runs(self.page.source, self._at(span["start"]), self._at(span["end"]), inline=False)
                self.page.add(Frame("attribute", "link title"), runs)


_STARTS = {
    "Paragraph": "_start_paragraph",
    "Heading": "_start_heading",
    "Item": "_start_item",
    "DefinitionListTitle": "_start_item",
    "DefinitionListDefinition": "_start_item",
    "List": "_start_list",
    "DefinitionList": "_start_list",
    "BlockQuote": "_start_quote",
    "Table": "_start_table",
    "TableCell": "_start_cell",
    "CodeBlock": "_start_code",
    "HtmlBlock": "_start_html",
    "FootnoteDefinition": "_start_note",
    "Link": "_start_link",
    "Image": "_start_image",
}
_ENDS = {
    "Paragraph": "_close",
    "Heading": "_close",
    "Item": "_end_item",
    "DefinitionListTitle": "_end_item",
    "DefinitionListDefinition": "_end_item",
    "List": "_end_list",
    "DefinitionList": "_end_list",
    "BlockQuote": "_end_quote",
    "Table": "_close",
    "TableCell": "_close",
    "CodeBlock": "_end_code",
    "HtmlBlock": "_end_html",
    "FootnoteDefinition": "_end_note",
    "Link": "_end_link",
    "Image": "_end_image",
}

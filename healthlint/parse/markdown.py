"""Markdown: the events of a CommonMark parser, turned into blocks of prose."""

from __future__ import annotations

from typing import Any

import pyromark

from healthlint.model import NOTE
from healthlint.parse.html import HtmlReader
from healthlint.parse.inline import OPTIONS, Inline, OpenBlock, Payload, known_lines
from healthlint.parse.maps import Run
from healthlint.parse.prose import PLACEHOLDER, Frame, Page


def parse_markdown(page: Page, *, indented_prose: bool = False) -> None:
    """Read the page's source as Markdown. MDX knows no code by indentation: there, indented lines are prose."""
    reader = _Reader(page, HtmlReader(page))
    reader.indented_prose = indented_prose
    reader.read()


class _Reader(Inline):
    """Reads the events of one source, block by block."""

    def __init__(self, page: Page, html: HtmlReader) -> None:
        super().__init__(page, html)
        self.indented_prose = False
        self._code = False
        self._lines: list[tuple[int, int]] | None = None  # of raw HTML, or of indented prose

    def read(self) -> None:  # noqa: C901, PLR0912 (the hot loop: a call for each event would cost a third more)
        events: Any = pyromark.events_with_range(known_lines(self.page.source), options=OPTIONS)
        starts, ends = _STARTS.get, _ENDS.get
        for event, place in events:
            # Text and soft breaks are most of all events: they are asked for first, and cost no call.
            block = self._open
            if type(event) is str:
                if event == "Rule":
                    self._close()
                elif block is not None:
                    block.runs.append(("\n" if event == "HardBreak" else " ", place["start"], place["end"]))
            elif (text := event.get("Text")) is not None:
                if block is not None:  # never so in code
                    block.runs.append((text, place["start"], place["end"]))
                else:
                    self._text(text, place["start"], place["end"])
            elif (tag := event.get("End")) is not None:
                end = ends(tag if type(tag) is str else next(iter(tag)))
                if end is not None:
                    end(self, place["start"], place["end"])
            elif (tag := event.get("Start")) is not None:
                name, payload = (tag, tag) if type(tag) is str else next(iter(tag.items()))
                start = starts(name)
                if start is not None:
                    start(self, payload, place["start"], place["end"])
            else:
                self._other(event, place)
        self._close()
        if self._named_titles:
            self._titles_of_definitions()

    def _other(self, event: dict[str, Any], place: dict[str, int]) -> None:
        if "Code" in event:
            self._text(PLACEHOLDER, place["start"], place["end"])
        elif "FootnoteReference" in event:
            self._opened().refer(NOTE + event["FootnoteReference"])
        elif "InlineHtml" in event:
            self._inline_html(self._at(place["start"]), self._at(place["end"]), place)
        elif "Html" in event and self._lines is not None:
            self._lines.append((place["start"], place["end"]))

    def _text(self, text: str, start: int, end: int) -> None:
        if self._code:
            if self._lines is not None:
                self._lines.append((start, end))
            return
        self._opened().runs.append((text, start, end))

    # Containers

    def _start_paragraph(self, _payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self._open = OpenBlock(self._frame())

    def _start_heading(self, payload: Payload, _start: int, _end: int) -> None:
        self._close()
        quoted = self._quoted
        self._open = OpenBlock(Frame("heading", "heading", int(payload["level"][1]), 0, quoted, self.html.folded))

    def _start_item(self, _payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self._fresh.append(True)

    def _end_item(self, _start: int, _end: int) -> None:
        self._close()
        self._fresh.pop()

    def _start_list(self, _payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self._lists.append(self.page.new_group())

    def _end_list(self, _start: int, _end: int) -> None:
        self._close()
        self._lists.pop()

    def _start_quote(self, _payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self.quotes += 1

    def _end_quote(self, _start: int, _end: int) -> None:
        self._close()
        self.quotes -= 1

    def _start_note(self, _payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self._notes += 1

    def _end_note(self, _start: int, _end: int) -> None:
        self._close()
        self._notes -= 1

    def _start_table(self, _payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self.page.new_group()

    def _start_cell(self, _payload: Payload, _start: int, _end: int) -> None:
        quoted = self._quoted
        self._open = OpenBlock(Frame("cell", "table cell", 0, self.page.groups, quoted, self.html.folded))

    # Code and HTML

    def _start_code(self, payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self._code = True
        self._lines = [] if payload == "Indented" and self.indented_prose else None

    def _end_code(self, _start: int, _end: int) -> None:
        self._code = False
        lines, self._lines = self._lines, None
        if lines:
            inner = self.page.inner(self._line_runs(lines, indented=True))
            reader = _Reader(inner, self.html)
            reader.quotes = self.quotes
            reader.read()
            self.page.take(inner)

    def _start_html(self, _payload: Payload, _start: int, _end: int) -> None:
        self._close()
        self._lines = []

    def _end_html(self, _start: int, _end: int) -> None:
        lines, self._lines = self._lines, None
        if not lines:
            return
        self.html.outside = self._frame()
        start, end = self._at(lines[0][0]), self._at(lines[-1][1])
        if self.quotes or self._lists or self._notes:  # each line may have a prefix that is no HTML
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


_START_METHODS = {
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
_END_METHODS = {
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
# Functions of the class: a reader that held its own methods would hold itself, and its page until somebody looks for garbage.
_STARTS = {name: getattr(_Reader, method) for name, method in _START_METHODS.items()}
_ENDS = {name: getattr(_Reader, method) for name, method in _END_METHODS.items()}

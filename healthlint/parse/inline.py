"""What stands inside a Markdown block: text, links, images and inline HTML, gathered until the block ends."""

from __future__ import annotations

from typing import Any, TypeAlias

import pyromark

from healthlint.late import late
from healthlint.parse.elements import BLOCKS, CODE, FOOTNOTE, note_url, prose_attributes, value
from healthlint.parse.html import HtmlReader
from healthlint.parse.maps import Run, ToCharacters
from healthlint.parse.offsets import code_points
from healthlint.parse.prose import PLACEHOLDER, Frame, LinkRun, Page
from healthlint.parse.tags import Tag, read_tag, value_runs
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
Payload: TypeAlias = Any  # what the parser says of a tag: a word, or a dict of its own for each kind of tag
_PLAIN = Frame("paragraph", "paragraph")
_LONE_CR = late(r"\r(?!\n)")


def known_lines(source: str) -> str:
    """The same text, place for place, with line ends that the parser knows everywhere: of a lone CR it makes little."""
    return _LONE_CR.sub("\n", source) if "\r" in source else source


class OpenBlock:
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

    def refer(self, url: str) -> None:
        """A footnote is referred to here; that is a link without words."""
        if url:
            self.links.append((len(self.runs), len(self.runs), url, ""))


class Inline:
    """Reads the inside of blocks; what the blocks are is for the reader of blocks to say."""

    def __init__(self, page: Page, html: HtmlReader) -> None:
        self.page = page
        self.html = html
        self.quotes = 0
        self._at = code_points(page.source)
        self._in_bytes = None if page.source.isascii() else self._at
        self._open: OpenBlock | None = None
        self._images: list[OpenBlock] = []  # the blocks round the images that are being read
        self._asides: list[tuple[Frame, list[Run], ToCharacters]] = []
        self._lists: list[int] = []  # groups of the open lists
        self._fresh: list[bool] = []  # for each open item, whether its first text is still to come
        self._notes = 0
        self._named_titles = False

    @property
    def _quoted(self) -> bool:
        return self.quotes > 0 or self.html.quoted

    def _opened(self) -> OpenBlock:
        """The block that is being read; in a tight list none was announced."""
        if self._open is None:
            self._open = OpenBlock(self._frame())
        return self._open

    def _frame(self) -> Frame:
        """What a text is that begins here."""
        if not (self._fresh or self._notes or self.quotes or self.html.inside):
            return _PLAIN
        quoted, folded = self._quoted, self.html.folded
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
                self.page.add(block.frame, block.runs, block.links, self._in_bytes)
        if self._asides:
            for frame, runs, at in self._asides:
                self.page.add(frame, runs, (), at)
            self._asides = []

    def _inline_html(self, start: int, end: int, place: dict[str, int]) -> None:
        source = self.page.source
        if source.startswith("<!--", start):
            self.page.comment(source[start + 4 : end - 3], start, end)
            return
        tag = read_tag(source, start, end)
        if tag is None:
            return
        block = self._opened()
        if tag.attributes and not tag.closing:
            self._attributes(tag, block.frame)
        name = tag.name
        if block.hiding:
            self._unhide(block, name, place["end"], closing=tag.closing)
        elif name in CODE and not tag.closing:
            block.hiding = (name, len(block.runs), place["start"])
        elif name == "sup" and not tag.closing and (note := FOOTNOTE.match(source, end)):
            block.hiding = (name, len(block.runs), place["start"])
            block.refer(note_url(source, note, start))
        elif name == "a" and tag.closing:
            block.end_link()
        elif name == "a":
            block.pending.append((len(block.runs), value(source, tag, "href"), value(source, tag, "rel")))
        elif name == "br" or name in BLOCKS:
            block.runs.append(("\n", place["start"], place["end"]))
        self.html.nest(tag)

    def _attributes(self, tag: Tag, around: Frame) -> None:
        source = self.page.source
        for part, start, end in prose_attributes(source, tag):
            frame = Frame("attribute", part, 0, 0, around.quoted, around.folded)
            self._asides.append((frame, list(value_runs(source, start, end)), None))

    def _unhide(self, block: OpenBlock, name: str, end: int, *, closing: bool) -> None:
        hidden, first, start = block.hiding or ("", 0, 0)
        if name == hidden and closing:
            block.runs[first:] = [(PLACEHOLDER, start, end)] if name in CODE else []
            block.links = [link for link in block.links if link[1] <= first]
            block.pending = [(min(mark, first), url, rel) for mark, url, rel in block.pending]
            block.hiding = None

    # Links and images

    def _start_link(self, payload: Payload, start: int, end: int) -> None:
        block = self._opened()
        block.pending.append((len(block.runs), payload["dest_url"], ""))
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

    def _start_image(self, payload: Payload, start: int, end: int) -> None:
        around = self._opened()
        self._images.append(around)
        frame = around.frame
        self._open = OpenBlock(Frame("attribute", "alt text", 0, 0, frame.quoted, frame.folded))
        if payload["title"]:
            self._title("image title", payload, start, end)

    def _end_image(self, _start: int, _end: int) -> None:
        if self._open is not None:
            self._asides.append((self._open.frame, self._open.runs, self._in_bytes))
        self._open = self._images.pop()

    def _title(self, part: str, payload: Payload, start: int, end: int) -> None:
        if payload["link_type"] != "Inline":
            self._named_titles = True
            return
        quoted = self._quoted
        frame = Frame("attribute", part, 0, 0, quoted, self.html.folded)
        self._asides.append((frame, title_runs(self.page.source, self._at(start), self._at(end), inline=True), None))

    def _titles_of_definitions(self) -> None:
        definitions = pyromark.reference_definitions(known_lines(self.page.source), options=OPTIONS)
        for definition in sorted(definitions.values(), key=lambda one: one["span"]["start"]):
            if definition["title"]:
                span = definition["span"]
                runs = title_runs(self.page.source, self._at(span["start"]), self._at(span["end"]), inline=False)
                self.page.add(Frame("attribute", "link title"), runs)

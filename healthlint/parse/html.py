"""HTML: what a reader sees or hears of a page, element by element."""

from __future__ import annotations

from collections import Counter

from healthlint.late import late
from healthlint.model import Kind
from healthlint.parse.elements import (
    BLOCKS,
    CODE,
    CONTAINERS,
    ENDS,
    ENDS_CODE,
    FOOTNOTE,
    GROUPS,
    HIDDEN,
    MARKS,
    note_url,
    prose_attributes,
    value,
)
from healthlint.parse.json_ld import read_json_ld
from healthlint.parse.maps import Run
from healthlint.parse.prose import PLACEHOLDER, Frame, LinkRun, Page
from healthlint.parse.tags import Tag, comment_end, entity, prose_runs, raw_text_end, read_tag, value_runs

_NEXT = late("[<&]")
_LAST_MARKS = 64  # how far up an implied end tag looks; real pages do not nest deeper


def parse_html(page: Page) -> None:
    """Read the page's source as HTML."""
    HtmlReader(page, whole=True).read(page, 0, len(page.source))


class _Mark:
    """An open element that says what the text inside it is."""

    __slots__ = ("group", "name", "told")

    def __init__(self, name: str, group: int) -> None:
        self.name = name
        self.group = group
        self.told = False  # whether its first text has been read


class HtmlReader:
    """Reads stretches of HTML into a page; what is open at the end of one stretch is open in the next."""

    def __init__(self, page: Page, *, whole: bool = False) -> None:
        self.page = page
        self.cut_off = ""  # an element of scripts or styles that the stretches so far have not ended
        self._whole = whole  # whether what is cut off at the end of a stretch is lost
        self.outside = Frame("paragraph", "paragraph")  # what text is that stands in no element of ours
        self._marks: list[_Mark] = []
        self._open: Counter[str] = Counter()
        self._frame = self.outside
        self._runs: list[Run] = []
        self._links: list[LinkRun] = []
        self._link: tuple[int, str, str] | None = None
        self._asides: list[tuple[str, int, int]] = []
        self._hidden: tuple[str, int, int, int] | None = None  # element, depth, its place
        self._pre = 0

    @property
    def quoted(self) -> bool:
        return self.inside and self._open["blockquote"] > 0

    @property
    def folded(self) -> bool:
        return self.inside and self._open["details"] > self._open["summary"]

    @property
    def inside(self) -> bool:
        """Whether any element is open that says what the text inside it is."""
        return bool(self._marks)

    def read(self, page: Page, start: int, end: int) -> None:
        """Read a stretch of the page's source. Text still open at its end is a block."""
        self.page = page
        source = page.source
        if self.cut_off:
            start = raw_text_end(source, self.cut_off, start, end) or start
            if start == end:
                return
            self.cut_off = ""
        position = told = start
        while match := _NEXT.search(source, position, end):
            at = match.start()
            after = self._step(told, at, end)
            if after > at:
                told = position = after
            else:
                position = at + 1
        self._text(told, end)
        self.flush()
        self._hidden = None

    def nest(self, tag: Tag) -> None:
        """Take note of a tag that stands between other text, for what lies inside it."""
        if tag.name in ("details", "summary", "blockquote"):
            (self._end_tag if tag.closing else self._start_tag)(tag)
        elif tag.closing and tag.name == self.cut_off:
            self.cut_off = ""

    def flush(self) -> None:
        """End the block that is being read."""
        link = self._link
        self._end_link()
        self._link = link and (0, *link[1:])  # it goes on in the next block
        if self._runs:
            self.page.add(self._frame, self._runs, self._links)
            self._runs, self._links = [], []
        if self._asides:
            for part, start, end in self._asides:
                kind: Kind = "field" if part.startswith(("meta", "social")) else "attribute"
                frame = Frame(kind, part, 0, 0, self.quoted or self.outside.quoted, self.folded or self.outside.folded)
                self.page.add(frame, list(value_runs(self.page.source, start, end)))
            self._asides = []

    def _step(self, told: int, at: int, limit: int) -> int:
        """Read the markup at `at`, after the text since `told`, and say where it ends; `at` itself if it is no markup."""
        source = self.page.source
        if source[at] == "&":
            found = entity(source, at, limit)
            if found:
                self._text(told, at)
                self._add(" " if found[0] in "\t\n\f\r" else found[0], at, found[1])
            return found[1] if found else at
        if source.startswith(("<!", "<?"), at):
            return self._comment(told, at, limit)
        tag = read_tag(source, at, limit)
        if tag is None:
            return self._comment(told, at, limit) if source.startswith("</", at) and at + 2 < limit else at
        self._text(told, at)
        if tag.end < 0:
            self._lost("tag", at)
            return limit
        return self._tag(tag, limit)

    def _comment(self, told: int, at: int, limit: int) -> int:
        self._text(told, at)
        words_end, end = comment_end(self.page.source, at, limit)
        if self.page.source.startswith("<!--", at):
            if words_end == end:
                self._lost("comment", at)
            self.page.comment(self.page.source[at + 4 : words_end], at, end)
        return end

    def _lost(self, what: str, at: int) -> None:
        if self._whole:
            self.page.problem(f"a {what} that never ends hides the text after it", at)

    def _text(self, start: int, end: int) -> None:
        if end <= start or self._hidden:
            return
        source = self.page.source
        for run in [(source[start:end], start, end)] if self._pre else prose_runs(source, start, end):
            self._add(*run)

    def _add(self, value: str, start: int, end: int) -> None:
        if self._hidden:
            return
        if value[0] == " " and not self._pre and (not self._runs or self._runs[-1][0][-1] in " \n"):
            value, start = value[1:], start + 1
            if not value:
                return
        if not self._runs:
            self._frame = self._current()
        self._runs.append((value, start, end))

    def _current(self) -> Frame:
        quoted, folded = self.quoted or self.outside.quoted, self.folded or self.outside.folded
        if not self._marks:
            return self.outside._replace(quoted=quoted, folded=folded)
        mark = self._marks[-1]
        kind, part, level = MARKS.get(mark.name, ("paragraph", "footer" if self._open["footer"] else "paragraph", 0))
        if kind == "item" and mark.told:
            kind, part = "paragraph", "paragraph"
        mark.told = True
        group = mark.group if kind in ("item", "cell") else 0
        return Frame(kind, part, level, group, quoted, folded)

    def _tag(self, tag: Tag, limit: int) -> int:
        if self._hidden:
            self._unhide(tag)
        elif tag.closing:
            self._end_tag(tag)
        else:
            self._start_tag(tag)
        if tag.closing:
            return tag.end
        inner_end = raw_text_end(self.page.source, tag.name, tag.end, limit)
        if inner_end is None:
            return self._footnote(tag, limit)
        if not self._hidden:
            self._raw_text(tag, inner_end, limit)
        return inner_end

    def _footnote(self, tag: Tag, limit: int) -> int:
        """Where to go on after a start tag: a raised footnote number is no part of the word before it."""
        note = tag.name == "sup" and FOOTNOTE.match(self.page.source, tag.end, limit)
        if note and self._runs and not self._hidden and (url := note_url(self.page.source, note, tag.start)):
            self._links.append((len(self._runs), len(self._runs), url, ""))
        return note.end() if note else tag.end

    def _raw_text(self, tag: Tag, end: int, limit: int) -> None:
        if end == limit and tag.name in ("script", "style"):
            self.cut_off = tag.name
        if tag.name == "title":
            self.page.add(Frame("field", "page title"), list(value_runs(self.page.source, tag.end, end)))
        elif tag.name == "script" and "ld+json" in value(self.page.source, tag, "type"):
            read_json_ld(self.page, tag.end, end)

    def _unhide(self, tag: Tag) -> None:
        name, depth, start, end = self._hidden or ("", 0, 0, 0)
        if tag.name == name:
            depth += -1 if tag.closing else 1
        elif name in CODE and tag.closing and tag.name in ENDS_CODE:
            depth = 0
        self._hidden = (name, depth, start, end) if depth else None
        if depth:
            return
        if name in CODE:
            self._add(PLACEHOLDER, start, max(tag.end, end) if tag.name == name else end)
        if tag.name != name:
            self._end_tag(tag)

    def _start_tag(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            if self._runs:
                self._runs.append(("\n", tag.start, tag.end))
        elif name in BLOCKS:
            self.flush()
        if name in MARKS or name in CONTAINERS:
            self._push(name)
        elif name == "tr":
            self._imply_end(name)
        elif name == "pre":
            self.flush()
            self._pre += 1
        elif name == "a":
            self._end_link()
            self._link = (len(self._runs), value(self.page.source, tag, "href"), value(self.page.source, tag, "rel"))
        elif name in HIDDEN and self.page.source[tag.end - 2] != "/":
            self._hidden = (name, 1, tag.start, tag.end)
        if tag.attributes:
            self._attributes(tag)

    def _end_tag(self, tag: Tag) -> None:
        name = tag.name
        if name in BLOCKS or name == "pre":
            self.flush()
        if self._open[name]:
            while self._pop() != name:
                pass
        elif name == "pre":
            self._pre = max(self._pre - 1, 0)
        elif name == "a":
            self._end_link()

    def _end_link(self) -> None:
        if self._link and len(self._runs) > self._link[0]:
            first, url, rel = self._link
            self._links.append((first, len(self._runs), url, rel))
        self._link = None

    def _push(self, name: str) -> None:
        self._imply_end(name)
        group = self._marks[-1].group if self._marks else 0
        if name in GROUPS:
            group = self.page.new_group()
        self._marks.append(_Mark(name, group))
        self._open[name] += 1

    def _pop(self) -> str:
        name = self._marks.pop().name
        self._open[name] -= 1
        return name

    def _imply_end(self, name: str) -> None:
        ends, bounds = ENDS.get(name, (frozenset[str](), frozenset[str]()))
        if not any(self._open[end] for end in ends):
            return
        for mark in self._marks[: -_LAST_MARKS - 1 : -1]:
            if mark.name in bounds:
                return
            if mark.name in ends:
                while self._pop() != mark.name:
                    pass
                return

    def _attributes(self, tag: Tag) -> None:
        self._asides += prose_attributes(self.page.source, tag)
        if self._asides and not self._runs:
            self.flush()

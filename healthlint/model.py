"""The nouns: what a document is made of and what is said about it. Every value is frozen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
RANK: dict[str, int] = {"info": 0, "warning": 1, "error": 2}

JURISDICTIONS = ("US", "UK", "EU", "AU", "CA")
CONTENT_TYPES = (
    "supplement", "cosmetic", "clinic", "medicine", "device", "telehealth", "weight-loss", "education", "food",
)  # fmt: skip
PLATFORMS = ("google_ads", "meta", "tiktok", "amazon")


class Span(NamedTuple):
    """A half-open range of characters: `start` is in it, `end` is not. Offsets are Unicode code points."""

    start: int
    end: int


class Piece(NamedTuple):
    """A run of a block's text and where it came from.

    `atomic` runs (an entity, a code span, a decoded escape) have no inner places: any of their characters is all of them.
    In other runs the text equals the source character by character.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    atomic: bool


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Ties each character of a block's text to its place in the file; offsets count code points of the decoded file."""

    pieces: tuple[Piece, ...]

    def to_raw(self, span: Span) -> Span:
        """The place in the file from the first to the last character of `span`; an empty span gives an empty place."""
        first = self._piece(span.start)
        if span.end <= span.start:
            start = first.raw_start if first.atomic else first.raw_start + min(span.start, first.end) - first.start
            return Span(start, start)
        last = first if span.end <= first.end else self._piece(span.end - 1)
        start = first.raw_start if first.atomic else first.raw_start + span.start - first.start
        end = last.raw_end if last.atomic else last.raw_start + span.end - last.start
        return Span(start, end)

    def _piece(self, offset: int) -> Piece:
        pieces = self.pieces
        return pieces[max(bisect_right(pieces, (offset + 1,)) - 1, 0)]


NOTE = "#fn-"  # how the address of a footnote begins in `Link.url`, whatever the page calls it


class Link(NamedTuple):
    """A link inside a block: the span of its words in the block's text, its address and its `rel` (HTML only).

    A reference to a footnote (`[^1]`, `<sup>1</sup>`) is a link without words, at its place, to `#fn-` and the footnote's name.
    """

    span: Span
    url: str
    rel: str


Kind = Literal["paragraph", "heading", "item", "cell", "caption", "attribute", "field"]


class Block(NamedTuple):
    """One run of prose that no other prose interrupts: a paragraph, a heading, a list item, a table cell, an attribute.

    text        what a reader sees, markup removed; a soft line break is a space, a hard one a newline, code is U+FFFC
    part        where it stands in words a writer knows: "paragraph", "heading", "list item", "meta description", "alt text"
    level       1 to 6 for a heading, else 0
    group       the same number for the items of one list or the cells of one table, else 0
    quoted      inside a block quote
    folded      inside a collapsed block (`<details>`)
    hidden      inside an element that browsers do not show (`hidden`, `display: none`)
    """

    kind: Kind
    part: str
    text: str
    source_map: SourceMap
    level: int = 0
    group: int = 0
    quoted: bool = False
    folded: bool = False
    links: tuple[Link, ...] = ()
    hidden: bool = False


class Approval(NamedTuple):
    """Wording that somebody has signed off: on what evidence, who, and the last day (YYYY-MM-DD) on which that holds."""

    text: str
    evidence: str
    approver: str
    expires: str


class Licence(NamedTuple):
    """What a medicine is authorised for in one place."""

    agent: str
    jurisdiction: str
    indications: tuple[str, ...]


class Policy(NamedTuple):
    """What those who answer for a site leave to those who write its pages.

    no_ignore     rules and categories whose findings neither an ignore in a page nor a baseline sets aside
    front_matter  the only settings that a page may hold; None for all there are
    """

    no_ignore: tuple[str, ...] = ()
    front_matter: tuple[str, ...] | None = None


class Trust(NamedTuple):
    """What of a page counts when it is judged by the settings of a trusted revision: what it said of itself there.

    ignores       its ignores, as written
    aside         the fingerprints of what they set aside
    front_matter  its settings
    """

    ignores: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    front_matter: Mapping[str, object] = MappingProxyType({})


class Directive(NamedTuple):
    """A `healthlint-…` comment: its words without the comment's own marks, and where the whole comment stands in the file."""

    text: str
    span: Span


class Problem(NamedTuple):
    """Something about the input that could not be read, at an offset of the decoded file."""

    message: str
    offset: int


class Document(NamedTuple):
    """A parsed file. `front_matter` holds plain YAML values; scalars are text. `problems` make the run exit 2."""

    path: str
    raw: str
    blocks: tuple[Block, ...]
    directives: tuple[Directive, ...] = ()
    front_matter: Mapping[str, object] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()


class Related(NamedTuple):
    """Another place in the file that a finding names, counted as a finding's, and what stands there."""

    line: int
    column: int
    end_line: int
    end_column: int
    what: str


class Finding(NamedTuple):
    """One place where one rule has something to say. Lines and columns count from 1, columns in code points, ends exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    severity: Severity
    message: str
    excerpt: str
    part: str
    why: str
    instead: str
    sources: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    decided_by: str | None
    downgraded_by: str | None
    fingerprint: str
    related: tuple[Related, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, int, int, str]:
        """Path, place, rule: the order of every output."""
        return self[:6]


class SetAside(NamedTuple):
    """A finding that is not reported, and the reason in words."""

    finding: Finding
    reason: str


class RunError(NamedTuple):
    """Something that could not be checked. Any of them makes the run exit 2."""

    path: str
    message: str


class Report(NamedTuple):
    """All that a run has to say; what reporters print.

    `seconds` is what each rule took, and under the empty name what none of them did alone; nothing when nobody asked.
    """

    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]
    errors: tuple[RunError, ...]
    files: int
    words: int
    jurisdictions: tuple[str, ...]
    content_type: str
    seconds: Mapping[str, float] = MappingProxyType({})

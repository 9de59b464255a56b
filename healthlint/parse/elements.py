"""What HTML's elements and attributes mean to a reader: tables, and the few questions asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.late import late
from healthlint.model import NOTE, Kind
from healthlint.parse.tags import Tag

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details"  # noqa: SIM905 (words read better than quotes)
    " dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend"
    " li link main menu meta nav ol optgroup option p"
    " pre search section select summary table tbody td tfoot th thead title tr ul".split()
)
# Elements whose content is no prose. Code leaves a stand-in, the others nothing.
CODE = frozenset(("code", "kbd", "samp"))
HIDDEN = CODE | frozenset("template svg math object audio video canvas datalist".split())  # noqa: SIM905
ENDS_CODE = frozenset("p li td th tr table ul ol body html h1 h2 h3 h4 h5 h6 section article dd dt blockquote pre".split())  # noqa: SIM905

MARKS: dict[str, tuple[Kind, str, int]] = {
    "li": ("item", "list item", 0),
    "dt": ("item", "list item", 0),
    "dd": ("item", "list item", 0),
    "option": ("item", "option", 0),
    "td": ("cell", "table cell", 0),
    "th": ("cell", "table cell", 0),
    "caption": ("caption", "caption", 0),
    "figcaption": ("caption", "caption", 0),
    "summary": ("paragraph", "summary", 0),
    "button": ("paragraph", "button", 0),
    "label": ("paragraph", "label", 0),
    **{f"h{level}": ("heading", "heading", level) for level in range(1, 7)},
}
CONTAINERS = frozenset(("ul", "ol", "menu", "dl", "table", "blockquote", "details", "select", "footer"))
GROUPS = frozenset(("ul", "ol", "menu", "dl", "table", "select"))

# A start tag ends an open element of the first names, unless an element of the second lies between.
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_CELLS = frozenset(("td", "th", "caption"))
_TABLE = frozenset(("table",))
_TERMS = frozenset(("dt", "dd"))
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "option": (frozenset(("option",)), frozenset(("select",))),
    **dict.fromkeys(("dt", "dd"), (_TERMS, frozenset(("dl",)))),
    **dict.fromkeys(("td", "th", "tr"), (_CELLS, _TABLE)),
    **dict.fromkeys(sorted(_HEADINGS), (_HEADINGS, CONTAINERS)),
}

_PROSE_ATTRIBUTES = {"alt": "alt text", "title": "title text", "aria-label": "aria-label"}
_TITLES_OF_FILES = frozenset(("link", "script", "style"))
_META = {
    "description": "meta description",
    "og:title": "social title",
    "og:description": "social description",
    "og:image:alt": "alt text",
    "twitter:title": "social title",
    "twitter:description": "social description",
    "twitter:image:alt": "alt text",
}
# A raised footnote number; the length limits keep a search from one `<sup>` short.
FOOTNOTE = late(
    r"\s{0,9}(?:<a\b[^<>]{0,300}>)?[\s\[(]{0,9}([\d,;–*†‡-]{1,20})[\s\])]{0,9}(?:\([^()\s]{0,300}\)|</a>)?\s{0,9}</sup>",
    re.IGNORECASE,
)
_POWER = late(r"\b(?:[cmk]?m|ft|in|10)\Z")


def note_url(source: str, note: re.Match[str], at: int) -> str:
    """The address that stands for the footnote whose raised number begins at `at`; empty for a power or a mere asterisk."""
    number = note[1]
    return "" if not any(map(str.isdigit, number)) or _POWER.search(source, max(at - 3, 0), at) else f"{NOTE}{number}"


def value(source: str, tag: Tag, name: str) -> str:
    """An attribute's value as it is meant, empty if there is none."""
    for attribute in tag.attributes:
        if attribute.name == name:
            from html import unescape  # noqa: PLC0415 - its table of names takes longer than most pages

            return unescape(source[attribute.start : attribute.end]).strip()
    return ""


def prose_attributes(source: str, tag: Tag) -> Iterator[tuple[str, int, int]]:
    """The part and place of each attribute that a reader sees or hears."""
    if tag.name == "meta":
        named = ("name", "property", "itemprop")
        part = next((_META[key] for name in named if (key := value(source, tag, name).lower()) in _META), None)
        if part:
            yield from ((part, start, end) for name, start, end in tag.attributes if name == "content")
        return
    says = tag.name == "input" and value(source, tag, "type").lower() in ("submit", "button")
    for name, start, end in tag.attributes:
        if says and name == "value":
            yield "button", start, end
        elif name in _PROSE_ATTRIBUTES and tag.name not in _TITLES_OF_FILES:
            yield _PROSE_ATTRIBUTES[name], start, end

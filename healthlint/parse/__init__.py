"""A file's text, read as its format asks, becomes a document of blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from healthlint.model import Document
from healthlint.parse.front_matter import read_front_matter
from healthlint.parse.html import parse_html
from healthlint.parse.markdown import parse_markdown
from healthlint.parse.mdx import looks_like_mdx, parse_mdx
from healthlint.parse.prose import Page, clean
from healthlint.parse.templates import mask_templates
from healthlint.parse.text import parse_text
from healthlint.parse.unseen import mark_unseen

PARSERS: dict[str, Callable[[Page], None]] = {
    "text": parse_text,
    "markdown": parse_markdown,
    "mdx": parse_mdx,
    "html": parse_html,
}
FRONT_MATTER = frozenset(("markdown", "mdx", "html"))
FORMATS: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
}


def format_of(path: str) -> str:
    """The format a file's name tells; text if it tells none."""
    return FORMATS.get(PurePosixPath(path).suffix.lower(), "text")


def parse(path: str, raw: str, format: str, fields: frozenset[str] = frozenset()) -> Document:  # noqa: A002 (the word)
    """Read a file's text. Nothing it says can make this fail; what could not be read is among the problems.

    `fields` names front-matter values, dotted from the top, that are prose besides the usual ones.
    """
    start = 1 if raw.startswith("\ufeff") else 0
    source = clean(raw[start:] if start else raw)
    front = read_front_matter(source if format in FRONT_MATTER else "", start, fields)
    source = source[front.body :]
    if format == "markdown" and looks_like_mdx(source):
        format = "mdx"  # noqa: A001 (the word)
    page = Page(source if format == "mdx" else mask_templates(source), start + front.body)
    PARSERS[format](page)
    if format != "text":
        page.blocks = mark_unseen(page.blocks, page.source, page.base)
    found = front.page
    found.take(page)
    return Document(path, raw, tuple(found.blocks), tuple(found.directives), front.values, tuple(found.problems))

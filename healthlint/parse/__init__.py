"""A file's text, read as its format asks, becomes a document of blocks."""

from __future__ import annotations

from pathlib import PurePosixPath

from healthlint.model import Document
from healthlint.parse.html import parse_html
from healthlint.parse.markdown import parse_markdown
from healthlint.parse.prose import Page
from healthlint.parse.text import parse_text

PARSERS = {"text": parse_text, "markdown": parse_markdown, "mdx": parse_markdown, "html": parse_html}
FORMATS = {
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
    """Read a file's text. Nothing it says can make this fail; what could not be read is among the problems."""
    start = 1 if raw.startswith("\ufeff") else 0
    page = Page(raw[start:], start)
    PARSERS[format](page)
    return Document(path, raw, tuple(page.blocks), tuple(page.directives), {}, tuple(page.problems))

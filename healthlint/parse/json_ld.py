"""Structured data in a page: the words of reviews, questions and answers that search engines show."""

from __future__ import annotations

from healthlint.parse.prose import Page


def read_json_ld(page: Page, start: int, end: int) -> None:
    """Read the prose in a stretch of JSON-LD."""

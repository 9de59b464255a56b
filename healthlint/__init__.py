"""healthlint reads health marketing copy and says, line by line, what overclaims, what is missing and what is hard to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthlint.model import Report

__all__ = ["__version__", "lint_text"]
__version__ = "0.1.0"


def lint_text(
    text: str,
    *,
    path: str = "<text>",
    format: str | None = None,  # noqa: A002 - the command line's word
    jurisdictions: Iterable[str] = ("US", "UK"),
    content_type: str = "clinic",
    platforms: Iterable[str] = (),
) -> Report:
    """What healthlint has to say about a text: a `healthlint.model.Report` with findings sorted by place.

    `format` is "markdown", "mdx", "html" or "text"; without it the suffix of `path` decides, and text is assumed for any other.
    No configuration file is read; front matter under `healthlint:` counts. Raises ValueError for a profile that does not exist.
    """
    from healthlint.api import lint_text as lint  # noqa: PLC0415 - `import healthlint` stays free

    return lint(text, path, format, tuple(jurisdictions), content_type, tuple(platforms))

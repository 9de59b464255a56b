"""The Python interface: a text in, a report out."""

from __future__ import annotations

from functools import cache

from healthlint.config import Config
from healthlint.discover import Source
from healthlint.model import CONTENT_TYPES, JURISDICTIONS, PLATFORMS, Report
from healthlint.parse import FORMATS, format_of
from healthlint.rules.rule import RuleSet
from healthlint.run import lint_source, load_rules


def lint_text(
    text: str,
    path: str,
    format_: str | None,
    jurisdictions: tuple[str, ...],
    content_type: str,
    platforms: tuple[str, ...],
) -> Report:
    """See `healthlint.lint_text`."""
    _known("format", (format_ or "text",), {"text", *FORMATS.values()})
    _known("jurisdiction", jurisdictions, set(JURISDICTIONS))
    _known("content type", (content_type,), set(CONTENT_TYPES))
    _known("platform", platforms, set(PLATFORMS))
    config = Config(jurisdictions=jurisdictions, content_type=content_type, platforms=platforms)
    result = lint_source(Source(path, text, format_ or format_of(path)), _rules(), config)
    return Report(
        findings=tuple(sorted(result.findings, key=lambda finding: finding.order)),
        set_aside=result.set_aside,
        errors=result.errors,
        files=1,
        words=result.words,
        jurisdictions=jurisdictions,
        content_type=content_type,
    )


@cache
def _rules() -> RuleSet:
    return load_rules(Config())


def _known(what: str, given: tuple[str, ...], known: set[str]) -> None:
    for name in given:
        if name not in known:
            raise ValueError(f"no {what} {name!r}; there are {', '.join(sorted(known))}")

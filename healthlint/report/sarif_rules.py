"""The rules that a SARIF log describes: those that its results name, with the help that their files hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from healthlint.model import Finding
from healthlint.report import About, View
from healthlint.report.escape import one_line
from healthlint.report.prose import code, prose

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~/?#&=%:+,;@!$'()*-]+")
_LINK = re.compile(r"\]\(")
_WHOLE = 10_000  # characters of help


def message(text: str) -> dict[str, str]:
    """A message that links nowhere and has no place for arguments: SARIF would take `[a](b)` and `{0}` for such."""
    return {"text": _braces(_LINK.sub("] (", one_line(text)))}


def descriptors(findings: Iterable[Finding], view: View) -> list[dict[str, object]]:
    """A descriptor for each rule of the findings, by id."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    return [_descriptor(first[rule], view.about(rule)) for rule in sorted(first)]


def _descriptor(finding: Finding, about: About | None) -> dict[str, object]:
    described: dict[str, object] = {"id": finding.rule}
    if about is not None:
        described["shortDescription"] = message(about.title)
        described["defaultConfiguration"] = {"level": LEVELS[about.severity]}
    if finding.why:
        described["fullDescription"] = message(finding.why)
    sources = about.sources if about else ()
    described["help"] = {
        **message(" ".join(_plain(finding, sources))),
        "markdown": _braces("\n\n".join(_markdown(finding, sources))),
    }
    described["properties"] = {"tags": [finding.rule.partition("/")[0]], "jurisdictions": finding.jurisdictions}
    return described


def _plain(finding: Finding, sources: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield from (text for text in (finding.why, finding.instead) if text)
    if sources:
        yield "Sources: " + "; ".join(f"{title}, {address}" if address else title for title, address in sources) + "."
    yield f"More: healthlint explain {finding.rule}"


def _markdown(finding: Finding, sources: tuple[tuple[str, str], ...]) -> Iterator[str]:
    if finding.why:
        yield f"**Why:** {prose(finding.why, _WHOLE)}"
    if finding.instead:
        yield f"**Instead:** {prose(finding.instead, _WHOLE)}"
    if sources:
        yield "**Sources:**\n" + "".join(f"\n- {_source(title, address)}" for title, address in sources)
    yield f"**More:** {code(f'healthlint explain {finding.rule}')}"


def _source(title: str, address: str) -> str:
    if not address:
        return prose(title, _WHOLE)
    return f"{prose(title, _WHOLE)} {f'<{address}>' if _ADDRESS.fullmatch(address) else code(address)}"


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")

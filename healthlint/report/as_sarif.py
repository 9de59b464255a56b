"""SARIF 2.1.0, for code scanning: rules with their help, results with fingerprints, what was set aside as suppressed.

What could not be checked is a notification of an invocation that did not succeed. No address of a rule's page is given, for the
project has none that is sure to be reached; the help holds the page's words and the addresses of its sources.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote_from_bytes

import healthlint
from healthlint.model import Finding, Related, Report, RunError
from healthlint.report import NOT_CHECKED, View
from healthlint.report.escape import json_safe, one_line
from healthlint.report.sarif_rules import LEVELS, descriptors, message

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"  # the folder in which healthlint ran; who reads the report knows where that is
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # half characters that stand for no byte of a file's name
_INLINE = "inline ignore"  # how the reason of a finding begins that the text itself sets aside


def render(report: Report, view: View) -> Iterator[str]:
    rules = descriptors([*report.findings, *(aside.finding for aside in report.set_aside)], view)
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules, report)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which healthlint ran."}}},
        "invocations": [_invocation(report)],
        "results": list(_results(report, index)),
        "properties": {"jurisdictions": report.jurisdictions, "contentType": report.content_type},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json_safe(json.dumps(log, ensure_ascii=False, indent=1) + "\n")


def _driver(rules: list[dict[str, object]], report: Report) -> dict[str, object]:
    driver: dict[str, object] = {
        "name": "healthlint",
        "version": healthlint.__version__,
        "semanticVersion": healthlint.__version__,
        "rules": rules,
    }
    if report.errors:
        text = "Something could not be checked, so that nothing is known of it."
        driver["notifications"] = [{"id": NOT_CHECKED, "shortDescription": {"text": text}}]
    return driver


def _invocation(report: Report) -> dict[str, object]:
    invocation: dict[str, object] = {"executionSuccessful": not report.errors}
    if report.errors:
        invocation["toolExecutionNotifications"] = [_notification(error) for error in report.errors]
    return invocation


def _notification(error: RunError) -> dict[str, object]:
    return {
        "descriptor": {"id": NOT_CHECKED, "index": 0},
        "level": "error",
        "message": message(f"could not check {error.path}: {error.message}"),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(error.path)}}],
    }


def _results(report: Report, index: dict[str, int]) -> Iterator[dict[str, object]]:
    seen: Counter[tuple[str, str]] = Counter()
    reasons = [None] * len(report.findings) + [aside.reason for aside in report.set_aside]
    for finding, reason in zip((*report.findings, *(aside.finding for aside in report.set_aside)), reasons, strict=True):
        seen[finding.path, finding.fingerprint] += 1
        yield _result(finding, reason, index[finding.rule], seen[finding.path, finding.fingerprint])


def _result(finding: Finding, reason: str | None, rule: int, number: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": message(finding.message),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": _region(finding)}}],
        # The first is ours; the second is the one that GitHub follows alerts by, and wants a count in.
        "partialFingerprints": {
            "healthlint/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:{number}",
        },
    }
    if finding.related:
        result["relatedLocations"] = [_related(finding.path, number, one) for number, one in enumerate(finding.related)]
    if reason is not None:
        kind = "inSource" if reason.startswith(_INLINE) else "external"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": one_line(reason)}]
    said = {"part": finding.part, "decidedBy": finding.decided_by, "downgradedBy": finding.downgraded_by}
    result["properties"] = {key: one_line(value) for key, value in said.items() if value}
    return result


def _related(path: str, number: int, other: Related) -> dict[str, object]:
    place = {"artifactLocation": _artifact(path), "region": _region(other)}
    return {"id": number, "physicalLocation": place, "message": message(other.what)}


def _region(at: Finding | Related) -> dict[str, int]:
    return {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}


def _artifact(path: str) -> dict[str, str]:
    """The address of a file: its bytes, percent-encoded; against the root unless the path is absolute."""
    address = quote_from_bytes(_NO_BYTE.sub("\ufffd", path.removeprefix("./")).encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{address}"} if path.startswith("/") else {"uri": address, "uriBaseId": ROOT}

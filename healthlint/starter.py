"""The files that a new user begins with: a commented configuration, a pre-commit hook, a job for pull requests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from healthlint.keys import KEYS
from healthlint.origin import Origin
from healthlint.readers import Schema
from healthlint.sites import Place

_PLAIN = re.compile(r"[A-Za-z_/.][\w/.*-]*(?:@[\w.-]+)?")
_WIDTH = 100
# What a key may look like, in the order in which people need them; keys that are true or false come after these.
EXAMPLES = {
    "jurisdictions": "[US, UK]",
    "content_type": "clinic",
    "paths": "[content]",
    "exclude": '["drafts/", "*.txt"]',
    "platforms": "[google_ads, meta]",
    "audience": "low-literacy",
    "site_brand": "Glow House",
    "fields": "[teaser, hero_text]",
    "encoding": "latin-1",
    "severities": '\n  readability/passive-voice: "off"\n  comparison/superlative: info',
    "ignore": "[readability]",
    "select": "[overclaim, disease-claim]",
    "fail_on": "warning",
    "max_warnings": "20",
    "policy": "\n  no_ignore: [disease-claim]\n  front_matter: [content_type]",
    "approved_claims": (
        "\n  - text: Our insole eased heel pain in a trial of 120 people\n    evidence: https://example.org/trial"
        "\n    approver: J. Okafor, medical director\n    expires: 2099-12-31"
    ),
    "licensed": "\n  - {agent: Calmido, jurisdiction: UK, indication: [hay fever]}",
    "rules": "[compliance/rules]",
    "lexicons": "\n  offer: [glowmax]",
    "overrides": (
        '\n  - paths: ["guides/"]\n    content_type: education'
        '\n  - paths: ["archive/"]\n    fail_on: never\n    ignore: [urgency]'
    ),
}


def configuration(place: Place, chosen: Mapping[str, Sequence[str] | str]) -> str:
    """The text of a configuration: what was chosen and what the site shows holds, all else is told as a comment."""
    holds = {"jurisdictions": EXAMPLES["jurisdictions"], "content_type": EXAMPLES["content_type"]}
    holds |= {key: quoted(value) if isinstance(value, str) else _listed(value) for key, value in chosen.items()}
    holds |= {key: _listed(names) for key, names in (("paths", place.paths), ("exclude", place.exclude)) if names}
    return "\n".join(_lines(holds)) + "\n"


def _lines(holds: Mapping[str, str]) -> Iterator[str]:
    yield "## What healthlint checks here, and how. `healthlint config --show FILE` says what applies to a file, and why."
    yield "## A line with one # is an example; uncomment it to use it. Each key is explained above it."
    either = {key: "true" for key, reader in KEYS.items() if key not in EXAMPLES and True in reader.schema.get("enum", ())}
    for key, example in (EXAMPLES | either).items():
        yield ""
        about = KEYS[key].schema["description"] + _known(KEYS[key].schema)
        yield from wrap(about, _WIDTH, initial_indent="## ", subsequent_indent="## ")
        value = holds.get(key, example)
        text = f"{key}:{'' if value.startswith(chr(10)) else ' '}{value}"
        yield text if key in holds else "\n".join(f"# {line}" for line in text.split("\n"))


def _known(schema: Schema) -> str:
    """The words that a key knows."""
    each = schema.get("anyOf", [schema])[0].get("items", schema)
    return f" Known: {', '.join(map(str, each['enum']))}." if "enum" in each and True not in each["enum"] else ""


def _listed(names: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, names))}]"


def quoted(text: str) -> str:
    """A text as YAML, in quotes where it has to be."""
    return text if _PLAIN.fullmatch(text) and "*" not in text else json.dumps(text)


def hook(source: Origin) -> str:
    """A `.pre-commit-config.yaml`: the hook of the repository healthlint was installed from, else of what is installed."""
    if source.repo:
        return (
            f"repos:\n  - repo: {quoted(source.repo)}\n    rev: {quoted(source.revision)}\n    hooks:\n      - id: healthlint\n"
        )
    return (
        "repos:\n  - repo: local\n    hooks:\n      - id: healthlint\n        name: healthlint\n"
        "        entry: healthlint check --force-exclude --allow-empty  # as it is installed on this machine\n"
        "        language: system\n        types_or: [markdown, mdx, html, plain-text]\n        require_serial: true\n"
        "        verbose: true\n"
    )


def _install(requirement: str) -> str:
    return f"pip install {quoted(requirement)}" + ("" if "@" in requirement else "  # or the address that it is installed from")


def github(source: Origin) -> str:
    """A workflow that checks every pull request: the action of a repository on GitHub, else what is installed here."""
    steps = (
        f"      - uses: {quoted(f'{source.on_github}@{source.revision}')}\n"
        if source.on_github
        else f"""\
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: {_install(source.requirement)}
      # Only what the pull request changes, by the settings of the branch it is for: it cannot switch anything off.
      - run: healthlint check --format github --diff "origin/$GITHUB_BASE_REF" --trusted-config "origin/$GITHUB_BASE_REF"
"""
    )
    return f"""\
name: healthlint
on: pull_request
permissions:
  contents: read
jobs:
  healthlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0  # what a change brought is told from the commits before it
{steps}"""


def gitlab(source: Origin) -> str:
    """A job that checks every merge request and shows the findings beside the change."""
    return f"""\
healthlint:
  image: python:3.13
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: "0"  # what a change brought is told from the commits before it
    BASE: $CI_MERGE_REQUEST_DIFF_BASE_SHA
  script:
    - {_install(source.requirement)}
    - healthlint check --diff "$BASE" --trusted-config "$BASE" --output gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""

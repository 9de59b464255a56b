"""The configuration as a JSON Schema, made from the tables that read it; editors complete and check by it."""

from __future__ import annotations

import json

from healthlint.keys import KEYS
from healthlint.readers import mapping


def schema_text() -> str:
    """The schema as it is published, in draft 7, which every editor knows."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "healthlint",
        "description": "Settings of healthlint: .healthlint.yaml, at the top of a repository of copy.",
        **mapping(KEYS).schema,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

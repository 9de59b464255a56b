"""The published schema refuses and takes what healthlint refuses and takes."""

import json
import re
from pathlib import Path

import pytest
from test_config import EVERYTHING, WRONG

from healthlint import yamlio
from healthlint.schema import schema_text

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")

ROOT = Path(__file__).parents[1]
# What a schema can't see: what there is on this machine, what the file alone does not say, or what is no YAML.
BEYOND_A_SCHEMA = {
    "no such encoding",
    "a codec that makes no text",
    "rules that are not there",
    "a repeated key",
    "broken YAML",
}


def as_editors_read(value):
    """A configuration as YAML 1.2 and so a JSON Schema sees it: plain words are numbers, truths or nothing."""
    if isinstance(value, dict):
        return {key: as_editors_read(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_editors_read(inner) for inner in value]
    known = {"true": True, "false": False, "": None}
    plain = int(value) if re.fullmatch("-?[0-9]+", value) else known.get(value, str(value))
    return plain if value.plain else str(value)


SCHEMA = jsonschema.Draft7Validator(json.loads(schema_text()))


@pytest.mark.parametrize("text", [row.values[0] for row in WRONG if row.id not in BEYOND_A_SCHEMA])
def test_the_schema_refuses_what_is_wrong(text):
    assert not SCHEMA.is_valid(as_editors_read(yamlio.load(text)))


def test_the_schema_takes_what_is_right():
    SCHEMA.check_schema(SCHEMA.schema)
    right = EVERYTHING.replace("eu,", "EU,").replace("Warning", "warning")  # it knows words in one spelling only
    SCHEMA.validate(as_editors_read(yamlio.load(right)))


def test_the_schema_says_of_each_key_what_it_is_for():
    assert [key for key, schema in SCHEMA.schema["properties"].items() if not schema.get("description", "").endswith(".")] == []


def test_the_messages_are_those_of_the_schema():
    said = {json.dumps(schema["errorMessage"])[1:-1] for schema in SCHEMA.schema["properties"].values()}
    heard = {row.values[1].partition(": ")[2].partition(": ")[2] for row in WRONG}
    assert {"expected a list", "expected a word or a text", "expected true or false"} <= said & heard


def test_the_published_schema_is_the_one_that_is_read_by(golden):
    golden(schema_text(), ROOT / "schema" / "healthlint.schema.json")

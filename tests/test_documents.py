"""Whole pages: what makes a required statement in any form and place, and what only looks like it, law by law."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.profile import Profile
from healthlint.run import judge
from healthlint.text.read import read

TABLE = yaml.safe_load((Path(__file__).parent / "cases/documents/statements.yaml").read_text("utf-8"))
PLACES = ("top", "middle", "end")


def rows(key):
    return [
        pytest.param(rule, table, row, id=f"{rule} {table['page']} {row['at']} {row['as']}: {row['line']}")
        for rule, tables in TABLE["rules"].items()
        for table in tables
        for row in table[key]
    ]


def page(table, row=None):
    """The page of a table with one line more, in its form and at its place."""
    lines = dict.fromkeys(PLACES, "")
    lines["end"] = table.get("also", "")
    if row is not None:
        shown = TABLE["forms"][row["as"]].replace("{}", row["line"])
        if row["at"] == "front":
            return shown + "\n\n" + TABLE["pages"][table["page"]].format(**lines)
        lines[row["at"]] = "\n\n".join(filter(None, (shown, lines[row["at"]])))
    return TABLE["pages"][table["page"]].format(**lines)


@pytest.fixture
def reported(rules):
    """The rules that report on a page."""

    def run(text, **profile):
        reading = Reading(read(parse("page.md", text, "markdown"), rules.boilerplate), rules)
        given = {key: tuple(value) if isinstance(value, list) else value for key, value in profile.items()}
        return {one.rule.id for one in judge(reading, Profile(**given)) if one.severity is not None}

    return run


def test_each_rule_has_six_of_both_kinds():
    assert {
        (rule, *table["profile"].get("jurisdictions", ["all"])): [len(table[key]) for key in ("satisfied", "look_alikes")]
        for rule, tables in TABLE["rules"].items()
        for table in tables
        if any(len(table[key]) < 6 for key in ("satisfied", "look_alikes"))
    } == {}


@pytest.mark.parametrize(
    ("rule", "table"),
    [pytest.param(rule, table, id=f"{rule} {table['page']}") for rule, tables in TABLE["rules"].items() for table in tables],
)
def test_the_page_alone_is_reported_unless_the_lines_bring_the_fault(reported, rule, table):
    assert (rule in reported(page(table), **table["profile"])) == (table.get("alone") != "silent")


@pytest.mark.parametrize(("rule", "table", "row"), rows("satisfied"))
def test_a_statement_counts_in_any_form_and_place(reported, rule, table, row):
    assert rule not in reported(page(table, row), **table["profile"])


@pytest.mark.parametrize(("rule", "table", "row"), rows("look_alikes"))
def test_what_only_looks_like_a_statement_does_not_count(reported, rule, table, row):
    assert rule in reported(page(table, row), **table["profile"])


EVERYTHING = """\
# Our plum drops

{claim}

Talk to your own doctor before you take them, above all if you take other medicines. Results vary from person to person, and some
people notice nothing. Headaches and a rash can happen, and the drops are not suitable in pregnancy. In an emergency call 911 or 999.
This page is general information and no medical advice. Written by Ana Rus, pharmacist, and last reviewed on 3 May 2026.
Advertisement: Plum Barn paid us for this page. Always read the label. Drops do not replace a varied diet and a healthy lifestyle.

*These statements have not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat,
cure, or prevent any disease.
"""


@pytest.mark.parametrize("content_type", ["clinic", "supplement", "medicine", "device"])
@pytest.mark.parametrize("claim", ["Our plum drops cure diabetes.*", "The drops cured my diabetes.*"])
def test_a_page_with_every_statement_still_reports_its_cure(reported, claim, content_type):
    assert "disease-claim/cure" in reported(EVERYTHING.format(claim=claim), content_type=content_type)


def test_a_page_with_every_statement_misses_none(reported):
    found = reported(EVERYTHING.format(claim="Our plum drops support sleep.*"), content_type="supplement")
    assert {rule for rule in found if rule.startswith("disclaimer/")} == set()

"""What is told of prescribed wording, of links that pay, of sources and of numbers to call: the words behind a finding."""

from __future__ import annotations

import pytest

from healthlint.config import Config
from healthlint.discover import Source
from healthlint.run import lint_source

DSHEA = (
    "This statement has not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat,"
    " cure, or prevent any disease."
)
SEVERAL = DSHEA.replace("This statement has", "These statements have")
ALTERED = "disclaimer/dshea-altered"
LINK = "endorsement/undisclosed-link"
SOURCES = "evidence/broken-citation"
DANGER = "disclaimer/missing-emergency-guidance"
CONTRADICTION = "disclaimer/contradicts-claim"


@pytest.fixture
def told(rules):
    """The line, the words and what is said of them, for each finding of a rule."""

    def run(rule, text, **config):
        findings = lint_source(Source("page.md", text, "markdown"), rules, Config(**config)).findings
        return sorted((one.line, one.excerpt, one.message.partition(": ")[2]) for one in findings if one.rule == rule)

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(DSHEA, [], id="one, word for word"),
        pytest.param(SEVERAL.upper(), [], id="several, in capitals"),
        pytest.param(DSHEA.replace(", or", " or"), [], id="a comma less"),
        pytest.param(
            SEVERAL.replace("Food and Drug Administration", "FDA"),
            ["“fda” stands for “food and drug administration”"],
            id="the short name",
        ),
        pytest.param(SEVERAL.replace("cure,", "cure, mitigate,"), ["“mitigate” is added"], id="a word more"),
        pytest.param(SEVERAL.replace("diagnose, ", ""), ["“diagnose” is missing"], id="a word less"),
        pytest.param(
            SEVERAL.partition(". ")[0] + ".",
            ["“this product is not intended to …” is missing"],
            id="half of it",
        ),
        pytest.param(DSHEA.replace("This product is", "These products are"), ["“these products are” stands for “this product is”"], id="number"),
    ],
)  # fmt: skip
def test_what_differs_from_the_prescribed_text_is_told(told, text, expected):
    found = told(ALTERED, text, content_type="supplement", jurisdictions=("US",))
    assert [note.partition("; the prescribed text")[0] for _, _, note in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"Supports sleep.*\n\n*{DSHEA}", [], id="one star to the other"),
        pytest.param(
            f"Supports sleep.*\n\n{DSHEA}", [(1, "*", "the “*” leads to no statement")], id="a claim's star leads nowhere"
        ),
        pytest.param(
            f"Supports sleep.\n\n*{DSHEA}", [(3, "*", "no claim has the “*” that stands here")], id="nothing leads to it"
        ),
        pytest.param(
            f"Supports sleep.†\n\n*{DSHEA}",
            [(1, "†", "the “†” leads to no statement"), (3, "*", "no claim has the “*” that stands here")],
            id="two kinds of mark",
        ),
        pytest.param(f"Supports sleep.* Calms nerves.*\n\n*{SEVERAL}", [], id="two claims and the text for several"),
    ],
)
def test_marks_tie_claims_to_the_statement(told, text, expected):
    assert told(ALTERED, text, content_type="supplement", jurisdictions=("US",)) == expected


def test_a_text_for_one_claim_to_which_two_lead_is_told(told):
    (found,) = told(ALTERED, f"Supports sleep.* Calms nerves.*\n\n*{DSHEA}", content_type="supplement", jurisdictions=("US",))
    assert found[2] == "2 claims lead to a statement about one; write “These statements have”"


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("See [the lamp](https://shop.example/lamp?tag=x-21).", "?tag=", id="a partner's tag"),
        pytest.param("See [the lamp](https://shop.example/lamp?b=1&AffID=7).", "?affid=", id="in capitals, behind another key"),
        pytest.param("See [the lamp](/recommends/lamp).", "/recommends/…", id="a path of the site's own"),
        pytest.param("See [the lamp](https://amzn.to/3xyz).", "amzn.to", id="a host that counts"),
        pytest.param("See [the lamp](https://click.linksynergy.com/x).", "linksynergy.com", id="below a host that counts"),
        pytest.param('See <a rel="nofollow sponsored" href="https://shop.example">the lamp</a>.', "rel=sponsored", id="rel"),
        pytest.param("See [the lamp](https://shop.example/lamp?coupon=GLOW10).", "?coupon=", id="a coupon"),
        pytest.param("See [the lamp](https://shop.example/lamp?colour=red).", "", id="an ordinary query"),
        pytest.param('See <a rel="nofollow" href="https://shop.example">the lamp</a>.', "", id="an ordinary rel"),
        pytest.param("See [the lamp](https://notamzn.to/3xyz).", "", id="a host that only ends alike"),
        pytest.param("See [the lamp](https://[shop.example/?tag=1).", "", id="no address at all"),
    ],
)
def test_a_link_pays_by_its_address(told, text, evidence):
    expected = [(1, "the lamp")] if evidence else []
    found = told(LINK, text)
    assert [one[:2] for one in found] == expected


def test_a_disclosure_counts_before_the_first_link_only(told):
    link, word = "See [the lamp](/go/lamp).", "We earn a commission on what you buy."
    assert told(LINK, f"{word}\n\n{link}") == []
    assert [one[:2] for one in told(LINK, f"{link}\n\n{word}")] == [(1, "the lamp")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It helped [1].", [(1, "[1]")], id="no list at all"),
        pytest.param("It helped [1].\n\n## References\n\n1. Rus, 2019.", [], id="an entry of a numbered list"),
        pytest.param("It helped [2].\n\n## References\n\n1. Rus, 2019.", [(1, "[2]")], id="one entry too few"),
        pytest.param("It helped [1,3] and [1].\n\n## Sources\n\n[1] Rus.\n\n[2] Okoro.", [(1, "[1,3]")], id="one of two"),
        pytest.param("It helped.[^1]\n\n[^1]: Rus, 2019.", [], id="a footnote"),
        pytest.param("It helped.[^rus]\n\n[^1]: Rus, 2019.", [(1, "[^rus]")], id="a footnote of another name"),
        pytest.param("It helped ([1](#rus)).", [], id="a link"),
        pytest.param("- [ ] Tea\n- [x] Milk", [], id="boxes"),
        pytest.param("It helped (doi:10.1000/xyz123).", [], id="a DOI"),
        pytest.param("It helped (doi:10.10/xyz).", [(1, "doi:10.10/xyz")], id="a DOI of too few figures"),
        pytest.param("It [helped](https://doi.org/xyz).", [(1, "helped")], id="a link to no DOI"),
        pytest.param("It [helped](https://doi.org/10.1000/xyz).", [], id="a link to a DOI"),
        pytest.param("It helped (PMID 31234567).", [], id="a PMID"),
        pytest.param("It helped (PMID 0123456789).", [(1, "PMID 0123456789")], id="a PMID of too many figures"),
        pytest.param("It is NCT01234567.", [], id="a trial"),
        pytest.param("It is NCT0123.", [(1, "NCT0123")], id="a trial of too few figures"),
    ],
)
def test_a_citation_leads_to_a_source_that_can_exist(told, text, expected):
    assert [one[:2] for one in told(SOURCES, text)] == expected


@pytest.mark.parametrize(
    ("jurisdictions", "number", "expected"),
    [
        pytest.param(("UK",), "999", [], id="home"),
        pytest.param(("UK",), "911", [(1, "call 911", "this is a number of US, CA, and the page is for UK")], id="abroad"),
        pytest.param(("US", "UK"), "911", [], id="one of two homes"),
        pytest.param(("EU",), "112", [], id="the European number"),
        pytest.param(("AU",), "112", [(1, "call 112", "this is a number of UK, EU, and the page is for AU")], id="the European number elsewhere"),
        pytest.param(("CA",), "911", [], id="Canada shares the number of the US"),
    ],
)  # fmt: skip
def test_the_number_to_call_is_that_of_the_readers_country(told, jurisdictions, number, expected):
    assert told(DANGER, f"With chest pain call {number}.", jurisdictions=jurisdictions) == expected


def test_what_takes_a_claim_back_is_quoted(told):
    page = "Guaranteed relief from the first visit.\n\nResults vary from person to person."
    assert told(CONTRADICTION, page) == [(1, "Guaranteed relief", "the page also says “Results vary from person to person.”")]

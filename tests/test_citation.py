"""What counts as a paragraph saying where its evidence stands."""

import pytest

from healthlint.judge.citation import cites
from healthlint.parse import parse
from healthlint.text.normalise import normalise
from healthlint.text.read import Passage


def cited(raw, format_="markdown"):
    block = parse("x", raw, format_).blocks[0]
    return cites(Passage(block, 0, "body", normalise(block.text), (), (), 0))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("It heals.[^7]\n\n[^7]: A trial.", "footnote 7", id="a footnote"),
        pytest.param("It heals.<sup>7</sup>", "footnote 7", id="a raised number"),
        pytest.param("It heals.⁷", "⁷", id="a raised digit"),
        pytest.param(
            "It heals [as trials show](https://pubmed.ncbi.nlm.nih.gov/1/).", "https://pubmed.ncbi.nlm.nih.gov/1/", id="a link"
        ),
        pytest.param("It heals (doi: 10.1000/abc).", "doi: 10.1000/abc).", id="a DOI"),
        pytest.param("It heals [3, 4].", "[3, 4]", id="numbers in brackets"),
        pytest.param("It heals (PMID: 7345678).", "PMID: 7345678", id="a PubMed number"),
        pytest.param("It heals (PMC7345678).", "PMC7345678", id="a PubMed Central number"),
        pytest.param("It heals (NCT03456789).", "NCT03456789", id="a trial"),
        pytest.param("It heals (Ames and Brook, 1987).", "Ames and Brook, 1987)", id="authors and a year"),
    ],
)
def test_a_source_counts(raw, expected):
    assert cited(raw) == f"citation: {expected}"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("It heals.", id="nothing"),
        pytest.param("It heals [our clients](/reviews#fn-1).", id="a link within the site"),
        pytest.param("A BMI of 30 kg/m² or more, 10⁶ cells, 4 cm² of skin.", id="powers"),
        pytest.param("A BMI of 30 kg/m<sup>2</sup> or more.", id="powers in HTML"),
        pytest.param("It heals<sup>*</sup>.", id="an asterisk"),
    ],
)
def test_what_only_looks_like_a_source_does_not(raw):
    assert cited(raw) is None

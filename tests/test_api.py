"""The Python interface: a text in, a report out."""

import gc

import pytest

from healthlint import lint_text
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.run import lint_source


def told(report):
    return [(one.path, one.line, one.column, one.rule, one.severity) for one in report.findings if one.severity == "error"]


def test_a_text_gets_its_findings():
    report = lint_text("Fine.\nOur tea cures gout.\n")
    assert told(report) == [("<text>", 2, 9, "disease-claim/cure", "error")]
    assert (report.files, report.errors, report.set_aside) == (1, (), ())
    assert (report.jurisdictions, report.content_type) == (("US", "UK"), "clinic")
    assert report.words == 5


@pytest.mark.parametrize(
    ("path", "format_", "column"),
    [
        pytest.param("a.md", None, 12, id="the name decides"),
        pytest.param("a.md", "text", 12, id="unless the format is given"),
        pytest.param("a.html", None, 12, id="markup of another language is text"),
        pytest.param("<text>", "markdown", 12, id="without a name the format does"),
    ],
)
def test_the_format_is_that_of_the_name_unless_it_is_given(path, format_, column):
    assert told(lint_text("Our **tea** cures gout.", path=path, format=format_)) == [
        (path, 1, column + 1, "disease-claim/cure", "error")
    ]


def test_markup_is_read_as_its_format_says():
    html = "<p>Our tea <b>cures</b> gout.</p>"
    assert told(lint_text(html, path="a.html")) == [("a.html", 1, 15, "disease-claim/cure", "error")]
    assert lint_text("<!-- Our tea cures gout. -->", path="a.html").findings == ()


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        pytest.param({}, [], id="a clinic may name a disease"),
        pytest.param({"content_type": "supplement", "jurisdictions": ["AU"]}, ["disease-claim/restricted-condition-mention"], id="an Australian supplement may not"),
    ],
)  # fmt: skip
def test_the_profile_decides_which_rules_speak(settings, rules):
    report = lint_text("Not for people with diabetes.", **settings)
    assert [one.rule for one in report.findings if one.rule.startswith("disease-claim/")] == rules


def test_platforms_have_rules_of_their_own():
    text = "Ask us about our stem cell trial for knees."
    alone, advertised = (lint_text(text, platforms=names) for names in ((), ["google_ads"]))
    assert [one.rule for one in advertised.findings if one.rule.startswith("platform/")] == ["platform/google-speculative"]
    assert [one.rule for one in alone.findings if one.rule.startswith("platform/")] == []


def test_front_matter_counts():
    text = "---\nhealthlint:\n  content_type: supplement\n  jurisdictions: [AU]\n---\n\nNot for people with diabetes.\n"
    rules = [one.rule for one in lint_text(text, path="a.md").findings]
    assert "disease-claim/restricted-condition-mention" in rules


def test_what_cannot_be_read_is_in_the_errors():
    report = lint_text("---\ntitle: [\n---\n\nOur tea cures gout.\n", path="a.md")
    assert told(report) == [("a.md", 5, 9, "disease-claim/cure", "error")]
    assert [error.path for error in report.errors] == ["a.md"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        pytest.param({"jurisdictions": ["FR"]}, "no jurisdiction 'FR'; there are AU, CA, EU, UK, US", id="jurisdiction"),
        pytest.param({"content_type": "poem"}, "no content type 'poem'; there are clinic, cosmetic", id="content type"),
        pytest.param({"platforms": ["fax"]}, "no platform 'fax'; there are amazon, google_ads, meta, tiktok", id="platform"),
        pytest.param({"format": "docx"}, "no format 'docx'; there are html, markdown, mdx, text", id="format"),
    ],
)
def test_a_profile_that_does_not_exist_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        lint_text("Fine.", **settings)


PAGE = """\
# Our tea

Our tea [cures](/how "how it works") gout.[^1] ![a cup](cup.png)

> - It is *guaranteed*, says ABC.

<div><p>No side effects.</p></div>

| herb | use |
|------|-----|
| sage | tea |

[^1]: Says who?
"""


@pytest.mark.parametrize("format_", ["text", "markdown", "mdx", "html"])
def test_nothing_that_a_page_needed_outlives_it(format_, rules):
    source = Source("page", PAGE, format_)
    lint_source(source, rules, Config())  # the last page of a kind is kept
    gc.collect()
    gc.disable()
    try:
        lint_source(source, rules, Config())
        assert gc.collect() == 0
    finally:
        gc.enable()

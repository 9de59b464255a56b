"""The sample posts show what they are named for."""

from pathlib import Path

import pytest

from healthlint import lint_text

FILES = sorted((Path(__file__).parents[1] / "samples").glob("*.*"))
assert len(FILES) >= 6


def claims(path, content_type):
    report = lint_text(path.read_text("utf-8"), path=path.name, content_type=content_type)
    assert report.errors == ()
    return [
        f"{one.line}:{one.column} {one.severity} {one.rule} {one.excerpt}"
        for one in report.findings
        if one.severity == "error" or (one.severity == "warning" and not one.rule.startswith("readability/"))
    ]


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("good")], ids=lambda path: path.name)
@pytest.mark.parametrize("content_type", ["clinic", "education"])
def test_a_good_post_has_no_error_and_no_claim_warning(path, content_type):
    assert claims(path, content_type) == []


@pytest.mark.parametrize(
    ("name", "content_type", "least", "errors"),
    [
        pytest.param("bad-joint-gummies.md", "supplement", 12, 5, id="a supplement that promises everything"),
        pytest.param("bad-glow-clinic.md", "clinic", 12, 4, id="a clinic that promises everything"),
        pytest.param("page.html", "clinic", 4, 3, id="a page with a few lapses"),
        pytest.param("newsletter.txt", "supplement", 5, 0, id="a letter with a few lapses"),
    ],
)
def test_a_bad_post_has_many(name, content_type, least, errors):
    [path] = [path for path in FILES if path.name == name]
    found = claims(path, content_type)
    assert len(found) >= least, "\n".join(found)
    assert sum(" error " in line for line in found) >= errors, "\n".join(found)

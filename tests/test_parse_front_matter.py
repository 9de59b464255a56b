"""Front matter: which of its values are read, from where, and what becomes of what is broken."""

import pytest
from test_parse_properties import assert_places_are_right

from healthlint.model import Problem, Span
from healthlint.parse import parse


def fields(raw, names=()):
    return [
        (block.part.removeprefix("front matter "), block.text)
        for block in parse("x", raw, "markdown", frozenset(names)).blocks
        if block.kind == "field"
    ]


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        pytest.param("title: A b", [("title", "A b")], id="plain"),
        pytest.param("title: A\n  b", [("title", "A b")], id="plain over two lines"),
        pytest.param("title: 'It''s'", [("title", "It's")], id="single quotes"),
        pytest.param(r'title: "A \"b\" \u00e9\x21"', [("title", 'A "b" é!')], id="escapes"),
        pytest.param('title: "a\n  b\\\n  c"', [("title", "a bc")], id="quotes over lines"),
        pytest.param("summary: >-\n  A\n  b\n\n  c\n", [("summary", "A b\nc")], id="folded"),
        pytest.param("excerpt: |\n  A\n  b\n", [("excerpt", "A b")], id="literal"),
        pytest.param("seo:\n  title: a\n  robots: no", [("seo.title", "a")], id="nested"),
        pytest.param(
            "metaTitle: a\nmeta_description: b\nogTitle: c",
            [("metaTitle", "a"), ("meta_description", "b"), ("ogTitle", "c")],
            id="spellings",
        ),
        pytest.param("social:\n  text: Two words\n  handle: us", [("social.text", "Two words")], id="social words"),
        pytest.param("params:\n  description: a", [("params.description", "a")], id="Hugo's own"),
        pytest.param("slug: a\ndate: 2024-05-01", [], id="the rest is not read"),
        pytest.param(
            "benefits:\n- a\n- b: c", [("benefits", "a"), ("benefits.b", "c")], id="all below a name that was asked for"
        ),
    ],
)
def test_prose_fields_are_read(yaml, expected):
    assert fields(f"---\n{yaml}\n---\nbody", ["benefits"]) == expected
    assert fields(f"\ufeff---\n{yaml}\n---\nbody".replace("\n", "\r\n"), ["benefits"]) == expected


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        pytest.param(r'title = "A \u00e9"', [("title", "A é")], id="basic"),
        pytest.param(r"title = 'A \n'", [("title", r"A \n")], id="literal"),
        pytest.param('[params]\nsummary = """\nA\nb"""', [("params.summary", "A b")], id="long, in a section"),
        pytest.param('draft = true\nslug = "a"', [], id="the rest is not read"),
    ],
)
def test_toml_is_read_too(toml, expected):
    assert fields(f"+++\n{toml}\n+++\nbody") == expected


def test_values_are_plain_and_scalars_text():
    assert parse("x", "---\na: no\nb: [1.10, x]\n---\n", "markdown").front_matter == {"a": "no", "b": ["1.10", "x"]}
    assert parse("x", "+++\na = true\nb = [1.5]\n[c]\nd = 1\n+++\n", "markdown").front_matter == {
        "a": "true",
        "b": ["1.5"],
        "c": {"d": "1"},
    }


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param('---\ntitle: {{ replace .Name "-" " " | title }}\ndate: {{ .Date }}\n---\n', [], id="nothing but a tag"),
        pytest.param("---\ntitle: Cure for {{ .Name }} now\n---\n", [("title", "Cure for \ufffc now")], id="among words"),
        pytest.param('---\ntitle: "A {{ index . "name" }} cure"\n---\n', [("title", "A \ufffc cure")], id="in quotes"),
        pytest.param(
            "---\n{{- if .Draft }}\ndraft: yes\n{{- end }}\ntitle: A\n---\n", [("title", "A")], id="on lines of their own"
        ),
        pytest.param("---\ntitle: A {% if x %}b{% endif %}\n---\n", [("title", "A \ufffcb\ufffc")], id="of Liquid"),
        pytest.param("---\nsummary: >\n  A {{ b }}\n  c\n---\n", [("summary", "A \ufffc c")], id="in a folded value"),
        pytest.param('+++\ntitle = \'{{ replace .Name "-" " " }} cure\'\n+++\n', [("title", "\ufffc cure")], id="in TOML"),
    ],
)
def test_template_tags_stand_for_words_that_are_not_known(raw, expected):
    for ending in ("\n", "\r\n"):
        document = parse("x", raw.replace("\n", ending), "markdown")
        assert document.problems == ()
        assert_places_are_right(document)
        assert fields(document.raw) == expected


def test_an_escape_has_its_place():
    raw = '---\ntitle: "It cur\\u0065d me"\n---\n'
    (block,) = parse("x", raw, "markdown").blocks
    start = block.text.index("cured")
    assert raw[slice(*block.source_map.to_raw(Span(start, start + 5)))] == "cur\\u0065d"


@pytest.mark.parametrize(
    ("raw", "offset"),
    [
        pytest.param("---\na: 1\na: 2\n---\nbody", 9, id="a key that stands twice"),
        pytest.param("---\na: &x 1\nb: *x\n---\nbody", 7, id="an alias"),
        pytest.param("---\r\na: 1\r\nb: [\r\n---\r\nbody", 17, id="not YAML, with CRLF"),
        pytest.param("+++\na = 1\nb = \n+++\nbody", 14, id="not TOML"),
    ],
)
def test_broken_front_matter_is_a_problem_and_the_body_is_still_read(raw, offset):
    document = parse("x", raw, "markdown")
    assert [block.text for block in document.blocks] == ["body"]
    (problem,) = document.problems
    assert problem == Problem(problem.message, offset)
    assert problem.message.startswith("front matter: ")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("---\n\nA: b: c\n\n---\n\nd", id="text between two rules"),
        pytest.param("---\nOnly words\n---\n", id="a value that is no mapping"),
        pytest.param("---\ntitle: a\n", id="never closed"),
    ],
)
def test_what_is_no_front_matter_is_read_as_text(raw):
    document = parse("x", raw, "markdown")
    assert document.problems == ()
    assert document.front_matter == {}
    assert document.blocks


def test_a_word_after_a_blank_line_in_quotes_has_its_place():
    raw = '---\ntitle: "a\n\n  cured"\n---\n'
    (block,) = parse("x", raw, "markdown").blocks
    assert raw[slice(*block.source_map.to_raw(Span(2, 7)))] == "cured"

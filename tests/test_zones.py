"""What is copy and what only stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint import yamlio
from healthlint.errors import HealthlintError
from healthlint.model import Block, Document, Piece, SourceMap, Span
from healthlint.text.read import label_end, place, read
from healthlint.text.zones import load_boilerplate, zones

SHIPPED = Path(__file__).parent.parent / "rules" / "cues" / "boilerplate.yaml"
BOILERPLATE = load_boilerplate(yamlio.load(SHIPPED.read_text("utf-8")))

COPY = "The gel calms dry skin. It holds water for a day."
MORE = "Put a little on the elbow first. Wait an hour."


def block(text, kind="paragraph", level=0, part="", *, quoted=False, raw_start=0):
    pieces = (Piece(0, len(text), raw_start, raw_start + len(text), atomic=False),)
    return Block(kind, part or kind, text, SourceMap(pieces), level=level, quoted=quoted)


def heading(text, level=2):
    return block(text, "heading", level)


def zones_of(*blocks):
    return zones([block(item) if isinstance(item, str) else item for item in blocks], BOILERPLATE)


def test_each_kind_of_block_has_its_zone():
    found = zones_of(
        block("Calm skin", "field", part="front matter title"),
        block("A gel for dry skin.", "field", part="meta description"),
        heading("Calm skin", 1),
        COPY,
        heading("How it feels"),
        block("light", "item"),
        block("50 ml", "cell"),
        block("A tube on a shelf", "attribute", part="alt text"),
        block("Our tube", "caption"),
        block("My elbows thank you.", quoted=True),
    )
    assert found == (
        "title", "field", "title", "body", "heading", "list", "table", "caption", "caption", "quote",
    )  # fmt: skip


TITLES = [
    pytest.param([heading("Calm skin", 1), COPY], ("title", "body"), id="a top heading"),
    pytest.param([heading("Calm skin", 1), COPY, heading("Two", 1)], ("title", "body", "heading"), id="only the first"),
    pytest.param(["Calm skin in a week", COPY, MORE], ("title", "body", "body"), id="a short first line"),
    pytest.param(["Can a gel calm skin?", COPY], ("title", "body"), id="a question as first line"),
    pytest.param(["It calms skin.", COPY], ("body", "body"), id="a sentence is no title"),
    pytest.param(["Calm skin in a week"], ("body",), id="nothing follows it"),
    pytest.param(
        [block("Calm skin", "field", part="page title"), "A gel you will like", COPY],
        ("title", "body", "body"),
        id="a field is title enough",
    ),
    pytest.param([heading("Skin", 2), COPY], ("heading", "body"), id="a lower heading is none"),
]


@pytest.mark.parametrize(("blocks", "expected"), TITLES)
def test_a_page_has_one_title(blocks, expected):
    assert zones_of(*blocks) == expected


CRUMBS = [
    pytest.param(["Home Skin Calm skin in a week", heading("Calm skin in a week", 1), COPY], id="before the title"),
    pytest.param(["Home > Skin > Calm skin in a week", heading("Calm skin in a week", 1), COPY], id="with arrows"),
    pytest.param(["Shop / Calm skin in a week", "Calm skin in a week", COPY], id="before a bare first line"),
    pytest.param([heading("Home Calm skin in a week", 1), heading("Calm skin in a week"), COPY], id="as a heading"),
]


@pytest.mark.parametrize("blocks", CRUMBS)
def test_a_breadcrumb_that_repeats_the_title_is_boilerplate(blocks):
    assert zones_of(*blocks) == ("boilerplate", "title", "body")


def test_a_sentence_that_ends_like_the_title_is_copy():
    blocks = [heading("calm skin", 1), "With our gel you get calm skin", "Becalm skin", COPY]
    assert zones_of(*blocks) == ("title", "body", "body", "body")


AROUND = [
    "3 replies",
    "Leave a Reply",
    "LEAVE A REPLY.",
    "Want to join the discussion? Feel free to contribute!",
    "Your email address will not be published. Required fields are marked *",
    "Get updated with recipes and rituals",
    "Subscribe to our newsletter for offers",
    "We use cookies to make this page better",
    "© 2025 Calm Skin Ltd. All rights reserved.",
    "Copyright 2025 Calm Skin",
    "4 min read",
    "Privacy Policy",
]


@pytest.mark.parametrize("text", AROUND)
def test_what_stands_around_copy_is_boilerplate(text):
    assert zones_of(heading("Calm skin", 1), COPY, text, MORE) == ("title", "body", "boilerplate", "body")


COPY_LOOKALIKES = [
    pytest.param("Subscribe to our newsletter. Our gel cures eczema.", id="a claim behind a boilerplate sentence"),
    pytest.param("Get the latest gel that cures eczema, psoriasis, acne and every other skin trouble for good.", id="long"),
    pytest.param("3 replies that changed how we see eczema", id="starts like a whole line"),
    pytest.param("Reply to our nurse and she will call you.", id="a sentence of its own"),
    pytest.param("Comments from our patients: it worked.", id="a word that alone would be boilerplate"),
]


@pytest.mark.parametrize("text", COPY_LOOKALIKES)
def test_copy_that_looks_like_boilerplate_stays_copy(text):
    assert zones_of(heading("Calm skin", 1), COPY, text, MORE)[2] == "body"


NAMES = ["Mara Olsen", "By Mara Olsen", "Dr. Mara van Olsen", "Mara J. Olsen, M.D.", "Written by Mara Olsen"]


@pytest.mark.parametrize("text", NAMES)
def test_a_bare_name_at_the_end_is_boilerplate(text):
    assert zones_of(heading("Calm skin", 1), COPY, MORE, text)[-1] == "boilerplate"


CLAIMS = ["Guaranteed Results", "Book Today", "Painless Forever.", "Calms Elbow", "Safe", "Pure Omega Glow"]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_at_the_end_is_no_name(text):
    assert zones_of(heading("Calm skin", 1), COPY, f"{MORE} He calms.", text)[-1] == "body"


def test_a_name_in_the_middle_is_copy():
    assert zones_of(heading("Calm skin", 1), COPY, "Mara Olsen", MORE)[2] == "body"


def test_sources_reach_to_the_next_heading_of_the_same_rank():
    found = zones_of(
        heading("Calm skin", 1), COPY, heading("References:"), "Olsen M. Gels. 2020.",
        block("Roth I. Creams.", "item"), heading("Journals", 3), "Skin Letters.", heading("Contact"), MORE,
    )  # fmt: skip
    assert found == (
        "title", "body", "references", "references", "references", "references", "references", "heading", "body",
    )  # fmt: skip


def test_a_line_that_heads_sources_without_being_a_heading_opens_them_too():
    assert zones_of(COPY, MORE, "Sources", "Olsen M. Gels.", heading("Contact"), MORE)[2:] == (
        "references", "references", "heading", "body",
    )  # fmt: skip


WRONG = [
    pytest.param("", "expected the keys", id="empty"),
    pytest.param("lines: [a]\nreferences: [b]\n", "expected the keys", id="a key is missing"),
    pytest.param("lines: [a]\nreferences: [b]\nnot_names: [c]\nmore: [d]\n", "expected the keys", id="a key too many"),
    pytest.param("lines: []\nreferences: [b]\nnot_names: [c]\n", "'lines' must be a list", id="an empty list"),
    pytest.param("lines: a\nreferences: [b]\nnot_names: [c]\n", "'lines' must be a list", id="no list"),
    pytest.param("lines: [A]\nreferences: [b]\nnot_names: [c]\n", "'A'; expected a phrase in lower", id="a capital"),
    pytest.param("lines: […]\nreferences: [b]\nnot_names: [c]\n", "'…'; expected a phrase", id="a start of nothing"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_list_of_boilerplate_is_refused(text, message):
    with pytest.raises(HealthlintError) as caught:
        load_boilerplate(yamlio.load(text))
    assert message in str(caught.value)


def test_the_shipped_lists_hold_nothing_twice():
    shipped = yamlio.load(SHIPPED.read_text("utf-8"))
    assert shipped
    for phrases in shipped.values():
        assert sorted(set(phrases)) == sorted(phrases)


LABELS = [
    pytest.param("Step One: Wash the area.", "Step One: ", id="a label"),
    pytest.param("Introduction: Dry skin itches.", "Introduction: ", id="one word"),
    pytest.param("Causes of Dry Skin:  It may be the air.", "Causes of Dry Skin:  ", id="small words and two spaces"),
    pytest.param("How Our Gel Can Help: It holds water.", "How Our Gel Can Help: ", id="five words"),
    pytest.param("How Our New Gel Can Help: It holds water.", "", id="six words"),
    pytest.param("We promise: no itch.", "", id="a clause before the colon"),
    pytest.param("Calm Skin:", "", id="nothing behind it"),
    pytest.param("At 10:30 we open.", "", id="a clock"),
    pytest.param("Dry skin. Cause: the air.", "", id="not at the start"),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_a_run_in_label_is_told_from_the_sentence_behind_it(text, label):
    assert text[: label_end(text)] == label


def test_reading_ties_sentences_to_the_file():
    raw = "## Calm  skin\n\nIt\u00adch? C-u-r-e-d. 🙂 Rest."
    first, second = block("Calm  skin", "heading", 2, raw_start=3), block(raw[15:], raw_start=15)
    text = read(Document("post.md", raw, (first, second)), BOILERPLATE)
    assert [passage.zone for passage in text.passages] == ["heading", "body"]
    assert [passage.number for passage in text.passages] == [0, 1]
    places = [place(passage, span) for passage in text.passages for span in passage.sentences]
    assert [raw[start:end] for start, end in places] == ["Calm  skin", "It\u00adch?", "C-u-r-e-d. 🙂", "Rest."]


def test_a_word_inside_a_sentence_has_its_own_place():
    raw = "It is c\u00adured."
    passage = read(Document("post.txt", raw, (block(raw),)), BOILERPLATE).passages[0]
    start = passage.normal.text.index("cured")
    assert place(passage, Span(start, start + 5)) == Span(6, 12)

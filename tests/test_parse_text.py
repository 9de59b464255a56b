"""Plain text: paragraphs, wrapped lines, bullets and headings."""

import pytest

from healthlint.model import Span
from healthlint.parse import FORMATS, format_of, parse

WRAPPED = "This line was wrapped by hand at a width of sixty or so\ncharacters, as e-mails are, and it goes on down to here.\n"
LONG = "This is copy from a page, where one line is one paragraph, however long it may get to be; it goes on and on like this."


def seen(raw):
    return [(block.part, block.text) for block in parse("x", raw, "text").blocks]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(WRAPPED, [("paragraph", WRAPPED.strip().replace("\n", " "))], id="a wrap is a space"),
        pytest.param(f"{LONG}\n{LONG}", [("paragraph", LONG), ("paragraph", LONG)], id="long lines are paragraphs"),
        pytest.param("A title\n\n" + LONG, [("title", "A title"), ("paragraph", LONG)], id="the first heading is the title"),
        pytest.param(
            f"{LONG}\n\nIs it safe?\n{LONG}",
            [("paragraph", LONG), ("title", "Is it safe?"), ("paragraph", LONG)],
            id="a question may head",
        ),
        pytest.param(
            f"A title\n\n{LONG}\n\nBenefits\n\n{LONG}",
            [("title", "A title"), ("paragraph", LONG), ("heading", "Benefits"), ("paragraph", LONG)],
            id="later headings",
        ),
        pytest.param(
            f"{LONG}\n\nCall us now", [("paragraph", LONG), ("paragraph", "Call us now")], id="the last line heads nothing"
        ),
        pytest.param(
            "Call us now.\n\n" + LONG, [("paragraph", "Call us now."), ("paragraph", LONG)], id="a sentence is no heading"
        ),
        pytest.param(
            "Home\nAbout\nContact\n\n" + LONG,
            [*(("paragraph", word) for word in ("Home", "About", "Contact")), ("paragraph", LONG)],
            id="a menu",
        ),
        pytest.param(
            "- a b\n* c\n• d\n1. e\n(a) f\nb) g",
            [("list item", text) for text in ("a b", "c", "d", "e", "f", "g")],
            id="bullets",
        ),
        pytest.param(
            "- one\n  goes on\n- two",
            [("list item", "one goes on"), ("list item", "two")],
            id="indented lines belong to the item",
        ),
        pytest.param("a.\n-----\nb.", [("paragraph", "a."), ("paragraph", "b.")], id="rulers part"),
        pytest.param(
            "Hi {{ name }}, see www.cure.example.",
            [("paragraph", "Hi \ufffc, see \ufffc.")],
            id="tags and addresses are not read",
        ),
        pytest.param(
            "100. is a number, 5mg is not an item.",
            [("list item", "is a number, 5mg is not an item.")],
            id="numbers with a stop are markers",
        ),
        pytest.param("5.5 mg a day.", [("paragraph", "5.5 mg a day.")], id="decimals are not"),
    ],
)
def test_text_is_read_as_it_was_laid_out(raw, expected):
    assert seen(raw) == expected
    assert seen(raw.replace("\n", "\r\n")) == expected


def test_a_wrap_stands_at_its_line_end():
    raw = "\ufeff" + WRAPPED.replace("\n", "\r\n")
    (block,) = parse("x", raw, "text").blocks
    start = block.text.index("so characters")
    assert raw[slice(*block.source_map.to_raw(Span(start, start + 13)))] == "so\r\ncharacters"


def test_items_of_one_run_share_a_number():
    groups = [block.group for block in parse("x", "- a.\n- b.\n\nc.\n\n- d.", "text").blocks]
    assert groups == [1, 1, 0, 2]


def test_a_files_name_tells_its_format():
    assert {suffix: format_of(f"a/b{suffix.upper()}") for suffix in FORMATS} == FORMATS
    assert format_of("README") == "text"


def test_a_line_ends_where_its_writer_ended_it_if_the_next_word_would_have_fitted():
    longest = "x" * 30 + " " + "y" * 19  # with its stop 51 wide: after 45 letters there is room for 5 more
    assert seen(f"{'a' * 45}\nfours.\n{longest}.")[0][1] == "a" * 45 + " fours."
    assert seen(f"{'a' * 45}\nfour.\n{longest}.")[0][1] == "a" * 45

"""What holds for any text at all, in any format."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.model import Document, Span
from healthlint.parse import PARSERS, parse

# Bits of every format, so that random texts are full of broken and nested markup.
BITS = (
    *(
        "# ",
        "- ",
        "> ",
        "1. ",
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "~~~\n",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "| ",
        "|--|\n",
        "\\",
        "~~",
        "[ ] ",
    ),
    *(
        "<",
        ">",
        "<p>",
        "</p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<td>",
        "<table>",
        "<b>",
        "<!--",
        "-->",
        "<a href='x'>",
        "</a>",
        "<script>",
        "</script>",
    ),
    *(
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<details>",
        "</details>",
        "<h2>",
        "<br>",
        "<img alt='",
        "<title>",
        "<svg>",
        "<sup>1</sup>",
        "'>",
        '">',
    ),
    *(
        '<script type="application/ld+json">',
        '{"reviewBody": "',
        '"}',
        '"',
        "'",
        "{",
        "}",
        "{{",
        "}}",
        "{{<",
        ">}}",
        "{%",
        "%}",
        "{/*",
        "*/}",
    ),
    *(
        "<Card title='",
        "/>",
        "import x from 'y'\n",
        "export const a = ",
        "---\n",
        "+++\n",
        "title: ",
        "description: |\n  ",
        "&amp;",
        "&",
        "&nbsp;",
        "&#x1F600;",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "    ",
        " ",
        "  \n",
        "\ufeff",
        "\0",
        "\x1a",
        "\x0e",
        "\x0f",
        "\u00a0",
        "\u2028",
        "😀",
        "é",
        "e\u0301",
        "中",
        "\ud800",
    ),
    *(
        "cure",
        "100%",
        "guaranteed",
        "https://example.org/a",
        "www.example.org",
        "<https://a.b>",
        "healthlint-ignore x: y",
        "\ufffc",
        ": ",
    ),
)
TEXTS = st.lists(st.sampled_from(BITS) | st.text(max_size=5), max_size=40).map("".join)
FORMATS = sorted(PARSERS)


def assert_places_are_right(document: Document) -> None:
    raw = document.raw
    for block in document.blocks:
        pieces = block.source_map.pieces
        assert block.text == block.text.strip() != ""
        assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
        assert pieces[-1].end == len(block.text)
        for piece in pieces:
            assert piece.start < piece.end
            assert 0 <= piece.raw_start <= piece.raw_end <= len(raw)
            if not piece.atomic:
                assert block.text[piece.start : piece.end] == raw[piece.raw_start : piece.raw_end]
        starts = [piece.raw_start for piece in pieces]
        assert starts == sorted(starts)
        for link in block.links:
            assert 0 <= link.span.start <= link.span.end <= len(block.text)
    for directive in document.directives:
        assert directive.text in raw[directive.span.start : directive.span.end]
    assert all(0 <= problem.offset <= len(raw) for problem in document.problems)


@pytest.mark.parametrize("format_", FORMATS)
@given(text=TEXTS)
def test_every_character_of_every_block_stands_where_its_map_says(format_, text):
    assert_places_are_right(parse("x", text, format_))


@pytest.mark.parametrize("format_", FORMATS)
@given(text=TEXTS)
def test_front_matter_never_breaks_the_reading(format_, text):
    for fence in ("---", "+++"):
        assert_places_are_right(parse("x", f"{fence}\n{text}\n{fence}\n{text}", format_, frozenset(("a", "b.c"))))


@pytest.mark.parametrize("format_", FORMATS)
@given(
    words=st.lists(st.from_regex(r"[a-zé中😀]{1,8}", fullmatch=True), min_size=1, max_size=30),
    ending=st.sampled_from(("\n", "\r\n", "\r")),
)
def test_plain_words_are_all_read_with_any_line_ending(format_, words, ending):
    raw = "\ufeff" + (ending * 2).join(words)
    document = parse("x", raw, format_)
    assert_places_are_right(document)
    assert " ".join(block.text for block in document.blocks).split() == words


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("word", ["**cure**", "cure", "*cure*", "<b>cure</b>", "[cure](x)"])
@given(before=TEXTS)
def test_a_word_that_is_read_is_found_in_its_place(format_, word, before):
    document = parse("x", f"{before}\n\n{word}", format_)
    for block in document.blocks:
        for match in re.finditer("cure", block.text):
            start, end = block.source_map.to_raw(Span(*match.span()))
            assert "cure" in re.sub(r"[\0\x1a\ud800]", "", document.raw[start:end])

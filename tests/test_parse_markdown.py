"""Markdown, MDX and template tags: which words are read, as what, and from where."""

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.model import Span
from healthlint.parse import parse
from healthlint.parse.inline import OPTIONS

CODE = "\ufffc"


def seen(raw, format_="markdown"):
    return [(block.part, block.text) for block in parse("x", raw, format_).blocks]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("# A *b* c\n", [("heading", "A b c")], id="emphasis vanishes"),
        pytest.param("**cu**res", [("paragraph", "cures")], id="a word half in bold is one word"),
        pytest.param("side&nbsp;effects", [("paragraph", "side\u00a0effects")], id="an entity is its character"),
        pytest.param("a\nb  \nc", [("paragraph", "a b\nc")], id="soft and hard breaks differ"),
        pytest.param("a\r\nb\rc", [("paragraph", "a b c")], id="any line end is a break"),
        pytest.param("x `cure` y", [("paragraph", f"x {CODE} y")], id="code is a stand-in"),
        pytest.param("x <code>cure</code> y", [("paragraph", f"x {CODE} y")], id="so is code written as HTML"),
        pytest.param("x <code>a [b](c) d</code> y", [("paragraph", f"x {CODE} y")], id="with the links in it"),
        pytest.param("```\ncure\n```\n\n    cure\n", [], id="code blocks are not read"),
        pytest.param("`cure`", [], id="a block of nothing but code is none"),
        pytest.param(
            "- a\n\n  b\n- c",
            [("list item", "a"), ("paragraph", "b"), ("list item", "c")],
            id="only the first text is the item",
        ),
        pytest.param(
            "- a\n  - b\n  c\n", [("list item", "a"), ("list item", "b c")], id="a lazy line goes on with the inner item"
        ),
        pytest.param("- a\n  ***\n  b", [("list item", "a"), ("paragraph", "b")], id="a rule ends the text before it"),
        pytest.param("|a|b|\n|-|-|\n|c \\| d|e|", [("table cell", word) for word in ("a", "b", "c | d", "e")], id="cells"),
        pytest.param("x[^1]\n\n[^1]: note", [("paragraph", "x"), ("footnote", "note")], id="footnotes"),
        pytest.param(
            't ![a *b*](c "d &amp; e") u',
            [("paragraph", "t  u"), ("image title", "d & e"), ("alt text", "a b")],
            id="alt text is apart",
        ),
        pytest.param('[a](b "c \\" d")', [("paragraph", "a"), ("link title", 'c " d')], id="an escape inside a title"),
        pytest.param('[a][b]\n\n[b]: /c "d"', [("paragraph", "a"), ("link title", "d")], id="a title at a definition"),
        pytest.param("a<!-- cure -->b", [("paragraph", "ab")], id="comments are not read"),
        pytest.param("<div>\n<p>One <b>two</b>\n</div>", [("paragraph", "One two")], id="HTML blocks are read as HTML"),
        pytest.param("<script>\ncure\n\ncure\n</script>\n\nx", [("paragraph", "x")], id="a script with a blank line"),
        pytest.param(
            "<div><script>\ncure\n\ncure\n\n</script></div>\n\nx",
            [("paragraph", "x")],
            id="a script that outlives its HTML block",
        ),
        pytest.param(
            "word<sup>1</sup> x<sup>[2](#n)</sup>", [("paragraph", "word x")], id="a raised number is no part of a word"
        ),
        pytest.param("see https://cure.example/x, ok", [("paragraph", f"see {CODE}, ok")], id="a bare address is not read"),
        pytest.param("<https://cure.example>", [("paragraph", CODE)], id="nor one in angle brackets"),
        pytest.param("term\n: meaning", [("list item", "term"), ("list item", "meaning")], id="definition lists"),
        pytest.param("{{ price }} {{< b >}}x{{< /b >}}", [("paragraph", f"{CODE} x")], id="template tags"),
        pytest.param('{{< figure caption="cure" >}}\n\nx', [("paragraph", "x")], id="parameters of shortcodes are not read"),
        pytest.param("{% comment %}\ncure\n\n{% endcomment %}\nx", [("paragraph", "x")], id="what a template never prints"),
        pytest.param(
            "a {{ b\n\nc }} d", [("paragraph", "a {{ b"), ("paragraph", "c }} d")], id="an unclosed tag hides nothing"
        ),
        pytest.param("{{/* cure\n\ncure */}}\n\nx", [("paragraph", "x")], id="a template's comment may be long"),
        pytest.param("# T {#cure}", [("heading", "T")], id="heading attributes"),
        pytest.param("import A from 'a'\n\n<A>\n\nx {y}\n\n</A>", [("paragraph", f"x {CODE}")], id="MDX in a file called .md"),
    ],
)
def test_markdown_is_read_as_its_reader_sees_it(raw, expected):
    assert seen(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("export const a = {\n\n  cure: 1\n}\n\nx", [("paragraph", "x")], id="statements may hold blank lines"),
        pytest.param(
            "<Card title='Big cure' icon='cure'>\n      Deep *text*\n</Card>",
            [("title text", "Big cure"), ("paragraph", "Deep text")],
            id="no code by indentation",
        ),
        pytest.param('a{" "}b {1 < 2} c', [("paragraph", f"a b {CODE} c")], id="expressions"),
        pytest.param("{/* cure */}\n\n\\{x}", [("paragraph", "{x}")], id="comments and escapes"),
        pytest.param("a<br/>b", [("paragraph", "a\nb")], id="a line break"),
        pytest.param("word<sup>1</sup> x", [("paragraph", "word x")], id="a raised number"),
        pytest.param("take < 5 mg {of", [("paragraph", "take < 5 mg {of")], id="signs that open nothing"),
        pytest.param("```js\n{ <A\n```\nx", [("paragraph", "x")], id="braces in code do not count"),
    ],
)
def test_mdx_is_read_without_its_code(raw, expected):
    assert seen(raw, "mdx") == expected


def test_a_match_across_markup_has_its_place_from_first_to_last():
    raw = "\ufeff> - **100%** *guaranteed* to\r\n>   cure 😀 caf&eacute;\r\n"
    (block,) = parse("x", raw, "markdown").blocks
    assert (block.text, block.kind, block.quoted) == ("100% guaranteed to cure 😀 café", "item", True)
    start = block.text.index("100%")
    place = block.source_map.to_raw(Span(start, block.text.index(" 😀")))
    assert raw[slice(*place)] == "100%** *guaranteed* to\r\n>   cure"
    place = block.source_map.to_raw(Span(block.text.index("café"), len(block.text)))
    assert raw[slice(*place)] == "caf&eacute;"


def test_html_in_a_quote_keeps_its_places():
    raw = "> <div>\n> One\n> tw&ouml;\n> </div>\n"
    (block,) = parse("x", raw, "markdown").blocks
    assert (block.text, block.quoted) == ("One twö", True)
    assert raw[slice(*block.source_map.to_raw(Span(4, 7)))] == "tw&ouml;"


def test_what_stands_in_details_is_folded_but_its_summary_is_not():
    raw = "<details><summary>Open</summary>\n\n- in\n\n</details>\n\nout"
    for format_ in ("markdown", "mdx"):
        folded = {block.text: block.folded for block in parse("x", raw, format_).blocks}
        assert (folded["in"], folded["out"]) == (True, False)


def test_links_know_their_words_address_and_rel():
    raw = 'a [b *c*](/d) <a href="/e?f&amp;g" rel="sponsored">h</a> https://i.example/j'
    (block,) = parse("x", raw, "markdown").blocks
    assert [(block.text[slice(*link.span)], link.url, link.rel) for link in block.links] == [
        ("b c", "/d", ""),
        ("h", "/e?f&g", "sponsored"),
        (CODE, "https://i.example/j", ""),
    ]
    (block,) = parse("x", '<a href="/b" rel="ugc">c *d*</a> e', "mdx").blocks
    assert [(block.text[slice(*link.span)], link.url, link.rel) for link in block.links] == [("c d", "/b", "ugc")]


@pytest.mark.parametrize(
    ("raw", "format_", "expected"),
    [
        pytest.param(
            "It cures[^1] all.[^a b]\n\n[^1]: x\n\n[^a b]: y", "markdown", [(8, "#fn-1"), (13, "#fn-a b")], id="Markdown"
        ),
        pytest.param("a[^1]\n\n[^1]: x", "mdx", [(1, "#fn-1")], id="MDX"),
        pytest.param("a[^1] b", "markdown", [], id="a note that there is not is text"),
        pytest.param("a `[^1]`\n\n[^1]: x", "markdown", [], id="code refers to nothing"),
        pytest.param("a<sup>1</sup> b<sup>[2](#n)</sup>", "markdown", [(1, "#fn-1"), (3, "#fn-2")], id="raised numbers"),
        pytest.param("<p>a<sup>1</sup> b<sup><a href=#n>[2,3]</a></sup>", "html", [(1, "#fn-1"), (3, "#fn-2,3")], id="in HTML"),
        pytest.param("kg/m<sup>2</sup> 10<sup>6</sup> a<sup>*</sup>", "html", [], id="powers and asterisks are none"),
        pytest.param("kg/m<sup>2</sup> 10<sup>6</sup> a<sup>*</sup>", "markdown", [], id="nor in Markdown"),
    ],
)
def test_a_reference_to_a_footnote_is_a_link_without_words(raw, format_, expected):
    block = parse("x", raw, format_).blocks[0]
    assert [(*link.span, link.url, link.rel) for link in block.links] == [(at, at, url, "") for at, url in expected]


def test_items_of_one_list_share_a_number():
    blocks = parse("x", "- a\n- b\n\nc\n\n1. d\n\n|e|\n|-|\n|f|", "markdown").blocks
    group = {block.text: block.group for block in blocks}
    assert group["a"] == group["b"] != group["d"]
    assert group["e"] == group["f"] not in (0, group["a"], group["d"])
    assert group["c"] == 0


@pytest.mark.parametrize(
    ("raw", "format_"),
    [
        pytest.param("a <!-- healthlint-ignore x: y --> b", "markdown", id="inline"),
        pytest.param("<!-- healthlint-ignore x: y -->\na", "markdown", id="a block"),
        pytest.param("> <!-- healthlint-ignore x: y -->\n> a", "markdown", id="in a quote"),
        pytest.param("a {/* healthlint-ignore x: y */}", "mdx", id="MDX"),
        pytest.param("<p>a<!--healthlint-ignore x: y-->", "html", id="HTML"),
    ],
)
def test_comments_to_us_are_kept_with_their_place(raw, format_):
    (directive,) = parse("x", "\ufeff" + raw, format_).directives
    assert directive.text == "healthlint-ignore x: y"
    comment = ("\ufeff" + raw)[slice(*directive.span)]
    assert comment[:2] in ("<!", "{/")
    assert comment[-2:] in ("->", "/}")


WORDS = st.sampled_from(
    ("cure", "*b*", "**c d**", "`e`", "[f](g)", "h&amp;i", "\\*", "é", "![j](k)", "\n", "  \n", "_l_", "~~m~~", "<b>n</b>", "*")
)
LINES = st.builds(
    "{}{}".format,
    st.sampled_from(("", "# ", "- ", "  - ", "1. ", "> ", "> - ", "    ", "\n")),
    st.lists(WORDS, max_size=6).map(" ".join),
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_markdown_reads_the_same_words_as_the_html_it_becomes(raw):
    def words(blocks):
        return sorted(word for block in blocks for word in block.text.replace(CODE, "").split())

    rendered = pyromark.html(raw, options=OPTIONS)
    assert words(parse("x", raw, "markdown").blocks) == words(parse("x", rendered, "html").blocks)

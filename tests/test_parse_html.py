"""HTML: which words are read, as what, and from where."""

import pytest

from healthlint.model import Span
from healthlint.parse import parse

CODE = "\ufffc"


def seen(raw):
    return [(block.part, block.text) for block in parse("x", raw, "html").blocks]


def structured(json):
    return [text for _, text in seen(f'<script type="application/ld+json">{json}</script>')]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("<p>One<p>two", [("paragraph", "One"), ("paragraph", "two")], id="paragraphs need no end"),
        pytest.param("a <b>b</b>\n\tc", [("paragraph", "a b c")], id="white space is one space"),
        pytest.param("<b>a </b> b", [("paragraph", "a b")], id="also across tags"),
        pytest.param("<pre>a\n  b <code>c</code></pre>", [("paragraph", f"a\n  b {CODE}")], id="but not in pre"),
        pytest.param("a<br>b", [("paragraph", "a\nb")], id="line break"),
        pytest.param("a &amp; b &lt;5 &copy c &nope; &", [("paragraph", "a & b <5 © c &nope; &")], id="entities"),
        pytest.param("x < 5 and y <5 mg", [("paragraph", "x < 5 and y <5 mg")], id="a sign is no tag"),
        pytest.param("<h2>a</h2>b", [("heading", "a"), ("paragraph", "b")], id="heading"),
        pytest.param(
            "<ul><li>a<li>b<p>c</ul>d",
            [("list item", "a"), ("list item", "b"), ("paragraph", "c"), ("paragraph", "d")],
            id="items need no end",
        ),
        pytest.param(
            "<table><caption>a</caption><tr><th>b<td>c</table>",
            [("caption", "a"), ("table cell", "b"), ("table cell", "c")],
            id="table",
        ),
        pytest.param("<dl><dt>a<dd>b</dl>", [("list item", "a"), ("list item", "b")], id="terms"),
        pytest.param(
            "<figure><img alt='a'><figcaption>b</figcaption></figure>", [("alt text", "a"), ("caption", "b")], id="figure"
        ),
        pytest.param("<button aria-label=a>b</button>", [("aria-label", "a"), ("button", "b")], id="button"),
        pytest.param("<input type=submit value='Buy now'><input value=no>", [("button", "Buy now")], id="button of a form"),
        pytest.param("<a title='a&eacute; b' href=x>c</a>", [("title text", "aé b"), ("paragraph", "c")], id="title attribute"),
        pytest.param("<title>a &amp; <b></title>", [("page title", "a & <b>")], id="the page's title holds no tags"),
        pytest.param('<meta content="a" name="Description">', [("meta description", "a")], id="meta description in any order"),
        pytest.param(
            "<meta property=og:title content='a b'><meta name=author content=c>", [("social title", "a b")], id="social fields"
        ),
        pytest.param(
            "<script>cure</script><style>cure</style><!-- cure --><template>cure</template>a",
            [("paragraph", "a")],
            id="what nobody sees",
        ),
        pytest.param(
            "<svg><title>cure</title><style>x</style></svg>a<noscript>b</noscript>",
            [("paragraph", "ab")],
            id="drawings are not read, noscript is",
        ),
        pytest.param("a <code>cure <b>x</b></code> b", [("paragraph", f"a {CODE} b")], id="code"),
        pytest.param(
            "<p>a <code>cure</p><p>b", [("paragraph", f"a {CODE}"), ("paragraph", "b")], id="code that is never closed"
        ),
        pytest.param("<div hidden>a</div>", [("paragraph", "a")], id="hidden elements are read"),
        pytest.param("<p>a{% if x %}b{% endif %} {{ c }}", [("paragraph", f"ab {CODE}")], id="template tags"),
        pytest.param("---\ntitle: a\n---\n<p>b", [("front matter title", "a"), ("paragraph", "b")], id="front matter"),
        pytest.param("</p>a</div></>b</ c>d", [("paragraph", "a"), ("paragraph", "bd")], id="stray end tags"),
        pytest.param("<!doctype html><?php cure ?>a<![CDATA[cure]]>b", [("paragraph", "ab")], id="declarations"),
        pytest.param("<!-->a<!--->b<!-- c --!>d", [("paragraph", "abd")], id="comments end as browsers end them"),
    ],
)
def test_html_is_read_as_its_reader_sees_it(raw, expected):
    assert seen(raw) == expected


def test_what_stands_in_a_footer_says_so():
    raw = "<p>a</p><footer><p>b</p><ul><li>c</li></ul>d</footer>e"
    parts = {block.text: block.part for block in parse("x", raw, "html").blocks}
    assert parts == {"a": "paragraph", "b": "footer", "c": "list item", "d": "footer", "e": "paragraph"}


def test_what_is_quoted_folded_or_linked_says_so():
    raw = (
        "<blockquote>a</blockquote><details><summary>b</summary>c</details><a href='/d?e&amp;f' rel=NoFollow><h2>g</h2><p>h</a>"
    )
    blocks = {block.text: block for block in parse("x", raw, "html").blocks}
    assert [text for text, block in blocks.items() if block.quoted] == ["a"]
    assert [text for text, block in blocks.items() if block.folded] == ["c"]
    assert [blocks[text].links for text in "gh"] == [((Span(0, 1), "/d?e&f", "NoFollow"),)] * 2


@pytest.mark.parametrize("raw", ["a <b cure", "a <!-- cure", "a <b title='cure"])
def test_text_swallowed_by_an_open_tag_is_a_problem(raw):
    document = parse("x", raw, "html")
    assert [block.text for block in document.blocks] == ["a"]
    assert [problem.offset for problem in document.problems] == [2]


@pytest.mark.parametrize(
    ("json", "expected"),
    [
        pytest.param('{"@type": "Review", "reviewBody": "a", "name": "b"}', ["a"], id="review"),
        pytest.param(
            '{"name": "a?", "@type": "Question", "acceptedAnswer": {"text": "b"}}', ["a?", "b"], id="question and answer"
        ),
        pytest.param('[{"@type": ["Product", "Thing"], "description": "a", "url": "b"}]', ["a"], id="description"),
        pytest.param(
            r'{"reviewBody": "a \"b\"\n\u00e9 \ud83d\ude00 <p>c<\/p>&amp;"}', ['a "b" é 😀  c &'], id="escapes and markup"
        ),
        pytest.param('{"reviewBody": "a', ["a"], id="cut off"),
        pytest.param('}]{"reviewBody": "a"]', ["a"], id="not JSON at all"),
    ],
)
def test_structured_data_is_read_where_search_engines_show_it(json, expected):
    assert structured(json) == expected


def test_an_escape_in_structured_data_has_its_place():
    raw = r'<script type="application/ld+json">{"reviewBody": "It cur\u0065d me"}</script>'
    (block,) = parse("x", raw, "html").blocks
    start = block.text.index("cured")
    assert raw[slice(*block.source_map.to_raw(Span(start, start + 5)))] == r"cur\u0065d"


def test_each_element_has_its_kind():
    raw = "<title>a</title><h3>b</h3><ul><li>c</ul><table><td>d</table><figcaption>e</figcaption><p>f<img alt=g>"
    kinds = [(block.text, block.kind, block.level) for block in parse("x", raw, "html").blocks]
    assert kinds == [
        ("a", "field", 0),
        ("b", "heading", 3),
        ("c", "item", 0),
        ("d", "cell", 0),
        ("e", "caption", 0),
        ("f", "paragraph", 0),
        ("g", "attribute", 0),
    ]


@pytest.mark.parametrize("format_", ["markdown", "mdx", "html"])
@pytest.mark.parametrize(
    ("raw", "hidden"),
    [
        pytest.param("<div hidden>\n\nin\n\n</div>\n\nout", ["in"], id="the attribute"),
        pytest.param('<p style="color: red; display:none">in</p>\n\n<p>out</p>', ["in"], id="the style"),
        pytest.param(
            '<div style="visibility: hidden"><div>\n\nin\n\n</div>\n\nmore\n\n</div>\n\nout', ["in", "more"], id="nested"
        ),
        pytest.param('<p aria-hidden="true">out</p>', [], id="hidden from one sense only"),
        pytest.param("<p>The word hidden and the words display: none</p>", [], id="only told of"),
        pytest.param("<!-- <div hidden> -->\n\nout\n\n<div>\n\nout\n\n</div>", [], id="in a comment"),
        pytest.param("<div hidden>\n\nout", [], id="never ended"),
        pytest.param('<img hidden src="a.png">\n\nout', [], id="an element without content"),
    ],
)
def test_copy_that_browsers_do_not_show_is_hidden(raw, hidden, format_):
    assert [block.text for block in parse("x", raw, format_).blocks if block.hidden] == hidden

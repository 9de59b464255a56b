"""What a block stands in: the list or table it shares with others, a quote, a fold. In every format that has such things."""

import pytest

from healthlint.parse import parse


def blocks(raw, format_):
    return {block.text: block for block in parse("x", raw, format_).blocks}


def groups(raw, format_):
    """The blocks' words, put together by the list or table they belong to; those that belong to none come last."""
    found = {}
    for block in parse("x", raw, format_).blocks:
        found.setdefault(block.group, []).append(block.text)
    alone = found.pop(0, [])
    return [" ".join(words) for words in found.values()], " ".join(alone)


LISTS = "- a\n  - b\n  - c\n- d\n\n  e\n\nf\n\n1. g\n\n> - h\n> - i\n\n| j |\n|---|\n| k |\n"


@pytest.mark.parametrize(
    ("raw", "format_", "expected"),
    [
        pytest.param(LISTS, "markdown", (["a d", "b c", "g", "h i", "j k"], "e f"), id="Markdown"),
        pytest.param(LISTS, "mdx", (["a d", "b c", "g", "h i", "j k"], "e f"), id="MDX"),
        pytest.param("a\n: b\n: c\n\n- d", "markdown", (["a b c", "d"], ""), id="terms"),
        pytest.param("- a\n\n<ul><li>b<li>c</ul>\n\n- d", "markdown", (["a", "b c", "d"], ""), id="HTML between Markdown"),
        pytest.param(
            "<ul><li>a<ul><li>b</ul>c<li>d</ul><ol><li>e</ol>f<dl><dt>g<dd>h</dl>",
            "html",
            (["a d", "b", "e", "g h"], "c f"),
            id="HTML",
        ),
        pytest.param(
            "<table><tr><td>a<ul><li>b</ul>c<td>d</table><table><td>e</table>",
            "html",
            (["a c d", "b", "e"], ""),
            id="HTML tables",
        ),
        pytest.param("- a.\n- b.\n\nc.\n\n- d.", "text", (["a. b.", "d."], "c."), id="text"),
    ],
)
def test_what_belongs_together_has_one_number(raw, format_, expected):
    assert groups(raw, format_) == expected


FOLDS = "<details>\n<summary>open</summary>\n\na ![b](u)\n\n- c\n\n| d |\n|---|\n\n# e\n\n</details>\n\nout"
NESTED = "<details>\n<summary>open</summary>\n\n<details>\n<summary>a</summary>\n\nb\n\n</details>\n\nc\n\n</details>\n\nout"


@pytest.mark.parametrize("format_", ["markdown", "mdx"])
@pytest.mark.parametrize("raw", [pytest.param(FOLDS, id="all kinds"), pytest.param(NESTED, id="a fold in a fold")])
def test_all_in_a_fold_is_folded_but_what_opens_it_is_not(raw, format_):
    assert sorted(text for text, block in blocks(raw, format_).items() if not block.folded) == ["open", "out"]


def test_html_folds_too():
    raw = (
        "<details><summary>open</summary>a<img alt=b><ul><li>c</ul><table><td>d</table><h2>e</h2>"
        "<details><summary>f</summary>g</details>h</details>out"
    )
    assert sorted(text for text, block in blocks(raw, "html").items() if not block.folded) == ["open", "out"]


QUOTES = "> a ![b](u 'c')\n>\n> - d\n>\n> | e |\n> |---|\n>\n> ## f\n\nout"


@pytest.mark.parametrize(
    ("raw", "format_"),
    [
        pytest.param(QUOTES, "markdown", id="Markdown"),
        pytest.param(QUOTES, "mdx", id="MDX"),
        pytest.param("<blockquote>\n\na **b**\n\n- c\n\n</blockquote>\n\nout", "markdown", id="HTML round Markdown"),
        pytest.param(
            "<blockquote>\n\na **b**\n\n- c\n\n<Card title='d' />\n\n</blockquote>\n\nout", "mdx", id="HTML round MDX"
        ),
        pytest.param("<blockquote>a<img alt=b><ul><li>c</ul><h2>d</h2></blockquote>out", "html", id="HTML"),
    ],
)
def test_all_in_a_quote_is_quoted(raw, format_):
    found = blocks(raw, format_)
    assert len(found) > 2
    assert [text for text, block in found.items() if not block.quoted] == ["out"]

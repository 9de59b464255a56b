"""Texts made to be slow or deep: the test is that they end."""

import pytest

from healthlint.parse import PARSERS, parse

HOSTILE = {
    **{
        f"{mark!r} over and over": mark * 30_000
        for mark in ("[", "{", "{{ ", "{% ", "{:", "&", "&#x", "*a ", "_a_", "![", "<!-- ", "<![CDATA[", "<sup>", "www.", "`a")
    },
    "tags that never end": "<a " * 30_000,
    "attributes that never end": '<a x="' * 15_000,
    "quotes out of step": "<A y='\"" * 15_000,
    "expressions in quotes": '{"\\' * 20_000,
    "imports that never end": "export const {\n\n" * 5_000,
    "code spans of every length": "".join("`" * length + " " for length in range(400)),
    "deep quotes": "> " * 10_000 + "x",
    "deep list": "- " * 10_000 + "x",
    "deep divs": "<div>" * 10_000 + "x",
    "deep HTML lists": "<ul><li>" * 10_000 + "x",
    "items outside lists": "<blockquote>" * 10_000 + "<li>x</li>" * 5_000,
    "deep details": "<details>" * 10_000 + "x",
    "deep images": "![" * 20_000 + "x" + '](a "t")' * 20_000,
    "deep front matter": "---\na: " + "[" * 50_000 + "\n---\n",
    "deep TOML": "+++\na = " + "[" * 50_000 + "\n+++\n",
    "backslashes in TOML": '+++\na = "' + "\\" * 50_000 + "\n+++\n",
    "deep structured data": '<script type="application/ld+json">' + '{"a":[' * 10_000,
    "quotes in structured data": '<script type="application/ld+json">' + '"\\"' * 20_000,
    "spaces": " " * 90_000 + "x",
    "empty lines": "\n" * 90_000 + "x",
    "one line": "word " * 200_000,
    "many links": "[a](b 'c') " * 8_000,
    "many links in one paragraph": '<a href="b">c</a>' * 5_000,
    "escapes in a title": '[a](b "' + '\\"' * 30_000 + '")',
    "tags that hide": "{% comment %}" * 8_000,
    "many short lines": "ab\n" * 40_000,
    "fences": "```\n" * 20_000,
}


@pytest.mark.parametrize("format_", sorted(PARSERS))
@pytest.mark.parametrize("raw", [pytest.param(raw, id=name) for name, raw in HOSTILE.items()])
def test_no_text_keeps_the_reader_busy_or_breaks_it(raw, format_):
    assert parse("x", raw, format_).raw == raw

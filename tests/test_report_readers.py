"""Every format, read back by its reader: one entry for each finding, whatever copy, file names and rules hold."""

import re

import pytest
from consumers import READERS, Entry, page_of
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import GUARANTEED, INFO, NOTHING, PROVEN, REPORT, view

from healthlint.model import Related, Report, RunError, SetAside
from healthlint.report import NOT_CHECKED, REPORTERS, About, View, render
from healthlint.report.escape import placed, sayable, visible
from healthlint.report.prose import code, prose

assert {"text", *READERS} == set(REPORTERS)
NAMES_RULES = set(READERS) - {"json", "jsonl", "markdown"}  # formats in which what was not checked has a rule
LINES = {"concise": 1, "gitlab": 1, "checkstyle": 1}  # formats that want a line where none is known
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What a file's name becomes where the format can't hold it.
PATHS = {
    "concise": placed,
    "json": str,
    "jsonl": str,
    **dict.fromkeys(
        ("sarif", "github-sarif"), lambda path: re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", path).removeprefix("./")
    ),
    "github": lambda path: visible(re.sub("([%:,\r\n])", lambda one: f"%{ord(one[0]):02X}", path)),
    "gitlab": lambda path: sayable(path).removeprefix("./"),
    "junit": lambda path: FORBIDDEN.sub(lambda one: visible(one[0]), path),
    "checkstyle": lambda path: FORBIDDEN.sub(lambda one: visible(one[0]), path),
    "rdjson": sayable,
    "markdown": placed,
}
LEVELS = {"junit": {"warning": "skipped", "info": "skipped"}}


def expected(name, report):
    """The entries that a reader of the format must find."""
    path = PATHS[name]
    if name == "github":
        path = lambda text: github_name(PATHS["github"](text))  # noqa: E731
    levels = LEVELS.get(name, {})
    found = [Entry(path(one.path), one.line, levels.get(one.severity, one.severity), one.rule) for one in report.findings]
    failed = NOT_CHECKED if name in NAMES_RULES else ""
    return sorted(found + [Entry(path(one.path), LINES.get(name), "error", failed) for one in report.errors], key=repr)


def github_name(text):
    return re.sub("%(25|3A|2C|0D|0A)", lambda one: chr(int(one[1], 16)), text)


def read(name, report, seen=None):
    return sorted(READERS[name](render(name, report, seen or view())), key=repr)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("report", [pytest.param(REPORT, id="a report"), pytest.param(NOTHING, id="nothing found")])
def test_a_reader_finds_what_was_found_and_what_was_not_checked(name, report):
    assert read(name, report) == expected(name, report)


HOSTILE = {
    "ansi": "\x1b[31mred\x1b[0m \x9b2J \x07",
    "workflow command": "::error file=x::y",
    "workflow command on its own line": "a\n::error::b\r\n::stop-commands::c",
    "older commands": "##[error]x ##vso[task.setvariable variable=a]b",
    "percent": "%0A::error::x%0D%25 100%",
    "markup": "<script>alert(1)</script><img src=x onerror=y>&amp;&lt;\"'",
    "end of CDATA": "]]>]]&gt;<![CDATA[x]]>",
    "XML": '"/><error line="9" severity="error" message="x" source="y"/><!--',
    "entity": "&lt;&#0;&xxe;&#x1b;",
    "table": "a | b \\| c || d",
    "code": "`a` ``b`` ```c \\` `",
    "mentions": "@everyone hi @org/team (@x) a@b.example #12 GH-12 org/repo#3 org/repo@deadbeef deadbeef1234",
    "links": "[x](https://evil.example) <https://evil.example> https://evil.example www.evil.example ![i](x) [a]: x",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ # f > g",
    "lists": "- a\n- b\n1. c\n    d\n---\n===",
    "emoji": ":skull: :a: 10:30",
    "placeholders": "{0} {1} {{2}} ${{ secrets.X }} %(x)s {x}",
    "embedded link": "[text](1) [a](b) ](",
    "json": '","severity":"info"}],"x":["\\u0000\\',
    "line ends": "a\nb\r\nc\rd\u2028e\u2029f\x85g\x0bh\x0ci",
    "half characters": "caf\udce9 \ud800 \udfff",
    "no characters": "\0\x01\x1f\x7f\ufffe\uffff",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069 \u200b\u200d\ufeff\xad",
    "place": "a.md:1:2: error: x [overclaim/cure]",
    "commas": "a,line=9,title=x::y",
    "braces and brackets": "[house/promise] {a} (b)",
    "wide": "日本語 👩‍⚕️ é e\u0301 𐐀",
    "spaces": "  a  b  ",
    "dots": "./../a/./b//c",
    "absolute": "/etc/passwd",
}


def hostile(text):
    """A report in which everything that others write is this text."""
    words = dict.fromkeys(("message", "excerpt", "part", "why", "instead", "decided_by", "downgraded_by"), text)
    first, second = GUARANTEED._replace(**words, path=text), PROVEN._replace(**words, path="b.md")
    second = second._replace(related=(Related(1, 1, 1, 2, text),))
    return Report(
        findings=(first, second, INFO._replace(**words, path=f"x{text}")),
        set_aside=(SetAside(first._replace(line=9, end_line=9), text),),
        errors=(RunError(text, text), RunError("z.md", text)),
        files=3,
        words=5,
        jurisdictions=("US",),
        content_type="clinic",
    )


def seen(text):
    return View(lines=lambda _path: [text] * 9, about=lambda _rule: About(text, "error", ((text, text),)))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", [pytest.param(text, id=kind) for kind, text in HOSTILE.items()])
def test_nothing_that_others_write_adds_or_hides_an_entry(name, text):
    report = hostile(text)
    assert read(name, report, seen(text)) == expected(name, report)


PARTS = st.sampled_from(
    [
        *"\0\x1b\n\r\t :;,.=%#[]()<>&\"'`|\\*_~@!{}-+/x19é日\u2028\u202e\u200b\ufeff\xad\ud800\udce9\uffff𐐀",
        *("::", "##[", "]]>", "<!--", "https://", "www.", "]("),
    ]
)
TEXTS = st.lists(PARTS, min_size=1, max_size=12).map("".join)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60)
@given(text=TEXTS)
def test_no_text_adds_or_hides_an_entry(name, text):
    report = hostile(text)
    assert read(name, report, seen(text)) == expected(name, report)


@given(text=TEXTS)
def test_no_text_is_more_than_words_in_markdown(text):
    for written in (prose(text), code(text)):
        page = page_of(f"before {written} after\n\n- {written}\n\n{written}\n")
        assert {tag for tag, *_ in page.tags} <= {"p", "ul", "li", "code"}
        assert len(page.points) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Plain words, “quoted” (as here): 100% sure!", "Plain words, “quoted” (as here): 100% sure!", id="plain"),
        pytest.param("our #1 tea", "our `#1` tea", id="a reference"),
        pytest.param("ask @mum or @dad now", "ask `@mum` or `@dad` now", id="mentions"),
        pytest.param("a `b` *c*", "a `` `b` *c* ``", id="signs next to each other share a span"),
        pytest.param("1. first", "`1.` first", id="no list"),
        pytest.param("in step 1. first", "in step 1. first", id="a number elsewhere"),
        pytest.param("- no list", "`-` no list", id="no bullet"),
        pytest.param("see www.example.org", "see `www.example.org`", id="an address that links itself"),
        pytest.param("fixed in deadbeef", "fixed in `deadbeef`", id="a commit"),
        pytest.param("a\x1b[31mb", r"`a\x1b[31mb`", id="controls"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_words_that_could_mean_something_stand_in_code(text, written):
    assert prose(text) == written


@pytest.mark.parametrize(
    ("path", "told", "before_a_line"),
    [
        pytest.param("a b/ü.md", "a b/ü.md", "a b/ü.md", id="as it is"),
        pytest.param("a:1:2: error", "a:1:2: error", r"a\x3a1\x3a2: error", id="what looks like a place"),
        pytest.param("C:/a:", "C:/a:", r"C:/a\x3a", id="colons"),
        pytest.param("a\n\x1b\u202e", "a\n\x1b\u202e", r"a\x0a\x1b\u202e", id="what steers or hides"),
        pytest.param("caf\udce9", r"caf\udce9", r"caf\udce9", id="no UTF-8"),
    ],
)
def test_names_are_kept_for_programs_and_made_plain_for_people(path, told, before_a_line):
    assert (sayable(path), placed(path)) == (told, before_a_line)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("a b", "`a b`", id="plain"),
        pytest.param("", "` `", id="nothing"),
        pytest.param("  ", "`  `", id="spaces only are kept"),
        pytest.param(" a", "`  a `", id="an outer space is lost with its fellow"),
        pytest.param("a`` `b", "```a`` `b```", id="backticks"),
        pytest.param("`", "`` ` ``", id="nothing else"),
        pytest.param("a\nb", r"`a\x0ab`", id="one line"),
    ],
)
def test_anything_can_stand_in_a_code_span(text, written):
    assert code(text) == written
    assert page_of(written).tags == {("p",), ("code",)}

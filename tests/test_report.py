import json
import re
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import GUARANTEED, NOTHING, REPORT, at, view

import healthlint
from healthlint.model import Finding, RunError, SetAside
from healthlint.report import REPORTERS, View, render
from healthlint.report.escape import visible
from healthlint.report.snippet import snippet

CASES = Path(__file__).parent / "cases" / "report"
ENDINGS = {
    "concise": "concise.txt",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github.txt",
    "github-sarif": "github.sarif",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
    "rdjson": "rdjson.json",
    "markdown": "markdown.md",
}
assert {"text", *ENDINGS} == set(REPORTERS)
KEYS = """
    path line column end_line end_column rule severity message excerpt part why instead sources jurisdictions
    decided_by downgraded_by fingerprint
"""


@pytest.mark.parametrize(
    ("name", "report", "seen", "case"),
    [
        pytest.param("text", REPORT, view(), "full.txt", id="everything at once"),
        pytest.param("text", REPORT, view(width=60), "narrow.txt", id="a narrow terminal"),
        pytest.param("text", REPORT, View(), "without-source.txt", id="files that are gone meanwhile"),
        pytest.param("text", REPORT, view(quiet=True, told=True), "quiet.txt", id="a line for each finding"),
        pytest.param("text", REPORT, view(told=True), "told.txt", id="errors that are told elsewhere"),
        pytest.param("text", NOTHING, view(), "nothing.txt", id="nothing found"),
        *(pytest.param(name, REPORT, view(), f"full.{end}", id=name) for name, end in ENDINGS.items()),
        *(pytest.param(name, NOTHING, view(), f"nothing.{end}", id=f"{name}, nothing found") for name, end in ENDINGS.items()),
    ],
)
def test_a_report_reads_as_it_did(golden, name, report, seen, case):
    golden(render(name, report, seen).replace(f'"{healthlint.__version__}"', '"VERSION"'), CASES / case)


def test_colour_changes_nothing_but_colour():
    plain, colored = render("text", REPORT, view()), render("text", REPORT, view(color=True))
    assert "\x1b[" in colored
    assert click.unstyle(colored) == plain


@pytest.mark.parametrize("name", REPORTERS)
@given(data=st.data())
def test_the_order_of_findings_changes_nothing(name, data):
    errors = tuple(RunError(path, message) for path in ("a.md", "d.md") for message in ("one", "two"))
    whole = {"findings": REPORT.findings, "set_aside": REPORT.set_aside, "errors": errors}
    shuffled = {key: tuple(data.draw(st.permutations(values))) for key, values in whole.items()}
    assert render(name, REPORT._replace(**shuffled), view()) == render(name, REPORT._replace(**whole), view())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31m\x07\n\r\t\x7f", r"\x1b[31m\x07\x0a\x0d\x09\x7f", id="controls"),
        pytest.param("\x85\x9b\xad", r"\x85\x9b\xad", id="the other controls, and the soft hyphen"),
        pytest.param(
            "\u200b\u200e\u2028\u202a\u202e\u2066\u2069\ufeff", r"\u200b\u200e\u2028\u202a\u202e\u2066\u2069\ufeff", id="hidden"
        ),
        pytest.param(
            "::error::a ##[error] ##vso[x] ##teamcity[x]",
            r":\x3aerror:\x3aa #\x23[error] #\x23vso[x] #\x23teamcity[x]",
            id="commands to a build server",
        ),
        pytest.param("10:30, ## heading", "10:30, ## heading", id="no command"),
        pytest.param("\ud800\udcff", r"\ud800\udcff", id="half characters, as in file names that are not UTF-8"),
        pytest.param("\ufffe\uffff", r"\ufffe\uffff", id="what is no character"),
        pytest.param("é 日本 👩\u200d⚕\ufe0f —“”", "é 日本 👩\u200d⚕\ufe0f —“”", id="what can be seen stays"),
    ],
)
def test_what_could_steer_or_hide_is_written_out(text, shown):
    assert visible(text) == shown


UNSAFE = st.text(st.sampled_from(":#[a \n\r\t\x1b\x07\x9b\u2028\u202e\u200b\ud800é日:;<>&\"'\\"), max_size=12)


@pytest.mark.parametrize("name", REPORTERS)
@given(text=UNSAFE)
def test_nothing_in_copy_or_file_names_can_steer_a_terminal(name, text):
    copy = dict.fromkeys(("path", "message", "excerpt", "part", "why", "instead"), text)
    bad = REPORT._replace(findings=(GUARANTEED._replace(**copy),), set_aside=(SetAside(GUARANTEED, text),))
    shown = render(name, bad, View(lines=lambda _path: [text] * 9))
    if name == "github":  # whose own commands stand at the start of a line
        shown = re.sub(r"(?m)^::(\w+ [^:]*)::", r"\1", shown)
    assert visible(shown.replace("\n", "")) == shown.replace("\n", "")
    shown.encode("utf-8")


@given(text=UNSAFE)
def test_json_brings_back_every_character(text):
    report = NOTHING._replace(findings=(GUARANTEED._replace(message=text),), errors=(RunError(text, text),))
    data = json.loads(render("json", report, view()))
    assert (data["findings"][0]["message"], data["errors"]) == (text, [{"path": text, "message": text}])


def test_json_has_the_keys_of_version_1_in_their_order():
    data = json.loads(render("json", REPORT, view()))
    keys = list(Finding._fields)
    assert keys == [*KEYS.split(), "related"], "which is not in version 1"
    assert list(data) == ["version", "healthlint", "profile", "findings", "set_aside", "errors", "summary"]
    assert list(data["findings"][0]) == KEYS.split()
    assert list(data["set_aside"][0]) == ["reason", *KEYS.split()]
    assert data["summary"] == {"files": 3, "words": 1204, "error": 5, "warning": 2, "info": 2}


def test_every_finding_in_text_carries_its_rule():
    shown = render("text", REPORT, view())
    assert shown.count("overclaim/clinically-proven") == 2
    assert shown.count("readability/word") == 1
    assert shown.count("overclaim/guaranteed-outcome") == 4 + 1, "four findings and the hint at the end"


@given(
    text=st.text(st.sampled_from("ab c日é\t\x1b\u0301"), min_size=1, max_size=300),
    data=st.data(),
    width=st.integers(20, 120),
)
def test_the_marks_stand_under_the_words_and_the_line_fits(text, data, width):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    ((line, marks),) = snippet([text], at(1, start + 1, 1, end + 1), width)
    columns = "".join(character + "\0" * (cells(character) - 1) for character in line if cells(character))
    words = visible(text[start:end].replace("\t", " ")).replace("\u0301", "")
    marked = columns[marks.find("^") : marks.rfind("^") + 1].replace("\0", "")
    assert len(columns) <= width
    assert len(marks) <= width
    assert (words.startswith(marked) and marked) if words else marks.endswith("^")


def cells(character):
    return {"日": 2, "\u0301": 0}.get(character, 1)


def test_a_short_line_is_shown_whole_and_all_its_words_are_marked():
    assert snippet(["\t  so: 日本 guaranteed"], at(1, 11, 1, 21), 40) == [("so: 日本 guaranteed", " " * 9 + "^" * 10)]


def test_a_finding_of_many_lines_shows_the_first_three():
    lines = ["one two", "> three", "", "four", "five"]
    assert snippet(lines, at(1, 5, 5, 3), 40) == [("one two", "    ^^^"), ("> three", "^^^^^^^"), ("…", "")]


def test_a_place_without_words_has_one_mark():
    assert snippet(["", "two"], at(1, 1, 1, 1), 40) == [("", "^")]


def test_white_space_after_the_words_is_not_shown_unless_it_is_marked():
    assert snippet(["some words  "], at(1, 6, 1, 11), 40) == [("some words", "     ^^^^^")]
    assert snippet(["some words  "], at(1, 6, 1, 13), 40) == [("some words  ", "     ^^^^^^^")]


def test_a_command_to_a_build_server_is_broken_in_the_source_too():
    assert snippet(["##vso[x] words"], at(1, 10, 1, 15), 40) == [(r"#\x23vso[x] words", " " * 12 + "^^^^^")]


def test_a_line_of_ten_megabytes_costs_no_more_than_its_window():
    line = "word " * 2_000_000
    ((shown, marks),) = snippet([line], at(1, 5_000_001, 1, 5_000_005), 60)
    assert (len(shown), marks.count("^"), shown[marks.index("^") :][:4]) == (60, 4, "word")

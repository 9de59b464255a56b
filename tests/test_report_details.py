"""What single formats promise beyond an entry for each finding."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from consumers import READERS, page_of, sarif
from reports import ABOUT, GUARANTEED, INFO, NOTHING, PROVEN, REPORT, at, view

import healthlint
from healthlint.cli import main
from healthlint.model import Related, RunError
from healthlint.report import REPORTERS, View, render
from healthlint.report.as_markdown import MOST

CASES = Path(__file__).parent / "cases"


def run_of(report, seen=None):
    """The run of a report's SARIF log."""
    return json.loads(render("sarif", report, seen or view()))["runs"][0]


# --- SARIF ------------------------------------------------------------------------------------------------------------


def test_what_was_set_aside_is_suppressed_in_sarif_and_says_why():
    found = [
        (one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one.get("suppressions"))
        for one in run_of(REPORT)["results"]
    ]
    assert found[-2:] == [
        ("c.md", [{"kind": "external", "status": "accepted", "justification": "in the baseline"}]),
        ("c.md", [{"kind": "inSource", "status": "accepted", "justification": "inline ignore: the product's name"}]),
    ]
    assert [why for _, why in found[:-2]] == [None] * len(REPORT.findings)


@pytest.mark.parametrize("name", sorted(set(READERS) - {"json", "jsonl", "sarif"}))
def test_what_was_set_aside_is_no_entry_elsewhere(name):
    assert READERS[name](render(name, NOTHING._replace(set_aside=REPORT.set_aside), view())) == []


def test_another_place_that_a_finding_names_is_a_related_location():
    related = [one["relatedLocations"] for one in run_of(REPORT)["results"] if "relatedLocations" in one]
    assert related == [
        [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": {"uri": "b.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 5, "startColumn": 5, "endLine": 5, "endColumn": 8},
                },
                "message": {"text": "the earlier tea"},
            }
        ]
    ]


LONG = (
    "The podiatrist photographs the position of every individual toe and calculates an alternative orientation for the insole."
    " She documents the material, recommends additional exercises and demonstrates the adjustment. Afterwards you practise in"
    " ordinary footwear for several days before the following examination."
)


@pytest.mark.parametrize(
    ("text", "related"),
    [
        pytest.param(
            "# Feet\n\n## How insoles help\n\nA bit.\n\n> ## How *insoles* help\n",
            {("the same heading", "How *insoles* help")},
            id="a heading that comes again",
        ),
        pytest.param(
            "To sum up, walk.\n\nMore.\n\n- In short, walk.\n", {("another conclusion", "In short, walk.")}, id="conclusions"
        ),
        pytest.param(
            f"{LONG}\n\nA word.\n\n{LONG}\n",
            {("the earlier paragraph", LONG.partition(". ")[0] + ".")},
            id="a paragraph that comes again",
        ),
        pytest.param("Our tea helps.", set(), id="nothing else is named"),
    ],
)
def test_the_place_is_carried_from_the_check(text, related):
    report = healthlint.lint_text(text, path="a.md")
    lines = text.splitlines()
    found = (one for finding in report.findings if finding.rule == "readability/duplicate-section" for one in finding.related)
    assert {(one.what, lines[one.line - 1][one.column - 1 : one.end_column - 1]) for one in found} == related


def test_a_statement_that_does_not_count_is_a_related_place():
    text = f"Magnesium eases back pain.\n\n{'We sell it in a jar, and the jar goes back to the shop. ' * 8}\n\nConsult the size chart.\n"
    findings = healthlint.lint_text(text, path="a.md").findings
    (related,) = [one.related for one in findings if one.rule == "disclaimer/missing-consult-professional"]
    assert related == (Related(5, 1, 5, 24, "the nearest, which does not count"),)


def test_the_same_words_have_fingerprints_of_their_own_only_where_github_wants_them():
    prints = [one["partialFingerprints"] for one in run_of(REPORT)["results"]]
    assert {one["healthlint/v1"] for one in prints} == {"f00d"}
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run_of(REPORT)["results"]]
    assert len({(place, one["primaryLocationLineHash"]) for place, one in zip(places, prints, strict=True)}) == len(prints)


def test_a_rule_is_described_with_its_help_and_the_addresses_of_its_sources():
    (rule,) = [one for one in run_of(REPORT)["tool"]["driver"]["rules"] if one["id"] == GUARANTEED.rule]
    assert rule == {
        "id": "overclaim/guaranteed-outcome",
        "shortDescription": {"text": "Guaranteed outcome"},
        "defaultConfiguration": {"level": "error"},
        "fullDescription": {"text": GUARANTEED.why},
        "help": {
            "text": f"{GUARANTEED.why} {GUARANTEED.instead} Sources: Guide to claims, section 4,"
            " https://regulator.example/guide?page=4#claims; A circular on paper. More: healthlint explain overclaim/guaranteed-outcome",
            "markdown": f"**Why:** {GUARANTEED.why}\n\n**Instead:** {GUARANTEED.instead}\n\n**Sources:**\n"
            "\n- Guide to claims, section 4 <https://regulator.example/guide?page=4#claims>\n- A circular on paper\n\n"
            "**More:** `healthlint explain overclaim/guaranteed-outcome`",
        },
        "properties": {"tags": ["overclaim"], "jurisdictions": ["US", "UK"]},
    }


def test_only_an_address_of_the_web_is_a_link_in_the_help():
    bad = ABOUT[GUARANTEED.rule]._replace(sources=(("A", "javascript:alert(1)"), ("B", "https://a.example> [x](y)")))
    (rule,) = run_of(NOTHING._replace(findings=(GUARANTEED,)), View(about=lambda _rule: bad))["tool"]["driver"]["rules"]
    assert {tag for tag, *_ in page_of(rule["help"]["markdown"]).tags} == {"p", "strong", "code", "ul", "li"}


@pytest.mark.parametrize(
    ("path", "uri", "based"),
    [
        pytest.param("a/b.md", "a/b.md", True, id="plain"),
        pytest.param("./a.md", "a.md", True, id="here"),
        pytest.param("100% #1?.md", "100%25%20%231%3F.md", True, id="signs of addresses"),
        pytest.param("c:d.md", "c%3Ad.md", True, id="no scheme"),
        pytest.param("日.md", "%E6%97%A5.md", True, id="not ASCII"),
        pytest.param("caf\udce9.md", "caf%E9.md", True, id="not UTF-8: the byte itself"),
        pytest.param("a\n.md", "a%0A.md", True, id="a line end"),
        pytest.param("/srv/a b.md", "file:///srv/a%20b.md", False, id="absolute"),
        pytest.param("<stdin>", "%3Cstdin%3E", True, id="standard input"),
    ],
)
def test_a_file_has_an_address(path, uri, based):
    (result,) = run_of(NOTHING._replace(findings=(GUARANTEED._replace(path=path),)))["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address == ({"uri": uri, "uriBaseId": "%SRCROOT%"} if based else {"uri": uri})


def test_columns_count_code_points_and_the_run_says_what_it_assumed():
    run = run_of(NOTHING)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["properties"] == {"jurisdictions": ["US", "UK"], "contentType": "clinic"}
    assert "informationUri" not in run["tool"]["driver"]


# --- words ------------------------------------------------------------------------------------------------------------

MESSAGES = {
    "jsonl": lambda text: json.loads(text.splitlines()[1])["message"],
    "sarif": lambda text: json.loads(text)["runs"][0]["results"][0]["message"]["text"],
    "github": lambda text: decoded(text.splitlines()[0].partition("title=overclaim/guaranteed-outcome::")[2]),
    "gitlab": lambda text: json.loads(text)[0]["description"],
    "junit": lambda text: ET.fromstring(text.encode()).find(".//failure").get("message"),  # noqa: S314 - our own output
    "checkstyle": lambda text: ET.fromstring(text.encode()).find(".//error").get("message"),  # noqa: S314
    "rdjson": lambda text: json.loads(text)["diagnostics"][0]["message"],
}


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize(
    ("message", "told"),
    [
        pytest.param("“Sure” is 100% a promise; R&D <b> ]]> , : 日本", {}, id="what is harmless comes back"),
        pytest.param("a%0Ab %25 %3A", {}, id="what looks like an escape comes back"),
        pytest.param(
            "a \x1b[31m\u202eb\u200b\xadc \ud800",
            {"": r"a \x1b[31m\u202eb\u200b\xadc \ud800", "jsonl": "a \x1b[31m\u202eb\u200b\xadc \ud800"},
            id="what steers or hides is written out where people read it",
        ),
        pytest.param("a\n  b", {"": "a b", "jsonl": "a\n  b"}, id="on one line"),
        pytest.param("a::b ##[c]", {"github": r"a:\x3ab #\x23[c]"}, id="commands"),
        pytest.param("see [a](b) {0}", {"sarif": "see [a] (b) {{0}}"}, id="links and arguments of SARIF"),
    ],
)
def test_a_message_comes_back_as_people_should_read_it(name, message, told):
    finding = GUARANTEED._replace(message=message, instead="", path="m.md")
    text = MESSAGES[name](render(name, NOTHING._replace(findings=(finding,)), view()))
    expected = told.get(name, told.get("", message))
    assert text == {"github": f"m.md:5:13: {expected}.", "rdjson": f"{expected}."}.get(name, expected)


def decoded(text):
    return re.sub("%(25|0A|0D)", lambda one: chr(int(one[1], 16)), text)


def test_two_findings_of_a_rule_at_one_place_are_two_tests():
    report = NOTHING._replace(findings=(GUARANTEED, GUARANTEED._replace(message="Again.")))
    names = [case.get("name") for case in ET.fromstring(render("junit", report, view()).encode()).iter("testcase")]  # noqa: S314
    assert names == ["5:13 overclaim/guaranteed-outcome", "5:13 overclaim/guaranteed-outcome (2)"]


# --- the others -------------------------------------------------------------------------------------------------------


def many(number, severity):
    return tuple(at(line, 1, line, 2, severity=severity, path="m.md") for line in range(1, number + 1))


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        pytest.param(many(10, "error") + many(10, "warning") + many(10, "info"), "", id="as many as are shown"),
        pytest.param(many(11, "info"), "here are 11 notices, all in this log", id="one more"),
        pytest.param(
            many(11, "error") + many(40, "warning"), "here are 11 errors, 40 warnings, all in this log", id="of two kinds"
        ),
    ],
)
def test_github_is_told_when_it_shows_only_some(findings, said):
    last = render("github", NOTHING._replace(findings=findings), view()).splitlines()[-1]
    assert last.endswith(said) if said else last.startswith("healthlint: 10 errors, 10 warnings, 10 infos in ")


def test_what_was_not_checked_counts_among_githubs_errors():
    report = NOTHING._replace(findings=many(10, "error"), errors=REPORT.errors)
    assert render("github", report, view()).endswith("here are 11 errors, all in this log\n")


def test_what_makes_the_run_fail_fails_in_junit_and_nothing_else_does():
    def outcomes(fails):
        root = ET.fromstring(render("junit", REPORT, view(fails=fails)).encode())  # noqa: S314 - our own output
        skipped = sum(int(suite.get("skipped")) for suite in root)
        return {name: int(root.get(name)) for name in ("tests", "failures", "errors")} | {"skipped": skipped}

    assert outcomes(lambda one: one.severity == "error") == {"tests": 10, "failures": 5, "errors": 1, "skipped": 4}
    assert outcomes(lambda one: one.severity != "info") == {"tests": 10, "failures": 7, "errors": 1, "skipped": 2}
    assert outcomes(lambda _one: False) == {"tests": 10, "failures": 0, "errors": 1, "skipped": 9}


def test_a_line_that_moves_keeps_its_fingerprint_in_gitlab():
    def prints(*findings):
        return [one["fingerprint"] for one in json.loads(render("gitlab", NOTHING._replace(findings=findings), view()))]

    here, moved = GUARANTEED._replace(line=2, end_line=2), GUARANTEED._replace(line=9, end_line=9)
    assert prints(here) == prints(moved)
    assert prints(here, moved)[0] == prints(here)[0]
    assert len({*prints(here, moved), *prints(here._replace(path="c.md")), *prints(here._replace(rule="a/b"))}) == 4


@pytest.mark.parametrize(
    ("line", "finding", "expected"),
    [
        pytest.param("日本 guaranteed", at(1, 4, 1, 14), ((1, 8), (1, 18)), id="columns are bytes"),
        pytest.param("𐐀 e\u0301 it", at(1, 6, 1, 8), ((1, 10), (1, 12)), id="four bytes, and a mark of its own"),
        pytest.param("one", at(1, 2, 1, 4), ((1, 2), (1, 4)), id="to the end of the line"),
        pytest.param("one", at(1, 2, 1, 9), ((1, None), (1, None)), id="a line that is shorter by now"),
        pytest.param("one", at(1, 2, 3, 9), ((1, None), (3, None)), id="lines that are gone"),
    ],
)
def test_reviewdog_gets_bytes_or_no_columns(line, finding, expected):
    data = json.loads(render("rdjson", NOTHING._replace(findings=(finding,)), View(lines=lambda _path: [line])))
    found = data["diagnostics"][0]["location"]["range"]
    assert tuple((found[end]["line"], found[end].get("column")) for end in ("start", "end")) == expected


def test_markdown_keeps_to_its_room_and_says_what_had_none():
    report = NOTHING._replace(
        findings=many(600, "info") + many(300, "warning") + many(4, "error"), errors=(RunError("x", "y"),)
    )
    text = render("markdown", report, view())
    shown = [heading for heading, _codes in page_of(text).points]
    assert MOST - 500 < len(text.encode()) < 65_000
    assert (shown.count("Not checked"), shown.count("Errors"), shown.count("Warnings")) == (1, 4, 300)
    assert f"**{905 - len(shown):,} more had no room here.**" in text
    assert 0 < shown.count("Infos") < 600


def test_an_entry_that_is_too_long_hides_no_other():
    long = at(1, 1, 1, 2, path="p" * MOST)
    text = render("markdown", NOTHING._replace(findings=(long, PROVEN, INFO)), view())
    assert [heading for heading, _codes in page_of(text).points] == ["Warnings", "Infos"]
    assert "**1 more had no room here.**" in text


def test_long_words_are_cut_in_markdown():
    text = render("markdown", NOTHING._replace(findings=(GUARANTEED._replace(message="so " * 9_000),)), view())
    assert len(text) < 2_000
    assert "so …" in text


# --- whole runs -------------------------------------------------------------------------------------------------------

NAMES = [
    b"::error::x.md",
    b"a\n::error file=a::b.md",
    b"##[error]x.md",
    b"%0A::error::x.md",
    b"<script>alert(1)<br>.md",
    b"]]>.md",
    b"a|b`c`.md",
    b"@everyone [x](www.evil.example) ![i](x).md",
    b"\x1b[31mred\x07.md",
    "\u202egnp.md".encode(),
    b"caf\xe9.md",
    b"a:1:2: error.md",
    b'"},{"x":"\\.md',
]


@pytest.mark.parametrize("name", REPORTERS)
def test_files_of_any_name_are_reported_one_by_one(tmp_path, monkeypatch, capsysbinary, name):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path(".healthlint.yaml").write_text(f"rules: ['{CASES / 'rules'}']\nselect: house\n", "utf-8")
    for bytes_ in NAMES:
        with open(bytes_, "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(b"Wir: we promise <b>a wonder serum</b>.\n")
    assert main(["check", "--format", name]) == 1
    out = capsysbinary.readouterr().out.decode("utf-8")
    if name == "text":
        assert out.count("house/promise") == len(NAMES)
    else:
        assert sorted(entry.rule for entry in READERS[name](out)) == ["house/promise"] * len(NAMES) + ["house/wonder"] * len(
            NAMES
        )
    if name == "sarif":
        assert {entry.path.encode("utf-8", "surrogateescape") for entry in sarif(out)} == set(NAMES)


def test_one_run_writes_every_format(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Our tea is guaranteed to cure gout.\n", "utf-8")
    asked = [word for name in REPORTERS for word in ("--output", f"{name}=./{name}.out")]
    assert main(["check", "a.md", "gone.md", "--no-config", *asked]) == 2
    capsys.readouterr()
    found = {name: len(READERS[name](Path(f"{name}.out").read_text("utf-8"))) for name in READERS}
    assert set(found.values()) == {len(healthlint.lint_text(Path("a.md").read_text("utf-8"), path="a.md").findings) + 1}


def test_set_aside_findings_reach_sarif_from_a_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(
        "Our tea is guaranteed to work. <!-- healthlint-ignore overclaim/guaranteed-outcome: approved by the lawyers -->\n",
        "utf-8",
    )
    main(["check", "a.md", "--no-config", "--format", "sarif", "--select", "overclaim"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "inline ignore: approved by the lawyers"}
    ]

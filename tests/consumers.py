"""Reports read back as their readers read them: every format to the same entries.

Where a library or a schema is to be had, it reads; where not, the reader's own documentation is followed here.
"""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import cmarkgfm
import junitparser
from cmarkgfm.cmark import Options
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parent / "schemas"


class Entry(NamedTuple):
    """What a reader makes of one finding, or of one thing that could not be checked. What a format does not say is None."""

    path: str
    line: int | None
    level: str
    rule: str


def valid(name, data):
    """`data`, once it is known to keep to a schema."""
    schema = json.loads((SCHEMAS / name).read_text("utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(data)
    return data


def concise(text):
    pattern = re.compile(r"(.+?):(\d+):(\d+): (error|warning|info): (.*) \[([^\[\]]*)\]")
    matches = [pattern.fullmatch(line) for line in text.splitlines()]
    return [Entry(one[1], int(one[2]), one[4], one[6]) for one in matches]


def json_(text):
    data = valid("report-1.json", json.loads(text))
    return [
        *(Entry(one["path"], one["line"], one["severity"], one["rule"]) for one in data["findings"]),
        *(Entry(one["path"], None, "error", "") for one in data["errors"]),
    ]


def jsonl(text):
    first, *lines, last = [json.loads(line) for line in text.splitlines()]
    kinds = {"finding": "findings", "set_aside": "set_aside", "error": "errors"}
    assert (first.pop("type"), last.pop("type")) == ("run", "summary")
    whole = {**first, **{key: [] for key in kinds.values()}, "summary": last}
    for line in lines:
        whole[kinds[line["type"]]].append({key: value for key, value in line.items() if key != "type"})
    valid("report-1.json", whole)
    return [
        *(Entry(one["path"], one["line"], one["severity"], one["rule"]) for one in lines if one["type"] == "finding"),
        *(Entry(one["path"], None, "error", "") for one in lines if one["type"] == "error"),
    ]


def sarif(text):
    (run,) = valid("sarif-2.1.0.json", json.loads(text))["runs"]
    (invocation,) = run["invocations"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for rule in run["tool"]["driver"]["rules"]:
        _is_plain_help(page_of(rule["help"]["markdown"]).tags)
    failed = invocation.get("toolExecutionNotifications", [])
    assert invocation["executionSuccessful"] is not bool(failed)
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    return [
        *(_sarif_entry(one, one["ruleId"]) for one in run["results"] if "suppressions" not in one),
        *(_sarif_entry(one, one["descriptor"]["id"]) for one in failed),
    ]


def _is_plain_help(tags):
    """GitHub shows a rule's help as Markdown; the only links in it are the whole addresses of sources."""
    links = [dict(attributes)["href"] for tag, *attributes in tags if tag == "a"]
    assert {tag for tag, *_ in tags} <= {"p", "strong", "code", "ul", "li", "a"}
    assert all(re.fullmatch(r"https?://[!-~]+", link) for link in links)


def _sarif_entry(one, rule):
    place = one["locations"][0]["physicalLocation"]
    address = place["artifactLocation"]
    assert (address["uri"].startswith("file:///"), "uriBaseId" in address) in {(True, False), (False, True)}
    path = unquote_to_bytes(address["uri"].removeprefix("file://")).decode("utf-8", "surrogateescape")
    return Entry(path, place.get("region", {}).get("startLine"), {"note": "info"}.get(one["level"], one["level"]), rule)


def github(text):
    """As GitHub's runner reads the lines of a step: a line that begins with `::` is a command; an older form may stand anywhere."""
    assert "##[" not in text
    assert "##vso[" not in text
    entries = []
    for line in text.split("\n"):
        if not line.lstrip().startswith("::"):
            continue
        head, _, _data = line.lstrip()[2:].partition("::")
        command, _, listed = head.partition(" ")
        properties = dict(one.split("=", 1) for one in listed.split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        number = int(properties["line"]) if "line" in properties else None
        if properties.get("line") != properties.get("endLine"):
            assert "col" not in properties, "the runner takes no columns for several lines"
        level = {"notice": "info"}.get(command, command)
        entries.append(Entry(_decoded(properties["file"]), number, level, _decoded(properties["title"])))
    return entries


def _decoded(text):
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def gitlab(text):
    data = valid("gitlab.json", json.loads(text))
    levels = {"blocker": "error", "critical": "error", "major": "warning", "info": "info"}
    assert len({one["fingerprint"] for one in data}) == len(data), "GitLab shows one entry for each fingerprint"
    return [
        Entry(one["location"]["path"], one["location"]["lines"]["begin"], levels[one["severity"]], one["check_name"])
        for one in data
    ]


def junit(text):
    _follows_junit(ET.fromstring(text.encode("utf-8")))  # noqa: S314 - our own output
    suites = junitparser.JUnitXml.fromstring(text.encode("utf-8"))
    cases = [case for suite in suites for case in suite]
    names = [(case.classname, case.name) for case in cases]
    assert len(set(names)) == len(names), "GitLab shows one test for each name"
    for whole, inside in [(suites, cases), *((suite, list(suite)) for suite in suites)]:
        counts = [sum(isinstance(one, kind) for case in inside for one in case.result) for kind in KINDS]
        assert [whole.tests, whole.failures, whole.errors] == [len(inside), *counts[:2]]
        assert whole is suites or whole.skipped == counts[2]
    return [entry for suite in suites for case in suite for entry in _junit_entries(suite, case)]


# What Jenkins' schema (junit-10.xsd of its xUnit plug-in) lets the elements that are used here hold.
JUNIT = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "file", "time", "timestamp"}, {"testcase"}),
    "testcase": ({"name", "classname", "time"}, {"failure", "error", "skipped"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
}


def _follows_junit(element):
    attributes, children = JUNIT[element.tag]
    assert set(element.attrib) <= attributes
    assert {child.tag for child in element} <= children
    assert element.tag not in {"testsuite", "testcase"} or element.get("name")
    for child in element:
        _follows_junit(child)


KINDS = {junitparser.Failure: "error", junitparser.Error: "error", junitparser.Skipped: "skipped"}


def _junit_entries(suite, case):
    if case.is_passed:
        return []
    place, _, rule = case.name.rpartition(" ") if not case.name.endswith(")") else case.name.rpartition(" ")[0].rpartition(" ")
    line = int(place.partition(":")[0]) if place else None
    return [Entry(suite._elem.get("file"), line, KINDS[type(one)], rule) for one in case.result]


def checkstyle(text):
    """Checkstyle's XML has files with errors in them; an error has a line, a severity, a message and a source."""
    root = ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own output
    assert root.tag == "checkstyle"
    assert "version" in root.attrib
    names = [file.get("name") for file in root]
    assert len(set(names)) == len(names)
    entries = []
    for file in root:
        assert (file.tag, list(file.attrib), bool(file.text.strip())) == ("file", ["name"], False)
        for error in file:
            assert error.tag == "error"
            assert (
                {"line", "severity", "message", "source"}
                <= set(error.attrib)
                <= {"line", "column", "severity", "message", "source"}
            )
            assert len(error) == 0
            entries.append(Entry(file.get("name"), int(error.get("line")), error.get("severity"), error.get("source")))
    return entries


def rdjson(text):
    data = valid("rdjson.json", json.loads(text))
    return [
        Entry(
            one["location"]["path"],
            one["location"].get("range", {"start": {"line": None}})["start"]["line"],
            one["severity"].lower(),
            one["code"]["value"],
        )
        for one in data["diagnostics"]
    ]


class _Page(HTMLParser):
    """The points of a page's lists, and everything that is no plain word."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.points, self.tags, self.words, self.open, self.heading = [], set(), "", [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.add((tag, *attrs))
        self.open.append(tag)
        if self.open.count("li") == 1 and tag == "li":
            self.points.append([self.heading, []])
        if tag in {"h3", "summary"}:
            self.heading = ""

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "code" in self.open:
            if self.open.count("li") == 1:
                self.points[-1][1].append(data)
        else:
            self.words += data
            if self.open and self.open[-1] in {"h3", "summary"}:
                self.heading += data


def page_of(text):
    """A Markdown text as GitHub's own parser reads it, raw HTML and self-linking addresses included."""
    page = _Page()
    page.feed(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))
    page.close()
    return page


def markdown(text):
    page = page_of(text)
    assert {tag for tag, *_ in page.tags} <= {"h2", "h3", "p", "ul", "li", "code", "details", "summary", "strong"}
    assert {tag for tag, *rest in page.tags if rest} == set(), "no element has attributes"
    assert page.open == []
    assert re.search(r"@|#\d|://|www\.|[0-9a-f]{7}|:\w+:", page.words) is None, (
        "GitHub makes links, mentions and emoji of these"
    )
    assert len(text) < 65_536
    levels = {"Not checked": "error", "Errors": "error", "Warnings": "warning", "Infos": "info"}
    return [_point(levels[heading], codes) for heading, codes in page.points]


def _point(level, codes):
    place = re.fullmatch(r"(.*):(\d+):(\d+)", codes[0], re.DOTALL)
    if place is None:
        return Entry(codes[0], None, level, "")
    return Entry(place[1], int(place[2]), level, codes[-1])


READERS = {
    "concise": concise,
    "json": json_,
    "jsonl": jsonl,
    "sarif": sarif,
    "github": github,
    "github-sarif": sarif,
    "gitlab": gitlab,
    "junit": junit,
    "checkstyle": checkstyle,
    "rdjson": rdjson,
    "markdown": markdown,
}

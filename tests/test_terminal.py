"""What a person at a terminal sees, what a pipe carries, and what is said beside the findings."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

import healthlint
from healthlint.cli import output, progress
from healthlint.cli.progress import PATIENCE
from healthlint.cli.statistics import MOST, statistics
from healthlint.clock import Clock
from healthlint.config import Config
from healthlint.model import Report
from healthlint.run import load_rules

RULES = Path(__file__).parent / "cases" / "rules"
PAGE = "We promise it.\n\nA wonder serum, and herbal tea. We promise.\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path(".healthlint.yaml").write_text(f"rules: ['{RULES}']\nselect: house\n", "utf-8")
    Path("a.md").write_text(PAGE, "utf-8")


def at_terminal(*words, columns=80, script=None, errors=None, **variables):
    """The exit code, and all that a terminal of some width is sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    root = str(Path(healthlint.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root, "TERM": "xterm", **variables}
    command = [sys.executable, *(["-c", script] if script else ["-m", "healthlint", *words])]
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=errors or theirs) as running:
        os.close(theirs)
        sent = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # how Linux says that the other side is closed
                chunk = b""
            if not chunk:
                break
            sent += chunk
        os.close(ours)
    return running.returncode, sent.decode().replace("\r\n", "\n")


# --- what goes where --------------------------------------------------------------------------------------------------


def test_a_pipe_carries_findings_and_nothing_else(run):
    Path("b.md").write_text("Fine.", "utf-8")
    assert run("check", "b.md")[:2] == (0, "")
    code, out, err = run("check", "a.md", "b.md", "gone.md", "--statistics")
    assert (code, out.splitlines()[0], "in 2 files" in out, "in 2 files" in err) == (2, "a.md", False, True)


def test_a_long_text_is_printed_whole_and_once(capsys):
    pieces = [letter * 60_000 for letter in "abcd"]
    output.stream(pieces, utf8=True)
    assert capsys.readouterr().out == "".join(pieces)


def test_a_terminal_shows_the_summary_too():
    code, sent = at_terminal("check", "a.md", errors=subprocess.DEVNULL)
    assert (code, "2 errors" in re.sub("\x1b.*?m", "", sent)) == (1, True)


def test_a_file_holds_the_whole_report(run):
    assert run("check", "a.md", "--output", "report.txt")[1:] == ("", "")
    assert "this is no legal advice\n" in Path("report.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "variables", "colored"),
    [
        pytest.param([], {}, True, id="a terminal"),
        pytest.param([], {"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param([], {"NO_COLOR": ""}, True, id="NO_COLOR without a value says nothing"),
        pytest.param([], {"TERM": "dumb"}, False, id="a terminal that can't"),
        pytest.param([], {"TERM": "dumb", "FORCE_COLOR": "1"}, True, id="FORCE_COLOR"),
        pytest.param([], {"FORCE_COLOR": "0"}, False, id="FORCE_COLOR=0 is no force but a ban"),
        pytest.param([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="NO_COLOR outranks FORCE_COLOR"),
        pytest.param(["--color", "always"], {"NO_COLOR": "1"}, True, id="an option outranks both"),
        pytest.param(["--color", "never"], {"FORCE_COLOR": "1"}, False, id="either way"),
    ],
)
def test_colour_at_a_terminal(words, variables, colored):
    assert ("\x1b[" in at_terminal("check", "a.md", *words, **variables)[1]) is colored


def test_a_pipe_has_colour_only_when_told(run, monkeypatch):
    assert "\x1b[" not in run("check", "a.md")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    _code, out, err = run("check", "a.md")
    assert ("\x1b[" in out, "\x1b[" in err) == (True, False)


@pytest.mark.parametrize("columns", [60, 80, 132])
def test_lines_fit_the_terminal(columns):
    Path("a.md").write_text(f"{'Slowly and gently ' * 20}we promise {'that nothing whatever ' * 20}.\n", "utf-8")
    _code, sent = at_terminal("check", "a.md", "--color", "never", columns=columns)
    report = sent[: sent.index("1 error in")].split("\n")
    assert max(map(len, report)) <= columns
    assert any("We promise".lower() in line.lower() and "|" in line for line in report)


# --- progress ---------------------------------------------------------------------------------------------------------

SLOW = """
import sys
from healthlint import run
from healthlint.cli import main, progress
progress.PATIENCE = 0.0
progress._PAUSE = 0.0
sys.exit(main(sys.argv[1:] or {words}))
"""


def test_a_long_run_says_how_far_it_is_and_then_no_more():
    for number in range(3):
        Path(f"b{number}.md").write_text("Fine.", "utf-8")
    _code, sent = at_terminal(script=SLOW.format(words=["check", ".", "--color", "never"]))
    told = re.findall(r"checked (\d) of 4 files", sent)
    assert told == ["0", "1", "2", "3"]
    last = "checked 3 of 4 files"
    assert sent[sent.rindex(last) + len(last) :].startswith(f"\r{' ' * len(last)}\ra.md\n")


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        pytest.param(["check", ".", "--quiet"], {}, id="quiet"),
        pytest.param(["check", "."], {"TERM": "dumb"}, id="a terminal that can't write over a line"),
    ],
)
def test_nobody_is_told_who_does_not_want_to_be(words, variables):
    assert "checked 0" not in at_terminal(script=SLOW.format(words=words), **variables)[1]


def test_a_pipe_is_never_told(run, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert "checked 0" not in "".join(run("check", ".")[1:])


def test_a_crash_takes_the_line_away_before_it_speaks():
    script = SLOW.format(words=["check", "."]).replace("sys.exit", "run.lint_source = None\nsys.exit")
    _code, sent = at_terminal(script=script)
    assert re.search(r"checked 0 of 1 files\r +\rTraceback", sent)


def test_a_short_run_says_nothing():
    assert PATIENCE >= 0.5
    assert "checked 0" not in at_terminal("check", "a.md")[1]


# --- warnings only ----------------------------------------------------------------------------------------------------


def test_findings_only_warn_when_that_is_asked(run):
    code, out, err = run("check", "a.md", "--warn-only")
    assert (code, "house/promise" in out, "only warned: no finding fails this run\n" in err) == (0, True, True)
    assert "only warned" not in "".join(run("check", "a.md", "--fail-on", "never")[1:])


def test_what_could_not_be_checked_fails_all_the_same(run):
    assert run("check", "a.md", "gone.md", "--warn-only")[0] == 2


def test_neither_a_configuration_nor_an_override_makes_a_warning_fail(run):
    with Path(".healthlint.yaml").open("a", encoding="utf-8") as file:
        file.write("fail_on: info\nmax_warnings: 0\noverrides: [{paths: [a.md], fail_on: info}]\n")
    assert [run("check", "a.md", *words)[0] for words in ([], ["--warn-only"])] == [1, 0]


@pytest.mark.parametrize("words", [["--fail-on", "error"], ["--max-warnings", "3"]])
def test_it_does_not_go_with_what_fails(run, words):
    code, _out, err = run("check", "a.md", "--warn-only", *words)
    assert (code, f"--warn-only and {words[0]} exclude each other" in err) == (2, True)


# --- statistics -------------------------------------------------------------------------------------------------------


def table(err, name):
    """A table of the statistics: for each line its first word and its numbers."""
    lines = err[err.index(f"by {name} ") :].split("\n\n")[0].splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines[1:]}


def test_statistics_count_by_rule_category_and_file(run):
    Path("b.md").write_text("<!-- healthlint-ignore house/promise: signed off -->\nWe promise.\n", "utf-8")
    code, out, err = run("check", "--statistics", "--format", "json")
    assert (code, out.startswith("{")) == (1, True)
    assert table(err, "rule") == {
        "house/promise": ["2", "-", "-", "1"], "house/wonder": ["-", "1", "-", "-"], "house/tea": ["-", "-", "1", "-"],
    }  # fmt: skip
    assert table(err, "category") == {"house": ["2", "1", "1", "1"]}
    assert table(err, "file") == {"a.md": ["2", "1", "1", "-"], "b.md": ["-", "-", "-", "1"]}


def test_statistics_say_how_long_each_rule_took(run):
    err = run("check", "a.md", "--statistics")[2]
    total, alone = map(
        float, re.search(r"([\d.]+) s for reading and judging; ([\d.]+) s of it for no rule alone", err).groups()
    )
    rules = {name: float(seconds) for name, seconds in re.findall(r"^(\S+/\S+) +([\d.]+) s$", err, re.MULTILINE)}
    assert len(rules) == MOST
    assert re.search(r"^and \d+ more rules$", err, re.MULTILINE)
    assert list(rules.values()) == sorted(rules.values(), reverse=True)
    assert alone <= total


def test_what_no_rule_did_is_the_rest(monkeypatch):
    monkeypatch.setattr("time.perf_counter", iter([0.0, 1.0, 3.0, 4.0, 9.0, 10.0]).__next__)
    rule = load_rules(Config()).rules[0]
    clock = Clock()
    watched = clock(lambda rule, more: (rule.id, more))
    assert [watched(rule, 1), watched(rule, 2)] == [(rule.id, 1), (rule.id, 2)]
    assert clock.by_rule() == {rule.id: 7.0, "": 3.0}


def test_no_rule_is_timed_unless_that_is_asked(run, monkeypatch):
    monkeypatch.setattr("healthlint.clock.Clock.__call__", None)
    assert run("check", "a.md")[0] == 1
    assert run("check", "a.md", "--statistics")[0] == 2


def test_long_tables_say_what_they_leave_out():
    report = Report((), (), (), 1, 1, ("US",), "clinic", {f"a/{number}": 1.0 for number in range(MOST + 1)})
    assert statistics(report).splitlines()[-1] == "and 1 more rule"


# --- standard input ---------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(run, monkeypatch):
    """Runs with a text on standard input, as an editor does."""

    def typed(text, *words):
        read, write = os.pipe()
        os.write(write, text.encode())
        os.close(write)
        with os.fdopen(read) as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            return run("check", "--quiet", *words)

    return typed


@pytest.fixture
def _site():
    Path("site/drafts").mkdir(parents=True)
    rest = "exclude: [drafts/]\noverrides: [{paths: [old/], ignore: [house/promise]}]\n"
    with Path(".healthlint.yaml").open("a", encoding="utf-8") as file:
        file.write("paths: [site]\n")
    Path("site/.healthlint.yaml").write_text(f"rules: ['{RULES}']\nselect: house\nfail_on: warning\n{rest}", "utf-8")


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("A wonder serum.", ["-", "--stdin-filename", "site/a.md"], (1, "site/a.md:1:3: "), id="its configuration"),
        pytest.param("A wonder serum.", ["--stdin-filename", "site/a.md"], (1, "site/a.md:1:3: "), id="the name alone"),
        pytest.param("We promise.", ["-", "--stdin-filename", "site/old/a.md"], (0, ""), id="an override"),
        pytest.param("We promise.", ["-", "--stdin-filename", "site/no/such/a.md"], (1, "site/no/such/a.md:1:1: "), id="a new file"),
        pytest.param("<p>We promise.", ["-", "--stdin-filename", "site/a.html"], (1, "site/a.html:1:4: "), id="its format"),
        pytest.param(
            "---\nhealthlint: {jurisdictions: [AU]}\n---\nHerbal tea.", ["-", "--stdin-filename", "site/a.md", "--fail-on", "info"],
            (0, ""), id="its front matter",
        ),
        pytest.param("We promise.", ["-", "--stdin-filename", "site/drafts/a.md"], (1, "site/drafts/a.md:1:1: "), id="excluded, but named"),
        pytest.param("We promise.", ["-", "--stdin-filename", "site/drafts/a.md", "--force-exclude"], (0, ""), id="excluded by force"),
        pytest.param("We promise.", ["-", "--force-exclude"], (1, "<stdin>:1:1: "), id="no name, so no path that is excluded"),
    ],
)  # fmt: skip
def test_standard_input_is_checked_as_the_file_it_will_be(typed, text, words, expected):
    code, out, err = typed(text, *words)
    assert (code, out[: out.find(": ") + 2] if out else "", err) == (*expected, "")


def test_the_name_of_standard_input_needs_standard_input(run):
    code, _out, err = run("check", "a.md", "--stdin-filename", "b.md")
    assert (code, "--stdin-filename is the name of -, which is not among the paths" in err) == (2, True)

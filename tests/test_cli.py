import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import healthlint
from healthlint.cli import COMMANDS
from healthlint.report import REPORTERS

CASES = Path(__file__).parent / "cases"
PAGES = sorted(path.name for path in CASES.iterdir() if path.suffix in {".md", ".html"} or path.name == "latin1.txt")
assert PAGES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A fresh current folder that knows the rules of the cases; called with names and texts, writes files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / ".healthlint.yaml").write_text(f"rules: ['{CASES / 'rules'}']\nselect: house\n", "utf-8")

    def write(**texts):
        for name, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / name.replace("_", ".")).write_bytes(data)

    return write


@pytest.mark.parametrize("page", PAGES)
def test_a_whole_run_prints_what_it_did(run, golden, monkeypatch, page):
    monkeypatch.chdir(CASES)
    code, out, err = run("check", page)
    golden(f"{out}--- standard error\n{err}--- exit code {code}\n", CASES / "runs" / f"{page}.txt")


@pytest.mark.parametrize(
    ("text", "flags", "code"),
    [
        pytest.param("We promise.", [], 1, id="an error"),
        pytest.param("We promise.", ["--fail-on", "never"], 0, id="nothing fails"),
        pytest.param("A wonder serum.", [], 0, id="a warning"),
        pytest.param("A wonder serum.", ["--fail-on", "warning"], 1, id="a warning that fails"),
        pytest.param("A wonder serum.", ["--fail-on", "info"], 1, id="a warning reaches info"),
        pytest.param("A wonder serum.", ["--max-warnings", "0"], 1, id="one warning too many"),
        pytest.param("A wonder serum.", ["--max-warnings", "1"], 0, id="as many as allowed"),
        pytest.param("We promise.", ["--max-warnings", "0", "--fail-on", "never"], 0, id="errors are no warnings"),
        pytest.param("Herbal tea.", ["--fail-on", "info"], 1, id="an info that fails"),
        pytest.param("Herbal tea.", ["--fail-on", "info", "--jurisdiction", "us,au"], 0, id="not the law here"),
        pytest.param("We promise.", ["--ignore", "house/promise"], 0, id="a rule left out"),
        pytest.param("We promise.", ["--ignore", "house"], 0, id="a category left out"),
        pytest.param("We promise.", ["--select", "house/wonder"], 0, id="another rule selected"),
        pytest.param("We promise.", ["--select", "house/wonder,house/promise"], 1, id="two rules with a comma"),
        pytest.param("We promise.", ["--no-config", "--select", "overclaim"], 0, id="no configuration, no house rules"),
        pytest.param("Fine.", [], 0, id="nothing found"),
        pytest.param("caf\xe9".encode("latin-1"), [], 2, id="not UTF-8"),
        pytest.param("We promise.\0", [], 2, id="binary"),
        pytest.param("---\nhealthlint: x\n---\nWe promise.", [], 2, id="front matter that is wrong outranks findings"),
    ],
)
def test_the_exit_code_says_what_came_of_it(run, folder, text, flags, code):
    folder(a_md=text)
    assert run("check", "a.md", *flags)[0] == code


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["check", "--frmat", "json"], "No such option", id="unknown option"),
        pytest.param(["chekc"], "no command 'chekc'; did you mean 'check'?", id="unknown command"),
        pytest.param(["a.md"], "no command 'a.md'; did you mean `healthlint check a.md`?", id="a file for a command"),
        pytest.param(["check", "--format", "xml"], "'xml' is not one of", id="unknown format"),
        pytest.param(["check", "--jurisdiction", "UK,Mars"], "unknown value 'Mars'; known: US, UK,", id="unknown law"),
        pytest.param(["check", "--content-type", "spa"], "'spa' is not one of", id="unknown content type"),
        pytest.param(
            ["check", "--select", "house/promis"],
            "--select: no rule or category 'house/promis'; did you mean 'house/promise'?",
            id="unknown rule",
        ),
        pytest.param(["check", "--max-warnings", "-1"], "-1 is not in the range", id="fewer warnings than none"),
        pytest.param(["check", "--output", "sarf"], "no format 'sarf'; did you mean 'sarif'?", id="a format that is none"),
        pytest.param(["check", "--output", "out"], "a file of that name is ./out", id="a file that could be a format"),
        pytest.param(["check", "--output", "sarf=x"], "no format 'sarf'; did you mean 'sarif'?", id="the same with a file"),
        pytest.param(["check", "--output", "sarif="], "--output sarif=: the file's name is missing", id="no file"),
        pytest.param(["check", "--output", "a.sarif"], "as in --output json=a.sarif", id="text in a file for another format"),
        pytest.param(
            ["check", "--output", "github", "--output", "json"],
            "github and json can't both go to standard output",
            id="two reports to standard output",
        ),
        pytest.param(
            ["check", "--format", "text", "--output", "json"],
            "text and json can't both go to standard output",
            id="the one that was asked for and another",
        ),
        pytest.param(
            ["check", "--output", "json=x.json", "--output", "sarif=./x.json"],
            "--output ./x.json: two reports can't go to one file",
            id="two reports to one file",
        ),
        pytest.param(["check", "--output", "no/such/folder"], "--output no/such/folder: no such file", id="unwritable"),
        pytest.param(["check", "--config", "gone.yaml"], "gone.yaml: No such file", id="a configuration that is not there"),
        pytest.param(["check", "gone.md"], "could not check gone.md: no such file or directory", id="a file that is not"),
        pytest.param(["explain", "house/promis"], "did you mean 'house/promise'?", id="explaining an unknown rule"),
        pytest.param(["explain", "gone.md:3"], "gone.md: no such file or directory", id="explaining a file that is not"),
        pytest.param(["rules", "hause"], "no category 'hause'; did you mean 'house'?", id="unknown category"),
        pytest.param(["test", "gone.yaml"], "no such file or folder 'gone.yaml'", id="testing rules that are not there"),
        pytest.param(["test", "empty"], "no rules in empty", id="testing a folder without rules"),
    ],
)
def test_wrong_use_says_what_is_wrong_and_exits_2(run, folder, words, message):
    folder(a_md="We promise.")
    Path("empty").mkdir()
    code, _out, err = run(*words)
    assert code == 2
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param("fail_on: errors", ".healthlint.yaml:1:10: fail_on: unknown value", id="a wrong value"),
        pytest.param(
            "select: [overclaims]",
            ".healthlint.yaml:1:10: select: no rule or category 'overclaims'",
            id="unknown category",
        ),
        pytest.param("severities:\n  a/b: off", ".healthlint.yaml:2:3: severities: no rule 'a/b'", id="unknown rule"),
        pytest.param(
            "policy:\n  no_ignore: [overclaims]",
            ".healthlint.yaml:2:15: policy: no_ignore: no rule or category 'overclaims'; did you mean 'overclaim'?",
            id="a policy about an unknown rule",
        ),
        pytest.param(
            "overrides:\n  - paths: nowhere/\n    ignore: [overclaims]",
            ".healthlint.yaml:3:14: overrides: ignore: no rule or category 'overclaims'; did you mean 'overclaim'?",
            id="an unknown rule for paths that no file has",
        ),
    ],
)
def test_a_wrong_configuration_stops_the_run(run, folder, config, message):
    folder(a_md="We promise.", _healthlint_yaml=config)
    Path(".healthlint.yaml").write_text(config, "utf-8")
    code, out, err = run("check", "a.md")
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_nothing_to_check_is_an_error_unless_that_is_allowed(run, folder):
    folder()
    assert run("check")[0] == 2
    assert run("check", "--allow-empty")[0] == 0


def test_a_folder_of_binary_files_was_not_checked(run, folder):
    folder(a_md="\0", b_txt="\0")
    code, out, err = run("check")
    assert (code, "skipped 2 binary files" in err, "no files to check" in err) == (2, True, True)
    assert (out, "in 0 files" in err) == ("", True)


def test_a_binary_file_that_is_named_is_an_error(run, folder):
    folder(a_md="\0", b_md="Fine.")
    assert run("check", "a.md", "b.md", "-q")[::2] == (2, "could not check a.md: a binary file (it holds NUL characters)\n")
    assert run("check", "-q")[::2] == (0, "skipped 1 binary file\n")


def test_what_could_not_be_checked_does_not_stop_the_rest(run, folder):
    folder(a_md=b"\xff", b_md="We promise.")
    code, out, err = run("check", "gone.md", "a.md", "b.md", "--quiet")
    assert code == 2
    assert out == "b.md:1:1: error: “We promise” is a promise [house/promise]\n"
    assert [line.split(":")[0] for line in err.splitlines()] == ["could not check a.md", "could not check gone.md"]


def test_a_byte_order_mark_moves_no_mark(run, folder):
    folder(a_md="\ufeffWe promise.")
    assert "| We promise.\n           | ^^^^^^^^^^\n" in run("check", "a.md")[1]


@pytest.mark.parametrize("name", REPORTERS)
def test_a_report_in_a_file_names_what_could_not_be_checked(run, folder, name):
    folder(a_md="Fine.")
    assert run("check", "a.md", "gone.md", "--output", f"{name}=./out")[0] == 2
    assert "gone.md" in Path("out").read_text("utf-8")


def test_json_has_everything_and_standard_error_the_errors(run, folder):
    folder(a_md="We promise herbal tea, a wonder serum.")
    code, out, err = run("check", "a.md", "gone.md", "--format", "json")
    data = json.loads(out)
    assert code == 2
    assert err == "could not check gone.md: no such file or directory\n"
    assert data["errors"] == [{"path": "gone.md", "message": "no such file or directory"}]
    assert [(one["rule"], one["column"], one["end_column"], one["excerpt"]) for one in data["findings"]] == [
        ("house/promise", 1, 11, "We promise"),
        ("house/tea", 12, 22, "herbal tea"),
        ("house/wonder", 26, 38, "wonder serum"),
    ]


def test_several_reports_of_one_run(run, folder):
    folder(a_md="We promise.")
    _code, out, _err = run("check", "--output", "json=report.json")
    assert "house/promise" in out
    assert json.loads(Path("report.json").read_text("utf-8"))["summary"]["error"] == 1
    _code, out, _err = run("check", "--format", "json", "--output", "plain.json", "--output", "text=r.txt", "--color", "auto")
    assert out == ""
    assert Path("plain.json").read_text("utf-8") == Path("report.json").read_text("utf-8")
    assert "\x1b" not in Path("r.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "printed", "files"),
    [
        pytest.param([], "text", {}, id="nothing said"),
        pytest.param(["--output", "github"], "github", {}, id="a format alone"),
        pytest.param(["--output", "github=-"], "github", {}, id="standard output by its usual name"),
        pytest.param(["--format", "json", "--output", "-"], "json", {}, id="the same for the format"),
        pytest.param(["--format", "json", "--output", "json"], "json", {}, id="the same thing twice"),
        pytest.param(["--output", "github", "--output", "github"], "github", {}, id="the same thing twice as an output"),
        pytest.param(["--output", "json=a.json"], "text", {"a.json": "json"}, id="a file beside the text"),
        pytest.param(
            ["--output", "sarif=a.sarif", "--output", "github", "--output", "junit=a.xml"],
            "github",
            {"a.sarif": "sarif", "a.xml": "junit"},
            id="several",
        ),
        pytest.param(["--output", "a.txt"], None, {"a.txt": "text"}, id="a file in place of standard output"),
        pytest.param(["--output", "./json"], None, {"json": "text"}, id="a file that is called like a format"),
        pytest.param(
            ["--format", "json", "--output", "./a=b.json", "--output", "concise"],
            "concise",
            {"a=b.json": "json"},
            id="a file with an equals sign, and another format",
        ),
    ],
)
def test_each_report_goes_where_it_was_sent(run, folder, words, printed, files):
    folder(a_md="We promise.")
    code, *said = run("check", "a.md", *words)
    assert (code, said) == (1, [*run("check", "a.md", "--format", printed)[1:]] if printed else ["", ""])
    for file, name in files.items():  # text ends with a summary, which is no finding for the reader of a pipe
        assert Path(file).read_text("utf-8") == "".join(run("check", "a.md", "--format", name)[1:])
    assert {path.name for path in Path().iterdir()} == {".healthlint.yaml", "a.md", *files}


def test_a_report_that_cannot_be_written_takes_no_other_along(run, folder):
    folder(a_md="We promise.")
    code, out, err = run("check", "a.md", "--output", "sarif=no/x.sarif", "--output", "json=x.json", "--output", "concise")
    assert (code, "--output no/x.sarif: no such file" in err, "[house/promise]" in out) == (2, True, True)
    assert len(json.loads(Path("x.json").read_text("utf-8"))["findings"]) == 1


def test_two_reports_cannot_go_to_one_file_by_two_names(run, folder):
    folder(a_md="We promise.")
    code, _out, err = run("check", "a.md", "--output", "json=x.json", "--output", f"sarif={Path('x.json').absolute()}")
    assert (code, "two reports can't go to one file" in err, Path("x.json").exists()) == (2, True, False)


@pytest.mark.parametrize(
    ("words", "failures", "skipped"),
    [
        pytest.param(["--fail-on", "error"], 1, 1, id="errors"),
        pytest.param(["--fail-on", "warning"], 2, 0, id="warnings too"),
        pytest.param(["--fail-on", "never"], 0, 2, id="nothing"),
        pytest.param(["--warn-only"], 0, 2, id="nothing, for now"),
    ],
)  # fmt: skip
def test_junit_fails_what_the_run_fails(run, folder, words, failures, skipped):
    folder(a_md="We promise a wonder serum.")
    code, out, _err = run("check", "a.md", "--format", "junit", *words)
    assert (code, out.count("<failure "), out.count("<skipped ")) == (int(failures > 0), failures, skipped)


def test_rules_of_one_name_in_two_configurations_are_described_alike_in_any_order(run, folder):
    folder()
    for name in ("a", "b"):
        shutil.copytree(CASES / "rules", Path(name) / "rules")
        rule = Path(name) / "rules/house/promise.yaml"
        rule.write_text(re.sub("title: .*", f"title: Promise {name}", rule.read_text("utf-8")), "utf-8")
        Path(name, ".healthlint.yaml").write_text("rules: [rules]\nselect: house\n", "utf-8")
        Path(name, "x.md").write_text("We promise.", "utf-8")
    one, other = (run("check", *paths, "--format", "sarif") for paths in (("a", "b"), ("b", "a")))
    assert one == other
    assert "Promise a" in one[1]


def test_colour_is_as_asked(run, folder, monkeypatch):
    folder(a_md="We promise.")
    assert "\x1b[" in run("check", "--color", "always")[1]
    assert "\x1b[" not in run("check", "--color", "never")[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b[" in run("check")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check")[1]


def test_standard_input_is_checked_under_its_name(run, folder, monkeypatch):
    folder()
    read, write = os.pipe()
    os.write(write, b"<p>We <b>promise</b>")
    os.close(write)
    with os.fdopen(read) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        code, out, _err = run("check", "-", "--stdin-filename", "x/post.html", "--quiet")
    assert (code, out) == (1, "x/post.html:1:4: error: “We promise” is a promise [house/promise]\n")


def test_each_file_is_judged_by_the_configuration_nearest_to_it(run, folder):
    folder(a_md="A wonder serum.")
    rules = Path(".healthlint.yaml").read_text("utf-8")
    Path("strict").mkdir()
    Path("strict/.healthlint.yaml").write_text(rules + "fail_on: warning\n", "utf-8")
    Path("strict/b.md").write_text("A wonder serum.", "utf-8")
    assert run("check", "a.md")[0] == 0
    assert run("check", "a.md", "strict/b.md")[0] == 1
    assert run("check", "a.md", "strict/b.md", "--fail-on", "never")[0] == 0


def test_what_holds_for_some_paths_is_obeyed(run, folder):
    folder(a_md="We promise. A wonder serum.", b_md="We promise. A wonder serum.")
    with Path(".healthlint.yaml").open("a", encoding="utf-8") as file:
        file.write("overrides: [{paths: [b.md], severities: {house/promise: info}, ignore: [house/wonder], fail_on: info}]\n")
    _code, out, _err = run("check", "--quiet", "--fail-on", "never")
    assert [line.split(":", 3)[0] + line[line.rindex("[") :] for line in out.splitlines()] == [
        "a.md[house/promise]", "a.md[house/wonder]", "b.md[house/promise]",
    ]  # fmt: skip
    assert [run("check", name)[0] for name in ("a.md", "b.md")] == [1, 1]
    assert run("check", "b.md", "--fail-on", "error")[0] == 0


def test_without_a_path_those_of_the_configuration_are_read(run, folder):
    folder(a_md="We promise.")
    Path("content").mkdir()
    Path("content/b.md").write_text("We promise.", "utf-8")
    with Path(".healthlint.yaml").open("a", encoding="utf-8") as file:
        file.write("paths: [content, gone]\n")
    code, out, err = run("check", "--quiet")
    assert (code, [line.split(":")[0] for line in out.splitlines()]) == (2, ["content/b.md"])
    assert err == "could not check gone: no such file or directory\n"


def test_each_file_is_read_with_the_rules_of_its_configuration(run, folder):
    folder(a_md="We promise.")
    Path("bare").mkdir()
    Path("bare/.healthlint.yaml").write_text("fail_on: never\n", "utf-8")
    Path("bare/b.md").write_text("We promise.", "utf-8")
    _code, out, _err = run("check", "--quiet")
    assert [line.split(":")[0] for line in out.splitlines() if "house/promise" in line] == ["a.md"]


def test_a_hook_holds_to_exclude_and_says_so(run, folder):
    folder(a_md="We promise.")
    with Path(".healthlint.yaml").open("a", encoding="utf-8") as file:
        file.write("exclude: [a.md]\n")
    assert run("check", "a.md")[0] == 1
    code, _out, err = run("check", "a.md", "--force-exclude")
    assert (code, err.splitlines()[0]) == (0, "a.md: not checked; its configuration excludes it")


def test_the_order_of_paths_changes_nothing(run, folder):
    folder(a_md="We promise.", b_md="A wonder serum.", c_md=b"\xff")
    assert run("check", "c.md", "b.md", "a.md") == run("check", "a.md", "b.md", "c.md")


@pytest.mark.parametrize(
    "words", [["rules", "house"], ["rules", "house", "--format", "json"], ["explain", "house/promise"]], ids=" ".join
)
def test_rules_are_listed_and_explained(run, folder, golden, words):
    folder()
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    golden(out, CASES / "runs" / f"{'-'.join(words).replace('/', '-')}.txt")


def test_rules_can_be_filtered(run, folder):
    folder()
    assert "\noverclaim/" in run("rules")[1]
    assert "house/tea" in run("rules", "house", "--jurisdiction", "uk")[1]
    assert "house/tea" not in run("rules", "house", "--jurisdiction", "us")[1]


def test_the_examples_of_rules_are_run_wherever_they_stand(run, folder):
    folder()
    Path(".healthlint.yaml").unlink()
    house = CASES / "rules" / "house"
    for path, counted in ((house / "tea.yaml", "2 examples of 1 rule"), (house, "6 examples of 3 rules")):
        assert run("test", str(path)) == (0, f"{counted} hold\n", "")
    assert run("test", str(CASES / "rules"))[1] == "6 examples of 3 rules hold\n"


def test_an_example_that_does_not_hold_is_a_finding_and_a_broken_rule_is_not(run, folder):
    folder()
    text = (CASES / "rules" / "house" / "tea.yaml").read_text("utf-8").replace("H1", "S02")
    Path("mine/tea").mkdir(parents=True)
    rule = Path("mine/tea/herbal.yaml")
    rule.write_text(text.replace("Have a cup", "Have a herbal tea"), "utf-8")
    code, out, _err = run("test", "mine")
    assert (code, "mine/tea/herbal.yaml:16:1: " in out, "1 of 2 examples of 1 rule do not hold" in out) == (
        1,
        True,
        True,
    )
    rule.write_text(text + "colour: green\n", "utf-8")
    code, _out, err = run("test", "mine")
    assert (code, err.startswith("mine/tea/herbal.yaml:17:1: ")) == (2, True)


def test_a_line_is_explained_with_what_was_silent_too(run, folder):
    folder(a_md="Fine.\n\nNobody says we promise. Here we promise.\n")
    code, out, err = run("explain", "a.md:3")
    assert (code, err) == (0, "")
    assert "house/promise" in out
    assert run("explain", "a.md:2")[1] == "no rule came near line 2\n"


def test_a_crash_is_reported_as_ours_and_never_looks_like_findings(run, folder, monkeypatch):
    folder(a_md="We promise.")
    monkeypatch.setattr("healthlint.run.lint", None)
    code, out, err = run("check", "a.md")
    assert (code, out) == (2, "")
    assert "Traceback" in err
    assert "please report" in err


def test_help_and_version(run):
    assert run("--version") == (0, f"healthlint {healthlint.__version__}\n", "")
    for command in COMMANDS:
        code, out, _err = run(command, "--help")
        assert (code, out.startswith(f"Usage: healthlint {command} ")) == (0, True)


def process(*words, **options):
    command = [sys.executable, "-m", "healthlint", *words]
    root = str(Path(healthlint.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": root, **options.pop("environment", {})}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_reader_that_goes_away_is_met_with_silence(folder):
    folder(a_md="We promise.\n\n" * 5_000)
    with process("check", "a.md", "--format", "json") as running:
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 1)


def test_help_for_a_reader_that_goes_away_is_no_finding(folder):
    folder()
    with process("check", "--help") as running:
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 2)


def test_a_terminal_with_a_small_alphabet_gets_escapes(folder):
    folder(a_md="Naïve, and we promise.")
    with process("check", "a.md", environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}) as running:
        out, err = running.communicate()
    assert (running.returncode, err.startswith(b"1 error in 1 file")) == (1, True)
    assert rb"\u201cwe promise\u201d is a promise" in out


def test_a_check_of_a_named_file_loads_nothing_it_does_not_need(folder):
    folder(a_md="Fine.")
    script = (
        "import sys; from healthlint.cli import main; main(['check', 'a.md', '--quiet']);"
        "print(sorted({'importlib.metadata', 'subprocess', 'difflib', 'traceback', 'concurrent.futures',"
        " 'healthlint.cli.rules', 'healthlint.report.as_json'} & sys.modules.keys()))"
    )
    root = str(Path(healthlint.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": root}, capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[]"

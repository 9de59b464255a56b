"""The GitHub Action: its steps are run as they are written, on pull requests as GitHub checks them out."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from repositories import NO_INDEX, ROOT, commit, copy_project, git, write

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
LONG = "Our clinic is beside the station, and the bus stops at the door on every day of the week. " * 8
ADVICE = "Talk to your own doctor before you begin.\n"
OLD = "Our tea cures gout.\n"
EVIL = "import pathlib; pathlib.Path('/{folder}/ran').write_text(__name__)\n"


def test_no_value_is_pasted_into_a_script():
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert [EXPRESSION.findall(script) for script in scripts] == [[], []]


def test_each_input_is_used_and_each_used_one_exists():
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])


def bash(step, folder, environment, context):
    """Run a step in the shell that GitHub runs it in."""
    values = {key: EXPRESSION.sub(lambda found: context[found[1]], value) for key, value in step.get("env", {}).items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, env={**environment, **values}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """What the runner gives to steps, once the first one has installed the project as it stands on disk."""
    project, runner = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("runner")
    copy_project(project)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"  # as the step before leaves it
    environment |= {"RUNNER_TEMP": str(runner), "GITHUB_ACTION_PATH": str(project), "GITHUB_REPOSITORY": "clinic/site"}
    hostile = _hostile_folder(tmp_path_factory.mktemp("hostile"))
    done = bash(STEPS["Install healthlint"], hostile, environment, {})
    if any(sign in done.stderr for sign in NO_INDEX):
        pytest.skip("the action cannot install: no package index can be reached")
    assert (done.returncode, (hostile / "ran").exists()) == (0, False), done.stderr
    return environment


def _hostile_folder(folder):
    """A checkout whose modules are called as those that Python and healthlint import."""
    for name in ("venv", "pip", "ensurepip", "yaml", "click", "regex", "healthlint", "sitecustomize", "json"):
        (folder / f"{name}.py").write_text(EVIL.format(folder=folder))
    return folder


@pytest.fixture
def pull_request(tmp_path, installed):
    """Makes a base and a change of it, checks the merge of both out, and runs the action's check there."""

    def run(base, change, *, fork=False, event=True, depth=None, **inputs):
        origin, site = tmp_path / "origin", tmp_path / "site"
        origin.mkdir()
        git(origin, "init", "-q", "-b", "main")
        before = commit(origin, base)
        git(origin, "checkout", "-q", "-b", "topic")
        for name, target in (change.pop("links", None) or {}).items():
            (origin / name).symlink_to(target)
        write(origin, change)
        git(origin, "add", "-A", "-f")
        commit(origin)
        git(origin, "checkout", "-q", "-B", "merged", "main")
        git(origin, "merge", "-q", "--no-ff", "-m", "merge", "topic")
        git(tmp_path, "clone", "-q", *(["--depth", str(depth)] if depth else []), "-b", "merged", f"file://{origin}", "site")
        environment = {**installed, "GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
        values = {f"inputs.{name}": str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        values["github.event.pull_request.base.sha"] = before if event else ""
        values["github.event.pull_request.head.repo.full_name"] = ("stranger/site" if fork else "clinic/site") if event else ""
        for left in Path(installed["RUNNER_TEMP"]).glob("healthlint.*"):
            left.unlink()
        return bash(STEPS["Check"], site, environment, values)

    return run


def found(done):
    """The annotations that GitHub would make of what a step printed."""
    return re.findall(r"^::(\w+) file=([^,]*),line=(\d+).*?title=([^:,]*)", done.stdout, re.MULTILINE)


def test_a_change_is_reported_and_nothing_else(pull_request, tmp_path):
    done = pull_request({"a.md": OLD}, {"a.md": OLD + "\nOur tea cures asthma.\n"})
    assert (done.returncode, [one[:3] for one in found(done) if one[0] == "error"]) == (1, [("error", "a.md", "3")]), (
        done.stderr
    )
    assert (tmp_path / "output").read_text() == "exit-code=1\n"
    assert "disease-claim/cure" in (tmp_path / "summary").read_text()


def test_text_that_only_moves_passes(pull_request, tmp_path):
    done = pull_request({"a.md": OLD + "\nFine.\n"}, {"a.md": "Fine.\n", "b.md": "# More\n\n" + OLD})
    assert (done.returncode, found(done), (tmp_path / "output").read_text()) == (0, [], "exit-code=0\n"), done.stdout


def test_advice_that_is_taken_away_fails(pull_request):
    done = pull_request({"a.md": LONG + "\n\n" + OLD + "\n" + ADVICE}, {"a.md": LONG + "\n\n" + OLD})
    assert done.returncode == 1, done.stdout
    assert "this change removed “Talk to your own doctor before you begin.”" in done.stdout


def test_a_push_is_checked_whole(pull_request):
    done = pull_request({"a.md": OLD}, {"b.md": "Fine.\n"}, event=False)
    assert (done.returncode, [one[1] for one in found(done) if one[0] == "error"]) == (1, ["a.md"])


def test_everything_can_be_asked_for_on_a_pull_request(pull_request):
    done = pull_request({"a.md": OLD}, {"b.md": "Fine.\n"}, diff="none")
    assert (done.returncode, [one[1] for one in found(done) if one[0] == "error"]) == (1, ["a.md"])


def test_a_fork_cannot_switch_anything_off_run_anything_or_read_anything(pull_request, tmp_path):
    (tmp_path / "secret.md").write_text("Our TOKEN-123 cures gout.\n")
    evil = {
        f"{name}.py": EVIL.format(folder=tmp_path) for name in ("healthlint", "click", "yaml", "regex", "sitecustomize", "json")
    }
    change = {
        ".healthlint.yaml": "ignore: [disease-claim, overclaim, config]\nexclude: ['*']\nrules: [../..]\n",
        ".healthlint-baseline.json": "{",
        ".gitattributes": "*.md -diff -text\n",
        ".gitignore": "*.md\n",
        "a\n::warning::b,c%0A`$(touch ran)`.md": "<!-- healthlint-ignore disease-claim/cure: trust me -->\n\nIt cures acne.\n",
        "links": {"linked.md": tmp_path / "secret.md", "folder": tmp_path},
        **evil,
    }
    done = pull_request({"x.md": "Fine.\n"}, change, fork=True)
    assert done.returncode == 1, done.stderr
    assert {one[3] for one in found(done) if one[0] == "error"} == {"disease-claim/cure"}
    assert "::warning::b" not in done.stdout
    assert [path.name for path in tmp_path.rglob("ran")] == []
    assert "TOKEN-123" not in done.stdout + done.stderr + (tmp_path / "summary").read_text()


def test_who_is_no_stranger_may_bring_settings(pull_request):
    change = {"a.md": OLD, ".healthlint.yaml": "ignore: [disease-claim]\n"}
    assert pull_request({"x.md": "Fine.\n"}, dict(change)).returncode == 0


@pytest.mark.parametrize(("trusted", "code"), [("always", 1), ("never", 0), ("sometimes", 2)])
def test_whose_settings_count_can_be_said(pull_request, trusted, code):
    change = {"a.md": OLD, ".healthlint.yaml": "ignore: [disease-claim]\n"}
    assert pull_request({"x.md": "Fine.\n"}, change, trusted_config=trusted).returncode == code


def test_inputs_are_words_and_no_script(pull_request, tmp_path):
    done = pull_request(
        {"a.md": OLD}, {"b.md": OLD}, paths="$(touch ran)\n`touch ran`\n--fail-on=never\nb.md\n", fail_on="never; touch ran"
    )
    assert done.returncode == 2
    assert [path.name for path in tmp_path.rglob("ran")] == []


def test_paths_and_severities_are_handed_on(pull_request):
    change = {"in/a.md": OLD, "out/b.md": OLD}
    done = pull_request(
        {"x.md": "Fine.\n"}, change, paths="in\n", fail_on="never", jurisdiction="AU,CA", content_type="clinic", sarif="true"
    )
    assert (done.returncode, {one[1] for one in found(done)}) == (0, {"in/a.md"}), done.stderr


def test_sarif_is_written_where_it_is_asked_for(pull_request, tmp_path):
    done = pull_request({"x.md": "Fine.\n"}, {"a.md": OLD}, sarif="true", summary="false")
    told = dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())
    results = json.loads(Path(told["sarif"]).read_text())["runs"][0]["results"]
    assert (done.returncode, told["exit-code"], "disease-claim/cure" in {one["ruleId"] for one in results}) == (1, "1", True)
    assert not (tmp_path / "summary").exists()


def test_a_shallow_checkout_says_what_to_do(pull_request):
    done = pull_request({"a.md": OLD}, {"b.md": OLD}, depth=1)
    assert (done.returncode, "fetch-depth: 0" in done.stderr) == (2, True)

"""The recipes in docs/ci.md, run as they are written."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from repositories import commit, git

TEXT = (Path(__file__).parent.parent / "docs" / "ci.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
OLD, NEW = "Our tea cures gout.\n", "Our tea cures asthma.\n"


def block(section, language, number=0):
    return re.findall(rf"```{language}\n(.*?)```", SECTIONS[section], re.DOTALL)[number]


@pytest.fixture
def branch(tmp_path, monkeypatch):
    """A clone with one more claim than the branch it comes from, and settings that would hide it."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    origin.mkdir()
    git(origin, "init", "-q", "-b", "main")
    base = commit(origin, {"a.md": OLD})
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    commit(clone, {"a.md": f"{OLD}\n{NEW}", ".healthlint.yaml": "ignore: [disease-claim]\n"})
    monkeypatch.chdir(clone)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
    return clone


def run(script):
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)


def test_a_bare_shell(branch):
    done = run(block("A bare shell", "sh"))
    assert (done.returncode, done.stdout.splitlines()[0].split(": ")[:2]) == (1, ["a.md:3:9", "error"]), done.stderr
    assert "cures asthma" in (branch / "healthlint.sarif").read_text()


def test_gitlab(branch):
    job = yaml.safe_load(block("GitLab", "yaml"))["healthlint"]
    (script,) = [line for line in job["script"] if line.startswith("healthlint ")]
    assert run(script).returncode == 1
    assert (branch / job["artifacts"]["reports"]["codequality"]).read_text().count('"check_name": "disease-claim/cure"') == 1


def test_a_plain_hook(branch):
    git(branch, "reset", "-q", "--soft", "HEAD~1")
    git(branch, "rm", "-q", "--cached", ".healthlint.yaml")
    (branch / ".healthlint.yaml").unlink()
    done = run(block("pre-commit", "sh"))
    assert (done.returncode, "cures asthma" in done.stdout, "cures gout" in done.stdout) == (1, True, False)


@pytest.mark.usefixtures("branch")
def test_reviewdog_gets_what_it_reads():
    command = block("reviewdog", "sh").partition(" | ")[0].replace("--diff", "--trusted-config origin/main --diff")
    done = run(command)
    assert (done.returncode, done.stdout.count("disease-claim/cure") > 0, done.stdout.lstrip()[0]) == (0, True, "{")


@pytest.mark.usefixtures("branch")
def test_the_first_day():
    commands = block("Begin in a repository that is full of findings", "sh").splitlines()
    for line in commands[:2]:
        assert run(line).returncode == 0, line
    assert run("healthlint check").returncode == 0


def test_the_hooks_that_are_named_exist():
    hooks = yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    named = set(re.findall(r"id: (healthlint[\w-]*)", block("pre-commit", "yaml")))
    assert named == {hook["id"] for hook in hooks}


def test_the_inputs_that_are_named_exist():
    action = yaml.safe_load((Path(__file__).parent.parent / "action.yml").read_text("utf-8"))
    used = yaml.safe_load(block("GitHub", "yaml").replace("<owner>/<repository of healthlint>", "owner/healthlint"))
    (step,) = [step for step in used["jobs"]["healthlint"]["steps"] if "owner/healthlint" in step["uses"]]
    assert step["with"].keys() <= action["inputs"].keys()

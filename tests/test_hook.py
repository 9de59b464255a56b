import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pre_commit", reason="pre-commit is not installed")

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
CONFIG = """\
repos:
  - repo: {project}
    rev: {revision}
    hooks:
      - id: healthlint
      - id: healthlint-strict
"""
NO_INDEX = ("Could not find a version", "No matching distribution", "ConnectionError", "Temporary failure in name resolution")


def git(folder, *words):
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder):
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all of it")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """A repository of copy whose hooks come from this project as it stands on disk."""
    project, blog = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("blog")
    for name in git(ROOT, "ls-files", "-co", "--exclude-standard").splitlines():
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    shutil.copytree(CASES / "rules", blog / "rules")
    (blog / ".healthlint.yaml").write_text("rules: [rules]\nselect: house\nexclude: [drafts/]\n", "utf-8")
    (blog / ".pre-commit-config.yaml").write_text(CONFIG.format(project=project, revision=commit(project)), "utf-8")
    (blog / "drafts").mkdir()
    for name, text in {
        "error.md": "We promise.",
        "warning.mdx": "A wonder serum.",
        "clean.html": "<p>Fine.</p>",
        "notes.txt": "Fine.",
        "code.py": "we_promise = 'we promise'",
        "drafts/draft.md": "We promise.",
    }.items():
        (blog / name).write_text(f"{text}\n", "utf-8")
    commit(blog)
    return blog


@pytest.fixture
def hook(blog, tmp_path_factory):
    """Runs one hook on some files, and gives its exit code and what a writer sees."""

    def run(name, *files):
        environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path_factory.getbasetemp() / "pre-commit"), "NO_COLOR": "1"}
        environment.pop("PYTHONPATH", None)  # the hook is to run what it installed
        command = [sys.executable, "-m", "pre_commit", "run", name, "--files", *files]
        done = subprocess.run(command, cwd=blog, env=environment, capture_output=True, text=True, check=False)
        if any(sign in done.stdout for sign in NO_INDEX):
            pytest.skip("the hook's environment cannot be built: no package index can be reached")
        return done.returncode, done.stdout

    return run


def test_an_error_fails_the_commit_and_is_shown(hook):
    code, shown = hook("healthlint", "error.md", "clean.html", "notes.txt", "code.py")
    assert code == 1, shown
    assert "“We promise” is a promise" in shown
    assert "1 error in 3 files" in shown


def test_a_warning_passes_and_is_shown_all_the_same(hook):
    code, shown = hook("healthlint", "warning.mdx")
    assert (code, "“wonder serum” is a big word" in shown) == (0, True), shown


def test_a_warning_fails_the_strict_hook(hook):
    code, shown = hook("healthlint-strict", "warning.mdx")
    assert (code, "“wonder serum” is a big word" in shown) == (1, True), shown


def test_what_the_configuration_excludes_is_not_checked_and_said_so(hook):
    code, shown = hook("healthlint", "drafts/draft.md")
    assert (code, "drafts/draft.md: not checked; its configuration excludes it" in shown) == (0, True), shown

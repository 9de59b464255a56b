import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import IDENTITY, NO_INDEX, commit, copy_project, git

pytest.importorskip("pre_commit", reason="pre-commit is not installed")

CASES = Path(__file__).parent / "cases"
CONFIG = """\
repos:
  - repo: {project}
    rev: {revision}
    hooks:
      - id: healthlint
      - id: healthlint-strict
      - id: healthlint-staged
        stages: [manual]
"""


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """A repository of copy whose hooks come from this project as it stands on disk."""
    project, blog = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("blog")
    copy_project(project)
    for folder in (project, blog):
        git(folder, "init", "-q")
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
def call(blog, tmp_path_factory):
    """Runs a command in the blog, and gives its exit code and what a writer sees."""

    def run(*command):
        environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path_factory.getbasetemp() / "pre-commit"), "NO_COLOR": "1"}
        environment.pop("PYTHONPATH", None)  # the hook is to run what it installed
        done = subprocess.run(command, cwd=blog, env=environment, capture_output=True, text=True, check=False)
        shown = done.stdout + done.stderr
        if any(sign in shown for sign in NO_INDEX):
            pytest.skip("the hook's environment cannot be built: no package index can be reached")
        return done.returncode, shown

    return run


@pytest.fixture
def hook(call):
    """Runs one hook on some files."""
    return lambda name, *files: call(sys.executable, "-m", "pre_commit", "run", name, "--files", *files)


@pytest.fixture
def commits(call, blog):
    """Tries to commit some files with the hooks installed; gives the exit code of git and what a writer sees."""

    def run(**files):
        before = git(blog, "rev-parse", "HEAD")
        assert call(sys.executable, "-m", "pre_commit", "install")[0] == 0
        for name, text in files.items():
            (blog / f"{name}.md").write_text(f"{text}\n", "utf-8")
        git(blog, "add", "-A")
        done = call("git", *IDENTITY, "commit", "-m", "more")
        git(blog, "reset", "-q", "--hard", before)
        (blog / ".git/hooks/pre-commit").unlink()
        return done

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


def test_all_files_are_checked_in_one_run(call):
    code, shown = call(sys.executable, "-m", "pre_commit", "run", "healthlint", "--all-files")
    assert (code, shown.count("1 error, 1 warning in ")) == (1, 1), shown
    assert "code.py" not in shown


def test_a_commit_with_a_new_promise_fails(commits):
    code, shown = commits(new="We promise you hair.")
    assert (code, "new.md" in shown, "error.md" in shown) == (1, True, False), shown


def test_a_commit_without_one_passes(commits):
    code, shown = commits(new="Nobody here can promise you hair.")
    assert code == 0, shown


def test_only_what_a_commit_changes_can_be_asked_for(call, blog):
    staged = (sys.executable, "-m", "pre_commit", "run", "healthlint-staged", "--hook-stage", "manual")
    (blog / "error.md").write_text("We promise.\n\nMore text.\n", "utf-8")
    git(blog, "add", "-A")
    kept = call(*staged)
    (blog / "error.md").write_text("We promise.\n\nAnd we promise more.\n", "utf-8")
    git(blog, "add", "-A")
    new = call(*staged)
    git(blog, "reset", "-q", "--hard")
    assert (kept[0], new[0], new[1].count("is a promise")) == (0, 1, 1), kept[1] + new[1]


def test_the_hooks_can_be_tried_from_the_project(call, blog):
    project = (blog / ".pre-commit-config.yaml").read_text("utf-8").split("repo: ")[1].split("\n")[0]
    code, shown = call(sys.executable, "-m", "pre_commit", "try-repo", project, "healthlint", "--files", "error.md", "code.py")
    assert (code, "“We promise” is a promise" in shown) == (1, True), shown


def test_a_plain_git_hook_needs_no_pre_commit(blog):
    hook = blog / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexec healthlint check --staged\n")
    hook.chmod(0o755)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    (blog / "new.md").write_text("We promise.\n", "utf-8")
    git(blog, "add", "new.md")
    done = subprocess.run(
        ["git", *IDENTITY, "commit", "-m", "x"], cwd=blog, env=environment, capture_output=True, text=True, check=False
    )
    hook.unlink()
    git(blog, "reset", "-q", "--hard")
    assert (done.returncode, "new.md" in done.stdout + done.stderr) == (1, True), done.stderr

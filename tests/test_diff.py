"""Changes, with real git: what is reported of an edit, and from where in a repository it can be asked for."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repositories import commit, git, write

from healthlint import lint_text
from healthlint.changes import Changed, Changes
from healthlint.cli import main
from healthlint.config import Config
from healthlint.discover import Found
from healthlint.filters.diff import before_change

CURE, ASTHMA, SURE, FINE = "Our tea cures gout.\n", "Our tea cures asthma.\n", "Results are guaranteed.\n", "We open at nine.\n"
LONG = "Our clinic is beside the station, and the bus stops at the door on every day of the week. " * 6
ADVICE = "Talk to your doctor before you begin.\n"
SELECT = (
    "--select",
    "disease-claim/cure",
    "--select",
    "overclaim/guaranteed-outcome",
    "--select",
    "disclaimer/missing-consult-professional",
)


@pytest.fixture
def reported(capsys):
    """Runs `check` and gives its exit code and the places it reports."""

    def run(*words):
        code = main(["check", "--format", "json", *words, *SELECT])
        captured = capsys.readouterr()
        if not captured.out:
            return code, captured.err.strip()
        report = json.loads(captured.out)
        return code, [
            f"{one['path']}:{one['line']} {one['rule'].partition('/')[2]}"
            for one in (*report["findings"], *({**e, "line": "", "rule": "/" + e["message"]} for e in report["errors"]))
        ]

    return run


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"a.md": CURE}, {}, [], id="nothing changed"),
        pytest.param({"a.md": CURE}, {"a.md": FINE + "\n" + CURE}, [], id="lines above an old claim"),
        pytest.param({"a.md": CURE}, {"a.md": "Our tea\ncures gout.\n"}, [], id="wrapped anew"),
        pytest.param({"a.md": CURE}, {"a.md": "Our **tea** cures gout.\n"}, [], id="marked up anew"),
        pytest.param({"a.md": f"{CURE}\n{SURE}"}, {"a.md": f"{SURE}\n{CURE}"}, [], id="sentences that changed places"),
        pytest.param({"a.md": CURE}, {"a.md": "Our mint tea cures gout.\n"}, ["a.md:1 cure"], id="an edited sentence"),
        pytest.param({"a.md": f"{CURE.strip()} {FINE}"}, {"a.md": f"{CURE.strip()} We open at ten.\n"}, [], id="another sentence of the same line"),
        pytest.param({"a.md": CURE}, {"a.md": f"{CURE}\n{ASTHMA}"}, ["a.md:3 cure"], id="a new claim beside an old one"),
        pytest.param({"a.md": f"{FINE}\n{CURE}"}, {"a.md": f"{CURE}\n{FINE}\n{CURE}"}, ["a.md:1 cure"], id="one more of the same, above"),
        pytest.param({"a.md": CURE}, {"b.md": ASTHMA}, ["b.md:1 cure"], id="a new file"),
        pytest.param({"a.md": CURE}, {"a.md": None}, [], id="a deleted file"),
        pytest.param({"a.md": CURE + LONG}, {"a.md": None, "b.md": CURE + LONG}, [], id="a renamed file"),
        pytest.param({"a.md": CURE + LONG}, {"a.md": None, "b.md": CURE + LONG + "\n" + ASTHMA}, ["b.md:3 cure"], id="renamed and edited"),
        pytest.param({"a.md": CURE, "b.md": FINE}, {"a.md": FINE, "b.md": CURE}, [], id="moved from file to file"),
        pytest.param({"a.md": CURE, "b.md": FINE}, {"b.md": CURE}, ["b.md:1 cure"], id="copied to another file"),
        pytest.param({"a.md": CURE, "b.md": FINE}, {"b.md": CURE + "\n" + CURE, "a.md": FINE}, ["b.md:3 cure"], id="moved, and one more"),
        pytest.param({"a.md": LONG + CURE}, {"a.md": LONG + FINE + CURE}, [], id="a page that lacks advice as before"),
        pytest.param({"a.md": LONG + CURE + ADVICE}, {"a.md": LONG + CURE}, ["a.md:1 missing-consult-professional"], id="advice was taken away"),
        pytest.param({"a.md": CURE + ADVICE}, {"a.md": CURE}, ["a.md:1 missing-consult-professional"], id="advice was taken away from a short page"),
        pytest.param({"a.md": LONG + CURE + ADVICE}, {"a.md": None, "b.md": LONG + CURE}, ["b.md:1 missing-consult-professional"], id="advice was taken away from a renamed page"),
        pytest.param({"a.md": LONG + ADVICE}, {"a.md": LONG + ADVICE + CURE}, ["a.md:2 cure"], id="a claim on a page with advice"),
        pytest.param({"a.md": "Our tea does not cure gout.\n"}, {"a.md": "Our tea does cure gout.\n"}, ["a.md:1 cure"], id="a denial was taken away"),
        pytest.param({"a.md": f"<!-- healthlint-ignore disease-claim/cure: a name -->\n\n{CURE}"}, {"a.md": CURE}, ["a.md:1 cure"], id="an ignore was taken away"),
        pytest.param({"a.txt.bak": CURE, "n.py": "x"}, {"a.txt.bak": ASTHMA, "n.py": f"'{CURE}'"}, [], id="files that are no copy"),
        pytest.param({"a b\n'ü\t.md": FINE}, {"a b\n'ü\t.md": CURE}, ["a b\n'ü\t.md:1 cure"], id="unusual names"),
        pytest.param({"-n.md": FINE, ":(top)x.md": FINE}, {"-n.md": CURE, ":(top)x.md": CURE}, ["-n.md:1 cure", ":(top)x.md:1 cure"], id="names that look like options"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("how", ["edited", "staged", "committed"])
def test_what_is_reported_of_a_change(repository, reported, before, after, expected, how):
    base = commit(repository, before)
    write(repository, after)
    if how == "staged":
        git(repository, "add", "-A")
    if how == "committed":
        commit(repository)
    code, found = reported("--staged") if how == "staged" else reported("--diff", base)
    assert (code, found) == (int(bool(expected)), expected)


def test_what_was_taken_away_is_quoted(repository, capsys):
    base = commit(repository, {"a.md": LONG + CURE + ADVICE})
    write(repository, {"a.md": LONG + CURE})
    assert main(["check", "--diff", base, "--quiet", *SELECT]) == 1
    assert "; this change removed “Talk to your doctor before you begin.”" in capsys.readouterr().out


def test_undecodable_before_is_as_if_it_had_said_nothing(repository, reported):
    (repository / "a.md").write_bytes(b"caf\xe9\n")
    base = commit(repository)
    write(repository, {"a.md": CURE})
    assert reported("--diff", base) == (1, ["a.md:1 cure"])


def test_what_cannot_be_read_now_is_named(repository, reported):
    base = commit(repository, {"a.md": FINE})
    (repository / "a.md").write_bytes(b"caf\xe9\n")
    code, (told,) = reported("--diff", base)
    assert (code, told.startswith("a.md: not UTF-8")) == (2, True)


def test_the_index_counts_and_not_what_lies_beside_it(repository, reported):
    commit(repository, {"a.md": FINE})
    write(repository, {"a.md": CURE})
    git(repository, "add", "-A")
    write(repository, {"a.md": FINE, "untracked.md": CURE})
    assert reported("--staged") == (1, ["a.md:1 cure"])
    assert reported("--diff", "HEAD") == (1, ["untracked.md:1 cure"])


def test_before_the_first_commit_everything_is_new(repository, reported):
    write(repository, {"a.md": CURE})
    git(repository, "add", "-A")
    assert reported("--staged") == (1, ["a.md:1 cure"])


def test_the_other_side_of_a_merge_is_no_part_of_the_change(repository, reported):
    commit(repository, {"a.md": FINE})
    git(repository, "checkout", "-q", "-b", "topic")
    commit(repository, {"b.md": ASTHMA})
    git(repository, "checkout", "-q", "main")
    commit(repository, {"a.md": CURE})
    git(repository, "checkout", "-q", "topic")
    assert reported("--diff", "main") == (1, ["b.md:1 cure"])
    git(repository, "merge", "-q", "--no-edit", "main")
    assert reported("--diff", "main") == (1, ["b.md:1 cure"])


def test_paths_narrow_a_change(repository, reported, monkeypatch):
    base = commit(repository, {"a.md": FINE, "docs/b.md": FINE, "docs/deep/c.md": FINE})
    write(repository, {"a.md": CURE, "docs/b.md": CURE, "docs/deep/c.md": CURE})
    assert reported("--diff", base, "docs/deep", "a.md") == (1, ["a.md:1 cure", "docs/deep/c.md:1 cure"])
    monkeypatch.chdir(repository / "docs")
    assert reported("--diff", base) == (1, ["b.md:1 cure", "deep/c.md:1 cure"])
    assert reported("--diff", base, "..") == (1, ["../a.md:1 cure", "b.md:1 cure", "deep/c.md:1 cure"])


def test_the_configuration_excludes_in_a_change_too(repository, reported):
    base = commit(repository, {"drafts/a.md": FINE, ".healthlint.yaml": "exclude: [drafts/]\n"})
    write(repository, {"drafts/a.md": CURE})
    assert reported("--diff", base) == (0, [])


def test_a_baseline_and_a_change_agree_which_of_several_is_the_new_one(repository, reported, capsys):
    commit(repository, {"a.md": f"{FINE}\n{CURE}"})
    assert main(["baseline", *SELECT]) == 0
    capsys.readouterr()
    base = commit(repository)
    write(repository, {"a.md": f"{CURE}\n{FINE}\n{CURE}"})
    assert reported("--diff", base) == (1, ["a.md:1 cure"])


def test_links_are_not_followed(repository, reported, tmp_path):
    base = commit(repository, {"a.md": FINE})
    (tmp_path / "secret.md").write_text(CURE)
    (repository / "b.md").symlink_to(tmp_path / "secret.md")
    (repository / "c.md").symlink_to("a.md")
    assert reported("--diff", base) == (0, [])
    git(repository, "add", "-A")
    assert reported("--staged") == (0, [])
    (repository / "a.md").unlink()
    (repository / "a.md").symlink_to(tmp_path / "secret.md")
    assert reported("--diff", base) == (0, [])


def test_a_work_tree_of_its_own(repository, reported, tmp_path, monkeypatch):
    base = commit(repository, {"a.md": FINE})
    git(repository, "worktree", "add", "-q", str(tmp_path / "other"), "-b", "other")
    monkeypatch.chdir(tmp_path / "other")
    write(tmp_path / "other", {"a.md": CURE})
    assert reported("--diff", base) == (1, ["a.md:1 cure"])


def test_a_shallow_clone_says_what_it_lacks(repository, reported, tmp_path, monkeypatch):
    first = commit(repository, {"a.md": FINE})
    commit(repository, {"a.md": CURE})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    code, told = reported("--diff", first)
    assert (code, told) == (
        2,
        f"no commit '{first}' here; this clone is shallow: fetch the history with `git fetch --unshallow`, in a GitHub workflow with `fetch-depth: 0`",
    )
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert reported("--diff", first) == (1, ["a.md:1 cure"])


def test_a_shallow_branch_with_nothing_in_common_says_so(repository, reported, tmp_path, monkeypatch):
    commit(repository, {"a.md": FINE})
    git(repository, "checkout", "-q", "-b", "topic")
    commit(repository, {"b.md": CURE})
    git(repository, "checkout", "-q", "main")
    commit(repository, {"c.md": FINE})
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", "-b", "topic", f"file://{repository}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    code, told = reported("--diff", "origin/main")
    assert (code, told[:92]) == (
        2,
        "'origin/main' and the current branch have no commit in common; this clone is shallow: fetch ",
    )


def test_histories_without_a_common_commit(repository, reported):
    commit(repository, {"a.md": FINE})
    git(repository, "checkout", "-q", "--orphan", "other")
    commit(repository, {"a.md": CURE})
    code, told = reported("--diff", "main")
    assert (code, told) == (
        2,
        "'main' and the current branch have no commit in common; name a revision that this branch comes from",
    )


@pytest.mark.parametrize("revision", ["nowhere", "--output=/tmp/x", "HEAD:a.md", ""])
def test_a_revision_that_is_none(repository, reported, revision):
    commit(repository, {"a.md": FINE})
    code, told = reported(f"--diff={revision}")
    assert (code, told[:10]) == (2, "no commit ")


def test_outside_a_repository(tmp_path, reported, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, told = reported("--diff", "main")
    assert (code, "is in no git repository" in told) == (2, True)


def test_a_submodule_is_compared_from_commit_to_commit(repository, reported, tmp_path):
    theme = tmp_path / "theme"
    theme.mkdir()
    git(theme, "init", "-q", "-b", "main")
    commit(theme, {"t.md": CURE})
    git(repository, "submodule", "--quiet", "add", str(theme), "theme")
    base = commit(repository)
    commit(theme, {"t.md": f"{CURE}\n{ASTHMA}"})
    git(repository / "theme", "pull", "-q", "origin", "main")
    assert reported("--diff", base) == (1, ["theme/t.md:3 cure"])
    git(repository, "add", "-A")
    assert reported("--staged") == (1, ["theme/t.md:3 cure"])
    assert reported("--staged", "docs") == (0, [])
    git(repository, "commit", "-q", "-m", "newer")
    git(repository, "submodule", "--quiet", "deinit", "-f", "theme")
    code, (told,) = reported("--diff", base)
    assert (code, told) == (2, "theme: a submodule that is not checked out: its change was not checked")


def test_a_commit_of_some_files_has_an_index_of_its_own(repository):
    commit(repository, {"a.md": FINE, "b.md": FINE})
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\nexec {sys.executable} -m healthlint check --staged --format json {' '.join(SELECT)} > out.json\n"
    )
    hook.chmod(0o755)
    write(repository, {"a.md": CURE, "b.md": ASTHMA})
    done = subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-m", "x", "b.md"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert [one["path"] for one in json.loads((repository / "out.json").read_text())["findings"]] == ["b.md"]


@pytest.mark.parametrize("words", [("--diff", "HEAD", "--staged"), ("--diff", "HEAD", "-")])
def test_what_cannot_be_asked_together(repository, reported, words):
    commit(repository, {"a.md": FINE})
    assert reported(*words)[0] == 2


@given(st.lists(st.sampled_from([CURE, SURE, FINE, LONG, "No side effects.\n"]), max_size=6))
def test_a_diff_of_the_whole_file_filters_nothing(parts):
    text = "\n".join(parts)
    findings = lint_text(text, path="a.md").findings
    now = Found("a.md", None, named=False, config=Config(), data=text.encode())
    assert before_change(Changes("x", [Changed(now, "", b"")], []), findings, ()).reasons == {}
    same = before_change(Changes("x", [Changed(now, "a.md", text.encode())], []), findings, findings)
    assert sorted(same.reasons) == list(range(len(findings)))

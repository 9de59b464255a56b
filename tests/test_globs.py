"""Patterns of paths are those of git, and git itself says what they cover."""

import random
import subprocess
from pathlib import Path

import pytest

from healthlint.globs import matcher, names_nothing

NAMES = ("a", "b", "a.md", "b.md", "ab", "a b", "a]", "!a", "#a", "a-b", "[a", "\\a", "A1")
PARTS = (
    "a", "b", "*", "**", "*.md", "a*", "?", "[ab]", "[!a]", "a**", "***", "[]a]", "[a-c]", "[!a-z]*", "\\a", "\\!a", "\\#a",
    "#a", "[[:alpha:]]*", "[[:digit:]a]", "[[:foo:]]", "[a", "a ", "a\\ b", "[\\]a]", "a]", "\\\\a", "[a-]b", "[^ab]", "[z-a]",
)  # fmt: skip


@pytest.mark.parametrize(
    ("patterns", "covered", "not_covered"),
    [
        pytest.param(["drafts/"], ["drafts/a.md", "x/drafts/b/c.md"], ["drafts", "drafts.md"], id="a folder anywhere"),
        pytest.param(["/drafts"], ["drafts/a.md", "drafts"], ["x/drafts/a.md"], id="a leading slash: only here"),
        pytest.param(["./drafts"], ["drafts/a.md"], ["x/drafts/a.md"], id="a leading dot and slash too, unlike git"),
        pytest.param(["*.txt"], ["a.txt", "x/y/a.txt"], ["a.txt.md"], id="a name anywhere"),
        pytest.param(["docs/*.md"], ["docs/a.md"], ["docs/x/a.md", "x/docs/a.md"], id="one star stays in its folder"),
        pytest.param(["docs/**/*.md"], ["docs/a.md", "docs/x/y/a.md"], ["docs/a.txt"], id="two stars cross folders"),
        pytest.param(["docs/**"], ["docs/a.md", "docs/x/a.md"], ["docs", "docsy/a.md"], id="all below"),
        pytest.param(["./a?.md"], ["ab.md"], ["a.md", "abc.md"], id="one character"),
        pytest.param(["[a-c]/[!x].md"], ["b/y.md"], ["d/y.md", "b/x.md", "b//.md"], id="sets of characters"),
        pytest.param(["a+b(1).md"], ["a+b(1).md"], ["aab1.md"], id="other marks mean themselves"),
        pytest.param(["*.md", "!keep.md"], ["a.md"], ["keep.md", "x/keep.md"], id="taken back"),
        pytest.param(["old/", "!old/keep.md"], ["old/keep.md"], [], id="nothing comes back from a covered folder"),
        pytest.param(["old/*", "!old/keep.md"], ["old/a.md"], ["old/keep.md"], id="the folder itself is not covered"),
    ],
)
def test_patterns_mean_what_they_mean_to_git(patterns, covered, not_covered):
    matches = matcher(tuple(patterns))
    assert [path for path in covered if not matches(path)] == []
    assert [path for path in not_covered if matches(path)] == []


@pytest.mark.parametrize("pattern", ["", "#a", "!", "/", "a\\", "[a", "[[:letters:]]"])
def test_a_pattern_that_covers_no_path_is_known(pattern):
    assert names_nothing(pattern)
    assert not matcher((pattern,))("a")


def made(chance):
    """A few patterns, and some paths that they may cover."""
    patterns = [
        chance.choice(["", "", "!"])
        + chance.choice(["", "", "", "/", "**/"])
        + "/".join(chance.choices(PARTS, k=chance.randint(1, 3)))
        + chance.choice(["", "", "", "/", "/**", " ", "\\"])
        for _ in range(chance.randint(1, 3))
    ]
    return tuple(patterns), sorted({"/".join(chance.choices(NAMES, k=chance.randint(1, 4))) for _ in range(10)})


def test_git_agrees_on_every_pattern(tmp_path):
    """Each folder has patterns of its own, so that git is asked once for all of them."""
    chance = random.Random(20261121)  # noqa: S311 - it decides what is tried, and keeps no secret
    cases = {f"f{number}": made(chance) for number in range(600)}
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for folder, (patterns, _paths) in cases.items():
        Path(tmp_path, folder).mkdir()
        Path(tmp_path, folder, ".gitignore").write_text("\n".join(patterns) + "\n", "utf-8")
    asked = [f"{folder}/{path}" for folder, (_patterns, paths) in cases.items() for path in paths]
    command = ["git", "check-ignore", "--no-index", "--stdin", "-z"]
    said = subprocess.run(command, cwd=tmp_path, input="\0".join(asked), capture_output=True, text=True, check=True)
    by_git = {path for path in said.stdout.split("\0") if path}
    ours = {f"{folder}/{path}" for folder, (patterns, paths) in cases.items() for path in filter(matcher(patterns), paths)}
    assert {name: cases[name.split("/")[0]][0] for name in by_git ^ ours} == {}
    assert 500 < len(by_git) < len(asked) - 500

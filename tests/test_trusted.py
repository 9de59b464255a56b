"""A change from somebody else, judged by the settings of a trusted revision: nothing that it brings switches anything off."""

import json

import pytest
from repositories import commit, git, write
from test_diff import CURE, FINE, LONG

from healthlint.cli import main

RULE = """\
title: Tea
severity: error
mode: mention
jurisdictions: [US, UK]
sources: [S02]
why: A rule of this house.
instead: Say leaves.
message: "“{match}” is not a word of ours"
match:
  any: [tea]
examples:
  bad: ["A cup of [[tea]]."]
  good: ["A cup of water."]
"""
IGNORE = "<!-- healthlint-ignore disease-claim/cure: a name -->\n"


@pytest.fixture
def reported(capsys):
    def run(*words, select=("disease-claim/cure", "config/forbidden-ignore", "config/unused-ignore")):
        code = main(["check", "--format", "json", *words, *(word for rule in select for word in ("--select", rule))])
        captured = capsys.readouterr()
        report = json.loads(captured.out) if captured.out else {"findings": [], "errors": []}
        return code, [f"{one['path']}:{one['line']} {one['rule']}" for one in report["findings"]], captured.err.strip()

    return run


FOUND = (1, ["a.md:1 disease-claim/cure"], "")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({}, {".healthlint.yaml": "ignore: [disease-claim]\n"}, FOUND, id="a configuration that ignores"),
        pytest.param({}, {".healthlint.yaml": "exclude: ['*.md']\n"}, FOUND, id="a configuration that excludes"),
        pytest.param({}, {".healthlint.yaml": "fail_on: never\n"}, FOUND, id="a configuration that never fails"),
        pytest.param({}, {".healthlint.yaml": "severities: {disease-claim/cure: 'off'}\n"}, FOUND, id="a configuration that switches off"),
        pytest.param({}, {".healthlint.yaml": "nonsense: [\n"}, FOUND, id="a configuration that cannot be read"),
        pytest.param({}, {".healthlint.yaml": "encoding: utf-16\n"}, FOUND, id="a configuration with another encoding"),
        pytest.param({".healthlint.yaml": "ignore: [disease-claim]\n"}, {".healthlint.yaml": "ignore: []\n"}, (0, [], ""), id="what is trusted holds"),
        pytest.param({".healthlint.yaml": "ignore: [disease-claim]\n"}, {".healthlint.yaml": None}, (0, [], ""), id="though the change deletes it"),
        pytest.param({"docs/.healthlint.yaml": "ignore: [disease-claim]\n"}, {}, FOUND, id="a trusted configuration of another folder"),
        pytest.param({}, {"a.md": IGNORE + CURE}, (1, ["a.md:1 config/forbidden-ignore", "a.md:2 disease-claim/cure"], ""), id="an ignore"),
        pytest.param({"a.md": IGNORE + CURE}, {"a.md": FINE + "\n" + IGNORE + CURE}, (0, [], ""), id="a trusted ignore"),
        pytest.param({"a.md": IGNORE + CURE}, {"a.md": IGNORE + "It cures acne.\n"}, (1, ["a.md:2 disease-claim/cure"], ""), id="a trusted ignore that guards another claim"),
        pytest.param({"a.md": IGNORE + CURE + LONG}, {"a.md": None, "b.md": IGNORE + CURE + LONG}, (0, [], ""), id="a trusted ignore in a renamed file"),
        pytest.param({}, {"a.md": "---\nhealthlint: {ignore: {disease-claim/cure: a name}}\n---\n" + CURE}, (1, ["a.md:2 config/forbidden-ignore", "a.md:4 disease-claim/cure"], "a.md: the settings in its front matter are not those of main and do not count"), id="an ignore in front matter"),
        pytest.param({}, {"a.md": "---\nhealthlint: {approved_claims: [{text: Our tea cures gout, evidence: 'https://example.org', approver: me, expires: 2199-01-01}]}\n---\n" + CURE}, (1, ["a.md:4 disease-claim/cure"], "a.md: the settings in its front matter are not those of main and do not count"), id="an approval of one's own"),
        pytest.param({}, {".healthlint-baseline.json": '{"version": 1, "accepted": [{"path": "a.md", "rule": "disease-claim/cure", "words": "cures gout", "fingerprint": "363265d4b1c42127", "count": 9}]}'}, FOUND, id="a baseline"),
        pytest.param({".healthlint-baseline.json": '{"version": 1, "accepted": [{"path": "a.md", "rule": "disease-claim/cure", "words": "cures gout", "fingerprint": "363265d4b1c42127", "count": 9}]}'}, {".healthlint-baseline.json": "{"}, (0, [], ""), id="the trusted baseline"),
        pytest.param({}, {"house/tea.yaml": RULE.replace("severity: error", "severity: info")}, FOUND, id="rules nobody asked for"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("how", [(), ("--diff", "main")], ids=["all", "diff"])
def test_what_a_change_brings_with_it_does_not_count(repository, reported, before, after, expected, how):
    commit(repository, {"x.md": FINE, **before})
    git(repository, "checkout", "-q", "-b", "fork")
    commit(repository, {"a.md": CURE, **after} if "a.md" not in before else after)
    assert reported(*how, "--trusted-config", "main") == expected


def test_rules_come_from_the_trusted_revision(repository, reported):
    commit(repository, {"a.md": FINE, ".healthlint.yaml": "rules: [house]\n", "house/drink/tea.yaml": RULE})
    git(repository, "checkout", "-q", "-b", "fork")
    commit(repository, {"a.md": "Our tea is hot.\n", "house/drink/tea.yaml": RULE.replace("[tea]", "[coffee]")})
    assert reported("--diff", "main", "--trusted-config", "main", select=["drink"])[:2] == (1, ["a.md:1 drink/tea"])
    assert reported("--diff", "main", select=["drink"])[:2] == (0, [])


def test_a_mistake_in_the_trusted_settings_is_told_with_its_place(repository, reported):
    commit(repository, {"a.md": FINE, ".healthlint.yaml": "ignroe: [x]\n"})
    code, _, told = reported("--trusted-config", "main")
    assert (code, told) == (2, "main:.healthlint.yaml:1:1: unknown key 'ignroe'; did you mean 'ignore'?")


def test_a_named_configuration_is_that_of_the_revision(repository, reported):
    commit(repository, {"a.md": CURE, "ci/strict.yaml": "ignore: [disease-claim]\n"})
    write(repository, {"ci/strict.yaml": "ignore: []\n", "ci/new.yaml": "ignore: [disease-claim]\n"})
    assert reported("--trusted-config", "HEAD", "--config", "ci/strict.yaml")[0] == 0
    code, _, told = reported("--trusted-config", "HEAD", "--config", "ci/new.yaml")
    assert (code, told) == (2, "HEAD has no file 'ci/new.yaml'")


def test_a_mistake_in_a_trusted_rule_is_told_with_its_place(repository, reported):
    files = {
        "a.md": FINE,
        ".healthlint.yaml": "rules: [house]\n",
        "house/drink/tea.yaml": RULE.replace("mode: mention", "mood: mention"),
    }
    commit(repository, files)
    code, _, told = reported("--trusted-config", "main")
    assert (code, told.split(" ")[0]) == (2, "main:house/drink/tea.yaml:3:1:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("--trusted-config", "nowhere"), "no commit 'nowhere' here", id="no such revision"),
        pytest.param(("--trusted-config", "main", "--no-config"), "--trusted-config and --no-config exclude each other", id="contradiction"),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted(repository, reported, words, told):
    commit(repository, {"a.md": FINE})
    code, _, error = reported(*words)
    assert (code, told in error) == (2, True)

"""The baseline: what it accepts, what is new all the same, and what its file survives."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repositories import commit, git, write

from healthlint import lint_text
from healthlint.cli import main
from healthlint.errors import ConfigError
from healthlint.filters import baseline as baselines

NAME = baselines.FILE_NAME
CURE, SURE = "Our tea cures gout.\n", "Results are guaranteed.\n"
SELECT = ("--select", "disease-claim/cure", "--select", "overclaim/guaranteed-outcome", "--select", "disclaimer")
LONG = "Our clinic is beside the station, and the bus stops at the door on every day of the week. " * 6


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """Writes files into an empty repository and runs commands there; gives their exit code and what they print."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    class Site:
        def write(self, **files):
            for name, text in files.items():
                path = tmp_path / f"{name.replace('__', '/')}.md"
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8") if text is not None else path.unlink()
            return self

        def run(self, *words):
            code = main([*words, *SELECT])
            return code, capsys.readouterr().out

        def new(self, *words):
            """The places that `check` reports."""
            report = json.loads(self.run("check", "--format", "json", *words)[1])
            return [f"{one['path']}:{one['line']} {one['rule']}" for one in report["findings"]]

    return Site()


def accepted(tmp_path):
    return [(one["path"], one["rule"], one["count"]) for one in json.loads((tmp_path / NAME).read_text())["accepted"] if one]


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        pytest.param({"a": CURE}, {}, [], id="nothing changed"),
        pytest.param({"a": CURE}, {"a": f"Fine.\n\nMore.\n\n{CURE}"}, [], id="lines moved"),
        pytest.param({"a": f"{CURE}\n{SURE}"}, {"a": f"{SURE}\n{CURE}"}, [], id="sentences changed places"),
        pytest.param({"a": CURE}, {"a": "Our tea\ncures\ngout.\n"}, [], id="wrapped anew"),
        pytest.param({"a": CURE}, {"a": "Our **tea** cures [gout](/x).\n"}, [], id="marked up"),
        pytest.param({"a": CURE}, {"a": "Our mint tea cures gout.\n"}, ["a.md:1 disease-claim/cure"], id="the sentence was edited"),
        pytest.param({"a": CURE}, {"a": f"{CURE}\n{CURE}"}, ["a.md:3 disease-claim/cure"], id="one more of the same"),
        pytest.param({"a": CURE, "b": "Fine.\n"}, {"a": "Fine.\n", "b": CURE}, [], id="moved to another file"),
        pytest.param({"a": CURE, "b": "Fine.\n"}, {"b": CURE}, ["b.md:1 disease-claim/cure"], id="copied to another file"),
        pytest.param({"a": CURE}, {"a": None, "b": CURE}, [], id="the file was renamed"),
        pytest.param({"a": CURE}, {"a": None, "b": CURE, "c": CURE}, ["c.md:1 disease-claim/cure"], id="renamed and copied"),
        pytest.param({"a": LONG + CURE}, {"a": LONG + "Our mint tea cures gout.\n"}, ["a.md:1 disease-claim/cure"], id="a page that lacked advice still does"),
        pytest.param({"a": LONG + CURE, "b": "Fine.\n"}, {"b": LONG + CURE}, ["b.md:1 disclaimer/missing-consult-professional", "b.md:1 disease-claim/cure"], id="another page that lacks advice"),
        pytest.param({"a": LONG + CURE}, {"a": None, "b": LONG + CURE}, [], id="a renamed page lacks what it lacked"),
    ],
)  # fmt: skip
def test_what_is_new_against_a_baseline(site, before, after, new):
    assert site.write(**before).run("baseline")[0] == 0
    found = [one for one in site.write(**after).new() if "disclaimer/" not in one or "consult" in one]
    assert found == sorted(new)


def test_set_aside_findings_say_why_and_can_be_asked_for(site):
    site.write(a=CURE).run("baseline")
    (aside,) = json.loads(site.run("check", "--format", "json")[1])["set_aside"]
    assert (aside["rule"], aside["reason"]) == ("disease-claim/cure", f"accepted in {NAME}")
    assert site.new("--no-baseline") == site.new("--no-config") == ["a.md:1 disease-claim/cure"]


def test_the_file_holds_no_line_and_is_the_same_in_any_order(site, tmp_path):
    site.write(b=CURE, a=f"{SURE}\n{CURE}\n{CURE}").run("baseline")
    assert accepted(tmp_path) == [
        ("a.md", "disease-claim/cure", 2), ("a.md", "overclaim/guaranteed-outcome", 1), ("b.md", "disease-claim/cure", 1),
    ]  # fmt: skip
    text = (tmp_path / NAME).read_text()
    assert [line.count("fingerprint") for line in text.splitlines()] == [0, 0, 1, 1, 1, 0]
    assert "line" not in text
    site.run("baseline", "b.md", "a.md")
    assert (tmp_path / NAME).read_text() == text


def test_entries_of_files_that_are_not_looked_at_stay(site, tmp_path):
    site.write(a=CURE, b=CURE).run("baseline")
    site.write(a="Fine.\n", b="Fine.\n").run("baseline", "b.md")
    assert accepted(tmp_path) == [("a.md", "disease-claim/cure", 1)]


def test_pruning_takes_out_what_is_gone_and_accepts_nothing(site, tmp_path):
    site.write(a=f"{CURE}\n{CURE}\n{SURE}", b=CURE).run("baseline")
    site.write(a=f"{CURE}\nOur tea cures asthma.\n", b=None)
    code, shown = site.run("baseline", "--prune")
    assert (code, "(0 new, 3 no longer found)" in shown) == (0, True)
    assert accepted(tmp_path) == [("a.md", "disease-claim/cure", 1)]
    assert site.new() == ["a.md:3 disease-claim/cure"]


def test_a_stale_baseline_fails_the_check_and_stays(site, tmp_path):
    site.write(a=f"{CURE}\n{SURE}").run("baseline")
    text = (tmp_path / NAME).read_text()
    assert site.run("baseline", "--check") == (0, "")
    code, shown = site.write(a=CURE).run("baseline", "--check")
    assert (code, shown.splitlines()[0]) == (1, "no longer found: a.md: Results are guaranteed [overclaim/guaranteed-outcome]")
    assert (tmp_path / NAME).read_text() == text


def test_a_ratchet_only_goes_down(site, tmp_path):
    site.write(a=f"{CURE}\n{SURE}").run("baseline")
    code, shown = site.write(a="Our tea cures asthma.\n").run("baseline", "--ratchet")
    assert (code, shown.splitlines()[0]) == (1, "new: a.md:1:9: “cures asthma” claims a cure [disease-claim/cure]")
    assert len(accepted(tmp_path)) == 2
    assert site.write(a=CURE).run("baseline", "--ratchet")[0] == 0
    assert accepted(tmp_path) == [("a.md", "disease-claim/cure", 1)]


def test_what_a_policy_protects_is_never_accepted(site, tmp_path):
    (tmp_path / ".healthlint.yaml").write_text("policy:\n  no_ignore: [disease-claim]\n")
    site.write(a=f"{CURE}\n{SURE}").run("baseline")
    assert accepted(tmp_path) == [("a.md", "overclaim/guaranteed-outcome", 1)]
    (tmp_path / ".healthlint.yaml").unlink()
    site.run("baseline")
    (tmp_path / ".healthlint.yaml").write_text("policy:\n  no_ignore: [disease-claim]\n")
    assert site.new() == ["a.md:1 disease-claim/cure"]


def test_nothing_is_written_when_something_could_not_be_checked(site, tmp_path):
    (tmp_path / "broken.md").write_bytes(b"caf\xe9")
    assert site.write(a=CURE).run("baseline")[0] == 2
    assert not (tmp_path / NAME).exists()


ENTRY = {"path": "a.md", "rule": "x/y", "words": "w", "fingerprint": "f", "count": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"version": 1,\n<<<<<<< HEAD\n', ":2:1: not valid JSON", id="a conflict"),
        pytest.param("[" * 100_000, ": nested too deep", id="a bomb"),
        pytest.param('{"version": 2, "accepted": []}', "no baseline of version 1", id="another version"),
        pytest.param("[]", "no baseline of version 1", id="no mapping"),
        pytest.param(json.dumps({"version": 1, "accepted": [ENTRY, {"path": "a.md"}]}), "entry 2 does not hold", id="half an entry"),
        pytest.param(json.dumps({"version": 1, "accepted": [ENTRY | {"count": 0}]}), "entry 1 does not hold", id="a count of nothing"),
        pytest.param(json.dumps({"version": 1, "accepted": [ENTRY | {"count": True}]}), "entry 1 does not hold", id="a count that is none"),
    ],
)  # fmt: skip
def test_a_broken_baseline_is_refused_with_its_place(tmp_path, text, message):
    (tmp_path / NAME).write_text(text)
    with pytest.raises(ConfigError, match=message):
        baselines.read(tmp_path / NAME)


def test_a_line_that_a_merge_brought_twice_counts_once(tmp_path):
    entries = [ENTRY, ENTRY | {"count": 2}, ENTRY]
    (tmp_path / NAME).write_text(json.dumps({"version": 1, "accepted": entries}))
    assert [one.times for one in baselines.read(tmp_path / NAME).entries.values()] == [2]


def test_branches_that_accept_and_mend_merge(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, {f"{name}.md": CURE for name in "acegkz"})

    def accept(branch, files, *words):
        git(tmp_path, "checkout", "-q", "-b", branch)
        write(tmp_path, files)
        assert main(["baseline", *words, *SELECT]) == 0
        commit(tmp_path)
        git(tmp_path, "checkout", "-q", "main")

    assert main(["baseline", *SELECT]) == 0
    commit(tmp_path)
    accept("more", {"b.md": CURE})
    accept("mended", {"z.md": "Fine.\n"}, "--prune")
    accept("middle", {"g.md": "Fine.\n"}, "--prune")
    for branch in ("more", "mended", "middle"):
        git(tmp_path, "merge", "-q", "--no-edit", branch)
    assert [path for path, _, _ in accepted(tmp_path)] == ["a.md", "b.md", "c.md", "e.md", "k.md"]
    assert main(["baseline", "--check", *SELECT]) == 0
    assert main(["check", *SELECT]) == 0


def test_a_file_outside_the_baselines_folder_is_refused(site, tmp_path):
    site.write(a=CURE, sub__b=CURE)
    code, _ = site.run("baseline", "--baseline", "sub/base.json")
    assert (code, (tmp_path / "sub" / "base.json").exists()) == (2, False)


def test_options_that_exclude_each_other_are_refused():
    assert main(["baseline", "--prune", "--check"]) == 2


@given(st.lists(st.sampled_from([CURE, SURE, "Fine.\n", "No side effects.\n", LONG]), max_size=6))
def test_a_baseline_of_the_same_text_silences_all_and_one_more_is_new(parts):
    text = "\n".join(parts)
    findings = lint_text(text, path="a.md").findings
    baseline = baselines.Baseline("b", ".", baselines.entries(findings, lambda path: path))
    known = baselines.match(findings, baseline, ["a.md"]).known
    assert set(known) == set(range(len(findings)))
    if findings:
        assert len(baselines.match((*findings, findings[0]), baseline, ["a.md"]).known) == len(findings)

"""The list of ignores: each with its reason, its author and its age."""

import json
import time

from repositories import commit, git, write

from healthlint.cli import main

POST = """\
---
healthlint:
  ignore:
    disease-claim/detox: the name of a class
---
Our tea cures gout. <!-- healthlint-ignore disease-claim/cure: a quotation -->

Fine. <!-- healthlint-ignore disease-claim -->
"""


def test_the_list_is_complete_and_says_who_and_when(repository, capsys):
    write(repository, {"b.md": "Fine.\n", "docs/a.md": POST})
    git(repository, "add", "-A")
    git(
        repository,
        "commit",
        "-q",
        "-m",
        "x",
        "--author",
        "Ada Ögren <ada@example.org>",
        "--date",
        f"{int(time.time()) - 40 * 86400} +0000",
    )
    (repository / "b.md").write_text("It cures acne. <!-- healthlint-ignore disease-claim/cure: not committed -->\n")
    assert main(["ignores", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["ignores"]
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 40 * 86400))
    ada = ["Ada Ögren", day, 40]
    assert [list(one.values()) for one in listed] == [
        ["b.md", 1, ["disease-claim/cure"], "not committed", "used", 1, None, None, None],
        ["docs/a.md", 4, ["disease-claim/detox"], "the name of a class", "unused", 0, *ada],
        ["docs/a.md", 6, ["disease-claim/cure"], "a quotation", "used", 1, *ada],
        ["docs/a.md", 8, ["disease-claim"], "", "reasonless", 0, *ada],
    ]


def test_the_list_for_people(repository, capsys):
    commit(repository, {"a.md": POST})
    assert main(["ignores", "a.md"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[3:6] == [
        "a.md:6: used: disease-claim/cure",
        "    a quotation",
        f"    t, {time.strftime('%Y-%m-%d', time.gmtime())}, 0 days ago",
    ]
    assert shown[-1] == "3 ignores, 2 of them set nothing aside"


def test_outside_a_repository_nobody_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.md": POST})
    (tmp_path / "b.md").write_bytes(b"\xff healthlint")
    assert main(["ignores"]) == 2
    captured = capsys.readouterr()
    assert ("ago" in captured.out, captured.out.count("a.md:"), "could not check b.md: not UTF-8" in captured.err) == (
        False,
        3,
        True,
    )

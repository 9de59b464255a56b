"""What applies to a file is shown with who says so, and the text that shows it is a configuration itself."""

import json
from pathlib import Path

import pytest

from healthlint.cli import main
from healthlint.config import Config, for_path, load

SITE = """\
content_type: supplement
severities:
  overclaim/cure-all: warning
ignore: [pricing]
lexicons: {offer: [glowmax]}
licensed: [{agent: Calmido, jurisdiction: UK, indication: [hay fever]}]
approved_claims:
  - {text: "Eased heel pain: 9 of 10", evidence: "https://example.org/a", approver: J. Okafor, expires: 2099-01-01}
policy: {no_ignore: [disease-claim]}
paths: [content, drafts]
exclude: ["drafts/"]
overrides:
  - paths: [content/old/]
    ignore: [urgency]
    fail_on: never
    severities: {overclaim/cure-all: "off"}
"""
PAGE = "---\ntitle: x\nhealthlint:\n  content_type: food\n---\nFine.\n"


@pytest.fixture(autouse=True)
def _site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in {".healthlint.yaml": SITE, "content/old/a.md": PAGE, "content/b.md": "Fine.\n", "c.md": "Fine."}.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


@pytest.fixture
def shown(capsys):
    """The settings of a path, by key, as programs read them: value and sources; and what is said of it before."""

    def shown(path, *words):
        assert main(["config", "--show", path, "--format", "json", *words]) == 0
        (one,) = json.loads(capsys.readouterr().out)["files"]
        return {setting["key"]: (setting["value"], setting["from"]) for setting in one["settings"]}, one["notes"]

    return shown


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        pytest.param("content/b.md", "audience", ("public", ["default"]), id="default"),
        pytest.param("content/b.md", "content_type", ("supplement", [".healthlint.yaml:1"]), id="configuration"),
        pytest.param("content/old/a.md", "content_type", ("food", ["front matter, line 4"]), id="front matter"),
        pytest.param("content/b.md", "jurisdictions", (["AU"], ["command line"]), id="command line"),
        pytest.param("content/b.md", "fail_on", ("error", ["default"]), id="an override for other paths"),
        pytest.param("content/old/a.md", "fail_on", ("never", [".healthlint.yaml:15, in overrides"]), id="an override"),
        pytest.param(
            "content/old/a.md", "ignore",
            (["pricing", "urgency"], [".healthlint.yaml:14, in overrides", ".healthlint.yaml:4"]),
            id="put together from two places",
        ),
        pytest.param(
            "content/old/a.md", "severities", ({"overclaim/cure-all": "off"}, [".healthlint.yaml:16, in overrides"]),
            id="overridden entry by entry",
        ),
    ],
)  # fmt: skip
def test_a_setting_comes_with_its_source(shown, path, key, expected):
    settings, notes = shown(path, "--jurisdiction", "AU")
    assert (settings[key], notes) == (expected, [])


@pytest.mark.parametrize(
    ("path", "notes"),
    [
        pytest.param("drafts/x.md", ["no such file; its front matter may say otherwise", "not checked, unless it is named: .healthlint.yaml:11 excludes it"], id="excluded"),
        pytest.param("c.md", ["not checked, unless it is named: outside the paths of .healthlint.yaml:10"], id="outside the paths"),
        pytest.param("content", ["a folder; overrides may say otherwise of files in it"], id="a folder"),
        pytest.param(".", ["a folder; overrides may say otherwise of files in it"], id="this folder"),
    ],
)  # fmt: skip
def test_it_is_said_when_a_file_is_not_checked(shown, path, notes):
    assert shown(path)[1] == notes


@pytest.mark.parametrize("path", ["content/b.md", "content/old/a.md"])
def test_the_text_is_a_configuration_with_the_same_effect(capsys, path):
    assert main(["config", "--show", path]) == 0
    out = capsys.readouterr().out
    Path("again.yaml").write_text(out, "utf-8")
    again, now = load(Path("again.yaml")), for_path(load(Path(".healthlint.yaml")), path)
    if "old" in path:
        assert again.content_type == "food"
    names = [name for name in Config._fields if name not in {"path", "places", "names", "overrides", "content_type"}]
    assert {name: getattr(again, name) for name in names} == {name: getattr(now, name) for name in names}
    # `off` without quotes is no text to those who read YAML as it once was.
    level = '"off"' if "old" in path else "warning"
    assert f"severities:\n  overclaim/cure-all: {level} " in out
    assert "# front matter, line 4\n" in out if "old" in path else "# .healthlint.yaml:1\n" in out


def test_without_a_path_it_is_this_folder_and_without_a_configuration_all_is_default(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["config", "--no-config"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "# .: no configuration"
    assert {line.rpartition("  # ")[2] for line in lines[1:]} == {"default"}


@pytest.mark.parametrize(
    ("page", "config", "message"),
    [
        pytest.param("---\nhealthlint: {content: x}\n---\n", "", "content/old/a.md: front matter, under healthlint: unknown key", id="front matter"),
        pytest.param("a\0", "", "content/old/a.md: a binary file", id="no text"),
        pytest.param(PAGE, "ignore: [overclaims]", ".healthlint.yaml:1:10: ignore: no rule or category", id="a rule that is not"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_exits_2(capsys, page, config, message):
    Path("content/old/a.md").write_text(page, "utf-8")
    Path(".healthlint.yaml").write_text(config, "utf-8")
    code = main(["config", "--show", "content/old/a.md"])
    out, err = capsys.readouterr()
    assert (code, out, err.startswith(message)) == (2, "", True), err


def test_the_schema_can_be_printed(capsys):
    assert main(["config", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["fail_on"]["enum"] == ["error", "warning", "info", "never"]

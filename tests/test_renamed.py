"""A name that a rule once had goes on to work, and whoever wrote it is told what it is called now."""

from pathlib import Path

import pytest

from healthlint.checks import SETTINGS
from healthlint.cli import main
from healthlint.config import Config
from healthlint.errors import RuleError
from healthlint.model import Policy
from healthlint.rules import compiled
from healthlint.rules.load import load
from healthlint.rules.renamed import current
from healthlint.rules.rule import Renamed

CASES = Path(__file__).parent / "cases" / "rules"
RENAMED = """\
house/pledge: house/promise
house/potion:
  retired: nobody sells potions now
"""


@pytest.fixture
def rules(tmp_path):
    """A folder of rules, some of which had other names."""
    folder = tmp_path / "rules"
    for path in CASES.rglob("*.yaml"):
        copy = folder / path.relative_to(CASES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (folder / "renamed.yaml").write_text(RENAMED, "utf-8")
    return folder


@pytest.fixture
def run(rules, tmp_path, monkeypatch, capsys):
    """Runs the command line over one page under a configuration."""
    monkeypatch.chdir(tmp_path)

    def run(config, *words):
        Path("a.md").write_text("We promise. A wonder serum.\n", "utf-8")
        Path(".healthlint.yaml").write_text(f"rules: ['{rules}']\n{config}\n", "utf-8")
        code = main(words or ("check", "a.md", "--quiet"))
        return code, *capsys.readouterr()

    return run


def found(out):
    return [line.rpartition("[")[2].rstrip("]") for line in out.splitlines()]


@pytest.mark.parametrize(
    ("config", "rules_found", "note"),
    [
        pytest.param("select: [house]", ["house/promise", "house/wonder"], "", id="nothing old"),
        pytest.param(
            "select: [house/pledge]", ["house/promise"],
            ".healthlint.yaml:2:10: select: 'house/pledge' is now called 'house/promise'\n", id="selected",
        ),
        pytest.param(
            "select: [house]\nignore: [house/pledge]", ["house/wonder"],
            ".healthlint.yaml:3:10: ignore: 'house/pledge' is now called 'house/promise'\n", id="ignored",
        ),
        pytest.param(
            "select: [house]\nseverities: {house/pledge: 'off'}", ["house/wonder"],
            ".healthlint.yaml:3:14: severities: 'house/pledge' is now called 'house/promise'\n", id="switched off",
        ),
        pytest.param(
            "select: [house]\nignore: [house/potion]", ["house/promise", "house/wonder"],
            ".healthlint.yaml:3:10: ignore: 'house/potion' is retired: nobody sells potions now\n", id="ignored and retired",
        ),
        pytest.param(
            "select: [house/potion]", [],
            ".healthlint.yaml:2:10: select: 'house/potion' is retired: nobody sells potions now\n",
            id="only what is retired selected: nothing, and not everything",
        ),
    ],
)  # fmt: skip
def test_an_old_name_in_the_configuration_works(run, config, rules_found, note):
    _code, out, err = run(config)
    assert (found(out), err) == (rules_found, note)


def test_an_old_name_on_the_command_line_works(run):
    _code, out, err = run("", "check", "a.md", "--quiet", "--select", "house/pledge")
    assert (found(out), err) == (["house/promise"], "--select: 'house/pledge' is now called 'house/promise'\n")


def test_todays_name_wins_over_an_old_one():
    renamed = {"a/old": Renamed("a/new", "")}
    for severities in ({"a/old": "off", "a/new": "info"}, {"a/new": "info", "a/old": "off"}):
        assert current(Config(severities=severities), renamed).severities == {"a/new": "info"}


def test_a_policy_about_an_old_name_holds_for_the_new_one():
    config = Config(policy=Policy(no_ignore=("a/old", "weight-loss")))
    assert current(config, {"a/old": Renamed("a/new", "")}).policy == Policy(no_ignore=("a/new", "weight-loss"))


def test_the_page_of_an_old_name_is_that_of_the_new_one(run):
    code, out, err = run("", "explain", "house/pledge")
    assert (code, err) == (0, "'house/pledge' is now called 'house/promise'\n")
    assert out.startswith("house/promise: ")
    code, out, err = run("", "explain", "house/potion")
    assert (code, out) == (2, "")
    assert "'house/potion' is retired: nobody sells potions now" in err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a/b: house/promis", "1:1: 'a/b' is called after no rule there is: 'house/promis'; did you mean 'house/promise'?", id="no such rule"),
        pytest.param("a/b: c/d\nc/d: house/promise", "1:1: 'a/b' is called after no rule there is: 'c/d'", id="no chains"),
        pytest.param("\nhouse/tea: house/promise", "2:1: there is a rule 'house/tea'; an old name must be free, so rename one of them", id="the name of a rule"),
        pytest.param("a/b: {gone: yes}", "1:6: 'retired' is missing", id="no reason"),
        pytest.param("a/b: {retired: old, to: new}", "1:21: unknown key 'to'", id="another key"),
        pytest.param("a/b: []", "1:1: 'a/b' must be a mapping", id="a list"),
        pytest.param("a/b: ''", "1:1: 'a/b' must be text", id="nothing"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_said_at_its_place(rules, text, message):
    (rules / "renamed.yaml").write_text(text, "utf-8")
    with pytest.raises(RuleError) as caught:
        load([rules], SETTINGS, {})
    assert str(caught.value).startswith(f"{rules / 'renamed.yaml'}:{message}")


def test_old_names_are_compiled(rules):
    loaded = load([rules], SETTINGS, {})
    assert loaded.renamed == {
        "house/pledge": Renamed("house/promise", ""),
        "house/potion": Renamed("", "nobody sells potions now"),
    }
    assert compiled.load(compiled.dump(loaded)).renamed == loaded.renamed

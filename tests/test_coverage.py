"""What examples reach of the phrases that rules, cues and masks are made of; and that the repository's own reach what they did."""

from pathlib import Path

import pytest
from wonder import HEAD, SOURCES

from healthlint.checks import SETTINGS
from healthlint.cli import main
from healthlint.config import Config
from healthlint.rules.coverage import MOST, unreached
from healthlint.rules.examples import failures
from healthlint.rules.load import load
from healthlint.run import load_rules
from healthlint.yamlio import load as load_yaml

FLOOR = Path(__file__).with_name("unreached.yaml")
RULE = """\
match:
  any:
    - "{phrase}"
  unless: ["{unless}"]
adjust:
  - {{to: info, when: ["{adjust}"], because: told}}
examples:
  bad:
{bad}
  good:
{good}
"""


@pytest.fixture
def found(tmp_path):
    """What a rule of one phrase leaves unreached."""

    def found(phrase, bad, good=("A tea.",), unless="green tea", *, shared=False):
        (tmp_path / "house").mkdir(exist_ok=True)
        (tmp_path / "cues").mkdir(exist_ok=True)
        (tmp_path / "lexicons").mkdir(exist_ok=True)
        (tmp_path / "sources.yaml").write_text(SOURCES, "utf-8")
        (tmp_path / "lexicons" / "herb.yaml").write_text("about: Herbs.\npos: noun\nterms: [sage, mint]\n", "utf-8")
        (tmp_path / "cues" / "masks.yaml").write_text("masks:\n  - phrases: ['wonder bread', 'plain bread']\n", "utf-8")
        (tmp_path / "cues" / "negation.yaml").write_text("about: Denial.\nnegator-verbal: [not, never]\n", "utf-8")
        lines = {"bad": bad, "good": good}
        shown = {key: "\n".join(f'    - "{text}"' for text in texts) for key, texts in lines.items()}
        path = tmp_path / "house" / "tea.yaml"
        path.write_text(HEAD + RULE.format(phrase=phrase, unless=unless, adjust="in town", **shown), "utf-8")
        rules = load([tmp_path], SETTINGS, {})
        assert [str(problem) for rule in rules.rules for problem in failures(rule, rules)] == []
        missing = unreached(rules, rules.rules, shared=shared)
        return [(one.list, one.what) for one in missing if shared or one.list == "any"]

    return found


@pytest.mark.parametrize(
    ("phrase", "bad", "missing"),
    [
        pytest.param("wonder tea", ["A [[wonder tea]]."], [], id="the phrase itself"),
        pytest.param("[wonder|magic] tea", ["A [[wonder tea]]."], ["magic"], id="a choice"),
        pytest.param("[wonder|magic] tea", ["A [[wonder tea]], a [[magic tea]]."], None, id="one finding for a sentence"),
        pytest.param("[wonder|magic] tea", ["A [[wonder tea]].", "A [[magic tea]]."], [], id="both choices"),
        pytest.param("[wonder|miracle/noun] tea", ["A [[wonder tea]]."], ["miracle/noun"], id="a form"),
        pytest.param("[{herb}|plain] tea", ["A [[mint tea]]."], ["plain"], id="a word list is one alternative"),
        pytest.param("wonder hot? tea", ["A [[wonder tea]]."], ["with hot"], id="an optional step that never stands there"),
        pytest.param("wonder hot? tea", ["A [[wonder hot tea]]."], ["without hot"], id="an optional step that always does"),
        pytest.param("[wonder|magic] ~2 [tea|brew]", ["A [[wonder of a tea]]."], ["magic", "brew"], id="each step"),
        pytest.param(
            f"[wonder|{'|'.join(f'{letter}x' for letter in 'abcdefgh')}] tea",
            ["A [[wonder tea]]."],
            [],
            id="a long choice is a word list",
        ),
    ],
)
def test_an_alternative_is_reached_when_the_phrase_is_found_with_it_alone(found, phrase, bad, missing):
    if missing is None:
        bad, missing = ["A [[wonder tea]]. A [[magic tea]]."], []
    assert found(phrase, bad) == [("any", what) for what in missing]


def test_each_list_is_reached_in_its_own_way(found):
    bad = ["A [[wonder tea]]."]
    assert found("wonder tea", bad, shared=True) == [
        ("unless", ""), ("adjust 1", ""), ("negator-verbal", ""), ("negator-verbal", ""), ("masks", ""), ("masks", "")
    ]  # fmt: skip
    good = ["It is not a wonder tea.", "Wonder tea of green tea leaves.", "A wonder bread tea."]
    there = found("wonder ~1 tea", ["A [[wonder tea]] in town."], good, unless="tea of green tea", shared=True)
    assert there == [("negator-verbal", ""), ("masks", "")], "never, and plain bread"
    elsewhere = found("wonder tea", bad, ["A green tea in town.", "Never mind, not today."], shared=True)
    assert len(elsewhere) == 6, "where the rule has nothing to decide nothing is reached"


def test_templates_try_one_alternative_after_the_other(found, tmp_path):
    found("[wonder|magic] [tea|brew|cup]", ["A [[wonder tea]]."])
    path = tmp_path / "house" / "tea.yaml"
    path.write_text(f'{path.read_text("utf-8")}  each:\n    - "A [[{{wonder|magic}} {{tea|brew|cup}}]]."\n', "utf-8")
    rules = load([tmp_path], SETTINGS, {})
    (rule,) = rules.rules
    assert [one.text for one in rule.examples.each] == ["A wonder tea.", "A magic brew.", "A wonder cup."]
    assert {one.marks for one in rule.examples.each} == {((2, 12),), ((2, 12),), ((2, 12),)}
    assert [one for one in unreached(rules, rules.rules, shared=False) if one.list == "any"] == []


def test_the_command_lists_what_is_unreached_and_exits_1(found, tmp_path, monkeypatch, capsys):
    found("[wonder|magic] tea", ["A [[wonder tea]]."])
    monkeypatch.chdir(tmp_path)
    assert main(["test", "--coverage", "--no-config", "house"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "house/tea: any: '[wonder|magic] tea': magic"
    assert lines[-1] == "3 alternatives are reached by no example"


def test_the_rules_of_the_repository_leave_no_more_unreached_than_they_did(request):
    """The figures may only fall; where they are 0, they stay."""
    rules = load_rules(Config(), examples=True)
    missing = unreached(rules, rules.rules, shared=True)
    now = {"phrases": sum(not one.what for one in missing), "alternatives": sum(bool(one.what) for one in missing)}
    was = {key: int(value) for key, value in load_yaml(FLOOR.read_text("utf-8")).items()}
    if request.config.getoption("--update"):
        lines = "".join(f"{key}: {value}\n" for key, value in now.items())
        FLOOR.write_text(f"{FLOOR.read_text('utf-8').splitlines()[0]}\n{lines}", "utf-8")
        return
    assert MOST == 8
    assert now["phrases"] <= was["phrases"], [str(one) for one in missing if not one.what]
    assert now["alternatives"] <= was["alternatives"], "healthlint test --coverage lists them"


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        pytest.param("A [[wonder tea]] in town.", None, id="no level is asked for"),
        pytest.param("A [[info: wonder tea]] in town.", None, id="the level that the adjustment gives"),
        pytest.param("A [[warning: wonder tea]].", None, id="the rule's own level"),
        pytest.param(
            "A [[info: wonder tea]].",
            "wanted 'A [[info: wonder tea]].', got 'A [[warning: wonder tea]].'",
            id="another level",
        ),
        pytest.param(
            "Our [[warning: wonder tea]]? A [[wonder tea]] in town.",
            "wanted 'Our [[warning: wonder tea]]? A [[wonder tea]] in town.', got 'Our wonder tea? A [[info: wonder tea]] in town.'",
            id="another place and another level",
        ),
    ],
)
def test_a_mark_may_ask_for_a_level(found, tmp_path, bad, problem):
    found("wonder tea", ["A [[wonder tea]]."])
    path = tmp_path / "house" / "tea.yaml"
    path.write_text(path.read_text("utf-8").replace("A [[wonder tea]].", bad), "utf-8")
    rules = load([tmp_path], SETTINGS, {})
    (rule,) = rules.rules
    assert [failure.message for failure in failures(rule, rules)] == ([problem] if problem else [])

"""Rules of the kind "pattern": regular expressions, which are found, refused or cut off."""

import pytest
from wonder import SOURCES

from healthlint.checks import SETTINGS
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.errors import RuleError
from healthlint.rules.load import load
from healthlint.run import lint_source, load_rules

RULE = """\
title: Shouted offer
severity: warning
kind: pattern
sources: [S1]
why: Readers are shouted at.
instead: Say it once.
message: "“{match}” shouts"
settings:
  words: [tea]
  patterns: ['tea!{2,}']
examples:
  bad: ["Our [[tea!!]] is here."]
  good: ["Our tea is here."]
"""


def alone(folder):
    return load([folder], SETTINGS, {})


def beside_ours(folder):
    return load_rules(Config(rules=(str(folder),)))


@pytest.fixture
def rules_with(tmp_path):
    def rules_with(rule, read=alone):
        (tmp_path / "sources.yaml").write_text(SOURCES, "utf-8")
        (tmp_path / "house").mkdir(exist_ok=True)
        (tmp_path / "house" / "shout.yaml").write_text(rule, "utf-8")
        return read(tmp_path)

    return rules_with


def found(rules, text, format_="markdown"):
    findings = lint_source(Source("page", text, format_), rules, Config(select=("house",))).findings
    return [(one.line, one.column, one.excerpt, one.severity) for one in findings]


@pytest.mark.parametrize(
    ("settings", "text", "places"),
    [
        pytest.param("", "Our tea!! is here.", [(1, 5, "tea!!", "warning")], id="a match"),
        pytest.param("", "Our TEA!! is here.", [(1, 5, "TEA!!", "warning")], id="any case"),
        pytest.param("", "Our tea! is here.", [], id="no match"),
        pytest.param("", "Our *tea*!! is here.", [(1, 6, "tea!!", "warning")], id="through markup"),
        pytest.param("", "Tea!!, tea!!", [(1, 1, "Tea!!", "warning")], id="the first of a sentence"),
        pytest.param("", "One tea!! there. Two tea!!", [(1, 5, "tea!!", "warning"), (1, 22, "tea!!", "warning")], id="each sentence"),
        pytest.param("  words: [milk]\n  patterns: ['tea']", "Our tea.", [], id="not without its words"),
        pytest.param("  words: [tea]\n  patterns: ['(?P<shown>tea) time']", "At tea time.", [(1, 4, "tea", "warning")], id="only what is shown"),
        pytest.param("  words: [tea]\n  patterns: ['milk', 'tea']", "Tea.", [(1, 1, "Tea", "warning")], id="one of several"),
        pytest.param("", "> Our tea!!", [(1, 7, "tea!!", "warning")], id="in a quote"),
        pytest.param("zones: [body]\n", "> Our tea!!", [], id="not in a zone it leaves out"),
    ],
)  # fmt: skip
def test_a_pattern_finds(rules_with, settings, text, places):
    rule = RULE
    if settings.startswith("  "):
        rule = RULE.replace("  words: [tea]\n  patterns: ['tea!{2,}']", settings)
    elif settings:
        rule = RULE.replace("kind: pattern\n", f"kind: pattern\n{settings}")
    assert found(rules_with(rule), text) == places


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("  words: [tea]\n", "", "'words' is missing: name the words without which no pattern can match", id="no words"),
        pytest.param("  patterns: ['tea!{2,}']\n", "", "'patterns' is missing", id="no patterns"),
        pytest.param("tea!{2,}", "tea(", "pattern 'tea(': missing ) at position 4", id="no regular expression"),
        pytest.param("words:", "wrods: [a]\n  words:", "unknown key 'wrods'; did you mean 'words'?", id="unknown setting"),
    ],
)  # fmt: skip
def test_a_wrong_pattern_is_refused_when_it_is_read(rules_with, old, new, message):
    with pytest.raises(RuleError) as caught:
        rules_with(RULE.replace(old, new), beside_ours)
    assert [problem.message for problem in caught.value.problems] == [message]


def test_a_pattern_that_takes_too_long_names_its_rule(rules_with):
    rules = rules_with(RULE.replace("'tea!{2,}'", "'(?:t|te|tea|e|a|ea)+(?:x+x+)+y'"))
    with pytest.raises(RuleError, match=r"shout\.yaml:1:1: pattern .* took more than 1 s over one sentence; make it linear"):
        found(rules, "tea" * 40 + "x" * 60)

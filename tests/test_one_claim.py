"""One claim, one finding: a rule speaks once in a sentence, and of rules that make the same point the more specific one."""

from collections import Counter
from pathlib import Path

import pytest
from wonder import HEAD, SOURCES

from healthlint.checks import SETTINGS
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.errors import RuleError
from healthlint.explain import explain_line
from healthlint.model import Approval
from healthlint.rules.load import load
from healthlint.run import judge, lint_source, load_rules, open_reading

RULES = load_rules(Config(), examples=True)
RULE = """\
match:
  any:
    - "{phrase}"
{yields}
examples:
  bad:
    - "Our [[{phrase}]] is here."
  good:
    - "Our cream is here."
"""


@pytest.fixture
def house(tmp_path):
    """Loads rules of our own, each a phrase and the rules it yields to."""

    def house(**rules):
        (tmp_path / "house").mkdir(exist_ok=True)
        (tmp_path / "sources.yaml").write_text(SOURCES, "utf-8")
        for name, (phrase, *others) in rules.items():
            yields = f"yields_to: [{', '.join(f'house/{other}' for other in others)}]" if others else ""
            (tmp_path / "house" / f"{name}.yaml").write_text(HEAD + RULE.format(phrase=phrase, yields=yields), "utf-8")
        return load([tmp_path], SETTINGS, {})

    return house


def findings(text, rules, **config):
    found = lint_source(Source("a.md", text, "markdown"), rules, Config(**config)).findings
    return [(one.rule, one.excerpt, one.message.partition("; ")[2]) for one in sorted(found, key=lambda one: one.order)]


TEA = {"any": ("tea", "herbal"), "herbal": ("herbal tea", "best"), "best": ("best herbal tea",)}


def test_the_more_specific_rule_speaks_and_names_the_others(house):
    rules = house(**TEA)
    assert findings("Our tea. Our herbal tea. The best herbal tea.", rules) == [
        ("house/any", "tea", ""),
        ("house/herbal", "herbal tea", "also house/any"),
        ("house/best", "best herbal tea", "also house/any, house/herbal"),
    ]


def test_rules_yield_only_where_their_words_overlap(house):
    rules = house(any=("wonder", "herbal"), herbal=("herbal tea",))
    assert findings("A wonder of a herbal tea.", rules) == [("house/any", "wonder", ""), ("house/herbal", "herbal tea", "")]


@pytest.mark.parametrize(
    "config",
    [
        pytest.param({"ignore": ("house/herbal", "house/best")}, id="ignored"),
        pytest.param({"severities": {"house/herbal": "off", "house/best": "off"}}, id="switched off"),
        pytest.param({"select": ("house/any",)}, id="not selected"),
    ],
)
def test_nobody_yields_to_a_rule_that_is_not_heard(house, config):
    assert findings("The best herbal tea.", house(**TEA), **config) == [("house/any", "tea", "")]


def test_a_rule_that_is_left_out_is_not_named(house):
    assert findings("The best herbal tea.", house(**TEA), ignore=("house/herbal",)) == [
        ("house/best", "best herbal tea", ""),
        ("house/any", "tea", ""),
    ]
    rules = house(any=("tea", "herbal", "best"), herbal=("herbal tea", "best"), best=("best herbal tea",))
    assert findings("The best herbal tea.", rules, ignore=("house/herbal",)) == [
        ("house/best", "best herbal tea", "also house/any")
    ]


def test_nobody_yields_to_what_is_only_approved(house):
    rules = house(any=("tea in town", "best"), best=("best herbal tea",))
    approval = Approval("the best herbal tea", "https://example.org", "J. Okafor", "2026-12-31")
    config = {"approved_claims": (approval,), "today": "2026-11-20"}
    assert [found[:2] for found in findings("The best herbal tea in town.", rules, **config)] == [
        ("house/best", "best herbal tea"),
        ("house/any", "tea in town"),
    ]


def test_an_explained_line_says_who_spoke_for_whom(house):
    lines = list(explain_line(Source("a.md", "The best herbal tea.", "markdown"), 1, house(**TEA), Config()))
    assert "  speaks for house/any, house/herbal as well" in lines
    assert lines.count("  silent because of said by house/best") == 2


def test_rules_that_yield_in_a_circle_are_refused(house):
    with pytest.raises(RuleError) as caught:
        house(one=("tea", "two"), two=("herbal tea", "three"), three=("best herbal tea", "one"))
    assert [Path(problem.path).stem for problem in caught.value.problems] == ["one", "three", "two"]
    assert {problem.message.partition(":")[0] for problem in caught.value.problems} == {"'yields_to' goes in a circle"}


EVERYWHERE = Config(jurisdictions=("US", "UK", "EU", "AU", "CA"), platforms=("google_ads", "meta", "tiktok", "amazon"))


@pytest.mark.parametrize("content_type", ["clinic", "supplement", "education"])
def test_no_rule_speaks_twice_in_a_sentence_and_none_over_whom_it_yields_to(content_type):
    config = EVERYWHERE._replace(content_type=content_type)
    spoken = 0
    for text in (one.text for rule in RULES.rules for one in rule.examples.bad):
        reading, profile, _, _ = open_reading(Source("a.md", text, "markdown"), RULES, config)
        said = [one for one in judge(reading, profile) if one.rule.kind == "claim" and one.severity is not None]
        spoken += len(said)
        assert [key for key, count in Counter(map(place, said)).items() if count > 1] == []
        assert [(one.rule.id, other.rule.id, text) for one in said for other in said if yields(one, other)] == []
    assert spoken > 500


def place(verdict):
    return verdict.rule.id, verdict.passage.number, verdict.sentence


def yields(one, other):
    """Whether a rule speaks where one to which it yields does."""
    there = one.passage.number == other.passage.number and one.sentence == other.sentence
    overlap = one.span.start < other.span.end and other.span.start < one.span.end
    return there and overlap and other.rule.id in one.rule.yields_to

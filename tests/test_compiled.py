"""The rules that a wheel carries as JSON are the rules of the files."""

import pytest

from healthlint.config import Config
from healthlint.discover import Source
from healthlint.rules import compiled
from healthlint.rules.rule import Examples
from healthlint.run import lint_source, load_rules

READ = load_rules(Config(), examples=True)
LOADED = compiled.load(compiled.dump(READ))


def test_rules_are_equal_but_for_their_examples():
    assert LOADED.rules == tuple(rule._replace(examples=Examples((), (), ())) for rule in READ.rules)


def test_a_rule_keeps_its_types():
    assert [list(map(type, rule.settings.values())) for rule in LOADED.rules] == [
        list(map(type, rule.settings.values())) for rule in READ.rules
    ]
    assert all(isinstance(rule.zones, frozenset) for rule in LOADED.rules)


@pytest.mark.parametrize("part", ["sources", "cues", "masks", "lists", "boilerplate", "tables"])
def test_what_rules_share_is_equal(part):
    assert getattr(READ, part)
    assert getattr(LOADED, part) == getattr(READ, part)


def test_phrases_are_equal():
    assert len(READ.phrasebook.patterns) > 1_000
    assert [*LOADED.phrasebook.patterns] == [*READ.phrasebook.patterns]


@pytest.mark.parametrize("part", ["early", "later", "masks"])
def test_what_is_asked_together_is_equal(part):
    loaded, read = getattr(LOADED.phrasebook, part).asked, getattr(READ.phrasebook, part).asked
    assert read.numbers
    assert loaded[:2] == read[:2]
    assert [*loaded.needed] == [*read.needed]
    assert [*loaded.met] == [*read.met]


def test_words_and_slots_are_equal():
    loaded, read = LOADED.phrasebook.words, READ.phrasebook.words
    assert [*loaded.lists] == [*read.lists]
    assert [*loaded.slots] == [*read.slots]
    assert loaded.groups == read.groups


def test_the_text_is_the_same_each_time():
    assert compiled.dump(LOADED) == compiled.dump(READ) == compiled.dump(load_rules(Config(), examples=True))


def test_they_find_the_same():
    texts = [example.text for rule in READ.rules for example in rule.examples.bad]
    source = Source("page.md", "\n\n".join(texts), "markdown")
    findings = lint_source(source, READ, Config()).findings
    assert len(findings) > 200
    assert lint_source(source, LOADED, Config()).findings == findings

"""Each rule is tested by its own examples: only it is looked at, and it reports exactly what is marked."""

import pytest

from healthlint.config import Config
from healthlint.rules.examples import failures
from healthlint.rules.rule import Examples
from healthlint.run import load_rules

RULES = load_rules(Config(), examples=True)
EXAMPLES = [
    pytest.param(rule, Examples(**{"bad": (), "good": (), "known_gaps": (), key: (example,)}), id=f"{rule.id} {key} {' '.join(example.text.split()[:5])}")
    for rule in RULES.rules
    for key in ("bad", "good", "known_gaps")
    for example in getattr(rule.examples, key)
]  # fmt: skip
assert len(EXAMPLES) > 500


@pytest.mark.parametrize(("rule", "examples"), EXAMPLES)
def test_an_example_holds(rule, examples):
    assert [str(problem) for problem in failures(rule._replace(examples=examples), RULES)] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.examples.each], ids=lambda rule: rule.id)
def test_each_alternative_that_is_tried_holds(rule):
    each = Examples((), (), (), rule.examples.each)
    assert [str(problem) for problem in failures(rule._replace(examples=each), RULES)] == []

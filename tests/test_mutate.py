"""The check that leaves one thing out at a time does: what an example needs is missed, and what none needs is not."""

import importlib.util
import time
from pathlib import Path

from wonder import HEAD, SOURCES

from healthlint.checks import SETTINGS
from healthlint.rules.load import load

SPEC = importlib.util.spec_from_file_location("mutate", Path(__file__).parents[1] / "benchmarks" / "mutate.py")
MUTATE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MUTATE)
FILES = {
    "sources": SOURCES,
    "cues/masks": "masks:\n  - phrases: ['wonder bread', 'plain bread']\n",
    "cues/negation": "about: Denial.\nnegator-verbal: ['[not|never]', isn't]\n",
    "house/tea": HEAD
    + """\
match:
  any: ["[wonder|magic] ~1 tea", "tea of tea"]
  unless: ["black tea"]
examples:
  bad: ["A [[wonder tea]]."]
  good: ["It is not a wonder tea.", "A wonder bread tea.", "A wonder black tea."]
""",
}


def test_what_examples_need_is_missed_and_nothing_else(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    rules = load([tmp_path], SETTINGS, {})
    everything = list(MUTATE.mutants(rules))
    tried = {str(one): lives for one, lives in MUTATE.survivors(everything, rules, time.monotonic() + 60)}
    assert tried == {
        "house/tea: '[wonder|magic] ~1 tea' without 'wonder'": False,
        "house/tea: '[wonder|magic] ~1 tea' without 'magic'": True,
        "house/tea: 'tea of tea'": True,
        "house/tea: 'black tea'": False,
        "negator-verbal: '[not|never]' without 'not'": False,
        "negator-verbal: '[not|never]' without 'never'": True,
        'negator-verbal: "isn\'t"': True,
        "masks: 'wonder bread'": False,
        "masks: 'plain bread'": True,
    }
    assert list(MUTATE.survivors(everything, rules, time.monotonic() - 1)) == []

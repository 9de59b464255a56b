"""The house rules of rules and of code: what every one of them must be, so that no reviewer has to look."""

import ast
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from healthlint.config import Config
from healthlint.model import CONTENT_TYPES, JURISDICTIONS, PLATFORMS
from healthlint.run import load_rules

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("HEALTHLINT_SHARED", ROOT.parent / "shared"))
RULES = load_rules(Config(), examples=True)
assert RULES.rules
CODE = sorted((ROOT / "healthlint").rglob("*.py"))
assert len(CODE) > 40
LARGEST_FILE, LARGEST_FUNCTION = 300, 50
STARTS = re.compile(r"[A-Z“\"(]")
ENDS = re.compile(r"[.?!]”?$")
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
WORD = re.compile(r"[a-z0-9']+")
# What laws prescribe word for word is nobody's own.
PRESCRIBED = {
    "always read the label and follow the directions for use",
    "these statements have not been evaluated by the fda",  # the commonest way to get it wrong
    "these statements have not been evaluated by the food and drug administration",
    "this product is not intended to diagnose treat cure or prevent any disease",
    "this statement has not been evaluated by the food and drug administration",
}
# What has no place in what is published: the talk of those who wrote it.
TALK = re.compile(r"\bissues? #?\d|\bissue \d|\bTODO\b|\bFIXME\b|\bXXX\b")


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_a_rule_is_presentable(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert STARTS.match(rule.title)
    assert not ENDS.search(rule.title)
    assert not ENDS.search(rule.message)
    assert not rule.message[0].isupper()
    for text in (rule.why, rule.instead):
        assert STARTS.match(text), text
        assert ENDS.search(text), text
    assert len(rule.examples.bad) >= 4
    assert len(rule.examples.good) >= 6


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_a_rule_says_who_says_so_and_where_it_holds(rule):
    assert rule.sources
    assert set(rule.sources) <= RULES.sources.keys()
    assert len(set(rule.sources)) == len(rule.sources)
    assert set(rule.jurisdictions) <= set(JURISDICTIONS)
    assert set(rule.content_types) <= set(CONTENT_TYPES)
    assert set(rule.platforms) <= set(PLATFORMS)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_an_example_stands_only_once(rule):
    texts = [example.text for example in (*rule.examples.bad, *rule.examples.good, *rule.examples.known_gaps)]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_a_phrase_belongs_to_one_rule():
    """Or to one that yields to the other, so that only one of them speaks."""
    owners = {}
    for rule in RULES.rules:
        for number in rule.find:
            owners.setdefault(RULES.phrasebook.patterns[number].text, []).append(rule)
    assert {
        phrase: [rule.id for rule in rules]
        for phrase, rules in owners.items()
        if sum(not {other.id for other in rules} & set(rule.yields_to) for rule in rules) > 1
    } == {}


def test_titles_differ():
    assert [title for title, count in Counter(rule.title for rule in RULES.rules).items() if count > 1] == []


def test_a_rule_that_yields_knows_whom_and_nobody_yields_in_a_circle():
    yields = {rule.id: rule.yields_to for rule in RULES.rules}
    for first, others in yields.items():
        seen, todo = set(), list(others)
        while todo:
            rule = todo.pop()
            assert rule != first, f"{first} yields to itself by way of others"
            if rule not in seen:
                seen.add(rule)
                todo += yields[rule]


# --- our own words ----------------------------------------------------------------------------------------------------


def normal(text):
    return " ".join(WORD.findall(text.lower().replace("’", "'")))


def shared_texts():
    """The words of everything that others wrote and we only measure with."""
    files = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("domain/*"), *SHARED.glob("eval/*.jsonl")]
    assert len(files) > 10
    for file in files:
        text = file.read_text("utf-8")
        rows = [json.loads(line) for line in text.splitlines()] if file.suffix == ".jsonl" else [{"text": text}]
        yield from (f" {normal(row['text'])} " for row in rows)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"needs what our sentences are compared with in {SHARED}")
def test_examples_are_our_own_words():
    theirs = "|".join(shared_texts())
    ours = {
        (normal(sentence), rule.id)
        for rule in RULES.rules
        for example in (*rule.examples.bad, *rule.examples.good, *rule.examples.known_gaps, *rule.examples.each)
        for sentence in SENTENCE.split(example.text)
    }
    assert sorted(
        (rule, sentence)
        for sentence, rule in ours
        if sentence.count(" ") >= 4 and sentence not in PRESCRIBED and f" {sentence} " in theirs
    ) == []  # fmt: skip


# --- code -------------------------------------------------------------------------------------------------------------


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_code_stays_small(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= LARGEST_FILE
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [node.name for node in functions if node.end_lineno - node.lineno > LARGEST_FUNCTION] == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_module_says_in_a_sentence_what_it_is_for(path):
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    if path.stat().st_size:
        assert said
        assert said.splitlines()[0].endswith((".", ":", "?", "!")), said.splitlines()[0]


@pytest.mark.parametrize("path", [path for path in CODE if path.parent.name != "cli"], ids=name)
def test_only_the_command_line_prints_and_exits(path):
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)}
    exits = {"exit", "quit", "os._exit"} if path.name == "__main__.py" else {"exit", "quit", "os._exit", "sys.exit"}
    assert calls & {"print", "breakpoint", "input", *exits} == set()


TEXTS = [
    path
    for folder in ("healthlint", "rules", "tests", "samples")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".yaml", ".md", ".txt", ".html"} and path.name != Path(__file__).name
]
assert len(TEXTS) > 150


def test_nothing_talks_about_its_making():
    assert {name(path): found for path in TEXTS if (found := TALK.findall(path.read_text("utf-8", "replace")))} == {}

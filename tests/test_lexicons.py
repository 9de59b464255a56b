"""The house rules of the word lists and of the sources."""

import re
from itertools import chain, pairwise
from pathlib import Path

import pytest

from healthlint.rules.inflect import hyphen_forms, noun_forms, spellings, verb_forms
from healthlint.text.tokens import NAME
from healthlint.yamlio import load

RULES = Path(__file__).parents[1] / "rules"
FILES = sorted((RULES / "lexicons").glob("*.yaml"))
assert FILES
LISTS = [pytest.param(load(path.read_text("utf-8")), id=path.stem) for path in FILES]
BY_NAME = {path.stem: load(path.read_text("utf-8")) for path in FILES}
SOURCES = load((RULES / "sources.yaml").read_text("utf-8"))
TERM = re.compile(r"[a-zà-ÿ0-9][a-zà-ÿ0-9'./-]*(?: [a-zà-ÿ0-9][a-zà-ÿ0-9'./-]*)*")
JURISDICTIONS = {"US", "UK", "EU", "AU", "CA", "platform", "house", "method"}
STATUSES = {"binding", "guidance", "code", "policy", "research"}


def groups(words):
    return words.get("groups") or {"terms": list(words.get("terms") or words["replacements"])}


def terms(words):
    return list(chain.from_iterable(groups(words).values()))


@pytest.mark.parametrize("words", LISTS)
def test_a_list_says_what_it_is(words):
    assert set(words) <= {"about", "pos", "terms", "groups", "flags", "includes", "replacements"}
    assert words["about"].endswith(".")
    assert words["pos"] in {"noun", "verb", "exact"}


@pytest.mark.parametrize("words", LISTS)
def test_terms_are_written_as_the_loader_reads_them(words):
    assert [term for term in terms(words) if not TERM.fullmatch(term) and term != NAME] == []


@pytest.mark.parametrize("words", LISTS)
def test_a_list_is_sorted(words):
    for group in groups(words).values():
        assert list(group) == sorted(group)
    for key in ("groups", "flags"):
        assert list(words.get(key, {})) == sorted(words.get(key, {}))


@pytest.mark.parametrize("words", LISTS)
def test_no_term_stands_twice_however_it_is_joined_or_spelled(words):
    joined = sorted(spellings(hyphen_forms(term)[-1].replace(" ", ""))[-1] for term in terms(words))
    assert [first for first, second in pairwise(joined) if first == second] == []


@pytest.mark.parametrize("words", LISTS)
def test_no_term_is_a_form_of_another(words):
    inflect = {"noun": noun_forms, "verb": verb_forms, "exact": lambda term: (term,)}[words["pos"]]
    made = {form: term for term in terms(words) for form in inflect(term) if form != term}
    assert {term: made[term] for term in terms(words) if term in made} == {}


@pytest.mark.parametrize("words", LISTS)
def test_a_flag_names_groups_or_terms_of_its_list(words):
    known = {*groups(words), *terms(words)}
    for flagged in words.get("flags", {}).values():
        assert [name for name in flagged if name not in known] == []


@pytest.mark.parametrize("words", LISTS)
def test_terms_are_british(words):
    american = {"tumor", "anemia", "leukemia", "diarrhea", "estrogen", "fiber", "color", "program", "pediatrician", "center"}
    assert [term for term in terms(words) if american & set(re.split("[ -]", term))] == []


@pytest.mark.parametrize(
    ("name", "least"),
    [("condition", 448), ("professional", 95), ("treat-verb", 60), ("benefit-verb", 70), ("medical-term", 150)],
)
def test_a_list_is_long_enough_to_be_of_use(name, least):
    assert len(terms(BY_NAME[name])) >= least


@pytest.mark.parametrize("word", ["aids", "boil", "burn", "cavity", "mole", "piles", "worm"])
def test_a_condition_that_is_also_an_everyday_word_stands_apart(word):
    assert word in BY_NAME["condition"]["groups"]["ambiguous"]


@pytest.mark.parametrize("word", ["als", "me", "ms", "cold"])
def test_a_short_form_that_is_an_english_word_is_no_condition(word):
    assert word not in terms(BY_NAME["condition"])


def test_a_plain_word_is_not_itself_sent_to_another():
    replacements = BY_NAME["plain-word"]["replacements"]
    assert {term: plain for term, plain in replacements.items() if plain in replacements} == {}


def test_sources_are_sorted():
    keys = [(key[0], int(key[1:])) for key in SOURCES]
    assert keys == sorted(keys)


@pytest.mark.parametrize("key", SOURCES)
def test_a_source_says_what_it_is_and_whether_it_was_checked(key):
    source = SOURCES[key]
    required = {"title", "url", "jurisdiction", "status", "retrieved", "verified"}
    assert required <= set(source) <= required | {"section", "unverified"}
    assert source["url"].startswith("https://")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", source["retrieved"])
    assert source["verified"] in {"true", "false"}
    assert source["jurisdiction"] in JURISDICTIONS
    assert source["status"] in STATUSES

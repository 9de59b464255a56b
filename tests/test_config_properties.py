"""Whatever a configuration holds, it is read or it is said what is wrong and where; and what is shown of it can be read."""

import re

import yaml
from hypothesis import given
from hypothesis import strategies as st

from healthlint.cli.config import Shown, _text
from healthlint.config import Config, for_path, load
from healthlint.errors import ConfigError
from healthlint.globs import matcher
from healthlint.keys import KEYS
from healthlint.settings import settings

WORDS = st.sampled_from(
    ["US", "clinic", "meta", "off", "yes", "error", "3", "-1", "", " ", "a/b", "**/x/", "!a", "#a", "2027-01-01", "utf-8", "é", "\u202e", "a: b", "\n"]
)  # fmt: skip
NAMES = st.sampled_from([*KEYS, "paths", "no_ignore", "text", "evidence", "agent", "house/promise", "zebra"])
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | WORDS, inner, max_size=3),
    max_leaves=8,
)
PLACED = re.compile(r".*config\.yaml:[1-9]\d*:[1-9]\d*: .+")


def read(folder, text):
    """The configuration, or what is said about it."""
    path = folder / "config.yaml"
    path.write_text(text, "utf-8")
    try:
        return load(path)
    except ConfigError as error:
        return str(error).split("\n")


@given(st.dictionaries(NAMES, VALUES, max_size=6) | VALUES)
def test_any_value_is_read_or_refused_at_its_place(tmp_path_factory, value):
    folder = tmp_path_factory.getbasetemp()
    found = read(folder, yaml.safe_dump(value, allow_unicode=True))
    assert isinstance(found, Config) or [line for line in found if not PLACED.fullmatch(line)] == []


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_or_refused_at_its_place(tmp_path_factory, text):
    found = read(tmp_path_factory.getbasetemp(), text)
    assert isinstance(found, Config) or [line for line in found if not PLACED.match(line)] == []


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), VALUES, max_size=4), st.sampled_from(["a/b.md", "x.md", "é.md"]))
def test_what_is_shown_is_read_again_with_the_same_effect(tmp_path_factory, value, name):
    folder = tmp_path_factory.getbasetemp()
    config = read(folder, yaml.safe_dump(value, allow_unicode=True))
    if not isinstance(config, Config):
        return
    now = for_path(config, str(folder / name))
    again = read(folder, _text(Shown(name, now, (), tuple(settings(now, str(folder / name), {})))))
    assert isinstance(again, Config), again
    keys = sorted(KEYS.keys() - {"overrides"})
    assert {key: getattr(again, key) for key in keys} == {key: getattr(now, key) for key in keys}


@given(st.lists(st.text("ab/*?[]!-\\.# ^:", max_size=12), max_size=4), st.text("ab/.", min_size=1, max_size=12))
def test_any_pattern_has_an_answer(patterns, path):

    assert matcher(tuple(patterns))(path) in {True, False}

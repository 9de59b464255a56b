"""Each rule has a page in docs/rules, made of what its file says and of nothing else."""

import importlib.util
from pathlib import Path

import pytest

from healthlint.config import Config
from healthlint.rules.rule import Examples
from healthlint.run import load_rules
from healthlint.standing import sources

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("pages", ROOT / "scripts" / "pages.py")
PAGES = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(PAGES)
RULES = load_rules(Config(), examples=True)
MADE = PAGES.pages(RULES)
assert len(MADE) > 60


def test_no_page_is_stale(request):
    if request.config.getoption("--update"):
        PAGES.write(MADE, PAGES.FOLDER)
    assert PAGES.stale(MADE, PAGES.FOLDER) == [], "run pytest --update and read the diff"


def test_a_changed_a_missing_and_a_left_over_page_are_stale(tmp_path):
    made = {"README.md": "all\n", "a/one.md": "one\n", "a/two.md": "two\n"}
    PAGES.write(made, tmp_path)
    assert PAGES.stale(made, tmp_path) == []
    (tmp_path / "a" / "one.md").write_text("another", "utf-8")
    (tmp_path / "a" / "two.md").unlink()
    (tmp_path / "a" / "three.md").write_text("a rule that is no more", "utf-8")
    assert PAGES.stale(made, tmp_path) == ["a/one.md", "a/three.md", "a/two.md"]
    PAGES.write(made, tmp_path)
    assert PAGES.stale(made, tmp_path) == []


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_a_page_holds_what_a_reader_asks_for(rule):
    page = MADE[f"{rule.id}.md"]
    cited = [RULES.sources[key] for key in sources(rule, RULES)]
    assert [source.key for source in cited if f"({source.url})" not in page] == []
    assert page.count("not yet checked") == sum(not source.verified for source in cited)
    assert ", ".join(rule.jurisdictions) in page
    examples = [*rule.examples.bad, *rule.examples.good, *rule.examples.known_gaps]
    assert page.count("<li>") == len(examples)
    assert page.count("<mark>") == sum(len(example.marks) for example in examples)
    assert f"| [{rule.id}]({rule.id}.md) |" in MADE["README.md"]


def test_examples_are_shown_and_not_read():
    (rule,) = (rule for rule in RULES.rules if rule.id == "overclaim/cure-all")
    bad = rule.examples.bad[0]._replace(text="<b>It</b> *cures* all\n\n- & more", marks=((10, 16),))
    changed = [PAGES._marked(bad), *PAGES._shown(Examples((bad,), (), ()).bad)]
    assert changed[0] == "&lt;b&gt;It&lt;/b&gt; <mark>*cures</mark>* all<br><br>- &amp; more"
    assert "\n\n" not in "\n".join(changed)

"""Ignores in the copy: what they set aside, where they end, and what is said of those that set nothing aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint import lint_text
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.finish import fingerprint
from healthlint.model import Policy, Trust
from healthlint.parse import format_of
from healthlint.run import lint_source, load_rules

RULES = load_rules(Config())
HERE = "<!-- healthlint-ignore disease-claim/cure: a name -->"


def told(text, path="a.md", **settings):
    """Each finding of the two categories as line, rule and reason; the reason is None for one that is reported."""
    config = Config(**{"select": ("disease-claim", "config"), **settings})
    linted = lint_source(Source(path, text, format_of(path)), RULES, config)
    assert linted.errors == ()
    reported = [(one.line, one.rule, None) for one in linted.findings]
    return sorted([*reported, *((one.finding.line, one.finding.rule, one.reason) for one in linted.set_aside)], key=str)


CURE, ASIDE = "disease-claim/cure", "inline ignore: a name"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param("a.md", f"Our tea cures gout. {HERE}", [(1, CURE, ASIDE)], id="on the same line"),
        pytest.param("a.md", f"{HERE}\nOur tea cures gout.", [(2, CURE, ASIDE)], id="on the line before"),
        pytest.param("a.md", f"{HERE}\n\n\nOur tea cures gout.", [(4, CURE, ASIDE)], id="with blank lines between"),
        pytest.param("a.md", f"{HERE}\nOur\ntea\ncures gout.", [(4, CURE, ASIDE)], id="the whole block below, however it is wrapped"),
        pytest.param("a.md", f"{HERE}\n\nFine.\n\nOur tea cures gout.", [(1, "config/unused-ignore", None), (5, CURE, None)], id="one block and no more"),
        pytest.param("a.md", f"Our tea cures gout.\n\n{HERE}\nFine.", [(1, CURE, None), (3, "config/unused-ignore", None)], id="nothing above"),
        pytest.param("a.md", f"- Our tea cures gout. {HERE}\n- Our tea cures asthma.", [(1, CURE, ASIDE), (2, CURE, None)], id="one item of a list"),
        pytest.param("a.md", f"| Tea | Says |\n|--|--|\n| mint | It cures gout {HERE} |\n| sage | It cures asthma |", [(3, CURE, ASIDE), (4, CURE, None)], id="one row of a table"),
        pytest.param("a.html", f"<p>Our tea cures gout. {HERE}</p>", [(1, CURE, ASIDE)], id="html, same line"),
        pytest.param("a.html", f"{HERE}\n<div>\n <p>\n Our tea cures gout.</p></div>", [(4, CURE, ASIDE)], id="html, the block below"),
        pytest.param("a.html", f"<p>Fine,\n{HERE}\nour tea cures gout.</p>", [(3, CURE, ASIDE)], id="html, inside a paragraph"),
        pytest.param("a.mdx", "{/* healthlint-ignore disease-claim/cure: a name */}\n\nOur tea cures gout.", [(3, CURE, ASIDE)], id="mdx has comments of its own"),
        pytest.param("a.txt", f"{HERE}\nOur tea cures gout.", [(2, CURE, ASIDE)], id="plain text, the line before"),
        pytest.param("a.txt", f"Our tea cures gout. {HERE}", [(1, CURE, ASIDE)], id="plain text, same line"),
        pytest.param("a.md", f"{HERE}\r\nOur tea cures gout.\r\n\r\nOur tea cures asthma.", [(2, CURE, ASIDE), (4, CURE, None)], id="CRLF"),
        pytest.param("a.md", f"\ufeff{HERE}\nOur tea cures gout.", [(2, CURE, ASIDE)], id="a byte-order mark"),
        pytest.param("a.md", f"Our tea cures gout. {HERE.replace('/cure', '')}", [(1, CURE, ASIDE)], id="a category"),
        pytest.param("a.md", f"{HERE.replace(':', ', disease-claim/detox:')}\nOur tea cures gout.", [(1, "config/unused-ignore", None), (2, CURE, ASIDE)], id="two rules, one of them for nothing"),
        pytest.param("a.md", "<!-- healthlint-ignore-start disease-claim/cure: a name -->\n\nOur tea cures gout.\n\n- It cures asthma.\n\n<!-- healthlint-ignore-end -->\n\nIt cures acne.", [(3, CURE, ASIDE), (5, CURE, ASIDE), (9, CURE, None)], id="a range"),
        pytest.param("a.md", "It cures acne.\n\n<!-- healthlint-ignore-file disease-claim/cure: a name -->", [(1, CURE, ASIDE)], id="the whole file"),
        pytest.param("a.md", "---\nhealthlint:\n  ignore:\n    disease-claim/cure: a name\n---\nIt cures acne.", [(6, CURE, ASIDE)], id="front matter"),
        pytest.param("a.md", "+++\n[healthlint.ignore]\n'disease-claim/cure' = 'a name'\n+++\nIt cures acne.", [(5, CURE, ASIDE)], id="front matter in TOML"),
        pytest.param("a.md", "---\nhealthlint:\n  ignore:\n    disease-claim/cure:\n---\nIt cures acne.", [(4, "config/ignore-without-reason", None), (6, CURE, None)], id="front matter without a reason"),
        pytest.param("a.md", f"```\n{HERE}\n```\nOur tea cures gout.", [(4, CURE, None)], id="code is no comment"),
    ],
)  # fmt: skip
def test_an_ignore_sets_aside_what_it_stands_at(path, text, expected):
    assert told(text, path) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [
        pytest.param(f"{HERE}\nOur tea cures gout.", {"inline_ignores": False}, [(2, CURE, None)], id="nobody listens to ignores"),
        pytest.param(f"{HERE}\nOur tea cures gout.", {"policy": Policy((CURE,))}, [(1, "config/forbidden-ignore", None), (2, CURE, None)], id="the policy protects the rule"),
        pytest.param(f"{HERE}\nOur tea cures gout.", {"policy": Policy(("disease-claim",))}, [(1, "config/forbidden-ignore", None), (2, CURE, None)], id="the policy protects its category"),
        pytest.param(f"{HERE.replace('/cure', '')}\nOur tea cures gout.", {"policy": Policy(("disease-claim/detox",))}, [(1, "config/forbidden-ignore", None), (2, CURE, None)], id="a category with a protected rule"),
        pytest.param(f"{HERE}\nOur tea cures gout.", {"policy": Policy(("disease-claim/detox",))}, [(2, CURE, ASIDE)], id="the policy protects another"),
        pytest.param(f"{HERE}\nOur tea cures gout.", {"trust": Trust()}, [(1, "config/forbidden-ignore", None), (2, CURE, None)], id="only those of a trusted revision"),
        pytest.param(f"{HERE}\nOur tea cures gout.\n\n{HERE}\nIt cures acne.", {"trust": Trust(("healthlint-ignore disease-claim/cure: a name",), (fingerprint(CURE, "cures gout", "Our tea cures gout."),))}, [(2, CURE, ASIDE), (4, "config/forbidden-ignore", None), (5, CURE, None)], id="as often as there"),
        pytest.param(f"{HERE}\nIt cures acne.", {"trust": Trust(("healthlint-ignore disease-claim/cure: a name",), ())}, [(2, CURE, None)], id="a trusted ignore that was moved to another claim"),
        pytest.param(f"{HERE}\nFine.", {"severities": {CURE: "off"}}, [], id="a rule that is off uses no ignore"),
        pytest.param("<!-- healthlint-ignore endorsement/testimonial-present: AU only -->\nFine.", {"select": ("disease-claim",)}, [], id="nor one that is not selected"),
    ],
)  # fmt: skip
def test_who_listens_to_an_ignore_is_said_outside_the_copy(text, settings, expected):
    assert told(text, **{"select": ("disease-claim", "config"), **settings}) == sorted(expected, key=str)


@given(st.text(), st.sampled_from(["", "-start", "-end", "-file", "-x"]), st.text(), st.text())
def test_no_text_and_no_ignore_can_make_it_fail(text, form, inside, after):
    for path in ("a.md", "a.html", "a.mdx", "a.txt"):
        lint_text(f"{text}<!-- healthlint-ignore{form} {inside} -->{after}", path=path)


@given(
    st.lists(
        st.sampled_from(
            ["Our tea cures gout.", "It detoxes the liver.", "Fine.", "No side effects at all!", "Results guaranteed."]
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_a_text_says_an_ignore_for_each_rule_silences_it(sentences):
    text = "\n\n".join(sentences)
    rules = sorted({one.rule for one in lint_text(text, path="a.md").findings})
    ignores = "".join(f"<!-- healthlint-ignore-file {rule}: all of it -->\n\n" for rule in rules)
    report = lint_text(ignores + text, path="a.md")
    assert ([one.rule for one in report.findings], sorted({one.finding.rule for one in report.set_aside})) == ([], rules)

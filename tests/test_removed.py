"""What a change took away: two versions of a page, and what is told of the statements that the new one lost."""

from __future__ import annotations

import pytest

from healthlint.checks.removed import removed
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.profile import Profile
from healthlint.run import lint_source
from healthlint.text.read import read

FILLER = (
    "The room has a couch, a lamp and two chairs, and the window looks out on the yard. A visit takes about an hour, with time to"
    " dress and to drink a glass of water. Trams stop at the corner until midnight. The door has a step, and a ramp leads round"
    " to the side. Towels are washed on the premises, and the music can be turned off at any time on a small panel by the door."
)
CLAIM = "Acupuncture eases back pain. Acupuncture soothes joint pain."
ADVICE = "Talk to your own doctor before you book."
RISK = "A bruise or an infection can happen."
CONSULT, RISKS, VARY = (f"disclaimer/missing-{name}" for name in ("consult-professional", "risk-balance", "results-vary"))
BURIED = "disclaimer/buried"


def page(*paragraphs):
    return "\n\n".join(("# A quiet hour", *paragraphs)) + "\n"


@pytest.fixture
def told(rules):
    """What is told of a change: the rule, the words it stands at, the severity and the note, for each verdict."""

    def run(before, after, **profile):
        readings = [Reading(read(parse("page.md", text, "markdown"), rules.boilerplate), rules) for text in (before, after)]
        return [
            (one.rule.id, one.passage.normal.text[one.span.start : one.span.end], one.severity, one.note)
            for one in removed(*readings, Profile(**profile))
        ]

    return run


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(page(CLAIM, ADVICE, FILLER), page(CLAIM, ADVICE, FILLER), [], id="nothing changed"),
        pytest.param(page(CLAIM, FILLER), page(CLAIM, FILLER), [], id="nothing was there"),
        pytest.param(
            page(CLAIM, ADVICE, FILLER),
            page(CLAIM, FILLER),
            [(CONSULT, "Acupuncture eases back pain", "error", f"; this change removed “{ADVICE}”")],
            id="the only one is gone",
        ),
        pytest.param(
            page(CLAIM, ADVICE, FILLER),
            page(CLAIM, FILLER, "Talk to our friendly nurses for a quote."),
            [
                (
                    CONSULT,
                    "Acupuncture eases back pain",
                    "error",
                    (f"; this change removed “{ADVICE}”; the nearest on the page does not count: “Talk to our friendly nurses"
                    " for a quote.” (the seller's own people (“friendly nurses”))"),
                )
            ],
            id="its place is taken by a look-alike",
        ),
        pytest.param(
            page(CLAIM, ADVICE), page(CLAIM), [(CONSULT, "Acupuncture eases back pain", "error", f"; this change removed “{ADVICE}”")],
            id="on a page too short to need it otherwise",
        ),
        pytest.param(page(CLAIM, ADVICE, FILLER), page(CLAIM, "See a GP first.", FILLER), [], id="said in other words"),
        pytest.param(page(CLAIM, ADVICE, FILLER, "Ask a nurse first."), page(CLAIM, ADVICE, FILLER), [], id="one of two is gone"),
        pytest.param(page(CLAIM, ADVICE, FILLER), page(FILLER), [], id="the claims are gone as well"),
        pytest.param(
            page(FILLER, ADVICE),
            page(FILLER),
            [(CONSULT, FILLER[:82], "info", f": “{ADVICE}”")],
            id="given freely, on a page without claims",
        ),
        pytest.param(
            page(CLAIM, RISK, ADVICE, FILLER),
            page(CLAIM, ADVICE, FILLER),
            [(RISKS, "Acupuncture eases back pain", "error", f"; this change removed “{RISK}”")],
            id="a risk",
        ),
        pytest.param(
            page(CLAIM, RISK, ADVICE, FILLER),
            page(CLAIM, "As always, there are risks.", ADVICE, FILLER),
            [(RISKS, "Acupuncture eases back pain", "warning", f"; this change removed “{RISK}”")],
            id="a named risk made general",
        ),
        pytest.param(
            page(CLAIM, "Results vary from person to person.", FILLER),
            page(CLAIM, "Here results do not vary.", FILLER),
            [
                (
                    VARY,
                    "Acupuncture eases back pain",
                    "info",
                    ("; this change removed “Results vary from person to person.”; the nearest on the page does not count:"
                    " “Here results do not vary.” (denied (“not vary”))"),
                )
            ],
            id="a word turns it round",
        ),
        pytest.param(
            page(CLAIM, ADVICE, FILLER),
            page(CLAIM, FILLER, ADVICE),
            [],
            id="further down, where a claim still is above it and it always was",
        ),
        pytest.param(
            page(ADVICE, CLAIM, FILLER),
            page(CLAIM, FILLER, ADVICE),
            [(BURIED, "Acupuncture eases back pain", "info", f": “{ADVICE}”")],
            id="moved below the claims",
        ),
        pytest.param(
            page(ADVICE, CLAIM, FILLER), page(CLAIM, f"## {ADVICE}", FILLER),
            [
                (
                    CONSULT,
                    "Acupuncture eases back pain",
                    "error",
                    (f"; this change removed “{ADVICE}”; the nearest on the page does not count: “{ADVICE}” (it stands only in"
                    " a heading)"),
                )
            ],
            id="moved into a heading",
        ),
    ],
)  # fmt: skip
def test_a_change_that_takes_a_statement_away_is_told_at_the_first_claim(told, before, after, expected):
    assert told(before, after) == expected


def test_a_template_that_holds_the_statements_makes_their_removal_none(told):
    assert told(page(CLAIM, ADVICE, FILLER), page(CLAIM, FILLER), disclaimer_in_template=True) == []


def test_what_is_told_of_a_change_stands_where_the_page_alone_is_told_of(rules, told):
    """So that whoever asks for both can tell the one in the other's stead."""
    before, after = page(CLAIM, ADVICE, FILLER), page(CLAIM, FILLER)
    alone = lint_source(Source("page.md", after, "markdown"), rules, Config()).findings
    assert [(rule, words) for rule, words, *_ in told(before, after)] == [
        (one.rule, one.excerpt) for one in alone if one.rule == CONSULT
    ]

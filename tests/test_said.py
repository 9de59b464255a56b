"""Which sentences are advice to ask somebody independent, why their look-alikes are not, and what `explain` tells of both."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from healthlint.config import Config
from healthlint.discover import Source
from healthlint.explain import explain_line
from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.profile import Profile
from healthlint.run import judge
from healthlint.text.read import read

TABLE = yaml.safe_load((Path(__file__).parent / "cases/documents/advice.yaml").read_text("utf-8"))
LOOK_ALIKES = [pytest.param(line, id=f"{kind}: {line}") for kind, lines in TABLE.items() if kind not in ("advice", "missed_today") for line in lines]  # fmt: skip
assert len(TABLE["advice"]) >= 140
assert len(LOOK_ALIKES) >= 140
CONSULT = "disclaimer/missing-consult-professional"
PAGE = (
    "# A quiet hour\n\nAcupuncture eases back pain. The room has a couch, a lamp and two chairs, and the window looks out on the"
    " yard. A visit takes about an hour, with time to dress and to drink a glass of water. Trams stop at the corner until"
    " midnight. The door has a step, and a ramp leads round to the side. Towels are washed on the premises, and the music can be"
    " turned off at any time on a small panel by the door. Shoes stay in the hall.\n\n"
)


@pytest.fixture
def verdict(rules):
    """The verdict on a page that needs the advice and holds one line more."""

    def run(line, **profile):
        reading = Reading(read(parse("page.md", f"{PAGE}{line}\n", "markdown"), rules.boilerplate), rules)
        return next(one for one in judge(reading, Profile(**profile)) if one.rule.id == CONSULT)

    return run


@pytest.mark.parametrize("line", TABLE["advice"])
def test_advice_counts(verdict, line):
    assert verdict(line).severity is None


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_a_look_alike_does_not_count(verdict, line):
    assert verdict(line).severity == "error"


@pytest.mark.parametrize("line", TABLE["missed_today"])
def test_what_is_missed_today_is_missed(verdict, line):
    assert verdict(line).severity == "error"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("Speak to our nurses for a quote.", "the seller's own people (“our nurses”)", id="promotion"),
        pytest.param("You don't need to see a doctor.", "the need is denied (“don't need to see”)", id="negated"),
        pytest.param("I asked my doctor about it.", "a story (“my doctor”)", id="narrative"),
        pytest.param("Dermatologists recommend our peel.", "an endorsement (“dermatologists recommend”)", id="endorsement"),
        pytest.param(
            "It is performed by a trained professional.",
            "a description of what professionals do (“performed by a trained professional”)",
            id="description",
        ),
        pytest.param("Talk to a pharmacist and save a fifth.", "an offer (“save a”)", id="sale"),
        pytest.param("Consult the size chart.", "no professional is meant (“consult the size chart”)", id="no professional"),
        pytest.param("Should you see a doctor?", "", id="a bare question is no candidate"),
        pytest.param("## Ask your doctor", "it stands only in a heading", id="heading"),
        pytest.param("[Ask your doctor first.](/advice)", "it stands only in a link", id="link"),
        pytest.param("![Ask your doctor first.](a.png)", "it stands only behind a picture or in its caption", id="alt text"),
    ],
)
def test_the_nearest_look_alike_is_named_with_the_reason_why_it_does_not_count(verdict, line, reason):
    shown = line.strip("#[]!() ").partition("]")[0]
    expected = f"; the nearest on the page does not count: “{shown}” ({reason})" if reason else ""
    assert verdict(line).note == expected


@pytest.mark.parametrize(
    ("line", "brand", "severity"),
    [
        pytest.param("Talk to a dermatologist at Glow House first.", "", None, id="somebody else's clinic, as far as we know"),
        pytest.param("Talk to a dermatologist at Glow House first.", "Glow House", "error", id="the site's own"),
        pytest.param("Ask a Glow House pharmacist first.", "Glow House", "error", id="the site's own people"),
        pytest.param("Glow House asks you to talk to your own doctor first.", "Glow House", None, id="the site as the adviser"),
    ],
)
def test_the_sites_own_brand_is_no_independent_party(verdict, line, brand, severity):
    assert verdict(line, site_brand=brand).severity == severity


@pytest.mark.parametrize(
    ("line", "profile", "severity"),
    [
        pytest.param("Our doctor will assess whether needles are suitable for you.", {}, "error", id="not unless somebody says so"),
        pytest.param("Our doctor will assess whether needles are suitable for you.", {"own_clinic_counts": True}, None, id="said so"),
        pytest.param(
            "Our doctor will assess whether needles are suitable for you.",
            {"own_clinic_counts": True, "content_type": "device"},
            "error",
            id="for clinics only",
        ),
        pytest.param("Our doctor will see you at noon.", {"own_clinic_counts": True}, "error", id="an assessment that decides nothing"),
    ],
)  # fmt: skip
def test_a_clinics_own_assessment_counts_where_it_decides_and_the_configuration_says_so(verdict, line, profile, severity):
    assert verdict(line, **profile).severity == severity


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param(
            "Ask a pharmacist before the first visit.",
            "  scores 5 of the 2 points it takes: +2 “ask a pharmacist before the” (says it), +1 “ask a pharmacist” (what to do),"
            " +1 “ask” (asked of the reader), +1 “before” (when or what for)",
            id="what counts",
        ),
        pytest.param(
            "Ask our nurses for a quote.",
            "  scores -4 of the 2 points it takes: +1 “ask our nurses” (what to do), +1 “ask” (asked of the reader),"
            " -3 “our nurses” (the seller's own people), -3 “for a quote” (an offer);"
            " does not count: the seller's own people (“our nurses”)",
            id="what does not",
        ),
    ],
)
def test_explain_tells_the_points_of_a_sentence_and_the_cues_that_gave_and_took_them(rules, line, told):
    source = Source("page.md", f"{PAGE}{line}\n", "markdown")
    lines = list(explain_line(source, PAGE.count("\n") + 1, rules, Config()))
    assert told in lines


def test_a_site_brand_may_stand_in_front_matter(rules):
    page = f"---\nhealthlint:\n  site_brand: Glow House\n---\n\n{PAGE}Ask a Glow House pharmacist first.\n"
    lines = list(explain_line(Source("page.md", page, "markdown"), page.count("\n"), rules, Config()))
    assert any("-3 “Glow House” (the site's own people)" in line for line in lines)

"""What makes a page need a statement, and which sentences make it: each page is a claim and one sentence more."""

from __future__ import annotations

import pytest

from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.profile import Profile
from healthlint.run import judge
from healthlint.text.read import read

FILLER = (
    "The room has a couch, a lamp and two chairs, and the window looks out on the yard. A visit takes about an hour, with time to"
    " dress and to drink a glass of water. Trams stop at the corner until midnight. The door has a step, and a ramp leads round"
    " to the side. Towels are washed on the premises, and the music can be turned off at any time on a small panel by the door."
)
CLAIMS = "Acupuncture eases back pain. Acupuncture soothes joint pain."
PAGE = f"# A quiet hour\n\n{CLAIMS}\n\n{FILLER}"
CONSULT = "disclaimer/missing-consult-professional"
RISK = "disclaimer/missing-risk-balance"
VARY = "disclaimer/missing-results-vary"
NOT_ADVICE = "disclaimer/missing-not-medical-advice"
AUTHOR = "disclaimer/missing-author-reviewer"


@pytest.fixture
def verdict(rules):
    """The one verdict of a rule on a page of Markdown, None when the rule has nothing to decide there."""

    def run(rule, page, profile=Profile()):  # noqa: B008 - a frozen value
        reading = Reading(read(parse("page.md", page, "markdown"), rules.boilerplate), rules)
        found = [one for one in judge(reading, profile) if one.rule.id == rule]
        assert len(found) <= 1
        return found[0] if found else None

    return run


ADVICE = [
    pytest.param("Talk to your doctor before you begin.", id="a plain imperative"),
    pytest.param("If the pain wakes you at night, please see a GP.", id="an imperative behind a condition"),
    pytest.param("Anyone who takes blood thinners should ask a pharmacist.", id="a duty of some readers"),
    pytest.param("It is wise to discuss needles with your midwife.", id="it is wise to"),
    pytest.param("Such a course should be discussed in detail with a physiotherapist.", id="in the passive"),
    pytest.param("Asking your nurse is always a sensible step.", id="a gerund as the subject"),
    pytest.param("Never start without talking to your cardiologist.", id="a double negative that is advice"),
    pytest.param("Do not lie on needles without medical advice.", id="without advice, denied"),
    pytest.param("Have a dermatologist look at any mole first.", id="a causative"),
    pytest.param("A rheumatologist should examine a hot joint.", id="the professional as the subject"),
    pytest.param("Medical supervision is advised in pregnancy.", id="a noun in the place of the person"),
    pytest.param("Get a second opinion if you are unsure.", id="a second opinion"),
    pytest.param("Seek help from a psychologist when worry keeps you awake.", id="seek help from"),
    pytest.param("We recommend that you speak with your own doctor.", id="we recommend is no pitch"),
    pytest.param("Not sure? Ask a pharmacist.", id="question and answer"),
    pytest.param("Let your dentist know about every medicine.", id="let somebody know"),
    pytest.param("Run it past your GP.", id="an idiom"),
    pytest.param("- Ask a parent and a doctor.", id="in a list"),
    pytest.param("> Call your health visitor when in doubt.", id="in a callout"),
]
LOOK_ALIKES = [
    pytest.param("Get professional treatment from places like Quiet Hour to see results.", id="promotion"),
    pytest.param("Our doctors stand behind every needle.", id="the seller's own doctors"),
    pytest.param("Talk to our friendly nurses today.", id="the seller's own nurses, asked for"),
    pytest.param("You don't need to see a doctor.", id="denied"),
    pytest.param("Feel well again without seeing a specialist.", id="without"),
    pytest.param("I saw my doctor, and she was amazed.", id="a story"),
    pytest.param("Many patients ask their doctor about us.", id="what others do"),
    pytest.param("Dermatologists recommend our needles.", id="an endorsement"),
    pytest.param("It is typically performed by a trained professional.", id="a description"),
    pytest.param("Your doctor may order a blood test.", id="what a doctor may do"),
    pytest.param("Relief can grow under the guidance of a healthcare professional.", id="a qualifier inside a claim"),
    pytest.param("Should you see a doctor?", id="a bare question"),
    pytest.param("Talk to a virtual doctor for instant approval.", id="a sale"),
    pytest.param("Consult the size chart.", id="no professional"),
    pytest.param("See results like a professional.", id="no consulting"),
    pytest.param("Book a free consultation.", id="a call to act"),
    pytest.param("Medically reviewed by Dr Ana Rus.", id="authorship"),
    pytest.param("## Talk to your doctor", id="a heading alone"),
    pytest.param("![Talk to your doctor first.](needle.png)", id="a text behind an image"),
]


@pytest.mark.parametrize("sentence", ADVICE)
def test_advice_to_ask_an_independent_professional_satisfies(verdict, sentence):
    assert verdict(CONSULT, f"{PAGE}\n\n{sentence}\n").severity is None


@pytest.mark.parametrize("sentence", LOOK_ALIKES)
def test_a_look_alike_of_the_advice_does_not_satisfy(verdict, sentence):
    assert verdict(CONSULT, f"{PAGE}\n\n{sentence}\n").severity == "error"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("A bruise or an infection can happen.", id="named, and can happen"),
        pytest.param("Expect some bruising for a day.", id="to be expected"),
        pytest.param("Side effects include dizziness and headache.", id="listed as side effects"),
        pytest.param("There is a small risk of nerve damage.", id="a risk of"),
        pytest.param("It should not be used by people with a pacemaker.", id="who must not"),
        pytest.param(
            "Hygiene is the key to avoiding complications such as infection.", id="avoided, but named as a complication"
        ),
    ],
)
def test_a_named_risk_satisfies(verdict, sentence):
    assert verdict(RISK, f"{PAGE} {sentence}\n").severity is None


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        pytest.param("", "error", id="nothing said"),
        pytest.param("There is no risk of infection.", "error", id="denied"),
        pytest.param("It also lowers the risk of swelling.", "error", id="a benefit in the words of a risk"),
        pytest.param("Untreated arthritis can cause swelling and pain.", "error", id="the risk of the illness"),
        pytest.param("Can it cause bruising?", "error", id="asked"),
        pytest.param("As always, some side effects are possible.", "warning", id="in general only"),
    ],
)
def test_a_risk_that_is_denied_or_of_something_else_does_not_satisfy(verdict, sentence, severity):
    assert verdict(RISK, f"{PAGE} {sentence}\n").severity == severity


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        pytest.param("Results vary from person to person.", None, id="the usual line"),
        pytest.param("Not everyone will notice a change.", None, id="not everyone"),
        pytest.param("About four in ten felt no difference.", None, id="a count of those without"),
        pytest.param("How long it helps depends on the cause.", None, id="depends on"),
        pytest.param("Prices vary from town to town.", "info", id="of prices"),
        pytest.param("Doses vary.", "info", id="of doses"),
        pytest.param("The result does not vary.", "info", id="denied"),
    ],
)
def test_only_a_word_about_the_effect_says_that_results_vary(verdict, sentence, severity):
    assert verdict(VARY, f"{PAGE} {sentence}\n").severity == severity


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param("Acupuncture does not ease back pain. Acupuncture does not soothe joint pain.", id="denied"),
        pytest.param("Does acupuncture ease back pain? Does acupuncture soothe joint pain?", id="asked"),
        pytest.param("The bench is made of oak. The bench is old.", id="none at all"),
    ],
)
@pytest.mark.parametrize("rule", [CONSULT, RISK, VARY])
def test_a_page_that_claims_nothing_needs_nothing(verdict, rule, claims):
    assert verdict(rule, f"# A quiet hour\n\n{claims}\n\n{FILLER}\n") is None


def test_a_short_page_needs_nothing(verdict):
    assert verdict(CONSULT, f"# A quiet hour\n\n{CLAIMS}\n") is None


def test_one_claim_alone_needs_no_risk_beside_it(verdict):
    assert verdict(RISK, f"# A quiet hour\n\nAcupuncture eases back pain.\n\n{FILLER}\n") is None


def test_the_finding_stands_at_the_first_claim(verdict):
    found = verdict(CONSULT, PAGE)
    assert found.passage.normal.text[found.span.start : found.span.end] == "Acupuncture eases back pain"


def test_the_finding_quotes_the_nearest_look_alike(verdict):
    assert "You don't need to see a doctor." in verdict(CONSULT, f"{PAGE}\n\nYou don't need to see a doctor.\n").note


@pytest.mark.parametrize("rule", [CONSULT, RISK, VARY])
def test_a_site_whose_template_holds_the_statements_is_left_alone(verdict, rule):
    assert verdict(rule, PAGE, Profile(disclaimer_in_template=True)) is None


LONG = f"# Back pain\n\n{FILLER} {FILLER} {FILLER} {FILLER} {FILLER}"


@pytest.mark.parametrize("rule", [NOT_ADVICE, AUTHOR])
def test_a_long_page_on_health_says_what_it_is_and_who_wrote_it(verdict, rule):
    assert verdict(rule, LONG).severity == "info"
    assert verdict(rule, LONG.replace("Back pain", "Our yard")) is None
    assert verdict(rule, f"{LONG}\n\nAdd to basket.\n") is None


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        pytest.param("Written by Ana Rus, midwife.", None, id="with a role"),
        pytest.param("Last updated: 3 May 2026", None, id="a date of review"),
        pytest.param("Ana Rus", "info", id="a bare name"),
        pytest.param("By admin", "info", id="nobody"),
        pytest.param("Reviewed by 300 happy customers.", "info", id="reviewed by customers"),
    ],
)
def test_a_byline_counts_when_it_says_who_or_when(verdict, line, severity):
    assert verdict(AUTHOR, f"{LONG}\n\n{line}\n").severity == severity


def test_front_matter_can_name_the_author(verdict):
    assert verdict(AUTHOR, f"---\nauthor: Ana Rus, midwife\n---\n\n{LONG}\n") is None


@pytest.mark.parametrize(
    ("rest", "severity"),
    [
        pytest.param("Side effects:\n\n- bruising\n- an infection\n", None, id="a list under a line that says so"),
        pytest.param(
            "## Risks\n\nBruising and, in the winter months, dizziness.\n", None, id="prose under a heading that says so"
        ),
        pytest.param("It suits people with:\n\n- bruising\n- infection\n", "error", id="a list of something else"),
        pytest.param(
            "## Risks\n\nWe know them all.\n\n## For whom\n\nBruising and dizziness.\n", "error", id="the heading has changed"
        ),
    ],
)
def test_a_risk_counts_under_a_heading_or_a_line_that_announces_it(verdict, rest, severity):
    assert verdict(RISK, f"{PAGE}\n\n{rest}").severity == severity


STORY = "“I lost nine kilos with needles in May,” says Jo."


@pytest.mark.parametrize(
    ("line", "jurisdictions", "severity"),
    [
        pytest.param("", ("UK",), "warning", id="nothing is said beside a story"),
        pytest.param("Results vary from person to person.", ("UK",), None, id="it varies, and the law asks no more"),
        pytest.param("Results vary from person to person.", ("US",), "warning", id="it varies, and nobody knows how much is typical"),
        pytest.param("Results vary: about four in ten guests lost nothing.", ("US",), None, id="it varies, and how much is typical"),
    ],
)  # fmt: skip
def test_beside_a_story_it_takes_more_to_say_that_results_vary(verdict, line, jurisdictions, severity):
    found = verdict(VARY, f"{PAGE}\n\n{STORY}\n\n{line}\n", Profile(jurisdictions=jurisdictions))
    assert found.severity == severity


@pytest.mark.parametrize(
    ("claim", "severities"),
    [
        pytest.param("Acupuncture cures diabetes.", ["info"], id="beside an error"),
        pytest.param("Acupuncture is done with needles.", [], id="beside none"),
    ],
)
def test_a_line_that_this_is_no_advice_mends_no_error_and_is_told_so(rules, claim, severities):
    page = f"# Needles\n\n{claim}\n\nThis page is no medical advice.\n"
    reading = Reading(read(parse("page.md", page, "markdown"), rules.boilerplate), rules)
    found = [one for one in judge(reading, Profile()) if one.rule.id == NOT_ADVICE]
    assert [(one.severity, one.rule.message) for one in found] == [
        (severity, "“{match}” does not make the claims on this page acceptable") for severity in severities
    ]

"""What stands round a sentence: headings, the lines that open lists, and the names by which a page calls what it offers."""

import pytest

from healthlint import lint_text
from healthlint.judge.reading import Reading
from healthlint.judge.seen import see
from healthlint.parse import parse
from healthlint.text.read import read

HEADINGS = [
    pytest.param("## Red flags\n\n- Guaranteed results\n- A miracle cure for diabetes", set(), id="red flags"),
    pytest.param("## Warnings\n\nCures cancer. Replaces your insulin.", set(), id="warnings"),
    pytest.param("## Claims to avoid in adverts\n\n- Cures cancer", set(), id="claims to avoid"),
    pytest.param("## Claims to be wary of\n\n- Guaranteed results", set(), id="claims to be wary of"),
    pytest.param("## What we do not promise\n\nGuaranteed results.", set(), id="what is not promised"),
    pytest.param("## False promises\n\n> Our pill cures asthma.", set(), id="a quotation under a warning"),
    pytest.param("## Myths about gout\n\n- Cherry juice cures gout", set(), id="myths"),
    pytest.param("## Not proven\n\nReiki cures migraine.", set(), id="what is not proven"),
    pytest.param("## Side effects\n\nOur tea cures gout.", {"disease-claim/cure"}, id="side effects"),
    pytest.param("## References\n\n1. Ito K. Laser cures acne. Skin 2019.", set(), id="a list of sources"),
    pytest.param("## Benefits\n\n- Treats eczema", {"disease-claim/treat-condition"}, id="benefits"),
    pytest.param("## Warnings\n\nKeep dry.\n\n## Uses\n\nCures cancer.", {"disease-claim/cure"}, id="a warning that is over"),
    pytest.param("## Warnings from winter\n\nCures cancer.", {"disease-claim/cure"}, id="a heading that only begins so"),
    pytest.param("## Our promise\n\nGuaranteed results.", {"overclaim/guaranteed-outcome"}, id="a promise"),
    pytest.param("Warnings\n\nCures cancer.", {"disease-claim/cure"}, id="no heading"),
]

OPENINGS = [
    pytest.param("It does not:\n\n- cure eczema\n- treat arthritis", set(), id="a verb is denied"),
    pytest.param("We never promise:\n\n1. guaranteed results\n2. a cure for acne", set(), id="never"),
    pytest.param("No honest clinic offers:\n\n- guaranteed results", set(), id="nobody"),
    pytest.param("There is no:\n\n- cure for eczema\n- miracle pill", set(), id="no at the end"),
    pytest.param("Beware of sellers who promise:\n\n- guaranteed results", set(), id="a warning"),
    pytest.param("There is no evidence that the stone:\n\n- cures gout", set(), id="a doubt"),
    pytest.param("Do not assume that a herb:\n\n- cures gout", set(), id="a belief"),
    pytest.param("No fuss, no frills, just:\n\n- guaranteed results", {"overclaim/guaranteed-outcome"}, id="a pitch"),
    pytest.param("Not only is it cheap, it:\n\n- cures acne", {"disease-claim/cure"}, id="no denial"),
    pytest.param("There are no catches:\n\n- guaranteed results", {"overclaim/guaranteed-outcome"}, id="a denial that is complete"),
    pytest.param("You will not regret it:\n\n- guaranteed results", {"overclaim/guaranteed-outcome"}, id="a courtesy"),
    pytest.param("It does not:\n\n- cure eczema\n\nIt cures gout.", {"disease-claim/cure"}, id="behind the list"),
    pytest.param("It does not cost much.\n\n- cures eczema", {"disease-claim/cure"}, id="a sentence that opens nothing"),
    pytest.param("The serum treats:\n\n- acne\n- rosacea", {"disease-claim/treat-condition"}, id="the line claims, the items say what"),
    pytest.param("Our tea helps with:\n\n- eczema\n- arthritis\n- insomnia\n- asthma", {"overclaim/cure-all"}, id="a cure for all"),
    pytest.param("The serum does not treat:\n\n- acne\n- rosacea", set(), id="the line denies, the items say what"),
    pytest.param("Will the serum treat:\n\n- acne?\n- rosacea?", set(), id="the line asks"),
    pytest.param("Our doctors treat:\n\n- acne\n- rosacea", set(), id="people treat"),
    pytest.param("Do not use it if you have:\n\n- asthma\n- eczema\n- gout\n- migraine", set(), id="who should keep away"),
]  # fmt: skip

NAMES = [
    pytest.param("The new, long awaited NovaFlex treats arthritis.", True, id="spelled as a trade name"),
    pytest.param("After years in the making, Zenfloria® treats eczema.", True, id="a trade mark"),
    pytest.param("# Zenfloria\n\nWith herbs from the hills of Bath, Zenfloria treats eczema.", True, id="in the title"),
    pytest.param(
        "---\ntitle: Zenfloria\n---\n\nWith herbs from our hills, Zenfloria treats eczema.", True, id="in a title field"
    ),
    pytest.param("---\nbrand: zenfloria\n---\n\nGrown in the hills by hand, zenfloria treats eczema.", True, id="the brand"),
    pytest.param("In people with eczema the cream by HydraBliss treats rosacea.", True, id="nearer than an illness"),
    pytest.param("Meet Zenfloria. It treats eczema.", True, id="a pronoun"),
    pytest.param(
        "# Fever\n\nIn many families with small children Fever treats nothing. A fever passes.", False, id="a common word"
    ),
    pytest.param("# Dr Wanda Alvarez\n\nIn her rooms on the High Street, Dr Alvarez treats eczema.", False, id="a person"),
    pytest.param("# Living with Eczema\n\nIn the winter months, Eczema treats nobody well.", False, id="an illness"),
    pytest.param(
        "# Leeds\n\nIn the north of the city of Leeds, hospitals treat asthma.", False, id="a place and another subject"
    ),
    pytest.param("In the north of the city, hospitals treat asthma.", False, id="no name"),
]

BRAND = [
    pytest.param("---\nbrand: Glow House\n---\n\nGlow House is harmless.", True, id="a brand of two words"),
    pytest.param("---\nproduct: Zentrova\n---\n\nZentrova is harmless.", True, id="the product"),
    pytest.param("NovaFlex is harmless.", True, id="spelled as a trade name"),
    pytest.param("Novaflex is harmless.", False, id="no trade name"),
    pytest.param(
        "---\nbrand: Glow House\n---\n\nThe house is harmless. A glow is harmless.", False, id="only a word of the brand"
    ),
    pytest.param("McDonald is harmless.", False, id="a surname"),
]

STORIES = [
    pytest.param("## What our clients say\n\nThe swelling went down.", True, id="under a heading of stories"),
    pytest.param("## Stories\n\n### Lisa, 34\n\nThe swelling went down.", True, id="under a heading below that one"),
    pytest.param(
        "## Our patient stories\n\nThe swelling went down.\n\n## Prices\n\nThe prices went down.", True, id="which ends"
    ),
    pytest.param("## Side effects\n\nThe swelling went down.", False, id="under another heading"),
    pytest.param("I began using the drops in May. My labs came back clean.", True, id="beside what was tried"),
    pytest.param("My labs came back clean.\n\n— Lisa, 34", True, id="over the name of the teller"),
    pytest.param("My labs came back clean.\n\nVerified buyer", True, id="over the seal of a shop"),
    pytest.param("NovaFlex came in May. My labs came back clean.", True, id="beside a trade name"),
    pytest.param("My cane is gathering dust. My labs came back clean.", True, id="a story that goes on"),
    pytest.param("My labs came back clean.", False, id="no more than that"),
    pytest.param("We ship the drops in May. Labs came back clean.", False, id="nobody tells it"),
    pytest.param("I began using the drops in May. One. Two. Three. My labs came back clean.", False, id="too far away"),
    pytest.param("I began using the drops in May. Did my labs come back? My labs came back clean?", False, id="asked"),
]


def loud(text):
    found = lint_text(text, path="page.md").findings
    return {one.rule for one in found if one.severity != "info" and not one.rule.startswith(("readability/", "disclaimer/"))}


@pytest.mark.parametrize(("text", "rules"), [*HEADINGS, *OPENINGS])
def test_claims_are_read_under_their_heading_and_opening_line(text, rules):
    assert loud(text) == rules


@pytest.mark.parametrize("title", ["Dr", "Dr.", "Doctor", "Prof.", "Professor", "Mr", "Mrs", "Ms"])
def test_a_person_is_nothing_on_offer(title):
    text = f"# {title} Wanda Alvarez\n\nIn the rooms on the High Street, {title} Alvarez prevents strokes."
    assert loud(text) == set()


@pytest.mark.parametrize(("text", "claimed"), NAMES)
def test_a_name_of_the_page_is_a_thing_on_offer(text, claimed):
    assert ("disease-claim/treat-condition" in loud(text)) == claimed


def test_a_claim_that_a_list_completes_is_shown_in_the_line_that_opens_it():
    found = lint_text("Try it.\n\nThe *serum* treats:\n\n- acne\n- rosacea", path="page.md").findings
    told = [(one.line, one.column, one.excerpt) for one in found if one.rule == "disease-claim/treat-condition"]
    assert told == [(3, 13, "treats")]


@pytest.mark.parametrize(("text", "told"), STORIES)
def test_what_is_a_story_only_among_others_is_told_from_what_stands_round_it(text, told):
    found = {one.rule for one in lint_text(text, path="page.md").findings}
    assert ("endorsement/testimonial-present" in found) == told


@pytest.mark.parametrize(("text", "claimed"), BRAND)
def test_a_name_is_read_as_the_offer_wherever_a_phrase_asks_for_one(text, claimed):
    assert ("safety-claim/risk-free" in {one.rule for one in lint_text(text, path="page.md").findings}) == claimed


@pytest.mark.parametrize(
    ("brand", "named"),
    [("", set()), ("Zentrova", {"zentrova"}), ("Zentrova Labs", {"zentrova", "labs"}), ("Labs Zentrova", set())],
)
def test_the_brand_of_the_configuration_is_a_name(brand, named, rules):
    reading = Reading(read(parse("page.md", "Zentrova Labs is harmless.", "markdown"), rules.boilerplate), rules, brand)
    tokens = reading.spots[0].seen.tokens
    assert {tokens.words[index] for index in tokens.names} == named


def test_a_sentence_is_told_from_itself_with_other_names(rules):
    names = [see("reed row opens", rules, frozenset(own)).tokens.names for own in ((0,), (1,), ())]
    assert names == [{0}, {1}, set()]

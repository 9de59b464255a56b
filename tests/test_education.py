"""Copy that is declared as education: it speaks of medicine in general, and its claims count where it names a thing on offer."""

import pytest

from healthlint import lint_text

QUIET = [
    pytest.param("The operation restores blood flow to the leg.", id="an operation"),
    pytest.param("The retina turns light into signals. It protects your eyes by closing the pupil.", id="the body"),
    pytest.param("Studies show that the medicine lowers blood pressure and improves sleep.", id="studies of a medicine"),
    pytest.param("Calcitriol has been shown to strengthen bones in people with kidney disease.", id="shown of a medicine"),
    pytest.param("About one in 4,000 newborns has the condition.", id="how common an illness is"),
    pytest.param("Some 40 percent of adults have had it.", id="a share of people"),
    pytest.param("In one study of 40 patients, dialysis at night improved sleep.", id="a study without a name"),
    pytest.param("A biopsy is a small procedure and is painless.", id="a test"),
    pytest.param("The medicine kills the bacteria in a test tube and treats infections in the lungs.", id="the laboratory"),
    pytest.param("Liver cells break down alcohol and help the body get rid of toxins.", id="an organ"),
]

HEARD = [
    pytest.param("Our tea cures insomnia.", "disease-claim/cure", id="our"),
    pytest.param("Ashwagandha treats depression.", "disease-claim/treat-condition", id="a herb"),
    pytest.param("Meet our balm. It treats eczema.", "disease-claim/treat-condition", id="an offer in the sentence before"),
    pytest.param("Our balm:\n\n- treats eczema\n- soothes", "disease-claim/treat-condition", id="a list under an offer"),
    pytest.param("Acupuncture cures migraine.", "disease-claim/cure", id="a therapy without proof"),
    pytest.param("Research shows that collagen reduces wrinkles.", "evidence/vague-studies", id="studies of a supplement"),
    pytest.param("Lip filler is painless.", "safety-claim/minimising-language", id="a cosmetic procedure"),
    pytest.param("Clients of this serum are cured: 90% of women saw fewer lines.", "evidence/unsourced-statistic", id="a figure that sells"),
    pytest.param("Our capsules flush toxins out of the liver.", "disease-claim/detox", id="an offer and an organ"),
    pytest.param("The probiotic is clinically proven to end bloating.", "evidence/clinically-proven", id="a level of proof"),
    pytest.param("It is a miracle cure for gout.", "overclaim/miracle-language", id="hype needs no offer"),
    pytest.param("Stop taking your insulin once you feel better.", "disease-claim/drug-substitute", id="harm needs no offer"),
]  # fmt: skip


def loud(text, content_type):
    """The claim rules that report at warning or error."""
    found = lint_text(text, path="page.md", content_type=content_type).findings
    return {one.rule for one in found if one.severity != "info" and not one.rule.startswith(("readability/", "disclaimer/"))}


@pytest.mark.parametrize("text", QUIET)
def test_medicine_in_general_is_quiet(text):
    assert loud(text, "education") == set()


@pytest.mark.parametrize(("text", "rule"), HEARD)
def test_a_claim_for_a_thing_on_offer_is_heard(text, rule):
    assert rule in loud(text, "education")


@pytest.mark.parametrize("text", QUIET)
def test_the_same_words_are_claims_where_the_copy_sells(text):
    assert loud(text, "clinic")


def test_a_question_of_evidence_stays_as_a_remark():
    found = lint_text("Some 40 percent of adults have had it.", path="page.md", content_type="education").findings
    told = [(one.rule, one.severity, one.downgraded_by) for one in found if one.rule.startswith("evidence/")]
    assert told == [("evidence/unsourced-statistic", "info", "education: nothing on offer")]

"""What copy may say: wording that somebody approved, for as long as that holds, and the licensed uses of a medicine."""

import pytest

from healthlint.config import Config, load
from healthlint.discover import Source
from healthlint.errors import ConfigError
from healthlint.explain import explain_line
from healthlint.model import Approval, Licence
from healthlint.run import lint_source, load_rules

RULES = load_rules(Config(), examples=True)
EASED = Approval("Our insole cures heel pain in all wearers.", "https://example.org/trial", "J. Okafor", "2026-11-20")
SAID = "approved by J. Okafor until 2026-11-20, https://example.org/trial"
CONFIG = Config(approved_claims=(EASED,), today="2026-11-20", select=("overclaim", "disease-claim", "config"))


def findings(text, config=CONFIG):
    result = lint_source(Source("a.md", text, "markdown"), RULES, config)
    assert result.errors == ()
    return sorted((one.rule, one.severity, one.excerpt, one.downgraded_by) for one in result.findings)


# --- approved wording -------------------------------------------------------------------------------------------------


def test_approved_wording_is_an_error_without_its_approval():
    text = "We are proud. Our insole cures heel pain in all wearers."
    without = findings(text, CONFIG._replace(approved_claims=()))
    assert ("disease-claim/cure", "error") in [found[:2] for found in without]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We are proud. Our insole cures heel pain in all wearers.", id="a sentence of its own"),
        pytest.param("It is so: our insole cures heel pain in all wearers, says the leaflet.", id="inside a sentence"),
        pytest.param("OUR **INSOLE** CURES\nHEEL&nbsp;PAIN IN ALL [WEARERS](https://example.org)", id="typed in another way"),
        pytest.param("# Our insole cures heel pain in all wearers", id="in a heading"),
    ],
)
def test_approved_wording_is_told_and_says_who_approved_it(text):
    found = findings(text)
    assert found
    assert {(severity, lowered) for _rule, severity, _excerpt, lowered in found} == {("info", SAID)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Our insole cures knee pain in all wearers.", id="another word"),
        pytest.param("Our insole cures heel pain. It works in all wearers.", id="another order"),
        pytest.param("Our insole cures heel pain in all wearers, and our tea cures diabetes.", id="more than was approved"),
    ],
)
def test_other_wording_is_not_approved(text):
    assert "error" in {severity for _rule, severity, _excerpt, _lowered in findings(text)}


@pytest.mark.parametrize(
    ("today", "severity", "rules"),
    [
        pytest.param("2026-11-19", "info", {"disease-claim/cure"}, id="the day before the last"),
        pytest.param("2026-11-20", "info", {"disease-claim/cure"}, id="the last day"),
        pytest.param("2026-11-21", "error", {"disease-claim/cure", "config/approved-claim-expired"}, id="the day after"),
    ],
)
def test_an_approval_holds_up_to_its_last_day_and_is_an_error_after_it(today, severity, rules):
    found = findings("Our insole cures heel pain in all wearers.", CONFIG._replace(today=today))
    named = {"disease-claim/cure", "config/approved-claim-expired"}
    assert {rule for rule, *_ in found} & named == rules
    assert {level for rule, level, *_ in found if rule in named} == {severity}


def test_an_expired_approval_is_an_error_only_where_its_wording_stands():
    assert findings("Our insole is soft.", CONFIG._replace(today="2027-01-01")) == []


def test_an_expired_approval_says_whose_it_was():
    source = Source("a.md", "Hello.\n\nOur insole cures heel pain in all wearers.", "markdown")
    (found,) = lint_source(source, RULES, CONFIG._replace(today="2027-01-01", select=("config",))).findings
    assert (found.line, found.column, found.end_column) == (3, 1, 42)
    assert found.message.endswith("is over: J. Okafor approved it until 2026-11-20, https://example.org/trial")


def test_the_day_is_that_of_the_clock_unless_it_is_given():
    past, future = EASED._replace(expires="2001-01-01"), EASED._replace(expires="2999-12-31")
    text = "Our insole cures heel pain in all wearers."
    assert findings(text, CONFIG._replace(today="", approved_claims=(past,), select=("config",)))
    assert not findings(text, CONFIG._replace(today="", approved_claims=(future,), select=("config",)))


def test_an_approval_outranks_a_raised_severity_and_a_rule_that_is_off_stays_off():
    text = "Our insole cures heel pain in all wearers."
    raised = CONFIG._replace(severities={"disease-claim/cure": "error"}, select=("disease-claim/cure",))
    assert [found[1] for found in findings(text, raised)] == ["info"]
    assert findings(text, raised._replace(severities={"disease-claim/cure": "off"})) == []


def test_what_is_lacking_on_the_page_is_not_approved_with_its_claims():
    text = "Our insole cures heel pain in all wearers.\n\n" + "We cut it from a cast of your foot. " * 20
    config = CONFIG._replace(select=("disclaimer/missing-consult-professional",))
    assert [found[:2] for found in findings(text, config)] == [("disclaimer/missing-consult-professional", "error")]


def test_a_line_is_explained_with_its_approval():
    text = "Our insole cures heel pain in all wearers."
    lines = list(explain_line(Source("a.md", text, "markdown"), 1, RULES, CONFIG))
    assert f"  lowered by {SAID}" in lines


# --- licensed uses ----------------------------------------------------------------------------------------------------


def licensed(text, *licences, jurisdictions=("US",), rule="disease-claim/treat-condition"):
    config = Config(jurisdictions=jurisdictions, content_type="medicine", licensed=licences, select=(rule,))
    return [excerpt for _rule, _severity, excerpt, _lowered in findings(text, config)]


FEVER = Licence("Calmido", "US", ("hay fever", "hives"))


@pytest.mark.parametrize(
    ("text", "jurisdictions", "speaks"),
    [
        pytest.param("Our Calmido tablets relieve hay fever.", ("US",), False, id="the licensed use"),
        pytest.param("Our CALMIDO tablets relieve hay-fever.", ("US",), False, id="typed in another way"),
        pytest.param("Our Calmido tablets relieve hives.", ("US",), False, id="another licensed use"),
        pytest.param("Our Calmido tablets relieve hay fever.", ("US", "UK"), True, id="not licensed in one of the places"),
        pytest.param("Our Calmido tablets relieve eczema.", ("US",), True, id="another illness"),
        pytest.param("Our Calmido tablets relieve hay fever and eczema.", ("US",), True, id="another illness beside it"),
        pytest.param("Our tablets relieve hay fever.", ("US",), True, id="another agent"),
        pytest.param("Unlike Calmido, our spray relieves hay fever.", ("US",), True, id="another agent beside it"),
        pytest.param("Calmido is here; our spray relieves hay fever.", ("US",), True, id="the agent of another clause"),
        pytest.param("Our spray relieves hay fever, and so does Calmido.", ("US",), True, id="the agent behind"),
    ],
)
def test_a_licensed_use_is_no_finding_and_everything_else_is(text, jurisdictions, speaks):
    assert licensed(text, jurisdictions=jurisdictions), "without a licence it speaks"
    assert bool(licensed(text, FEVER, jurisdictions=jurisdictions)) == speaks


def test_licences_of_two_places_cover_both():
    text = "Our Calmido tablets relieve hay fever."
    assert licensed(text, FEVER, FEVER._replace(jurisdiction="UK"), jurisdictions=("US", "UK")) == []


def test_a_rule_that_knows_no_licences_speaks_all_the_same():
    assert not RULES.rule("disease-claim/cure").licensed
    text = "Our Calmido tablets cure hay fever."
    assert licensed(text, FEVER, rule="disease-claim/cure") == licensed(text, rule="disease-claim/cure") != []


def test_a_line_is_explained_with_its_licence():
    config = Config(jurisdictions=("US",), content_type="medicine", licensed=(FEVER,))
    lines = list(explain_line(Source("a.md", "Our Calmido tablets relieve hay fever.", "markdown"), 1, RULES, config))
    assert "  silent because of licensed in US: Calmido for hay fever, hives" in lines


# --- both in configurations -------------------------------------------------------------------------------------------

WRITTEN = """\
approved_claims:
  - text: Our insole cures heel pain in all wearers.
    evidence: https://example.org/trial
    approver: J. Okafor
    expires: 2026-11-20
licensed:
  - {agent: Calmido, jurisdiction: us, indication: [hay fever, hives]}
"""


def test_both_are_read_from_the_configuration_and_from_a_page(tmp_path):
    path = tmp_path / ".healthlint.yaml"
    path.write_text(WRITTEN, "utf-8")
    config = load(path)
    assert (config.approved_claims, config.licensed) == ((EASED,), (FEVER,))
    own = "".join(f"  {line}\n" for line in WRITTEN.splitlines())
    page = f"---\nhealthlint:\n{own}---\nOur insole cures heel pain in all wearers.\n"
    assert {found[3] for found in findings(page, CONFIG._replace(approved_claims=()))} == {SAID}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("approved_claims: yes", "1:18: approved_claims: expected a list of entries with text, evidence, approver, expires", id="no list"),
        pytest.param("approved_claims:\n- {text: a b c}", "2:3: approved_claims: evidence, approver, expires missing", id="keys missing"),
        pytest.param("approved_claims:\n- {text: cures, evidence: https://a, approver: b, expires: 2027-01-01}", "2:10: approved_claims: text: expected the whole wording", id="one word"),
        pytest.param("approved_claims:\n- {text: a b c, evidence: a file, approver: b, expires: 2027-01-01}", "2:27: approved_claims: evidence: expected an address", id="no link"),
        pytest.param("approved_claims:\n- {text: a b c, evidence: https://a, approver: b, expires: 2027-02-30}", "2:60: approved_claims: expires: expected a day as YYYY-MM-DD", id="no such day"),
        pytest.param("approved_claims:\n- {text: a b c, evidence: https://a, approver: b, expires: 20270101}", "2:60: approved_claims: expires: expected a day as YYYY-MM-DD", id="a day typed in another way"),
        pytest.param("approved_claims:\n- {text: a b c, evidence: https://a, approver: b, expire: 2027-01-01}", "2:3: approved_claims: expires missing", id="a misspelt key"),
        pytest.param("licensed:\n- {agent: a, jurisdiction: FR, indication: b}", "2:28: licensed: jurisdiction: unknown value 'FR'", id="no such place"),
        pytest.param("licensed:\n- {agent: a, jurisdiction: US}", "2:3: licensed: indication missing", id="licensed for nothing"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_them_is_said_at_its_place(tmp_path, text, message):
    path = tmp_path / ".healthlint.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert f":{message}" in str(caught.value)

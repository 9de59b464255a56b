"""How loudly a rule speaks for a profile is in the tables of rules/profiles/, and what is wrong with a table is said at its place."""

from itertools import combinations
from pathlib import Path

import pytest

from healthlint.checks import SETTINGS
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.errors import RuleError
from healthlint.model import CONTENT_TYPES, JURISDICTIONS
from healthlint.profile import Profile, levels_under, rule_under, under
from healthlint.rules.load import load
from healthlint.run import lint_source, load_rules
from healthlint.standing import by_law, by_platform, duties, in_short, standings
from healthlint.yamlio import load as load_yaml

RULES = load_rules(Config(), examples=True)
FOLDER = Path(__file__).parents[1] / "rules"
STATUS = {key: source["status"] for key, source in load_yaml((FOLDER / "sources.yaml").read_text("utf-8")).items()}


def level(rule, jurisdictions, content_type, platforms=()):
    profile = Profile(tuple(jurisdictions.split()), content_type, tuple(platforms))
    found = rule_under(RULES.rule(rule), RULES, profile)
    return (found.severity, " ".join(found.strictest)) if found.speaks else None


@pytest.mark.parametrize(
    ("rule", "jurisdictions", "content_type", "expected"),
    [
        pytest.param("overclaim/guaranteed-outcome", "CA", "food", ("error", "CA"), id="in no row: its own everywhere"),
        pytest.param("overclaim/rejuvenate-reverse", "US", "clinic", ("info", "US"), id="another level under a law"),
        pytest.param("overclaim/rejuvenate-reverse", "US", "cosmetic", ("error", "US"), id="a kind of copy inside a cell"),
        pytest.param("overclaim/rejuvenate-reverse", "US EU", "clinic", ("warning", "EU"), id="the strictest law of two"),
        pytest.param("overclaim/rejuvenate-reverse", "UK EU", "clinic", ("warning", "UK EU"), id="two laws as strict"),
        pytest.param("overclaim/rejuvenate-reverse", "US UK", "cosmetic", ("error", "US"), id="the kind of copy decides for one"),
        pytest.param("regulatory-status/pom-advertising", "US", "telehealth", None, id="no rule under this law"),
        pytest.param("regulatory-status/pom-advertising", "US CA", "telehealth", ("error", "CA"), id="a rule under one of two laws"),
        pytest.param("regulatory-status/pom-advertising", "UK", "education", ("info", "UK"), id="education advertises nothing"),
        pytest.param("disease-claim/symptom-proxy", "EU", "food", ("error", "EU"), id="food in the EU"),
        pytest.param("disease-claim/symptom-proxy", "EU", "clinic", ("warning", "EU"), id="a clinic in the EU"),
        pytest.param("disease-claim/detox", "UK", "supplement", ("error", "UK"), id="a category raised for a kind of copy"),
        pytest.param("disease-claim/detox", "UK", "clinic", ("warning", "UK"), id="a category not raised for another"),
        pytest.param("disease-claim/restricted-condition-mention", "UK", "supplement", ("info", "UK"), id="a rule outranks its category"),
        pytest.param("disease-claim/restricted-condition-mention", "UK AU", "supplement", ("error", "AU"), id="and its law still raises it"),
        pytest.param("disease-claim/immune-boost", "US EU", "food", ("error", "EU"), id="food by its law"),
        pytest.param("safety-claim/trivialise-procedure", "AU", "supplement", None, id="lowered until it is off"),
        pytest.param("safety-claim/trivialise-procedure", "UK", "clinic", ("warning", "UK"), id="and not for a clinic"),
        pytest.param("disclaimer/missing-consult-professional", "UK", "cosmetic", ("warning", "UK"), id="lowered by a level"),
        pytest.param("disclaimer/missing-consult-professional", "UK", "education", ("info", "UK"), id="lowered by two"),
        pytest.param("disclaimer/missing-risk-balance", "EU", "clinic", ("error", "EU"), id="raised over what the law says"),
        pytest.param("disclaimer/missing-risk-balance", "US", "medicine", ("error", "US"), id="fair balance"),
        pytest.param("disclaimer/missing-risk-balance", "UK", "telehealth", ("warning", "UK"), id="neither"),
        pytest.param("disclaimer/missing-risk-balance", "UK", "education", None, id="not its kind of copy"),
        pytest.param("endorsement/testimonial-present", "AU", "clinic", ("error", "AU"), id="banned for clinics in Australia"),
        pytest.param("endorsement/testimonial-present", "AU", "supplement", ("info", "AU"), id="and for them alone"),
        pytest.param("urgency/countdown-offer", "UK", "clinic", ("error", "UK"), id="stricter than the default"),
        pytest.param("urgency/countdown-offer", "UK US", "clinic", ("warning", "UK"), id="the default keeps the rule's own, in any order"),
        pytest.param("urgency/countdown-offer", "UK US AU", "clinic", ("error", "UK AU"), id="one law more is no default"),
        pytest.param("urgency/countdown-offer", "UK US", "weight-loss", ("warning", "UK"), id="another kind of copy is no default"),
        pytest.param("weight-loss/specific-amount-or-period", "US", "weight-loss", ("error", "US"), id="copy on weight loss"),
    ],
)  # fmt: skip
def test_a_rule_speaks_as_loudly_as_its_tables_say(rule, jurisdictions, content_type, expected):
    assert level(rule, jurisdictions, content_type) == expected


@pytest.mark.parametrize(
    ("rule", "platform", "content_type", "expected"),
    [
        pytest.param("weight-loss/rapid-safe", "tiktok", "clinic", ("error", "US"), id="raised to what it is anyhow"),
        pytest.param("regulatory-status/unapproved-biologic-injectable", "google_ads", "clinic", ("error", "US"), id="raised"),
        pytest.param(
            "regulatory-status/unapproved-biologic-injectable", "meta", "clinic", ("warning", "US"), id="by others not"
        ),
        pytest.param("fairness/body-shame", "meta", "clinic", ("error", ""), id="where no law speaks the policy does"),
        pytest.param("endorsement/before-after", "meta", "weight-loss", ("error", "US"), id="one kind of copy"),
        pytest.param("endorsement/before-after", "meta", "clinic", ("info", "US"), id="and not another"),
        pytest.param("platform/meta-personal-attributes", "meta", "clinic", ("error", "US"), id="a platform's own rule"),
        pytest.param("platform/meta-personal-attributes", "tiktok", "clinic", None, id="not on another platform"),
        pytest.param("overclaim/miracle-language", "amazon", "clinic", ("error", "US"), id="a platform without policies"),
    ],
)
def test_a_platform_raises_whatever_the_law(rule, platform, content_type, expected):
    assert level(rule, "US", content_type, [platform]) == expected


def test_a_finding_names_the_policy_and_its_source():
    config = Config(jurisdictions=("US",), platforms=("google_ads",), select=("overclaim/miracle-language",))
    [finding] = lint_source(Source("a.md", "Meet our miracle serum for hair loss.", "markdown"), RULES, config).findings
    assert finding.message.endswith("; Google Ads refuses unreliable claims")
    assert finding.sources == (*RULES.rule("overclaim/miracle-language").sources,)
    assert "S91" in finding.sources


# The catalogue holds these at a warning for whoever said nothing, though the law of the UK is stricter with clinics.
MILDER = {
    "pricing/finance-or-prize": "error",
    "regulatory-status/pom-advertising": "error",
    "safety-claim/minimising-language": "error",
    "urgency/countdown-offer": "error",
}


def test_the_default_profile_has_each_rules_own_severity_and_the_tables_agree():
    default, ranks = Profile(), ("info", "warning", "error")
    assert {rule.id for rule in RULES.rules if rule_under(rule, RULES, default).severity != rule.severity} == set()
    tabled = {rule.id: max(levels_under(rule, RULES, default).values(), key=ranks.index, default=None) for rule in RULES.rules}
    assert {name: found for name, found in tabled.items() if found not in (None, RULES.rule(name).severity)} == MILDER


def test_the_rules_of_a_profile_are_made_once_and_the_files_stay_as_they_are():
    profile = Profile(("AU",), "supplement")
    assert under(RULES, profile) is under(RULES, profile)
    assert under(RULES, profile).rules != RULES.rules
    assert all(rule.speaks for rule in RULES.rules)


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_each_kind_of_copy_differs_from_every_other_under_some_law(content_type):
    def speaking(kind):
        return [levels_under(rule, RULES, Profile(JURISDICTIONS, kind)) for rule in RULES.rules]

    assert [other for other in CONTENT_TYPES if other != content_type and speaking(other) == speaking(content_type)] == []


def test_more_laws_never_make_a_rule_milder():
    """Except from the default, which is milder on purpose."""
    ranks = {None: -1, "info": 0, "warning": 1, "error": 2}
    for content_type in CONTENT_TYPES:
        for where in JURISDICTIONS:
            for rule in RULES.rules:
                one = level(rule.id, where, content_type, rule.platforms)
                several = level(rule.id, " ".join(JURISDICTIONS), content_type, rule.platforms)
                assert ranks[several and several[0]] >= ranks[one and one[0]], (rule.id, where, content_type)


# --- whoever speaks for another ---------------------------------------------------------------------------------------

STORY = "> I lost 14 kg in 3 months with these capsules. — Rosa\n"


@pytest.mark.parametrize(
    ("jurisdictions", "content_type", "spoken"),
    [
        pytest.param(("US", "UK"), "clinic", {"endorsement/atypical-testimonial": "warning"}, id="as the rules have it"),
        pytest.param(("AU",), "clinic", {"endorsement/testimonial-present": "error"}, id="the louder one speaks for both"),
        pytest.param(
            ("AU",), "device", {"endorsement/atypical-testimonial": "warning"}, id="and where it is no louder does not"
        ),
    ],
)
def test_a_rule_yields_to_none_that_its_profile_makes_milder(jurisdictions, content_type, spoken):
    config = Config(jurisdictions=jurisdictions, content_type=content_type, select=("endorsement",))
    findings = lint_source(Source("a.md", STORY, "markdown"), RULES, config).findings
    assert {one.rule: one.severity for one in findings} == spoken


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_under_no_profile_rules_yield_in_a_circle(content_type):
    for count in range(1, len(JURISDICTIONS) + 1):
        for where in combinations(JURISDICTIONS, count):
            yields = {rule.id: rule.yields_to for rule in under(RULES, Profile(where, content_type)).rules}
            assert [rule for rule in yields if rule in below(rule, yields)] == [], (where, content_type)


def below(rule, yields):
    """All rules to which a rule yields, and those to which they do."""
    found, todo = set(), [rule]
    while todo:
        more = set(yields[todo.pop()]) - found
        found |= more
        todo += more
    return found


# --- duties -----------------------------------------------------------------------------------------------------------


def test_a_hard_duty_stands_in_a_binding_text_or_a_code():
    hard = {one.source for one in RULES.tables.duties if one.status == "hard"}  # the others may stand in guidance
    assert {key: STATUS[key] for key in hard if STATUS[key] not in ("binding", "code")} == {}
    assert len(hard) > 20


def test_a_point_of_a_source_that_nobody_checked_is_marked():
    unchecked = {key for key, source in RULES.sources.items() if not source.verified}
    assert [one for one in RULES.tables.duties if one.source in unchecked and one.verified] == []


def test_a_duty_is_of_a_law_under_which_its_rules_speak():
    named = {*(rule.id for rule in RULES.rules)}
    wrong = [
        (name, one.jurisdiction)
        for one in RULES.tables.duties
        for name in one.rules
        if name in named and one.jurisdiction not in RULES.rule(name).jurisdictions
    ]
    assert wrong == []


def test_no_row_says_what_another_one_says_as_well():
    said = [one._replace(rules=()) for one in RULES.tables.duties]
    assert [one for one in said if said.count(one) > 1] == []


NOBODYS = ["disclaimer/missing-author-reviewer", "disclaimer/missing-not-medical-advice", "readability/grade-level"]


@pytest.mark.parametrize("rule", [*NOBODYS, *(rule.id for rule in RULES.rules if rule.category == "config")])
@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_what_no_law_asks_for_is_good_practice(rule, content_type):
    found = standings(RULES.rule(rule), RULES, Profile(("UK",), content_type))
    assert {one.status for one in found} <= {"good practice"}
    assert "required" not in " ".join(duties(RULES.rule(rule), RULES))


@pytest.mark.parametrize(
    ("rule", "jurisdictions", "content_type", "status"),
    [
        pytest.param("disclaimer/missing-consult-professional", "UK", "clinic", "soft duty in UK", id="a code says should"),
        pytest.param("disclaimer/missing-consult-professional", "US", "supplement", "good practice", id="somebody looked: nothing"),
        pytest.param("disclaimer/missing-consult-professional", "US", "weight-loss", "hard duty in US", id="New York"),
        pytest.param("disclaimer/missing-consult-professional", "EU UK", "medicine", "hard duty in EU; no duty on record in UK", id="two laws"),
        pytest.param("disclaimer/missing-risk-balance", "US", "medicine", "hard duty in US", id="fair balance"),
        pytest.param("regulatory-status/pom-advertising", "UK", "clinic", "hard duty in UK", id="a ban"),
        pytest.param("disease-claim/unauthorised-food-claim", "EU", "food", "hard duty in EU", id="a register"),
        pytest.param("pricing/free-unqualified", "US EU", "clinic", "hard duty in EU; soft duty in US", id="the harder one first"),
        pytest.param("platform/meta-personal-attributes", "US", "clinic", "a platform's policy", id="no law at all"),
    ],
)  # fmt: skip
def test_the_standing_of_a_rule_is_told_as_it_is(rule, jurisdictions, content_type, status):
    profile = Profile(tuple(jurisdictions.split()), content_type)
    assert in_short(RULES.rule(rule), RULES, profile) == status


@pytest.mark.parametrize(
    ("rule", "levels"),
    [
        pytest.param("overclaim/guaranteed-outcome", ["US, UK, EU, AU, CA: error"], id="the same everywhere"),
        pytest.param(
            "overclaim/rejuvenate-reverse",
            ["US: info; error for cosmetic", "UK, EU, AU: warning", "CA: warning; error for cosmetic"],
            id="by law and by kind of copy",
        ),
        pytest.param(
            "regulatory-status/pom-advertising", ["US: off", "UK, EU, AU, CA: error; info for education"], id="off under a law"
        ),
        pytest.param(
            "disease-claim/unauthorised-food-claim",
            ["US, AU, CA: off", "UK, EU: error; warning for food"],
            id="a rule for some kinds of copy",
        ),
        pytest.param(
            "safety-claim/trivialise-procedure",
            ["US, EU, CA: info; off for supplement, food", "UK: warning; off for supplement, food", "AU: error; warning for cosmetic, medicine, device, telehealth, weight-loss, education; off for supplement, food"],
            id="off for a kind of copy",
        ),
    ],
)  # fmt: skip
def test_the_levels_of_a_rule_are_told_in_words(rule, levels):
    assert list(by_law(RULES.rule(rule), RULES)) == levels


def test_policies_are_told_by_their_platforms():
    told = [(name, one.level, one.source) for name, one in by_platform(RULES.rule("weight-loss/rapid-safe"), RULES)]
    assert told == [("google_ads", "error", "S91"), ("tiktok", "error", "S94")]


# --- what can be wrong with a table -----------------------------------------------------------------------------------

SOURCES = """\
S1: {title: Guide, url: "https://example.org/guide", jurisdiction: UK, retrieved: 2026-01-02, verified: true}
P1: {title: Policy, url: "https://example.org/policy", jurisdiction: platform, retrieved: 2026-01-02, verified: true}
"""
RULE = """\
title: Wonder cream
severity: warning
jurisdictions: [US, UK]
sources: [S1]
why: Nobody measured it.
instead: Say what was measured.
message: "“{match}” is a wonder"
match:
  any: [wonder cream]
examples:
  bad: ["Our [[wonder cream]] is here."]
  good: ["Our cream is here."]
"""
DUTY = "duties:\n- {rules: [house/wonder], in: UK, duty: soft, source: S1, says: asked for}\n"
POLICY = "meta:\n  retrieved: 2026-01-02\n  policies:\n  - {rules: [house], level: error, label: refused, source: P1}\n"


@pytest.fixture
def house(tmp_path):
    """A folder with one rule and these tables, loaded; or the problems of that, without the folder's name."""

    def read(**tables):
        files = {"sources": SOURCES, "house/wonder": RULE, **{f"profiles/{name}": text for name, text in tables.items()}}
        for name, text in files.items():
            path = tmp_path / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        try:
            return load([tmp_path], SETTINGS, {})
        except RuleError as error:
            return [str(problem).replace(f"{tmp_path}/profiles/", "") for problem in error.problems]

    return read


def test_tables_are_read(house):
    rules = house(
        jurisdictions="house: {US: info}\nhouse/wonder: {UK: {food: error}}\n",
        **{"content-types": "device: {lower: {house: 'off'}}\n", "platforms": POLICY, "duties": DUTY},
    )
    [rule] = rules.rules
    of = [levels_under(rule, rules, Profile(("US", "UK"), kind)) for kind in ("food", "clinic", "device")]
    assert of == [{"US": "info", "UK": "error"}, {"US": "info", "UK": "warning"}, {}]
    assert rule_under(rule, rules, Profile(("EU",), "food", ("meta",))).severity == "error"
    assert [one.says for one in rules.tables.duties] == ["asked for"]


@pytest.mark.parametrize(
    ("table", "text", "problem"),
    [
        pytest.param("jurisdictions", "house/wander: {US: info}", "1:1: no rule or category 'house/wander'; did you mean 'house/wonder'?", id="no such rule"),
        pytest.param("jurisdictions", "house/wonder: {US: loud}", "1:16: 'US' is one of error, warning, info, off, not 'loud'", id="no such level"),
        pytest.param("jurisdictions", "house/wonder: {FR: info}", "1:16: unknown key 'FR'", id="no such law"),
        pytest.param("jurisdictions", "house/wonder: {AU: info}", "1:16: 'house/wonder' is no rule for AU: add it to the rule's 'jurisdictions'", id="a law of which the rule says nothing"),
        pytest.param("jurisdictions", "house/wonder: {UK: {beauty: info}}", "1:21: unknown key 'beauty'", id="no such kind of copy in a cell"),
        pytest.param("content-types", "beauty: {raise: {house: error}}", "1:1: unknown key 'beauty'", id="no such kind of copy"),
        pytest.param("content-types", "food: {raise: {home: error}}", "1:16: no rule or category 'home'", id="no such category"),
        pytest.param("content-types", "food: {lift: {house: error}}", "1:8: unknown key 'lift'", id="neither raised nor lowered"),
        pytest.param("content-types", "food: {raise: {house: error}, lower: {house: info}}", "1:39: 'house' is both raised and lowered", id="both"),
        pytest.param("platforms", POLICY.replace("2026-01-02", "last week"), "2:3: 'retrieved' must be a day as YYYY-MM-DD", id="no day"),
        pytest.param("platforms", POLICY.replace("P1", "S1"), "4:52: 'S1' is a source for UK, not for platform", id="a law as a policy"),
        pytest.param("platforms", POLICY.replace("meta", "myspace"), "1:1: unknown key 'myspace'", id="no such platform"),
        pytest.param("platforms", POLICY.replace("error", "off"), "4:22: 'level' is one of error, warning, info, not 'off'", id="a policy that allows"),
        pytest.param("duties", DUTY.replace("UK", "US"), "2:47: 'S1' is a source for UK, not for US", id="another country's text"),
        pytest.param("duties", DUTY.replace("soft", "strict"), "2:35: 'duty' is one of hard, soft, none, not 'strict'", id="no such duty"),
        pytest.param("duties", DUTY.replace("S1", "S9"), "there is no source 'S9' in sources.yaml", id="no such source"),
        pytest.param("duties", DUTY.replace("says: asked for", "of: [cream]"), "no content type 'cream'", id="a duty of no kind of copy"),
        pytest.param("levels", "a: b", "1:1: no table 'levels'; known: jurisdictions, content-types, platforms, duties", id="no such table"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_table_is_said_at_its_place(house, table, text, problem):
    problems = house(**{table: text})
    assert any(problem in one and one.startswith(f"{table}.yaml:") for one in problems), problems


# --- one page under several profiles ----------------------------------------------------------------------------------

CASES = Path(__file__).parent / "cases" / "profiles"
COLUMNS = {
    "nothing said": Config(),
    "UK clinic": Config(jurisdictions=("UK",)),
    "US supplement": Config(jurisdictions=("US",), content_type="supplement"),
    "AU clinic": Config(jurisdictions=("AU",)),
    "EU food": Config(jurisdictions=("EU",), content_type="food"),
    "US UK education": Config(content_type="education"),
}


def test_one_page_has_the_severities_of_the_tables(golden):
    source = Source("page.md", (CASES / "page.md").read_text("utf-8"), "markdown")
    rows = {}
    for column, config in COLUMNS.items():
        for one in lint_source(source, RULES, config).findings:
            if not one.rule.startswith("readability/"):
                rows.setdefault((one.line, one.column, one.rule), {})[column] = one.severity
    table = [("", *COLUMNS)]
    for (line, column, rule), row in sorted(rows.items()):
        table.append((f"{line}:{column} {rule}", *(row.get(name, "-") for name in COLUMNS)))
    lines = (first.ljust(54) + "".join(cell.ljust(17) for cell in cells) for first, *cells in table)
    golden("".join(f"{line.rstrip()}\n" for line in lines), CASES / "severities.txt")


def test_a_finding_names_the_laws_for_which_its_level_holds():
    text = "Our serum rejuvenates tired skin."
    config = Config(select=("overclaim/rejuvenate-reverse",))
    [finding] = lint_source(Source("a.md", text, "markdown"), RULES, config).findings
    assert (finding.severity, finding.jurisdictions) == ("warning", ("UK",))


def test_a_statement_that_one_law_prescribes_is_missing_there_and_nowhere_else():
    text = "Our zinc tablets cure colds.\n"
    config = Config(jurisdictions=("UK", "AU"), content_type="medicine", select=("disclaimer/missing-mandatory-local",))
    findings = lint_source(Source("a.md", text, "markdown"), RULES, config).findings
    assert {one.jurisdictions for one in findings} == {("AU",), ("UK",)}


# --- education that sells ---------------------------------------------------------------------------------------------

SELLS = "Acupuncture cures migraine. Book your free consultation with us.\n"


def education(text, **settings):
    config = Config(content_type="education", **settings)
    return {one.rule: one.severity for one in lint_source(Source("a.md", text, "markdown"), RULES, config).findings}


@pytest.mark.parametrize(
    ("text", "settings", "sells"),
    [
        pytest.param(SELLS, {}, True, id="a claim and a call to book"),
        pytest.param("Acupuncture cures migraine.\n", {}, False, id="a claim alone"),
        pytest.param("Book your free consultation with us.\n", {}, False, id="a call alone"),
        pytest.param(
            "Acupuncture cures migraine. Do not order online from strangers.\n", {}, False, id="a call that is denied"
        ),
        pytest.param("Acupuncture does not cure migraine. Order now.\n", {}, False, id="a claim that is denied"),
        pytest.param("Needles at Reed Row cure migraine.\n", {"site_brand": "Reed Row"}, True, id="the site's own brand"),
        pytest.param("Needles at Reed Row cure migraine.\n", {"site_brand": "Reed"}, True, id="a part of a longer name"),
        pytest.param("Needles at Reed Row cure migraine.\n", {"site_brand": "Row Reed"}, False, id="another brand"),
        pytest.param("Acupuncture cures migraine.\n", {"site_owner_is_seller": True}, True, id="an owner who sells"),
        pytest.param("Migraine has many causes.\n", {"site_owner_is_seller": True}, False, id="and who claims nothing"),
    ],
)
def test_education_that_sells_is_told_so(text, settings, sells):
    assert education(text, **settings).get("config/content-type-mismatch") == ("info" if sells else None)


def test_education_that_sells_is_judged_as_clinic_copy():
    clinic = {one.rule: one.severity for one in lint_source(Source("a.md", SELLS, "markdown"), RULES, Config()).findings}
    assert "error" in clinic.values()
    assert education(SELLS) == {**clinic, "config/content-type-mismatch": "info"}
    assert education(SELLS) != education(SELLS, severities={"config/content-type-mismatch": "off"})


def test_whoever_leaves_the_rule_out_means_education():
    text = "The operation is painless.\n\nOrder now.\n"
    assert education(text) == {"safety-claim/minimising-language": "warning", "config/content-type-mismatch": "info"}
    left_out = education(text, ignore=("config/content-type-mismatch",))
    assert left_out == {"safety-claim/minimising-language": "info"}

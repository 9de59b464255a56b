"""What the commands say of a rule's standing: where it holds, how loudly, and whose duty it is, if anybody's."""

import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from healthlint.cli import main
from healthlint.config import Config
from healthlint.model import PLATFORMS
from healthlint.profile import Profile, rule_under
from healthlint.run import load_rules

CASES = Path(__file__).parent / "cases" / "profiles"
RULES = load_rules(Config(), examples=True)
OLDEST = 180  # days after which somebody has to read a platform's policies again


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs the command line away from any configuration and gives what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        assert main([*words, "--no-config"]) == 0
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("rules pricing urgency --jurisdiction UK --content-type clinic", id="one law"),
        pytest.param("rules pricing platform --jurisdiction US,EU --content-type food --platform meta", id="two laws and a platform"),
        pytest.param("explain urgency/countdown-offer --jurisdiction UK", id="a rule"),
        pytest.param("explain platform/meta-personal-attributes", id="a rule about a platform"),
    ],
)  # fmt: skip
def test_what_is_told_of_rules(run, golden, words):
    out = run(*words.split())
    name = words.partition(" --")[0].replace("/", "-").replace(" ", "-")
    golden(out.partition("why   ")[0], CASES / f"{name}.txt")


@pytest.mark.parametrize(("where", "content_type"), [("UK", "clinic"), ("AU", "weight-loss"), ("EU", "education")])
def test_the_rules_listed_are_those_that_check_goes_by(run, where, content_type):
    listed = json.loads(run("rules", "--jurisdiction", where, "--content-type", content_type, "--format", "json"))
    assert listed["profile"] == {"jurisdictions": [where], "content_type": content_type, "platforms": []}
    profile = Profile((where,), content_type)
    speaking = [rule for rule in (rule_under(rule, RULES, profile) for rule in RULES.rules) if rule.speaks]
    assert {one["id"]: one["here"]["severity"] for one in listed["rules"]} == {rule.id: rule.severity for rule in speaking}


def test_a_list_of_all_rules_says_which_are_silent_here(run):
    listed = json.loads(run("rules", "--format", "json"))
    assert len(listed["rules"]) == len(RULES.rules)
    silent = {one["id"] for one in listed["rules"] if one["here"] is None}
    assert {"platform/google-speculative", "disease-claim/unauthorised-food-claim"} <= silent


def test_what_is_listed_is_what_the_configuration_leaves(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    told = "severities: {pricing/risk-free-trial: error}\nignore: [pricing/free-unqualified, pricing/guarantee-terms-missing]\n"
    (tmp_path / ".healthlint.yaml").write_text(told, "utf-8")
    assert main(["rules", "pricing", "--jurisdiction", "US", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["rules"]
    assert [(one["id"], one["severity"], one["here"]["severity"]) for one in listed] == [
        ("pricing/risk-free-trial", "warning", "error")
    ]


def test_a_duty_on_record_is_told_with_its_source(run):
    [found] = json.loads(run("rules", "pricing", "--jurisdiction", "EU", "--format", "json"))["rules"]
    assert found["id"] == "pricing/free-unqualified"
    assert found["here"]["jurisdictions"]["EU"] | {"says": ""} == {
        "severity": "info", "status": "hard duty", "source": "S55", "verified": True, "says": "",
    }  # fmt: skip


# --- the age of what is known of platforms ----------------------------------------------------------------------------


def too_old(platforms, today):
    """The platforms whose policies nobody has read for too long, and what to do."""
    return [
        f"rules/profiles/platforms.yaml: the policies of {name} were read {age} days ago, on {platform.retrieved}: read them"
        " again, put the rows right and set `retrieved`"
        for name, platform in platforms.items()
        if (age := (today - date.fromisoformat(platform.retrieved)).days) > OLDEST
    ]


@pytest.mark.parametrize(
    ("days", "told"),
    [pytest.param(OLDEST, 0, id="on the last day"), pytest.param(OLDEST + 1, 1, id="on the day after")],
)
def test_policies_grow_old(days, told):
    platforms = {"meta": RULES.tables.platforms["meta"]._replace(retrieved="2026-01-01")}
    found = too_old(platforms, date.fromordinal(date(2026, 1, 1).toordinal() + days))
    assert [f"meta were read {days} days ago" in one for one in found] == [True] * told


def test_policies_were_read_on_a_day_that_has_been():
    assert set(RULES.tables.platforms) == set(PLATFORMS) - {"amazon"}
    days = [date.fromisoformat(platform.retrieved) for platform in RULES.tables.platforms.values()]
    assert min(days) >= date(2026, 11, 20)


@pytest.mark.skipif(
    "HEALTHLINT_AGES" not in os.environ, reason="only those who keep the rules are asked to read policies again"
)
def test_no_policy_is_too_old():
    assert too_old(RULES.tables.platforms, date.fromisoformat(time.strftime("%Y-%m-%d"))) == []


@pytest.mark.parametrize(
    ("platform", "told"),
    [
        pytest.param("amazon", "platforms: nothing is known here of the policies of amazon; its copy is checked as any\n", id="nothing"),
        pytest.param("meta", "", id="something"),
    ],
)  # fmt: skip
def test_a_platform_of_which_nothing_is_known_is_told(capsys, tmp_path, platform, told):
    page = tmp_path / "a.md"
    page.write_text("A plain page.\n", "utf-8")
    assert main(["check", "--no-config", "--quiet", "--platform", platform, str(page)]) == 0
    assert capsys.readouterr().err == told

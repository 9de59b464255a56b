from pathlib import Path

import pytest

from healthlint.config import Config, excludes, find, finder, for_document, load
from healthlint.errors import ConfigError, InputError
from healthlint.globs import matcher
from healthlint.model import Policy

EVERYTHING = """\
jurisdictions: [eu, UK]
content_type: weight-loss
platforms: meta, google_ads
audience: professional
site_brand: Glow House
exclude: [drafts/]
encoding: latin-1
fields: [teaser, hook]
rules: [house]
severities:
  overclaim/guaranteed-outcome: off
select: overclaim
ignore: [readability/long-sentence]
fail_on: Warning
max_warnings: 10
disclaimer_in_template: yes
lexicons:
  brand: [Glowella]
policy: {no_ignore: [weight-loss]}
overrides:
  - paths: ["shop/**"]
    content_type: cosmetic
"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text, name=".healthlint.yaml"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def test_every_key_is_read_into_its_finished_value(write, tmp_path):
    (tmp_path / "house").mkdir()
    assert load(write(EVERYTHING)) == Config(
        path=".healthlint.yaml",
        folder=str(tmp_path.resolve()),
        jurisdictions=("UK", "EU"),
        content_type="weight-loss",
        platforms=("google_ads", "meta"),
        audience="professional",
        site_brand="Glow House",
        exclude=("drafts/",),
        encoding="latin-1",
        fields=frozenset({"teaser", "hook"}),
        rules=("house",),
        severities={"overclaim/guaranteed-outcome": "off"},
        select=("overclaim",),
        ignore=("readability/long-sentence",),
        fail_on="warning",
        max_warnings=10,
        disclaimer_in_template=True,
        lexicons={"brand": ("Glowella",)},
        policy=Policy(("weight-loss",)),
        overrides=({"paths": ("shop/**",), "content_type": "cosmetic"},),
    )


def test_an_empty_file_is_the_default(write, tmp_path):
    assert load(write("# nothing yet\n")) == Config(path=".healthlint.yaml", folder=str(tmp_path.resolve()))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("rule: [a]", "1:1: unknown key 'rule'; did you mean 'rules'?", id="unknown key, close to one"),
        pytest.param("\nzebra: 1", "2:1: unknown key 'zebra'", id="unknown key, close to none"),
        pytest.param("content_type: clinc", "1:15: content_type: unknown value 'clinc'; did you mean 'clinic'?", id="typo"),
        pytest.param(
            "jurisdictions: [US, GB]",
            "1:21: jurisdictions: unknown value 'GB'; known: US, UK, EU, AU, CA",
            id="a few known values are all named",
        ),
        pytest.param("jurisdictions: []", "1:16: jurisdictions: expected at least one", id="no jurisdiction"),
        pytest.param(
            "jurisdictions: US, XX",
            "1:16: jurisdictions: unknown value 'XX'; known: US, UK, EU, AU, CA",
            id="a part of a text is placed where the text is",
        ),
        pytest.param("exclude:", "1:9: exclude: expected a list", id="a list with all its items commented out"),
        pytest.param("exclude: {a: b}", "1:10: exclude: expected a list", id="a mapping where a list belongs"),
        pytest.param("site_brand: [x]", "1:13: site_brand: expected a word or a text", id="a list where a text belongs"),
        pytest.param("max_warnings: -1", "1:15: max_warnings: expected a whole number, 0 or more", id="negative number"),
        pytest.param("disclaimer_in_template: maybe", "1:25: disclaimer_in_template: expected true or false", id="neither"),
        pytest.param("encoding: utf-88", "1:11: encoding: unknown encoding 'utf-88'", id="no such encoding"),
        pytest.param("encoding: base64", "1:11: encoding: unknown encoding 'base64'", id="a codec that makes no text"),
        pytest.param("rules: [nowhere]", "1:9: rules: no such folder 'nowhere'", id="rules that are not there"),
        pytest.param(
            "severities:\n  a/b: of",
            "2:8: severities: a/b: unknown value 'of'; did you mean 'off'?",
            id="unknown severity",
        ),
        pytest.param(
            "overrides:\n  - content_type: food",
            "2:5: overrides: expected `paths:`, the globs it is for",
            id="no paths",
        ),
        pytest.param(
            "policy: {no_ignored: [a]}",
            "1:10: policy: unknown key 'no_ignored'; did you mean 'no_ignore'?",
            id="unknown policy",
        ),
        pytest.param("- a\n- b", "1:1: expected `key: value` lines", id="a list at the top"),
        pytest.param("a: 1\na: 2", "2:1: key 'a' stands twice", id="a repeated key"),
        pytest.param("a: [", "2:1: not valid YAML: did not find expected node content", id="broken YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(write, text, message):
    with pytest.raises(ConfigError) as caught:
        load(write(text))
    assert str(caught.value) == f".healthlint.yaml:{message}"


def test_all_problems_are_said_together_in_the_order_of_the_file(write):
    with pytest.raises(ConfigError) as caught:
        load(write("rules: [nowhere]\nrulse: [x]\ncontent_type: spa\n"))
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["1", "2", "3"]


def test_a_file_that_is_not_utf8_or_not_there_is_a_configuration_error(write, tmp_path):
    path = write("")
    path.write_bytes(b"site_brand: caf\xe9")
    with pytest.raises(ConfigError, match="not UTF-8 at byte 15"):
        load(path)
    with pytest.raises(ConfigError, match="No such file"):
        load(tmp_path / "gone.yaml")


def test_the_nearest_file_wins_and_the_repository_is_the_limit(write, tmp_path):
    write("content_type: food")
    inner = write("content_type: device", "site/blog/.healthlint.yaml")
    (tmp_path / "other" / ".git").mkdir(parents=True)
    assert find(tmp_path / "site" / "blog" / "2026") == tmp_path / inner
    assert find(tmp_path / "site") == tmp_path / ".healthlint.yaml"
    assert find(tmp_path / "other") is None


def test_a_misnamed_file_is_an_error_not_silence(write, tmp_path):
    write("content_type: food", ".healthlint.yml")
    with pytest.raises(ConfigError, match=r"\.healthlint\.yml: not read under this name"):
        find(tmp_path)


def test_each_file_has_the_configuration_nearest_to_it_under_the_command_line(write):
    write("content_type: food\nfail_on: info")
    write("content_type: device", "site/.healthlint.yaml")
    config_for = finder({"fail_on": "never"})
    nearest = [(config_for(path).content_type, config_for(path).fail_on) for path in ("a.md", "site/b.md", "c/d.md")]
    assert nearest == [("food", "never"), ("device", "never"), ("food", "never")]


def test_no_config_and_a_named_config_hold_everywhere(write):
    write("content_type: food")
    named = write("content_type: cosmetic", "other.yaml")
    assert finder({}, none=True)("a.md").content_type == "clinic"
    assert finder({}, str(named))("a.md").content_type == "cosmetic"


def test_front_matter_goes_over_overrides_and_both_stay_under_the_command_line(write):
    write("overrides:\n  - paths: ['shop/**']\n    content_type: cosmetic\n    jurisdictions: [EU]\n")
    config = finder({})("a.md")
    shop = for_document(config, {}, "shop/serum.md")
    own = for_document(config, {"healthlint": {"content_type": "medicine"}}, "shop/serum.md")
    told = for_document(finder({"content_type": "food"})("a.md"), {"healthlint": {"content_type": "medicine"}}, "shop/x.md")
    assert for_document(config, {}, "blog/serum.md") == config
    assert (shop.content_type, shop.jurisdictions) == ("cosmetic", ("EU",))
    assert (own.content_type, own.jurisdictions) == ("medicine", ("EU",))
    assert (told.content_type, told.jurisdictions) == ("food", ("EU",))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param("clinic", "expected `key: value` lines", id="a word alone"),
        pytest.param({"content": "x"}, "unknown key 'content'; did you mean 'content_type'?", id="unknown key"),
        pytest.param({"rules": ["x"]}, "unknown key 'rules'; known: ", id="a key that only a configuration file has"),
        pytest.param({"jurisdictions": ["UK", "Mars"]}, "jurisdictions: unknown value 'Mars'; known: ", id="unknown value"),
    ],
)
def test_wrong_front_matter_is_the_fault_of_the_document(value, message):
    with pytest.raises(InputError) as caught:
        for_document(Config(), {"healthlint": value})
    assert str(caught.value).startswith(f"front matter, under healthlint: {message}")


@pytest.mark.parametrize(
    ("pattern", "covered", "not_covered"),
    [
        pytest.param("drafts/", ["drafts/a.md", "x/drafts/b/c.md"], ["drafts", "drafts.md"], id="a folder anywhere"),
        pytest.param("/drafts", ["drafts/a.md", "drafts"], ["x/drafts/a.md"], id="a leading slash: only here"),
        pytest.param("*.txt", ["a.txt", "x/y/a.txt"], ["a.txt.md"], id="a name anywhere"),
        pytest.param("docs/*.md", ["docs/a.md"], ["docs/x/a.md", "x/docs/a.md"], id="one star stays in its folder"),
        pytest.param("docs/**/*.md", ["docs/a.md", "docs/x/y/a.md"], ["docs/a.txt"], id="two stars cross folders"),
        pytest.param("docs/**", ["docs/a.md", "docs/x/a.md"], ["docs", "docsy/a.md"], id="all below"),
        pytest.param("./a?.md", ["ab.md"], ["a.md", "abc.md"], id="one character"),
        pytest.param("[a-c]/[!x].md", ["b/y.md"], ["d/y.md", "b/x.md", "b//.md"], id="sets of characters"),
        pytest.param("a+b(1).md", ["a+b(1).md"], ["aab1.md"], id="other marks mean themselves"),
    ],
)
def test_globs_mean_what_they_mean_to_git(pattern, covered, not_covered):
    matches = matcher([pattern])
    assert [path for path in covered if not matches(path)] == []
    assert [path for path in not_covered if matches(path)] == []


def test_exclude_is_relative_to_its_configuration(write, tmp_path, monkeypatch):
    write("exclude: [blog/drafts/]", "site/.healthlint.yaml")
    (tmp_path / "site" / "blog" / "drafts").mkdir(parents=True)
    config = load(Path("site/.healthlint.yaml"))
    assert excludes(config, "site/blog/drafts/a.md")
    monkeypatch.chdir(tmp_path / "site" / "blog")
    assert excludes(config, "drafts/a.md")
    assert not excludes(config, "a.md")

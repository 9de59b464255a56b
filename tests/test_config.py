from contextlib import nullcontext
from pathlib import Path

import pytest

from healthlint.config import Config, excludes, find, finder, for_document, load, starts
from healthlint.errors import ConfigError, InputError
from healthlint.keys import Override
from healthlint.model import Policy
from healthlint.yamlio import Mark

EVERYTHING = """\
jurisdictions: [eu, UK]
content_type: weight-loss
platforms: meta, google_ads
audience: professional
site_brand: Glow House
paths: [content]
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
policy: {no_ignore: [weight-loss], front_matter: [platforms, content_type]}
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
    assert load(write(EVERYTHING))._replace(places={}, names=()) == Config(
        path=".healthlint.yaml",
        folder=str(tmp_path.resolve()),
        jurisdictions=("UK", "EU"),
        content_type="weight-loss",
        platforms=("google_ads", "meta"),
        audience="professional",
        site_brand="Glow House",
        paths=("content",),
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
        policy=Policy(("weight-loss",), ("content_type", "platforms")),
        overrides=(Override(("shop/**",), {"content_type": "cosmetic"}, {"paths": Mark(22, 5), "content_type": Mark(23, 5)}),),
    )


def test_an_empty_file_is_the_default(write, tmp_path):
    assert load(write("# nothing yet\n")) == Config(path=".healthlint.yaml", folder=str(tmp_path.resolve()))


WRONG = [
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
    pytest.param("exclude: ['# old']", "1:11: exclude: a pattern that covers no path", id="a comment for a pattern"),
    pytest.param("overrides: x", "1:12: overrides: expected a list, each with `paths:` and what holds for them", id="no list"),
    pytest.param("lexicons: {offer: {a: b}}", "1:19: lexicons: offer: expected a list", id="a mapping for words"),
    pytest.param(
        "licensed: [{agent: Calmido, jurisdiction: UK}]", "1:12: licensed: indication missing", id="a licence for nothing"
    ),
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
        'severities: {"a\\n::error::b": 1}',
        "1:31: severities: 'a\\n::error::b': unknown value '1'; known: error, warning, info, off",
        id="a key that would be two lines",
    ),
    pytest.param(
        "overrides:\n  - content_type: food",
        "2:5: overrides: expected `paths:`, the globs it is for",
        id="no paths",
    ),
    pytest.param(
        "overrides:\n  - paths: a\n    exclude: [b]",
        "3:5: overrides: unknown key 'exclude'",
        id="a key that holds for the whole site",
    ),
    pytest.param(
        "policy: {no_ignored: [a]}",
        "1:10: policy: unknown key 'no_ignored'; did you mean 'no_ignore'?",
        id="unknown policy",
    ),
    pytest.param("- a\n- b", "1:1: expected `key: value` lines", id="a list at the top"),
    pytest.param("a: 1\na: 2", "2:1: key 'a' stands twice", id="a repeated key"),
    pytest.param("a: [", "2:1: not valid YAML: did not find expected node content", id="broken YAML"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
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
    page = {"healthlint": {"content_type": "medicine"}}
    blog, shop = map(finder({}), ("blog/serum.md", "shop/serum.md"))
    own = for_document(shop, page)
    told = for_document(finder({"content_type": "food"})("shop/serum.md"), page)
    assert (blog.content_type, blog.jurisdictions) == ("clinic", ("US", "UK"))
    assert (shop.content_type, shop.jurisdictions) == ("cosmetic", ("EU",))
    assert (own.content_type, own.jurisdictions) == ("medicine", ("EU",))
    assert (told.content_type, told.jurisdictions) == ("food", ("EU",))


OVERRIDDEN = """\
ignore: [pricing]
select: [overclaim, urgency]
fields: [hook]
severities: {overclaim/cure-all: warning, overclaim/miracle-language: info}
encoding: utf-8
fail_on: warning
overrides:
  - paths: [old/]
    ignore: [urgency]
    select: [overclaim]
    fields: [teaser]
    severities: {overclaim/cure-all: "off"}
    encoding: latin-1
    fail_on: never
  - paths: [old/keep/]
    fail_on: info
"""


@pytest.mark.parametrize(
    ("path", "flags", "expected"),
    [
        pytest.param(
            "new/a.md", {},
            (("pricing",), ("overclaim", "urgency"), {"hook"}, ("warning", "info"), "utf-8", "warning"),
            id="another path",
        ),
        pytest.param(
            "old/a.md", {},
            (("pricing", "urgency"), ("overclaim",), {"hook", "teaser"}, ("info", "off"), "latin-1", "never"),
            id="severities, what is ignored and fields are added to; the rest is replaced",
        ),
        pytest.param(
            "old/keep/a.md", {},
            (("pricing", "urgency"), ("overclaim",), {"hook", "teaser"}, ("info", "off"), "latin-1", "info"),
            id="the later one wins",
        ),
        pytest.param(
            "old/a.md", {"ignore": ("fairness",), "fail_on": "error"},
            (("fairness",), ("overclaim",), {"hook", "teaser"}, ("info", "off"), "latin-1", "error"),
            id="the command line wins",
        ),
    ],
)  # fmt: skip
def test_overrides_hold_for_their_paths(write, path, flags, expected):
    write(OVERRIDDEN)
    config = finder(flags)(path)
    levels = tuple(config.severities.values())
    assert (config.ignore, config.select, config.fields, levels, config.encoding, config.fail_on) == expected


def test_no_override_speaks_of_the_current_folder(write):
    write("overrides: [{paths: ['*'], content_type: food}]")
    assert [finder({})(path).content_type for path in (".", "a.md", "x/a.md")] == ["clinic", "food", "food"]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        pytest.param(".", ("content", "pages/about.md", "../beside"), id="beside the configuration"),
        pytest.param("pages", ("about.md",), id="further down, what lies there"),
        pytest.param("content/posts", (".",), id="inside one of them"),
        pytest.param("content", (".",), id="in one of them"),
    ],
)
def test_paths_are_where_a_run_starts(write, tmp_path, monkeypatch, folder, expected):
    for place in ("site/content/posts", "site/pages", "beside"):
        (tmp_path / place).mkdir(parents=True)
    write("paths: [content, ./pages/about.md, ../beside]", "site/.healthlint.yaml")
    monkeypatch.chdir(tmp_path / "site" / folder)
    absolute = (tmp_path / "beside").as_posix()
    assert starts(finder({})(".")) == tuple(absolute if path == "../beside" else path for path in expected)


def test_a_folder_without_any_of_the_paths_is_no_place_to_start(write, tmp_path, monkeypatch):
    write("paths: [content]")
    (tmp_path / "scripts").mkdir()
    monkeypatch.chdir(tmp_path / "scripts")
    with pytest.raises(ConfigError, match="none of its `paths` lies in this folder; name what is to be read"):
        starts(finder({})("."))


def test_a_configuration_from_elsewhere_brings_its_paths(write, tmp_path, monkeypatch):
    write("paths: [content]", "site/.healthlint.yaml")
    (tmp_path / "ci").mkdir()
    monkeypatch.chdir(tmp_path / "ci")
    assert starts(finder({}, "../site/.healthlint.yaml")(".")) == ((tmp_path / "site" / "content").as_posix(),)


@pytest.mark.parametrize(
    ("allowed", "page", "said"),
    [
        pytest.param(None, {"content_type": "food", "jurisdictions": ["EU"]}, "", id="no policy"),
        pytest.param(("content_type",), {"content_type": "food"}, "", id="left to the page"),
        pytest.param(
            ("content_type", "platforms"), {"content_type": "food", "jurisdictions": ["EU"]},
            "jurisdictions is not for a page to say; site.yaml leaves it content_type, platforms", id="not left to it",
        ),
        pytest.param((), {"content_type": "food"}, "content_type is not for a page to say; site.yaml leaves it nothing", id="nothing is"),
        pytest.param((), {"ignore": {"overclaim/cure-all": "a reason"}}, "", id="ignores have a policy of their own"),
    ],
)  # fmt: skip
def test_a_policy_says_what_pages_may_say_of_themselves(allowed, page, said):
    config = Config(path="site.yaml", policy=Policy(front_matter=allowed))
    with pytest.raises(InputError) if said else nullcontext() as caught:
        assert for_document(config, {"healthlint": page}).content_type == page.get("content_type", "clinic")
    assert str(caught.value if caught else "") == (f"front matter, under healthlint: {said}" if said else "")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param("clinic", "expected `key: value` lines", id="a word alone"),
        pytest.param({"content": "x"}, "unknown key 'content'; did you mean 'content_type'?", id="unknown key"),
        pytest.param({"rules": ["x"]}, "unknown key 'rules'", id="a key that only a configuration file has"),
        pytest.param({"jurisdictions": ["UK", "Mars"]}, "jurisdictions: unknown value 'Mars'; known: ", id="unknown value"),
    ],
)
def test_wrong_front_matter_is_the_fault_of_the_document(value, message):
    with pytest.raises(InputError) as caught:
        for_document(Config(), {"healthlint": value})
    assert str(caught.value).startswith(f"front matter, under healthlint: {message}")


def test_exclude_is_relative_to_its_configuration(write, tmp_path, monkeypatch):
    write("exclude: [blog/drafts/]", "site/.healthlint.yaml")
    (tmp_path / "site" / "blog" / "drafts").mkdir(parents=True)
    config = load(Path("site/.healthlint.yaml"))
    assert excludes(config, "site/blog/drafts/a.md")
    monkeypatch.chdir(tmp_path / "site" / "blog")
    assert excludes(config, "drafts/a.md")
    assert not excludes(config, "a.md")

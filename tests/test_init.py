"""The files that a new user begins with are right as they are, and so is every example in them once it is uncommented."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from healthlint.config import load
from healthlint.keys import KEYS
from healthlint.origin import Origin, from_direct_url
from healthlint.report import REPORTERS
from healthlint.sites import Place, find_site
from healthlint.starter import configuration, github, gitlab, hook

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def make(*names):
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if name.endswith("/") else path.write_text("", "utf-8")


HEADER = ("_site/", "_includes/", "/README.md", "/CHANGELOG.md", "/CONTRIBUTING.md", "/LICENSE*")


@pytest.mark.parametrize(
    ("names", "place"),
    [
        pytest.param(["hugo.toml", "content/"], Place("Hugo", ("content",), ()), id="Hugo"),
        pytest.param(["config.toml", "archetypes/", "content/"], Place("Hugo", ("content",), ()), id="Hugo, as it once was"),
        pytest.param(["config/_default/hugo.yaml", "content/"], Place("Hugo", ("content",), ()), id="Hugo with a folder"),
        pytest.param(["hugo.toml"], Place("Hugo", (), ()), id="Hugo without copy yet"),
        pytest.param(
            ["_config.yml", "_posts/"], Place("Jekyll", (), ("_site/", "_layouts/", *HEADER[1:])),
            id="Jekyll, whose pages lie everywhere",
        ),
        pytest.param(["eleventy.config.mjs", "src/"], Place("Eleventy", ("src",), HEADER), id="Eleventy"),
        pytest.param([".eleventy.js", "index.md"], Place("Eleventy", (), HEADER), id="Eleventy at the top"),
        pytest.param(["astro.config.ts", "src/content/", "src/pages/"], Place("Astro", ("src/content", "src/pages"), ()), id="Astro"),
        pytest.param(["docusaurus.config.js", "docs/", "blog/"], Place("Docusaurus", ("docs", "blog"), ()), id="Docusaurus"),
        pytest.param(["posts/", "code/"], Place("", ("posts",), ()), id="unknown, with a folder of posts"),
        pytest.param(["posts"], Place("", (), ()), id="a file called like a folder"),
        pytest.param(["a.md"], Place("", (), HEADER[2:]), id="unknown"),
    ],
)  # fmt: skip
def test_a_site_is_known_by_its_files(names, place):
    make(*names)
    assert find_site(Path()) == place


def uncommented(text):
    return re.sub("^# ", "", text, flags=re.MULTILINE)


def test_every_key_is_in_the_configuration_once():
    text = uncommented(configuration(Place("", (), ()), {}))
    assert sorted(yaml.safe_load(text)) == sorted(KEYS)


@pytest.mark.parametrize("change", [str, uncommented], ids=["as it is", "with all its examples"])
@pytest.mark.parametrize("sign", ["hugo.toml", "_config.yml", "x.md"])
def test_the_configuration_is_a_right_one(run, sign, change):
    """`config` also looks at the names of rules and word lists."""
    make(sign, "content/", "compliance/rules/")
    assert run("init")[0] == 0
    path = Path(".healthlint.yaml")
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    assert run("config")[::2] == (0, "")


def test_what_is_asked_for_and_what_the_site_shows_holds(run):
    make("hugo.toml", "content/")
    code, out, err = run("init", "--jurisdiction", "au,CA", "--content-type", "supplement", "--platform", "meta")
    config = load(Path(".healthlint.yaml"))
    said = (config.jurisdictions, config.content_type, config.platforms, config.paths, config.exclude)
    assert said == (("AU", "CA"), "supplement", ("meta",), ("content",), ())
    assert (code, out.splitlines()[:2], err) == (0, ["wrote .healthlint.yaml", "a Hugo site: content will be read"], "")


def test_nothing_is_overwritten(run):
    make(".healthlint.yaml", ".github/workflows/healthlint.yml")
    code, _out, err = run("init", "--ci", "github")
    assert code == 2
    assert err == (
        ".healthlint.yaml is there already; left as it is\n.github/workflows/healthlint.yml is there already; left as it is\n"
    )
    assert run("init", "--ci", "github", "--hook")[0] == 0
    sizes = {path.name: path.stat().st_size > 0 for path in Path().rglob("*") if path.is_file()}
    assert sizes == {".healthlint.yaml": False, "healthlint.yml": False, ".pre-commit-config.yaml": True}


def test_a_dangling_link_is_not_written_through(run, tmp_path):
    Path(".healthlint.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert run("init")[0] == 2
    assert not Path("elsewhere.yaml").exists()


def test_a_configuration_under_another_name_is_told_of(run):
    make(".healthlint.yml")
    code, _out, err = run("init")
    assert (code, err) == (2, ".healthlint.yml: not read under this name; rename it to .healthlint.yaml\n")


def test_another_folder_can_be_named(run):
    make("site/hugo.toml")
    assert run("init", "site", "--hook", "--ci", "gitlab")[1].splitlines()[:4] == [
        "wrote site/.healthlint.yaml",
        "wrote site/.pre-commit-config.yaml",
        "wrote site/.gitlab-ci.yml",
        "a Hugo site: the whole folder will be read",
    ]
    assert run("init", "nowhere")[0] == 2


def test_what_is_shown_is_what_would_be_written(run):
    out = run("init")[1]
    Path(".healthlint.yaml").unlink()
    run("init", "--hook", "--ci", "github")
    for name in (".pre-commit-config.yaml", ".github/workflows/healthlint.yml"):
        assert "".join(f"    {line}\n" for line in Path(name).read_text("utf-8").splitlines()) in out


def test_the_hook_without_an_address_is_the_published_one():
    published, *_others = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    ((ours,),) = (repo["hooks"] for repo in yaml.safe_load(hook(Origin("", "", "")))["repos"])
    assert {**ours, "language": "python", "description": ""} == {**published, "description": ""}


def test_the_hook_runs_what_is_installed(run, tmp_path, monkeypatch):
    pytest.importorskip("pre_commit", reason="needs pre-commit")
    make("hugo.toml", "content/")
    run("init", "--hook")
    Path("content/a.md").write_text("Our tea cures insomnia.\n", "utf-8")
    Path("README.md").write_text("Our tea cures insomnia.\n", "utf-8")
    for words in (["git", "init", "-q"], ["git", "add", "-A"]):
        subprocess.run(words, check=True)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "content/a.md" in done.stdout, "Failed" in done.stdout) == (1, True, True), (
        done.stdout + done.stderr
    )
    assert "README.md: not checked" in done.stdout


@pytest.mark.parametrize("job", [github, gitlab])
def test_a_job_installs_and_checks(job):
    requirement = "healthlint @ git+https://example.org/h.git@v1.2.3"
    text = job(Origin("https://example.org/h.git", "v1.2.3", requirement))
    assert isinstance(yaml.safe_load(text), dict)
    (install,) = re.findall(r"(?:run: |- )(pip install .*)", text)
    assert install == f'pip install "{requirement}"'
    (check,) = re.findall(r"healthlint check .*?--(?:format|output) (\w+)", text)
    assert check in REPORTERS


@pytest.mark.parametrize(
    "repo", ["https://github.com/some/lint.git", "ssh://git@github.com/some/lint", "https://github.com/some/lint/"]
)
def test_a_repository_on_github_has_an_action(repo):
    source = from_direct_url(json.dumps({"url": repo, "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}))
    checkout, check = yaml.safe_load(github(source))["jobs"]["healthlint"]["steps"]
    assert (checkout["with"], check) == ({"fetch-depth": 0}, {"uses": "some/lint@c0ffee"})
    assert (ROOT / "action.yml").is_file()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(None, Origin("", "", "healthlint==0.1.0"), id="from an index"),
        pytest.param({"url": "file:///x", "dir_info": {}}, Origin("", "", "healthlint==0.1.0"), id="from a folder"),
        pytest.param(
            {"url": "https://example.org/h.git", "vcs_info": {"vcs": "git", "requested_revision": "v1.2", "commit_id": "c0ffee"}},
            Origin("https://example.org/h.git", "v1.2", "healthlint @ git+https://example.org/h.git@v1.2"),
            id="from a release",
        ),
        pytest.param(
            {"url": "https://me:secret@example.org/h", "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "c0ffee"}},
            Origin("https://example.org/h", "c0ffee", "healthlint @ git+https://example.org/h@c0ffee"),
            id="from a branch, which moves, with a password, which is nobody's business",
        ),
        pytest.param(
            {"url": "ssh://git:secret@example.org/h", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
            Origin("ssh://git@example.org/h", "c0ffee", "healthlint @ git+ssh://git@example.org/h@c0ffee"),
            id="over ssh, with the name that belongs to the address",
        ),
        pytest.param(
            {"url": "https://example.org/h", "vcs_info": {"vcs": "hg", "commit_id": "1"}},
            Origin("", "", "healthlint==0.1.0"),
            id="from something else than git",
        ),
    ],
)  # fmt: skip
def test_others_are_told_to_install_the_same(monkeypatch, told, expected):
    monkeypatch.setattr("healthlint.__version__", "0.1.0")
    assert from_direct_url(told and json.dumps(told)) == expected
    (repo,) = yaml.safe_load(hook(expected))["repos"]
    assert (repo["repo"], repo.get("rev", "")) == (expected.repo or "local", expected.revision)

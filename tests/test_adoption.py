"""A team takes healthlint up: three hundred posts full of findings, and what happens to the commits that follow."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from repositories import IDENTITY, NO_INDEX

pytest.importorskip("pre_commit", reason="pre-commit is not installed")

ROOT = Path(__file__).parent.parent
POSTS = 300
ADVICE = "Talk to your own doctor or pharmacist before you begin, above all when you take other medicines.\n"


@pytest.fixture(scope="module")
def call(tmp_path_factory):
    """Runs a command in the site; healthlint is on the path as an installation puts it there."""
    site = tmp_path_factory.mktemp("site")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
        "NO_COLOR": "1",
    }

    def run(*command, **more):
        done = subprocess.run(command, cwd=site, env={**environment, **more}, capture_output=True, text=True, check=False)
        if any(sign in done.stdout + done.stderr for sign in NO_INDEX):
            pytest.skip("the hook's environment cannot be built: no package index can be reached")
        return done

    run.site = site
    return run


def git(call, *words):
    done = call("git", *IDENTITY, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def paragraphs():
    """Those of the sample posts, good and bad."""
    found = []
    for path in sorted((ROOT / "samples").glob("*.md")):
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)
        found += [part for part in text.split("\n\n") if part.strip() and not part.startswith("#")]
    assert len(found) > 20
    return found


@pytest.fixture(scope="module")
def site(call):
    """A Hugo site with a history of its own."""
    dice, parts = random.Random(300), paragraphs()  # noqa: S311 - posts, no secret
    content = call.site / "content" / "blog"
    content.mkdir(parents=True)
    for number in range(POSTS):
        body = "\n\n".join(dice.sample(parts, 8))
        (content / f"post-{number:03}.md").write_text(f"---\ntitle: Post {number}\n---\n\n{body}\n", "utf-8")
    (content / "peel.md").write_text(
        f"---\ntitle: Peel\n---\n\n{'A chemical peel brightens the skin. ' * 12}\n\n{ADVICE}", "utf-8"
    )
    (call.site / "layouts").mkdir()
    (call.site / "layouts" / "single.html").write_text("<main>{{ .Content }}</main>\n", "utf-8")
    (call.site / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "Site"\n', "utf-8")
    git(call, "init", "-q", "-b", "main")
    git(call, "add", "-A")
    git(call, "commit", "-q", "-m", "three hundred posts")
    return content


@pytest.fixture(scope="module")
def adopted(call, site):
    """The site after the first ten minutes: a configuration, a baseline, a hook and a job for pull requests."""
    done = call("healthlint", "init", "--hook", "--ci", "github")
    assert (done.returncode, "a Hugo site: content" in done.stdout) == (0, True), done.stderr
    first = call("healthlint", "check", "--format", "json")
    assert (first.returncode, len(json.loads(first.stdout)["findings"]) > POSTS) == (1, True)
    assert call("healthlint", "baseline").returncode == 0
    after = call("healthlint", "check")
    assert (after.returncode, "nothing found in 301 files" in after.stdout + after.stderr) == (0, True), after.stdout[:500]
    assert call(sys.executable, "-m", "pre_commit", "install").returncode == 0
    git(call, "add", "-A")
    git(call, "commit", "-q", "-m", "healthlint")
    return site


@pytest.fixture
def tried(call, adopted):
    """Takes back what a test did to the site."""
    before = git(call, "rev-parse", "main")
    yield adopted
    git(call, "checkout", "-q", "-f", "main")
    git(call, "reset", "-q", "--hard", before)


def commit(call):
    git(call, "add", "-A")
    return call("git", *IDENTITY, "commit", "-m", "a change")


def test_a_commit_with_a_new_overclaim_fails_with_one_finding(call, tried):
    post = tried / "post-007.md"
    post.write_text(post.read_text("utf-8") + "\nOur balm cures eczema.\n", "utf-8")
    done = commit(call)
    shown = done.stdout + done.stderr
    assert (done.returncode, "1 error in 1 file" in shown, shown.count("error    “")) == (1, True, 1), shown


def test_a_commit_that_moves_old_text_passes(call, tried):
    first, second = tried / "post-001.md", tried / "post-002.md"
    text = first.read_text("utf-8").rstrip("\n").split("\n\n")
    first.write_text("\n\n".join([text[0], *reversed(text[2:])]) + "\n", "utf-8")
    second.write_text(second.read_text("utf-8") + f"\n{text[1]}\n", "utf-8")
    (tried / "post-003.md").rename(tried / "renamed.md")
    done = commit(call)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_pull_request_that_removes_a_disclaimer_fails(call, tried):
    git(call, "checkout", "-q", "-b", "topic")
    peel = tried / "peel.md"
    peel.write_text(peel.read_text("utf-8").replace(ADVICE, ""), "utf-8")
    git(call, "add", "-A")
    git(call, "commit", "-q", "--no-verify", "-m", "shorter")
    git(call, "update-ref", "refs/remotes/origin/main", "main")
    job = yaml.safe_load((call.site / ".github/workflows/healthlint.yml").read_text("utf-8"))["jobs"]["healthlint"]
    check = next(step["run"] for step in job["steps"] if "healthlint check" in step.get("run", ""))
    done = call("bash", "-eo", "pipefail", "-c", check, GITHUB_BASE_REF="main")
    assert (done.returncode, done.stdout.count("::error ")) == (1, 1), done.stdout + done.stderr
    assert "this change removed “Talk to your own doctor or pharmacist" in done.stdout

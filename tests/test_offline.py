"""A check needs no network, not even to be imported, and none of the libraries that would like one."""

import os
import subprocess
import sys
from pathlib import Path

import healthlint

SCRIPT = """
import socket, sys

def refused(*words, **more):
    raise AssertionError("somebody asked for the network")

for name in ("socket", "create_connection", "create_server", "socketpair", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refused)

import healthlint
report = healthlint.lint_text("# Tea\\n\\nOur tea cures gout.\\n", path="a.md")
assert [one.rule for one in report.findings if one.severity == "error"] == ["disease-claim/cure"], report

from healthlint.cli import main
code = main(["check", "a.md", "--no-config", "--quiet"])
print(code, sorted({name.partition(".")[0] for name in sys.modules} & {"textstat", "nltk", "requests", "urllib3", "pyphen"}))
"""


def test_a_post_is_checked_without_network(tmp_path):
    (tmp_path / "a.md").write_text("# Tea\n\nOur tea cures gout.\n", "utf-8")
    root = str(Path(healthlint.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env={**os.environ, "PYTHONPATH": root},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "disease-claim/cure" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 []"

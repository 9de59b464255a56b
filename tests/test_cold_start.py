"""A short page waits for nothing that it does not need. What is imported is counted here; nothing is timed."""

import re
import subprocess
import sys

import pytest

from healthlint.cli import main
from healthlint.late import late

LINTED = """
import sys
from healthlint.cli import main

main(["check", "--no-config", "--no-baseline", "post.md"])
print(*(name for name in sys.argv[1:] if name in sys.modules), file=sys.stderr)
"""
PAGE = "# Knees\n\nThis balm cures knee pain in two days.\n"


@pytest.mark.parametrize(
    ("page", "needed"),
    [
        pytest.param(PAGE, "", id="plain prose"),
        pytest.param(f"---\ntitle: Knees\n---\n{PAGE}", "yaml", id="front matter"),
        pytest.param(f"{PAGE}\n<p title='safe &amp; sound'>Rest &amp; ice.</p>\n", "html.entities", id="entities in HTML"),
    ],
)
def test_a_page_imports_what_it_needs(tmp_path, page, needed):
    (tmp_path / "post.md").write_text(page, "utf-8")
    main(["check", "--no-config", str(tmp_path)])  # keeps a checkout's rules, so that the next run reads no YAML of theirs
    asked = ["yaml", "html.entities", "regex", "textstat", "difflib", "subprocess", "multiprocessing", "healthlint.git"]
    asked += ["healthlint.changes", "healthlint.trusted", "healthlint.report.as_sarif", "healthlint.report.as_junit"]
    done = subprocess.run(
        [sys.executable, "-c", LINTED, *asked], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "cures knee pain" in done.stdout
    assert done.stderr.splitlines()[-1] == needed


def test_a_late_pattern_is_the_pattern():
    pattern = late("(KNEE) pain", re.IGNORECASE)
    assert [match.groups() for match in pattern.finditer("Knee pain, knee pain")] == [("Knee",), ("knee",)]
    assert pattern.sub("ache", "knee pain") == "ache"
    assert pattern.pattern == "(KNEE) pain"


def test_a_late_pattern_is_compiled_when_it_is_used():
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("knee")

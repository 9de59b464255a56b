"""What the rules reach on labelled copy, where it is at hand: never less than `floor.yaml` says."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from healthlint.yamlio import load

SHARED = Path(os.environ.get("HEALTHLINT_SHARED", Path(__file__).parents[2] / "shared"))
EVAL = SHARED / "eval"
FLOOR = load(Path(__file__).with_name("floor.yaml").read_text("utf-8"))
CHECK = f"{sys.executable} -m healthlint check --format json --no-config"

pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason=f"needs the labelled copy in {SHARED}")


def measured(script, *words):
    return subprocess.run(
        [sys.executable, EVAL / script, *words, "--cmd", CHECK], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_posts_get_what_their_tables_expect():
    done = measured("seeds.py", "--details")
    assert done.returncode == 0, done.stdout + done.stderr
    total = ast.literal_eval(re.search(r"^total (\{.*\}) failures 0$", done.stdout, re.MULTILINE)[1])
    found = {key: int(str(value).partition("/")[0]) for key, value in total.items()}
    for key in ("line warning", "line info"):
        assert found[key] >= int(FLOOR["posts"][key]), done.stdout
    assert found.get("unexpected warning", 0) <= int(FLOOR["posts"]["unexpected warning"]), done.stdout


def test_labelled_sentences_are_told_apart_no_worse_than_before():
    done = measured("score.py", str(EVAL / "dev.jsonl"), "--json")
    assert done.returncode == 0, done.stderr
    rates = json.loads(done.stdout)
    below = {
        f"{sample} {rate}": (rates[sample][rate], float(least))
        for sample, floor in FLOOR["labelled"].items()
        for rate, least in floor.items()
        if rates[sample][rate] < float(least)
    }
    assert below == {}

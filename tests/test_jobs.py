"""Several files at a time: the same output, whatever the number of processes."""

import os
import pickle
from pathlib import Path

import pytest

from healthlint.cli import main
from healthlint.cli.jobs import spread
from healthlint.errors import RuleError, RuleProblem

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("jobs", [pytest.param(1, id="one"), pytest.param(2, id="two"), pytest.param(9, id="more than files")])
@pytest.mark.parametrize("format_", ["json", "text"])
def test_the_number_of_jobs_changes_no_output(jobs, format_, capsys):
    runs = []
    for words in ([], ["--jobs", str(jobs)]):
        code = main(["check", "--no-config", "--format", format_, *words, str(CASES)])
        runs.append((code, *capsys.readouterr()))
    assert "could not check" in runs[0][2]
    assert runs[1] == runs[0]


def test_results_come_in_the_order_of_the_items_from_other_processes():
    watched = []
    found = list(
        spread(lambda item: (item, os.getpid()), range(50), 3, lambda items: (watched.append(item) or item for item in items))
    )
    assert [item for item, _ in found] == watched == list(range(50))
    assert os.getpid() not in {process for _, process in found}


def test_a_rule_error_says_the_same_in_another_process():
    error = RuleError([RuleProblem("rules/a.yaml", 2, 1, "too slow"), RuleProblem("rules/a.yaml", 1, 1, "wrong")])
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (copy.problems, str(copy)) == (error.problems, str(error))

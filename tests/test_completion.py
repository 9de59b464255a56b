"""The completion scripts are tried in a shell, and each word that may follow is one that the command takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from healthlint.cli import COMMANDS, main
from healthlint.cli.completion import SHELLS, VARIABLE

BIN = Path(sys.executable).parent
ASK = """\
source "$1"
COMP_WORDS=(%s)
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { IFS=" "; echo "paths: $*"; }
_healthlint_completion healthlint
printf '%%s\\n' "${COMPREPLY[@]}"
"""


URGENT = sorted(f"urgency/{path.stem}" for path in Path(__file__).parents[1].glob("rules/urgency/*.yaml"))
assert URGENT


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    made = subprocess.run([BIN / "healthlint", "completion", "bash"], capture_output=True, text=True, check=True)
    assert made.stderr == ""
    path = tmp_path_factory.mktemp("completion") / "healthlint.bash"
    path.write_text(made.stdout, "utf-8")
    return path


@pytest.fixture
def completed(script, tmp_path):
    """What bash makes of a line whose last word, in quotes, is being typed."""

    def completed(line):
        environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        command = ["bash", "--norc", "-c", ASK % line, "bash", script]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.split("\n")[:-1]

    return completed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("healthlint ''", [*COMMANDS], id="commands"),
        pytest.param("healthlint exp", ["explain"], id="a command begun"),
        pytest.param("healthlint check --fail-on ''", ["error", "warning", "info", "never"], id="the words of an option"),
        pytest.param("healthlint check --select overclaim/cure-", ["overclaim/cure-all"], id="a rule"),
        pytest.param("healthlint check --select urg", ["urgency", *URGENT], id="a category and its rules"),
        pytest.param(
            "healthlint check --ignore pricing,readability/dou", ["pricing,readability/doubled-word"], id="after a comma"
        ),
        pytest.param("healthlint check --jurisdiction a", ["AU"], id="a jurisdiction, in any case"),
        pytest.param("healthlint rules u", ["urgency"], id="a category"),
        pytest.param("healthlint explain urgency/h", ["urgency/health-deadline"], id="a rule to explain"),
        pytest.param("healthlint completion z", ["zsh"], id="a shell"),
        pytest.param("healthlint check con", ["paths: -o default", ""], id="a path, which bash looks for"),
        pytest.param("healthlint check --config con", ["paths: -o default", ""], id="the path of an option"),
        pytest.param("healthlint explain posts", ["paths: -o default", ""], id="a path to explain"),
    ],
)
def test_bash_completes(completed, line, words):
    assert completed(line) == words


def test_a_wrong_configuration_spoils_no_line(completed, tmp_path):
    (tmp_path / ".healthlint.yaml").write_text("zebra: 1", "utf-8")
    assert completed("healthlint check --select overclaim/cure-") == [""]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script_that_asks_us(shell, capsys):
    assert main(["completion", shell]) == 0
    out, err = capsys.readouterr()
    assert (f"{VARIABLE}={shell}_complete" in out, err) == (True, "")


def test_another_shell_has_none(capsys):
    assert main(["completion", "csh"]) == 2
    assert "'csh' is not one of" in capsys.readouterr().err

"""The command line: flags in, exit code out. 0: all was checked; 1: findings; 2: something could not be checked."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from importlib import import_module

import click

import healthlint
from healthlint.errors import HealthlintError

COMMANDS = {  # each is imported when it is called, so that `check` pays for itself alone
    "baseline": "healthlint.cli.baseline",
    "check": "healthlint.cli.check",
    "completion": "healthlint.cli.completion",
    "config": "healthlint.cli.config",
    "explain": "healthlint.cli.explain",
    "init": "healthlint.cli.init",
    "ignores": "healthlint.cli.ignores",
    "readability": "healthlint.cli.readability",
    "rules": "healthlint.cli.rules",
    "test": "healthlint.cli.examples",
}


class Commands(click.Group):
    """The table above as click wants it."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        if cmd_name not in COMMANDS:
            ctx.fail(f"no command {cmd_name!r}{_meant(cmd_name)}")
        gc.disable()  # what is imported stays; looking through it for garbage would take a tenth of the time
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        gc.enable()
        return import_module(COMMANDS["completion"]).completing(command) if ctx.resilient_parsing else command


def _meant(name: str) -> str:
    if os.path.exists(name):  # noqa: PTH110 - Path.exists raises where this one says no
        return f"; did you mean `healthlint check {name}`?"
    from healthlint.readers import hint  # noqa: PLC0415 - only errors need it

    return hint(name, COMMANDS)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(healthlint.__version__, message="%(prog)s %(version)s")
def group() -> None:
    """Find wording in health marketing copy that overclaims, lacks a disclaimer or is hard to read.

    Findings are for a person to review; no finding is no clearance.
    """


def process() -> int:
    """The command as a process of its own: what it leaves behind goes with it, so that nobody looks through it at the end."""
    code = main()
    gc.freeze()
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code: 1 for findings and for nothing else."""
    try:
        code = group.main(argv, prog_name="healthlint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
    except click.Abort:
        click.echo("stopped; not everything was checked", err=True)
    except HealthlintError as error:
        _say(str(error))
    except SystemExit as error:  # click leaves this way when its reader has gone
        return 2 if error.code else 0
    except Exception:  # noqa: BLE001 - the one place: a crash must not look like findings
        _report_crash()
    else:
        return code if isinstance(code, int) else 0
    return 2


def _say(message: str) -> None:
    from healthlint.report.escape import visible  # noqa: PLC0415 - only errors need it

    click.echo("\n".join(map(visible, message.split("\n"))), err=True)


def _report_crash() -> None:
    import traceback  # noqa: PLC0415 - only a crash needs it

    click.echo(traceback.format_exc(), err=True, nl=False)
    click.echo(
        f"healthlint {healthlint.__version__} failed; not everything was checked. This is a mistake of ours:"
        " please report it, with the lines above and the text that shows it",
        err=True,
    )

"""`healthlint completion`: what makes a shell complete commands, options, paths and the names of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem, get_completion_class

from healthlint.cli import output
from healthlint.model import JURISDICTIONS, PLATFORMS

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_HEALTHLINT_COMPLETE"  # under which click's scripts ask
_PATHS = re.compile(r"PATH|FILE|FOLDER")


@click.command("completion", short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print what a shell has to read to complete healthlint's commands, options, paths and names of rules.

    \b
    bash, in ~/.bashrc:                eval "$(healthlint completion bash)"
    zsh, in ~/.zshrc after compinit:   eval "$(healthlint completion zsh)"
    fish, once:                        healthlint completion fish > ~/.config/fish/completions/healthlint.fish
    """  # noqa: D301 - click's own mark for lines that are not to be filled
    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"click knows no {shell}")
    # It asks bash for its version, and says so on standard error where that is too old for it.
    output.write(made(click.Group(), {}, "healthlint", VARIABLE).source())
    return 0


class Completed(click.ParamType):  # type: ignore[type-arg]  # it takes none in the oldest click we run with
    """A text that a shell completes, as it is typed, from `find`."""

    name = "text"

    def __init__(self, find: Callable[[str], list[CompletionItem]]) -> None:
        self.find = find

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - as click calls it
        """What begins with what was typed."""
        return self.find(incomplete)


def completing(command: click.Command) -> click.Command:
    """A command whose parameters know what completes them; click itself knows only the ones with a choice of words."""
    for parameter in command.params:
        if parameter.name in _BY_NAME:
            parameter.type = Completed(_BY_NAME[parameter.name])
        elif parameter.metavar and _PATHS.search(parameter.metavar):
            parameter.type = Completed(_files)
    return command


def _files(typed: str) -> list[CompletionItem]:
    return [CompletionItem(typed, type="file")]  # the shell looks for itself


def _words(known: Iterable[str], typed: str) -> list[CompletionItem]:
    """Known words, the last of those that commas part."""
    done, comma, last = typed.rpartition(",")
    return [CompletionItem(done + comma + name) for name in known if name.lower().startswith(last.lower())]


def _rules(typed: str, *, ids: bool = True, categories: bool = True) -> list[CompletionItem]:
    from healthlint import run  # noqa: PLC0415 - only this needs rules
    from healthlint.config import finder  # noqa: PLC0415
    from healthlint.errors import HealthlintError  # noqa: PLC0415

    try:
        rules = run.load_rules(finder({})("."), keep=True).rules
    except HealthlintError:  # the command will say it
        return []
    names = {rule.id for rule in rules if ids} | {rule.category for rule in rules if categories}
    return _words(sorted(names), typed)


_BY_NAME: dict[str, Callable[[str], list[CompletionItem]]] = {
    "select": _rules,
    "ignore": _rules,
    "categories": lambda typed: _rules(typed, ids=False),
    "what": lambda typed: _rules(typed, categories=False) or _files(typed),
    "jurisdictions": lambda typed: _words(JURISDICTIONS, typed),
    "platforms": lambda typed: _words(PLATFORMS, typed),
}

"""`healthlint init`: the files that a new user begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from healthlint.cli import output
from healthlint.cli.options import flags, profile_options
from healthlint.config import FILE_NAME, find, near
from healthlint.origin import origin
from healthlint.report.escape import visible
from healthlint.sites import Place, find_site
from healthlint.starter import configuration, github, gitlab, hook

HOOK = ".pre-commit-config.yaml"
CI = {"github": ".github/workflows/healthlint.yml", "gitlab": ".gitlab-ci.yml"}
_RENDER = {"github": github, "gitlab": gitlab}


@click.command("init", short_help="Begin: write a configuration, show a hook and a CI job.")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--hook", "with_hook", is_flag=True, help=f"Write {HOOK}, too.")
@click.option("--ci", type=click.Choice(list(CI)), help="Write the job that checks pull requests, too.")
@profile_options
def command(folder: str, **options: Any) -> int:  # noqa: ANN401 - click gives what the options above say
    """Write a commented .healthlint.yaml for the site in FOLDER, and show the pre-commit hook and the CI job.

    Hugo, Jekyll, Eleventy, Astro and Docusaurus are known by their files. A file that is there is never changed.

    Exit code 0: something was written. 2: nothing was, for all of it is there.
    """
    find(Path(folder).resolve())  # a configuration under another name would not be read, and is no reason to write a second
    place = find_site(Path(folder))
    source = origin()
    chosen = {key: value for key, value in flags(options).items() if key in {"jurisdictions", "content_type", "platforms"}}
    files = {FILE_NAME: configuration(place, chosen)}
    files |= {HOOK: hook(source)} if options["with_hook"] else {}
    files |= {CI[options["ci"]]: _RENDER[options["ci"]](source)} if options["ci"] else {}
    said = [_write(Path(folder, name), text) for name, text in files.items()]
    lines = [f"{visible(line)}\n" for line in (*(line for line in said if line), _read(place))]
    if not options["with_hook"]:
        lines += _snippet(f"as a hook, in {HOOK} (--hook writes it)", hook(source))
    if not options["ci"]:
        lines += _snippet(f"on pull requests, in {CI['github']} (--ci github or gitlab writes it)", github(source))
    lines += ["\n", "next: healthlint check; then healthlint baseline, if what is there today may stay\n"]
    output.write("".join(lines))
    return 0 if any(said) else 2


def _write(path: Path, text: str) -> str:
    """Write a file that is not there, and say so; "" where there is one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        click.echo(f"{visible(near(path))} is there already; left as it is", err=True)
        return ""
    except OSError as error:
        raise click.UsageError(f"{near(path)}: {(error.strerror or str(error)).lower()}") from error
    return f"wrote {near(path)}"


def _read(place: Place) -> str:
    what = f"a {place.name} site" if place.name else "no known kind of site"
    return f"{what}: {', '.join(place.paths) or 'the whole folder'} will be read"


def _snippet(title: str, text: str) -> list[str]:
    return ["\n", f"{title}:\n", *(f"    {line}\n" for line in text.splitlines())]

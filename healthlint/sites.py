"""Which program makes a site, told from its files, and where such a site keeps its copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple


class Site(NamedTuple):
    """A maker of sites: what shows it, where the copy lies, and what lies there that is none.

    signs     patterns of paths below the site's folder; any of them shows it
    folders   where its copy lies; those that are there are read, without any the whole site
    exclude   what is left out of it, as lines of a .gitignore
    """

    name: str
    signs: tuple[str, ...]
    folders: tuple[str, ...]
    exclude: tuple[str, ...] = ()


_NO_COPY = ("/README.md", "/CHANGELOG.md", "/CONTRIBUTING.md", "/LICENSE*")  # of the repository, beside the copy
SITES = (
    Site("Hugo", ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default", "archetypes"), ("content",)),
    Site("Docusaurus", ("docusaurus.config.*",), ("docs", "blog", "src/pages")),
    Site("Astro", ("astro.config.*",), ("src/content", "src/pages")),
    Site("Eleventy", (".eleventy.*", "eleventy.config.*"), ("content", "src"), ("_site/", "_includes/", *_NO_COPY)),
    Site("Jekyll", ("_config.yml", "_config.yaml", "_config.toml"), (), ("_site/", "_layouts/", "_includes/", *_NO_COPY)),
    Site("", ("content", "posts", "blog", "pages", "src/content"), ("content", "posts", "blog", "pages", "src/content")),
)


class Place(NamedTuple):
    """What is read of a site: the name of its maker, "" for none known, the paths, () for all, and what is left out."""

    name: str
    paths: tuple[str, ...]
    exclude: tuple[str, ...]


def find_site(folder: Path) -> Place:
    """The first maker of sites that shows in a folder."""
    for site in SITES:
        if any(_shows(folder, sign) for sign in site.signs):
            return Place(site.name, tuple(name for name in site.folders if folder.joinpath(name).is_dir()), site.exclude)
    return Place("", (), _NO_COPY)


def _shows(folder: Path, sign: str) -> bool:
    above, _, pattern = sign.rpartition("/")
    return any(fnmatchcase(name, pattern) for name in _names(folder / above))


def _names(folder: Path) -> Iterator[str]:
    with suppress(OSError):
        yield from (path.name for path in folder.iterdir())

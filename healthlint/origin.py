"""Where this healthlint was installed from, so that others can be told to install the same."""

from __future__ import annotations

import json
import re
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import healthlint

_GITHUB = re.compile(r"(?:https://|ssh://git@)github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_RELEASE = re.compile(r"v?\d+(\.\d+)+")


class Origin(NamedTuple):
    """A git repository and a revision of it, both "" where it is none, and what to tell pip."""

    repo: str
    revision: str
    requirement: str

    @property
    def on_github(self) -> str:
        """Owner and name of a repository on GitHub, "" for one that is not there."""
        match = _GITHUB.fullmatch(self.repo)
        return match[1] if match else ""


def origin() -> Origin:
    """What pip wrote down when it installed healthlint."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - slow to import

    try:
        told = distribution("healthlint").read_text("direct_url.json")
    except PackageNotFoundError:
        told = None
    return from_direct_url(told)


def from_direct_url(told: str | None) -> Origin:
    """The origin that a `direct_url.json` tells of, without a name or password that may stand in its address."""
    data = json.loads(told) if told else {}
    git = data.get("vcs_info", {})
    if git.get("vcs") != "git":
        return Origin("", "", f"healthlint=={healthlint.__version__}")
    parts = urlsplit(data["url"])
    user, _, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0] if parts.scheme == "ssh" else ""  # over ssh the name belongs to the address
    repo = urlunsplit(parts._replace(netloc=f"{name}@{host}" if name else host))
    asked = git.get("requested_revision", "")
    revision = asked if _RELEASE.fullmatch(asked) else git["commit_id"]  # a branch moves on; hooks want what stays
    return Origin(repo, revision, f"healthlint @ git+{repo}@{revision}")

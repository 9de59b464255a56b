"""Path patterns as git writes them: `*` stays in a folder, `**` crosses them, a name without `/` is found anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_PARTS = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[[^]/]+\]|[^*?[]+|\[")
_MEANINGS = {"**/": "(?:[^/]+/)*", "/**": "/.+", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether any pattern covers a path (relative, forward slashes) or a folder the path is in."""
    sources = [_source(pattern) for pattern in patterns]
    if not sources:
        return lambda _path: False
    covers = re.compile("|".join(sources)).fullmatch
    return lambda path: covers(path) is not None


def _source(pattern: str) -> str:
    anchored = "/" in pattern.rstrip("/")
    body = "".join(map(_part, _PARTS.findall(pattern.removeprefix("./").strip("/"))))
    folder_only = pattern.endswith("/")
    return ("" if anchored else "(?:[^/]+/)*") + f"(?:{body})" + ("/.+" if folder_only else "(?:/.+)?")


def _part(part: str) -> str:
    if part in _MEANINGS:
        return _MEANINGS[part]
    if part.startswith("[") and part.endswith("]") and len(part) > len("[]"):
        inside = part[1:-1]
        negated = inside[0] in "!^"
        body = re.escape(inside[negated:]).replace("\\-", "-")
        return f"[^/{body}]" if negated else f"[{body}]"
    return re.escape(part)

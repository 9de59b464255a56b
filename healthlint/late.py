"""Patterns that few pages need: compiled when somebody first asks, so that no other page waits for them."""

from __future__ import annotations

import re
from typing import cast


class _Late:
    """Stands for a compiled pattern. What was asked of it once is its own from then on, as quick to get as the pattern's."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled when it is first used."""
    return cast("re.Pattern[str]", _Late(text, flags))

"""XML whose text can neither close what it stands in nor hold what XML forbids.

Elements are written by hand: the standard library's writers let through control characters that no reader accepts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from healthlint.report.escape import COMMAND, escaped

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# White space that an attribute would lose, what hides or steers, and the commands of build servers.
_BY_NUMBER = re.compile(
    "[\t\n\r\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|" + COMMAND.pattern
)


def element(name: str, attributes: Mapping[str, object], *inside: str, text: str = "") -> str:
    """An element; `inside` are elements, each on lines of its own. Attributes and text may hold anything."""
    start = name + "".join(f' {key}="{quoted(str(value))}"' for key, value in attributes.items())
    if inside:
        return f"<{start}>\n{''.join(inside)}</{name}>\n"
    return f"<{start}>{quoted(text)}</{name}>\n" if text else f"<{start}/>\n"


def quoted(text: str) -> str:
    """Text as XML gives it back, but for characters that it can't hold, which are written out."""
    plain = _FORBIDDEN.sub(lambda match: escaped(match[0]), text)
    marked = "".join(_MARKUP.get(character, character) for character in plain)
    return _BY_NUMBER.sub(lambda match: f"&#x{ord(match[0]):X};", marked)

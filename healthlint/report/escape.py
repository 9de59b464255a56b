"""Copy and file names made safe to show: what could steer a terminal or a build server, or hide, is written out."""

from __future__ import annotations

import re

from healthlint.late import late

# Controls, soft hyphens, zero-width and bidirectional marks, line separators, lone surrogates, and what is no character.
# The zero-width joiner (U+200D) is left: it holds emoji together.
# Build servers take `::error::`, `##[error]`, `##vso[…]` and `##teamcity[…]` for commands.
COMMAND = re.compile(r"(?<=:):|(?<=#)#(?=[a-z]{0,20}\[)")
_HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)
_UNSAFE = late(f"{COMMAND.pattern}|{_HIDDEN.pattern}")
_COLON = late(r":(?=\d|$)")
_LONE = late("[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""`text` on one line, with every unsafe character as `\x1b` or `\u202e`."""
    return _unsafe(text).sub(_escaped, text)


def shown(text: str) -> str:
    """As `visible`, for a format that breaks the commands of build servers in a way of its own."""
    return _HIDDEN.sub(_escaped, text)


def one_line(text: str) -> str:
    """Words of copy or of a rule as a line of prose: all white space is a space, and the rest is `shown`."""
    return shown(" ".join(text.split()))


def sayable(path: str) -> str:
    """A file's name for programs that know it by these very characters: only what no valid text can hold is written out."""
    return _LONE.sub(_escaped, path)


def placed(path: str) -> str:
    """A file's name before `:line:column`: visible, and with no colon that could be taken for the one before the line."""
    return _COLON.sub(r"\\x3a", visible(path))


def escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - the last of Latin-1


def json_safe(text: str) -> str:
    """A JSON text whose strings hold unsafe characters only as escapes; line ends between values stay."""
    return _unsafe(text).sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


def _escaped(match: re.Match[str]) -> str:
    return escaped(match[0])


def _unsafe(text: str) -> re.Pattern[str]:
    """What to look for in a text; commands are slow to look for, and most texts show at once that they hold none."""
    return _UNSAFE if "::" in text or "##" in text else _HIDDEN

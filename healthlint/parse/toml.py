"""TOML front matter: its values from the standard library, its strings' places by scanning for simple lines."""

from __future__ import annotations

import re
import tomllib

from healthlint.parse.scalars import quoted_runs
from healthlint.yamlio import Mark, YamlError

_MAX = 100_000  # front matter beyond this is no front matter, and the parser is slow on hostile input
_SECTION = re.compile(r"[ \t]*\[\[?([^\]\r\n]+)\]")
_STRING = re.compile(
    r"""[ \t]*([A-Za-z0-9_.-]+|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*=[ \t]*
        (?:\"{3}(?P<long>[\s\S]*?)\"{3} | '{3}(?P<raw_long>[\s\S]*?)'{3}
         | (?P<basic>"(?:[^"\\\r\n]|\\.)*+") | (?P<literal>'[^'\r\n]*'))""",
    re.VERBOSE,
)
_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)")
_NEXT_LINE = re.compile(r"[\r\n]+")
String = tuple[tuple[str, ...], str, int, int, bool]  # path, words, place, whether the place has quotes round it


def read_toml(text: str) -> tuple[dict[str, object], list[String]]:
    """The values as text, and each plainly written string with its path and place. Raises YamlError."""
    if len(text) > _MAX:
        raise YamlError(f"larger than {_MAX:,} characters", Mark(1, 1))
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise YamlError("nested too deep", Mark(1, 1)) from error
    except tomllib.TOMLDecodeError as error:
        match = _PLACE.search(str(error))
        place = Mark(int(match[1]), int(match[2])) if match else Mark(1, 1)
        raise YamlError(f"not valid TOML: {_PLACE.sub('', str(error))}", place) from error
    return {name: _text(value) for name, value in values.items()}, _strings(text)


def _text(value: object) -> object:
    if isinstance(value, dict):
        return {name: _text(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _strings(text: str) -> list[String]:
    found = []
    section: tuple[str, ...] = ()
    position = 0
    while position < len(text):
        match = _STRING.match(text, position)
        header = None if match else _SECTION.match(text, position)
        if header:
            section = _names(header[1])
        if match:
            kind = match.lastgroup or "basic"
            start, end = match.span(kind)
            path = (*section, *_names(match[1]))
            if kind == "basic":
                words = "".join(run[0] for run in quoted_runs(text, start + 1, end - 1, '"'))
                found.append((path, words, start, end, True))
            else:
                start, end = (start + 1, end - 1) if kind == "literal" else (start, end)
                found.append((path, text[start:end], start, end, False))
            position = match.end()
        following = _NEXT_LINE.search(text, position)
        position = following.end() if following else len(text)
    return found


def _names(key: str) -> tuple[str, ...]:
    return tuple(name.strip(" \t\"'") for name in key.split("."))

"""Front matter: the values a site's templates read, and the words among them that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from healthlint import yamlio
from healthlint.late import late
from healthlint.parse.maps import Run
from healthlint.parse.prose import PLACEHOLDER, STAND_IN, VANISH, Frame, Page
from healthlint.parse.scalars import flow_runs, word_runs
from healthlint.parse.templates import mask_templates

_OPENER = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_CLOSERS = {
    "---": late(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE),
    "+++": late(r"^\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE),
}
_LINE = late(r"\r\n|[\n\r\x85\u2028\u2029]")
# Names are compared in lower case without _ and -, so that meta_title, metaTitle and meta-title are one.
PROSE_FIELDS = frozenset(
    "title description summary excerpt subtitle headline lead seo.title seo.description metatitle metadescription"  # noqa: SIM905 (words read better than quotes)
    " seotitle seodescription ogtitle ogdescription twittertitle twitterdescription".split()
)
_IGNORES = ("healthlint", "ignore")  # a rule, and why the page ignores it, as a directive would say
_PROSE_PARENTS = frozenset(("social", "twitter", "og", "opengraph"))


class FrontMatter(NamedTuple):
    """Plain values, a page with the prose among them, and where in the source the body begins."""

    page: Page
    values: dict[str, object]
    body: int


class _Field(NamedTuple):
    """A string: the names that lead to it, its words, where it stands, and whether it has quotes round it."""

    path: tuple[str, ...]
    text: str
    start: int
    end: int
    quoted: bool


_Reading = tuple[dict[str, object], list[_Field]]


def read_front_matter(source: str, base: int = 0, fields: frozenset[str] = frozenset()) -> FrontMatter:
    """Read the front matter of a source that begins at `base` in the file; `fields` names more values that are prose.

    Templates of new pages have tags where the values will be. No reader of YAML takes those, but each takes a stand-in.
    """
    opener = _OPENER.match(source)
    closer = _CLOSERS[opener[1]].search(_lines(source), opener.end()) if opener else None
    if opener is None or closer is None:
        return FrontMatter(Page("", base), {}, 0)
    text = source[opener.end() : closer.start()]
    masked = mask_templates(text).replace(VANISH, STAND_IN)
    page = Page(source[: opener.end()] + masked + source[closer.start() : closer.end()], base)
    try:
        reading = (_read_yaml if opener[1] == "---" else _read_toml)(masked.replace(STAND_IN, PLACEHOLDER))
    except yamlio.YamlError as error:
        if opener[1] == "---" and text[:1] in "\r\n":  # two rules with text between them
            return FrontMatter(page, {}, 0)
        page.problem(f"front matter: {error.message}", opener.end() + _offset(text, error.mark))
        return FrontMatter(page, {}, closer.end())
    if reading is None:
        return FrontMatter(page, {}, 0)
    values, found = reading
    wanted = frozenset(map(_plain, fields))
    if masked != text:
        found = [field._replace(text=field.text.replace(PLACEHOLDER, STAND_IN)) for field in found]
    for field in found:
        if field.path[:-1] == _IGNORES:
            words = f"healthlint-ignore-file {field.path[-1]}: {field.text}"
            page.comment(words, field.start + opener.end(), field.end + opener.end())
        elif _is_prose(field, wanted):
            name = ".".join(field.path)
            page.add(Frame("field", f"front matter {name}"), _runs(page.source, field, opener.end()))
    return FrontMatter(page, values, closer.end())


def _lines(source: str) -> str:
    """The same text with every line end one that patterns know."""
    return source.replace("\r\n", " \n").replace("\r", "\n") if "\r" in source else source


def _offset(text: str, mark: yamlio.Mark) -> int:
    start = 0
    for _ in range(mark.line - 1):
        match = _LINE.search(text, start)
        if match is None:
            break
        start = match.end()
    return min(start + mark.column - 1, len(text))


def _is_prose(field: _Field, wanted: frozenset[str]) -> bool:
    names = tuple(map(_plain, field.path))
    if any(".".join(names[:count]) in wanted for count in range(1, len(names) + 1)):
        return True
    if names[0] == "params":  # Hugo's name for a site's own values
        names = names[1:]
    if ".".join(names) in PROSE_FIELDS:
        return True
    return len(names) > 1 and names[0] in _PROSE_PARENTS and " " in field.text.strip()


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _read_yaml(text: str) -> _Reading | None:
    value = yamlio.load(text)
    if value is None and text.strip(" \t\r\n"):  # nothing but comments
        return {}, []
    if value is None:
        return ({}, []) if not text else None
    if not isinstance(value, yamlio.Mapping):
        return None
    return dict(value), list(_fields(value, ()))


def _fields(value: yamlio.Value, path: tuple[str, ...]) -> Iterator[_Field]:
    if isinstance(value, yamlio.Scalar):
        yield _Field(path, value, value.offset, value.end, not value.plain)
    elif isinstance(value, yamlio.Mapping):
        for name, inner in value.items():
            yield from _fields(inner, (*path, name))
    else:
        for inner in value:
            yield from _fields(inner, path)


def _read_toml(text: str) -> _Reading:
    from healthlint.parse.toml import read_toml  # noqa: PLC0415 (few files have it, and it is slow to import)

    values, found = read_toml(text)
    return values, [_Field(*field) for field in found]


def _runs(source: str, field: _Field, base: int) -> list[Run]:
    start, end = field.start + base, field.end + base
    if field.quoted and source[start] in "\"'":
        return flow_runs(source, start, end, field.text)
    if field.quoted:  # a block of lines under | or >, whose first line is no part of it
        header = _LINE.search(source, start, end)
        start = header.end() if header else end
    return word_runs(source, start, end, field.text)

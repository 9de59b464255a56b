"""The readability of pages and their sections as rows: what `healthlint readability` prints."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields

import healthlint
from healthlint.finish import Lines
from healthlint.judge.reading import Reading
from healthlint.model import RunError
from healthlint.readability.formulas import confidence, grades, minutes
from healthlint.readability.prose import Line, prose, total, words
from healthlint.readability.sections import sections
from healthlint.readability.wider import FORMULAS, wider
from healthlint.report.escape import json_safe, visible
from healthlint.text.read import place

VERSION = 1
PAGE = "whole page"
TOP = "above the first heading"
_PLACES = 2  # decimals in JSON and CSV


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Figures are None where there is no prose to count; a page's `level` is 0."""

    path: str
    part: str
    line: int
    level: int
    sentences: int
    words: int
    minutes: float
    flesch_kincaid: float | None = None
    smog: float | None = None
    reading_age: int | None = None
    confidence: str | None = None
    wider: dict[str, float] = field(default_factory=dict)


def rows(path: str, reading: Reading, raw: str) -> list[Row]:
    """The page, then each of its sections; a page without headings is one row."""
    lines = Lines(raw)
    found = [_row(path, PAGE, 1, 0, prose(reading).lines)]
    parts = sections(reading)
    whole = len(parts) == 1 and parts[0].lines == prose(reading).lines
    for section in () if whole else parts:
        if section.heading is None:
            first = section.lines[0].spot
            at = lines.position(place(first.passage, first.passage.sentences[first.sentence]).start)[0]
            found.append(_row(path, TOP, at, 1, section.lines))
        else:
            passage = section.heading.passage
            at = lines.position(place(passage, passage.sentences[0]).start)[0]
            found.append(_row(path, " ".join(passage.normal.text.split()), at, section.level, section.lines))
    return found


def _row(path: str, part: str, line: int, level: int, prose_lines: Sequence[Line]) -> Row:
    counts = total(prose_lines)
    start = (path, part, line, level, counts.sentences, counts.words, minutes(counts.words))
    found = grades(counts)
    if found is None:
        return Row(*start)
    more = wider(words(one.text) for one in prose_lines)
    return Row(*start, found.fkgl, found.smog, found.age, confidence(counts.sentences), more)


# --- text -------------------------------------------------------------------------------------------------------------

_COLUMNS = (  # the head of a column, its width, and the field or formula in it
    ("words", 6, "words"), ("sent.", 6, "sentences"), ("min", 5, "minutes"), ("FK", 6, "flesch_kincaid"), ("SMOG", 6, "smog"),
    ("age", 5, "reading_age"), ("ease", 6, "flesch_reading_ease"), ("fog", 6, "gunning_fog"),
    ("ARI", 6, "automated_readability_index"), ("C-L", 6, "coleman_liau"), ("D-C", 6, "dale_chall"), ("LIX", 6, "lix"),
)  # fmt: skip
_LEGEND = (
    "FK Flesch-Kincaid grade, SMOG grade, age reading age, ease Flesch reading ease (higher is easier), fog Gunning,",
    "ARI automated readability index, C-L Coleman-Liau, D-C Dale-Chall; “~” few sentences: read the figures as rough.",
)
_PART = 26


def as_text(found: Sequence[Row], errors: Sequence[RunError]) -> str:  # noqa: ARG001 - errors go to standard error
    """A table for each page."""
    head = " " * _PART + "".join(name.rjust(width) for name, width, _ in _COLUMNS)
    lines: list[str] = []
    for row in found:
        if row.level == 0:
            lines += ["", visible(row.path), head] if lines else [visible(row.path), head]
        lines.append(_text_line(row))
    return "\n".join([*lines, "", *_LEGEND]) + "\n" if lines else ""


def _text_line(row: Row) -> str:
    indent = "  " * min(row.level, 4)
    room = _PART - len(indent) - 2
    part = visible(row.part)
    part = part if len(part) <= room else part[: room - 1] + "…"
    rough = "~" if row.confidence == "low" else " "
    if row.flesch_kincaid is None:
        return f"{indent}{part}".ljust(_PART) + "  no prose"
    figures = {**asdict(row), **row.wider}
    return f"{indent}{part}".ljust(_PART - 1) + rough + "".join(_cell(figures.get(key), width) for _, width, key in _COLUMNS)


def _cell(value: object, width: int) -> str:
    return (f"{value:.1f}" if isinstance(value, float) else str(value)).rjust(width)


# --- JSON and CSV -----------------------------------------------------------------------------------------------------


def as_json(found: Sequence[Row], errors: Sequence[RunError]) -> str:
    """Version 1: pages with their sections, one row on a line."""
    pages: list[str] = []
    for page, parts in _pages(found):
        inner = ",\n    ".join(_object(part) for part in parts)
        pages.append(f'{{"path": {_dump(page.path)}, "page": {_object(page)}, "sections": [\n    {inner}]}}')
    members = [
        f'"version": {VERSION}',
        f'"healthlint": {_dump(healthlint.__version__)}',
        '"pages": [\n  ' + ",\n  ".join(pages) + "]",
        f'"errors": {_dump([error._asdict() for error in errors])}',
    ]
    return json_safe("{" + ",\n ".join(members) + "}\n")


def _pages(found: Iterable[Row]) -> Iterator[tuple[Row, list[Row]]]:
    pages: list[tuple[Row, list[Row]]] = []
    for row in found:
        if row.level == 0:
            pages.append((row, []))
        else:
            pages[-1][1].append(row)
    yield from pages


def _object(row: Row) -> str:
    return _dump({key: value for key, value in _flat(row).items() if key != "path"})


def _flat(row: Row) -> dict[str, object]:
    plain = {one.name: getattr(row, one.name) for one in fields(row) if one.name != "wider"}
    both = plain | {name: row.wider.get(name) for name in FORMULAS}
    return {key: round(value, _PLACES) if isinstance(value, float) else value for key, value in both.items()}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_csv(found: Sequence[Row], errors: Sequence[RunError]) -> str:  # noqa: ARG001 - errors go to standard error
    """A row for each page and section; a text that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    names = [one.name for one in fields(Row) if one.name != "wider"] + list(FORMULAS)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in found:
        flat = _flat(row)
        writer.writerow([_inert(value) if isinstance(value, str) else value for value in map(flat.__getitem__, names)])
    return out.getvalue()


def _inert(text: str) -> str:
    text = visible(text)
    return f"'{text}" if text[:1] in tuple("=+-@") else text


RENDERERS = {"text": as_text, "json": as_json, "csv": as_csv}

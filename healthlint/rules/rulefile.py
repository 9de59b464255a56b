"""One rule file to one rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, cast

from healthlint.model import CONTENT_TYPES, JURISDICTIONS, PLATFORMS, SEVERITIES, Severity
from healthlint.readers import hint
from healthlint.rules.book import Builder
from healthlint.rules.fields import Fields
from healthlint.rules.rule import (
    Adjust,
    Agent,
    Condition,
    Effect,
    Example,
    Examples,
    Mode,
    Patterns,
    Rule,
    Scope,
    SourceText,
    Within,
)
from healthlint.yamlio import Mark

ZONES = ("title", "heading", "body", "list", "table", "quote", "caption", "field")
CONTEXTS = ("story",)  # rules/cues/contexts.yaml says how each shows
SCOPES = ("clause", "sentence", "near", "paragraph", "document")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_MARK = re.compile(rf"\[\[(?:(?P<level>{'|'.join(SEVERITIES)}): )?(?P<words>.+?)\]\]", re.DOTALL)
_CHOICE = re.compile(r"\{([^{}|]*(?:\|[^{}|]*)+)\}")

Settings = dict[str, dict[str, str]]  # for each kind of check: its settings, and what each holds


def read_rule(rule_id: str, fields: Fields, settings: Settings, sources: dict[str, SourceText], builder: Builder) -> Rule:
    """The rule that a file holds; what is wrong with it is noted in `fields`."""
    for name in rule_id.split("/"):
        if not _NAME.fullmatch(name):
            fields.problem(Mark(1, 1), f"{name!r}: categories and names are lower-case words joined by hyphens")
    kind = fields.choice("kind", settings, "claim")
    match = fields.mapping("match")
    looked_for = _Looked()
    if match is not None:
        looked_for = _match(match, builder)
    elif kind == "claim" and "match" not in fields.value:
        fields.problem(fields.value.mark, "'match' is missing")
    agent = cast("Agent", fields.choice("agent", ("any", "unblocked", "promoted"), "any"))
    rule = Rule(
        id=rule_id,
        path=fields.path,
        title=fields.text("title"),
        severity=cast("Severity", fields.choice("severity", SEVERITIES)),
        kind=kind,
        mode=cast("Mode", fields.choice("mode", ("claim", "absence", "mention", "style"), "style")),
        hedge=_effect(fields, "hedge"),
        attribution=_effect(fields, "attribution"),
        citation=_effect(fields, "citation"),
        agent=agent,
        education=_effect(fields, "education", "clear" if kind == "claim" and agent != "any" else "ignore"),
        once="document" if fields.choice("once", ("sentence", "document"), "sentence") == "document" else "sentence",
        zones=frozenset(_several(fields, "zones", ZONES) or ZONES),
        jurisdictions=_several(fields, "jurisdictions", JURISDICTIONS) or JURISDICTIONS,
        content_types=_several(fields, "content_types", CONTENT_TYPES),
        platforms=_several(fields, "platforms", PLATFORMS),
        why=fields.text("why"),
        instead=fields.text("instead"),
        message=fields.text("message"),
        sources=_known_sources(fields, sources),
        find=looked_for.find,
        within=looked_for.within,
        unless=looked_for.unless,
        conditions=looked_for.conditions,
        adjust=tuple(_adjust(item, builder) for item in fields.mappings("adjust")),
        yields_to=tuple(map(str, fields.texts("yields_to"))),
        licensed=fields.choice("licensed", ("true", "false"), "false") == "true",
        settings=_settings(fields, settings.get(kind, {}), builder),
        examples=_examples(fields),
    )
    fields.finish()
    return rule


class _Looked(NamedTuple):
    """What a rule looks for."""

    find: Patterns = ()
    within: tuple[Within, ...] = ()
    unless: Patterns = ()
    conditions: tuple[Condition, ...] = ()


def _match(match: Fields, builder: Builder) -> _Looked:
    """The phrases that count anywhere, and behind them those that count in a context; one that is both is a mistake."""
    find = match.phrases("any", builder, required=True)
    within = tuple(Within(name, match.phrases(f"in_{name}", builder)) for name in CONTEXTS if f"in_{name}" in match.value)
    for name, numbers in within:
        if not set(numbers).isdisjoint(find):
            match.problem(match.value.keys_at[f"in_{name}"], f"a phrase of 'in_{name}' stands in another list as well")
        find += numbers
    found = _Looked(find, within, match.phrases("unless", builder), _conditions(match, builder))
    match.finish()
    return found


def _effect(fields: Fields, key: str, default: Effect = "ignore") -> Effect:
    return cast("Effect", fields.choice(key, ("ignore", "down", "clear"), default))


def _several(fields: Fields, key: str, options: tuple[str, ...]) -> tuple[str, ...]:
    found = fields.texts(key)
    for word in found:
        if word not in options:
            fields.problem(word.mark, f"{key!r} are among {', '.join(options)}, not {str(word)!r}{hint(word, options)}")
    return tuple(option for option in options if option in found)


def _known_sources(fields: Fields, sources: dict[str, SourceText]) -> tuple[str, ...]:
    found = fields.texts("sources", required=True)
    for key in found:
        if key not in sources:
            fields.problem(key.mark, f"there is no source {str(key)!r} in sources.yaml{hint(key, sources)}")
    return tuple(map(str, found))


def _conditions(match: Fields, builder: Builder) -> tuple[Condition, ...]:
    found = []
    for wanted, word in ((True, "with"), (False, "unless")):
        for scope in SCOPES:
            patterns = match.phrases(f"{word}_{scope}", builder)
            if patterns:
                found.append(Condition(wanted, cast("Scope", scope), patterns))
    return tuple(found)


def _adjust(fields: Fields, builder: Builder) -> Adjust:
    found = Adjust(
        to=fields.choice("to", ("error", "warning", "info", "up", "down", "silent")),
        when=fields.phrases("when", builder, required=True),
        within=cast("Scope", fields.choice("within", SCOPES, "sentence")),
        because=fields.text("because"),
    )
    fields.finish()
    return found


def _settings(fields: Fields, schema: dict[str, str], builder: Builder) -> dict[str, object]:
    given = fields.mapping("settings")
    return {} if given is None else _read_settings(given, schema, builder)


def _read_settings(given: Fields, schema: dict[str, str], builder: Builder) -> dict[str, object]:
    """Settings by their keys. Those under a name, and those of a case, have it before their own: "case: key"."""
    readers: dict[str, Callable[[str], object]] = {
        "phrases": lambda key: given.phrases(key, builder),
        "texts": lambda key: tuple(map(str, given.texts(key))),
        "text": given.text,
        "number": lambda key: given.number(key, 0),
        "lexicon": lambda key: _lexicon(given, key, builder),
    }
    found = {key: readers[what](key) for key, what in schema.items() if key in given.value and what in readers}
    for key in (key for key, what in schema.items() if what == "named"):
        lists = given.mapping(key)
        for name in lists.value if lists is not None else ():
            found[f"{key}: {name}"] = lists.phrases(name, builder) if lists is not None else ()
    if "cases" in schema and (cases := given.mapping("cases")) is not None:
        inner = {key: what for key, what in schema.items() if key != "cases"}
        for name in cases.value:
            if (case := cases.mapping(name)) is not None:
                found |= {f"{name}: {key}": value for key, value in _read_settings(case, inner, builder).items()}
    given.read |= schema.keys()
    given.finish()
    return found


def _lexicon(fields: Fields, key: str, builder: Builder) -> tuple[str, ...]:
    name = fields.text(key)
    lexicon = builder.lexicons.get(name)
    if lexicon is None:
        fields.problem(fields.value.keys_at[key], f"there is no word list {name!r}{hint(name, builder.lexicons)}")
        return ()
    return lexicon.terms() or ()


def _examples(fields: Fields) -> Examples:
    given = fields.mapping("examples")
    if given is None:
        fields.problem(fields.value.mark, "'examples' is missing: a rule is tested by them")
        return Examples((), (), ())
    keys = ("bad", "good", "known_gaps")
    bad, good, gaps = (tuple(_example(item, item.mark.line) for item in given.texts(key)) for key in keys)
    each = tuple(_example(text, item.mark.line) for item in given.texts("each") for text in _in_turn(item))
    each += _on_page(given)
    found = Examples(bad, good, gaps, each)
    given.finish()
    for key, examples, marked in (("bad", found.bad, True), ("good", found.good, False)):
        for example in examples:
            if bool(example.marks) != marked:
                wish = "mark what is reported with [[ ]]" if marked else "a good example has no [[ ]]"
                fields.problem(Mark(example.line, 1), f"{key}: {example.text!r}: {wish}")
    return found


def _on_page(fields: Fields) -> tuple[Example, ...]:
    """Lines that are tried one after the other at the end of a page that needs a statement.

    One that counts as the statement leaves nothing to report; one that does not leaves what the page has marked.
    """
    page = fields.verbatim("page")
    found = []
    for key, kept in (("counts", False), ("does_not_count", True)):
        lines = fields.texts(key)
        if lines and not _MARK.search(page):
            fields.problem(
                fields.value.keys_at[key], f"{key!r} needs a 'page' with marks [[ ]], at whose end each line is tried"
            )
            break
        written = page if kept else _MARK.sub(r"\g<words>", page)
        found += [_example(f"{written}\n{text}\n", line.mark.line) for line in lines for text in _in_turn(line)]
    return tuple(found)


def _in_turn(template: str) -> list[str]:
    """A template's texts: "{ease|soothe} {a cough|colds}" gives two. Shorter choices begin anew, so that none is left out."""
    most = max((found.group(1).count("|") + 1 for found in _CHOICE.finditer(template)), default=1)
    return [_CHOICE.sub(partial(_chosen, number), template) for number in range(most)]


def _chosen(number: int, found: re.Match[str]) -> str:
    choices = found.group(1).split("|")
    return choices[number % len(choices)]


def _example(written: str, line: int) -> Example:
    """A line of copy with its marks taken out: "It [[cures]] colds.", or "[[info: cures]]" where the severity matters."""
    text, marks, at = "", [], 0
    levels: list[Severity | None] = []
    for match in _MARK.finditer(written):
        level, words = match["level"], match["words"]
        text += written[at : match.start()]
        marks.append((len(text), len(text) + len(words)))
        levels.append(cast("Severity | None", level))
        text += words
        at = match.end()
    return Example(text + written[at:], tuple(marks), line, tuple(levels))

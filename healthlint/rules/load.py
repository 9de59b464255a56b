"""Rule files to rules: everything that can be wrong with them is found here, and reported together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from healthlint.errors import RuleError, RuleProblem
from healthlint.model import SEVERITIES, Severity
from healthlint.rules.book import Builder
from healthlint.rules.fields import Fields, hint
from healthlint.rules.lexicon import Lexicon, Pos
from healthlint.rules.phrase import PhraseError
from healthlint.rules.phrase import parse as parse_phrase
from healthlint.rules.rule import (
    CONTENT_TYPES,
    JURISDICTIONS,
    PLATFORMS,
    Adjust,
    Agent,
    Condition,
    Cue,
    Effect,
    Example,
    Examples,
    Mask,
    Mode,
    Patterns,
    Rule,
    RuleSet,
    Scope,
    SourceText,
)
from healthlint.text.zones import load_boilerplate
from healthlint.yamlio import Mapping, Mark, Scalar, Value, YamlError
from healthlint.yamlio import load as load_yaml

ZONES = ("title", "heading", "body", "list", "table", "quote", "caption", "field")
SCOPES = ("clause", "sentence", "near", "paragraph", "document")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_SHARED = ("lexicons", "cues", "profiles")


@dataclass(slots=True)
class Loading:
    """What is known while files are read."""

    problems: list[RuleProblem] = field(default_factory=list)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    sources: dict[str, SourceText] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    masks: list[Mask] = field(default_factory=list)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    boilerplate: Value | None = None
    builder: Builder = field(default_factory=lambda: Builder({}))


def load(folders: list[Path], settings: dict[str, dict[str, str]], added: dict[str, list[str]]) -> RuleSet:
    """The rules of all folders; a later folder adds to the earlier ones.

    `settings` names the settings of each kind of check and what they hold: "phrases", "texts", "text" or "number".
    `added` holds terms that a configuration adds to word lists. Raises RuleError with every problem found.
    """
    loading = Loading()
    for folder in folders:
        _read_shared(folder, loading)
    for name, terms in added.items():
        _extend(name, terms, loading)
    loading.builder = Builder(loading.lexicons)
    for folder in folders:
        _read_cues(folder, loading)
        _read_rules(folder, settings, loading)
    if not loading.rules and not loading.problems:
        names = ", ".join(map(str, folders))
        loading.problems.append(RuleProblem(names, 1, 1, "no rules found; a rule is <category>/<name>.yaml"))
    _check_references(loading)
    if loading.problems:
        raise RuleError(loading.problems)
    return _finish(loading)


def _finish(loading: Loading) -> RuleSet:
    rules = tuple(sorted(loading.rules, key=lambda rule: rule.id))
    phrasebook = loading.builder.phrasebook()
    anchors: dict[int, list[tuple[int, int]]] = {}
    for index, rule in enumerate(rules):
        for number in rule.find:
            anchors.setdefault(phrasebook.patterns[number].anchor, []).append((number, index))
    by_anchor = {slot: tuple(pairs) for slot, pairs in anchors.items()}
    return RuleSet(
        rules,
        loading.sources,
        tuple(loading.cues),
        tuple(loading.masks),
        loading.lists,
        load_boilerplate(loading.boilerplate),
        phrasebook,
        by_anchor,
        sum(1 << slot for slot in by_anchor),
    )


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("_"))


def _open(path: Path, loading: Loading) -> Fields | None:
    try:
        text = path.read_text("utf-8")
        value = load_yaml(text)
    except (OSError, UnicodeDecodeError) as error:
        loading.problems.append(RuleProblem(str(path), 1, 1, f"cannot be read: {error}"))
        return None
    except YamlError as error:
        loading.problems.append(RuleProblem(str(path), error.mark.line, error.mark.column, error.message))
        return None
    if not isinstance(value, Mapping):
        loading.problems.append(RuleProblem(str(path), 1, 1, "a rule file is a mapping: “title: …” and so on"))
        return None
    return Fields(str(path), value, loading.problems)


# --- what rules share -------------------------------------------------------------------------------------------------


def _read_shared(folder: Path, loading: Loading) -> None:
    for path in _files(folder / "lexicons", "*.yaml"):
        if (fields := _open(path, loading)) is not None:
            _read_lexicon(path.stem, fields, loading)
    path = folder / "sources.yaml"
    if path.is_file() and (fields := _open(path, loading)) is not None:
        for key in fields.value:
            if (source := fields.mapping(key)) is not None:
                loading.sources[key] = _source(key, source)


def _read_lexicon(name: str, fields: Fields, loading: Loading) -> None:
    about = fields.text("about")
    pos = cast("Pos", fields.choice("pos", ("noun", "verb", "exact")))
    groups: dict[str, tuple[str, ...]] = {}
    if "terms" in fields.value:
        groups["terms"] = tuple(map(str, fields.texts("terms")))
    if (grouped := fields.mapping("groups")) is not None:
        groups |= {key: tuple(map(str, grouped.texts(key))) for key in grouped.value}
    plain = fields.mapping("replacements")
    if plain is not None:
        groups["terms"] = tuple(plain.value)
        loading.lists[name] = tuple(f"{key}={plain.text(key)}" for key in plain.value)
    flags: dict[str, tuple[str, ...]] = {}
    if (flagged := fields.mapping("flags")) is not None:
        flags = {key: tuple(map(str, flagged.texts(key))) for key in flagged.value}
    fields.finish()
    if not groups:
        fields.problem(fields.value.mark, "a word list has 'terms' or 'groups'")
    known = loading.lexicons.get(name)
    if known is not None:  # a user's list of the same name adds to ours
        groups = {key: known.groups.get(key, ()) + groups.get(key, ()) for key in [*known.groups, *groups]}
        flags = {**known.flags, **flags}
        pos = known.pos
    loading.lexicons[name] = Lexicon(name, about, pos, groups, flags)


def _extend(name: str, terms: list[str], loading: Loading) -> None:
    known = loading.lexicons.get(name)
    if known is None:
        message = f"there is no word list {name!r} to add to{hint(name, loading.lexicons)}"
        loading.problems.append(RuleProblem("the configuration's 'lexicons'", 1, 1, message))
        return
    groups = {**known.groups, "added": tuple(term.lower() for term in terms)}
    loading.lexicons[name] = Lexicon(name, known.about, known.pos, groups, known.flags)


def _source(key: str, fields: Fields) -> SourceText:
    found = SourceText(
        key=key,
        title=fields.text("title"),
        url=fields.text("url"),
        section=fields.text("section", ""),
        jurisdiction=fields.text("jurisdiction"),
        retrieved=fields.text("retrieved"),
        verified=fields.choice("verified", ("true", "false")) == "true",
    )
    for extra in ("status", "unverified"):
        fields.text(extra, "")
    fields.finish()
    return found


def _read_cues(folder: Path, loading: Loading) -> None:
    for path in _files(folder / "cues", "*.yaml"):
        fields = _open(path, loading)
        if fields is None:
            continue
        if path.stem == "boilerplate":
            loading.boilerplate = fields.value
        elif path.stem == "masks":
            for mask in fields.mappings("masks"):
                patterns = _phrases(mask, "phrases", loading)
                loading.masks.append(Mask(patterns, frozenset(mask.texts("but_for"))))
                mask.text("about", "")
                mask.finish()
        else:
            fields.text("about")
            for kind in [key for key in fields.value if key != "about"]:
                loading.cues.append(Cue(kind, _phrases(fields, kind, loading)))


# --- rules ------------------------------------------------------------------------------------------------------------


def _read_rules(folder: Path, settings: dict[str, dict[str, str]], loading: Loading) -> None:
    for path in _files(folder, "*/*.yaml"):
        if path.parent.name in _SHARED:
            continue
        fields = _open(path, loading)
        if fields is not None:
            rule = _rule(f"{path.parent.name}/{path.stem}", fields, settings, loading)
            loading.rules = [known for known in loading.rules if known.id != rule.id] + [rule]


def _rule(rule_id: str, fields: Fields, settings: dict[str, dict[str, str]], loading: Loading) -> Rule:
    for name in rule_id.split("/"):
        if not _NAME.fullmatch(name):
            fields.problem(Mark(1, 1), f"{name!r}: categories and names are lower-case words joined by hyphens")
    kind = fields.choice("kind", settings, "claim")
    match = fields.mapping("match")
    finds: Patterns = ()
    unless: Patterns = ()
    conditions: tuple[Condition, ...] = ()
    if match is not None:
        finds = _phrases(match, "any", loading, required=True)
        unless = _phrases(match, "unless", loading)
        conditions = _conditions(match, loading)
        match.finish()
    elif kind == "claim":
        fields.problem(fields.value.mark, "'match' is missing")
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
        agent=cast("Agent", fields.choice("agent", ("any", "unblocked", "promoted"), "any")),
        once="document" if fields.choice("once", ("sentence", "document"), "sentence") == "document" else "sentence",
        zones=frozenset(_several(fields, "zones", ZONES) or ZONES),
        jurisdictions=_several(fields, "jurisdictions", JURISDICTIONS) or JURISDICTIONS,
        content_types=_several(fields, "content_types", CONTENT_TYPES),
        platforms=_several(fields, "platforms", PLATFORMS),
        why=fields.text("why"),
        instead=fields.text("instead"),
        message=fields.text("message"),
        sources=_known_sources(fields, loading),
        find=finds,
        unless=unless,
        conditions=conditions,
        adjust=tuple(_adjust(item, loading) for item in fields.mappings("adjust")),
        yields_to=tuple(map(str, fields.texts("yields_to"))),
        settings=_settings(fields, settings.get(kind, {}), loading),
        examples=_examples(fields),
    )
    fields.finish()
    return rule


def _effect(fields: Fields, key: str) -> Effect:
    return cast("Effect", fields.choice(key, ("ignore", "down", "clear"), "ignore"))


def _several(fields: Fields, key: str, options: tuple[str, ...]) -> tuple[str, ...]:
    found = fields.texts(key)
    for word in found:
        if word not in options:
            fields.problem(word.mark, f"{key!r} are among {', '.join(options)}, not {str(word)!r}{hint(word, options)}")
    return tuple(option for option in options if option in found)


def _known_sources(fields: Fields, loading: Loading) -> tuple[str, ...]:
    found = fields.texts("sources", required=True)
    for key in found:
        if key not in loading.sources:
            fields.problem(key.mark, f"there is no source {str(key)!r} in sources.yaml{hint(key, loading.sources)}")
    return tuple(map(str, found))


def _conditions(match: Fields, loading: Loading) -> tuple[Condition, ...]:
    found = []
    for wanted, word in ((True, "with"), (False, "unless")):
        for scope in SCOPES:
            patterns = _phrases(match, f"{word}_{scope}", loading)
            if patterns:
                found.append(Condition(wanted, cast("Scope", scope), patterns))
    return tuple(found)


def _adjust(fields: Fields, loading: Loading) -> Adjust:
    found = Adjust(
        to=fields.choice("to", ("error", "warning", "info", "up", "down", "silent")),
        when=_phrases(fields, "when", loading, required=True),
        within=cast("Scope", fields.choice("within", SCOPES, "sentence")),
        because=fields.text("because"),
    )
    fields.finish()
    return found


def _settings(fields: Fields, schema: dict[str, str], loading: Loading) -> dict[str, object]:
    given = fields.mapping("settings")
    if given is None:
        return {}
    readers: dict[str, Callable[[str], object]] = {
        "phrases": lambda key: _phrases(given, key, loading),
        "texts": lambda key: tuple(map(str, given.texts(key))),
        "text": lambda key: given.text(key),
        "number": lambda key: given.number(key, 0),
    }
    found = {key: readers[what](key) for key, what in schema.items() if key in given.value}
    given.read |= schema.keys()
    given.finish()
    return found


def _phrases(fields: Fields, key: str, loading: Loading, *, required: bool = False) -> Patterns:
    numbers = []
    for scalar in fields.texts(key, required=required):
        try:
            numbers.append(loading.builder.add(parse_phrase(str(scalar))))
        except PhraseError as error:
            # The scalar's own column is that of its quotation mark, when it has one.
            column = scalar.mark.column + error.column + (not scalar.plain)
            fields.problem(Mark(scalar.mark.line, column), f"phrase {str(scalar)!r}: {error.message}")
    if len(set(numbers)) < len(numbers):
        fields.problem(fields.value.keys_at[key], f"a phrase stands twice in {key!r}")
    return tuple(numbers)


def _examples(fields: Fields) -> Examples:
    given = fields.mapping("examples")
    if given is None:
        fields.problem(fields.value.mark, "'examples' is missing: a rule is tested by them")
        return Examples((), (), ())
    found = Examples(*(tuple(_example(item) for item in given.texts(key)) for key in ("bad", "good", "known_gaps")))
    given.finish()
    for key, examples, marked in (("bad", found.bad, True), ("good", found.good, False)):
        for example in examples:
            if bool(example.marks) != marked:
                wish = "mark what is reported with [[ ]]" if marked else "a good example has no [[ ]]"
                fields.problem(Mark(example.line, 1), f"{key}: {example.text!r}: {wish}")
    return found


def _example(scalar: Scalar) -> Example:
    text, marks, at, shift = "", [], 0, 0
    for match in _MARK.finditer(scalar):
        text += scalar[at : match.start()] + match.group(1)
        start = match.start() - shift
        marks.append((start, start + len(match.group(1))))
        at, shift = match.end(), shift + 4
    return Example(text + scalar[at:], tuple(marks), scalar.mark.line)


def _check_references(loading: Loading) -> None:
    ids = {rule.id for rule in loading.rules}
    for rule in loading.rules:
        for other in rule.yields_to:
            if other not in ids:
                message = f"'yields_to' names no rule {other!r}{hint(other, ids)}"
                loading.problems.append(RuleProblem(rule.path, 1, 1, message))

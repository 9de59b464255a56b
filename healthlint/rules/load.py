"""Rule files to rules: everything that can be wrong with them is found here, and reported together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from healthlint.errors import HealthlintError, RuleError, RuleProblem
from healthlint.readers import hint
from healthlint.rules.book import Builder
from healthlint.rules.fields import Fields
from healthlint.rules.lexicon import Lexicon, Pos, rows
from healthlint.rules.renamed import FILE_NAME, read_renamed
from healthlint.rules.rule import Cue, Mask, Renamed, Rule, RuleSet, SourceText
from healthlint.rules.rulefile import Settings, read_rule
from healthlint.rules.tablefile import Known, read_tables
from healthlint.rules.tables import NO_TABLES, Tables
from healthlint.text.tokens import NUMBER, words
from healthlint.text.zones import Boilerplate, load_boilerplate
from healthlint.yamlio import Mapping, Scalar, YamlError
from healthlint.yamlio import load as load_yaml

_HERE = ("clause", "sentence")
NO_BOILERPLATE = Boilerplate(frozenset(), {}, frozenset(), frozenset(), frozenset())
_SHARED = ("lexicons", "cues", "profiles")


@dataclass(slots=True)
class Loading:
    """What is known while files are read."""

    problems: list[RuleProblem] = field(default_factory=list)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    included: dict[str, list[Scalar]] = field(default_factory=dict)  # for a word list, the others that are part of it
    sources: dict[str, SourceText] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    masks: list[Mask] = field(default_factory=list)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    renamed: dict[str, Renamed] = field(default_factory=dict)
    tables: Tables = NO_TABLES
    boilerplate: Boilerplate = NO_BOILERPLATE
    builder: Builder = field(default_factory=lambda: Builder({}))


def load(folders: list[Path], settings: Settings, added: dict[str, list[str]]) -> RuleSet:
    """The rules of all folders; a later folder adds to the earlier ones.

    `settings` names the settings of each kind of check and what they hold: "phrases", "texts", "text" or "number".
    `added` holds terms that a configuration adds to word lists. Raises RuleError with every problem found.
    """
    loading = Loading()
    for folder in folders:
        _read_shared(folder, loading)
    for name, terms in added.items():
        _extend(name, terms, loading)
    _include(loading)
    loading.builder = Builder(loading.lexicons)
    for folder in folders:
        _read_cues(folder, loading)
        _read_rules(folder, settings, loading)
    for folder in folders:
        _read_renamed(folder, loading)
        _read_tables(folder, loading)
    if not loading.rules and not loading.problems:
        names = ", ".join(map(str, folders))
        loading.problems.append(RuleProblem(names, 1, 1, "no rules found; a rule is <category>/<name>.yaml"))
    _check_references(loading)
    if loading.problems:
        raise RuleError(loading.problems)
    return _finish(loading)


def _finish(loading: Loading) -> RuleSet:
    masks = frozenset(number for mask in loading.masks for number in mask.patterns)
    early = set(masks)
    later = {number for cue in loading.cues for number in cue.patterns if not loading.builder.single(number)}
    for rule in loading.rules:
        early.update(_early(rule))
        later.update(_later(rule))
    return RuleSet(
        rules=tuple(sorted(loading.rules, key=lambda rule: rule.id)),
        sources=loading.sources,
        cues=tuple(loading.cues),
        masks=tuple(loading.masks),
        lists=loading.lists,
        renamed=loading.renamed,
        tables=loading.tables,
        lexicons=loading.lexicons,
        boilerplate=loading.boilerplate,
        phrasebook=loading.builder.phrasebook(_frequencies(loading.rules), frozenset(early), frozenset(later), masks),
    )


def _early(rule: Rule) -> Iterator[int]:
    """What a rule looks for in any sentence."""
    yield from rule.find
    for condition in rule.conditions:
        yield from condition.when if condition.within not in _HERE else ()
    for adjust in rule.adjust:
        yield from adjust.when if adjust.within not in _HERE else ()
    for value in rule.settings.values():
        if isinstance(value, tuple):
            yield from (number for number in value if isinstance(number, int))


def _later(rule: Rule) -> Iterator[int]:
    """What a rule looks for in a sentence in which it found something."""
    yield from rule.unless
    for condition in rule.conditions:
        yield from condition.when if condition.within in _HERE else ()
    for adjust in rule.adjust:
        yield from adjust.when if adjust.within in _HERE else ()


def _frequencies(rules: list[Rule]) -> Counter[str]:
    """How often each word stands in the examples of all rules: copy of the kind that will be read. Numbers are one word."""
    return Counter(
        NUMBER if word[0].isdigit() else word
        for rule in rules
        for example in (*rule.examples.bad, *rule.examples.good)
        for word in words(example.text.lower())
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
        loading.lists[name] = tuple(
            f"{' '.join(row)}={plain.text(key)}" for key in plain.value for row in sorted(rows(key, "exact"))
        )
    if "includes" in fields.value:
        loading.included[name] = fields.texts("includes")
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


def _include(loading: Loading) -> None:
    """Give each word list the terms of those that are part of it, each as a group of its own."""
    for name, others in loading.included.items():
        lexicon = loading.lexicons[name]
        for other in others:
            if other not in loading.lexicons or other in loading.included:
                plain = [known for known in loading.lexicons if known not in loading.included]
                message = f"'includes' names no plain word list {str(other)!r}{hint(other, plain)}"
                loading.problems.append(RuleProblem(f"word list {name!r}", 1, 1, message))
                continue
            groups = {**lexicon.groups, str(other): loading.lexicons[other].terms() or ()}
            lexicon = loading.lexicons[name] = lexicon._replace(groups=groups)


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
            try:
                loading.boilerplate = load_boilerplate(fields.value)
            except HealthlintError as error:
                fields.problem(fields.value.mark, str(error))
        elif path.stem == "masks":
            for mask in fields.mappings("masks"):
                patterns = mask.phrases("phrases", loading.builder)
                loading.masks.append(Mask(patterns, frozenset(mask.texts("but_for"))))
                mask.text("about", "")
                mask.finish()
        else:
            fields.text("about")
            for kind in [key for key in fields.value if key != "about"]:
                loading.cues.append(Cue(kind, fields.phrases(kind, loading.builder)))


def _read_rules(folder: Path, settings: Settings, loading: Loading) -> None:
    for path in _files(folder, "*/*.yaml"):
        if path.parent.name in _SHARED:
            continue
        fields = _open(path, loading)
        if fields is not None:
            rule = read_rule(f"{path.parent.name}/{path.stem}", fields, settings, loading.sources, loading.builder)
            loading.rules = [known for known in loading.rules if known.id != rule.id] + [rule]


def _read_renamed(folder: Path, loading: Loading) -> None:
    path = folder / FILE_NAME
    if path.is_file() and (fields := _open(path, loading)) is not None:
        loading.renamed |= read_renamed(fields, {rule.id for rule in loading.rules})


def _read_tables(folder: Path, loading: Loading) -> None:
    opened = {path.stem: _open(path, loading) for path in _files(folder / "profiles", "*.yaml")}
    files = {name: fields for name, fields in opened.items() if fields is not None}
    loading.tables = read_tables(files, Known(loading.rules, loading.sources), loading.tables)


def _check_references(loading: Loading) -> None:
    yields = {rule.id: rule.yields_to for rule in loading.rules}
    for rule in loading.rules:
        for other in rule.yields_to:
            if other not in yields:
                message = f"'yields_to' names no rule {other!r}{hint(other, yields)}"
                loading.problems.append(RuleProblem(rule.path, 1, 1, message))
        if rule.id in _yielded_to(rule.id, yields):
            message = f"'yields_to' goes in a circle: {rule.id!r} yields to itself, perhaps by way of others"
            loading.problems.append(RuleProblem(rule.path, 1, 1, message))


def _yielded_to(rule: str, yields: dict[str, tuple[str, ...]]) -> set[str]:
    """All rules to which a rule yields, and those to which they do."""
    found: set[str] = set()
    todo = list(yields[rule])
    while todo:
        other = todo.pop()
        if other not in found:
            found.add(other)
            todo += yields.get(other, ())
    return found

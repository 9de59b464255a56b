"""From PyYAML's nodes to our values; only `healthlint.yamlio.load` calls it."""

from __future__ import annotations

import yaml

from healthlint.yamlio import Mapping, Mark, Scalar, Sequence, Value, YamlError

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml; the same language, slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 60
_SAFE_LENGTH = 10_000  # a text this short cannot nest deep enough to hurt
_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


def read(text: str) -> Value | None:
    """The value of a YAML text, None when it is empty. Raises YamlError."""
    if len(text) > MAX_CHARACTERS:
        raise YamlError(f"larger than {MAX_CHARACTERS:,} characters; split it", Mark(1, 1))
    try:
        if len(text) > _SAFE_LENGTH:
            _check_depth(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
        raise YamlError(f"not valid YAML: {error.problem or error.context}", place) from error
    except yaml.YAMLError as error:
        raise YamlError(f"not valid YAML: {str(error).splitlines()[0]}", Mark(1, 1)) from error
    return None if node is None else _value(node, set())


def _check_depth(text: str) -> None:
    """Refuse deep nesting from the parser's flat stream of events: composing it would recurse on the C stack and crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlError(f"nested more than {MAX_DEPTH} deep", _mark(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _value(node: yaml.Node, seen: set[int]) -> Value:
    mark = _mark(node)
    if id(node) in seen:
        raise YamlError("aliases (*name) are not read; write the value out", mark)
    seen.add(id(node))
    if node.tag not in _TAGS:
        raise YamlError(f"tags ({node.tag}) are not read; remove it", mark)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, mark)
    if isinstance(node, yaml.SequenceNode):
        items = Sequence(_value(item, seen) for item in node.value)
        items.mark = mark
        return items
    return _mapping(node, mark, seen)


def _scalar(node: yaml.ScalarNode, mark: Mark) -> Scalar:
    scalar = Scalar(node.value)
    scalar.mark, scalar.offset, scalar.end = mark, node.start_mark.index, node.end_mark.index
    scalar.plain = not node.style  # None from PyYAML's own parser, "" from libyaml
    return scalar


def _mapping(node: yaml.Node, mark: Mark, seen: set[int]) -> Mapping:
    mapping = Mapping()
    mapping.mark, mapping.keys_at = mark, {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError("a key must be a word", _mark(key_node))
        key = key_node.value
        if key in mapping:
            raise YamlError(f"key {key!r} stands twice", _mark(key_node))
        mapping.keys_at[key] = _mark(key_node)
        mapping[key] = _value(value_node, seen)
    return mapping


def _mark(node: yaml.Node | yaml.Event) -> Mark:
    mark = node.start_mark
    return Mark(mark.line + 1, mark.column + 1) if mark is not None else Mark(1, 1)

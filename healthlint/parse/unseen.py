"""Copy that a browser does not show: what stands inside an element with `hidden` or `display: none`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from healthlint.late import late
from healthlint.model import Block, Span
from healthlint.parse.tags import Tag, comment_end, read_tag

_WORTH_A_WALK = re.compile(r"<[^<>]*\b(?:hidden|display|visibility)\b", re.IGNORECASE)
_MARKUP = late(r"<(?=[!/A-Za-z])")
_STYLE = late(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905


def mark_unseen(blocks: Iterable[Block], source: str, base: int) -> list[Block]:
    """The blocks of a source that begins at `base` of the file, with those marked that no reader is shown."""
    if not _WORTH_A_WALK.search(source):
        return list(blocks)
    spans = list(_hidden(source))
    starts = [span.start for span in spans]
    return [block._replace(hidden=True) if _within(block, spans, starts, base) else block for block in blocks]


def _within(block: Block, spans: list[Span], starts: list[int], base: int) -> bool:
    pieces = block.source_map.pieces
    at = pieces[0].raw_start - base if pieces else -1
    before = bisect_right(starts, at)
    return before > 0 and at < spans[before - 1].end


def _hidden(source: str) -> Iterator[Span]:
    """Where the outermost hidden elements stand. One that nothing ends hides nothing, for its tag may be a mere example."""
    begun, name, depth = 0, "", 0
    for tag in _tags(source):
        if not depth:
            if not tag.closing and tag.name not in _VOID and _hides(source, tag):
                begun, name, depth = tag.start, tag.name, 1
        elif tag.name == name:
            depth += -1 if tag.closing else 1
            if not depth:
                yield Span(begun, tag.end)


def _tags(source: str) -> Iterator[Tag]:
    position, limit = 0, len(source)
    while match := _MARKUP.search(source, position):
        at = match.start()
        if source.startswith("<!", at):
            position = comment_end(source, at, limit)[1]
            continue
        tag = read_tag(source, at, limit)
        position = at + 1 if tag is None else tag.end
        if position < 0:
            return
        if tag is not None:
            yield tag


def _hides(source: str, tag: Tag) -> bool:
    return any(
        one.name == "hidden" or (one.name == "style" and _STYLE.search(source, one.start, one.end)) for one in tag.attributes
    )

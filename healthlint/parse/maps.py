"""Where the characters of a block stand in the file: maps made of runs, and kept right when a text is edited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from healthlint.model import Link, Piece, SourceMap, Span

Run: TypeAlias = tuple[str, int, int]  # text, and the place in the source it stands for
Edit: TypeAlias = tuple[int, int, str]  # a stretch of a block's text and what takes its place
ToCharacters: TypeAlias = Callable[[int], int] | None  # for runs that do not count in characters
_set = object.__setattr__
_piece = tuple.__new__  # many pieces are made; this takes half as long as Piece(…)


class Source(NamedTuple):
    """A text that is read, and where it stands: from `base` in the file, or in the several places of `outer`."""

    text: str
    base: int
    outer: SourceMap | None


class LateMap(SourceMap):
    """A map that is made when it is asked for: few blocks have findings, and making maps took a quarter of all reading."""

    __slots__ = ("_made", "_of")
    _made: tuple[Piece, ...] | None
    _of: tuple[Source, Sequence[Run], ToCharacters]

    def __init__(self, source: Source, runs: Sequence[Run], at: ToCharacters = None) -> None:
        _set(self, "_of", (source, runs, at))
        _set(self, "_made", None)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        made = self._made
        if made is None:
            source, runs, at = self._of
            made = in_file(pieces_of(source, runs, at), source)
            _set(self, "_made", made)
        return made


def in_file(pieces: list[Piece], source: Source) -> tuple[Piece, ...]:
    """The pieces with places in the file."""
    return tuple(_compose(pieces, source.outer) if source.outer else pieces)


def pieces_of(where: Source, runs: Sequence[Run], at: ToCharacters = None) -> list[Piece]:
    """The runs as pieces; what goes on in text and source alike is one."""
    source, base, _ = where
    pieces: list[Piece] = []
    offset = stop = 0
    reached = point = -1  # the end of the last run, as runs count and in characters
    begin = place = 0  # where the piece that may still go on began, in the text and in the source
    going = -1  # the end of that piece's place; -1 if there is none
    for value, start, end in runs:
        if not value:
            continue
        stop = offset + len(value)
        if at is not None:
            first = start
            start = point if first == reached else at(first)  # noqa: PLW2901 (the same place, counted otherwise)
            reached, plain = end, end - first == len(value) and value.isascii()
            end = point = start + len(value) if plain else at(end)  # noqa: PLW2901
        own = source[start:end] == value
        if own and start == going:
            going = end
        else:
            if going >= 0:
                pieces.append(_piece(Piece, (begin, offset, place + base, going + base, False)))
            if own:
                begin, place, going = offset, start, end
            else:
                pieces.append(_piece(Piece, (offset, stop, start + base, end + base, True)))
                going = -1
        offset = stop
    if going >= 0:
        pieces.append(_piece(Piece, (begin, stop, place + base, going + base, False)))
    return pieces


def edit(text: str, pieces: list[Piece], links: list[Link], edits: Sequence[Edit]) -> tuple[str, list[Piece], list[Link]]:
    """Put other text in the place of some stretches; what is kept keeps its place in the file."""
    cuts = _Cuts(text, pieces)
    for start, end, put in edits:
        cuts.keep(start)
        cuts.replace(end, put)
    cuts.keep(len(text))
    moved = [Link(Span(cuts.moved(link.span.start), cuts.moved(link.span.end)), link.url, link.rel) for link in links]
    return "".join(cuts.parts), cuts.pieces, moved


class _Cuts:
    """One walk over a block's text, keeping some stretches and replacing others."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self._text, self._old, self._index = text, pieces, 0
        self._at = self._new = 0
        self._olds, self._news = [0], [0]

    def keep(self, end: int) -> None:
        for piece in self._until(end):
            start, stop = max(piece.start, self._at), min(piece.end, end)
            shift = piece.raw_start - piece.start
            raw = (piece.raw_start, piece.raw_end) if piece.atomic else (start + shift, stop + shift)
            self.pieces.append(Piece(start - self._at + self._new, stop - self._at + self._new, *raw, piece.atomic))
        self._step(end, self._text[self._at : end])

    def replace(self, end: int, put: str) -> None:
        covered = list(self._until(end))
        if put and covered:
            first, last = covered[0], covered[-1]
            start = first.raw_start if first.atomic else first.raw_start + max(self._at - first.start, 0)
            stop = last.raw_end if last.atomic else last.raw_end - max(last.end - end, 0)
            self.pieces.append(Piece(self._new, self._new + len(put), start, stop, atomic=True))
        self._step(end, put)

    def moved(self, offset: int) -> int:
        """Where an offset of the old text has gone; inside a replaced stretch, its nearer allowed end."""
        index = bisect_right(self._olds, offset) - 1
        after = self._news[index + 1] if index + 1 < len(self._news) else self._new
        return min(self._news[index] + offset - self._olds[index], after)

    def _until(self, end: int) -> Iterable[Piece]:
        while self._index < len(self._old) and self._at < end:
            piece = self._old[self._index]
            if piece.start >= end:
                return
            if piece.end > self._at:
                yield piece
            if piece.end > end:
                return
            self._index += 1

    def _step(self, end: int, put: str) -> None:
        self.parts.append(put)
        self._new += len(put)
        self._at = end
        self._olds.append(end)
        self._news.append(self._new)


def _compose(pieces: Iterable[Piece], outer: SourceMap) -> list[Piece]:
    """Follow pieces of a put-together source to the places it was put together from."""
    result: list[Piece] = []
    starts = [piece.start for piece in outer.pieces]
    for piece in pieces:
        if piece.atomic:
            raw = outer.to_raw(Span(piece.raw_start, piece.raw_end))
            result.append(Piece(piece.start, piece.end, *raw, atomic=True))
            continue
        index = max(bisect_right(starts, piece.raw_start) - 1, 0)
        at = piece.raw_start
        while at < piece.raw_end:
            under = outer.pieces[index]
            stop = min(under.end, piece.raw_end)
            raw = outer.to_raw(Span(at, stop))
            shift = piece.start - piece.raw_start
            result.append(Piece(at + shift, stop + shift, *raw, under.atomic))
            at, index = stop, index + 1
    return result

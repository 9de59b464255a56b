"""Paid link: a link by which somebody earns, and no word on the page before it that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from healthlint.checks import said
from healthlint.checks.need import Place
from healthlint.checks.said import counts, scores, sentence
from healthlint.checks.settings import texts
from healthlint.judge.reading import Reading, Spot
from healthlint.judge.verdict import Verdict
from healthlint.late import late
from healthlint.model import Link, Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule
from healthlint.text.read import Passage

# rel     values of a link's `rel` that say that it is paid for
# keys    keys of an address's query that tell the shop who sent the reader
# hosts   hosts that count such readers
# paths   beginnings of paths behind which sites put such links
SETTINGS = {**said.SETTINGS, "rel": "texts", "keys": "texts", "hosts": "texts", "paths": "texts"}
_NOT_WORDS = late(r"[^a-z0-9]+")


class _Paid(NamedTuple):
    spot: Spot
    place: Place
    evidence: str


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first paid link that no disclosure stands before."""
    paid = next(_paid_links(rule, reading, profile), None)
    if paid is None:
        return
    late = ""
    for scored in scores(rule, reading, profile):
        if not counts(scored):
            late = late or f"; “{sentence(scored.spot)}” does not count: {scored.reason or scored.misplaced}"
        elif scored.spot.order <= paid.spot.order:
            yield Verdict(rule, *paid.place, None, f"present: {sentence(scored.spot)}", None)
            return
        else:
            late = f"; “{sentence(scored.spot)}” comes only after it"
    yield Verdict(rule, *paid.place, rule.severity, None, None, f" ({paid.evidence}){late}")


def _paid_links(rule: Rule, reading: Reading, profile: Profile) -> Iterator[_Paid]:
    for passage in reading.text.passages:
        for link in passage.block.links:
            evidence = _evidence(rule, link, profile.site_brand)
            spot = _spot(passage, link, reading) if evidence else None
            if spot is not None:
                yield _Paid(spot, _place(spot, link), evidence)


def _evidence(rule: Rule, link: Link, brand: str) -> str:
    """What shows that a link is paid for; "" when nothing does, or when it leads to the site's own brand."""
    from urllib.parse import parse_qsl, urlsplit  # noqa: PLC0415 - many pages link nowhere

    for value in link.rel.lower().split():
        if value in texts(rule, "rel"):
            return f"rel={value}"
    try:
        address = urlsplit(link.url.lower())
        host = address.hostname or ""
    except ValueError:  # no address at all
        return ""
    if brand and _NOT_WORDS.sub("", brand.lower()) in _NOT_WORDS.sub("", host):
        return ""
    for name in texts(rule, "hosts"):
        if host == name or host.endswith(f".{name}"):
            return name
    for start in texts(rule, "paths"):
        if address.path.startswith(start):
            return f"{start}…"
    keys = [key for key, _ in parse_qsl(address.query, keep_blank_values=True)]
    return next((f"?{key}=" for key in keys if key in texts(rule, "keys")), "")


def _spot(passage: Passage, link: Link, reading: Reading) -> Spot | None:
    """The sentence in which a link begins."""
    starts = [passage.normal.source(span).start for span in passage.sentences]
    number = sum(start <= link.span.start for start in starts) - 1
    return reading.spots[reading.first(passage) + max(number, 0)] if starts else None


def _place(spot: Spot, link: Link) -> Place:
    """The words of a link, as far as they stand in the sentence in which it begins."""
    passage = spot.passage
    start, end = passage.sentences[spot.sentence]
    inside = [
        at for at in range(start, end) if link.span.start <= passage.normal.source(Span(at, at + 1)).start < link.span.end
    ]
    return Place(passage, spot.sentence, Span(inside[0], inside[-1] + 1) if inside else Span(start, end))

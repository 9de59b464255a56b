"""Reference: a citation that leads nowhere, because its entry is missing or its number cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from healthlint.judge.reading import Reading
from healthlint.judge.verdict import Verdict
from healthlint.late import late
from healthlint.model import Span
from healthlint.profile import Profile
from healthlint.rules.rule import Rule
from healthlint.text.read import Passage

SETTINGS: dict[str, str] = {}
_NUMBERED = re.compile(r"(?<![\w\]])\[(\d{1,3}(?:\s*[,-]\s*\d{1,3})*)\](?!\()")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\](?!:)")
_ENTRY = late(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)]\s)")
_BARE_ENTRY = re.compile(
    r"\s*\[(\d{1,3})\][:.]?\s+[^\s.,;:]"
)  # a paragraph that begins with its number is an entry under any heading
# DOI syntax: https://www.doi.org/the-identifier/resources/handbook/2_numbering ; PMID, PMCID: NLM; NCT: ClinicalTrials.gov.
_DOI = late(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_IDENTIFIERS = (
    ("DOI", late(r"\bdoi:?\s*(?:https?://(?:dx\.)?doi\.org/)?([\w./()<>;:-]+)", re.IGNORECASE), _DOI),
    ("PMID", late(r"\bPMID:?\s*([\w-]+)"), late(r"[1-9]\d{0,7}")),
    ("PMCID", late(r"\bPMC:?\s?(\d[\w-]*)"), late(r"[1-9]\d{2,7}(?:\.\d+)?")),
    ("trial number", late(r"\bNCT[:\s-]?(\d\w*)"), late(r"\d{8}")),
)  # fmt: skip
_DOI_HOST = late(r"https?://(?:dx\.)?doi\.org/(.*)", re.IGNORECASE)


def find(rule: Rule, reading: Reading, claims: tuple[Verdict, ...], profile: Profile) -> Iterator[Verdict]:  # noqa: ARG001
    """A verdict at the first use of each number without an entry, and at each identifier that cannot be one."""
    entries = _entries(reading)
    told: set[str] = set()
    for passage in reading.text.passages:
        if not passage.sentences:
            continue
        yield from _identifiers(rule, passage)
        if passage.zone not in ("references", "boilerplate", "field"):
            for span, note in _loose(passage, entries, told):
                yield _verdict(rule, passage, span, note)


def _entries(reading: Reading) -> set[int]:
    """The numbers that the page's list of sources has entries for."""
    found: set[int] = set()
    listed = [passage for passage in reading.text.passages if passage.zone == "references" and passage.block.kind != "heading"]
    found.update(range(1, sum(passage.block.kind == "item" for passage in listed) + 1))
    for passage in reading.text.passages:
        if "[" in passage.normal.text and (bare := _BARE_ENTRY.match(passage.normal.text)):
            found.add(int(bare.group(1)))
    for passage in listed:
        for entry in _ENTRY.finditer(passage.normal.text):
            found.add(int(entry.group(1) or entry.group(2)))
    return found


def _loose(passage: Passage, entries: set[int], told: set[str]) -> Iterator[tuple[Span, str]]:
    """The references of a passage that lead to no entry, each told once for the page."""
    text = passage.normal.text
    if "[" not in text:
        return
    for match in _NOTE.finditer(text):
        if match.group() not in told:
            told.add(match.group())
            yield Span(*match.span()), ": no footnote of the page has this name"
    for match in _NUMBERED.finditer(text):
        start, end = passage.normal.source(Span(*match.span()))
        if any(link.span.start < end and start < link.span.end for link in passage.block.links):
            continue
        missing = [number for number in _numbers(match.group(1)) if number not in entries]
        if missing and match.group() not in told:
            told.add(match.group())
            yield Span(*match.span()), f": the page has no entry {', '.join(map(str, missing))} in a list of sources"


def _numbers(words: str) -> list[int]:
    """The numbers that "1, 3-5" stands for; of a range its ends are enough."""
    return [int(number) for number in re.findall(r"\d+", words)]


def _identifiers(rule: Rule, passage: Passage) -> Iterator[Verdict]:
    text = passage.normal.text
    for name, pattern, right in _IDENTIFIERS if _has_head(text) else ():
        for match in pattern.finditer(text):
            given = match.group(1).rstrip(".,;:)")
            if given and any(char.isdigit() for char in given) and not right.fullmatch(given):
                yield _verdict(rule, passage, Span(match.start(), match.start(1) + len(given)), f": no {name} looks like this")
    for link in passage.block.links:
        address = _DOI_HOST.fullmatch(link.url)
        if address is not None and not _DOI.fullmatch(address.group(1).partition("?")[0]):
            first = next((at for at in range(len(text)) if passage.normal.source(Span(at, at + 1)).start >= link.span.start), 0)
            yield _verdict(
                rule, passage, Span(first, first + max(1, link.span.end - link.span.start)), f": {link.url} leads to no DOI"
            )


@lru_cache(maxsize=4_096)
def _has_head(text: str) -> bool:
    """Whether a text has the letters that identifiers begin with; most have not."""
    return "PM" in text or "NCT" in text or "doi" in text.lower()


def _verdict(rule: Rule, passage: Passage, span: Span, note: str) -> Verdict:
    number = max((n for n, sentence in enumerate(passage.sentences) if sentence.start <= span.start), default=0)
    return Verdict(rule, passage, number, span, rule.severity, None, None, note)

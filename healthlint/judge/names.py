"""The names of what a page offers: those in its title, those with a trade mark, those spelled as only a trade name is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from healthlint.late import late
from healthlint.text.normalise import normalise
from healthlint.text.read import Passage, Text
from healthlint.text.tokens import Tokens, words

_WORD = re.compile(r"[^\W\d_][\w'-]{2,}")
# It begins with one of three letters because that is what `re` can skip to quickly.
_PERSON = late(r"[DMP](?<!\w[DMP])(?:(?<=D)(?:r|octor)|(?<=M)(?:rs?|s)|(?<=P)rof(?:essor)?)\.? +((?:[A-Z][\w'-]*\.? ?){1,3})")
_TITLES = frozenset(("Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Doctor"))
_FORMS = tuple(f"{title}{end}" for title in _TITLES for end in (". ", " "))  # one of them is in whatever the pattern finds
_FIELDS = ("brand", "product", "product_name")
# "NovaFlex", or a word before ® (™ is spelled out by then, as in "NovaTM")
_TRADE_MARK = re.compile(r"®|(?<=[a-z])[A-Z]")  # no trade name is without one, and looking for it is quick
_NO_TRADE = r"Ma?c[A-Z]|PhD|HbA|YouTube|LinkedIn|WhatsApp|PubMed|MedlinePlus|ClinicalTrials|WebMD|iPhone|iPad"
_TRADE = re.compile(rf"\b(?:(?!{_NO_TRADE})(?:[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z][a-z]\w*)|[A-Z][\w-]*(?=®))")


def brands(front_matter: Mapping[str, object]) -> frozenset[str]:
    """The words, in lower case, of the brand and the product that a page's front matter names."""
    given = (front_matter.get(key) for key in _FIELDS)
    return frozenset(word.lower() for value in given if isinstance(value, str) for word in _WORD.findall(value))


def given_names(front_matter: Mapping[str, object], brand: str) -> tuple[list[str], ...]:
    """The tokens of each name that the configuration or the page's front matter gives to what is sold."""
    given = (brand, *(front_matter.get(key) for key in _FIELDS))
    return tuple(row for value in given if isinstance(value, str) and (row := words(normalise(value).text.lower())))


def offered(passage: Passage, given: tuple[list[str], ...]) -> list[frozenset[int]]:
    """For each sentence of a passage the tokens that name what is on offer: as trade names are spelled, or by a given name.

    Empty where no sentence has one, as in most passages.
    """
    text = passage.normal.text
    here = [row for row in given if all(word in text.lower() for word in row)] if given else ()
    if not here and not _has_mark(text):
        return []
    return [
        frozenset((*trade_names(text[start:end]), *_places(words(lowered), here)))
        for (start, end), lowered in zip(passage.sentences, passage.lowered, strict=True)
    ]


@lru_cache(maxsize=4_096)  # content repositories repeat themselves
def _has_mark(text: str) -> bool:
    return _TRADE_MARK.search(text) is not None


def _places(tokens: list[str], rows: Iterable[list[str]]) -> Iterator[int]:
    for row in rows:
        for start in range(len(tokens) - len(row) + 1):
            if tokens[start : start + len(row)] == row:
                yield from range(start, start + len(row))


def own_names(text: Text) -> frozenset[str]:
    """The words, in lower case, that a page's title holds as a name.

    A word of the title is a name when the copy has it with a capital in the middle of a sentence and never without one;
    a person's name is none.
    """
    titles = [passage.normal.text for passage in text.passages if passage.zone == "title"]
    capitals = {word for title in titles for word in _WORD.findall(title) if word[0].isupper()}
    if not capitals:
        return frozenset()
    copy = "\n".join([passage.normal.text for passage in text.passages if passage.zone not in ("title", "references")])
    named = _PERSON.finditer(copy) if any(form in copy for form in _FORMS) else ()
    people = {word for found in named for word in _WORD.findall(found.group(1))}
    return frozenset(word.lower() for word in capitals - people - _TITLES if _is_name(word, copy))


def _is_name(word: str, copy: str) -> bool:
    # To look for the letters first is quick, and most pages do not have them.
    if word.lower() in copy and re.search(rf"\b{re.escape(word.lower())}\b", copy):
        return False
    return f" {word}" in copy and re.search(rf"[a-z,;] {re.escape(word)}\b", copy) is not None


@lru_cache(maxsize=1_000)  # one claim of a sentence after the other asks, and one page after the other
def trade_names(sentence: str) -> tuple[int, ...]:
    """The tokens of a sentence, as it is written, that are spelled as only a trade name is."""
    if not _TRADE_MARK.search(sentence):
        return ()
    tokens = Tokens(sentence.lower())
    spans = [tokens.span(index, index + 1) for index in range(len(tokens.words))]
    return tuple(
        index
        for first, last in (found.span() for found in _TRADE.finditer(sentence))
        for index, (start, end) in enumerate(spans)
        if first <= start and end <= last
    )

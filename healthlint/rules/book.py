"""From phrases to patterns: collects the phrases of all rules and cues into one phrasebook with shared word lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from healthlint.readers import hint
from healthlint.rules.lexicon import Lexicon, Pos, Row, rows
from healthlint.rules.lines import (
    LateLines,
    Pattern,
    Slot,
    SlotStep,
    line_of_bits,
    line_of_numbers,
    line_of_pattern,
    line_of_words,
    read_bits,
    read_numbers,
    read_pattern,
    read_words,
)
from healthlint.rules.phrase import Listed, Part, Phrase, PhraseError, Step
from healthlint.rules.phrasebook import Asked, Met, Phrasebook, Words, is_single, line_of_met, read_met
from healthlint.text.tokens import NAME, NUMBER

_SIGNS = {"digits": NUMBER, "name": NAME}
KEY_MARKS = ("%", "#", "$", "£", "€")  # rare enough to look for a phrase by
MAX_ROWS = 2_000  # forms of one choice; more would be spelled out in every wheel


class Builder:
    """Adds phrases one by one and hands out their numbers; the same phrase, choice or list of words is kept once."""

    def __init__(self, lexicons: dict[str, Lexicon]) -> None:
        self.lexicons = lexicons
        self._lists: dict[frozenset[Row], int] = {}
        self._slots: dict[Slot, int] = {}
        self._choices: dict[tuple[tuple[Part, ...], ...], int] = {}
        self._patterns: list[Pattern] = []
        self._pattern_numbers: dict[str, int] = {}
        self._rows: dict[Part, frozenset[Row]] = {}
        self._without_words: set[int] = set()  # slots that a mark alone can fill; the index knows nothing of them

    def add(self, phrase: Phrase) -> int:
        """The number of the phrase's pattern. Raises PhraseError when a word list is unknown or a choice has too many forms."""
        known = self._pattern_numbers.get(phrase.text)
        if known is not None:
            return known
        steps = tuple(SlotStep(self._slot(step, phrase), step.gap, step.optional) for step in phrase.steps)
        needed = [step.slot for step in steps if not step.optional and step.slot not in self._without_words]
        if not needed:
            raise PhraseError("the phrase has no word to look for", 0)
        pattern = Pattern(phrase.text, steps, *phrase.reported, phrase.at_start, phrase.at_end, tuple(needed))
        self._patterns.append(pattern)
        self._pattern_numbers[phrase.text] = len(self._patterns) - 1
        return len(self._patterns) - 1

    def phrasebook(
        self, frequencies: Counter[str], early: frozenset[int], later: frozenset[int], masks: frozenset[int]
    ) -> Phrasebook:
        """Everything added so far; `early`, `later` and `masks` say what a pattern is asked for.

        A pattern is looked for by its rarest slot, as `frequencies` of words in copy have it.
        """
        keys = [{_key(row, frequencies) for row in found} for found in self._lists]
        weights = [sum(min(map(frequencies.__getitem__, key)) for key in found) for found in keys]
        slots = list(self._slots)
        heavy = [sum(weights[number] for number in slot) for slot in slots]
        patterns = LateLines(
            [
                line_of_pattern(pattern._replace(needs=tuple(sorted(set(pattern.needs), key=heavy.__getitem__))))
                for pattern in self._patterns
            ],
            read_pattern,
        )
        keyed = _keyed(keys)
        words = Words(
            lists=LateLines(list(map(line_of_words, self._lists)), read_words),
            slots=LateLines(list(map(line_of_numbers, slots)), read_numbers),
            groups=["".join(f"{key}|" for key in keys) for keys in keyed.values()],
        )
        slots_of = _slots_of(slots)
        groups = [{slot for number in lists for slot in slots_of.get(number, ())} for lists in keyed]
        return Phrasebook(words, patterns, *(_asked(numbers, patterns, groups) for numbers in (early, later, masks)))

    def single(self, number: int) -> bool:
        """Whether a pattern is one step that may stand anywhere in a sentence."""
        return is_single(self._patterns[number])

    def _slot(self, step: Step, phrase: Phrase) -> int:
        known = self._choices.get(step.choices)
        if known is not None:
            return known
        lists: set[int] = set()
        own: set[Row] = set()
        for choice in step.choices:
            if len(choice) == 1 and isinstance(choice[0], Listed):
                lists.add(self._list(self._part(choice[0], phrase)))
            else:
                own |= self._choice(choice, phrase)
        if own:
            lists.add(self._list(frozenset(own)))
        slot = tuple(sorted(lists))
        number = self._slots.setdefault(slot, len(self._slots))
        self._choices[step.choices] = number
        if not all(any(map(_is_word, row)) for row in own):
            self._without_words.add(number)
        return number

    def _list(self, found: frozenset[Row]) -> int:
        return self._lists.setdefault(found, len(self._lists))

    def _choice(self, choice: tuple[Part, ...], phrase: Phrase) -> set[Row]:
        found: set[Row] = {()}
        for part in choice:
            tails = self._part(part, phrase)
            if len(found) * len(tails) > MAX_ROWS:
                raise PhraseError("this choice stands for too many forms; make it two steps", 0)
            found = {head + tail for head in found for tail in tails}
        return found - {()}

    def _part(self, part: Part, phrase: Phrase) -> frozenset[Row]:
        known = self._rows.get(part)
        if known is None:
            known = self._listed(part, phrase) if isinstance(part, Listed) else _written(part.text, part.form)
            if not known or () in known:
                raise PhraseError(f"{part.text if not isinstance(part, Listed) else part.name!r} holds no words", 0)
            self._rows[part] = known
        return known

    def _listed(self, part: Listed, phrase: Phrase) -> frozenset[Row]:
        column = phrase.text.find("{" + part.name)
        if part.name in _SIGNS:
            return frozenset({(_SIGNS[part.name],)})
        if part.name == "number":
            spelled = self.lexicons.get("number-word")
            words = frozenset(row for term in (spelled.terms() or () if spelled else ()) for row in rows(term, "exact"))
            return words | {(NUMBER,)}
        lexicon = self.lexicons.get(part.name)
        if lexicon is None:
            raise PhraseError(f"there is no word list {part.name!r}{hint(part.name, list(self.lexicons))}", column)
        terms = lexicon.terms(part.group)
        if terms is None:
            names = [*lexicon.groups, *lexicon.flags]
            raise PhraseError(f"{part.name!r} has no group {part.group!r}{hint(part.group, names)}", column)
        return frozenset(row for term in terms for row in rows(term, lexicon.pos))


def _asked(numbers: Iterable[int], patterns: LateLines[Pattern], groups: list[set[int]]) -> Asked:
    """Some patterns; `groups` are the slots that each group of keys may fill."""
    needs = {number: patterns[number].needs for number in sorted(numbers)}
    anchors = {anchor for anchor, *_ in needs.values()}
    others = {slot for _, *rest in needs.values() for slot in rest}
    bit_of = {slot: 1 << place for place, slot in enumerate(sorted(others))}
    needed = [sum(map(bit_of.__getitem__, rest)) for _, *rest in needs.values()]
    met = [Met(sum(map(bit_of.__getitem__, slots & others)), tuple(sorted(slots & anchors))) for slots in groups]
    return Asked(
        numbers=tuple(needs),
        anchors=tuple(anchor for anchor, *_ in needs.values()),
        needed=LateLines(list(map(line_of_bits, needed)), read_bits),
        met=LateLines(list(map(line_of_met, met)), read_met),
    )


def _slots_of(slots: list[Slot]) -> dict[int, list[int]]:
    """For each list, the slots that it may fill."""
    found: dict[int, list[int]] = {}
    for slot, numbers in enumerate(slots):
        for number in numbers:
            found.setdefault(number, []).append(slot)
    return found


def _keyed(keys: list[set[Row]]) -> dict[tuple[int, ...], list[str]]:
    """The keys of each combination of lists."""
    keyed: dict[str, list[int]] = {}
    for number, found in enumerate(keys):
        for row in sorted(found):
            keyed.setdefault(" ".join(row), []).append(number)
    groups: dict[tuple[int, ...], list[str]] = {}
    for key, lists in keyed.items():
        groups.setdefault(tuple(lists), []).append(key)
    return groups


def _key(row: Row, frequencies: Counter[str]) -> Row:
    """The two neighbours of a row that are the rarest; of equally rare ones the last, where in English the head is."""
    pairs = list(pairwise(row))
    return min(reversed(pairs), key=lambda pair: sorted(map(frequencies.__getitem__, pair)), default=row)


def _is_word(token: str) -> bool:
    """Whether a token is looked for in the index; of the marks only a few are."""
    return token in (NAME, NUMBER) or token in KEY_MARKS or token[0].isalnum()


def _written(text: str, form: str) -> frozenset[Row]:
    pos: Pos = "verb" if form == "verb" else "noun" if form == "noun" else "exact"
    return frozenset(rows(text, pos))

"""From phrases to patterns: collects the phrases of all rules and cues into one phrasebook with shared slots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from healthlint.keys import hint
from healthlint.rules.lexicon import NUMBER, Lexicon, Pos, Row, rows
from healthlint.rules.matcher import KEY_MARKS, Pattern, Phrasebook, Slot, SlotStep, is_single
from healthlint.rules.phrase import Listed, Part, Phrase, PhraseError, Step

MAX_ROWS = 20_000


class Builder:
    """Adds phrases one by one and hands out their numbers; the same phrase and the same choice of words are kept once."""

    def __init__(self, lexicons: dict[str, Lexicon]) -> None:
        self.lexicons = lexicons
        self._slots: list[Slot] = []
        self._slot_numbers: dict[tuple[tuple[Part, ...], ...], int] = {}
        self._patterns: list[Pattern] = []
        self._pattern_numbers: dict[str, int] = {}
        self._rows: dict[Part, frozenset[Row]] = {}

    def add(self, phrase: Phrase) -> int:
        """The number of the phrase's pattern. Raises PhraseError when a word list is unknown or a choice has too many forms."""
        known = self._pattern_numbers.get(phrase.text)
        if known is not None:
            return known
        steps = tuple(SlotStep(self._slot(step, phrase), step.gap, step.optional) for step in phrase.steps)
        needed = [step.slot for step in steps if not step.optional and self._has_words(step.slot)]
        if not needed:
            raise PhraseError("the phrase has no word to look for", 0)
        pattern = Pattern(phrase.text, steps, *phrase.reported, phrase.at_start, phrase.at_end, tuple(needed))
        self._patterns.append(pattern)
        self._pattern_numbers[phrase.text] = len(self._patterns) - 1
        return len(self._patterns) - 1

    def phrasebook(self, frequencies: Counter[str], early: frozenset[int], later: frozenset[int]) -> Phrasebook:
        """Everything added so far; `early` and `later` say of which sentences a pattern is asked.

        A pattern is looked for by its rarest slot, as `frequencies` of words in copy have it.
        """
        slots = [_keyed(slot, frequencies) for slot in self._slots]
        weights = [sum(frequencies[key] for key in slot.keys) for slot in slots]
        patterns = [
            pattern._replace(needs=tuple(sorted(set(pattern.needs), key=weights.__getitem__))) for pattern in self._patterns
        ]
        return Phrasebook(slots, patterns, early, later)

    def single(self, number: int) -> bool:
        """Whether a pattern is one step that may stand anywhere in a sentence."""
        return is_single(self._patterns[number], self._slots)

    def _slot(self, step: Step, phrase: Phrase) -> int:
        known = self._slot_numbers.get(step.choices)
        if known is not None:
            return known
        found: set[Row] = set()
        for choice in step.choices:
            found |= self._choice(choice, phrase)
        longer: dict[str, list[Row]] = {}
        for row in sorted(row for row in found if len(row) > 1):
            longer.setdefault(f"{row[0]} {row[1]}", []).append(row[2:])
        single = frozenset(row[0] for row in found if len(row) == 1)
        numbers = any(NUMBER in row for row in found)
        self._slots.append(Slot(single, {pair: tuple(rest) for pair, rest in longer.items()}, frozenset(), numbers))
        self._slot_numbers[step.choices] = len(self._slots) - 1
        return len(self._slots) - 1

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

    def _has_words(self, slot: int) -> bool:
        """Marks are not in the index, so a slot that one of them can fill must not be asked of it."""
        found = self._slots[slot]
        return all(map(_is_word, found.single)) and all(any(map(_is_word, row)) for row in _rows(found))


def _keyed(slot: Slot, frequencies: Counter[str]) -> Slot:
    """The slot with the rarest word of each row; of equally rare ones the last, which in English is the head."""
    keys = set(slot.single)
    for row in _rows(slot):
        keys.add(min(filter(_is_word, reversed(row)), key=frequencies.__getitem__, default=row[0]))
    return slot._replace(keys=frozenset(keys))


def _rows(slot: Slot) -> Iterator[Row]:
    """The rows of more than one word."""
    return ((*pair.split(" "), *rest) for pair, rows in slot.longer.items() for rest in rows)


def _is_word(token: str) -> bool:
    return token == NUMBER or token in KEY_MARKS or token[0].isalnum()


def _written(text: str, form: str) -> frozenset[Row]:
    pos: Pos = "verb" if form == "verb" else "noun" if form == "noun" else "exact"
    return frozenset(rows(text, pos))


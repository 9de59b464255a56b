"""Passages that mislead counters, with the sentences, words and syllables that a reader counts by hand."""

from __future__ import annotations

import pytest

from healthlint.config import Config
from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.readability.prose import prose, total
from healthlint.run import load_rules
from healthlint.text.read import read

RULES = load_rules(Config())

# A number in digits is a word of one syllable, letters that cannot be a word are spoken one by one, and a hyphen parts words.
BY_HAND = [
    # id, Markdown, sentences, words, syllables
    ("a plain pair", "Rest helps. Drink water.", 2, 4, 5),
    ("a doctor's title", "Dr. Smith will see you now.", 1, 6, 7),
    ("two titles in a row", "Prof. Dr. Lee and Mrs. Cole came.", 1, 7, 11),
    ("a decimal dose", "Take 2.5 mg at night.", 1, 5, 6),
    ("a price", "It costs $5.99 a month.", 1, 5, 5),
    ("a thousand with a comma", "We saw 1,200 people.", 1, 4, 5),
    ("a share", "Only 12.5% had pain.", 1, 4, 5),
    ("e.g. before a small letter", "Eat fish, e.g. trout, once.", 1, 6, 6),
    ("i.e. in brackets", "Take one (i.e. half a spoon).", 1, 7, 7),
    ("etc. before a small letter", "Nuts, seeds, etc. are fine.", 1, 5, 8),
    ("a clock before a small letter", "Call at 9 a.m. or later.", 1, 7, 8),
    ("a clock before a day", "We open at 9 a.m. Monday to Friday.", 1, 9, 12),
    ("a clock at an end", "We close at 5 p.m. Bring your card.", 2, 9, 9),
    ("vs. inside", "Try heat vs. cold.", 1, 4, 5),
    ("a unit at an end", "The dose is 5 mg. Take it with food.", 2, 9, 10),
    ("a letter at an end", "Eat more vitamin C. It helps.", 2, 6, 8),
    ("an initial", "Ask Anna B. Stone today.", 1, 5, 7),
    ("a country in letters", "The U.S. trial was small.", 1, 6, 7),
    ("a question and its answer", "Is it safe? Yes! Call us.", 3, 6, 6),
    ("two marks at an end", "Does it hurt?! No.", 2, 4, 4),
    ("a question inside quotes", '"Will it hurt?" she asked.', 1, 5, 5),
    ("a stop inside quotes", 'He said "rest." Then he left.', 2, 6, 6),
    ("curly quotes", "“Rest well.” That is all.", 2, 5, 5),
    ("a stop behind brackets", "It stings (a bit). Rinse it.", 2, 6, 6),
    ("dots that trail off", "Wait... and see.", 1, 3, 3),
    ("dots that end", "It went on... Then it stopped.", 2, 6, 6),
    ("one character of dots", "Wait… and see.", 1, 3, 3),
    ("a smiley behind a stop", "You did it. 🙂 Well done.", 2, 5, 5),
    ("a smiley in the middle", "Drink tea 🍵 at night.", 1, 4, 4),
    ("a smiley instead of a stop", "We moved house 🎉", 0, 0, 0),
    ("an address with dots", "See https://example.org/a.b.c for more.", 1, 3, 3),
    ("an address with question marks", "Go to www.example.org/?q=a&b=c. Then call.", 2, 4, 4),
    ("a link's words count", "See [our long list](https://example.org) here.", 1, 5, 5),
    ("a mail address", "Write to help@example.org now.", 1, 3, 3),
    ("a name with a dot", "Node.js is no cure.", 1, 5, 6),
    ("a heading is no sentence", "# Every beautiful remedy\n\nRest helps.", 1, 2, 2),
    ("a heading with a stop", "## Rest. Drink. Sleep.\n\nRest helps.", 1, 2, 2),
    ("bullets without stops", "- Beautiful remedy\n- Vitamins\n- Tea", 0, 0, 0),
    ("bullets with stops", "- Rest.\n- Drink tea.\n- Sleep well.", 3, 5, 5),
    ("a bullet that is a sentence without a stop", "- walk a bit more each day", 1, 6, 6),
    ("a bullet with two sentences", "- Rest. Then walk.", 2, 3, 3),
    ("a numbered list", "1. Wash it.\n2. Dry it.", 2, 4, 4),
    ("a nested list", "- Wash it.\n  - Dry it.", 2, 4, 4),
    ("a label before a sentence", "Step Two: Dry the wound.", 1, 3, 3),
    ("a bold label", "**Beautiful Remedy:** Dry the wound.", 1, 3, 3),
    ("a table is no prose", "| Dose | Time |\n|---|---|\n| One tablet. | Every morning. |\n\nRest helps.", 1, 2, 2),
    ("code is no prose", "Rest helps.\n\n```\nnot a word here.\n```", 1, 2, 2),
    ("code inside a sentence", "Press `beautiful()` to go.", 1, 3, 3),
    ("a quote is prose", "> It did help me.", 1, 4, 4),
    ("a comment is nothing", "Rest helps. <!-- beautiful. -->", 1, 2, 2),
    ("emphasis inside a word", "Re**st** helps.", 1, 2, 2),
    ("an entity", "Rest&nbsp;helps &amp; heals.", 1, 3, 3),
    ("a soft line break", "Rest\nhelps.", 1, 2, 2),
    ("a hard line break", "Rest helps.  \nSleep heals.", 2, 4, 4),
    ("a hyphen parts two words", "A non-invasive scan.", 1, 4, 6),
    ("a dash parts", "Rest — it helps.", 1, 3, 3),
    ("a range", "Wait 2-3 days.", 1, 4, 4),
    ("a slash", "Rest and/or walk.", 1, 4, 4),
    ("an apostrophe", "It's the skin's own oil.", 1, 5, 5),
    ("a curly apostrophe", "It’s the skin’s own oil.", 1, 5, 5),
    ("didn't", "It didn't hurt.", 1, 3, 4),
    ("spoken letters", "The NHS and GPs help.", 1, 5, 8),
    ("letters and digits", "B12 and COVID-19 differ.", 1, 5, 7),
    ("accents", "Naïve cafés.", 1, 2, 4),
    ("a reference in brackets", "It helps [1, 2]. Rest [3].", 2, 3, 3),
    ("a raised reference", "It helps.¹² Rest.", 2, 3, 3),
    ("an author and a year", "It helps (Okoye et al., 2019).", 1, 2, 2),
    ("an article's number", "It helps, doi:10.1000/abc.123.", 1, 2, 2),
    ("a small letter behind a stop", "The wound heals. rest helps.", 2, 5, 5),
    ("a missing space behind a stop", "The wound heals.Rest helps.", 2, 5, 5),
    ("what a law prescribes", "This product is not intended to diagnose, treat, cure or prevent any disease. Rest.", 1, 1, 1),
    ("boilerplate", "Rest helps.\n\nLeave a Reply\n\nRequired fields are marked *", 1, 2, 2),
    ("a list of sources", "Rest helps.\n\n## References\n\n1. Lee A. Rest and sleep. Lancet. 2019.", 1, 2, 2),
    ("nothing", "", 0, 0, 0),
    ("marks alone", "--- … !!! ***", 0, 0, 0),
]  # fmt: skip


def test_there_are_sixty_passages():
    assert len(BY_HAND) >= 60


@pytest.mark.parametrize(("text", "expected"), [pytest.param(row[1], row[2:], id=row[0]) for row in BY_HAND])
def test_a_passage_is_counted_as_by_hand(text, expected):
    found = total(prose(Reading(read(parse("post.md", text, "markdown"), RULES.boilerplate), RULES)).lines)
    assert (found.sentences, found.words, found.syllables) == expected

"""Where sentences end. In the table "|" stands between two sentences; it is not in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.text.sentences import split

CASES = {
    "two plain ones": "Sleep helps the skin. |Water helps too.",
    "question and exclamation": "Does it hurt? |Not at all! |Book a visit.",
    "several stops in a row": "Is it safe?! |Read on!!! |Then decide...",
    "a list in one line": "Soothes sore feet |Lowers the number of itchy nights by 30% |Helps you walk",
    "a list in one line, after a mark": "Good for dry eyes (and tired ones) |Reduces redness",
    "a title has capitals for verbs": "How a Walk Helps You Sleep and Lowers Stress",
    "a title with a small word before the verb": "The Best Way to Reduce Stress that Helps",
    "no final stop": "Sleep helps the skin. |So does water",
    "two spaces and a tab": "Sleep helps.  |Water\thelps.",
    "a title": "Ask Dr. Lee about the dose. |He will know.",
    "titles in a row": "We asked Prof. Dr. Ines Roth. |She agreed.",
    "a saint's herb": "Never mix it with St. John's wort. |It weakens the pill.",
    "initials": "The method of Albert J. Jones is old. |It was tested once.",
    "two initials": "Prof. A. B. Carter disagrees. |She said so.",
    "for example": "Use a plain cream, e.g. Vaseline, i.e. one without scent. |Rinse well.",
    "a clock before a weekday": "We open at 9 a.m. Monday to Friday. |Walk in.",
    "a clock span": "Phones are open 9 a.m. to 5 p.m. every day. |Call us.",
    "a clock at the end": "The clinic closes at 5 p.m. |Call us in the morning.",
    "a country before a noun": "The U.S. Surgeon General warns of it. |Few listen.",
    "a country at the end": "It is not sold in the U.S. |The rest must wait.",
    "a degree": "Talk to a Ph.D. in nutrition. |It pays.",
    "a degree before a name's end": "Anna Bell, M.D. |She runs the clinic.",
    "a company before its town": "It is made by Acme Inc. Boston. |Nobody checks.",
    "a company at the end": "It is made by Acme Inc. |It is new.",
    "about": "It holds approx. 12.5% zinc. |That is a lot.",
    "versus": "Cream vs. Gel is no contest. |Choose one.",
    "a number": "We are No. 1 in Kent. |Ask why.",
    "the answer no": "Does it cure? |No. |Nothing does.",
    "a figure": "The fall is steep (Fig. 3). |See the note.",
    "a page": "It stands on p. 12 of the leaflet. |Read it.",
    "a dose before a number": "Take 5 mg. 20 minutes later rest. |Do not drive.",
    "a dose at the end": "Start with 5 mg. |Rest afterwards.",
    "a dose in the middle": "Start with 5 mg. per day. |Rest afterwards.",
    "a decimal": "It fell by 12.5 points. |Then it rose.",
    "a decimal without its zero": "One drop holds .5 mg of it. |Take two.",
    "a price": "It costs $5.99 per month. |Cancel any day.",
    "a year at the end": "That was in 2019. |Then the price rose.",
    "a number starts the next": "We asked them all. |9 of 10 came back.",
    "etcetera at the end": "Good for skin, hair, nails, etc. |Results vary.",
    "etcetera in the middle": "Good for skin, hair, etc. and for nails. |Results vary.",
    "an author and others": "It follows Smith et al. Journal of Skin is where. |Look it up.",
    "a month": "The sale ends Jan. 5 at noon. |Hurry.",
    "latin doses": "Take it b.i.d. |Do not skip one.",
    "latin doses in the middle": "Take it q.i.d. with food. |Drink water.",
    "a vitamin at the end": "Kale is rich in vitamin C. |Vitamin D it lacks.",
    "a hepatitis at the end": "The shot prevents hepatitis B. |Virus C is another matter.",
    "a plan at the end": "There is no plan B. |Think first.",
    "the word I": "My sister swears by it and so do I. |Try it.",
    "a numbered item": "1. First wash the area. |Then dry it.",
    "numbered items in a line": "Do two things. |1. First wash the area. |2. Then dry it.",
    "a lettered item": "A. First wash the area. |Then dry it.",
    "a bracketed sentence": "It works. |(Not for all.) |Ask first.",
    "a bracket inside": "It works (not for all.) and it is cheap. |Ask first.",
    "a quoted sentence": '"It cured my knee." |She smiled.',
    "a quoted cry goes on": '"It cured my knee!" she said. |We smiled.',
    "a quoted question goes on": '"Why me?" he asked. |"Because."',
    "curly quotes": "“It cured my knee.” |“Mine too.”",
    "a quote opens the next": 'He was sure. |"It works," he said.',
    "a name that cries": "We found it on Yahoo! in the morning. |It was gone at noon.",
    "a question without a capital": "Back pain? |try heat. |It helps.",
    "a slip of the shift key": "The roots get more blood. |improved flow feeds them.",
    "a short form of four letters": "Take 2 caps. daily and rest. |Drink water.",
    "a missing space": "The roots get more blood.|Improved flow feeds them.",
    "an address": "Write to help@example.com today. |Or visit example.com for more.",
    "an ellipsis that trails": "Wait ... there is more. |Honestly.",
    "an ellipsis that ends": "Wait... |There is more.",
    "one character of ellipsis": "I tried it… and it stung. |So I stopped…",
    "a spaced ellipsis": "Wait . . . there is more. |Honestly.",
    "an emoji behind the stop": "Love it! 😍 |Order now 🎉",
    "an emoji and small letters": "Love it! 😍 |so soft now.",
    "an emoji in the middle": "We ❤ healthy skin. |You should too.",
    "bullets in a line": "What it does: |• calms the skin |• softens scars",
    "ticks in a line": "✓ calms the skin |✓ softens scars",
    "a bullet that is no bullet": "It is 3•4 units. |Fine.",
    "a footnote": "Cells heal faster.[1] |Scars come later.[2, 3]",
    "a footnote that lost its brackets": "Cells heal faster.12 |Scars come later.",
    "a raised footnote": "Cells heal faster.¹ |Scars come later.",
    "line breaks": "What is it? |\nA cream\n|without scent. |\n\nTry it.",
    "code": "Run \ufffc first. |\ufffc is done.",
    "accents": "Él lo sabe. |Ångström too.",
    "full-width stops": "これは薬です。 |次の文。",
    "a copyright line": "© 2024 Acme Ltd. |All rights reserved.",
    "a version": "Version 2.0 is here. |It is better.",
    "a web name": "It runs on .NET and Node.js too. |Odd.",
    "length": "It grew 3 in. |Then it stopped.",
    "nothing but stops": "... |!!! |???",
}


@pytest.mark.parametrize("case", [pytest.param(text, id=why) for why, text in CASES.items()])
def test_sentences_end_where_a_reader_ends_them(case):
    text = case.replace("|", "")
    expected = [piece.strip() for piece in case.split("|")]
    assert [text[start:end] for start, end in split(text)] == expected


def test_the_table_is_long_enough_to_mean_something():
    assert len(CASES) >= 60


PIECES = st.sampled_from([*"a5I.!?…)(•😍\ufffc¹", '"', "The", "no", "mg", "Dr", "e.g", "U.S", "x.Y", "[1]", " ", "  ", "\n"])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS | st.text(max_size=50))
def test_every_visible_character_is_in_exactly_one_sentence(text):
    spans = split(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@given(TEXTS | st.text(max_size=50))
def test_no_sentence_begins_or_ends_with_space_or_holds_a_line_break(text):
    sentences = [text[start:end] for start, end in split(text)]
    assert all(sentence == sentence.strip() and "\n" not in sentence for sentence in sentences)


@given(TEXTS.filter(lambda text: "\n" not in text), st.sampled_from(["  ", "\t", "\u00a0"]))
def test_wider_spaces_move_no_boundary(text, space):
    text = " ".join(text.split())
    wide = text.replace(" ", space)
    assert ["".join(wide[a:b].split()) for a, b in split(wide)] == ["".join(text[a:b].split()) for a, b in split(text)]


@given(TEXTS)
def test_what_follows_a_line_break_changes_nothing_before_it(text):
    before = "Drink water. Rest"
    assert split(f"{before}\n{text}")[:2] == split(before)


HOSTILE = [
    pytest.param("." * 300_000, id="stops without end"),
    pytest.param("." * 300_000 + "y", id="stops without end that end nothing"),
    pytest.param("Say J. " + "K. " * 100_000, id="one name of initials"),
    pytest.param("x!" + "😍" * 100_000 + "y", id="emoji without end that end nothing"),
    pytest.param("x." + ")" * 300_000 + "y.", id="brackets without end that end nothing"),
    pytest.param(". " * 150_000, id="spaced stops"),
    pytest.param("a.b." * 75_000 + " X", id="one abbreviation without end"),
    pytest.param("a. B " * 60_000, id="initials without end"),
    pytest.param("x." + ")" * 300_000 + "y", id="closing brackets without end"),
    pytest.param("x. " + "(" * 300_000 + "y", id="opening brackets without end"),
    pytest.param("x." + " " * 300_000 + "y", id="spaces without end"),
    pytest.param(("x." + " " * 500 + "y") * 600, id="wide gaps"),
    pytest.param("x!" + "😍 " * 100_000 + "y", id="emoji without end"),
    pytest.param("x.[" + "1" * 300_000, id="a footnote without end"),
    pytest.param("x.1,1" * 60_000, id="numbers without end"),
    pytest.param("\n" * 300_000, id="empty lines"),
    pytest.param("w" * 300_000 + ". X", id="one long word"),
    pytest.param("• " * 100_000, id="bullets without end"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_to_its_end(text):
    """At the length of these texts, whoever goes back over what was read does not come to the end within a working day."""
    assert [span.end for span in split(text)][-1:] == [len(text.rstrip())][: bool(text.strip())]

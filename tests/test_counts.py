"""Words, syllables and sentences as a reader would count them by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.config import Config
from healthlint.judge.reading import Reading
from healthlint.model import Block, Document, SourceMap
from healthlint.readability.formulas import Counts, fkgl, smog
from healthlint.readability.prose import prose, total, words
from healthlint.readability.syllables import syllables
from healthlint.run import load_rules
from healthlint.text.read import read

RULES = load_rules(Config())

SYLLABLES = {
    1: "a I skin healed lines heart cough breathes tongue fruit friend months you're",
    2: "cancer pressure treatment table muscle muscles treated washes changes doctor rhythm spasm didn't science diet"
    " safely movement simple settled going being quiet fluid acne guideline symptoms trial",
    3: "medicine clinically area video supplement remedy cellulite calcium radio influence creatine somebody nutrient"
    " technical genuine usual easier idea",
}
EASY = [(word, count) for count, line in SYLLABLES.items() for word in line.split()]
HARD = [
    ("diabetes", 4), ("diagnosis", 4), ("antioxidants", 5), ("metabolism", 5), ("immunity", 4), ("hyaluronic", 5),
    ("bacteria", 4), ("scientifically", 5), ("osteoporosis", 6), ("inflammation", 4), ("collagen", 3),
    ("medication", 4), ("physician", 3), ("patient", 2), ("patients", 2), ("anxiety", 4), ("radiation", 4), ("obesity", 4),
    ("cardiovascular", 6), ("hypertension", 4), ("miscarriage", 3), ("calories", 3), ("vitamin", 3), ("microneedling", 4),
    ("semaglutide", 4), ("ibuprofen", 4), ("paracetamol", 5), ("everyone", 3), ("everything", 3), ("technique", 2),
    ("techniques", 2), ("colleagues", 2), ("headaches", 2), ("appreciate", 4), ("creation", 3), ("reaction", 3),
    ("individual", 5), ("continuous", 4), ("society", 4), ("biology", 4), ("million", 2), ("region", 2), ("special", 2),
    ("dementia", 4), ("arthritis", 3), ("psoriasis", 4), ("eczema", 3), ("asthma", 2), ("allergies", 3), ("tissue", 2),
    ("DHT", 3), ("FDA", 3), ("NHS", 3), ("COPD", 4), ("2019", 1), ("B12", 1), ("patient's", 2), ("insulin", 3), ("nausea", 3),
    ("people", 2), ("business", 2), ("recipe", 3), ("naive", 2), ("the", 1), ("hmm", 3), ("Zürich", 2),
]  # fmt: skip


@pytest.mark.parametrize(("word", "count"), EASY + HARD)
def test_syllables_are_those_that_are_spoken(word, count):
    assert syllables(word) == count


@given(st.text(max_size=30))
def test_every_word_has_a_syllable_and_no_more_than_letters(word):
    assert 1 <= syllables(word) <= max(2, 2 * len(word))


WORDS = [
    pytest.param("Skin heals.", ["Skin", "heals"], id="stops are no words"),
    pytest.param("non-invasive", ["non", "invasive"], id="a hyphen parts"),
    pytest.param("it's your skin's", ["it's", "your", "skin's"], id="an apostrophe does not"),
    pytest.param("12.5% of 1,200", ["12.5", "of", "1,200"], id="a number is one word"),
    pytest.param("B12, 5mg, 3-day", ["B12", "5mg", "3", "day"], id="letters and digits"),
    pytest.param("naïve café", ["naïve", "café"], id="accents"),
    pytest.param("see https://example.com/a-b or www.example.com now", ["see", "or", "now"], id="addresses are no words"),
    pytest.param("write to help@example.com today", ["write", "to", "today"], id="nor are those of mail"),
    pytest.param("— \ufffc 🙂 …", [], id="marks"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_are_those_that_are_read(text, expected):
    assert words(text) == expected


def counted(*blocks):
    titled = [("heading", "A title", 1), *blocks]
    found = tuple(Block(kind, kind, text, SourceMap(()), level=level) for kind, text, level in titled)
    return total(prose(Reading(read(Document("post.md", "", found), RULES.boilerplate), RULES)).lines)


def paragraph(text):
    return ("paragraph", text, 0)


def test_a_text_counted_by_hand():
    found = counted(paragraph("The cream is mild. Dr. Lee uses 2 grams, e.g. at night, and rests."))
    assert found == Counts(sentences=2, words=15, syllables=17, polysyllables=0)


def test_what_is_no_sentence_does_not_count():
    prose = paragraph("Rub it in every evening.")
    around = [
        ("heading", "Beautiful regeneration", 2),
        ("cell", "Application frequency and quantity.", 0),
        ("item", "paraben free", 0),
        paragraph("Order now"),
        ("attribute", "A beautiful dermatologist at work.", 0),
        ("field", "A beautiful dermatologist at work.", 0),
    ]
    assert counted(prose, *around) == counted(prose) == Counts(1, 5, 7, 0)


def test_list_items_count_when_they_are_sentences():
    assert counted(("item", "It stings.", 0), ("item", "helps dry skin hold its water", 0)).sentences == 2


def test_a_run_in_label_is_left_out():
    assert counted(paragraph("Beautiful Regeneration: The skin rests.")) == counted(paragraph("The skin rests."))


@given(st.lists(st.sampled_from(["Rest.", "Drink more water!", "Is it safe?", "See a dermatologist soon."]), max_size=8))
def test_counts_add_up_and_do_not_care_how_the_text_is_cut(sentences):
    together = counted(paragraph(" ".join(sentences)))
    apart = counted(*map(paragraph, sentences))
    assert together == apart


def test_the_formulas_give_the_published_values():
    assert fkgl(100, 10, 150) == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert fkgl(words=119, sentences=8, syllables=180) == pytest.approx(8.06, abs=0.01)
    assert smog(30, 49) == pytest.approx(10.43, abs=0.01)
    assert smog(30, 0) == pytest.approx(3.1291)
    assert smog(15, 20) == smog(30, 40)

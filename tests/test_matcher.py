"""Which words of a sentence a phrase finds, and which of them it reports."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.rules.book import Builder
from healthlint.rules.index import Index, places
from healthlint.rules.lexicon import Lexicon
from healthlint.rules.matcher import View
from healthlint.rules.phrase import PhraseError, parse
from healthlint.text.tokens import Tokens

LEXICONS = {
    "joint": Lexicon(
        "joint", "", "noun",
        {"large": ("knee", "hip"), "small": ("knuckle", "big toe"), "ambiguous": ("elbow room",)},
        {"paired": ("knee", "large")},
    ),
    "soothe": Lexicon("soothe", "", "verb", {"terms": ("calm", "take away", "ease")}, {}),
    "number-word": Lexicon("number-word", "", "exact", {"terms": ("two", "twenty-four", "a dozen")}, {}),
}  # fmt: skip


def book_of(*phrases):
    builder = Builder(LEXICONS)
    numbers = [builder.add(parse(phrase)) for phrase in phrases]
    return builder.phrasebook(Counter(), frozenset(numbers), frozenset(), frozenset()), numbers


def view_of(sentence, book):
    lower = sentence.lower()
    return View(Tokens(lower), book)


def spans(phrase, sentence):
    """The reported characters of every place, from the left."""
    book, [number] = book_of(phrase)
    view = view_of(sentence, book)
    return [view.tokens.span(match.shown_start, match.shown_end) for match in view.find(number)]


def reported(phrase, sentence):
    return [sentence[start:end] for start, end in spans(phrase, sentence)]


@pytest.mark.parametrize(
    ("phrase", "sentence", "found"),
    [
        # words
        pytest.param("deep sleep", "Deep sleep is rare.", ["Deep sleep"], id="any case"),
        pytest.param("deep sleep", "DEEP SLEEP, deep sleep", ["DEEP SLEEP", "deep sleep"], id="every place"),
        pytest.param("sleep", "Asleep, sleepy or sleeping", [], id="whole words only"),
        pytest.param("deep sleep", "deep, sleep", [], id="a comma between stops it"),
        pytest.param("deep sleep", "deep (sleep)", [], id="a bracket between stops it"),
        pytest.param("deep sleep", "deep\n  sleep", ["deep\n  sleep"], id="white space does not"),
        pytest.param("deep sleep", '"deep" *sleep*', ['deep" *sleep'], id="quotation marks and asterisks are nothing"),
        pytest.param("calmox now", "Calmox® now, Calmox™ now", ["Calmox® now", "Calmox™ now"], id="trade marks are nothing"),
        pytest.param("deep sleep", "deep very sleep", [], id="without a gap no word may stand between"),
        pytest.param("café crème", "Our CAFÉ crème", ["CAFÉ crème"], id="any alphabet"),
        pytest.param("sleep", "", [], id="an empty sentence"),
        # hyphens, slashes, apostrophes
        pytest.param("well being", "well-being and well being", ["well-being", "well being"], id="a hyphen only separates"),
        pytest.param("well-being", "wellbeing", ["wellbeing"], id="written with a hyphen, joined words are meant too"),
        pytest.param("well-being", "well being, well-being", ["well being", "well-being"], id="and loose ones"),
        pytest.param("well being", "wellbeing", [], id="written without, they are not"),
        pytest.param("and or", "aches and/or pains", ["and/or"], id="a slash only separates"),
        pytest.param("body 's own", "The body's own ways", ["body's own"], id="a possessive is a word of its own"),
        pytest.param("body", "The body's ways", ["body"], id="so its owner is found without it"),
        pytest.param("don't wait", "Don't wait", ["Don't wait"], id="an apostrophe inside a word"),
        pytest.param("don", "Don't wait", [], id="does not end it"),
        # forms
        pytest.param("ease/verb", "eases, eased, easing, easy", ["eases", "eased", "easing"], id="forms of a verb"),
        pytest.param("knee/noun", "Knees! A kneel.", ["Knees"], id="forms of a noun"),
        pytest.param("lose/verb weight", "she lost weight", ["lost weight"], id="an irregular verb"),
        # lists
        pytest.param("sore {joint}", "sore knees, a sore big toe", ["sore knees", "sore big toe"], id="a list and its forms"),
        pytest.param("{joint.small}", "a knee and a knuckle", ["knuckle"], id="one group"),
        pytest.param("{joint.paired}", "a knuckle and both hips", ["hips"], id="a flag"),
        pytest.param("{joint}", "no elbow room", [], id="the ambiguous group must be named"),
        pytest.param("{joint.ambiguous}", "no elbow room", ["elbow room"], id="then it is read"),
        pytest.param("{soothe} pain", "takes away pain", ["takes away pain"], id="the first word of a verb is inflected"),
        # choices
        pytest.param("[sound|deep] sleep", "deep sleep, sound sleep", ["deep sleep", "sound sleep"], id="one of a few"),
        pytest.param("[a good night|rest]", "a good night of rest", ["a good night", "rest"], id="rows of words"),
        pytest.param("[{joint} cream|balm]", "hip cream or balm", ["hip cream", "balm"], id="a list inside a row"),
        # optional
        pytest.param("deep sleep tonight?", "deep sleep tonight", ["deep sleep", "deep sleep tonight"], id="there or not"),
        pytest.param("deep very? sleep", "deep sleep, deep very sleep", ["deep sleep", "deep very sleep"], id="in the middle"),
        pytest.param("deep [so|very]? sleep", "deep so very sleep", [], id="only once"),
        # gaps
        pytest.param("deep ~2 sleep", "deep and restful sleep", ["deep and restful sleep"], id="as many words as allowed"),
        pytest.param("deep ~2 sleep", "deep and really restful sleep", [], id="one too many"),
        pytest.param("deep ~2 sleep", "deep sleep", ["deep sleep"], id="or none"),
        pytest.param("deep ~2 sleep", "deep, restful, long sleep", ["deep, restful, long sleep"], id="commas do not count"),
        pytest.param("deep ~9 sleep", "deep; then sleep", [], id="not across a semicolon"),
        pytest.param("deep ~9 sleep", "deep: long sleep", [], id="not across a colon"),
        pytest.param("deep ~9 sleep", "deep — long sleep", [], id="not across a dash"),
        pytest.param("deep ~9 sleep", "deep - long sleep", [], id="however it is typed"),
        pytest.param("deep ~9 sleep", "deep -- long sleep", [], id="or doubled"),
        pytest.param("deep ~9 sleep", "deep non-stop sleep", ["deep non-stop sleep"], id="a hyphen is no dash"),
        pytest.param("deep : sleep", "Deep: sleep", ["Deep: sleep"], id="a colon that is written"),
        pytest.param("deep — sleep", "Deep -- sleep", ["Deep -- sleep"], id="a dash that is written"),
        pytest.param("deep ~3 sleep", "deep and deep sleep", ["deep sleep"], id="from the nearest beginning"),
        pytest.param("a ~3 b ~3 c", "a x b x b c", ["a x b x b c"], id="several gaps"),
        # reported part
        pytest.param("(deep) sleep", "deep sleep", ["deep"], id="only the first"),
        pytest.param("so ~3 (deep ~1 sleep) now", "so very deep long sleep now", ["deep long sleep"], id="only the middle"),
        pytest.param("so (very? deep)", "so deep, so very deep", ["deep", "very deep"], id="with an optional step in it"),
        # ends
        pytest.param("^ sleep", "Sleep well, sleep long", ["Sleep"], id="the start"),
        pytest.param("^ sleep", "“— Sleep well”", ["Sleep"], id="marks before it do not count"),
        pytest.param("^ sleep", "We sleep", [], id="words do"),
        pytest.param("sleep $", "We sleep, then sleep!”", ["sleep"], id="the end, marks or not"),
        pytest.param("sleep $", "We sleep on", [], id="not before the end"),
        pytest.param("^ sleep $", "Sleep!", ["Sleep"], id="all of it"),
        # numbers and marks
        pytest.param("{number} nights", "14 nights, two nights", ["14 nights", "two nights"], id="digits and words"),
        pytest.param("{number} hours", "1,000.5 hours, 2nd hours", ["1,000.5 hours"], id="one number with its decimals"),
        pytest.param("{number} hours", "twenty-four hours", ["twenty-four hours"], id="a number of two words"),
        pytest.param("{number} hours", "a dozen hours", ["a dozen hours"], id="a number with an article"),
        pytest.param("{number} mg", "a 5mg dose, 0.5mg", ["5mg", "0.5mg"], id="a unit glued to its number"),
        pytest.param("24 hr", "our 24hr line", ["24hr"], id="a unit glued to a number that is written"),
        pytest.param("1.10", "now 1.10 or 1.1", ["1.10"], id="a decimal that is written"),
        pytest.param("100 % calm", "100% calm, 100 % calm", ["100% calm", "100 % calm"], id="a mark, glued or not"),
        pytest.param("# 1", "the #1 pillow", ["#1"], id="a mark before a number"),
        pytest.param("calm !", "Calm! calm.", ["Calm!"], id="a mark at the end"),
        pytest.param("[% calm|calm %]", "9% calm", ["% calm"], id="marks in a choice"),
        pytest.param("aches & pains", "Aches & pains", ["Aches & pains"], id="ampersand"),
    ],
)  # fmt: skip
def test_a_phrase_finds(phrase, sentence, found):
    assert reported(phrase, sentence) == found


@pytest.mark.parametrize(
    ("phrase", "column", "message"),
    [
        pytest.param("sore {joints}", 5, "there is no word list 'joints'; did you mean 'joint'?", id="unknown list"),
        pytest.param(
            "{joint.huge}", 0, "'joint' has no group 'huge'; known: large, small, ambiguous, paired", id="unknown group"
        ),
        pytest.param(":", 0, "the phrase has no word to look for", id="only marks"),
        pytest.param("[calm|:]", 0, "the phrase has no word to look for", id="a mark instead of the only word"),
        pytest.param("rest *", 0, "'*' holds no words", id="a mark that copy never shows"),
        pytest.param(
            "[" + " ".join(["{joint}"] * 6) + "]", 0,
            "this choice stands for too many forms; make it two steps", id="a choice that explodes",
        ),
    ],
)  # fmt: skip
def test_a_phrase_that_cannot_be_looked_for_says_why(phrase, column, message):
    with pytest.raises(PhraseError) as caught:
        book_of(phrase)
    assert (caught.value.message, caught.value.column) == (message, column)


def test_the_same_phrase_is_kept_once_and_so_are_its_steps():
    book, numbers = book_of("deep sleep", "deep sleep", "deep rest")
    assert numbers == [0, 0, 1]
    assert len(book.words.slots) == 3


def test_what_is_masked_is_not_found_and_moves_nothing():
    book, [number] = book_of("sleep")
    view = view_of("sleep mask, sleep", book)
    masked = view.mask([(0, 2)])
    assert [masked.tokens.span(match.start, match.end) for match in masked.find(number)] == [(12, 17)]
    assert len(view.find(number)) == 2


def test_a_gap_does_not_reach_over_what_is_masked_as_if_it_were_not_there():
    book, [number] = book_of("deep ~1 sleep")
    view = view_of("deep very restful sleep", book)
    assert view.mask([(1, 3)]).find(number) == []


# --- properties -------------------------------------------------------------------------------------------------------

FILLER = st.lists(
    st.sampled_from(["we", "and", "your", "light,", "lamp:", "(tea)", "x-ray", "5", "%", "it's", "—", ";", "“so”", "café"]),
    max_size=12,
)
PLANTED = {
    "deep sleep": "deep sleep",
    "rest/verb well": "rested well",
    "{soothe} ~3 {joint}": "calms all of those big toes",
    "(twice) as calm": "twice",
    "gone ~2 [forever|for good]": "gone for good",
    "{number} out of {number} owls": "9 out of ten-ish 10 owls",
}


@given(st.data(), FILLER, FILLER)
def test_a_phrase_is_found_exactly_where_its_words_are_planted(data, before, after):
    phrase = data.draw(st.sampled_from(sorted(PLANTED)))
    shown = PLANTED[phrase] if "(" in phrase or "out of" not in phrase else "9 out of 10 owls"
    whole = shown + " as calm" if "(" in phrase else shown
    joint = data.draw(st.sampled_from(["\n", " ", "  "]))
    words = data.draw(st.sampled_from([str, str.upper, str.title]))
    planted = words(whole.replace(" ", joint))
    sentence = " ".join([*before, planted, *after])
    start = len(" ".join([*before, ""])) if before else 0
    assert spans(phrase, sentence) == [(start, start + len(shown.replace(" ", joint)))]


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_at_all_breaks_a_search(text, more):
    book, numbers = book_of("deep ~5 sleep", "^ {joint} ~3 100 %", "a [a|b c]? $", "{number} ~2 {number}")
    view = view_of(text + more, book)
    for number in numbers:
        for match in view.find(number):
            start, end = view.tokens.span(match.shown_start, match.shown_end)
            assert 0 <= start < end <= len(view.tokens.text)


WORDS = st.lists(st.sampled_from(["deep", "sleep", "and", "a", "dozen", "7", "knees", ",", ":", "big", "toe"]), max_size=25)


@given(st.lists(WORDS, max_size=8))
def test_nothing_is_thought_impossible_that_a_search_finds(sentences):
    phrases = (
        "deep ~3 sleep",
        "{joint}",
        "{number} ~2 {joint}",
        "and a? [dozen|sleep|a deep sleep]",
        "^ deep",
        "a , 7",
        "toe $",
    )
    book, numbers = book_of(*phrases)
    views = [view_of(" ".join(words), book) for words in sentences]
    keys = [book.keys(view.tokens) for view in views]
    index = Index(book.early.possible(found) for found in keys)
    for number in numbers:
        found = {place for place, view in enumerate(views) if view.find(number)}
        possible = set(places(index.union({number})))
        assert found <= possible
        assert possible == {place for place, found in enumerate(keys) if number in book.early.possible(found)}


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("a ~40 a ~40 a ~40 a ~40 a", id="every word begins and ends a match"),
        pytest.param("a a? a? a? a? a", id="optional steps"),
        pytest.param("[a|a a|a a a|a a a a] ~5 [a|a a|a a a]", id="rows within rows"),
        pytest.param("^ a ~9 (a ~9 a)", id="tied to the start"),
    ],
)
def test_a_line_of_one_word_repeated_comes_to_an_end(phrase):
    sentence = "a " * 100_000
    assert spans(phrase, sentence)

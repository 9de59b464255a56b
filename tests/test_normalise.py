"""What looks the same is spelled the same, and every character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.model import Span
from healthlint.text.normalise import normalise

CASES = [
    pytest.param("plain words", "plain words", id="nothing to do"),
    pytest.param("it’s ‘fine’ don´t", "it's 'fine' don't", id="single quotes of all shapes"),
    pytest.param("“great” «great» „great‟", '"great" "great" "great"', id="double quotes of all shapes"),
    pytest.param("no\u00a0pain\u202fno\u2009gain\tever", "no pain no gain ever", id="every space is a space"),
    pytest.param("one\ntwo\u2028three", "one\ntwo\nthree", id="a line break stays one"),
    pytest.param("non‑invasive 5–10 −3", "non-invasive 5-10 -3", id="short dashes are hyphens"),
    pytest.param("rest — then go―on", "rest — then go—on", id="long dashes end clauses and stay"),
    pytest.param("ＣＵＲＥ１００％", "CURE100%", id="full width"),
    pytest.param("𝐜𝐮𝐫𝐞 𝓬𝓾𝓻𝓮 ⓒⓤⓡⓔ ℂure", "cure cure cure Cure", id="mathematical and circled letters"),
    pytest.param("ᴄᴜʀᴇ", "cure", id="small capitals"),
    pytest.param("Brand™ Care® naïve café", "Brand™ Care® naïve café", id="marks and accents are spelling"),
    pytest.param("İt", "it", id="the letter that grows when lower-cased"),
    pytest.param("mir\u00adacle c\u200bure\u2060s", "miracle cures", id="soft hyphens and zero-width characters"),
    pytest.param("\u202dheal\u202c", "heal", id="direction marks"),
    pytest.param("❤\ufe0f 1\ufe0f\u20e3", "❤ 1", id="variation selectors and keycaps"),
    pytest.param("ﬁx the ﬂu, eﬃcacy", "fix the flu, efficacy", id="ligatures"),
    pytest.param("cafe\u0301", "café", id="a loose accent joins its letter"),
    pytest.param("c\u0336u\u0336r\u0336e\u0336", "cure", id="struck out with overlays"),
    pytest.param("\u0301abc", "abc", id="an accent on nothing"),
    pytest.param("\n\u0301a", "\na", id="an accent does not eat the line break before it"),
    pytest.param("сurе", "cure", id="Cyrillic letters among Latin ones"),
    pytest.param("a роре said", "a pope said", id="a word all of look-alikes in Latin text"),
    pytest.param("Мы знаем сор и cure", "Мы знаем сор и cure", id="real Russian stays"),
    pytest.param("α-lipoic acid, TNF-α, β-glucan", "α-lipoic acid, TNF-α, β-glucan", id="a Greek letter stays"),
    pytest.param("100% g-u-a-r-a-n-t-e-e-d.", "100% guaranteed.", id="spelled with hyphens"),
    pytest.param("it c.u.r.e.s. all", "it cures. all", id="spelled with stops, the last one ends the sentence"),
    pytest.param("C.u.r.e.s all", "Cures all", id="spelled with stops and a capital"),
    pytest.param("we c u r e you", "we cure you", id="spelled with spaces"),
    pytest.param("C U R E S now", "CURES now", id="letter-spaced capitals"),
    pytest.param("c*u*r*e and c_u_r_e", "cure and cure", id="spelled with asterisks and underscores"),
    pytest.param("c\u00ad-u-r-e-s", "cures", id="two tricks at once"),
    pytest.param("U.S.A.F. e.g. i.e. 9 a.m. q.i.d.", "U.S.A.F. e.g. i.e. 9 a.m. q.i.d.", id="abbreviations"),
    pytest.param("see a.b.c.d.example.com", "see a.b.c.d.example.com", id="an address"),
    pytest.param("a-b-c and A B C", "a-b-c and A B C", id="three letters are no word"),
    pytest.param("Plan A I b c", "Plan A I b c", id="letters of mixed case with spaces"),
    pytest.param("code x-y-z-wide", "code x-y-z-wide", id="a hyphenated word at the end"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_looks_the_same_is_spelled_the_same(text, expected):
    assert normalise(text).text == expected


PLACES = [
    pytest.param("a mir\u00adacle!", "miracle", "mir\u00adacle", id="from first to last character"),
    pytest.param("\u200bcure\u200b", "cure", "cure", id="without the invisible characters around it"),
    pytest.param("eﬃcacy", "ef", "eﬃ", id="half a ligature is all of it"),
    pytest.param("cafe\u0301s", "café", "cafe\u0301", id="the accent belongs to its letter"),
    pytest.param("it is g-u-a-r-a-n-t-e-e-d, yes", "guaranteed", "g-u-a-r-a-n-t-e-e-d", id="with its hyphens"),
    pytest.param("it’s ﬁne: c\u00ad-u-r-e-s", "cures", "c\u00ad-u-r-e-s", id="after two passes"),
    pytest.param("\u00adthe \u00adsoft c-u-r-e now", "now", "now", id="behind everything that moved"),
]


@pytest.mark.parametrize(("text", "words", "source"), PLACES)
def test_a_place_leads_back_to_the_characters_it_is_about(text, words, source):
    normal = normalise(text)
    start = normal.text.index(words)
    place = normal.source(Span(start, start + len(words)))
    assert text[place.start : place.end] == source


def test_text_without_invisible_characters_needs_no_offsets():
    assert normalise("It’s “fine” – ＣＵＲＥ\tсure").origins is None


ODD = st.sampled_from("ab cC.-_*·’“–—\t\n\u00ad\u200b\u0301\u0336ﬁﬃсαωİ１𝐜é日\ufe0f\u20e3")


@given(st.text(alphabet=st.one_of(ODD, st.characters()), max_size=60))
def test_every_character_leads_back_into_the_input_and_in_order(text):
    normal = normalise(text)
    places = [normal.source(Span(i, i + 1)) for i in range(len(normal.text))]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert places == sorted(places)
    assert normal.source(Span(0, len(normal.text))).end <= len(text)
    for i in range(len(normal.text) + 1):
        empty = normal.source(Span(i, i))
        assert empty.start == empty.end <= len(text)


@given(st.text(alphabet=st.one_of(ODD, st.characters()), max_size=60))
def test_lower_case_keeps_every_place(text):
    normal = normalise(text).text
    assert len(normal.lower()) == len(normal)


@given(st.text(alphabet=ODD, max_size=60))
def test_nothing_that_has_another_spelling_is_left(text):
    assert not set(normalise(text).text) & set("’“–\t\u00ad\u200b\u0301\u0336ﬁﬃİ１𝐜\ufe0f\u20e3")


HOSTILE = [
    pytest.param("a-" * 100_000 + "ab", id="letters and hyphens without end"),
    pytest.param("a b" * 70_000, id="single letters"),
    pytest.param("e" + "\u0301\u0327" * 100_000, id="one letter under a tower of accents"),
    pytest.param("\u00ad" * 200_000, id="nothing visible"),
    pytest.param("".join(map(chr, range(0x1D400, 0x1D7FF))) * 200, id="every mathematical letter"),
    pytest.param("аa" * 100_000, id="one long word of two scripts"),
    pytest.param("а" * 200_000, id="one long word of one"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_to_its_end(text):
    """At the length of these texts, whoever goes back over what was read does not come to the end within a working day."""
    normal = normalise(text)
    assert (len(normal.text) if normal.origins is None else normal.origins[-1]) == len(text)

"""The forms of words, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.rules.inflect import hyphen_forms, noun_forms, spellings, verb_forms

NOUNS = """
scar scars, wrinkle wrinkles, allergy allergies, belly bellies, body bodies, day days, x-ray x-rays, virus viruses, sinus
sinuses, illness illnesses, rash rashes, patch patches, stomach stomachs, box boxes, diagnosis diagnoses, thrombosis
thromboses, arthritis, pelvis pelvises, herpes, diabetes, crohn's, wrinkles, hives, b12, lens lenses, gas gases,
bacterium bacteria, fungus fungi funguses, stimulus stimuli, foot feet, feet, tooth teeth, lice, woman women,
midwife midwives, human humans, child children, grandchild grandchildren, person people persons, people, half halves,
knife knives, tomato tomatoes, libido libidos, kilo kilos, follow-up follow-ups, appendix appendices appendixes,
vertebra vertebrae vertebras, criterion criteria, glass glasses, milia, quiz quizzes, yourself yourselves, inch inches
"""
NOUN_PHRASES = [
    ("skin tag", ("skin tag", "skin tags")),
    ("cold sore", ("cold sore", "cold sores")),
    ("sensitive teeth", ("sensitive teeth",)),
    ("head lice", ("head lice",)),
    ("vitamin b12", ("vitamin b12",)),
    ("type 2 diabetes", ("type 2 diabetes",)),
    ("loss of hair", ("loss of hair", "losses of hair")),
    ("sign of ageing", ("sign of ageing", "signs of ageing")),
]
VERBS = """
cure cures cured curing, heal heals healed healing, treat treats treated treating, stop stops stopped stopping,
slim slims slimmed slimming, trim trims trimmed trimming, fix fixes fixed fixing, firm firms firmed firming,
remedy remedies remedied remedying, banish banishes banished banishing, clear clears cleared clearing,
tone tones toned toning, free frees freed freeing, dye dyes dyed dyeing, die dies died dying, tie ties tied tying,
age ages aged ageing aging, detox detoxes detoxed detoxing, lift lifts lifted lifting, play plays played playing,
target targets targeted targetted targeting targetting, focus focuses focused focussed focusing focussing,
combat combats combated combatted combating combatting, benefit benefits benefited benefitted benefiting benefitting,
inhibit inhibits inhibited inhibiting, trigger triggers triggered triggering, refer refers referred referring,
control controls controlled controlling, equip equips equipped equipping, commit commits committed committing,
cancel cancels canceled cancelled canceling cancelling, label labels labeled labelled labeling labelling,
fuel fuels fueled fuelled fueling fuelling, signal signals signaled signalled signaling signalling,
reveal reveals revealed revealing, peel peels peeled peeling, boil boils boiled boiling, fulfil fulfils fulfilled fulfilling,
panic panics panicked panicking, quit quits quitted quitting, shed sheds shedding, beat beats beaten beating,
burn burns burned burnt burning, grow grows grew grown growing, regrow regrows regrew regrown regrowing,
shrink shrinks shrank shrunk shrunken shrinking, overcome overcomes overcame overcoming, keep keeps kept keeping,
fight fights fought fighting, feel feels felt feeling, give gives gave given giving, make makes made making,
leave leaves left leaving, show shows showed shown showing, prove proves proved proven proving, find finds found finding,
rebuild rebuilds rebuilt rebuilding, undergo undergoes underwent undergone undergoing, do does did done doing,
have has had having, be am is are was were been being, say says said saying, lose loses lost losing,
fast-track fast-tracks fast-tracked fast-tracking, worship worships worshipped worshipping, see sees saw seen seeing
"""
PHRASES = [
    ("protect against", ("protect against", "protects against", "protected against", "protecting against")),
    ("clear up", ("clear up", "clears up", "cleared up", "clearing up")),
    ("keep at bay", ("keep at bay", "keeps at bay", "kept at bay", "keeping at bay")),
    ("wean off", ("wean off", "weans off", "weaned off", "weaning off")),
]
SPELLINGS = """
tumour tumor, colouring coloring, behavioural behavioral, odourless odorless, anaemia anemia, haemorrhoid hemorrhoid,
leukaemia leukemia, paediatrician pediatrician, gynaecologist gynecologist, aesthetic esthetic, oedema edema,
lipoedema lipedema, lymphoedema lymphedema, oesophagus esophagus, oestrogen estrogen, oestradiol estradiol,
diarrhoea diarrhea, gonorrhoea gonorrhea, seborrhoeic seborrheic, apnoea apnea, coeliac celiac, foetal fetal,
homoeopathy homeopathy, fibre fiber, fibres fibers, centre center, centred centered, litre liter, millimetre millimeter,
theatre theater, counsellor counselor, travelled traveled, labelling labeling, enrol enroll, fulfil fulfill,
programme program, licence license, licenced licensed, practise practice, ageing aging, grey gray, mould mold,
sceptical skeptical, sulphate sulfate, jewellery jewelry, catalogue catalog, defence defense, optimise optimize,
moisturiser moisturizer, miniaturisation miniaturization, neutralised neutralized, vaporise vaporize, organising organizing,
recognisable recognizable, analyse analyze, paralysed paralyzed, optimize optimise, revitalizing revitalising,
paralyze paralyse, emphasize emphasise, anaesthetise anaesthetize anesthetize, haematologist hematologist,
immunisation immunization, randomised randomized, stabilise stabilize, sterilise sterilize, incentivise incentivize
"""
UNCHANGED = """
your four hour our sour pour tour flour contour detour source course court resource glamour velour journal nourish flourish
courage encourage shoe toe does goes poem poet coexist coenzyme aloe phoenix tomatoes heroes canoe aerobic aerosol larvae
reggae michael israel aed aeds acre ogre genre massacre more care core fire pre trimetrexate calling filled willing pulled
skill shelled exercise exercised promise promising premise size resize sized capsize prize prizes seize maize advise adviser
revise supervise improvise devise televise rise arise sunrise surprise surprising comprise enterprise compromise demise
despise disguise expertise franchise merchandise paradise precise concise praise raise raising noise poise bruise bruising
cruise otherwise likewise wise advertise advertising chastise excise incise circumcise treatise disease crises irises basis
dialysis missing kissing disable disabled advisable miser visit poison tourist dermatitis septic practical doctor metering
"""


def rows(text):
    return [" ".join(row.split()) for row in text.split(",")]


@pytest.mark.parametrize("row", rows(NOUNS))
def test_a_noun_has_these_forms(row):
    assert " ".join(noun_forms(row.split()[0])) == row


@pytest.mark.parametrize(("phrase", "forms"), NOUN_PHRASES)
def test_the_head_of_a_noun_phrase_is_made_plural(phrase, forms):
    assert noun_forms(phrase) == forms


@pytest.mark.parametrize("row", rows(VERBS))
def test_a_verb_has_these_forms(row):
    assert " ".join(verb_forms(row.split()[0])) == row


@pytest.mark.parametrize(("phrase", "forms"), PHRASES)
def test_only_the_first_word_of_a_verb_changes(phrase, forms):
    assert verb_forms(phrase) == forms


@pytest.mark.parametrize("row", rows(SPELLINGS))
def test_a_word_has_these_spellings(row):
    assert " ".join(spellings(row.split()[0])) == row


@pytest.mark.parametrize("word", UNCHANGED.split())
def test_no_word_becomes_another(word):
    assert spellings(word) == (word,)


def test_spellings_of_a_phrase_change_together():
    assert spellings("brain tumour") == ("brain tumour", "brain tumor")
    assert spellings("oestrogen programme") == ("oestrogen programme", "estrogen program")


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        pytest.param("micro-needling", ("micro needling", "microneedling"), id="apart and joined"),
        pytest.param("low-level laser therapy", ("low level laser therapy", "lowlevel laser therapy"), id="in a phrase"),
        pytest.param("hair loss", ("hair loss",), id="no hyphen, nothing to join"),
    ],
)
def test_a_hyphen_may_be_a_space_or_nothing(term, forms):
    assert hyphen_forms(term) == forms


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@given(WORD)
def test_any_word_keeps_itself_and_repeats_nothing(word):
    for forms in (noun_forms(word), verb_forms(word), spellings(word), hyphen_forms(word)):
        assert forms[0] == word
        assert all(forms)
        assert len(set(forms)) == len(forms)


@given(WORD)
def test_an_american_spelling_has_no_other(word):
    american = spellings(word)[-1]
    if "is" not in american and "iz" not in american and "lys" not in american and "lyz" not in american:
        assert spellings(american)[-1] == american

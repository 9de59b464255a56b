"""What a phrase says, and what is wrong with one that says nothing."""

import pytest

from healthlint.rules.phrase import Listed, PhraseError, Step, Words, parse


def step(choices, gap=0, *, optional=False):
    return Step(choices, gap, optional)


def word(text, form=""):
    return ((Words(text, form),),)


def choice(*texts):
    return tuple(tuple(Words(part, "") for part in text.split()) for text in texts)


@pytest.mark.parametrize(
    ("phrase", "steps"),
    [
        pytest.param("relief", [step(word("relief"))], id="one word"),
        pytest.param(" deep \n sleep ", [step(word("deep")), step(word("sleep"))], id="any white space divides"),
        pytest.param("don't", [step(word("don't"))], id="an apostrophe is part of its word"),
        pytest.param("non-slip", [step(word("non-slip"))], id="a hyphen too; its variants come later"),
        pytest.param("café", [step(word("café"))], id="any alphabet"),
        pytest.param("50 %", [step(word("50")), step(word("%"))], id="a mark is a word"),
        pytest.param("soothe/verb", [step(word("soothe", "verb"))], id="every form of a verb"),
        pytest.param("knee/noun", [step(word("knee", "noun"))], id="every form of a noun"),
        pytest.param("{joint}", [step(((Listed("joint", ""),),))], id="a word list"),
        pytest.param("{joint.large}", [step(((Listed("joint", "large"),),))], id="a group of a word list"),
        pytest.param("{ joint }", [step(((Listed("joint", ""),),))], id="room inside the braces"),
        pytest.param("a ~7 b", [step(word("a")), step(word("b"), 7)], id="a gap belongs to what follows it"),
        pytest.param("a ~7b", [step(word("a")), step(word("b"), 7)], id="a gap needs no room behind it"),
        pytest.param("a ~40 b", [step(word("a")), step(word("b"), 40)], id="the widest gap"),
        pytest.param("a b?", [step(word("a")), step(word("b"), optional=True)], id="an optional step"),
        pytest.param("a ~2 {b}?", [step(word("a")), step(((Listed("b", ""),),), 2, optional=True)], id="optional after a gap"),
        pytest.param("[sound|deep sleep]", [step(choice("sound", "deep sleep"))], id="a choice of words and rows"),
        pytest.param("a [b|c]?", [step(word("a")), step(choice("b", "c"), optional=True)], id="an optional choice"),
        pytest.param(
            "[rest/verb well|{joint} ease]",
            [step(((Words("rest", "verb"), Words("well", "")), (Listed("joint", ""), Words("ease", ""))))],
            id="forms and lists inside a choice",
        ),
        pytest.param("[only]", [step(choice("only"))], id="a choice of one"),
    ],
)
def test_a_phrase_is_its_steps(phrase, steps):
    parsed = parse(phrase)
    assert parsed.steps == tuple(steps)
    assert parsed.reported == (0, len(steps) - 1)
    assert (parsed.at_start, parsed.at_end) == (False, False)


@pytest.mark.parametrize(
    ("phrase", "reported", "at_start", "at_end"),
    [
        pytest.param("(a) b c", (0, 0), False, False, id="the first step"),
        pytest.param("a ( b c ) d", (1, 2), False, False, id="the middle"),
        pytest.param("a ~3 (b)", (1, 1), False, False, id="a gap before"),
        pytest.param("a (~3 b)", (1, 1), False, False, id="a gap inside belongs to its step"),
        pytest.param("^ a b", (0, 1), True, False, id="the sentence's start"),
        pytest.param("a b $", (0, 1), False, True, id="the sentence's end"),
        pytest.param("^ a (b) $", (1, 1), True, True, id="all at once"),
        pytest.param("a (b? c)", (1, 2), False, False, id="an optional step may be reported"),
    ],
)
def test_a_phrase_says_what_is_reported_and_where_it_is_tied(phrase, reported, at_start, at_end):
    parsed = parse(phrase)
    assert (parsed.reported, parsed.at_start, parsed.at_end) == (reported, at_start, at_end)


def test_a_word_is_not_the_list_of_its_name():
    assert parse("joint").steps != parse("{joint}").steps


@pytest.mark.parametrize(
    ("phrase", "column", "message"),
    [
        pytest.param("", 0, "the phrase is empty", id="nothing"),
        pytest.param("^ $", 0, "the phrase is empty", id="only ends"),
        pytest.param("a? b", 0, "a phrase cannot begin with an optional step; leave it out", id="optional first step"),
        pytest.param("? a", 0, "'?' cannot stand here", id="a question mark for nothing"),
        pytest.param("a ??", 3, "'?' cannot stand here", id="two question marks"),
        pytest.param("a ~3? b", 4, "'?' cannot stand here", id="an optional gap"),
        pytest.param("a ^ b", 2, "'^' cannot stand here", id="a start in the middle"),
        pytest.param("(^ a)", 1, "'^' cannot stand here", id="a start inside the reported part"),
        pytest.param("a ~ b", 2, "write how many words may stand here, as in ~5", id="a gap without a number"),
        pytest.param("a ~0 b", 2, "~N goes from 1 to 40", id="a gap of nothing"),
        pytest.param("a ~41 b", 2, "~N goes from 1 to 40", id="a gap that is too wide"),
        pytest.param("a ~3", 4, "~ needs something after it", id="a gap at the end"),
        pytest.param("a ~3 $", 6, "~ needs something after it", id="a gap before the end"),
        pytest.param("~3 a", 0, "~3 needs a word before it", id="a gap at the beginning"),
        pytest.param("^ ~3 a", 2, "~3 needs a word before it", id="a gap behind the start"),
        pytest.param("a ~3 ~4 b", 5, "~4 needs a word before it", id="a gap after a gap"),
        pytest.param("[a ~3 b]", 3, "'~3' cannot stand here", id="a gap inside a choice"),
        pytest.param("a (", 2, "a ( is not closed", id="open bracket"),
        pytest.param("a ) b", 2, "this ) closes nothing", id="closing bracket"),
        pytest.param("a ()", 3, "this ) closes nothing", id="nothing in brackets"),
        pytest.param("a (b) )", 6, "this ) closes nothing", id="two closing brackets"),
        pytest.param("(a) (b)", 4, "only one ( ) is allowed", id="two reported parts"),
        pytest.param("a (b? c?) d", 2, "what is reported may be missing; put a step that must be there into ( )", id="no report"),
        pytest.param("a [b", 2, "a [ is not closed", id="open choice"),
        pytest.param("a ] b", 2, "']' cannot stand here", id="closed choice"),
        pytest.param("a | b", 2, "'|' cannot stand here", id="a bar outside a choice"),
        pytest.param("a []", 3, "an empty choice", id="a choice of nothing"),
        pytest.param("a [b|]", 5, "an empty choice", id="a choice with a hole"),
        pytest.param("[a|[b]]", 3, "'[' cannot stand here", id="a choice in a choice"),
        pytest.param("[a?|b]", 2, "'?' cannot stand here", id="optional words in a choice"),
        pytest.param("a {b", 2, "a { is not closed", id="open brace"),
        pytest.param("a }", 2, "'}' cannot stand here", id="closing brace"),
        pytest.param("a {B}", 2, "{B} is not the name of a word list", id="no name of a list"),
        pytest.param("{}", 0, "{} is not the name of a word list", id="braces round nothing"),
        pytest.param("a Bee", 2, "write 'bee': phrases are lower case and match any case", id="upper case"),
        pytest.param(
            "a mend/verbs", 2,
            "'mend/verbs' has no such form; write word/verb or word/noun, and a space for a slash", id="unknown form",
        ),
        pytest.param(
            "/verb", 0, "'/verb' has no such form; write word/verb or word/noun, and a space for a slash", id="a form of nothing"
        ),
    ],
)  # fmt: skip
def test_a_wrong_phrase_says_what_is_wrong_and_where(phrase, column, message):
    with pytest.raises(PhraseError) as caught:
        parse(phrase)
    assert (caught.value.column, caught.value.message) == (column, message)

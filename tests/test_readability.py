"""What readability rules say of a page, beyond the examples of their files."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.checks import CHECKS
from healthlint.checks.targets import Target
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.readability.formulas import Counts, Grades, grades
from healthlint.readability.prose import prose, total, words
from healthlint.run import lint_source, load_rules, open_reading
from healthlint.text.read import read
from healthlint.yamlio import load

ROOT = Path(__file__).parents[1]
SAMPLES = Path(__file__).parent / "cases" / "readability"
HARD = (SAMPLES / "hard.md").read_text("utf-8")
EASY_LINE = "Rest your foot and drink some water. "
RULES = load_rules(Config())


def found(text, rule, audience="public"):
    config = Config(audience=audience, select=("readability",))
    findings = lint_source(Source("post.md", text, "markdown"), RULES, config).findings
    return sorted((one for one in findings if one.rule == f"readability/{rule}"), key=lambda one: one.order)


def grade(text):
    reading = Reading(read(parse("post.md", text, "markdown"), RULES.boilerplate), RULES)
    return grades(total(prose(reading).lines))


def hard_sentences(text):
    """The places of the sentences that cost the most, the dearest first."""
    rank = re.compile(r"number (\d) of")
    return sorted(found(text, "hard-sentence"), key=lambda one: int(rank.search(one.message)[1]))


# --- the page ---------------------------------------------------------------------------------------------------------


def test_a_grade_comes_with_figures_target_confidence_and_what_is_unavoidable():
    (finding,) = found(HARD, "grade-level")
    score = grade(HARD)
    assert finding.message == (
        f"the page is hard to read: Flesch-Kincaid grade {score.fkgl:.1f} and SMOG grade {score.smog:.1f}"
        f" (reading age about {score.age}); aim for 8 and 10 or less for the general public; confidence fair: 18 sentences;"
        " without its unavoidable terms (“diabetes”) 13.3 and 14.8"
    )


def test_an_unavoidable_term_is_left_out_as_often_as_it_stands():
    text = HARD + "\n\nDiabetes is frequent, and diabetes is serious. Understanding diabetes necessitates information.\n"
    (finding,) = found(text, "grade-level")
    reading = Reading(read(parse("post.md", text, "markdown"), RULES.boilerplate), RULES)
    times = text.lower().count("diabetes")
    assert times > 1
    without = grades(total(prose(reading).lines).less(Counts(0, times, 4 * times, times)))
    assert finding.message.endswith(f"(“diabetes”) {without.fkgl:.1f} and {without.smog:.1f}")


@pytest.mark.parametrize(
    ("sentences", "word"),
    [
        pytest.param(9, "low", id="few"),
        pytest.param(29, "fair", id="some"),
        pytest.param(30, "good", id="as many as SMOG asks"),
    ],
)
def test_confidence_is_a_matter_of_sentences(sentences, word):
    line = "Comprehensive rehabilitation necessitates individualised supervision throughout the entire difficult postoperative period now. "
    (finding,) = found(line * sentences, "grade-level")
    assert f"confidence {word}: {sentences} sentences" in finding.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("# A title\n\n| a | b |\n|---|---|\n| c | d |", "no prose to count on this page", id="no prose"),
        pytest.param("Rest. Drink water.", "too little prose for a grade: 2 sentences, 3 words", id="little prose"),
    ],
)
def test_a_page_without_prose_says_so(text, reason):
    reading, profile, _, _ = open_reading(Source("post.md", text, "markdown"), RULES, Config())
    (verdict,) = CHECKS["grade"](RULES.rule("readability/grade-level"), reading, (), profile)
    assert (verdict.severity, verdict.decided_by) == (None, reason)


def test_an_empty_page_is_silent():
    assert lint_source(Source("post.md", "", "markdown"), RULES, Config(select=("readability",))).findings == ()


# --- targets ----------------------------------------------------------------------------------------------------------

MIDDLING = (
    "The nurse will explain the operation in detail. She answers your questions before you decide on anything today. "
    "Bring a list of the tablets you are taking. Most people recover quickly and go home on the following morning. "
) * 4


@pytest.mark.parametrize(
    ("audience", "severity"),
    [
        pytest.param("low-literacy", "warning", id="grade 5 is asked for people who read with effort"),
        pytest.param("public", "info", id="between the best and the highest grade for the public"),
        pytest.param("professional", None, id="easy for a professional"),
    ],
)
def test_the_target_depends_on_the_readers(audience, severity):
    assert 6 < grade(MIDDLING).fkgl < 8
    assert next((one.severity for one in found(MIDDLING, "grade-level", audience)), None) == severity


@pytest.mark.parametrize(
    ("audience", "strict", "severity"),
    [
        pytest.param("public", False, "warning", id="a page above the target is a warning"),
        pytest.param("public", True, "error", id="and an error where somebody wants it strict"),
        pytest.param("professional", True, None, id="by the target of the readers"),
    ],
)
def test_whoever_is_strict_gets_an_error(audience, strict, severity):
    text = MIDDLING.replace("quickly", "remarkably quickly afterwards").replace("answers", "immediately answers")
    text = text.replace("taking", "regularly taking").replace("explain the operation", "demonstrate every individual operation")
    assert 10 < grade(text).fkgl < 12
    config = Config(audience=audience, strict=strict, select=("readability/grade-level",))
    findings = lint_source(Source("post.md", text, "markdown"), RULES, config).findings
    assert next((one.severity for one in findings), None) == severity


def test_strict_leaves_a_page_alone_that_is_only_hard():
    config = Config(strict=True, select=("readability/grade-level",))
    [finding] = lint_source(Source("post.md", MIDDLING, "markdown"), RULES, config).findings
    assert finding.severity == "info"


def test_a_page_says_in_its_front_matter_who_will_read_it():
    text = f"---\nhealthlint:\n  audience: low-literacy\n---\n\n{MIDDLING}"
    (finding,) = found(text, "grade-level")
    assert (finding.severity, finding.line) == ("warning", 6)
    assert "aim for 5 and 7 or less for people who read with effort" in finding.message


def test_a_page_that_passes_is_only_told_how_it_could_be_easier():
    (finding,) = found(MIDDLING, "grade-level")
    score = grade(MIDDLING)
    assert (score.fkgl <= 8, score.smog <= 10) == (True, True)
    assert finding.severity == "info"
    assert finding.message.startswith(
        f"the page could be easier to read: Flesch-Kincaid grade {score.fkgl:.1f} and SMOG grade {score.smog:.1f}"
        f" (reading age about {score.age}); within 8 and 10 for the general public, and easier at 6 and 8; "
    )
    assert found(MIDDLING, "hard-sentence") == []


@pytest.mark.parametrize(
    ("score", "severity"),
    [
        pytest.param(Grades(6.04, 8.04), None, id="easy, as it is shown"),
        pytest.param(Grades(6.06, 8.0), "info", id="nearly easy"),
        pytest.param(Grades(8.04, 10.04), "info", id="passes, as it is shown"),
        pytest.param(Grades(8.0, 10.06), "warning", id="a tenth above one target"),
    ],
)
def test_grades_count_as_they_are_shown(score, severity):
    wanted = Target(8, 10, 6, 8, "the general public")
    assert (wanted.severity(score, "warning"), wanted.met(score)) == (severity, severity != "warning")


def test_every_target_is_a_number_of_a_rule_file_with_sources():
    for name in ("grade-level", "safety-text"):
        rule = load((ROOT / "rules" / "readability" / f"{name}.yaml").read_text("utf-8"))
        for reader in ("public", "low_literacy", "professional"):
            assert int(rule["settings"][f"{reader}_fkgl"]) < int(rule["settings"][f"{reader}_smog"])
        assert {"R12"} <= set(rule["sources"])


def test_less_is_asked_of_the_reader_of_safety_text_for_every_audience():
    page, safety = RULES.rule("readability/grade-level"), RULES.rule("readability/safety-text")
    for reader in ("public", "low_literacy", "professional"):
        assert safety.settings[f"{reader}_fkgl"] < page.settings[f"{reader}_fkgl"]
        assert safety.settings[f"{reader}_smog"] < page.settings[f"{reader}_smog"]


def test_a_section_is_reported_once_as_safety_text_or_as_hard():
    text = f"## Prices\n\n{EASY_LINE * 9}\n\n## Risks\n\n" + HARD.split("\n\n")[2]
    assert [one.line for one in found(text, "safety-text")] == [5]
    assert found(text, "hard-section") == []


@pytest.mark.parametrize("change", ["", "today"], ids=["the same", "nearly the same"])
def test_a_paragraph_that_comes_again_is_told_with_the_earlier_one(change):
    paragraph = HARD.split("\n\n")[2]
    text = f"{paragraph}\n\n{EASY_LINE}\n\n{paragraph} {change}\n"
    assert [one.line for one in found(text, "duplicate-section")] == [5]


# --- where the grade is made ------------------------------------------------------------------------------------------


def test_the_dearest_sentences_are_named_with_what_makes_them_hard_and_the_grade_without_them():
    first = hard_sentences(HARD)[0]
    assert (first.line, first.excerpt[:30]) == (5, "Subsequently, a comprehensive ")
    for part in ("25 words, to be split at “, including", "“biomechanical”", "write “later” for “subsequently”"):
        assert part in first.message
    without = grade(HARD.replace(first.excerpt, ""))
    assert f"without it the page scores {without.fkgl:.2f} instead of {grade(HARD).fkgl:.2f}" in first.message


def test_no_sentence_costs_more_than_those_that_are_named():
    named = {one.excerpt for one in hard_sentences(HARD)}
    cheapest = min(grade(HARD).fkgl - grade(HARD.replace(text, "")).fkgl for text in named)
    reading = Reading(read(parse("post.md", HARD, "markdown"), RULES.boilerplate), RULES)
    others = [line.text for line in prose(reading).lines if line.text not in named]
    assert others
    assert all(grade(HARD).fkgl - grade(HARD.replace(text, "")).fkgl <= max(cheapest, 0) + 1e-9 for text in others)


def test_following_the_three_top_suggestions_lowers_the_grade_by_more_than_one():
    rewritten = (SAMPLES / "rewritten.md").read_text("utf-8")
    for suggestion in hard_sentences(HARD)[:3]:
        assert suggestion.excerpt in HARD
        assert suggestion.excerpt not in rewritten
    kept = [one for one in re.split(r"(?<=\.)\s+", HARD) if one not in {one.excerpt for one in hard_sentences(HARD)[:3]}]
    assert all(sentence in rewritten for sentence in kept)
    assert grade(HARD).fkgl - grade(rewritten).fkgl > 1
    assert grade(HARD).smog - grade(rewritten).smog > 1


def test_an_easy_page_has_no_hard_sentence():
    assert found(EASY_LINE * 30, "hard-sentence") == []


# --- long sentences ---------------------------------------------------------------------------------------------------

ASKED = "the nurse looks at the skin on your arm and asks you what you have put on it in the last week"


def test_a_label_is_shown_and_not_counted():
    (finding,) = found(f"Step Two: {ASKED.capitalize()} and whether it has helped.", "long-sentence")
    assert finding.excerpt.startswith("Step Two: The nurse")
    assert "27 words" in finding.message


@pytest.mark.parametrize(("words", "severity"), [(25, None), (26, "info"), (40, "info"), (41, "warning")])
def test_a_sentence_may_have_as_many_words_as_the_rule_says(words, severity):
    findings = found(f"We {'walk ' * (words - 2)}home.", "long-sentence")
    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_a_sentence_that_begins_small_is_read_on_from_the_one_before():
    (finding,) = found(f"{ASKED.capitalize()}. then she rinses it for a minute.", "long-sentence")
    assert finding.excerpt.endswith("for a minute.")
    assert "29 words, with the one behind it, which begins with a small letter" in finding.message


# --- terms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Bruxism wears your teeth. Bruxism (grinding your teeth) starts at night.", id="explained later"),
        pytest.param("We see bruxism a lot.\n\n## Glossary\n\n- bruxism: grinding your teeth at night", id="in a glossary"),
        pytest.param(
            "We see bruxism.\n\n## Glossary\n\n| Word | Sense |\n|---|---|\n| bruxism | grinding |", id="in its table"
        ),
        pytest.param("We see [bruxism](https://example.org/glossary.html) a lot.", id="by a link to a glossary"),
        pytest.param("Grinding your teeth, also known as bruxism, wears them down.", id="called so"),
    ],
)
def test_a_term_explained_once_is_explained(text):
    assert found(text, "undefined-medical-term") == []


def test_letters_in_brackets_explain_no_term():
    assert [one.excerpt for one in found("We look at the periosteum (PO).", "undefined-medical-term")] == ["periosteum"]


def test_one_term_gives_one_finding_with_its_plain_word():
    text = "Xerosis is common here. We treat xerosis each day."
    (finding,) = found(text, "undefined-medical-term")
    assert finding.message.endswith("or write “dry skin”")
    assert found(text, "jargon-substitute") == []


def test_american_spelling_has_the_same_plain_word():
    (finding,) = found("Utilize the brush at night.", "jargon-substitute")
    assert finding.message == "“Utilize” has a plain word: write “use”"


def test_a_professional_is_told_of_no_term():
    for rule in ("undefined-medical-term", "jargon-substitute"):
        assert found("We utilise splints for bruxism.", rule, "professional") == []


def test_there_are_four_hundred_plain_words():
    words = load((ROOT / "rules" / "lexicons" / "plain-word.yaml").read_text("utf-8"))["replacements"]
    assert len(words) >= 400
    assert [hard for hard, plain in words.items() if len(plain) > 40] == []


HOSTILE = [
    "a" * 50_000 + "@",
    "a@" * 25_000,
    "@" * 50_000,
    "www." * 12_000,
    "(A" + "a" * 50_000 + " 19",
    "[1," * 16_000,
    "10." * 16_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_words_are_counted_in_time_that_grows_with_the_text(text):
    began = process_time()
    words(text)
    assert process_time() - began < 0.5


# --- whatever a page says -----------------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "Rest. ", "the the ", "is given ", "Dr. ", "2.5 mg ", "e.g. ", "\n\n## Risks\n\n", "\n\n- ", "[1] ", "(DHT) ", "bruxism ",
    "utilise ", "87% said ", "www.a.b/c ", "🙂", "¹", "\u00ad", "…", ": ", "| a | b |\n|---|---|\n| c | d |\n", "Ünïcödé ", "\n> ",
])  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=60).map("".join), st.sampled_from(["markdown", "html", "text"])
)
def test_no_page_costs_a_crash(text, format_):
    lint_source(Source("post", text, format_), RULES, Config(select=("readability",)))

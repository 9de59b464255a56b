"""Whether a sentence asserts what it says: negation, questions, warnings, doubt, hedges, attribution, agents.

The first table is ours. The second runs the labelled cases of the domain notes where they are at hand.
"""

import os
import re
from pathlib import Path

import pytest

from healthlint.config import Config
from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.profile import Profile
from healthlint.run import judge, load_rules
from healthlint.text.read import read
from healthlint.yamlio import load

SHARED = Path(os.environ.get("HEALTHLINT_SHARED", Path(__file__).parents[2] / "shared"))
CASES = SHARED / "domain" / "scope_cases.yaml"
RULES = load_rules(Config())
SOFT = re.compile(r"\bhedge: |\bvague source: ")
CLINIC = Profile(("US", "UK", "AU"), "clinic")
SUPPLEMENT = Profile(("US", "UK", "AU"), "supplement")


def verdicts(text, mode, profile=None):
    """What rules of a mode made of a text, silence too."""
    profile = profile or (SUPPLEMENT if mode == "mention" else CLINIC)
    reading = Reading(read(parse("page.md", text, "markdown"), RULES.boilerplate), RULES)
    return [one for one in judge(reading, profile) if one.rule.kind == "claim" and one.rule.mode == mode]


def outcome(found):
    """fire, hedged (all that fire were lowered by a hedge or a vague source) or suppress.

    Rules about evidence speak of the source, not of the claim, so they do not count.
    """
    fired = [one for one in found if one.severity and one.rule.category != "evidence"]
    if not fired:
        return "suppress"
    return "hedged" if all(SOFT.search(one.downgraded_by or "") for one in fired) else "fire"


def said(found):
    """Every reason that was given, in the words of a finding."""
    return " | ".join(filter(None, (f"{one.decided_by or ''}{one.downgraded_by or ''}" for one in found)))


# mode, what becomes of it, the sentence, and a cue that must be among the reasons
OURS = [
    # a negator before the claim, in its clause
    ("claim", "suppress", "The splint is not guaranteed to stop your snoring.", "negation: not"),
    ("claim", "suppress", "We never guarantee relief.", "negation: never"),
    ("claim", "suppress", "No dentist can guarantee a perfect smile.", "negation: no"),
    ("claim", "suppress", "Nobody can guarantee results from physiotherapy.", "negation: nobody"),
    ("claim", "suppress", "Few programmes guarantee weight loss.", "negation: few"),
    ("claim", "suppress", "Magnesium doesn't cure insomnia.", "negation: doesn't"),
    ("claim", "suppress", "Magnesium doesn’t cure insomnia.", "negation: doesn't"),
    ("claim", "suppress", "Cupping cannot cure migraine.", "negation: cannot"),
    ("claim", "suppress", "The app is unable to cure tinnitus.", "negation: unable to"),
    ("claim", "suppress", "The gel fails to cure cold sores.", "negation: fails to"),
    ("claim", "suppress", "Hardly any supplement is 100% effective.", "negation: hardly any"),
    ("claim", "suppress", "It is far from a miracle cure for gout.", "negation: far from"),
    ("claim", "suppress", "Rather than promising a cure for gout, we teach pacing.", "negation: rather than"),
    ("claim", "suppress", "This patch is anything but a cure for asthma.", "negation: anything but"),
    # verbal negators cross commas, determiners do not
    ("claim", "suppress", "Our teas do not treat, cure or prevent eczema.", "negation: not"),
    ("claim", "fire", "No drills, no needles, guaranteed results.", ""),
    ("claim", "fire", "Without needles, without pain, our balm cures bunions.", ""),
    # a negator behind the claim
    ("claim", "suppress", "Guaranteed relief is not something a physio can offer.", "negation: is not"),
    ("claim", "suppress", "A guaranteed result is never on the table.", "negation: is never"),
    ("claim", "suppress", "Guaranteed weight loss does not exist.", "negation: does not exist"),
    ("claim", "suppress", "Miracle cures for arthritis are a myth.", "negation: are a myth"),
    # a clause further on is out of reach
    ("claim", "fire", "It isn't cheap, but relief is guaranteed.", ""),
    ("claim", "fire", "We do not sell pills, yet our oil cures psoriasis.", ""),
    ("claim", "fire", "The taste is not to everyone's liking; it cures gout.", ""),
    ("claim", "fire", "Not a pill: our oil cures gout.", ""),
    ("claim", "fire", "You will not need tablets because this belt cures sciatica.", ""),
    # what only looks like a negator
    ("claim", "fire", "Not only does it taste of mint, it cures gout.", ""),
    ("claim", "fire", "There is no doubt that it cures gout.", ""),
    ("claim", "fire", "No wonder it cures gout.", ""),
    ("claim", "fire", "No matter your age, relief is guaranteed.", ""),
    ("claim", "fire", "You can't go wrong: relief is guaranteed.", ""),
    ("claim", "fire", "It is nothing short of a miracle cure for gout.", ""),
    ("claim", "fire", "No other lamp cures acne like ours.", ""),
    ("claim", "fire", "Say no to sore knees with guaranteed relief.", ""),
    ("claim", "fire", "Don't wait, your relief is guaranteed.", ""),
    ("claim", "fire", "With nothing to lose, your results are guaranteed.", ""),
    ("claim", "fire", "Why not try a balm that cures gout.", ""),
    ("claim", "fire", "Never feel ashamed again: results guaranteed.", ""),
    ("claim", "fire", "Without a doubt, it cures gout.", ""),
    # reports, whose speaker or comparison may come behind
    ("claim", "suppress", "Our tea cures gout, she said.", "attributed: she said"),
    ("claim", "suppress", "The tea cures gout more often compared with placebo.", "attributed: compared with"),
    # warnings
    ("claim", "suppress", "Beware of seminars that promise a cure for diabetes.", "warning: beware"),
    ("claim", "suppress", "Be wary of anyone who says a tea cures diabetes.", "warning: be wary of"),
    ("claim", "suppress", "Steer clear of shops where a crystal cures cancer.", "warning: steer clear of"),
    ("claim", "suppress", "A red flag is a label that says it cures cancer.", "warning: red flag"),
    ("claim", "suppress", "If a clinic guarantees results, leave.", "warning: if a clinic"),
    ("claim", "suppress", "Don't fall for ads for a miracle cure for gout.", "warning: don't fall for"),
    ("claim", "suppress", "Be careful of claims like cures gout.", "warning"),
    ("claim", "suppress", "Watch out for these phrases:\n\n- cures gout\n- guaranteed relief", "the list's opening line: watch out for"),
    # doubt
    ("claim", "suppress", "There is no evidence that copper cures arthritis.", "doubt: no evidence"),
    ("claim", "suppress", "It has not been proven that honey cures hay fever.", "doubt"),
    ("claim", "suppress", "It is a myth that carrots cure glaucoma.", "doubt"),
    ("claim", "suppress", "It is unclear whether the lamp cures acne.", "doubt: unclear"),
    ("claim", "suppress", "Researchers do not agree that it cures tinnitus.", "doubt: do not agree that"),
    ("claim", "suppress", "Contrary to popular belief, sugar cures no hiccups and cures gout in nobody.", "doubt: contrary to popular belief"),
    ("claim", "fire", "There is no evidence for rivals, but our lamp cures acne.", ""),
    # suppositions and beliefs
    ("claim", "suppress", "Charities hope for a cure for asthma.", "hope for a cure"),
    ("claim", "suppress", "Ask your pharmacist whether it cures athlete's foot.", "supposition"),
    ("claim", "suppress", "Do not assume that an expensive cream cures acne.", "not asserted: do not assume"),
    ("claim", "suppress", "Just because it is herbal does not mean it cures gout.", "not asserted"),
    # questions
    ("claim", "suppress", "Does cupping cure migraine?", "question"),
    ("claim", "suppress", "“Does the lamp cure acne?”", "question"),
    ("claim", "fire", "Does the lamp cure acne? Yes, in a week.", ""),
    ("claim", "suppress", "Does the lamp cure acne? Not yet.", "question"),
    # absence: the negator is the claim
    ("absence", "fire", "The gum shield has no side effects.", ""),
    ("absence", "fire", "Our drops are completely free of side effects.", ""),
    ("absence", "fire", "The tonic never fails.", ""),
    ("absence", "fire", "There is no risk with the patch.", ""),
    ("absence", "fire", "With no surgery and no downtime, you are back at work by two.", ""),
    ("absence", "fire", "There are no needles and no side effects.", ""),
    ("absence", "fire", "It takes little fuss and no side effects.", ""),
    ("absence", "suppress", "No gum shield is free of side effects.", "negation: no"),
    ("absence", "suppress", "No pill has no side effects.", "negation: no"),
    ("absence", "suppress", "No tonic is cheap and without side effects.", "negation: no"),
    ("absence", "suppress", "The gel is not free of side effects.", "negation: not"),
    ("absence", "suppress", "No operation is risk-free.", "negation: no"),
    ("absence", "suppress", "There is no evidence that the tonic has no side effects.", "doubt: no evidence"),
    ("absence", "suppress", "Never assume that a plant has no side effects.", "not asserted"),
    ("absence", "suppress", "Beware of leaflets that say it has no side effects.", "warning: beware"),
    ("absence", "suppress", "Are the drops without side effects?", "question"),
    # mention: to name it is enough
    ("mention", "fire", "We have stopped offering Botox.", ""),
    ("mention", "fire", "Do not use the tonic if you have cancer.", ""),
    ("mention", "fire", "Is it suitable for people with diabetes?", ""),
    # hedges
    ("claim", "hedged", "Our serum may treat tennis elbow.", "hedge: may"),
    ("claim", "hedged", "Our serum can treat bunions.", "hedge: can"),
    ("claim", "hedged", "Our balm could treat eczema in some people.", "hedge"),
    ("claim", "fire", "Our serum can rapidly treat bunions.", ""),
    ("claim", "fire", "It may cure gout.", ""),
    ("claim", "fire", "Relief is guaranteed. It may take a week.", ""),
    # attribution
    ("claim", "hedged", "Some say that the lamp treats acne.", "vague source"),
    ("claim", "suppress", "The court found that the firm told buyers its tea cures cancer.", "attribution-reported"),
    ("claim", "suppress", "The balm is marketed as a cure for eczema.", "exception: marketed as a cure"),
    ("claim", "suppress", "In a trial of 90 adults, the serum was shown to treat bunions.", "attributed"),
    # agents
    ("claim", "suppress", "Exercise treats mild depression.", "exercise treats"),
    ("claim", "suppress", "Your doctor treats the root cause of the fever.", "subject"),
    ("claim", "fire", "Our serum treats the root cause of dry eyes.", ""),
    # idioms and prescribed words
    ("claim", "suppress", "Races for the cure raise money for asthma research.", ""),
    ("claim", "suppress", "Cured ham is salty if you have high blood pressure.", ""),
    ("claim", "suppress", "This food supplement is not intended to diagnose, treat, cure or prevent any disease.", ""),
]  # fmt: skip
assert len(OURS) >= 80
assert sum(bool(cue) for *_, cue in OURS) >= len(OURS) / 2


@pytest.mark.parametrize(("mode", "expected", "text", "cue"), [pytest.param(*row, id=row[2][:60]) for row in OURS])
def test_a_sentence_is_judged_and_the_reason_is_said(mode, expected, text, cue):
    found = verdicts(text, mode)
    assert (outcome(found), cue if cue in said(found) else said(found)) == (expected, cue)


# --- the labelled cases -----------------------------------------------------------------------------------------------


def labelled():
    if not CASES.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"needs the labelled cases in {SHARED}"), id="none")]
    cases = load(CASES.read_text("utf-8"))
    assert len(cases) == 80
    return [pytest.param(case, id=case["s"][:60]) for case in cases if case["expect"] != "either"]


@pytest.mark.parametrize("case", labelled())
def test_a_labelled_case_is_judged_as_its_label_says(case):
    assert outcome(verdicts(case["s"], case["mode"])) == case["expect"]

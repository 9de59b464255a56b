"""What is wrong with a rule file is said at its place, all of it at once."""

import pytest
from wonder import HEAD, SOURCES

from healthlint.checks import SETTINGS
from healthlint.config import Config
from healthlint.discover import Source
from healthlint.errors import RuleError
from healthlint.rules.load import load
from healthlint.run import lint_source

LEXICON = """\
about: Joints.
pos: noun
groups:
  large: [knee, hip]
  small: [knuckle]
flags:
  paired: [knee]
"""
RULE = (
    HEAD
    + """\
match:
  any:
    - wonder cream/noun
examples:
  bad:
    - "Our [[wonder cream]] is here."
  good:
    - "Our cream is here."
"""
)


@pytest.fixture
def write(tmp_path):
    """Files below a folder, and the problems of reading it: messages with their place, the folder's name taken off."""

    def write(folder="rules", /, **files):
        for name, text in {"sources": SOURCES, "lexicons/joint": LEXICON, **files}.items():
            path = tmp_path / folder / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / folder

    return write


def loaded(*folders, added=None):
    return load(list(folders), SETTINGS, added or {})


def problems(folder, added=None):
    with pytest.raises(RuleError) as caught:
        loaded(folder, added=added)
    return [str(problem).replace(f"{folder}/", "").replace(str(folder), "rules") for problem in caught.value.problems]


def test_the_rule_that_all_rows_change_is_right(write):
    [rule] = loaded(write(**{"house/wonder": RULE})).rules
    assert (rule.id, rule.severity, rule.kind, rule.mode, rule.sources) == (
        "house/wonder", "warning", "claim", "claim", ("S1",),
    )  # fmt: skip
    assert rule.jurisdictions == ("US", "UK", "EU", "AU", "CA")
    assert [(example.text, example.marks, example.line) for example in rule.examples.bad] == [
        ("Our wonder cream is here.", ((4, 16),), 13)
    ]


def test_lines_are_tried_at_the_end_of_a_page_that_needs_a_statement(write):
    page = '  page: "A [[wonder]] cream."\n  counts: ["{Milk|Tea} helps."]\n  does_not_count: [Sugar.]\n'
    [rule] = loaded(write(**{"house/wonder": RULE + page})).rules
    assert [(example.text, example.marks) for example in rule.examples.each] == [
        ("A wonder cream.\nMilk helps.\n", ()),
        ("A wonder cream.\nTea helps.\n", ()),
        ("A wonder cream.\nSugar.\n", ((2, 8),)),
    ]


@pytest.mark.parametrize(
    ("plain", "problem"),
    [
        pytest.param("joint", None, id="a list that is there"),
        pytest.param("jiont", "'includes' names no plain word list 'jiont'; did you mean 'joint'?", id="one that is not"),
        pytest.param("part", "'includes' names no plain word list 'part'; known: joint", id="itself"),
    ],
)
def test_a_word_list_may_include_another(write, plain, problem):
    folder = write(**{"house/wonder": changed("wonder cream/noun", "sore {part}")})
    (folder / "lexicons" / "part.yaml").write_text(f"about: Parts.\npos: noun\nincludes: [{plain}]\nterms: [back]\n", "utf-8")
    if problem is None:
        assert loaded(folder).lexicons["part"].terms() == ("back", "knee", "hip", "knuckle")
    else:
        assert problems(folder) == [f"word list 'part':1:1: {problem}"]


def changed(old, new):
    assert RULE.count(old) == 1, old
    return RULE.replace(old, new)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        # keys
        pytest.param(changed("severity:", "severty: warning\nseverity:"), "2:1: unknown key 'severty'; did you mean 'severity'?", id="unknown key, close to one"),
        pytest.param(RULE + "zebra: 1\n", "16:1: unknown key 'zebra'", id="unknown key, close to none"),
        pytest.param(changed("  any:", "  al:\n    - tea\n  any:"), "9:3: unknown key 'al'", id="unknown key below match"),
        pytest.param(changed("  good:", "  god:\n    - tea\n  good:"), "14:3: unknown key 'god'; did you mean 'good'?", id="unknown key below examples"),
        pytest.param(changed("mode: claim", "severity: error"), "3:1: key 'severity' stands twice", id="repeated key"),
        pytest.param(changed("title: Wonder cream\n", ""), "1:1: 'title' is missing", id="no title"),
        pytest.param(changed("severity: warning\n", ""), "1:1: 'severity' is missing", id="no severity"),
        pytest.param(changed("why: Nobody measured it.\n", ""), "1:1: 'why' is missing", id="no reason"),
        pytest.param(changed("instead: Say what was measured.\n", ""), "1:1: 'instead' is missing", id="no advice"),
        pytest.param(changed("sources: [S1]\n", ""), "1:1: 'sources' is missing", id="no sources"),
        pytest.param(changed('message: "“{match}” is a wonder"\n', ""), "1:1: 'message' is missing", id="no message"),
        pytest.param(changed("match:\n  any:\n    - wonder cream/noun\n", ""), "1:1: 'match' is missing", id="no phrases"),
        pytest.param(changed("  any:\n    - wonder cream/noun", "  unless: [tea]"), "9:3: 'any' is missing", id="only exceptions"),
        pytest.param(RULE[: RULE.index("examples:")], "1:1: 'examples' is missing: a rule is tested by them", id="no examples"),
        # values
        pytest.param(changed("title: Wonder cream", "title: ''"), "1:1: 'title' must be text", id="empty text"),
        pytest.param(changed("title: Wonder cream", "title: [a]"), "1:1: 'title' must be text", id="a list instead of text"),
        pytest.param(changed("severity: warning", "severity: warn"), "2:1: 'severity' is one of error, warning, info, not 'warn'; did you mean 'warning'?", id="unknown severity"),
        pytest.param(changed("mode: claim", "mode: absent"), "3:1: 'mode' is one of claim, absence, mention, style, not 'absent'; did you mean 'absence'?", id="unknown mode"),
        pytest.param(changed("mode: claim", "hedge: lower"), "3:1: 'hedge' is one of ignore, down, clear, not 'lower'; did you mean 'clear'?", id="unknown effect"),
        pytest.param(changed("mode: claim", "agent: promotd"), "3:1: 'agent' is one of any, unblocked, promoted, not 'promotd'; did you mean 'promoted'?", id="unknown agent"),
        pytest.param(changed("mode: claim", "zones: [body, hedding]"), "3:15: 'zones' are among title, heading, body, list, table, quote, caption, field, not 'hedding'; did you mean 'heading'?", id="unknown zone"),
        pytest.param(changed("mode: claim", "jurisdictions: [UK, FR]"), "3:21: 'jurisdictions' are among US, UK, EU, AU, CA, not 'FR'; known: US, UK, EU, AU, CA", id="unknown law"),
        pytest.param(changed("mode: claim", "zones: body"), "3:8: 'zones' must be a list: put each entry on a line of its own after “- ”", id="a word instead of a list"),
        pytest.param(changed("[S1]", "[]"), "4:1: 'sources' must be a list with at least one entry", id="empty list"),
        pytest.param(changed("[S1]", "[S1, S11]"), "4:15: there is no source 'S11' in sources.yaml; did you mean 'S1'?", id="unknown source"),
        pytest.param(changed("    - wonder cream/noun", "    - tea: strong"), "10:7: an entry of 'any' must be text; quote it if it holds “: ” or begins with a mark", id="a phrase that YAML reads as a mapping"),
        pytest.param(changed("match:\n  any:\n    - wonder cream/noun", "match: [tea]"), "8:1: 'match' must be a mapping", id="a list instead of a mapping"),
        pytest.param(changed("examples:", "adjust: {to: up}\nexamples:"), "11:1: 'adjust' must be a list of mappings", id="a mapping instead of a list of them"),
        pytest.param(changed("examples:", "adjust:\n  - {to: up, because: tea}\nexamples:"), "12:5: 'when' is missing", id="an adjustment without a condition"),
        pytest.param(changed("examples:", "adjust:\n  - {to: upp, when: [tea], because: tea}\nexamples:"), "12:6: 'to' is one of error, warning, info, up, down, silent, not 'upp'; did you mean 'up'?", id="an adjustment to nowhere"),
        pytest.param(changed("examples:", "yields_to: [house/miracle]\nexamples:"), "1:1: 'yields_to' names no rule 'house/miracle'; known: house/wonder", id="yields to no rule"),
        # phrases: the column is that of the mistake
        pytest.param(changed("wonder cream/noun", "wonder (cream"), "10:14: phrase 'wonder (cream': a ( is not closed", id="wrong phrase"),
        pytest.param(changed("wonder cream/noun", '"wonder (cream"'), "10:15: phrase 'wonder (cream': a ( is not closed", id="wrong phrase in quotation marks"),
        pytest.param(changed("wonder cream/noun", "wonder {jiont}"), "10:14: phrase 'wonder {jiont}': there is no word list 'jiont'; did you mean 'joint'?", id="unknown word list"),
        pytest.param(changed("wonder cream/noun", "wonder {joint.smal}"), "10:14: phrase 'wonder {joint.smal}': 'joint' has no group 'smal'; did you mean 'small'?", id="unknown group of a word list"),
        pytest.param(changed("wonder cream/noun", "Wonder cream"), "10:7: phrase 'Wonder cream': write 'wonder': phrases are lower case and match any case", id="upper case"),
        pytest.param(changed("    - wonder cream/noun", "    - tea\n    - tea"), "9:3: a phrase stands twice in 'any'", id="the same phrase twice"),
        pytest.param(
            changed("    - wonder cream/noun", "    - tea\n  in_story:\n    - tea"),
            "11:3: a phrase of 'in_story' stands in another list as well",
            id="a phrase that counts anywhere and in a story",
        ),
        # kinds
        pytest.param(changed("mode: claim", "kind: clam"), None, id="unknown kind"),
        pytest.param(changed("mode: claim", "kind: claim\nsettings: {words: [tea]}"), "4:12: unknown key 'words'", id="a setting of another kind"),
        # examples
        pytest.param(changed("[[wonder cream]]", "wonder cream"), "13:1: bad: 'Our wonder cream is here.': mark what is reported with [[ ]]", id="bad example without marks"),
        pytest.param(changed("Our cream is", "Our [[cream]] is"), "15:1: good: 'Our cream is here.': a good example has no [[ ]]", id="good example with marks"),
        pytest.param(changed('"Our cream is here."', "[]"), "15:7: an entry of 'good' must be text; quote it if it holds “: ” or begins with a mark", id="an example that is a list"),
        pytest.param(RULE + "  page: Tea.\n  counts: [Milk.]\n", "17:3: 'counts' needs a 'page' with marks [[ ]], at whose end each line is tried", id="lines without a page that needs them"),
        # YAML
        pytest.param("- a list\n", "1:1: a rule file is a mapping: “title: …” and so on", id="not a mapping"),
        pytest.param("", "1:1: a rule file is a mapping: “title: …” and so on", id="nothing"),
        pytest.param(changed("title: Wonder cream", "title: &x Wonder cream") + "extra: *x\n", "1:8: aliases (*name) are not read; write the value out", id="alias"),
        pytest.param(changed("title: Wonder cream", "title: !!python/name:os.system cream"), "1:8: tags (tag:yaml.org,2002:python/name:os.system) are not read; remove it", id="tag"),
        pytest.param("a" * 1_000_001, "1:1: larger than 1,000,000 characters; split it", id="huge"),
        pytest.param("[" * 20_000, None, id="deep"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(write, rule, problem):
    found = problems(write(**{"house/wonder": rule}))
    if problem is None:
        assert len(found) == 1
        assert found[0].startswith("house/wonder.yaml:")
    else:
        assert found == [f"house/wonder.yaml:{problem}"]


def test_all_problems_of_all_files_are_reported_together(write):
    one = changed("title: Wonder cream\n", "").replace("severity: warning", "severity: loud")
    two = changed("wonder cream/noun", "wonder )")
    assert problems(write(**{"house/one": one, "house/two": two})) == [
        "house/one.yaml:1:1: 'title' is missing",
        "house/one.yaml:1:1: 'severity' is one of error, warning, info, not 'loud'; known: error, warning, info",
        "house/two.yaml:10:14: phrase 'wonder )': this ) closes nothing",
    ]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        pytest.param("lexicons/joint", "about: Joints.\npos: noun\n", "1:1: a word list has 'terms' or 'groups'", id="empty word list"),
        pytest.param("lexicons/joint", "about: Joints.\npos: adverb\nterms: [knee]\n", "2:1: 'pos' is one of noun, verb, exact, not 'adverb'; did you mean 'verb'?", id="unknown part of speech"),
        pytest.param("lexicons/joint", "about: Joints.\npos: noun\nterms: []\n", "3:1: 'terms' must be a list with at least one entry", id="word list without words"),
        pytest.param("lexicons/joint", "pos: noun\nterms: [knee]\n", "1:1: 'about' is missing", id="word list without a purpose"),
        pytest.param("lexicons/joint", LEXICON + "grops: {a: [b]}\n", "8:1: unknown key 'grops'; did you mean 'groups'?", id="unknown key in a word list"),
        pytest.param("sources", SOURCES.replace(", verified: true", ""), "1:5: 'verified' is missing", id="source that nobody checked or not"),
        pytest.param("sources", SOURCES.replace("true", "maybe"), "1:95: 'verified' is one of true, false, not 'maybe'; known: true, false", id="source that was maybe checked"),
        pytest.param("cues/negation", "about: No.\nnegator-verbal: [not, (]\n", "2:23: phrase '(': a ( is not closed", id="wrong phrase in a cue"),
        pytest.param("cues/masks", "masks:\n  - {phrases: [{joint}]}\n", "2:16: an entry of 'phrases' must be text; quote it if it holds “: ” or begins with a mark", id="a list in braces that YAML reads"),
        pytest.param("cues/masks", "masks:\n  - {phrase: [tea]}\n", "2:6: unknown key 'phrase'; did you mean 'phrases'?", id="unknown key in a mask"),
        pytest.param("House/wonder", RULE, "1:1: 'House': categories and names are lower-case words joined by hyphens", id="category in upper case"),
        pytest.param("house/my wonder", RULE, "1:1: 'my wonder': categories and names are lower-case words joined by hyphens", id="name with a space"),
    ],
)  # fmt: skip
def test_what_rules_share_is_checked_as_well(write, name, text, problem):
    assert problems(write(**{"house/wonder": RULE, name: text})) == [f"{name}.yaml:{problem}"]


def test_a_file_that_is_no_text_is_a_problem(write):
    folder = write(**{"house/wonder": RULE})
    (folder / "house" / "latin.yaml").write_bytes(b"title: caf\xe9\n")
    [problem] = problems(folder)
    assert problem.startswith("house/latin.yaml:1:1: cannot be read: 'utf-8' codec can't decode byte 0xe9")


def test_no_rules_at_all_is_a_problem(write):
    assert problems(write()) == ["rules:1:1: no rules found; a rule is <category>/<name>.yaml"]


def test_a_template_beside_the_rules_is_no_rule(write):
    rules = loaded(write(**{"house/wonder": RULE, "_template": "no rule", "house/_template": "no rule"}))
    assert [rule.id for rule in rules.rules] == ["house/wonder"]


def found(rules, *sentences):
    """What is reported in each sentence; there is at most one report in each."""
    findings = lint_source(Source("page.txt", "\n\n".join(sentences), "text"), rules, Config()).findings
    return [finding.excerpt for finding in findings]


def test_phrases_that_yaml_likes_to_translate_stay_words(write):
    rule = changed("    - wonder cream/noun", "    - no\n    - on\n    - 1.10\n    - 2024-05-01")
    rules = loaded(write(**{"house/wonder": rule}))
    assert found(rules, "It is on.", "It is 1.10 now.", "It is 1.1 now.", "On us.", "Since 2024-05-01.") == [
        "on", "1.10", "On", "2024-05-01",
    ]  # fmt: skip


def test_terms_that_yaml_likes_to_translate_stay_words(write):
    words = "about: Words.\npos: exact\nterms: [no, yes, off, 1.10, null, true, 2024-05-01]\n"
    rules = loaded(write(**{"house/wonder": changed("wonder cream/noun", "'{words} cream'"), "lexicons/words": words}))
    terms = ["yes", "off", "1.10", "null", "true", "2024-05-01"]
    assert found(rules, *(f"Our {term} cream." for term in [*terms, "false", "1.1"])) == [f"{term} cream" for term in terms]


def test_a_later_folder_replaces_rules_and_adds_others(write):
    ours = write(**{"house/wonder": RULE, "house/other": changed("Wonder cream", "Other cream")})
    theirs = write("mine", **{"house/wonder": changed("Wonder cream", "Their cream"), "shop/balm": RULE})
    assert [(rule.id, rule.title) for rule in loaded(ours, theirs).rules] == [
        ("house/other", "Other cream"),
        ("house/wonder", "Their cream"),
        ("shop/balm", "Wonder cream"),
    ]


JOINTS = ("A knee.", "Two knuckles.", "Our shoulders.", "Her jaw.", "The ear.")


def test_a_later_folder_adds_to_a_word_list(write):
    more = "about: More joints.\npos: noun\ngroups:\n  large: [shoulder]\n  odd: [jaw]\n"
    rules = loaded(
        write(**{"house/wonder": changed("wonder cream/noun", "'{joint}'")}), write("mine", **{"lexicons/joint": more})
    )
    assert found(rules, *JOINTS) == ["knee", "knuckles", "shoulders", "jaw"]


def test_a_configuration_adds_to_a_word_list(write):
    folder = write(**{"house/wonder": changed("wonder cream/noun", "'{joint}'")})
    assert found(loaded(folder, added={"joint": ["Ear"]}), *JOINTS) == ["knee", "knuckles", "ear"]


def test_a_configuration_cannot_add_to_a_word_list_that_is_none(write):
    assert problems(write(**{"house/wonder": RULE}), {"jiont": ["jaw"]}) == [
        "the configuration's 'lexicons':1:1: there is no word list 'jiont' to add to; did you mean 'joint'?"
    ]

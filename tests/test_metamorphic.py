"""Every example of every rule, typed in capitals, wrapped, marked up, moved into a list: the rule decides the same.

test_properties.py does this at random to claims in plain words, and looks at places; here nothing is left out, whatever the kind
of rule and the markup in its examples, and what counts is which words are reported how loudly.
"""

import re

import pytest

from healthlint.config import Config
from healthlint.rules.examples import run
from healthlint.run import load_rules

RULES = load_rules(Config(), examples=True)
EXAMPLES = [(rule, one) for rule in RULES.rules for one in (*rule.examples.bad, *rule.examples.good)]
assert len(EXAMPLES) > 1000
MARKUP = re.compile(  # what is no copy, and stays as it is
    r"\A---\n.*?\n---\n|\]\([^)]*\)|https?://\S+|</?[a-zA-Z][^>]*>|<!--.*?-->|&#?\w+;|`[^`]*`|\[\^[^\]]*\]:?|\{[{%].*?[%}]\}"
    r"|^\|[-| :]*\|$|^[=-]{3,}$|\\.",
    re.DOTALL | re.MULTILINE,
)
WORD = re.compile(r"(?<![\w'’.,-])[A-Za-z]{4,}(?![\w'’-])")
PLAIN = re.compile(r"[^*_\[\]`<>|#&~\n]+")


def in_copy(text, change):
    """The text with its copy changed and its markup left alone."""
    parts, at = [], 0
    for markup in MARKUP.finditer(text):
        parts += [change(text[at : markup.start()]), markup.group()]
        at = markup.end()
    return "".join([*parts, change(text[at:])])


def in_body(text, change):
    """The text changed, but for its front matter."""
    found = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return change(text) if found is None else found.group() + change(text[found.end() :])


def round_words(one, change):
    """The text with markup round what is reported, or round the middle word where nothing is."""
    text, marks = one.text, one.marks
    if not marks and PLAIN.fullmatch(text) and (words := list(WORD.finditer(text))):
        marks = (words[len(words) // 2].span(),)
    plain = [*re.finditer(r"\A---\n.*?\n---\n", text, re.DOTALL), *re.finditer(r"^<[^\n]*", text, re.MULTILINE)]  # no Markdown
    if any(found.start() <= start < found.end() for found in plain for start, _ in marks):
        return text
    if not all(PLAIN.fullmatch(text[start:end]) for start, end in marks):
        return text
    for start, end in reversed(marks):
        text = text[:start] + change(text[start:end]) + text[end:]
    return text


def bold_inside(words):
    """The middle one of some words in bold, or the middle letter of one."""
    if " " not in words:
        return f"{words[:1]}**{words[1:2]}**{words[2:]}" if words[:3].isalpha() and len(words) > 2 else words
    split = words.split(" ")
    middle = len(split) // 2
    return " ".join([*split[:middle], f"**{split[middle]}**", *split[middle + 1 :]])


def wrapped(text):
    if re.search(r"^(?:#|\||---)", text, re.MULTILINE):  # a heading and a row have one line
        return text
    return in_copy(text, lambda copy: re.sub(r"(?<=[a-z,]) (?=[a-z])", "\n", copy))


def cell(text):
    return text if re.search(r"^\W|[\n|]", text) else f"| A | B |\n|---|---|\n| 1 | {text} |"


def curly(copy):
    return re.sub(r'"([^"\n]*)"', r"“\1”", copy).replace("'", "’")


def softened(word):
    return f"{word[0][:2]}\u00ad{word[0][2:]}"


WAYS = {
    "capitals": lambda one: in_copy(one.text, str.upper),
    "wrapped at every space": lambda one: wrapped(one.text),
    "bold": lambda one: round_words(one, "**{}**".format),
    "bold in the middle": lambda one: round_words(one, bold_inside),
    "a link": lambda one: round_words(one, "[{}](https://example.org/a)".format),
    "a list": lambda one: in_body(one.text, lambda body: "- " + body.replace("\n", "\n  ")),
    "a quote": lambda one: in_body(one.text, lambda body: re.sub(r"^", "> ", body, flags=re.MULTILINE)),
    "a table": lambda one: cell(one.text),
    "lines of Windows": lambda one: one.text.replace("\n", "\r\n"),
    "lines of old Macs": lambda one: one.text.replace("\n", "\r"),
    "spaces that do not break": lambda one: in_copy(one.text, lambda copy: re.sub(r"(?<=\w) (?=\w)", "\u00a0", copy)),
    "curly quotation marks": lambda one: in_copy(one.text, curly),
    "soft hyphens": lambda one: in_copy(one.text, lambda copy: WORD.sub(softened, copy)),
}
NEEDS = {"a list": "list", "a quote": "quote", "a table": "table"}
PROSE = {"grade", "section-grade", "hard-sentence", "long-sentence", "passive", "acronym", "doubled"}
# Where another way of writing means something else to a kind of rule.
MEANS = {
    "a quote": {"jargon"} | PROSE,  # somebody else's words; no prose of the page's own
    "a table": PROSE,  # a cell is no sentence of prose
    "a list": {"section-grade", "duplicate"},  # its headings head no sections
    "wrapped at every space": {"ignore"},  # a comment beside copy is for its line
    "capitals": {"acronym"},  # capitals are what it looks for
}
NAMES = {"We flew from Walla Walla to Baden Baden."}  # known by their capitals, which say nothing where all are


def told(text, rule):
    """What is reported how loudly; what a page as a whole lacks has no words."""
    return sorted(
        (verdict.severity, "" if rule.kind == "required" else " ".join(words(verdict).lower().split()))
        for verdict in run(text, rule, RULES).verdicts
        if verdict.severity is not None
    )


def is_name(text, rule):
    """Whether words are left alone for being somebody's name, which capitals say."""
    return text in NAMES or "part of a name" in {verdict.decided_by for verdict in run(text, rule, RULES).verdicts}


def words(verdict):
    return verdict.passage.normal.text[verdict.span.start : verdict.span.end]


@pytest.mark.parametrize("way", WAYS)
def test_a_way_of_writing_changes_no_verdict(way):
    tried = [
        (rule, one.text, raw)
        for rule, one in EXAMPLES
        if NEEDS.get(way, "body") in rule.zones and rule.kind not in MEANS.get(way, ())
        if (raw := WAYS[way](one)) != one.text and not (way == "capitals" and is_name(one.text, rule))
    ]
    assert len(tried) > (30 if way.startswith(("lines", "curly")) else 800)
    assert [
        (rule.id, raw, was, now)
        for rule, text, raw in tried
        if (was := told(text, rule)) != (now := told(raw, rule))
    ] == []  # fmt: skip

"""However copy is typed, marked up or wrapped, the rules say the same about it, at the place where the words stand."""

import html
import random
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from healthlint.checks import SETTINGS
from healthlint.config import Config
from healthlint.discover import Found, Source
from healthlint.finish import Lines
from healthlint.parse import PARSERS
from healthlint.rules.examples import profile_for
from healthlint.rules.load import load
from healthlint.rules.where import rules_folder
from healthlint.run import lint, lint_source, load_rules
from healthlint.text.normalise import normalise

RULES = load_rules(Config(), examples=True)
PLAIN = re.compile(r"[^*_\[\]`<>&\\#|~{}=$@/]*")  # copy without markup, so that ours is the only one
EXAMPLES = [
    (rule, one.text)
    for rule in RULES.rules
    if rule.kind == "claim"
    for one in (*rule.examples.bad, *rule.examples.good)
    if PLAIN.fullmatch(one.text) and "\n" not in one.text and one.text[0] not in "-+0123456789"
]
assert len(EXAMPLES) > 500
WORD = re.compile(r"(?<![\w'’.,-])[A-Za-z]{4,}(?![\w'’-])")
GAP = re.compile(r"(?<=[\w,]) (?=[A-Za-z])")


# --- ways to write the same -------------------------------------------------------------------------------------------


def a_word(text, chance, change):
    """The text with one of its words changed."""
    found = chance.choice(list(WORD.finditer(text)) or [None])
    return text if found is None else text[: found.start()] + change(found.group()) + text[found.end() :]


def every_word(text, change):
    return WORD.sub(lambda found: change(found.group()), text)


def gaps(text, chance, *instead):
    return GAP.sub(lambda found: chance.choice([*instead, found.group()]), text)


def entity(word):
    return f"{word[:1]}&#{ord(word[1])};{word[2]}&#x{ord(word[3]):x};{word[4:]}"


def curly(text):
    return re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’")


WAYS = {
    "a word in emphasis": lambda text, chance: a_word(text, chance, "*{}*".format),
    "a word in strong emphasis": lambda text, chance: a_word(text, chance, "**{}**".format),
    "a word in a link": lambda text, chance: a_word(text, chance, '[{}](https://example.org/a "b")'.format),
    "a word in a tag": lambda text, chance: a_word(text, chance, "<span class='x'>{}</span>".format),
    "half a word in emphasis": lambda text, chance: a_word(text, chance, lambda word: f"{word[:2]}**{word[2:]}**"),
    "all of it in emphasis": lambda text, chance: f"**{text}**",  # noqa: ARG005
    "an item": lambda text, chance: f"- {text}",  # noqa: ARG005
    "a numbered item": lambda text, chance: f"7. {text}",  # noqa: ARG005
    "a quote": lambda text, chance: f"> {text}",  # noqa: ARG005
    "a cell": lambda text, chance: f"| A | B |\n|---|---|\n| 1 | {text} |",  # noqa: ARG005
    "lines": lambda text, chance: gaps(text, chance, "\n", "  "),
    "lines of Windows": lambda text, chance: gaps(text, chance, "\r\n"),
    "lines of a quote": lambda text, chance: "> " + gaps(text, chance, "\n> "),
    "lines of an item": lambda text, chance: "- " + gaps(text, chance, "\n  "),
    "a byte-order mark": lambda text, chance: "\ufeff" + text,  # noqa: ARG005
    "spaces that do not break": lambda text, chance: gaps(text, chance, "\u00a0", "\u202f"),
    "curly quotation marks": lambda text, chance: curly(text),  # noqa: ARG005
    "soft hyphens": lambda text, chance: every_word(text, lambda word: f"{word[:2]}\u00ad{word[2:]}"),  # noqa: ARG005
    "zero-width characters": lambda text, chance: every_word(text, lambda word: f"{word[:3]}\u200b{word[3:]}"),  # noqa: ARG005
    "entities": lambda text, chance: every_word(text, entity).replace("'", "&rsquo;"),  # noqa: ARG005
    "full-width letters": lambda text, chance: a_word(text, chance, lambda word: "".join(chr(ord(one) + 0xFEE0) for one in word)),
    "an emoji in front": lambda text, chance: f"🌿 {text}",  # noqa: ARG005
    "copy before and behind": lambda text, chance: f"We open at nine.\n\n{text}\n\nParking is free.",  # noqa: ARG005
}  # fmt: skip
NEEDS = {
    "an item": "list", "a numbered item": "list", "lines of an item": "list", "a quote": "quote", "lines of a quote": "quote", "a cell": "table",
}  # fmt: skip
MARKUP = re.compile(r"\]\([^)]*\)|</?span[^>]*>|[*\[\]]|(?<=\n)(?:> ?|  )|[\u00ad\u200b\ufeff]")


def findings(rule, raw):
    profile = profile_for(rule)
    config = Config(
        jurisdictions=profile.jurisdictions, content_type=profile.content_type, platforms=profile.platforms, select=(rule.id,)
    )
    result = lint_source(Source("page.md", raw, "markdown"), RULES, config)
    assert result.errors == ()
    return result.findings


BEFORE = {id(text): findings(rule, text) for rule, text in EXAMPLES}


def told(found, *, with_fingerprint=True):
    return sorted((one.rule, one.severity, one.excerpt.lower(), one.fingerprint if with_fingerprint else "") for one in found)


def shown(raw, finding):
    """The characters at a finding's place, as a reader sees them."""
    lines = Lines(raw)
    places = []
    for line, column in ((finding.line, finding.column), (finding.end_line, finding.end_column)):
        places.append(lines.starts[line - 1] + column - 1 + (lines.shift if line == 1 else 0))
    seen = MARKUP.sub("", raw[slice(*places)].replace("\r\n", "\n"))
    return " ".join(normalise(html.unescape(seen)).text.split())


def changed(way, rule, text, chance):
    """What is said differently about a text that is written another way; nothing when all is well."""
    raw = WAYS[way](text, chance)
    found = findings(rule, raw)
    same_sentence = way != "an emoji in front"
    was, now = told(BEFORE[id(text)], with_fingerprint=same_sentence), told(found, with_fingerprint=same_sentence)
    places = [(one.excerpt, shown(raw, one)) for one in found]
    return [] if was == now and all(excerpt == there for excerpt, there in places) else [(rule.id, raw, was, now, places)]


@pytest.mark.parametrize("way", WAYS)
def test_a_way_of_writing_changes_no_finding(way):
    chance = random.Random(way)  # noqa: S311 - which word is changed matters to nobody
    tried = [(rule, text) for rule, text in EXAMPLES if NEEDS.get(way, "body") in rule.zones]
    assert len(tried) > 500
    assert [wrong for rule, text in tried for wrong in changed(way, rule, text, chance)] == []


def test_a_byte_order_mark_is_no_column():
    places = [
        [(one.line, one.column, one.end_line, one.end_column) for one in found]
        for rule, text in EXAMPLES
        for found in (BEFORE[id(text)], findings(rule, "\ufeff" + text))
        if found
    ]
    assert len(places) > 500
    assert places[::2] == places[1::2]


# --- ways upon ways ---------------------------------------------------------------------------------------------------

INSIDE = (
    "curly quotation marks",
    "soft hyphens",
    "zero-width characters",
    "spaces that do not break",
    "lines of Windows",
    "a word in emphasis",
)
AROUND = ("a byte-order mark", "copy before and behind", "all of it in emphasis")


@given(
    st.sampled_from(EXAMPLES), st.lists(st.sampled_from(INSIDE), max_size=4, unique=True), st.sampled_from(AROUND), st.randoms()
)
def test_ways_of_writing_add_up_and_still_change_nothing(one, inside, around, chance):
    rule, text = one
    raw = text
    for way in (*inside, around):
        raw = WAYS[way](raw, chance)
    found = findings(rule, raw)
    assert told(found) == told(BEFORE[id(text)])
    assert [shown(raw, one) for one in found] == [one.excerpt for one in found]


# --- any text at all --------------------------------------------------------------------------------------------------

SCRAPS = st.sampled_from(
    [text for _, text in EXAMPLES]
    + [
        "\n\n",
        "# ",
        "- ",
        "> ",
        "|",
        "**",
        "[",
        "](",
        "<p>",
        "<!--",
        "{{",
        "---\n",
        "```\n",
        "\u200b",
        "\u202e",
        "ﬁ",
        "İ",
        "\r",
    ]
)


@given(st.lists(SCRAPS | st.text(max_size=20), max_size=8).map("".join), st.sampled_from(sorted(PARSERS)))
@settings(suppress_health_check=[HealthCheck.too_slow])
@example("", "text")
@example("\ufeff", "markdown")
@example("---\ntitle: [\n---\n", "mdx")
def test_no_text_in_any_format_makes_the_pipe_fail(text, format_):
    result = lint_source(Source("page", text, format_), RULES, Config())
    ends = len(Lines(text).starts)
    for finding in result.findings:
        assert 1 <= finding.line <= finding.end_line <= ends
        assert finding.column >= 1
        assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)


# --- order ------------------------------------------------------------------------------------------------------------


def pages(tmp_path, chance):
    texts = chance.sample([text for _, text in EXAMPLES], 60)
    for number in range(6):
        (tmp_path / f"{number}.md").write_text("\n\n".join(texts[number::6]), "utf-8")
    return [Found(str(path), path, named=True, config=Config()) for path in sorted(tmp_path.glob("*.md"))]


def test_the_order_of_files_changes_nothing(tmp_path):
    files = pages(tmp_path, random.Random(7))  # noqa: S311 - any sixty examples will do
    there = lint(files, lambda _: RULES, Config())
    assert len(there.findings) > 20
    assert lint(files[::-1], lambda _: RULES, Config()) == there


def test_the_order_of_rule_folders_changes_nothing(tmp_path):
    files = pages(tmp_path, random.Random(8))  # noqa: S311 - any sixty examples will do
    folders = [tmp_path / name for name in ("shared", "first", "second")]
    for folder in folders:
        folder.mkdir()
    for number, part in enumerate(sorted(rules_folder().iterdir())):
        shared = part.name in {"lexicons", "cues", "profiles", "sources.yaml"}
        (folders[0 if shared else 1 + number % 2] / part.name).symlink_to(part)
    one, other = (load(order, SETTINGS, {}) for order in (folders, [folders[2], *folders[:2]]))
    reports = [lint(files, lambda _, rules=rules: rules, Config()) for rules in (one, other, RULES)]
    assert len(reports[0].findings) > 20
    assert reports[0] == reports[1] == reports[2]

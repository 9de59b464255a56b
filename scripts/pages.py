"""Writes `docs/rules/`: a page for each rule, made of nothing but its file, and an index of them all.

    .venv/bin/python scripts/pages.py

A page that no longer says what its rule does fails tests/test_pages.py, and `pytest --update` writes it anew.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from healthlint.config import Config  # noqa: E402 - run from a checkout, whether installed or not
from healthlint.model import JURISDICTIONS  # noqa: E402
from healthlint.rules.rule import Example, Rule, RuleSet, SourceText  # noqa: E402
from healthlint.run import load_rules  # noqa: E402
from healthlint.standing import by_law, by_platform, duties, sources  # noqa: E402

FOLDER = ROOT / "docs" / "rules"
_MADE = "<!-- Made from the rule files by scripts/pages.py; change those. -->"
_MODES = {
    "claim": "A denial, a question, a warning or a doubt about the words keeps it silent.",
    "absence": "The denial is the claim, so only a second one around it keeps it silent.",
    "style": "A denial, a warning or a doubt keeps it silent; a question does not.",
    "mention": "Naming the thing is enough; no denial keeps it silent.",
}
_EFFECTS = {"down": "lowers it by one level", "clear": "keeps it silent"}
_AGENTS = {
    "unblocked": "It is silent where the doer is an illness, a habit, a professional or research.",
    "promoted": "It speaks only where the doer is the thing on offer.",
}


def pages(rules: RuleSet) -> dict[str, str]:
    """Every page by its path below the folder."""
    found = {f"{rule.id}.md": "\n".join(_page(rule, rules)) + "\n" for rule in rules.rules}
    return {"README.md": "\n".join(_index(rules)) + "\n", **found}


def stale(made: dict[str, str], folder: Path) -> list[str]:
    """Pages that are missing or say something else, and pages of rules that are no more."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.md")}
    changed = [name for name, text in made.items() if name not in there or there[name].read_text("utf-8") != text]
    return sorted({*changed, *(there.keys() - made.keys())})


def write(made: dict[str, str], folder: Path) -> None:
    """Put the stale pages right."""
    for name in stale(made, folder):
        path = folder / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], "utf-8", newline="\n")
        else:
            path.unlink()


# --- the index --------------------------------------------------------------------------------------------------------


def _index(rules: RuleSet) -> Iterator[str]:
    verified = sum(source.verified for source in rules.sources.values())
    yield _MADE
    yield "# Rules"
    yield ""
    yield (
        f"{len(rules.rules)} rules, which stand on {len(rules.sources)} texts of regulators and researchers; for {verified} of"
        " these the point that is cited was checked. Severities are those of copy of a clinic for the US and the UK, which is"
        " assumed when nobody says anything; each page has those of other laws, kinds of copy and platforms."
    )
    yield ""
    yield (
        "A page also says whose duty its subject is. It is a hard duty where a law or a binding code says must, a soft duty"
        " where a code or guidance says should, and good practice where no text that we know of asks for it. Where a rule rests"
        " on a text that nobody has weighed for a kind of copy, no duty is on record. None of this is legal advice."
    )
    for category, group in groupby(rules.rules, key=lambda rule: rule.category):
        yield ""
        yield f"## {category}"
        yield ""
        yield "| rule | what | severity | for |"
        yield "|---|---|---|---|"
        for rule in group:
            yield f"| [{rule.id}]({rule.id}.md) | {_plain(rule.title)} | {rule.severity} | {_where(rule)} |"


def _where(rule: Rule) -> str:
    where = "all" if rule.jurisdictions == JURISDICTIONS else ", ".join(rule.jurisdictions)
    return ", ".join([where, *rule.platforms])


# --- a page -----------------------------------------------------------------------------------------------------------


def _page(rule: Rule, rules: RuleSet) -> Iterator[str]:
    yield _MADE
    yield f"# {_plain(rule.title)}"
    yield ""
    yield f"`{rule.id}` · {rule.severity} · {', '.join(rule.jurisdictions)}"
    yield from _section("What it says", [f"> {_plain(rule.message.replace('{match}', '…'))}"])
    yield from _section("Why", [_plain(rule.why)])
    yield from _section("Instead", [_plain(rule.instead)])
    yield from _section("How loudly", [f"- {_plain(line)}" for line in _levels(rule, rules)])
    yield from _section("Whose duty", [f"- {_plain(line)}" for line in duties(rule, rules)])
    yield from _section("When it speaks", [f"- {line}" for line in _when(rule)])
    yield from _section("Flagged", _shown(rule.examples.bad))
    yield from _section("Fine", _shown(rule.examples.good))
    gaps = _shown(rule.examples.known_gaps)
    yield from _section("Known gaps", ["Marked words are missed, lines without a mark flagged:", "", *gaps] if gaps else [])
    yield from _section("Sources", [_source(rules.sources[key]) for key in sources(rule, rules)])


def _levels(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """By law, kind of copy and platform, as the tables have it."""
    policies = [f"{name}: {one.level}. {one.label} ({one.source})." for name, one in by_platform(rule, rules)]
    yield from () if rule.platforms and policies else by_law(rule, rules)
    yield from policies


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield from ("", f"## {title}", "", *lines)


def _when(rule: Rule) -> Iterator[str]:
    """What the rule's keys mean for when it speaks."""
    lines = {
        _MODES[rule.mode]: rule.kind == "claim",
        f"A hedge (“may”) {_EFFECTS.get(rule.hedge)}.": rule.hedge in _EFFECTS,
        f"A study as the source {_EFFECTS.get(rule.attribution)}.": rule.attribution in _EFFECTS,
        f"A citation in the same paragraph {_EFFECTS.get(rule.citation)}.": rule.citation in _EFFECTS,
        _AGENTS.get(rule.agent, ""): rule.agent in _AGENTS,
        f"Copy declared as `education` that names nothing on offer {_EFFECTS.get(rule.education)}.": rule.education in _EFFECTS,
        "It is silent on a licensed use of a medicine, where the configuration names one (`licensed`).": rule.licensed,
        "It speaks once on a page.": rule.once == "document",
        f"Only for {', '.join(rule.content_types)} copy.": bool(rule.content_types),
        f"Only for advertisements on {', '.join(rule.platforms)}.": bool(rule.platforms),
    }
    yield from (line for line, holds in lines.items() if holds)
    for adjust in rule.adjust:
        to = {"up": "one level up", "down": "one level down"}.get(adjust.to, adjust.to)
        yield f"Changed to {to}: {_plain(adjust.because)}."
    if rule.yields_to:
        links = ", ".join(f"[{name}](../{name}.md)" for name in rule.yields_to)
        yield f"Where one of these says it of the same words, it leaves the word to that one: {links}."


def _shown(examples: Iterable[Example]) -> list[str]:
    """Examples as a list in HTML: they are full of Markdown that must be seen and not read."""
    items = [f"<li>{_marked(example)}</li>" for example in examples]
    return ["<ul>", *items, "</ul>"] if items else []


def _marked(example: Example) -> str:
    text, at = "", 0
    for start, end in example.marks:
        text += f"{_escaped(example.text[at:start])}<mark>{_escaped(example.text[start:end])}</mark>"
        at = end
    return text + _escaped(example.text[at:])


def _escaped(text: str) -> str:
    """Text inside HTML; a blank line would end the list."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def _plain(text: str) -> str:
    """A text of ours inside Markdown, in which nothing is markup."""
    text = html.escape(text, quote=False)
    return "".join(f"\\{character}" if character in "\\`*_[]|" else character for character in text)


def _source(source: SourceText) -> str:
    section = f", {_plain(source.section)}" if source.section else ""
    checked = f"point checked on {source.retrieved}" if source.verified else "**not yet checked against the text**"
    return f"- {source.key}: [{_plain(source.title)}]({source.url}){section} ({source.jurisdiction}; {checked})"


if __name__ == "__main__":
    write(pages(load_rules(Config(), examples=True)), FOLDER)

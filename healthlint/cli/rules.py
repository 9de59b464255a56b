"""`healthlint rules`: the rules there are, for people or programs."""

from __future__ import annotations

import json
from typing import Any

import click

from healthlint import run
from healthlint.cli import output
from healthlint.cli.options import config_options, flags, profile_options
from healthlint.config import finder
from healthlint.readers import hint
from healthlint.report.escape import json_safe, visible
from healthlint.rules.rule import Rule, RuleSet

_KEYS = (
    "id", "title", "severity", "kind", "mode", "jurisdictions", "content_types", "platforms", "why", "instead",
)  # fmt: skip


@click.command("rules", short_help="List the rules.")
@click.argument("categories", nargs=-1, metavar="[CATEGORY]...")
@profile_options
@config_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
def command(categories: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what the options say
    """List the rules: all, or those of a category, a jurisdiction, a content type or a platform."""
    wanted = flags(options)
    rules = run.load_rules(finder({}, options["config"], none=options["no_config"])("."))
    known = sorted({rule.category for rule in rules.rules})
    for category in categories:
        if category not in known:
            raise click.UsageError(f"no category {category!r}{hint(category, known)}")
    chosen = [rule for rule in rules.rules if _chosen(rule, categories, wanted)]
    text = _json(chosen, rules) if options["format_"] == "json" else _text(chosen)
    output.write(text, utf8=options["format_"] == "json")
    return 0


def _chosen(rule: Rule, categories: tuple[str, ...], wanted: dict[str, Any]) -> bool:
    asked = wanted.get("jurisdictions", rule.jurisdictions)
    platforms = wanted.get("platforms", rule.platforms)
    return (
        (not categories or rule.category in categories)
        and not set(asked).isdisjoint(rule.jurisdictions)
        and (not rule.content_types or wanted.get("content_type", rule.content_types[0]) in rule.content_types)
        and (not rule.platforms or not set(platforms).isdisjoint(rule.platforms))
    )


def _text(rules: list[Rule]) -> str:
    longest = max((len(rule.id) for rule in rules), default=0)
    lines = [f"{rule.id:<{longest}}  {rule.severity:<7}  {visible(rule.title)}\n" for rule in rules]
    return "".join(lines) + f"{len(rules)} rule{'s' * (len(rules) != 1)}; more about one: healthlint explain RULE\n"


def _json(rules: list[Rule], ruleset: RuleSet) -> str:
    items = [{**{key: getattr(rule, key) for key in _KEYS}, "sources": _sources(rule, ruleset)} for rule in rules]
    body = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in items)
    return json_safe(f'{{"version": 1,\n "rules": [\n  {body}]}}\n')


def _sources(rule: Rule, ruleset: RuleSet) -> list[dict[str, object]]:
    return [ruleset.sources[key]._asdict() for key in rule.sources if key in ruleset.sources]

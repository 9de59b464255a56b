"""`healthlint rules`: the rules there are, for people or programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from healthlint import run
from healthlint.cli import output
from healthlint.cli.options import config_options, flags, profile_options
from healthlint.config import Config, finder
from healthlint.model import Severity
from healthlint.profile import Profile, rule_under
from healthlint.readers import hint
from healthlint.report.escape import json_safe, visible
from healthlint.rules.renamed import current
from healthlint.rules.rule import Rule, RuleSet
from healthlint.standing import Standing, in_short, standings

_KEYS = (
    "id", "title", "severity", "kind", "mode", "jurisdictions", "content_types", "platforms", "why", "instead",
)  # fmt: skip


@click.command("rules", short_help="List the rules.")
@click.argument("categories", nargs=-1, metavar="[CATEGORY]...")
@profile_options
@config_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
def command(categories: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what the options say
    """List the rules: all, or those that speak for a jurisdiction, in a kind of copy, or on a platform.

    With any of these, the levels are those that `check` goes by, and each rule has a standing: "hard duty" where a law or a
    binding code says must, "soft duty" where a code or guidance says should, "good practice" where no text that we know does.
    """
    wanted = flags(options)
    config = finder(wanted, options["config"], none=options["no_config"])(".")
    rules = run.load_rules(config)
    known = sorted({rule.category for rule in rules.rules})
    for category in categories:
        if category not in known:
            raise click.UsageError(f"no category {category!r}{hint(category, known)}")
    chosen = [rule for rule in rules.rules if not categories or rule.category in categories]
    profile = run.profile_of(config)
    levels = {rule.id: _level(rule, rules, profile, current(config, rules.renamed)) for rule in chosen}
    if wanted:
        chosen = [rule for rule in chosen if levels[rule.id] is not None]
    as_json = options["format_"] == "json"
    text = _json(chosen, rules, profile, levels) if as_json else _text(chosen, rules, profile if wanted else None, levels)
    output.write(text, utf8=as_json)
    return 0


def _level(rule: Rule, ruleset: RuleSet, profile: Profile, config: Config) -> Severity | None:
    """How loudly a rule speaks for a profile once the configuration had its say; None when it does not."""
    here = rule_under(rule, ruleset, profile)
    return run.chosen(rule, here.severity, config) if here.speaks else None


def _text(rules: list[Rule], ruleset: RuleSet, profile: Profile | None, levels: Mapping[str, Severity | None]) -> str:
    """A line for each rule: as its file has it, or as it is for a profile."""
    rows = [(rule.id, rule.severity, "", rule.title) for rule in rules]
    where = ""
    if profile is not None:
        rows = [(rule.id, levels[rule.id] or rule.severity, in_short(rule, ruleset, profile), rule.title) for rule in rules]
        where = f" for {profile.content_type} copy in {', '.join([*profile.jurisdictions, *profile.platforms])}"
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 2)]
    lines = [
        f"{name:<{widths[0]}}  {severity:<7}  {standing:<{widths[1]}}{'  ' * bool(standing)}{visible(title)}\n"
        for name, severity, standing, title in rows
    ]
    return "".join(lines) + f"{len(rules)} rule{'s' * (len(rules) != 1)}{where}; more about one: healthlint explain RULE\n"


def _json(rules: list[Rule], ruleset: RuleSet, profile: Profile, levels: Mapping[str, Severity | None]) -> str:
    """All that is known of each rule but its phrases and examples; `here` is what it is to the profile."""
    items = [
        {
            **{key: getattr(rule, key) for key in _KEYS},
            "here": _here(rule, ruleset, profile, levels[rule.id]),
            "sources": _sources(rule, ruleset),
        }
        for rule in rules
    ]
    body = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in items)
    whom = {name: getattr(profile, name) for name in ("jurisdictions", "content_type", "platforms")}
    return json_safe(f'{{"version": 1,\n "profile": {json.dumps(whom)},\n "rules": [\n  {body}]}}\n')


def _here(rule: Rule, ruleset: RuleSet, profile: Profile, level: Severity | None) -> dict[str, object] | None:
    """The level of a rule for a profile and its standing under each law; None where it is silent."""
    if level is None:
        return None
    return {"severity": level, "jurisdictions": {one.where: _standing(one) for one in standings(rule, ruleset, profile)}}


def _standing(one: Standing) -> dict[str, object]:
    asked = one.duty and {"source": one.duty.source, "says": one.duty.says, "verified": one.duty.verified}
    return {"severity": one.level, "status": one.status, **(asked or {})}


def _sources(rule: Rule, ruleset: RuleSet) -> list[dict[str, object]]:
    return [ruleset.sources[key]._asdict() for key in rule.sources if key in ruleset.sources]

"""What reporters may ask of a run beside its report: source lines, the titles and sources of rules, what makes it fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from healthlint.config import Config
from healthlint.discover import Found, read_source
from healthlint.errors import InputError
from healthlint.model import RANK, Finding
from healthlint.report import About
from healthlint.rules.rule import Rule, RuleSet

_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(found: Sequence[Found]) -> Callable[[str], Sequence[str]]:
    """A function from a path to its source lines; a file is read again, for keeping every text would cost memory."""
    by_path = {one.path: one for one in found}

    def lines(path: str) -> Sequence[str]:
        try:
            return _LINE_END.split(read_source(by_path[path]).raw.removeprefix("\ufeff"))
        except (KeyError, InputError):
            return ()

    return lines


def rules_of(found: Sequence[Found], rules_for: Callable[[Config], RuleSet]) -> Callable[[str], About | None]:
    """A function from the id of a rule to what is known of it; rules are those that the run has read."""
    configs = {one.config.path: one.config for one in found}

    @cache
    def all_rules() -> tuple[RuleSet, ...]:
        return tuple(rules_for(configs[path]) for path in configs)

    def about(rule_id: str) -> About | None:
        known = ((rules.rule(rule_id), rules) for rules in all_rules())
        return next((_about(rule, rules) for rule, rules in known if rule is not None), None)

    return about


def failing(found: Sequence[Found]) -> Callable[[Finding], bool]:
    """Whether a finding alone makes the run fail, by the configuration of its file."""
    configs = {one.path: one.config for one in found}
    return lambda finding: reaches(finding, configs[finding.path])


def reaches(finding: Finding, config: Config) -> bool:
    return config.fail_on != "never" and RANK[finding.severity] >= RANK[config.fail_on]


def _about(rule: Rule, rules: RuleSet) -> About:
    sources = [rules.sources[key] for key in rule.sources if key in rules.sources]
    named = ((", ".join(filter(None, (source.title, source.section))), source.url) for source in sources)
    return About(rule.title, rule.severity, tuple(named))

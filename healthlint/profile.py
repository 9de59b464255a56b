"""Whose law and what kind of copy: which rules speak, and how loudly."""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.model import Approval, Licence
from healthlint.rules.rule import Rule

DEFAULT_JURISDICTIONS = ("US", "UK")
DEFAULT_CONTENT_TYPE = "clinic"


@dataclass(frozen=True, slots=True)
class Profile:
    """The jurisdictions, the content type and the platforms that a document is judged for, and what it may say there.

    muted            the rules that the configuration leaves out
    inline_ignores   whether ignores in the copy are listened to
    no_ignore        rules and categories that no ignore sets aside
    trusted_ignores  the only ignores to listen to, as written; None for all
    """

    jurisdictions: tuple[str, ...] = DEFAULT_JURISDICTIONS
    content_type: str = DEFAULT_CONTENT_TYPE
    platforms: tuple[str, ...] = ()
    audience: str = "public"
    disclaimer_in_template: bool = False
    approved_claims: tuple[Approval, ...] = ()
    licensed: tuple[Licence, ...] = ()
    today: str = ""
    muted: frozenset[str] = frozenset()
    inline_ignores: bool = True
    no_ignore: tuple[str, ...] = ()
    trusted_ignores: tuple[str, ...] | None = None

    @property
    def sells(self) -> bool:
        """Whether the copy has something on offer; education is what someone declared to have nothing."""
        return self.content_type != "education"

    def covers(self, rule: Rule) -> bool:
        """Whether a rule speaks here: its law is asked for, this is its kind of copy, its platform, if any, is used."""
        if rule.platforms and not set(rule.platforms) & set(self.platforms):
            return False
        if rule.content_types and self.content_type not in rule.content_types:
            return False
        return bool(set(rule.jurisdictions) & set(self.jurisdictions))

"""The keys of the configuration: what each is for and how it is read; the published schema is made from these tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from healthlint import yamlio
from healthlint.globs import names_nothing
from healthlint.model import CONTENT_TYPES, JURISDICTIONS, PLATFORMS, Approval, Licence, Policy
from healthlint.readers import (
    ADDRESS,
    COUNT,
    DAY,
    TEXT,
    TEXTS,
    YES_NO,
    Reader,
    Say,
    choice,
    choices,
    list_of,
    mapping,
    named,
    records,
    text_that,
)

FAIL_ON = ("error", "warning", "info", "never")
SWITCHES = ("error", "warning", "info", "off")
AUDIENCES = ("public", "low-literacy", "professional")
_LEAST_APPROVED = 3  # words; less is no wording but a pass for a word


class Override(NamedTuple):
    """What holds for some paths only; `values` are finished, `places` say where each of them stands."""

    paths: tuple[str, ...]
    values: Mapping[str, Any]
    places: Mapping[str, yamlio.Mark]


def _is_encoding(name: str) -> bool:
    import codecs  # noqa: PLC0415 - few configurations name one

    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - there is no public way to ask
    except (LookupError, ValueError):
        return False


def _encoding(value: object, say: Say) -> str:
    name: str = TEXT(value, say)
    if name and not _is_encoding(name):
        say(f"unknown encoding {str(name)!r}", value)
    return name


def _approvals(value: object, say: Say) -> tuple[Approval, ...]:
    return tuple(Approval(**one) for one in _APPROVALS(value, say))


def _licences(value: object, say: Say) -> tuple[Licence, ...]:
    return tuple(Licence(one["agent"], one["jurisdiction"], tuple(one["indication"])) for one in _LICENCES(value, say))


def _policy(value: object, say: Say) -> Policy:
    return Policy(**_POLICY(value, say))


def _reason(value: object, say: Say) -> str:
    if isinstance(value, str):
        return value  # an ignore without a reason is a finding, and no wrong setting
    say(_REASON["errorMessage"], value)
    return ""


def _overrides(value: object, say: Say) -> tuple[Override, ...]:
    if not isinstance(value, list):
        say(OVERRIDES.schema["errorMessage"], value)
        return ()
    found = []
    for item in value:
        values = _OVERRIDE(item, say)
        if isinstance(item, Mapping) and "paths" not in item:
            say("expected `paths:`, the globs it is for", item)
        found.append(Override(values.pop("paths", ()), values, getattr(item, "keys_at", {})))
    return tuple(found)


_REASON = {"type": "string", "errorMessage": "expected the reason, in words"}
_WORDING = text_that(
    lambda text: len(text.split()) >= _LEAST_APPROVED, "expected the whole wording, three words or more",
    pattern=r"\S+(\s+\S+){2}",
)  # fmt: skip
_APPROVALS = records({"text": _WORDING, "evidence": ADDRESS, "approver": TEXT, "expires": DAY})
_LICENCES = records({"agent": TEXT, "jurisdiction": choice(JURISDICTIONS), "indication": TEXTS})
_RULES = TEXTS.about("Ids of rules (overclaim/cure-all) or categories of them (overclaim).")
_GLOBS = list_of(text_that(lambda text: not names_nothing(text), "a pattern that covers no path", pattern="^[^#]"))

PROFILE_KEYS: dict[str, Reader] = {
    "jurisdictions": choices(JURISDICTIONS, least=1).about("Whose rules hold. Default: US and UK."),
    "content_type": choice(CONTENT_TYPES).about("What the copy sells. Default: clinic."),
    "platforms": choices(PLATFORMS).about("Where the copy runs as an advertisement; each has rules of its own."),
    "audience": choice(AUDIENCES).about("Who reads it; decides how hard it may be to read. Default: public."),
    "strict": YES_NO.about("Whether a page that is very hard to read is an error."),
    "site_brand": TEXT.about("The name that the site sells under; its own people are no independent party."),
    "site_owner_is_seller": YES_NO.about("Whether whoever runs the site sells what its pages are about."),
    "disclaimer_in_template": YES_NO.about("Whether the site's template puts the required statements on every page."),
    "own_clinic_counts": YES_NO.about("Whether a clinic's own assessment of what suits the reader counts as advice."),
    "approved_claims": Reader(_approvals, _APPROVALS.schema).about(
        "Wording that somebody has signed off: told, not refused, up to its last day; an error after it."
    ),
    "licensed": Reader(_licences, _LICENCES.schema).about("What a medicine may say of itself where it is authorised for it."),
}

# What a page may say of itself in its front matter. The parser has made directives of what it ignores; here it is looked at.
PAGE_KEYS: dict[str, Reader] = {
    **PROFILE_KEYS,
    "ignore": named(Reader(_reason, _REASON)).about("Rules that say nothing on this page, each with the reason."),
}

_POLICY = mapping(
    {
        "no_ignore": _RULES.about("Rules and categories that no ignore in a page and no baseline sets aside."),
        "front_matter": choices(tuple(PROFILE_KEYS)).about(
            "The only settings that a page's front matter may hold. Default: all."
        ),
    }
)

# What may differ from path to path.
OVERRIDE_KEYS: dict[str, Reader] = {
    **PROFILE_KEYS,
    "encoding": Reader(_encoding, TEXT.schema).about("What files without a byte-order mark are encoded in. Default: UTF-8."),
    "fields": Reader(lambda value, say: frozenset(TEXTS(value, say)), TEXTS.schema).about(
        "More front-matter fields that readers see."
    ),
    "severities": named(choice(SWITCHES)).about("How loud a rule is, by its id: error, warning, info or off."),
    "select": _RULES.about("The only rules or categories that speak."),
    "ignore": _RULES.about("Rules or categories that say nothing."),
    "fail_on": choice(FAIL_ON).about("The least severity that gives exit code 1. Default: error."),
}
_OVERRIDE = mapping({"paths": _GLOBS.about("What it holds for, as lines of a .gitignore."), **OVERRIDE_KEYS})

OVERRIDES = Reader(
    _overrides,
    {
        "type": "array",
        "items": {**_OVERRIDE.schema, "required": ["paths"]},
        "errorMessage": "expected a list, each with `paths:` and what holds for them",
    },
)

KEYS: dict[str, Reader] = {
    **OVERRIDE_KEYS,
    "paths": TEXTS.about("Files and folders that are read when none is named; relative to this file, as all paths in it."),
    "exclude": _GLOBS.about("What is not read, as lines of a .gitignore."),
    "rules": TEXTS.about("Folders with rules of your own."),
    "lexicons": named(TEXTS).about("Words added to a word list, by its name."),
    "max_warnings": COUNT.about("More warnings than this give exit code 1."),
    "policy": Reader(_policy, _POLICY.schema).about("What is not left to those who write pages."),
    "overrides": OVERRIDES.about("What holds for some paths only. Later ones win over earlier ones."),
}

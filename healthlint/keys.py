"""How each key of the configuration is read: a table of readers that finish the value or say what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from healthlint import yamlio
from healthlint.model import CONTENT_TYPES, JURISDICTIONS, PLATFORMS, Approval, Licence, Policy
from healthlint.yamlio import Scalar

FAIL_ON = ("error", "warning", "info", "never")
SWITCHES = ("error", "warning", "info", "off")
_FEW = 10
_LEAST_APPROVED = 3  # words; less is no wording but a pass for a word

Say = Callable[[str, object], None]  # takes what is wrong, and the value that is
Reader = Callable[[object, Say], Any]


def hint(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` where something known is close to the word, else what is known when that is little."""
    import difflib  # noqa: PLC0415 - only errors need it

    names = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), names, 1)
    if close:
        return f"; did you mean {str(names[close[0]])!r}?"
    return f"; known: {', '.join(names.values())}" if 0 < len(names) <= _FEW else ""


def mapping(readers: Mapping[str, Reader]) -> Reader:
    """A reader of `key: value` lines that knows these keys and no others."""

    def read(value: object, say: Say) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, inner in _items(value, say):
            if key in readers:
                values[key] = readers[key](inner, _under(key, inner, say))
            else:
                say(f"unknown key {str(key)!r}{hint(key, readers)}", key)
        return values

    return read


def _items(value: object, say: Say) -> Iterable[tuple[str, object]]:
    """Keys that know where they stand, and their values."""
    if not isinstance(value, Mapping):
        say("expected `key: value` lines", value)
        return
    for name, inner in value.items():
        key = Scalar(name)
        if isinstance(value, yamlio.Mapping):
            key.mark = value.keys_at[name]
        yield key, inner


def _under(key: str, whole: object, say: Say) -> Say:
    """`say` for what stands under a key; a value without a place of its own is placed where the whole value is."""
    return lambda message, value: say(f"{key}: {message}", value if hasattr(value, "mark") else whole)


def _text(value: object, say: Say) -> str:
    if isinstance(value, str) and value.strip():
        return value
    say("expected a word or a text", value)
    return ""


def _texts(value: object, say: Say) -> tuple[str, ...]:
    if isinstance(value, str) and value:
        value = [value]
    if not isinstance(value, list):
        say("expected a list", value)
        return ()
    return tuple(_text(item, say) for item in value)


def _names(value: object, say: Say) -> frozenset[str]:
    return frozenset(_texts(value, say))


def _choice(known: tuple[str, ...]) -> Reader:
    folded = {name.lower(): name for name in known}

    def read(value: object, say: Say) -> str:
        word = _text(value, say)
        if word and word.lower() not in folded:
            say(f"unknown value {str(word)!r}{hint(word, known)}", value)
        return folded.get(word.lower(), "")

    return read


def _choices(known: tuple[str, ...], *, least: int = 0) -> Reader:
    one = _choice(known)

    def read(value: object, say: Say) -> tuple[str, ...]:
        if isinstance(value, str) and "," in value:
            value = [word.strip() for word in value.split(",")]
        chosen = {one(word, say) for word in _texts(value, say)}
        if value == [] and least:
            say("expected at least one", value)
        return tuple(name for name in known if name in chosen)

    return read


def _yes_no(value: object, say: Say) -> bool:
    word = str(value).lower()
    if word not in {"true", "false", "yes", "no"}:
        say("expected true or false", value)
    return word in {"true", "yes"}


def _count(value: object, say: Say) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:9])
    say("expected a whole number, 0 or more", value)
    return 0


def _encoding(value: object, say: Say) -> str:
    import codecs  # noqa: PLC0415 - few configurations name one

    name = _text(value, say)
    try:
        is_text = codecs.lookup(name)._is_text_encoding if name else True  # noqa: SLF001 - there is no public way to ask
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        say(f"unknown encoding {str(name)!r}", value)
    return name


def _switches(value: object, say: Say) -> dict[str, str]:
    read = _choice(SWITCHES)
    return {key: read(inner, _under(key, inner, say)) for key, inner in _items(value, say)}


def _lexicons(value: object, say: Say) -> dict[str, tuple[str, ...]]:
    return {key: _texts(inner, _under(key, inner, say)) for key, inner in _items(value, say)}


def _date(value: object, say: Say) -> str:
    from datetime import date  # noqa: PLC0415 - few configurations hold one

    text = _text(value, say)
    try:
        known = not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        known = False
    if not known:
        say("expected a day as YYYY-MM-DD", value)
    return text


def _address(value: object, say: Say) -> str:
    text = _text(value, say)
    if text and not text.startswith(("https://", "http://")):
        say("expected an address that begins with https://", value)
    return text


def _wording(value: object, say: Say) -> str:
    text = _text(value, say)
    if text and len(text.split()) < _LEAST_APPROVED:
        say("expected the whole wording, three words or more", value)
    return text


def _records(readers: Mapping[str, Reader]) -> Reader:
    """A reader of a list whose entries have all of these keys."""
    read = mapping(readers)

    def records(value: object, say: Say) -> tuple[dict[str, Any], ...]:
        if not isinstance(value, list):
            say(f"expected a list of entries with {', '.join(readers)}", value)
            return ()
        found = []
        for item in value:
            one = read(item, say)
            missing = [key for key in readers if key not in one]
            if missing and isinstance(item, Mapping):
                say(f"{', '.join(missing)} missing", item)
            found.append({**dict.fromkeys(readers, ""), **one})
        return tuple(found)

    return records


def _approvals(value: object, say: Say) -> tuple[Approval, ...]:
    read = _records({"text": _wording, "evidence": _address, "approver": _text, "expires": _date})
    return tuple(Approval(**one) for one in read(value, say))


def _licences(value: object, say: Say) -> tuple[Licence, ...]:
    read = _records({"agent": _text, "jurisdiction": _choice(JURISDICTIONS), "indication": _texts})
    return tuple(Licence(one["agent"], one["jurisdiction"], tuple(one["indication"])) for one in read(value, say))


def _policy(value: object, say: Say) -> Policy:
    return Policy(**mapping({"no_ignore": _texts})(value, say))


def _reasons(value: object, say: Say) -> dict[str, str]:
    """Rules and why each is ignored. The parser hands them on as ignores; here they are only looked at for their shape."""
    reasons = {}
    for key, inner in _items(value, say):
        reasons[key] = inner if isinstance(inner, str) else ""
        if not isinstance(inner, str):
            say(f"{key}: expected the reason, in words", inner)
    return reasons


def _overrides(value: object, say: Say) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list):
        say("expected a list, each with `paths:` and what holds for them", value)
        return ()
    read = mapping({"paths": _texts, **PROFILE_KEYS})
    found = []
    for item in value:
        one = read(item, say)
        if isinstance(item, Mapping) and "paths" not in item:
            say("expected `paths:`, the globs it is for", item)
        found.append(one)
    return tuple(found)


PROFILE_KEYS: dict[str, Reader] = {
    "jurisdictions": _choices(JURISDICTIONS, least=1),
    "content_type": _choice(CONTENT_TYPES),
    "platforms": _choices(PLATFORMS),
    "audience": _choice(("public", "low-literacy", "professional")),
    "disclaimer_in_template": _yes_no,
    "approved_claims": _approvals,
    "licensed": _licences,
}

PAGE_KEYS: dict[str, Reader] = {**PROFILE_KEYS, "ignore": _reasons}  # what a page may say of itself in its front matter

KEYS: dict[str, Reader] = {
    **PROFILE_KEYS,
    "site_brand": _text,
    "exclude": _texts,
    "encoding": _encoding,
    "fields": _names,
    "rules": _texts,
    "severities": _switches,
    "select": _texts,
    "ignore": _texts,
    "fail_on": _choice(FAIL_ON),
    "max_warnings": _count,
    "lexicons": _lexicons,
    "policy": _policy,
    "overrides": _overrides,
}

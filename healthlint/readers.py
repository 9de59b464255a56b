"""How a setting is read: readers that finish a value or say what is wrong, each with the JSON Schema that says the same.

What they say of a wrong value stands in the schema, as `errorMessage`, where editors find it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from healthlint import yamlio
from healthlint.yamlio import Scalar

_FEW = 10

Say = Callable[[str, object], None]  # takes what is wrong, and the value that is
Schema = dict[str, Any]


class Reader(NamedTuple):
    """A kind of value: what finishes it or says what is wrong, and its JSON Schema."""

    read: Callable[[object, Say], Any]
    schema: Schema

    def __call__(self, value: object, say: Say) -> Any:  # noqa: ANN401 - each kind of value is finished as its own type
        return self.read(value, say)

    def about(self, description: str) -> Reader:
        """The same, with a sentence on what it is for."""
        return self._replace(schema={**self.schema, "description": description})


def hint(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` where something known is close to the word, else what is known when that is little."""
    import difflib  # noqa: PLC0415 - only errors need it

    names = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), names, 1)
    if close:
        return f"; did you mean {str(names[close[0]])!r}?"
    return f"; known: {', '.join(names.values())}" if 0 < len(names) <= _FEW else ""


def items(value: object, say: Say) -> Iterable[tuple[str, object]]:
    """Keys that know where they stand, and their values."""
    if not isinstance(value, Mapping):
        say(_LINES["errorMessage"], value)
        return
    for name, inner in value.items():
        key = Scalar(name)
        if isinstance(value, yamlio.Mapping):
            key.mark = value.keys_at[name]
        yield key, inner


def under(key: str, whole: object, say: Say) -> Say:
    """`say` for what stands under a key; a value without a place of its own is placed where the whole value is."""
    shown = key if key.isprintable() else repr(str(key))  # what is said of a key is one line, whatever the key holds
    return lambda message, value: say(f"{shown}: {message}", value if hasattr(value, "mark") else whole)


def mapping(readers: Mapping[str, Reader]) -> Reader:
    """`key: value` lines with these keys and no others."""

    def read(value: object, say: Say) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, inner in items(value, say):
            if key in readers:
                values[key] = readers[key](inner, under(key, inner, say))
            else:
                say(f"unknown key {str(key)!r}{hint(key, readers)}", key)
        return values

    properties = {key: reader.schema for key, reader in readers.items()}
    return Reader(read, {**_LINES, "properties": properties, "additionalProperties": False})


def named(reader: Reader) -> Reader:
    """`name: value` lines with names of the user's own."""

    def read(value: object, say: Say) -> dict[str, Any]:
        return {key: reader(inner, under(key, inner, say)) for key, inner in items(value, say)}

    return Reader(read, {**_LINES, "additionalProperties": reader.schema})


def records(readers: Mapping[str, Reader]) -> Reader:
    """A list whose entries have all of these keys."""
    one = mapping(readers)
    message = f"expected a list of entries with {', '.join(readers)}"

    def read(value: object, say: Say) -> tuple[dict[str, Any], ...]:
        if not isinstance(value, list):
            say(message, value)
            return ()
        found = []
        for item in value:
            entry = one(item, say)
            missing = [key for key in readers if key not in entry]
            if missing and isinstance(item, Mapping):
                say(f"{', '.join(missing)} missing", item)
            found.append({**dict.fromkeys(readers, ""), **entry})
        return tuple(found)

    return Reader(read, {"type": "array", "items": {**one.schema, "required": list(readers)}, "errorMessage": message})


def choice(known: tuple[str, ...]) -> Reader:
    """One of these words, in any case."""
    folded = {name.lower(): name for name in known}

    def read(value: object, say: Say) -> str:
        word: str = TEXT(value, say)
        if word and word.lower() not in folded:
            say(f"unknown value {str(word)!r}{hint(word, known)}", value)
        return folded.get(word.lower(), "")

    return Reader(read, {"enum": list(known), "errorMessage": f"expected one of {', '.join(known)}"})


def choices(known: tuple[str, ...], *, least: int = 0) -> Reader:
    """Some of these words, as a list or with commas between them; finished in the order in which they are known."""
    one = choice(known)

    def read(value: object, say: Say) -> tuple[str, ...]:
        if isinstance(value, str) and "," in value:
            value = [word.strip() for word in value.split(",")]
        chosen = {one(word, say) for word in TEXTS(value, say)}
        if value == [] and least:
            say("expected at least one", value)
        return tuple(name for name in known if name in chosen)

    listed: Schema = {"type": "array", "items": one.schema, **({"minItems": least} if least else {})}
    commas = {"type": "string", "pattern": rf"^({'|'.join(known)})( *, *({'|'.join(known)}))*$"}
    return Reader(read, {"anyOf": [listed, commas], "errorMessage": f"expected some of {', '.join(known)}"})


def text_that(holds: Callable[[str], bool], message: str, **schema: object) -> Reader:
    """A text for which something holds; `schema` says as much of it as a schema can."""

    def read(value: object, say: Say) -> str:
        text: str = TEXT(value, say)
        if text and not holds(text):
            say(message, value)
        return text

    return Reader(read, {**TEXT.schema, **schema, "errorMessage": message})


def list_of(reader: Reader, message: str = "expected a list") -> Reader:
    """A list, or a single text in place of a list of one."""

    def read(value: object, say: Say) -> tuple[Any, ...]:
        if isinstance(value, str) and value:
            value = [value]
        if not isinstance(value, list):
            say(message, value)
            return ()
        return tuple(reader(item, say) for item in value)

    array = {"type": "array", "items": reader.schema}
    return Reader(read, {"anyOf": [array, reader.schema], "errorMessage": message})


def _text(value: object, say: Say) -> str:
    if isinstance(value, str) and value.strip():
        return value
    say(TEXT.schema["errorMessage"], value)
    return ""


def _yes_no(value: object, say: Say) -> bool:
    word = str(value).lower()
    if word not in {"true", "false", "yes", "no"}:
        say(YES_NO.schema["errorMessage"], value)
    return word in {"true", "yes"}


def _count(value: object, say: Say) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:9])
    say(COUNT.schema["errorMessage"], value)
    return 0


def _is_day(text: str) -> bool:
    from datetime import date  # noqa: PLC0415 - few configurations hold one

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_LINES: Schema = {"type": "object", "errorMessage": "expected `key: value` lines"}
TEXT = Reader(_text, {"type": "string", "pattern": r"\S", "errorMessage": "expected a word or a text"})
TEXTS = list_of(TEXT)
YES_NO = Reader(_yes_no, {"enum": [True, False, "yes", "no"], "errorMessage": "expected true or false"})
COUNT = Reader(_count, {"type": "integer", "minimum": 0, "errorMessage": "expected a whole number, 0 or more"})
DAY = text_that(_is_day, "expected a day as YYYY-MM-DD", format="date", pattern=r"^\d{4}-\d{2}-\d{2}$")
ADDRESS = text_that(
    lambda text: text.startswith(("https://", "http://")), "expected an address that begins with https://", pattern="^https?://"
)

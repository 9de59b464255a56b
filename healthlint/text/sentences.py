"""Where sentences begin and end, inside one block of prose.

Every stop is a candidate; the word before it and the character after it decide. Nothing looks further than one word
to either side, so the time is linear whatever the text.
"""

from __future__ import annotations

import re

from healthlint.late import late
from healthlint.model import Span

_LONGEST_WORD = 24  # how far back the word before a stop is looked for
_INDENT = 8  # how far in a list's mark may stand
_SHORTEST = 3  # letters of a word that may end an item
_PLAIN = 4  # letters of a word that is probably no abbreviation


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(  # never the end: something always follows them
    "dr drs mr mrs ms mx messrs mmes prof rev hon gen col maj capt lt sgt st mt vs v e.g i.e eg ie viz cf ca approx"
    " incl excl resp aka a.k.a"
)
_BEFORE_NUMBER = _set("no nos fig figs vol vols pp p ch eq sec art ref refs tel ext chap para")
_ENDING = _set(  # the end before a capital
    "mg ml mcg ug kg oz lb lbs tsp tbsp hr hrs min mins secs wk wks yr yrs mo mos max avg temp etc est iu cm mm ft in caps tabs"
)
_SOMETIMES = _set(  # the end before a word that starts sentences
    "jr sr al inc ltd co corp llc plc bros assn assoc univ dept ed eds vit phd md ave blvd rd med"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
_ABBREVIATIONS = _TITLES | _BEFORE_NUMBER | _ENDING | _SOMETIMES
_CLOCK = _set("a.m p.m")
_DATES = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december eastern pacific central mountain est pst cst mst edt pdt gmt bst utc aest"
)
_LETTERED = _set(  # "vitamin C." may end a sentence, "Albert J." may not
    "vitamin vitamins hepatitis type plan group grade option appendix step stage class part section phase schedule"
    " factor figure table protein influenza and or"
)
_STARTERS = _set(
    "a after all also although an and apply are as ask at because before book but buy by call can click consult could"
    " did do does don't during each every for from get had has have he her here his how however i i'm i've if in"
    " individual is it it's its learn many may might most my no not now on once or order our over please read results"
    " see she should since so some speak start take talk that that's the their then there these they this those to try"
    " under until use visit was we were what when where which while who why will with would yes you your"
)

_GAINS = _set(  # a capital inside a line before one of these begins the next item of a list that lost its line breaks
    "accelerates activates balances banishes blocks boost boosts brightens builds calms cleanses clears combats"
    " curbs cures decreases detoxifies diminishes eases eliminate eliminates encourages enhances erases fights"
    " firms flushes heals helps hydrates improve improves increase increases kills lowers maintains maximises"
    " maximizes melts minimises minimizes moisturises moisturizes nourishes optimises optimizes prevent prevents"
    " promotes protects provides purifies rebuilds reduce reduces regenerates regrows regulates relieves remove"
    " removes repairs replenishes restores reverses revitalises revitalizes shrinks slows smooths softens soothes"
    " speeds stimulates stops strengthens supports suppresses tightens treats unclogs whitens"
)
_JOINING = _set(  # what stands without a capital in a title, where every verb has one
    "a all an and are as at be because but by can could did do does for from had has have her his how if in into is it its"
    " just may might must my nor not of off on or our over she should so than that the their them then they this to up us"
    " very via was we were what when where which while who why will with would you your"
)

_BULLETS = "•▪◦●‣■➤►✓✔✅☑"
_CLOSERS = "\"'”’)\\]»*_"
_OPENERS = "\"'“‘«(\\[*_¿¡"
_EMOJI = "☀-➿⬀-⯿\U0001f000-\U0001faff\ufe0f\u200d\u20e3"
_STOPS = ".!?…。！？‼⁇⁈⁉"
# One class of characters comes first, because that is what `re` can skip to quickly. What must not be gone back into stands
# in a lookahead: Python before 3.11.5 goes wrong on possessive groups.
_BREAK = re.compile(
    rf"[{_STOPS}\n{_BULLETS}](?:"
    rf"(?<=[{_STOPS}])(?<![{_STOPS}]{{2}})(?=(?P<more>[{_STOPS}]*(?:[^\S\n]+\.(?!\w))*))(?P=more)"
    rf"(?P<tail>[{_CLOSERS}¹²³⁰-⁹]*(?:\[\d[\d, -]{{0,12}}\])*(?:(?<=[a-z)]\.)\d{{1,3}}(?:[,-]\d{{1,3}})*)?)"
    rf"(?=(?P<emoji>(?:[^\S\n]*[{_EMOJI}]+)*))(?P=emoji)"
    rf"(?:(?=\s|\Z)|(?<=[a-z][a-z][.!?])(?=[A-Z][a-z]))"
    rf"|(?<=\n)|(?<=\s[{_BULLETS}])(?=\s))"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[\w'’-]*\Z")
_WORD_AFTER = late(r"[^\W_]+(?:['’][^\W_]+)?")
_CAPITAL = re.compile(r" ([A-Z][a-z]{3,11}) ")
_NEXT = re.compile(rf"\s*[{_OPENERS}]*")


def split(text: str) -> list[Span]:
    """The sentences of a text, without the space around them; a newline always ends one."""
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end()
        if match["more"] is not None:
            if not _ends(text, start, match):
                continue
        elif text[end - 1] != "\n":
            end -= 1  # a bullet belongs to what follows it
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    for match in _CAPITAL.finditer(text, start, end):
        if match[1].lower() in _GAINS and _ends_item(text, start, match.start()):
            _trimmed(spans, text, start, match.start())
            start = match.start() + 1
    _trimmed(spans, text, start, end)


def _ends_item(text: str, start: int, at: int) -> bool:
    """Whether an item of a list in one line ends here: "Kills germs Lowers the fever by 20% Helps you sleep"."""
    word = _word_before(text, start, at)
    return (word.islower() and len(word) >= _SHORTEST and word not in _JOINING) if word.isalpha() else text[at - 1] in "%)"


def _trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends with this stop."""
    stop = text[match.start() : match.end("more")]
    following = _NEXT.match(text, match.end())
    after = following.end() if following else match.end()
    char = text[after : after + 1]
    if not char or match["emoji"]:
        return True
    if stop[-1] in ".…":
        if len(stop) > 1 or stop == "…":
            return not char.islower()
        return _full_stop_ends(text, match, start, after)
    if char.islower():  # Yahoo! in …; "Why?" she asked; but: Back pain? try heat
        return stop[-1] == "?" and not match["tail"]
    return True


def _full_stop_ends(text: str, match: re.Match[str], start: int, after: int) -> bool:
    """The same for one full stop, which an abbreviation may have; `after` is the next sentence's first letter."""
    at = match.start()
    word = _word_before(text, start, at)
    lower = word.lower()
    if text[after].islower():  # a slip of the writer's
        return not match["tail"] and _is_plain(word)
    if lower in _ABBREVIATIONS or "." in lower:
        return _abbreviation_ends(text, lower, after)
    if word.isdigit() or len(word) == 1:
        return _mark_ends(text, start, at - len(word), after)
    return True


def _abbreviation_ends(text: str, lower: str, after: int) -> bool:
    if lower in _TITLES or text[after].isdigit():
        return False
    if lower in _CLOCK:
        return _word_after(text, after) not in _DATES
    if lower in _SOMETIMES or "." in lower:
        return not text[after].isalnum() or _word_after(text, after) in _STARTERS
    return True


def _mark_ends(text: str, start: int, at: int, after: int) -> bool:
    """A number or a single letter before the stop: a list's mark, an initial, "vitamin C." or a year."""
    if at - start <= _INDENT and not text[start:at].strip():
        return False
    mark = text[at]
    if mark.isdigit() or mark.islower() or mark == "I":
        return True
    return _word_before(text, start, at - 1).lower() in _LETTERED or _word_after(text, after) in _STARTERS


def _is_plain(word: str) -> bool:
    return len(word) >= _PLAIN and word.islower() and word.isalpha() and word not in _ABBREVIATIONS


def _word_before(text: str, start: int, at: int) -> str:
    low = max(start, at - _LONGEST_WORD)
    word = text[text.rfind(" ", low, at) + 1 or low : at]
    if word.isalpha():
        return word
    found = _WORD_BEFORE.search(text, low, at)
    return found.group().strip("'’") if found else ""


def _word_after(text: str, after: int) -> str:
    found = _WORD_AFTER.match(text, after)
    return found.group().lower() if found else ""

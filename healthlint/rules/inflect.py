"""The written forms of an English word: plurals, verb forms, American spelling, and the ways to join a hyphenated one.

A form that nobody writes ("anaemias") matches nothing and costs nothing. One that is another word ("for" from "four")
costs a false finding, so only what is known to change changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from healthlint.late import late


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in text.split(","))
    return {first: tuple(rest) for first, *rest in rows}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _endings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _pairs(text: str) -> dict[str, str]:
    return {first: rest[0] for first, rest in _table(text).items()}


_PLURALS = _table("""
    appendix appendices appendixes, bacillus bacilli, bacterium bacteria, bias biases, bus buses, calf calves,
    child children, criterion criteria, echo echoes, elf elves, foot feet, fungus fungi funguses, gas gases,
    goose geese, half halves, hero heroes, index indices indexes, knife knives, larva larvae, leaf leaves,
    lens lenses, life lives, loaf loaves, louse lice, man men, matrix matrices matrixes, medium media mediums,
    mosquito mosquitoes, mouse mice, naevus naevi, nucleus nuclei, ovum ova, ox oxen, pancreas pancreases,
    person people persons, phenomenon phenomena, potato potatoes, quiz quizzes, scarf scarves, self selves,
    shelf shelves, stimulus stimuli, thief thieves, thrombus thrombi, tomato tomatoes, tooth teeth,
    vertebra vertebrae vertebras, veto vetoes, wife wives, wolf wolves, woman women
""")
_PASTS = _table("""
    arise arose arisen, awake awoke awoken, bear bore borne born, beat beat beaten, become became become,
    begin began begun, bend bent, bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken,
    bring brought, build built, burn burned burnt, burst burst, buy bought, catch caught, choose chose chosen,
    come came come, cost cost, cut cut, deal dealt, do did done, draw drew drawn, dream dreamed dreamt,
    drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought,
    find found, fly flew flown, forget forgot forgotten, forgive forgave forgiven, freeze froze frozen,
    get got gotten, give gave given, go went gone, grow grew grown, have had, hear heard, hide hid hidden, hit hit,
    hold held, hurt hurt, keep kept, know knew known, lay laid, lead led, learn learned learnt, leave left,
    lend lent, let let, lie lay lain lied, lose lost, make made, mean meant, meet met, pay paid,
    prove proved proven, put put, quit quit quitted, read read, rid rid, ride rode ridden, ring rang rung,
    rise rose risen, run ran run, say said, see saw seen, seek sought, sell sold, send sent, set set,
    shake shook shaken, shed shed, shine shone shined, shoot shot, show showed shown, shrink shrank shrunk shrunken,
    shut shut, sing sang sung, sink sank sunk sunken, sit sat, sleep slept, speak spoke spoken, speed sped speeded,
    spend spent, spit spat, split split, spread spread, spring sprang sprung, stand stood, steal stole stolen,
    stick stuck, strike struck stricken, strive strove striven, swear swore sworn, sweep swept,
    swell swelled swollen, swim swam swum, take took taken, teach taught, tear tore torn, tell told, think thought,
    throw threw thrown, understand understood, wake woke woken, wear wore worn, weep wept, win won,
    withdraw withdrew withdrawn, withhold withheld, withstand withstood, write wrote written
""")
_PRESENT = _table("do does, echo echoes, go goes, have has, veto vetoes")
_BE = ("be", "am", "is", "are", "was", "were", "been", "being")

_ALREADY_PLURAL = {plural for plurals in _PLURALS.values() for plural in plurals}
_UNCHANGED = _words("aircraft data fish milia offspring sheep") | _ALREADY_PLURAL
_HARD_CH = ("stomach", "epoch", "monarch", "patriarch", "eunuch", "conch")
_IN_LONGER_WORDS = ("man", "person", "child", "foot", "tooth", "mouse", "louse", "wife", "self")  # midwife, layman
_NOT_MAN = ("human", "german", "roman", "shaman", "talisman", "ottoman")
_HEAD = late(r"(.+?)( (?:of|for|with|in|against|to|on|from|at|by) .+)")

_PREFIXES = ("re", "over", "out", "under", "un", "mis", "off", "up")
_KEEP_E = ("ee", "oe", "ye")  # freeing, canoeing, dyeing
# stressed on the last syllable, so that its consonant is doubled; or doubled by custom
_LAST_SYLLABLE = _words("""
    abet abhor abut acquit admit allot befit begin commit compel concur confer control debug defer demur deter
    dispel distil embed emit enrol equip excel expel format fulfil impel incur infer instil inter kidnap occur omit
    outfit patrol permit prefer propel rebut recur refer refit regret repel reset submit transfer transmit unclog
    undercut unplug unzip upset worship zigzag
""")
_EITHER_WAY = _words("age benefit bias combat focus target")
_ONE_SYLLABLE = late(r"(?:qu|[^aeiou])*[aeiouy][^aeiouwxy]")
_UNSTRESSED_L = late(r".*[aeiouy].*[^aeo][aeiou]l|.*[aeiouy][aeiou]l(?<=ual|ial|iel|uel)")


def noun_forms(word: str) -> tuple[str, ...]:
    """The word and its plurals; of "loss of hair" the head is made plural, of "skin tag" the last word."""
    head = _HEAD.fullmatch(word) if " " in word else None
    body, rest = head.groups() if head else (word, "")
    start = max(body.rfind(" "), body.rfind("-")) + 1
    return (word, *(body[:start] + plural + rest for plural in _plurals(body[start:])))


def _plurals(word: str) -> tuple[str, ...]:
    if word in _PLURALS:
        return _PLURALS[word]
    if word in _UNCHANGED or not word[-1:].isalpha():
        return ()
    if word.endswith(_IN_LONGER_WORDS) and word not in _NOT_MAN:
        ending = next(ending for ending in _IN_LONGER_WORDS if word.endswith(ending))
        return tuple(word.removesuffix(ending) + plural for plural in _PLURALS[ending])
    if word.endswith("itis") or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
        return ()  # a mass noun, a plural (wrinkles), a possessive (crohn's), a disease (herpes)
    if word.endswith("sis"):
        return (f"{word[:-2]}es",)
    return (_plus_s(word),)


def _plus_s(word: str) -> str:
    """The ending of plurals and of the third person: -s, -es or -ies."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "sh")) or (word.endswith("ch") and not word.endswith(_HARD_CH)):
        return f"{word}es"
    return f"{word}s"


def verb_forms(word: str) -> tuple[str, ...]:
    """Base, -s, past, participles and -ing; of "ward off" only the first word changes."""
    first, space, rest = word.partition(" ")
    start = first.rfind("-") + 1
    forms = (first[:start] + form + space + rest for form in _conjugated(first[start:]))
    return tuple(dict.fromkeys(forms))


def _conjugated(base: str) -> tuple[str, ...]:
    if base == "be":
        return _BE
    stem = _irregular(base)
    prefix = base.removesuffix(stem) if stem else ""
    present = _PRESENT[stem or base][0] if (stem or base) in _PRESENT else _plus_s(stem or base)
    pasts = _PASTS[stem] if stem else _regular_pasts(base)
    return (base, prefix + present, *(prefix + past for past in pasts), *_ing_forms(base))


def _irregular(base: str) -> str:
    """The irregular verb that `base` is or is made of (regrow: grow), or an empty text."""
    if base in _PASTS:
        return base
    stems = (base.removeprefix(prefix) for prefix in _PREFIXES if base.startswith(prefix))
    return next((stem for stem in stems if stem in _PASTS), "")


def _regular_pasts(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (f"{base}d",)
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return (f"{base[:-1]}ied",)
    return tuple(f"{stem}ed" for stem in _doubled(base))


def _ing_forms(base: str) -> tuple[str, ...]:
    if base.endswith("ie"):
        return (f"{base[:-2]}ying",)
    if base.endswith("e") and base in _EITHER_WAY:
        return (f"{base}ing", f"{base[:-1]}ing")
    if base.endswith("e") and not base.endswith(_KEEP_E):
        return (f"{base[:-1]}ing",)
    return tuple(f"{stem}ing" for stem in _doubled(base))


def _doubled(base: str) -> tuple[str, ...]:
    """What -ed and -ing are added to; two answers where usage differs (labeled, labelled)."""
    if base.endswith("c"):
        return (f"{base}k",)
    doubled = base + base[-1:]
    if base in _LAST_SYLLABLE or _ONE_SYLLABLE.fullmatch(base):
        return (doubled,)
    if base in _EITHER_WAY or _UNSTRESSED_L.fullmatch(base):
        return (base, doubled)
    return (base,)


_WHOLE = _pairs("""
    aeroplane airplane, ageing aging, aluminium aluminum, analogue analog, analogues analogs, catalogue catalog,
    catalogues catalogs, centred centered, centring centering, cosy cozy, enrol enroll, enrols enrolls,
    fulfil fulfill, fulfils fulfills, haem heme, instil instill, instils instills, jewellery jewelry,
    licence license, licenced licensed, licences licenses, practise practice, practised practiced,
    practises practices, practising practicing, programme program, programmes programs
""")
_BEGINNINGS = _pairs("""
    amoeb ameb, artefact artifact, coeli celi, defence defense, enrolment enrollment, foet fet,
    fulfilment fulfillment, grey gray, homoeo homeo, instalment installment, judgement judgment, manoeuv maneuv,
    marvellous marvelous, mould mold, moult molt, moustache mustache, offence offense, pyjama pajama,
    sceptic skeptic, skilful skillful, smoulder smolder, tranquilli tranquili, wilful willful, woollen woolen,
    yoghurt yogurt
""")
_BEGIN = tuple(_BEGINNINGS)
_DOUBLE_L = _words("""
    bevel cancel channel chisel counsel dial duel enamel equal fuel funnel gravel initial jewel label level libel
    marshal medal model panel pedal pencil quarrel rival shovel signal snivel spiral swivel total towel travel tunnel
    unravel
""")
_L_ENDINGS = _words("ed er ers ing ings ist ists or ors")
_L_PREFIXES = ("dis", "mis", "out", "re", "un")
_OUR = _endings("""
    arb ard arm behavi cand clam col demean endeav enam fav ferv flav harb hon hum lab neighb od parl ranc rig rum
    savi sav splend succ tum val vap vig
""")
_RE = _endings("calib cent fib goit lit lust meag met mit och sab scept sepulch somb spect theat tit")
_RE_ENDINGS = ("", "s", "glass", "piece")
_AE = re.compile("ae(?!r|l|d?s?$)")  # not aerobic, Michael, reggae, larvae, AEDs
_OE = re.compile("(?:^|(?<=o))oe(?=soph|str)|(?<![ai])oe(?=dem)|(?<=rrh)oe|(?<=pn)oe")  # not coexist, shoe, angioedema
_ISE_ENDINGS = _words("e ed er ers es ing able ation ational ations")
# What stands before -ise where it is no suffix (praise, advise, exercise, promise), and before -ize (resize).
_NOT_ISE = _endings("""
    a e o u w v xerc prec conc exc umc exorc prom prem surm xpert dvert chast pract treat erchand parad franch desp mpr
    rpr appr repr sunr upr trell itor derm nnab
""")
_NOT_ISE_ALONE = _words("inc dem chem rem val cer mort pen")
_NOT_IZE = _words("ass caps downs familys halfs kings lifes mids outs overs res supers unders ups appr mispr")


def spellings(word: str) -> tuple[str, ...]:
    """The word as given, with -ize for -ise (or the other way round), and in American spelling, without repeats."""
    if " " in word:
        columns = [spellings(part) for part in word.split(" ")]
        width = max(map(len, columns))
        return tuple(" ".join(column[min(row, len(column) - 1)] for column in columns) for row in range(width))
    swapped = _swapped(word)
    american = _american(swapped if "iz" in swapped else word)
    if swapped == american:
        return (word,) if word == american else (word, american)
    return tuple(dict.fromkeys((word, swapped, american)))


def _swapped(word: str) -> str:
    head, found, ending = word.rpartition("is")
    if found and ending in _ISE_ENDINGS and len(head) > 2 and not _keeps_ise(head):  # noqa: PLR2004 — rise, wise, noise
        return f"{head}iz{ending}"
    if "yz" in word:
        return word.replace("lyz", "lys")
    head, found, ending = word.rpartition("iz")
    if found and ending in _ISE_ENDINGS and len(head) > 2 and head not in _NOT_IZE:  # noqa: PLR2004 — size, prize, maize
        return f"{head}is{ending}"
    return word


def _keeps_ise(head: str) -> bool:
    return (head.endswith(_NOT_ISE) and not head.endswith("tiv")) or head in _NOT_ISE_ALONE


def _american(word: str) -> str:
    if word in _WHOLE:
        return _WHOLE[word]
    if word.startswith(_BEGIN):
        beginning = next(beginning for beginning in _BEGIN if word.startswith(beginning))
        word = _BEGINNINGS[beginning] + word.removeprefix(beginning)
    for letters, change in _CHANGES:
        if letters in word:
            word = change(word)
    return word


def _our(word: str) -> str:
    head, _, ending = word.partition("our")
    return f"{head}or{ending}" if head.endswith(_OUR) else word


def _re(word: str) -> str:
    head, _, ending = word.rpartition("re")
    return f"{head}er{ending}" if ending in _RE_ENDINGS and head.endswith(_RE) else word


def _ll(word: str) -> str:
    head, _, ending = word.rpartition("ll")
    if ending not in _L_ENDINGS:
        return word
    stems = {f"{head}l", *(f"{head.removeprefix(prefix)}l" for prefix in _L_PREFIXES)}
    return f"{head}l{ending}" if stems & _DOUBLE_L else word


def _lys(word: str) -> str:
    head, _, ending = word.rpartition("lys")
    return f"{head}lyz{ending}" if head and ending in _ISE_ENDINGS else word


# letters that must be there, and what to do then
_CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("our", _our),
    ("re", _re),
    ("ll", _ll),
    ("ae", lambda word: _AE.sub("e", word)),
    ("oe", lambda word: _OE.sub("e", word)),
    ("lys", _lys),
    ("sulph", lambda word: word.replace("sulph", "sulf")),
)


def hyphen_forms(term: str) -> tuple[str, ...]:
    """The term as tokens between spaces: micro-needling is written "micro needling" and "microneedling"."""
    if "-" not in term:
        return (term,)
    return (term.replace("-", " "), term.replace("-", ""))

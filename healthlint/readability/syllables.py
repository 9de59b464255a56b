"""How many syllables an English word has: groups of vowels, corrected where English spelling misleads.

No dictionary covers health copy (microneedling, probiotics, brand names), so rules come first and exceptions are few.
"""

from __future__ import annotations

import re
import unicodedata

from healthlint.late import late

_REMEMBERED = 50_000

_BY_COUNT = {  # words that follow no rule, and short forms that are spelled out or read in full
    1: "ache aches aren't eye eyes hour hours lb lbs our ours queue shh weren't",
    2: "acne ageing argue argues being business doing dr eu every evening going herpes iv kg maybe mg mr mrs naive"
    " people people's rely seeing uk uv vs",
    3: "aerobic bmi businesses dna ecg eczema element elements fda hiv ibd ibs iud ivf mri otc pancreas prof recipe recipes"
    " trachea usa wellbeing",
    4: "adhd chondroitin copd diabetes diarrhea diarrhoea dementia etc pcos",
}
_EXCEPTIONS = {word: count for count, words in _BY_COUNT.items() for word in words.split()}

_ACCENTS = late("[\u0300-\u036f]")
_ENDING = re.compile(r"'(?:s|re|ve|ll|d|m)?$")
_CONSONANTS = re.compile(r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])|(?<=q)u|(?<=g)u(?=[aei][a-z])")
_GROUP = re.compile(r"[aeiouy]+")

_C = "[bcdfghjklmnpqrstvwxz]"
# Every alternative begins with the letter itself, because that is what `re` can skip to quickly.
_SILENT = re.compile(
    "e(?:"
    rf"(?<={_C}e)(?<![bcdfgkpstz]le)(?<![bct]re)$"  # make, but not table, centre
    r"|(?<=[gq]ue)(?=s?$)"  # technique
    r"|(?<=[bdfhklmnprtvw]e)(?<!she)(?<!che)(?<![bcdfgkpstz]le)(?<![bct]re)(?=s$)|(?<=[dhkr]ache)(?=s$)"  # lines, not washes
    r"|(?<=[bcfghjklmnprsvwxyz]e)(?<![bcdfgkpstz]le)(?=d$)"  # healed, but not treated, settled
    rf"|(?<={_C}e)(?<![bcdfgkpst][lr]e)(?=ly$|ments?$|ful|less|ness)"  # safely, movement, but not supplement
    r"|(?<=eve)(?=ry)"  # everyone
    r"|(?<=^some)(?=[bdhtw])|(?<=^(?:time|life))(?=[a-z]{2})|(?<=^home)(?=[bcmpstw])|(?<=^like)(?=[a-z]{3})"  # sometimes
    r"|(?<=^care)(?=[gt])|(?<=^where)(?=[abv])|(?<=^there)(?=[abf])|(?<=^whole)(?=[a-z]{2})|(?<=^more)(?=o)"
    r"|(?<=^safe)(?=[gt])|(?<=^face)(?=[bl])|(?<=^fore)(?=h|se)|(?<=^guide)(?=l)|(?<=ate)(?=let)|(?<=^rose)(?=[hmw])"
    r"|(?<=^eye)(?=[blsw])|(?<=^pace)(?=m)|(?<=^(?:mile|wide|else))(?=[sw])|(?<=^(?:note|name))(?=[swp])"  # eyelid, milestone
    r"|(?<=^frame)(?=w)"
    r"|(?<=^house)(?=[ckhw])"
    ")"
    r"|a(?<=ica)(?=lly$)"  # clinically
)
_ADJACENT = re.compile(r"[aeiouy]{2}|ms?$|n't$")  # without any of these nothing is apart
_APART = re.compile(
    r"(?<![ctsg])(?<!ll)ia(?!ge)|(?<=[ctsg])ia(?=t[eio])|(?<=[ts])ia(?=s[mt])|cia(?=r)"  # bacteria, appreciate
    r"|(?<![tscgxnlh])io|(?<=[bdoe]l)io|(?<=^ant)io|(?<=t)io$|(?<=n)io(?=us)|io(?=log)"  # radio, but not nation
    r"|(?<=^phys)io|(?<=^hyp)oa"  # physiotherapy, hypoallergenic
    r"|iu"  # calcium
    r"|ie(?=t)|(?<=.[a-z])ie(?=rs?$|st$)|(?<![ctsrn])ie(?=n[ct])|(?<=[rs])ie(?=nc|nt)|ie(?=nn)|(?<=^sc)ie"  # diet
    r"|(?<![gq])ue(?=[ln][^a-z]?|nt|nc)|(?<![gqsw])ua|sua(?![dv])|uou|(?<![gq])ui(?=[nt][eiouy]|d)|(?<=s)ui(?=c)"
    r"|(?<=cr)ea(?=t)|(?<=[aeiou][a-z])ea$|(?<=^id)ea|(?<=^ar)ea|(?<=^r)ea(?=ct|pp|ss|l[it])"  # create, area
    r"|(?<![gp])(?<!^som)eo|(?<=[a-z])eei|(?<=^r)ei(?=[mn][bcfjstv])|eu(?=m$)"  # video, reinforce
    r"|(?<=^c)oo(?=p|rd)|oe[tm]|ai(?=c$)|ao|(?<=[a-z][a-z])oing|oa(?=ct|rth)|(?<=tr)oi(?=n)"  # cooperate, proactive
    r"|(?<=[b-df-hj-np-tv-xz])y(?:i|[ao]|e(?=[rl]))"  # trying, hyaluronic, dryer
    r"|(?<=[aiy]s)ms?$|(?<=[td]h)ms?$|(?<=[sd])n't$"  # spasm, rhythm, didn't
)


class _Memo(dict[str, int]):
    """The syllables of every word met so far; looking one up runs no Python but for new words."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        count = self[word] = _count(word)
        return count


sounds = _Memo().__getitem__


def syllables(word: str) -> int:
    """The syllables of one word as it is spoken, at least one; a word with a digit in it counts as one."""
    return sounds(word)


def _count(word: str) -> int:
    lower = word.lower()
    if not lower.isascii():
        lower = lower.replace("é", "ay")  # never silent
        lower = _ACCENTS.sub("", unicodedata.normalize("NFD", lower))
    plain = _ENDING.sub("", lower) if "'" in lower else lower
    known = _EXCEPTIONS.get(lower) or _EXCEPTIONS.get(plain)
    if known:
        return known
    if not plain.replace("'", "").isalpha():
        return 1
    groups = len(_GROUP.findall(plain))
    if not groups:
        return len(plain) - (word[-1] == "s" and word[:-1].isupper())  # DHT is spelled out, and so are GPs
    if "y" in plain or "qu" in plain or "gu" in plain:
        groups = len(_GROUP.findall(_CONSONANTS.sub("w", plain)))
    apart = len(_APART.findall(plain)) if _ADJACENT.search(plain) else 0
    return max(1, groups - len(_SILENT.findall(plain)) + apart)

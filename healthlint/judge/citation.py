"""Whether a paragraph says where its evidence can be found."""

from __future__ import annotations

import re

from healthlint.late import late
from healthlint.model import NOTE
from healthlint.text.read import Passage

# DOI syntax: https://www.doi.org/the-identifier/resources/handbook/2_numbering ; PMID, PMCID: NLM; NCT: ClinicalTrials.gov.
_TOKEN = late(
    r"\bdoi:\s*10\.\d{4,9}/\S+|\b10\.\d{4,9}/\S+|\bPMID:?\s*\d{4,8}\b|\bPMC\d{5,8}\b|\bNCT\d{8}\b"
    r"|\[\^?\d{1,3}(?:\s*[,-]\s*\d{1,3})*\]"
    r"|(?<!\bm)(?<!\b[cmk]m)(?<!\b(?:ft|in|10))[¹²³⁴-⁹]+"  # no power: kg/m², 10⁶
    r"|\b[A-Z][\w'’-]+ (?:(?i:et al)\.?|(?i:and) [A-Z][\w'’-]+|& [A-Z][\w'’-]+),? \(?(?:19|20)\d\d\)?"
    r"|\((?:[A-Z][\w'’-]+ )*[A-Z][\w'’-]+(?: (?i:et al)\.?)?,? (?:19|20)\d\d[a-z]?\)"
)
_MARK = re.compile(r"[\[¹²³⁴-⁹]|10\.|PM|NCT|19\d|20\d")  # no token is without one, and looking for it is quick
_HOST = late(
    r"^https?://(?:[\w-]+\.)*(?:doi\.org|nih\.gov|clinicaltrials\.gov|cochranelibrary\.com|cochrane\.org|nice\.org\.uk|who\.int"
    r"|cdc\.gov|fda\.gov|nhs\.uk|europa\.eu|gov|gov\.\w\w|gc\.ca|nature\.com|thelancet\.com|bmj\.com|nejm\.org|jamanetwork\.com"
    r"|sciencedirect\.com|springer\.com|wiley\.com|tandfonline\.com|plos\.org|mdpi\.com|frontiersin\.org|oup\.com)(?:[:/]|$)",
    re.IGNORECASE,
)


def cites(passage: Passage) -> str | None:
    """The paragraph's first citation token, in words for a finding; None when it has none."""
    for link in passage.block.links:
        if link.url.startswith(NOTE):
            return f"citation: footnote {link.url.removeprefix(NOTE)}"
        if _HOST.match(link.url):
            return f"citation: {link.url}"
    text = passage.normal.text
    found = _TOKEN.search(" ".join(text.split())) if _MARK.search(text) else None
    return f"citation: {found.group()}" if found else None

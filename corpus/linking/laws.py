"""Laws by their numbers: one law, however it is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.linking.normalise import fold, normalise

__all__ = ["LawNumber", "issuer_of", "law_number"]

_KINDS = {
    "resolution": "resolution", "nghi quyet": "resolution",
    "decree": "decree", "nghi dinh": "decree",
    "decision": "decision", "quyet dinh": "decision",
    "directive": "directive", "chi thi": "directive",
    "circular": "circular", "thong tu": "circular",
    "conclusion": "conclusion", "ket luan": "conclusion",
    "regulation": "regulation", "quy dinh": "regulation",
    "ordinance": "ordinance", "phap lenh": "ordinance",
    "law": "law", "luat": "law",
    "order": "order", "lenh": "order",
    "act": "act", "bill": "bill", "article": "article", "dieu": "article",
    "chapter": "chapter", "chuong": "chapter", "clause": "clause", "khoan": "clause",
    "proposition": "proposition", "protocol": "protocol", "convention": "convention",
    "plan": "plan", "ke hoach": "plan", "executive order": "executive order",
}  # fmt: skip
_PARTS = frozenset({"article", "chapter", "clause"})
_CITED = re.compile(
    r"(?:(?P<before>[^\d]{2,60}?)(?:['’]s?)? )?"
    r"(?P<kind>" + "|".join(sorted(_KINDS, key=len, reverse=True)) + r")s?\s+"
    r"(?:(?:no|so|number|nr)\b\.?\s*|#\s*)?"
    r"(?P<number>\d{1,6}[a-z]?)\b"
    r"(?P<code>(?:\s?[/\-–]\s?[\w]{1,12}){0,5})"
    r"(?:,? (?:of|by|cua) (?:the )?(?P<after>.{2,60}))?"
)
# Whose a code or a name is. The organs of a party's centre number their documents in one row.
_ISSUERS = {
    "tw": "tw", "politburo": "tw", "bo chinh tri": "tw", "secretariat": "tw", "ban bi thu": "tw",
    "party central committee": "tw", "central committee": "tw", "trung uong dang": "tw",
    "ban chap hanh trung uong": "tw", "political bureau": "tw",
    "cp": "government", "government": "government", "chinh phu": "government",
    "ttg": "prime minister", "prime minister": "prime minister", "thu tuong": "prime minister",
    "national assembly": "assembly", "quoc hoi": "assembly",
    "ubtvqh": "standing committee", "standing committee": "standing committee",
    "national assembly standing committee": "standing committee",
    "uy ban thuong vu quoc hoi": "standing committee",
    "un security council": "security council", "unsc": "security council",
    "united nations security council": "security council",
    "security council": "security council", "hoi dong bao an": "security council",
    "un general assembly": "general assembly", "unga": "general assembly",
    "united nations general assembly": "general assembly",
    "general assembly": "general assembly",
    "hdnd": "peoples council", "ubnd": "peoples committee",
}  # fmt: skip
_ASSEMBLY_CODE = re.compile(r"(qh|ubtvqh)\d*")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class LawNumber:
    """A cited law: its kind and number (``resolution 59``), and what tells it from others.

    ``year`` and ``issuer`` are empty where the citation does not give them; an issuer that is not
    known by name is the rest of the code. ``is_part``: an article or chapter, whose law is another
    matter.
    """

    base: str
    year: str
    issuer: str
    is_part: bool


def law_number(text: str) -> LawNumber | None:
    """How the text cites a law by number; None when it names it in another way."""
    if not any(c.isdigit() for c in text):
        return None
    match = _CITED.match(" ".join(fold(text).split()).removeprefix("the "))
    if match is None:
        return None
    before = issuer_of(match["before"]) if match["before"] else ""
    if match["before"] and not before:
        return None
    number = match["number"].lstrip("0") or "0"
    year, code = _code(match["code"])
    issuer = code or before or (issuer_of(match["after"]) if match["after"] else "")
    kind = _KINDS[match["kind"]]
    return LawNumber(f"{kind} {number}", year, issuer, kind in _PARTS)


def _code(code: str) -> tuple[str, str]:
    """Year and issuer in a code such as ``/2018/ND-CP``."""
    year, rest = "", []
    for part in re.findall(r"\w+", code):
        if _YEAR.fullmatch(part):
            year = part
        else:
            rest.append(part)
    if not rest:
        return year, ""
    assembly = _ASSEMBLY_CODE.fullmatch(rest[-1])
    if assembly:
        return year, "assembly" if assembly[1] == "qh" else "standing committee"
    return year, _ISSUERS.get(rest[-1]) or " ".join(rest)


def issuer_of(name: str) -> str:
    """Who issues documents in a row of their own, from the name of a body; empty if not known."""
    plain = normalise(name)
    return _ISSUERS.get(plain) or _ISSUERS.get(_without_party(plain), "")


def _without_party(name: str) -> str:
    for word in ("cpv ", "party ", "vietnamese "):
        name = name.removeprefix(word)
    for end in (" of vietnam", " of cpv", " of the cpv", " of the communist party of vietnam",
                " of the party central committee", " cua dang"):  # fmt: skip
        name = name.removesuffix(end)
    return name

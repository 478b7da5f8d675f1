"""Laws by their numbers: one law, however it is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.linking.normalise import fold

__all__ = ["LawNumber", "law_number"]

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
    "proposition": "proposition", "protocol": "protocol", "convention": "convention",
    "plan": "plan", "ke hoach": "plan", "executive order": "executive order",
}  # fmt: skip
_CITED = re.compile(
    r"(?P<kind>" + "|".join(sorted(_KINDS, key=len, reverse=True)) + r")s?\s+"
    r"(?:(?:no|so|number|nr)\b\.?\s*|#\s*)?"
    r"(?P<number>\d{1,6}[a-z]?)"
    r"(?P<code>(?:\s?[/\-–]\s?[\w]{1,12}){0,5})"
)


@dataclass(frozen=True, slots=True)
class LawNumber:
    """A cited law: its kind and number (``resolution 59``) and the rest (``nq tw``), if given."""

    base: str
    code: str


def law_number(text: str) -> LawNumber | None:
    """How the text cites a law by number; None when it names it in another way."""
    match = _CITED.match(" ".join(fold(text).split()).removeprefix("the "))
    if match is None:
        return None
    number = match["number"].lstrip("0") or "0"
    code = " ".join(re.findall(r"\w+", match["code"]))
    return LawNumber(f"{_KINDS[match['kind']]} {number}", code)

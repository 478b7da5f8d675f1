"""The place, date and agency in front of a report's first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.dates import find_date, strip_dates

__all__ = ["Dateline", "agency_in", "find_dateline"]

_AGENCIES = frozenset(
    name.casefold()
    for name in (
        "WVR|TG&VN|VOV|VOV.VN|VOV1|VOV5|VOVWORLD|VOV World|VNA|TTXVN|VNS|NDO|VGP|VIR|SGGP|SGGPO"
        "|TPO|PLO|NLĐO|VTV|VTV.vn|VTC News|HNMO|QĐND|QĐND Online|PANO|Chinhphu.vn|Baochinhphu.vn"
        "|Vietnam+|VietnamPlus|VietNamNet|VnExpress|Nhan Dan|Nhân Dân|Nhan Dan Online"
        "|Nhân Dân điện tử|Dân trí|Tuoi Tre|Tuổi Trẻ|Thanh Niên|Lao Động|Tiền Phong"
        "|Reuters|AP|AFP|Xinhua|Kyodo|TASS|Bernama|Antara|Yonhap|PTI|DPA|EFE|ANSA|BBC|CNN"
    ).split("|")
)
_CITIES = frozenset(
    name.casefold()
    for name in (
        "Hanoi|Ha Noi|Hà Nội|Ho Chi Minh City|HCM City|HCMC|TP.HCM|TP HCM|TP. Hồ Chí Minh"
        "|Thành phố Hồ Chí Minh|Da Nang|Đà Nẵng|Hue|Huế|Hai Phong|Hải Phòng|Can Tho|Cần Thơ"
        "|Dien Bien Phu|Điện Biên Phủ|Dien Bien|Điện Biên|Ha Long|Hạ Long|Nha Trang|Vinh"
        "|Vientiane|Phnom Penh|Bangkok|Jakarta|Kuala Lumpur|Manila|Singapore|Yangon|Beijing|Tokyo"
        "|Seoul|New Delhi|Moscow|London|Paris|Berlin|Geneva|Brussels|Washington|Washington D.C."
        "|New York|Canberra"
    ).split("|")
)
_FORM = re.compile(
    r"(?P<head>[^\W_][^()\n\r–—:;!?\"“”]{0,60}?)?\s*"
    r"(?:\((?P<agency>[^()\n\r]{2,40})\)\s*|\s)(?:-{1,2}|[–—])\s+(?=\S)"
)
_words = re.compile(r"[^\s,]+").findall


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says. ``end`` is the offset after its dash; ``body`` where the text begins."""

    end: int
    body: int
    source: str
    date: str


def agency_in(text: str) -> str:
    """The agency a short line names between its separators, as written; else empty."""
    for part in re.split(r"[|,()–—\t]|\s-\s", text):
        if part.strip().casefold() in _AGENCIES:
            return part.strip()
    return ""


def _capitalised(words: list[str]) -> bool:
    return all(word[0].isupper() for word in words)


def _shouted(head: str) -> bool:
    return head.isupper() and len(head) <= 30 and len(head.split()) <= 4


def _place_is_plausible(head: str, *, dated: bool, known: bool, first: bool) -> bool:
    """Whether what stands before an agency or a date can be the name of a place."""
    words = _words(head)
    if not _capitalised(words) or len(words) > 5:
        return False
    return known or (dated and bool(words)) or (first and len(words) <= 3)


def find_dateline(text: str, *, first: bool) -> Dateline | None:
    """The dateline a paragraph begins with, or None.

    ``first`` says that the paragraph is the first of its report: there a word in capitals and a
    dash is enough, elsewhere an agency that is known, or a place with a date, must be named.
    The forms: ``WVR -``, ``(VOVWORLD) -``, ``HANOI (VNA) –``, ``Hanoi, January 14 –``.
    """
    match = _FORM.match(text)
    if match is None:
        return None
    head, agency = (match["head"] or "").strip(), (match["agency"] or "").strip()
    rest = len(text) - match.end()
    ends = text[-1] in '.!?…”"’»'
    if rest < 60 and not ends:
        return None
    opens = text[match.end()]
    begins = not opens.islower()
    bare, dated = strip_dates(head) if head else ("", False)
    source = ""
    if agency:
        known = agency.casefold() in _AGENCIES
        if not known and not (first and begins and agency[0].isupper() and len(agency.split()) < 4):
            return None
        if not _place_is_plausible(bare, dated=dated, known=known, first=first):
            return None
        source = agency
    elif head.casefold() in _AGENCIES:
        source = head
    elif dated:
        if not begins or not _place_is_plausible(bare, dated=True, known=False, first=first):
            return None
    elif first and begins and head and head.casefold() in _CITIES and rest >= 100:
        pass
    elif first and begins and head and _shouted(head):
        if head.casefold() not in _CITIES and (len(head) <= 6 or "." in head):
            source = head if " " not in head else ""
    else:
        return None
    return Dateline(len(text[: match.end()].rstrip()), match.end(), source, find_date(head))

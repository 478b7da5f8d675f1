"""The place, date and agency in front of a report's first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.structure.dates import find_date, strip_dates

__all__ = ["Dateline", "agency_in", "find_dateline"]

_AGENCY_NAMES = (
    "WVR|TG&VN|VOV|VOV.VN|VOV1|VOV5|VOVWORLD|VOV World|VNA|TTXVN|VNS|NDO|VGP|VIR|SGGP|SGGPO"
    "|TPO|PLO|NLĐO|VTV|VTV.vn|VTC News|HNMO|QĐND|QĐND Online|PANO|Chinhphu.vn|Baochinhphu.vn"
    "|Vietnam+|VietnamPlus|VietNamNet|VnExpress|Nhan Dan|Nhân Dân|Nhan Dan Online"
    "|Nhân Dân điện tử|Dân trí|Tuoi Tre|Tuổi Trẻ|Thanh Niên|Lao Động|Tiền Phong"
    "|Reuters|AP|AFP|Xinhua|Kyodo|TASS|Bernama|Antara|Yonhap|PTI|DPA|EFE|ANSA|BBC|CNN"
)
_CITY_NAMES = (
    "Hanoi|Ha Noi|Hà Nội|Ho Chi Minh City|HCM City|HCMC|TP.HCM|TP HCM|TP. Hồ Chí Minh"
    "|Thành phố Hồ Chí Minh|Da Nang|Đà Nẵng|Hue|Huế|Hai Phong|Hải Phòng|Can Tho|Cần Thơ"
    "|Dien Bien Phu|Điện Biên Phủ|Dien Bien|Điện Biên|Ha Long|Hạ Long|Nha Trang|Vinh"
    "|Vientiane|Phnom Penh|Bangkok|Jakarta|Kuala Lumpur|Manila|Singapore|Yangon|Beijing|Tokyo"
    "|Seoul|New Delhi|Moscow|London|Paris|Berlin|Geneva|Brussels|Washington|Washington D.C."
    "|New York|Canberra"
)
_AGENCIES = frozenset(_AGENCY_NAMES.casefold().split("|"))
_CITIES = frozenset(_CITY_NAMES.casefold().split("|"))
_FORM = re.compile(
    r"(?P<head>[^\W_][^()\n\r–—:;!?\"“”]{0,60}?)?\s*"
    r"(?:\((?P<agency>[^()\n\r]{2,40})\)\s*|\s)(?:-{1,2}|[–—])\s+(?=\S)"
)
_words = re.compile(r"[^\s,]+").findall


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``end`` is after its dash, ``body`` where the text begins."""

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
    rest = len(text) - match.end()
    if rest < 60 and text[-1] not in '.!?…”"’»':
        return None
    head, agency = (match["head"] or "").strip(), (match["agency"] or "").strip()
    begins = not text[match.end()].islower()
    if agency:
        source = _agency_in_brackets(head, agency, first=first and begins)
    else:
        source = _bare(head, first=first and begins, begins=begins, long=rest >= 100)
    if source is None:
        return None
    return Dateline(len(text[: match.end()].rstrip()), match.end(), source, find_date(head))


def _agency_in_brackets(head: str, agency: str, *, first: bool) -> str | None:
    """The agency of ``HANOI (VNA) –`` or ``(VNA) –``; None when it is no dateline."""
    known = agency.casefold() in _AGENCIES
    if not known and not (first and agency[0].isupper() and len(agency.split()) < 4):
        return None
    place, dated = strip_dates(head)
    return agency if _place_is_plausible(place, dated=dated, known=known, first=first) else None


def _bare(head: str, *, first: bool, begins: bool, long: bool) -> str | None:
    """The agency of ``WVR -``, empty for ``Hanoi, January 14 –``; None when it is no dateline."""
    folded = head.casefold()
    if folded in _AGENCIES:
        return head
    place, dated = strip_dates(head)
    if dated:
        plausible = begins and _place_is_plausible(place, dated=True, known=False, first=first)
        return "" if plausible else None
    if not first or not head:
        return None
    if folded in _CITIES:
        return "" if long or _shouted(head) else None
    if not _shouted(head):
        return None
    return head if " " not in head and (len(head) <= 6 or "." in head) else ""

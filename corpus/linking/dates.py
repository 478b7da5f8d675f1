"""What day, month or year a date's words mean, told the date of the document they stand in.

Two ways of speaking are read: dates of the calendar, whole or in part (``January 14``, ``14/1``,
``tháng 1 năm 2026``), and words that count from the day of writing (``last year``, ``hôm qua``).
What was left out is taken from the document's date as a reader of news would take it: a day
without its year is the nearest such day, a weekday the last one. Where that is not clear, nothing
is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from corpus.linking.figures import iso_date
from corpus.linking.normalise import fold
from corpus.linking.relative import Written, relative

__all__ = ["resolve"]

_LONGEST = 80  # code points; what is longer is no date
_NEAR = timedelta(days=123)
"""A day without its year is of the year that puts it so near the document's date, or of none."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DASH = r"\s?(?:-|–|—|to|until|den)\s?"
_WITHOUT_YEAR = re.compile(r"--(\d\d)(?:-(\d\d))?")
_YEARS = re.compile(rf"(?:from |between |giai doan |nhung nam )?(\d{{4}}){_DASH}(\d{{4}}|\d\d)")
_DAYS = re.compile(
    rf"(?:from )?(?P<before>[a-z]+\.? )?(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_DASH}"
    rf"(?P<last>\d{{1,2}}(?:st|nd|rd|th)?)(?P<after>\D.*)?"
)
_PART = re.compile(
    r"(?:the )?(?P<which>first|second|third|fourth|q|h|quy|1st|2nd|3rd|4th)"
    r"\s?(?P<number>[1-4]|iv|i{1,3})?"
    r"\s?(?P<what>quarter|half|)(?: of|,|/| nam)?\s?(?P<year>\d{4})"
)
_AROUND = re.compile(r"^(?:on|in|(?:(?:sang|trua|chieu|toi) )(?=(?:ngay )?\d)) ?")
_JUNE = re.compile(r"(?i)(\b(?:tháng|thứ)\s+)sáu\b")
_ORDER = {
    "first": 1, "1st": 1, "i": 1, "second": 2, "2nd": 2, "ii": 2,
    "third": 3, "3rd": 3, "iii": 3, "fourth": 4, "4th": 4, "iv": 4,
}  # fmt: skip


@lru_cache(maxsize=8192)
def resolve(text: str, document_date: str = "") -> str:
    """The date in ISO 8601, ``--01-14`` when its year is unknown, empty when it is no clear date.

    ``document_date`` is ISO, whole or in part, or empty; words that count from it (``last year``)
    mean nothing without it. Periods are ``2016/2021``, ``2026-W03``, ``2025-Q1``, ``2025-H1``.
    """
    if len(text) > _LONGEST:
        return ""
    words = " ".join(fold(_told_apart(text)).split()).strip(" ,.;")
    words = _AROUND.sub("", words)
    written = _written(document_date)
    found = _calendar(words)
    if found:
        return _with_year(found, written)
    return relative(words, written) if written else ""


def _told_apart(text: str) -> str:
    """``tháng Sáu`` is June and ``tháng sau`` the next month, which folding would make one."""
    return text if text.isascii() else _JUNE.sub(r"\g<1>6", unicodedata.normalize("NFC", text))


def _written(document_date: str) -> Written | None:
    """The parts of the document's date; None when it is none."""
    match = _ISO.fullmatch(document_date)
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return year, month, day


def _calendar(words: str) -> str:
    """A date or period that says by itself what it is."""
    return iso_date(words) or _period(words)


def _period(words: str) -> str:
    years = _YEARS.fullmatch(words)
    if years:
        first, last = years[1], years[2]
        last = first[: 4 - len(last)] + last
        return f"{first}/{last}" if first < last else ""
    part = _PART.fullmatch(words)
    if part:
        return _part_of_year(part)
    days = _DAYS.fullmatch(words)
    if days:
        before, after = days["before"] or "", days["after"] or ""
        first = iso_date(f"{before}{days['first']}{after}")
        last = iso_date(f"{before}{days['last']}{after}")
        if len(first) == len(last) and first.count("-") >= 2 and first < last:
            return f"{first}/{last}"
    return ""


def _part_of_year(part: re.Match[str]) -> str:
    which, number, what = part["which"], part["number"], part["what"]
    if which in _ORDER:
        order = 0 if number else _ORDER[which]
        letter = {"quarter": "Q", "half": "H"}.get(what, "")
    else:
        order = _ORDER.get(number or "") or int(number or 0)
        letter = "" if what else {"q": "Q", "quy": "Q", "h": "H"}[which]
    if not letter or not 1 <= order <= (4 if letter == "Q" else 2):
        return ""
    return f"{part['year']}-{letter}{order}"


def _with_year(found: str, written: Written | None) -> str:
    """The date with the year that the document's date gives it, when one clearly does."""
    first, slash, last = found.partition("/")
    missing = _WITHOUT_YEAR.fullmatch(first)
    if missing is None or written is None or not written[1]:
        return found
    month, day = int(missing[1]), int(missing[2] or 15)
    about = date(written[0], written[1], written[2] or 15)
    near: list[tuple[timedelta, int]] = []
    for year in (about.year - 1, about.year, about.year + 1):
        try:
            near.append((abs(date(year, month, day) - about), year))
        except ValueError:
            continue  # the 29th of February, or a year that the calendar does not have
    distance, year = min(near, default=(timedelta.max, 0))
    if distance > _NEAR:
        return found
    known = f"{year:04}"
    return f"{known}{first[1:]}{slash}{known + last[1:] if slash else ''}"

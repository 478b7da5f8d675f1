"""Dates as news writes them, in English and Vietnamese, read as ISO 8601."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["MONTHS", "find_date", "is_date_line", "strip_dates"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"

# The order is the order of trust: what states all three parts comes first.
_FULL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>[12]\d{3})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        rf"{_DAY}\s+tháng\s+(?P<month>\d{{1,2}})\s*(?:,|năm|-|/)?\s*{_YEAR}",
        rf"{_DAY}\s?(?P<mark>[/.\-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY}{_ORDINAL}\s*,?\s+{_YEAR}",
        rf"{_DAY}{_ORDINAL}\s+(?:of\s+)?{_MONTH}\s*,?\s+{_YEAR}",
    )
)
_PART = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\btháng\s+(?P<month>\d{{1,2}})\s*(?:,|năm|-|/)?\s*{_YEAR}",
        rf"\b{_MONTH}\s*,?\s+{_YEAR}",
        r"(?<![\d/.-])(?P<year>[12]\d{3})-(?P<month>\d{1,2})(?![\d-])",
        r"(?<![\d/.-])(?P<month>\d{1,2})/(?P<year>[12]\d{3})(?!\d)",
    )
)
_YEARLESS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAY}{_ORDINAL}\b",
        rf"{_DAY}{_ORDINAL}\s+{_MONTH}",
        rf"{_DAY}\s+tháng\s+(?P<month>\d{{1,2}})(?!\d)",
        rf"\bngày\s+{_DAY}\s?[/.\-]\s?(?P<month>\d{{1,2}})(?!\d|\s?[/.\-]\s?\d)",
        rf"{_DAY}/(?P<month>\d{{1,2}})(?![\d/])",
    )
)
_ANY = re.compile(
    "|".join(
        re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern).replace("(?P=mark)", r"[/.\-]")
        for pattern in (*_FULL, *_PART, *_YEARLESS)
    ),
    re.IGNORECASE,
)
_has_digit = re.compile(r"\d").search
_has_numbers = re.compile(r"\d\s?[/.\-]\s?\d").search
_MONTH_STARTS = tuple(sorted({name[:3] for name in MONTHS}))
_YEAR_ALONE = re.compile(r"\s*([12]\d{3})\s*")
_AROUND = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b\.?"
    r"|\bthứ\s+(?:hai|ba|tư|năm|sáu|bảy|\d)\b|\bchủ nhật\b|\bngày\b"
    r"|\b\d{1,2}[:hg]\d{2}(?::\d{2})?\b|\b[ap]\.?m\b\.?|\b(?:gmt|utc)\b\s*(?:[+-]\s*\d{1,2}(?::\d\d)?)?"
    r"|\b(?:date|published|posted|updated|issued|last|on|at|ngày đăng|đăng lúc|cập nhật|lúc)\b",
    re.IGNORECASE,
)


def _iso(match: re.Match[str]) -> str:
    """The date a pattern found, as ISO; empty when the calendar does not know it."""
    parts = match.groupdict()
    year, month, day = parts["year"], parts["month"], parts.get("day")
    number = MONTHS.get(month.lower()) or (int(month) if month.isdecimal() else 0)
    if day is None:
        return f"{int(year):04}-{number:02}" if 1 <= number <= 12 else ""
    numbers = number, int(day)
    if parts.get("mark") == "/" and number > 12 and int(day) <= 12:
        numbers = int(day), number  # month first, as in the United States
    try:
        return date(int(year), *numbers).isoformat()
    except ValueError:
        return ""


def find_date(text: str) -> str:
    """The first full date in a short text as ISO (``2026-01-14``), else ``2026-01``, else empty.

    A text that is nothing but a year gives the year. A day without its year gives nothing: it is
    not guessed. Of two numbers the first is the day, as everywhere but in the United States,
    unless the calendar contradicts.
    """
    for patterns in (_FULL, _PART):
        found = [
            (match.start(), iso)
            for pattern in patterns
            if (match := pattern.search(text)) and (iso := _iso(match))
        ]
        if found:
            return min(found)[1]
    alone = _YEAR_ALONE.fullmatch(text)
    return alone[1] if alone else ""


def _may_be_dated(text: str) -> bool:
    """A quick look, for nearly every line says no."""
    if _has_digit(text) is None:
        return False
    lowered = text.lower()
    return (
        any(month in lowered for month in _MONTH_STARTS)
        or "tháng" in lowered
        or _has_numbers(lowered) is not None
    )


def strip_dates(text: str) -> tuple[str, bool]:
    """The text without its dates, times and weekdays, and whether a date was among them."""
    if not _may_be_dated(text):
        return text, False
    rest, count = _ANY.subn(" ", text)
    return (_AROUND.sub(" ", rest), True) if count else (text, False)


def is_date_line(text: str, *, strict: bool = False) -> bool:
    """Whether a line says a date and hardly more: a place, an agency, a time, a label.

    ``strict`` allows nothing more, for places where a title with a date in it may stand.
    """
    rest, dated = strip_dates(text)
    if not dated:
        return False
    words = re.findall(r"[^\W\d_]+", rest)
    if strict:
        return not words
    return len(words) <= 4 and all(word[0].isupper() for word in words)

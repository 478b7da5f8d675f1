"""Dates and figures in one form: ISO dates, amounts with their currency, plain numbers."""

from __future__ import annotations

import re
from datetime import date

from corpus.linking.normalise import fold, normalise

__all__ = ["MONTHS", "amount", "cardinal", "iso_date", "percent"]

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sep sept", "october oct", "november nov", "december dec"),
        1,
    )
    for name in names.split()
}  # fmt: skip
"""The months by their names, whole and short."""
_VIETNAMESE_MONTHS = {
    name: number
    for number, names in enumerate(
        ("gieng mot", "hai", "ba", "tu", "nam", "", "bay", "tam", "chin", "muoi", "muoi_mot",
         "muoi_hai chap"),
        1,
    )
    for name in (part.replace("_", " ") for part in names.split())
}  # fmt: skip
_NAMED_VIETNAMESE = "|".join(sorted(_VIETNAMESE_MONTHS, key=len, reverse=True))
_NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        rf"{_WEEKDAY}(?P<name>{_NAMED})\.?\s+{_DAY}(?:,?\s+(?P<year>\d{{4}}))?",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?(?P<name>{_NAMED})\.?(?:,?\s+(?P<year>\d{{4}}))?",
        rf"(?P<name>{_NAMED})\.?(?:,?\s+(?P<year>\d{{4}}))?",
        (
            r"(?:ngay\s+)?(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})"
            r"(?:,?\s+nam\s+(?P<year>\d{4}))?"
        ),
        r"(?:ngay\s+)?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}))?",
        (
            rf"(?:ngay\s+)?(?:(?P<day>\d{{1,2}})\s+)?thang\s+(?P<name>{_NAMED_VIETNAMESE})"
            r"(?:,?\s+(?:nam\s+)?(?P<year>\d{4}))?"
        ),
        r"thang\s+(?P<month>\d{1,2})(?:(?:,?\s+nam\s+|[/-])(?P<year>\d{4}))?",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?:the\s+year\s+|year\s+|nam\s+)?(?P<year>\d{4})",
    )
)


def iso_date(text: str) -> str:
    """The date in ISO form, ``--01-14`` when no year is told; empty when it is none of these.

    Of two numbers the first is the day, unless the calendar contradicts.
    """
    folded = " ".join(fold(text).split())
    for form in _FORMS:
        match = form.fullmatch(folded)
        if match is None:
            continue
        found = match.groupdict()
        year, day = found.get("year"), int(found.get("day") or 0)
        named = found.get("name") or found.get("month") or ""
        month = MONTHS.get(named) or _VIETNAMESE_MONTHS.get(named) or int(named or 0)
        if month > 12 >= day > 0 and year and "-" not in folded:
            month, day = day, month  # as in the United States
        if _exists(int(year or 2000), month, day):
            parts = [year or "-", *(f"{part:02d}" for part in (month, day) if part)]
            return "-".join(parts)
    return ""


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True


_CURRENCIES = (
    ("us$", "usd "), ("usd", "usd "), ("us dollars", "usd "), ("dollars", "usd "),
    ("dollar", "usd "), ("vnd", "vnd "), ("dong", "vnd "), ("₫", "vnd "), ("do la my", "usd "),
    ("eur", "eur "), ("euros", "eur "), ("euro", "eur "), ("€", "eur "), ("£", "gbp "),
    ("pounds", "gbp "), ("¥", "jpy "), ("yen", "jpy "), ("$", "usd "),
)  # fmt: skip
_MAGNITUDES = {
    "bn": "billion", "ty": "billion", "m": "million", "mln": "million", "trieu": "million",
    "nghin ty": "trillion", "tn": "trillion", "nghin": "thousand", "k": "thousand",
}  # fmt: skip
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_DASH = re.compile(r"\s*[-–—]\s*")


def amount(text: str) -> str:
    """An amount of money as currency, figures and magnitude: ``usd 1.4 trillion``."""
    folded = " ".join(fold(text).split())
    currency = ""
    for sign, code in _CURRENCIES:
        if sign in folded:
            currency, folded = code, folded.replace(sign, " ", 1)
            break
    figures = _NUMBER.findall(folded)
    rest = " ".join(_NUMBER.sub(" ", _DASH.sub(" ", folded)).split())
    if not figures:
        return normalise(text)
    magnitude = _MAGNITUDES.get(rest, rest)
    return f"{currency}{'-'.join(_plain(figure) for figure in figures)} {magnitude}".strip()


def percent(text: str) -> str:
    """A percentage as figures with the sign: ``33%``; other words as they are, normalised."""
    figures = _NUMBER.findall(fold(text))
    if not figures:
        return normalise(text)
    return "-".join(_plain(figure) for figure in figures) + "%"


def cardinal(text: str) -> str:
    """A number without separators of thousands; number words as they are, normalised."""
    folded = " ".join(fold(text).split())
    if _NUMBER.fullmatch(folded):
        return _plain(folded)
    return _NUMBER.sub(lambda match: _plain(match.group()), folded)


def _plain(figure: str) -> str:
    """Figures without separators of thousands: the separator before exactly three figures."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", figure):
        return re.sub(r"[.,]", "", figure)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", figure):
        return figure.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", figure):
        return figure.replace(".", "").replace(",", ".")
    return figure.replace(",", ".") if figure.count(",") == 1 and "." not in figure else figure

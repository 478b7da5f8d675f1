"""Dates that count from the day of writing: yesterday, last year, this September, thứ Hai."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus.linking.figures import MONTHS

__all__ = ["relative"]

_DAYS = {
    **dict.fromkeys(
        ("today", "this morning", "this afternoon", "this evening", "tonight", "hom nay",
         "sang nay", "trua nay", "chieu nay", "toi nay", "ngay hom nay"), 0),
    **dict.fromkeys(
        ("yesterday", "last night", "yesterday morning", "yesterday afternoon", "yesterday evening",
         "hom qua", "sang qua", "chieu qua", "toi qua", "ngay hom qua"), -1),
    **dict.fromkeys(
        ("tomorrow", "tomorrow morning", "tomorrow afternoon", "tomorrow evening", "ngay mai",
         "sang mai", "chieu mai", "toi mai"), 1),
    **dict.fromkeys(("the day before yesterday", "day before yesterday", "hom kia"), -2),
    **dict.fromkeys(("the day after tomorrow", "day after tomorrow", "ngay kia"), 2),
}  # fmt: skip
_UNITS = {
    "day": "day", "days": "day", "ngay": "day",
    "week": "week", "weeks": "week", "tuan": "week",
    "month": "month", "months": "month", "thang": "month",
    "year": "year", "years": "year", "nam": "year",
}  # fmt: skip
_STEPS = {
    **dict.fromkeys(("last", "previous", "ngoai", "truoc", "qua", "roi"), -1),
    **dict.fromkeys(("this", "current", "nay"), 0),
    **dict.fromkeys(("next", "coming", "toi", "sau"), 1),
}
_STEP = "|".join(_STEPS)
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_ENGLISH = re.compile(rf"(?:the )?({_STEP}) (week|month|year)")
_VIETNAMESE = re.compile(rf"(tuan|thang|nam) ({_STEP})")
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("a an one mot", "two hai", "three ba", "four bon", "five nam", "six sau", "seven bay",
         "eight tam", "nine chin", "ten muoi"), 1)
    for word in words.split()
}  # fmt: skip
_AGO = re.compile(rf"(\d{{1,3}}|{'|'.join(_NUMBERS)}) ({_UNIT}) (ago|truoc|nua|from now)")
_MONTH = re.compile(rf"(this|last|next) ({'|'.join(MONTHS)})\.?")
_THIS_YEAR = re.compile(rf"({'|'.join(MONTHS)})\.?,? (this|last|next) year")
_MONTH_VIETNAMESE = re.compile(rf"thang (\d{{1,2}}) nam ({_STEP})")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday,mon,thu hai,thu 2", "tuesday,tue,tues,thu ba,thu 3", "wednesday,wed,thu tu,thu 4",
         "thursday,thu,thur,thurs,thu nam,thu 5", "friday,fri,thu sau,thu 6",
         "saturday,sat,thu bay,thu 7", "sunday,sun,chu nhat")
    )
    for name in names.split(",")
}  # fmt: skip
_WEEKDAY = re.compile(
    rf"(?:(?P<step>last|this|next) )?(?P<day>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})"
    r"(?: (?:morning|afternoon|evening|night))?(?: (?P<after>tuan truoc|tuan nay|tuan toi|toi))?"
)

Written = tuple[int, int, int]
"""Year, month and day of writing; 0 for a part that is not known."""


def relative(words: str, written: Written) -> str:
    """The date that folded words mean when they were written then; empty when they mean none.

    Only as fine as the words and the day of writing allow: ``last year`` is a year, and nothing
    is said about ``yesterday`` when only the month of writing is known.
    """
    try:
        return (
            _named_day(words, written)
            or _step(words, written)
            or _ago(words, written)
            or _named_month(words, written)
            or _weekday(words, written)
        )
    except (ValueError, OverflowError):
        return ""  # before the year 1 or after 9999, where calendars end


def _day_of(written: Written) -> date | None:
    return date(*written) if written[2] else None


def _named_day(words: str, written: Written) -> str:
    day = _day_of(written)
    if words not in _DAYS or day is None:
        return ""
    return (day + timedelta(_DAYS[words])).isoformat()


def _step(words: str, written: Written) -> str:
    """``last year``, ``tháng này``."""
    match = _ENGLISH.fullmatch(words)
    if match:
        return _moved(_UNITS[match[2]], _STEPS[match[1]], written)
    match = _VIETNAMESE.fullmatch(words)
    return _moved(_UNITS[match[1]], _STEPS[match[2]], written) if match else ""


def _ago(words: str, written: Written) -> str:
    """``two years ago``, ``3 ngày trước``."""
    match = _AGO.fullmatch(words)
    if match is None:
        return ""
    number = _NUMBERS.get(match[1]) or int(match[1])
    back = match[3] in ("ago", "truoc")
    return _moved(_UNITS[match[2]], -number if back else number, written)


def _moved(unit: str, steps: int, written: Written) -> str:
    """The day, week, month or year so many steps from the one of writing."""
    year, month, _ = written
    if unit == "year":
        return date(year + steps, 1, 1).isoformat()[:4]
    if unit == "month" and month:
        years, month = divmod(month - 1 + steps, 12)
        return date(year + years, month + 1, 1).isoformat()[:7]
    day = _day_of(written)
    if unit == "week" and day is not None:
        week = (day + timedelta(weeks=steps)).isocalendar()
        return f"{week.year:04}-W{week.week:02}"
    if unit == "day" and day is not None:
        return (day + timedelta(steps)).isoformat()
    return ""


def _named_month(words: str, written: Written) -> str:
    """A month that is told from others of its name: ``this September``, ``tháng 9 năm ngoái``."""
    match = _THIS_YEAR.fullmatch(words)
    named = MONTHS[match[1]] if match else 0
    if match is None:
        match = _MONTH_VIETNAMESE.fullmatch(words)
        named = int(match[1]) if match else 0
    if match:
        return f"{written[0] + _STEPS[match[2]]:04}-{named:02}" if 1 <= named <= 12 else ""
    match = _MONTH.fullmatch(words)
    return _month_near(_STEPS[match[1]], MONTHS[match[2]], written) if match else ""


def _month_near(step: int, named: int, written: Written) -> str:
    """The month of that name in the year of writing (0), before (-1) or after (1) writing."""
    year, month, _ = written
    if step and not month:
        return ""
    if step < 0:
        year -= named >= month
    elif step > 0:
        year += named <= month
    return f"{year:04}-{named:02}"


def _weekday(words: str, written: Written) -> str:
    """The last such day up to the day of writing, unless the words say which."""
    match, day = _WEEKDAY.fullmatch(words), _day_of(written)
    if match is None or day is None or (match["step"] and match["after"]):
        return ""
    ahead = _WEEKDAYS[match["day"]] - day.weekday()
    which = match["step"] or match["after"] or ""
    if which in ("this", "tuan nay"):
        days = ahead
    elif which == "tuan truoc":
        days = ahead - 7
    elif which == "tuan toi":
        days = ahead + 7
    elif which in ("next", "toi"):
        days = ahead % 7 or 7
    elif which == "last":
        days = -(-ahead % 7 or 7)
    else:
        days = -(-ahead % 7)
    return (day + timedelta(days)).isoformat()

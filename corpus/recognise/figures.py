"""Dates, amounts of money, percentages and numbers, English and Vietnamese.

All quantifiers are bounded or over classes that cannot overlap, so that no text takes more than
linear time.
"""

from __future__ import annotations

import re

from corpus.recognise.claims import Reading

__all__ = ["amounts", "cardinals", "dates"]

_S = r"[ \u00a0\u202f]"  # one space within an expression
_DASH = r"(?:\s?[-–—]\s?)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DAYS = rf"{_DAY}(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d{2})"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH_VI = r"(?:1[0-2]|0?[1-9])"

_DATES = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        # Vietnamese: ngày 14 tháng 1 năm 2026; ngày 14/1/2026; tháng 8 năm 1945; năm 2025
        (
            rf"\b[Nn]gày{_S}{_DAY}{_S}tháng{_S}(?:{_MONTH_VI}|[Gg]iêng|[Cc]hạp)\b"
            rf"(?:,?{_S}năm{_S}\d{{3,4}}\b)?",
            0.97,
        ),
        (rf"\b[Nn]gày{_S}{_DAY}[/.-]{_MONTH_VI}(?:[/.-]\d{{4}})?\b", 0.97),
        (rf"\b[Tt]háng{_S}{_MONTH_VI}(?:(?:,?{_S}năm{_S}|[/-])\d{{4}})?\b", 0.9),
        (rf"\b[Nn]ăm{_S}{_YEAR}\b", 0.95),
        # ISO and all in figures
        (rf"\b{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b", 0.97),
        (rf"(?<![\d/.]){_DAY}[/.]{_MONTH_VI}[/.]{_YEAR}(?![\d/])", 0.95),
        (rf"(?<![\d/.]){_MONTH_VI}/{_YEAR}(?![\d/])", 0.8),
        # 14 January 2026, 14-16 January, 14th of January
        (
            rf"(?<![\w.,$/])(?:{_WEEKDAY},?{_S})?{_DAYS}(?:{_DASH}{_DAYS})?{_S}(?:of{_S})?"
            rf"{_MONTH}(?:,?{_S}{_YEAR}\b)?",
            0.96,
        ),
        # January 14, 2026; January 14-16; January 2026
        (
            rf"\b(?:{_WEEKDAY},?{_S})?{_MONTH}{_S}{_DAYS}\b(?!{_S}?(?:%|percent))"
            rf"(?:{_DASH}{_DAYS}\b)?(?:,?{_S}{_YEAR}\b(?![,.]\d))?",
            0.96,
        ),
        (rf"\b{_MONTH}(?:,|{_S}of)?{_S}{_YEAR}\b", 0.95),
        (rf"\b{_WEEKDAY}s?\b", 0.8),
        (
            r"\b(?:January|February|April|June|July|August|September|October|November"
            r"|December)\b",
            0.8,
        ),
        (r"(?<=\b[Ii]n )(?:May|March)\b", 0.7),
        # decades, then years on their own; 2006-2010 is two dates
        (r"\b(?:1\d|20)\d0s\b", 0.9),
        (
            r"(?<![\w.,$€£¥%/#-])(?:1[5-9]\d{2}|20\d{2})"
            r"(?=[-–—/](?:1[5-9]|20)\d{2}(?![\w%/]))",
            0.85,
        ),
        (
            r"(?<![\w.,$€£¥%#-])(?<!No )(?<!số )(?:(?<=[^\d][-–—])|(?<![-–—/]))"
            r"(?:1[5-9]\d{2}|20\d{2})(?![\w%‰$€]|[.,/]\d|-\w)",
            0.8,
        ),
        (r"(?<=\d{4}[-–—])(?:1[5-9]\d{2}|20\d{2})(?![\w%]|[.,]\d)", 0.85),
    )
)

_NUMBER = r"\d{1,3}(?:[.,]\d{3}){1,6}(?:[.,]\d{1,4})?|\d{1,15}(?:[.,]\d{1,6})?"
_RANGE = rf"(?:{_NUMBER})(?:(?:{_DASH}|{_S}to{_S}|{_S}đến{_S})(?:{_NUMBER}))?"
_MAGNITUDE = (
    rf"(?:hundred{_S}|thousand{_S})?(?:thousand|million|billion|trillion|bn|mln|tn|nghìn{_S}tỷ"
    rf"|nghìn{_S}tỉ|nghìn|ngàn|triệu|tỷ|tỉ)\b"
)
_SIGN = r"(?:US\$|USD?\$|A\$|C\$|HK\$|S\$|NZ\$|NT\$|R\$|[$€£¥₫₩₹฿])"
_CODE = r"(?:USD|VND|EUR|GBP|JPY|CNY|RMB|AUD|CAD|CHF|SGD|THB|KRW|INR)"
_UNIT = (
    rf"(?:(?:US|American|Canadian|Australian|Hong{_S}Kong|Singapore){_S}dollars?|dollars?|euros?"
    rf"|pounds?(?:{_S}sterling)|yuan|yen|rupees?|roubles?|rubles?|baht|won|dong|đồng|đô{_S}la"
    rf"(?:{_S}Mỹ)?|cents?|{_CODE}|₫)"
)
_MONEY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\w){_SIGN}\s?(?:{_RANGE})(?:[-–]?{_S}?{_MAGNITUDE}|[mkMK]\b)?(?:{_S}{_CODE}\b)?",
        rf"\b{_CODE}{_S}?(?:{_RANGE})(?:{_S}{_MAGNITUDE})?",
        rf"(?<![\w.,])(?:{_RANGE})(?:{_S}{_MAGNITUDE})?{_S}?{_UNIT}(?!\w)",
        rf"(?<![\w.,])(?:{_RANGE})€",
    )
)
_PERCENT = re.compile(
    rf"(?<![\w.,])[-+]?(?:{_NUMBER})(?:(?:%?{_DASH}|%?{_S}to{_S}|%?{_S}đến{_S})(?:{_NUMBER}))?"
    rf"(?:{_S}?[%‰]|{_S}(?:percent\b|per{_S}cent\b|pct\b|phần{_S}trăm\b|percentage{_S}points?\b))"
)
_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_WORDS = re.compile(
    rf"\b(?:{_SMALL}(?:[- ]{_SMALL})?(?:{_S}(?:hundred|thousand|million|billion|trillion))+"
    rf"|{_SMALL}(?:-{_SMALL})?)\b(?!-)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"(?<![\w.,/$€£¥#-])(?:{_NUMBER})(?:{_S}{_MAGNITUDE})?"
    r"(?![\w/%‰°$€£¥]|[.,:]\d|-\w|['’]s\b)"
)
_ONE = re.compile(r"one", re.IGNORECASE)


def dates(reading: Reading) -> None:
    """Explicit calendar expressions; ``from 2011 to 2015`` is two."""
    text = reading.document.text
    for pattern, score in _DATES:
        for match in pattern.finditer(text):
            start, end = match.span()
            # A full stop that only ends the sentence is not part of an abbreviated month.
            if text[end - 1] == "." and not text[start:end].rstrip(".")[-3:].istitle():
                end -= 1
            reading.claim(start, end, "DATE", "date", score)


def amounts(reading: Reading) -> None:
    """Money with its currency and magnitude, percentages with their sign."""
    text = reading.document.text
    for match in _PERCENT.finditer(text):
        reading.claim(*match.span(), "PERCENT", "percent", 0.97)
    for pattern in _MONEY:
        for match in pattern.finditer(text):
            start, end = match.span()
            reading.claim(start, end, "MONEY", "money", 0.97)


def cardinals(reading: Reading) -> None:
    """Every other number in figures, and number words; ``one`` alone says too little."""
    text = reading.document.text
    for match in _FIGURES.finditer(text):
        if not _numbers_a_line(text, match.start(), match.end()):
            reading.claim(*match.span(), "CARDINAL", "figure", 0.8)
    for match in _WORDS.finditer(text):
        if not _ONE.fullmatch(match.group()):
            reading.claim(*match.span(), "CARDINAL", "number word", 0.7)


def _numbers_a_line(text: str, start: int, end: int) -> bool:
    """Whether a number only counts an item of a list: ``3. `` at the start of its line."""
    return text[end : end + 2] in (". ", ") ") and (start == 0 or text[start - 1] == "\n")

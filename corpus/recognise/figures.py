"""Dates, amounts of money, percentages and numbers, English and Vietnamese.

All quantifiers are bounded or over classes that cannot overlap, so that no text takes more than
linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.recognise.claims import Reading
from corpus.recognise.vietnamese import is_vietnamese

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
_MONTH_VI = r"(?:1[0-2]|0?[1-9])"

_RANGED = r"(?:1[5-9]\d{2}|20\d{2})"


@cache
def _dates() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple(
        (re.compile(pattern), score)
        for pattern, score in (
            # Vietnamese: (ngày) 14 tháng 1 năm 2026, tháng 8 năm 1945, (năm) 2025
            (
                rf"\b{_DAY}{_S}tháng{_S}(?:{_MONTH_VI}|[Gg]iêng|[Cc]hạp)\b(?:,?{_S}năm{_S}\d{{3,4}}\b)?",
                0.97,
            ),
            (rf"\b[Tt]háng{_S}{_MONTH_VI}(?:,?{_S}năm{_S}|[/-])\d{{4}}\b", 0.95),
            (rf"(?<=\b[Nn]ăm{_S}){_YEAR}(?:{_DASH}{_YEAR})?\b", 0.95),
            (rf"(?<=\b(?:ngày|Ngày|Sáng|sáng){_S}){_DAY}/{_MONTH_VI}(?![\d/])", 0.95),
            (rf"(?<=\b(?:Chiều|chiều){_S}){_DAY}/{_MONTH_VI}(?![\d/])", 0.95),
            (rf"(?<=\b[Tt]ối{_S}){_DAY}/{_MONTH_VI}(?![\d/])", 0.95),
            # ISO and all in figures
            (rf"\b{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b", 0.97),
            (rf"(?<![\d/.]){_DAY}[/.]{_MONTH_VI}[/.]{_YEAR}(?![\d/])", 0.95),
            (rf"(?<![\d/.]){_MONTH_VI}/{_YEAR}(?![\d/])", 0.8),
            # 14 January 2026, 14-16 January, 14th of January
            (
                (
                    rf"(?<![\w.,$/]){_DAYS}(?:{_DASH}{_DAYS})?{_S}(?:of{_S})?"
                    rf"{_MONTH}(?:,?{_S}{_YEAR}\b)?"
                ),
                0.96,
            ),
            # January 14, 2026; January 14-16; January 2026
            (
                (
                    rf"\b{_MONTH}{_S}{_DAYS}\b(?!{_S}?(?:%|percent))"
                    rf"(?:{_DASH}{_DAYS}\b)?(?:,?{_S}{_YEAR}\b(?![,.]\d))?"
                ),
                0.96,
            ),
            (rf"\b{_MONTH}(?:,|{_S}of)?{_S}{_YEAR}\b", 0.95),
            # decades, ranges of years, years on their own
            (r"\b(?:1\d|20)\d0s\b", 0.9),
            (
                rf"(?<![\w.,$€£¥%/#-]){_RANGED}{_DASH}(?:{_RANGED}|\d\d)(?![\w%‰$€/-]|[.,]\d)",
                0.85,
            ),
            (
                (
                    rf"(?<![\w.,$€£¥%#-])(?<!No )(?<!số )(?<![/])"
                    rf"{_RANGED}(?![\w%‰$€]|[.,/]\d|-\w)"
                ),
                0.8,
            ),
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


@cache
def _money() -> tuple[re.Pattern[str], ...]:
    return tuple(
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
_NUMBER_WORDS = frozenset(_SMALL[3:-1].split("|"))
_DIGITS = re.compile(r"\d+")
_HOUR = re.compile(r"\b(?:half|quarter)[ \u00a0](?:past|to)[ \u00a0]$")
_WORDS = re.compile(
    rf"\b(?:{_SMALL}(?:[- ]{_SMALL})?(?:{_S}(?:hundred|thousand|million|billion|trillion))+"
    rf"|{_SMALL}(?:-{_SMALL})?)\b(?!-)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"(?<![\w.,/$€£¥#-])(?:{_NUMBER})(?:{_S}{_MAGNITUDE})?"
    r"(?![\w/%‰°$€£¥]|[.,:]\d|-\w|['’]s\b)"
)
_WORDS_VI = re.compile(
    r"(?<!thứ[ \u00a0])(?<!Thứ[ \u00a0])(?<!tháng[ \u00a0])(?<!mùng[ \u00a0])(?<!quý[ \u00a0])\b"
    r"(?:[Hh]ai|[Bb]a|[Bb]ốn|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín|[Mm]ười)"
    r"(?:[ \u00a0](?:mươi|trăm|nghìn|triệu|tỷ)){0,3}\b(?=[ \u00a0][a-zà-ỹđ]|[.,;])"
)
_FIVE_VI = re.compile(
    r"(?<!mỗi )(?<!hằng )(?<!hàng )(?<!nhiều )(?<!những )(?<!các )(?<!một )(?<!trong )\b[Nn]ăm"
    r"(?=[ \u00a0](?:ngày|tuần|tháng|người|nước|lần|giờ|phút|điểm|biên|phòng|bước|nhóm)\b)"
)
_ONE = re.compile(
    r"\b[Oo]ne(?=[ \u00a0](?!of\b|who\b|that\b|to\b|is\b|was\b|has\b|can\b|could\b|may\b|might\b"
    r"|must\b|should\b|would\b|will\b|another\b|and\b|or\b|in\b|on\b|at\b|by\b|for\b|from\b|with\b"
    r"|day\b|more\b|which\b|does\b|did\b|had\b|does\b|never\b|always\b|thing\b|should\b|as\b|but\b"
    r"|the\b|you\b|I\b|we\b|he\b|she\b|it\b|they\b|after\b|when\b|if\b|whose\b|way\b)[a-z])"
)
_BEFORE_ONE = re.compile(
    r"\b(?:no|any|every|each|this|that|the|some|which|another|first|a|only)\W$"
)
# What comes before a number that only identifies: Session 2, berth 3, hinh 0.
_IDENTIFIED = re.compile(
    r"(?:\b(?:sessions?|halls?|rooms?|berths?|gates?|page|pages|pp?|items?|chapters?|figures?|tables?"
    r"|phases?|sections?|parts?|volumes?|vol|flights?|routes?|highway|interstate|version|grade|class"
    r"|steps?|no|nos|number|hinh|block|track|channel|level|stage|day|type|model|zone|line|platform"
    r"|terminal|building|appendix|annex|note|exhibit|question|lớp|bến|phòng|phiên|hình|mục|điều"
    r"|khoản|tập|trang|bước|số|cổng|ca|khu)\.?[ \u00a0]?|#)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d.,:])(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[ \u00a0]?[ap]\.?m\b\.?)?"
    r"|\b\d{1,2}[ \u00a0]?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock)|\b\d{1,2}h(?:\d\d)?\b"
)


def dates(reading: Reading) -> None:
    """Explicit calendar expressions; ``from 2011 to 2015`` is two."""
    text = reading.document.text
    stretches = _digits(reading)
    if not stretches:
        return  # before the patterns are compiled
    for pattern, score in _dates():
        for match in _matches(pattern, text, stretches):
            start, end = match.span()
            # A full stop that only ends the sentence is not part of an abbreviated month.
            if text[end - 1] == "." and not text[start:end].rstrip(".")[-3:].istitle():
                end -= 1
            reading.claim(start, end, "DATE", "date", score)


def amounts(reading: Reading) -> None:
    """Money with its currency and magnitude, percentages with their sign."""
    text = reading.document.text
    stretches = _digits(reading)
    if not stretches:
        return  # before the patterns are compiled
    for match in _matches(_PERCENT, text, stretches):
        reading.claim(*match.span(), "PERCENT", "percent", 0.97)
    for pattern in _money():
        for match in _matches(pattern, text, stretches):
            start, end = match.span()
            reading.claim(start, end, "MONEY", "money", 0.97)


def cardinals(reading: Reading) -> None:
    """Every other number in figures or words; not clock times and numbers that identify."""
    text = reading.document.text
    stretches = _digits(reading)
    for match in _matches(_CLOCK, text, stretches):
        reading.block(*match.span())
    for match in _matches(_FIGURES, text, stretches):
        start, end = match.span()
        if _IDENTIFIED.search(text, max(0, start - 14), start):
            continue
        if not _numbers_a_line(text, start, end):
            reading.claim(start, end, "CARDINAL", "figure", 0.8)
    tokens = reading.tokens
    for start, word in zip(tokens.starts, tokens.lower, strict=True):
        if word in _NUMBER_WORDS:
            _number_word(reading, text, start)
    if is_vietnamese(tokens):
        for pattern in (_WORDS_VI, _FIVE_VI):
            for match in pattern.finditer(text):
                reading.claim(*match.span(), "CARDINAL", "number word", 0.6)


def _number_word(reading: Reading, text: str, start: int) -> None:
    match = _WORDS.match(text, start)
    if match is None or _HOUR.search(text, max(0, start - 14), start):
        return
    if match.group().lower() != "one":
        reading.claim(*match.span(), "CARDINAL", "number word", 0.7)
    elif _ONE.match(text, start) and not _BEFORE_ONE.search(text, max(0, start - 10), start):
        reading.claim(*match.span(), "CARDINAL", "number word", 0.5)


def _digits(reading: Reading) -> list[tuple[int, int]]:
    """The stretches of text around figures."""
    return reading.around((m.start() for m in _DIGITS.finditer(reading.document.text)), 40, 80)


def _matches(
    pattern: re.Pattern[str], text: str, stretches: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    for begin, end in stretches:
        yield from pattern.finditer(text, begin, end)


def _numbers_a_line(text: str, start: int, end: int) -> bool:
    """Whether a number only counts an item of a list: ``3. `` at the start of its line."""
    return text[end : end + 2] in (". ", ") ") and (start == 0 or text[start - 1] == "\n")

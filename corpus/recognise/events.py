"""Events: congresses, conferences and sessions by their ordinal, festivals, wars and battles."""

from __future__ import annotations

import re
from functools import cache

from corpus.recognise.claims import Reading
from corpus.recognise.lexicon import words_in

__all__ = ["events"]

_S = r"[ \u00a0]"
_ORDINALS = words_in(
    """
    First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth
    Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth
    Twentieth
"""
)
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|[XVI]{1,6}|"
    + "|".join([*_ORDINALS, *(word.upper() for word in _ORDINALS)])
    + ")"
)
_WORD = r"(?:[A-ZĐÀ-ÖØ-Þ][\w&’'.-]{0,30})"
_SMALL = r"(?:of|the|and|for|on|in)"
_HEADS = words_in(
    """
    Congress Conference Summit Session Plenum Meeting Forum Assembly Games Festival
    Olympiad Olympics Championship Championships Cup Convention Symposium Workshop
    Dialogue Election Anniversary Round Awards Exhibition Expo Fair Marathon Tournament
    Roundtable Consultation Consultations
"""
)
_HEAD = (
    r"(?:session|plenum|anniversary|Round Table|Grand Prix|"
    + "|".join([*_HEADS, *(word.upper() for word in _HEADS)])
    + ")"
)
_ROMAN = r"(?:[XVI]{1,6}|\d{1,3})"
_CAPITAL = r"[A-ZĐÀ-Ỹ]\w{0,12}"


@cache
def _events() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple(
        (re.compile(pattern), score)
        for pattern, score in (
            (
                rf"\b{_ORDINAL}{_S}(?:{_WORD}{_S}(?:(?:of|for|on|in){_S}(?:the{_S})?)?){{0,6}}{_HEAD}\b",
                0.95,
            ),
            (
                (
                    rf"\b(?:{_WORD}{_S}(?:{_SMALL}{_S}(?:the{_S})?)?){{1,5}}(?:Summit|Conference"
                    rf"|Forum|Roundtable|Olympics|Games|Festival|Championships?|World Cup"
                    rf"|Grand Prix|Expo)"
                    rf"(?:{_S}(?:\d{{4}}|{_ROMAN}))?\b"
                ),
                0.75,
            ),
            (
                rf"\b(?:Battle|Siege){_S}of{_S}(?:the{_S})?{_WORD}(?:{_S}{_WORD}){{0,3}}",
                0.9,
            ),
            (
                rf"\b(?:{_WORD}{_S}){{1,3}}(?:War|Revolution|Uprising|Offensive|Campaign)\b(?!-)",
                0.8,
            ),
            (rf"\bHurricane{_S}{_WORD}|\b(?:Typhoon|Cyclone){_S}{_WORD}", 0.85),
            (rf"\b(?:{_WORD}{_S}){{0,3}}(?:National|World|Party|International){_S}Congress\b", 0.8),
            # Vietnamese: Đại hội XIV, Đại hội lần thứ XIV của Đảng, Hội nghị Trung ương 15,
            # Kỳ họp thứ 10, Hội nghị Ngoại giao lần thứ 29
            (
                (
                    rf"\b[Đđ]ại{_S}hội(?:{_S}đại{_S}biểu)?(?:{_S}toàn{_S}quốc)?(?:{_S}Đảng)?"
                    rf"(?:{_S}(?:toàn{_S}quốc{_S})?(?:lần{_S})?thứ)?{_S}{_ROMAN}(?:{_S}của{_S}Đảng"
                    rf"(?:{_S}Cộng{_S}sản{_S}Việt{_S}Nam)?)?\b"
                ),
                0.96,
            ),
            (rf"\b[Kk]ỳ{_S}họp{_S}thứ{_S}(?:{_ROMAN}|\w{{2,5}})\b", 0.9),
            (
                (
                    rf"\b[Hh]ội{_S}nghị{_S}(?:lần{_S}thứ{_S}\w{{1,5}}{_S}(?:Ban{_S}Chấp{_S}hành{_S})?"
                    rf"Trung{_S}ương|Trung{_S}ương{_S}(?:lần{_S}thứ{_S})?{_ROMAN})\b"
                ),
                0.93,
            ),
            (
                (
                    rf"\b[Hh]ội{_S}(?:nghị|thảo){_S}(?!lần)(?:\w{{1,7}}{_S}){{1,7}}?lần{_S}thứ{_S}"
                    rf"(?:{_ROMAN}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b"
                ),
                0.93,
            ),
            (
                (
                    rf"\bHội{_S}nghị{_S}(?:[Cc]ấp{_S}cao|[Tt]hượng{_S}đỉnh){_S}(?:{_CAPITAL})"
                    rf"(?:{_S}lần{_S}thứ{_S}{_ROMAN})?\b"
                ),
                0.9,
            ),
        )
    )


_WORDS = frozenset(
    words_in(
        """
    session plenum anniversary Table Prix Battle Siege War Revolution Uprising Offensive
    Campaign Hurricane Typhoon Cyclone Đại đại Kỳ kỳ Hội hội
"""
    )
    + _HEADS
    + [word.upper() for word in _HEADS]
)
_OPENING = ("The ", "This ", "That ", "At ", "In ", "After ", "During ", "When ", "A ", "An ")


def events(reading: Reading) -> None:
    """Events by pattern; an opening article or preposition is left out."""
    text = reading.document.text
    stretches = reading.around_words(_WORDS, 160, 160)
    if not stretches:
        return  # before the patterns are compiled
    places = ((*event, *stretch) for event in _events() for stretch in stretches)
    for pattern, score, begin, stop in places:
        for match in pattern.finditer(text, begin, stop):
            start, end = match.span()
            for opening in _OPENING:
                if text.startswith(opening, start):
                    start += len(opening)
                    break
            piece = text[start:end]
            if len(piece.split()) > 1:
                reading.claim(start, end, "EVENT", "event", score)

"""Laws, resolutions and treaties by number or by name, English and Vietnamese."""

from __future__ import annotations

import re
from functools import cache

from corpus.recognise.claims import Reading
from corpus.recognise.lexicon import words_in

__all__ = ["laws"]

_S = r"[ \u00a0]"
_CODE = r"\d{1,5}[A-Za-z]?(?:[-/–][0-9A-ZĐa-zđ]{1,12}){0,5}"
_KIND = (
    r"(?:Joint|Executive|Presidential|Royal)?\s?(?:Resolution|Decree|Decision|Directive|Circular"
    r"|Conclusion|Ordinance|Regulation|Proposition|Order|Law|Act|Plan)"
)
_KIND_VI = (
    rf"(?:[Nn]ghị{_S}quyết|[Nn]ghị{_S}định|[Qq]uyết{_S}định|[Cc]hỉ{_S}thị|[Tt]hông{_S}tư"
    rf"|[Kk]ết{_S}luận|[Qq]uy{_S}định|[Pp]háp{_S}lệnh|[Kk]ế{_S}hoạch)"
)


@cache
def _numbered() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b{_KIND}s?{_S}(?:(?:No|Nos|Number|no)\b\.?{_S}?|#)?{_CODE}(?!\w|%|,\d)",
            rf"\b{_KIND_VI}{_S}(?:[Ss]ố{_S}?:?{_S}?)?{_CODE}(?!\w|%)",
            rf"\b(?:Article|Section|Chapter|Clause|Amendment){_S}\d{{1,4}}[a-z]?\b",
            (
                rf"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Eighth|Tenth|Thirteenth|Fourteenth"
                rf"|Fifteenth|Nineteenth|\d{{1,2}}(?:st|nd|rd|th)){_S}Amendment\b"
            ),
        )
    )


_WORD = r"[A-ZĐÀ-ÖØ-Þ][\w&’'-]{1,30}"
_SMALL = r"(?:of|the|on|and|for|in|to|against|with)"


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)
        for pattern in (
            (
                rf"\b(?:\d{{4}}{_S})?(?:Law|Ordinance|Convention|Treaty|Protocol|Declaration|Charter|Code"
                rf"|Covenant|Accord|Agreement|Declaration){_S}(?:on|against|of|for){_S}"
                rf"(?:(?:{_SMALL}){_S}){{0,2}}{_WORD}(?:,?{_S}(?:{_SMALL}{_S}){{0,2}}{_WORD}){{0,8}}"
            ),
            (
                rf"\b(?:{_WORD}{_S}(?:and{_S}|of{_S}(?:the{_S})?)?){{1,6}}"
                rf"(?:Act|Treaty|Protocol|Convention|Accords?|Constitution|Amendment|Declaration|Statute"
                rf"|Charter|Pact|Statement){_S}?(?:of{_S}\d{{4}})?\b"
            ),
            rf"\b\d{{4}}{_S}Constitution\b",
            # Vietnamese: Luật Đầu tư, Bộ luật Dân sự, Hiến pháp năm 2013
            rf"\b(?:Luật|Bộ{_S}luật){_S}[A-ZĐÀ-Ỹ]\w{{1,12}}(?:{_S}[a-zđà-ỹ]{{1,7}}){{0,1}}\b",
            rf"\bHiến{_S}pháp(?:{_S}năm)?{_S}\d{{4}}\b",
            (
                rf"\b(?:Tuyên{_S}bố|Hiến{_S}chương|Công{_S}ước|Hiệp{_S}định){_S}[A-ZĐÀ-Ỹ]\w{{1,12}}"
                rf"(?:{_S}[A-ZĐÀ-Ỹ]\w{{1,12}}){{0,4}}\b"
            ),
        )
    )


_SIGNING = re.compile(
    r"[A-Z][a-z]+(?:ing|ion|al|ment|ature|ance)[ \u00a0](?:of|to)[ \u00a0](?:the[ \u00a0])?"
)
_WORDS = frozenset(
    words_in(
        """
    Resolution Resolutions Decree Decrees Decision Decisions Directive Directives
    Circular Circulars Conclusion Ordinance Regulation Regulations Proposition Order Law
    Act Acts Plan Article Section Chapter Clause Amendment Convention Treaty Protocol
    Declaration Charter Code Covenant Accord Accords Agreement Constitution Statute Pact
    Statement Nghị nghị Quyết quyết Chỉ chỉ Thông thông Kết kết Quy quy Pháp pháp Kế kế
    Luật Bộ Hiến Công Hiệp Tuyên
"""
    )
)


def laws(reading: Reading) -> None:
    """Numbered laws first, then those called by name."""
    text = reading.document.text
    stretches = reading.around_words(_WORDS, 120, 160)
    if not stretches:
        return  # before the patterns are compiled
    for pattern, begin, end_ in ((p, *stretch) for p in _numbered() for stretch in stretches):
        for match in pattern.finditer(text, begin, end_):
            start, end = match.span()
            while text[start].isspace():
                start += 1
            reading.claim(start, end, "LAW", "law.number", 0.97)
    for pattern, begin, end_ in ((p, *stretch) for p in _named() for stretch in stretches):
        for match in pattern.finditer(text, begin, end_):
            start, end = match.span()
            signing = _SIGNING.match(text, start, end)
            if signing is not None:
                start = signing.end()
            words = text[start:end].split()
            if words[0] in ("The", "This", "That", "In", "Under", "A", "An", "Joint"):
                start += len(words[0]) + 1
                words = words[1:]
            if len(words) > 1:
                reading.claim(start, start + len(text[start:end].rstrip()), "LAW", "law.name", 0.8)

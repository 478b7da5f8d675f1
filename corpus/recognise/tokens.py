"""The words of a text as the rules see them: spelling, capitals, and what stands between."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum

from corpus.document import Document
from corpus.recognise.lexicon import words_in

__all__ = ["Case", "Gap", "Tokens", "first_word", "tokenise"]

_MARKS = "\u0300-\u036f"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,20}(?:[^\W\d_](?!\w))?"  # U.S., P.O.P
    # O'Brien, AT&T; not the 's of a possessive
    rf"|(?!(?<=\w['’])[sS]\b)[\w{_MARKS}]+(?:(?:['’](?![sS]\b)|&)[\w{_MARKS}]+)*"
)
_ABBREVIATIONS = frozenset(
    words_in(
        """
    mr mrs ms dr prof gen sen st lt col sgt capt cpl gov rep rev hon jr sr inc co corp
    ltd vs no mt ft maj adm cmdr pres fr bros dept univ assn ave blvd messrs mme mlle
    ths ts gs pgs
"""
    )
)


class Case(IntEnum):
    """How a word is written."""

    LOWER = 0
    CAPITAL = 1  # Hanoi, YouTube, McDonald
    UPPER = 2  # ASEAN, U.S.
    INITIAL = 3  # J
    FIGURE = 4  # begins with a digit
    INNER = 5  # iPhone, wikiHow


class Gap(IntEnum):
    """What stands before a word."""

    SPACE = 0
    HYPHEN = 1
    DOT = 2  # the full stop of an initial or an abbreviation, and a space
    COMMA = 3
    POSSESSIVE = 4
    OTHER = 5
    START = 6  # of a sentence, a line, a quotation: a capital here says little
    NOTHING = 7  # no character at all


@dataclass(slots=True)
class Tokens:
    """Parallel lists: ``starts`` and ``ends`` in code points, ``words`` composed (NFC)."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)


def tokenise(document: Document) -> Tokens:
    """The words of the document's text; every line is its own."""
    text = document.text
    tokens = Tokens(text)
    starts, ends, words = tokens.starts, tokens.ends, tokens.words
    lower, cases, gaps = tokens.lower, tokens.cases, tokens.gaps
    plain = text.isascii() or unicodedata.is_normalized("NFC", text)
    end = 0
    before = ""
    case = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        start = match.start()
        if start == end + 1 and text[end] in " \u00a0":
            gap: int = Gap.SPACE
        else:
            gap = _gap(text, end, start, before, case) if end else Gap.START
        if not plain:
            word = unicodedata.normalize("NFC", word)
        end = match.end()
        case = _case(word)
        before = word.lower()
        starts.append(start)
        ends.append(end)
        words.append(word)
        lower.append(before)
        cases.append(case)
        gaps.append(gap)
    return tokens


def first_word(text: str) -> str:
    """The first word of a text, as ``tokenise`` would cut it; empty without one."""
    match = _TOKEN.search(text)
    return match.group() if match else ""


def _case(word: str) -> int:
    first = word[0]
    if first.islower():
        return Case.LOWER if word.islower() else Case.INNER
    if first.isupper():
        if len(word) == 1:
            return Case.INITIAL
        if word.isupper():
            return Case.UPPER
        return Case.CAPITAL
    return Case.FIGURE if first.isdigit() else Case.LOWER


def _gap(  # noqa: PLR0911 - one return a kind of gap
    text: str, end: int, start: int, before: str, case: int
) -> int:
    length = start - end
    if length == 0:
        return Gap.NOTHING
    if length > 40:
        return Gap.START
    between = text[end:start]
    if between.isspace():
        return Gap.START if "\n" in between or "\r" in between else Gap.SPACE
    if between in ("-", "\u2010", "\u2011", "–"):
        return Gap.HYPHEN
    if between in ("'s ", "’s ", "'S ", "’S ", "' ", "’ "):
        return Gap.POSSESSIVE
    if between[0] == "." and between[1:] in ("", " ", "\u00a0"):
        if case == Case.INITIAL or before in _ABBREVIATIONS:
            return Gap.DOT
        return Gap.START if length > 1 else Gap.OTHER
    if between in (", ", ",\u00a0"):
        return Gap.COMMA
    return Gap.START if _STARTING.search(between) else Gap.OTHER


_STARTING = re.compile(r"[\n\r.!?:;…“\"‘«•|*#]|^\s?[-–—]\s|(?:^|\s)['(\[]")

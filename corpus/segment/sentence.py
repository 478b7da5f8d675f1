"""Sentences: boundaries that can be told from their surroundings alone, so motions stay local."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.segment.characters import LINE_BREAKS
from corpus.segment.paragraph import joins
from corpus.span import Span

__all__ = ["next_sentence", "previous_sentence", "sentence_at", "sentences"]

_CLOSERS = "\"'”’»)\\]›"
_find_candidates = re.compile(
    rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?=\s|\Z)"
    rf"|(?<![。！？])[。！？]++[{_CLOSERS}」』）]*+"
    rf"|[{LINE_BREAKS}]\s*+"
).finditer
_find_word = re.compile(r"\S").search
_token_before = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z").search
_opening_word = re.compile(r"[\"'“‘«(\[]*([^\W_]+)").match

# Never the end of a sentence: something they belong to follows.
_BEFORE_NAME = frozenset(
    """
    mr mrs ms messrs mx dr drs prof gen lt col maj capt cmdr adm sgt cpl brig gov sen rep rev
    hon pres st fr sr jr ph mt ft amb insp supt det viz cf vs al tp ts ths pgs gs bs ks ông bà
    """.split()  # noqa: SIM905 - a list of words is read more easily
)
# Abbreviations only in front of a number.
_BEFORE_NUMBER = frozenset(
    "no nos art arts vol vols p pp fig figs sec ch chap para par ed op nr § c ca approx est".split()  # noqa: SIM905
)
# Abbreviations that also end sentences; what follows decides.
_ANYWHERE = frozenset(
    """inc ltd co corp bros etc dept univ assn intl est ave blvd rd jan feb mar apr jun jul aug sep
    sept oct nov dec mon tue wed thu fri sat sun bn mn tr""".split()  # noqa: SIM905
)
_STARTERS = frozenset(
    """the a an in on at it its he she they this that these those but and we our i you his her
    their there when while after before since as from with however meanwhile according if
    not no so then what who how why under over by to of one two
    trong theo tại các những ông bà""".split()  # noqa: SIM905
)


def _is_boundary(text: str, start: int, end: int) -> bool:
    """Whether the marks between two offsets end a sentence."""
    following = _find_word(text, end, end + 400)
    if following is None:
        return True
    if following[0].islower():
        return False
    if text[start] != "." or (start + 1 < end and text[start + 1] in ".!?…"):
        return True
    token = _token_before(text[max(0, start - 24) : start])
    if token is None or end - start > 1:
        return True
    return not _abbreviates(text, token[0], start - len(token[0]), following.start())


def _abbreviates(text: str, token: str, start: int, following: int) -> bool:
    """Whether the full stop after a token belongs to it rather than to the sentence."""
    word = token.lower()
    opening = _opening_word(text, following, following + 40)
    starter = opening is not None and opening[1].lower() in _STARTERS
    number = text[following].isdigit()
    if word in _BEFORE_NAME:
        return True
    if len(token) == 1 and token.isupper() and not number:
        return text[following].isalpha() and not starter
    if word in _BEFORE_NUMBER:
        return number or text[following : following + 2].isupper()
    if "." in token and all(len(part) <= 2 for part in token.split(".")) and not number:
        return not starter
    if word in _ANYWHERE:
        return number or not starter
    return token.isdecimal() and _opens_line(text, start)


def _opens_line(text: str, offset: int) -> bool:
    return offset == 0 or text[max(0, offset - 8) : offset].rstrip(" \t(")[-1:] in {
        "",
        *LINE_BREAKS,
    }


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end between two offsets, in order."""
    for match in _find_candidates(text, start, end):
        at, after = match.span()
        if match[0][0] in LINE_BREAKS:
            if not joins(text, at, after):
                yield at
        elif _is_boundary(text, at, after):
            yield after


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences from an offset where one begins, as pairs of offsets."""
    begin = start
    for stop in _ends(text, start, end):
        if pair := _stripped(text, begin, stop):
            yield pair
        begin = stop
    if pair := _stripped(text, begin, end):
        yield pair


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    first = _find_word(text, start, end)
    if first is None:
        return None
    while text[end - 1].isspace():
        end -= 1
    return first.start(), end


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences between two offsets, in order, without the white space around them.

    A sentence ends at ``.``, ``!``, ``?``, ``…`` or their East Asian forms, with the quotes and
    brackets that close after it; not at initials, abbreviations (``No. 59``, ``Dr. Mehta``) or
    decimals, nor where a small letter follows. The end of a paragraph ends it too; the end of a
    line in hard-wrapped text does not.
    """
    return [Span(*pair) for pair in _sentences(text, start, len(text) if end is None else end)]


def _aligned(text: str, offset: int) -> int:
    """A place at or before an offset where no mark that ends a sentence is under way."""
    lowest = max(0, offset - 4096)
    while offset > lowest and not text[offset - 1].isalnum():
        offset -= 1
    return offset


def next_sentence(text: str, offset: int) -> Span | None:
    """The first sentence that begins after ``offset``; None in the last."""
    offset = max(offset, 0)
    length = len(text)
    if (first := _find_word(text)) is not None and first.start() > offset:
        return next((Span(*pair) for pair in _sentences(text, first.start(), length)), None)
    for stop in _ends(text, _aligned(text, min(offset, length)), length):
        following = _find_word(text, stop)
        if following is not None and following.start() > offset:
            return next(Span(*pair) for pair in _sentences(text, following.start(), length))
    return None


def previous_sentence(text: str, offset: int) -> Span | None:
    """The last sentence that begins before ``offset``; None in the first."""
    offset = min(offset, len(text))
    reach = 1024
    while offset > 0:
        lower = _aligned(text, max(0, offset - reach))
        begin = -1 if lower else _first(text, offset)
        for stop in _ends(text, lower, len(text)):
            if stop >= offset:
                break
            following = _find_word(text, stop)
            if following is None or following.start() >= offset:
                break
            begin = following.start()
        if begin >= 0:
            return next(Span(*pair) for pair in _sentences(text, begin, len(text)))
        if not lower:
            return None
        reach *= 4
    return None


def _first(text: str, before: int) -> int:
    first = _find_word(text, 0, before)
    return -1 if first is None else first.start()


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence that covers ``offset``; None in the white space between two."""
    found = previous_sentence(text, offset + 1)
    return found if found is not None and offset in found else None

"""Words: what the cursor jumps over, and what a selection snaps to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from corpus.segment.characters import MARKS, UNSPACED
from corpus.span import Span

__all__ = ["iter_words", "next_word", "previous_word", "word_at", "words"]

_BACK = 512
_FORWARD = 512
_Find = Callable[..., Iterator[re.Match[str]]]


def _finder(marks: str, unspaced: str) -> _Find:
    """A search for words, where these characters count as marks and as words of their own."""
    letters = rf"[^\W_{unspaced}]"
    run = rf"{letters}{{1,512}}"
    if marks:
        run += rf"(?:[{marks}]{{1,512}}{letters}{{0,512}}){{0,512}}"
    letter = rf"[^\W\d_{unspaced}]"
    pattern = (
        rf"{letter}(?:\.{letter}){{1,8}}(?![^\W_{marks}])"  # U.S, e.g, a.m
        rf"|\d(?:{run})?(?:[.,:]\d(?:{run})?|[-‐‑./’']{run}){{0,32}}"  # 1.4, 59-NQ/TW, 14/01/2026
        rf"|{run}(?:['’\-‐‑·]{run}){{0,32}}"
    )
    if unspaced:
        pattern += rf"|[{unspaced}][{marks}]{{0,32}}"
    return re.compile(pattern).finditer


@cache
def _find_any() -> _Find:
    """Words of every script. Compiling takes as long as drawing a page, so it waits."""
    return _finder(MARKS, UNSPACED)


@cache
def _find_plain() -> _Find:
    """Words where no mark and no unspaced script occurs; the same words, compiled at once."""
    return _finder("", "")


def _is_plain(text: str) -> bool:
    """Whether a short text has only characters of which none is a mark or unspaced."""
    if text.isascii():
        return True
    return all((c < "\u0300" or "\u1e00" <= c < "\u2028") and c not in _JOINERS for c in text)


_JOINERS = "\u00ad\u200c\u200d"


def iter_words(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The words from an offset on as pairs of offsets; ``words`` without the cost of spans."""
    for match in _find_any()(text, start, len(text)):
        yield match.span()


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words between two offsets, in order.

    A word is a run of letters, digits and the marks on them, with the apostrophes and hyphens
    inside it. A number keeps its points, commas and strokes (``1.4``, ``14/01/2026``), and the
    sign of a law is one word (``59-NQ/TW``). Han and kana count one by one.
    """
    return [
        Span(*match.span()) for match in _find_any()(text, start, len(text) if end is None else end)
    ]


def _before(text: str, offset: int) -> int:
    """An offset a little before, at which no word is under way."""
    lowest = max(0, offset - _BACK)
    while offset > lowest and not text[offset - 1].isspace():
        offset -= 1
    return offset


def next_word(text: str, offset: int) -> Span | None:
    """The first word that begins after ``offset``; None at the last."""
    for start, end in iter_words(text, _before(text, max(offset, 0))):
        if start > offset:
            return Span(start, end)
    return None


def previous_word(text: str, offset: int) -> Span | None:
    """The last word that begins before ``offset``; None at the first."""
    upper = min(offset, len(text))
    while upper > 0:
        lower = _before(text, max(0, upper - 64))
        found = None
        for start, end in iter_words(text, lower):
            if start >= upper:
                break
            found = start, end
        if found is not None:
            return Span(*found)
        upper = lower
    return None


def word_at(text: str, offset: int) -> Span | None:
    """The word that covers ``offset``; None between words."""
    start = _before(text, max(0, min(offset, len(text))))
    end = offset
    while end < len(text) and end < offset + _FORWARD and not text[end].isspace():
        end += 1
    around = text[start:end]
    found: Iterator[tuple[int, int]]
    if end < offset + _FORWARD and _is_plain(around):  # no word goes on past white space
        found = (match.span() for match in _find_plain()(text, start, end))
    else:
        found = iter_words(text, start)
    for first, last in found:
        if first > offset:
            break
        if offset < last:
            return Span(first, last)
    return None

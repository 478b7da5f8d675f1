"""Words: what the cursor jumps over, and what a selection snaps to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.segment.characters import MARKS, UNSPACED
from corpus.span import Span

__all__ = ["iter_words", "next_word", "previous_word", "word_at", "words"]

_LETTERS = rf"[^\W_{UNSPACED}]"
_RUN = rf"{_LETTERS}{{1,512}}(?:[{MARKS}]{{1,512}}{_LETTERS}{{0,512}}){{0,512}}"
_LETTER = rf"[^\W\d_{UNSPACED}]"
_find = re.compile(
    rf"{_LETTER}(?:\.{_LETTER}){{1,8}}(?![^\W_{MARKS}])"  # U.S, e.g, a.m
    rf"|\d(?:{_RUN})?(?:[.,:]\d(?:{_RUN})?|[-‐‑./’']{_RUN}){{0,32}}"  # 1.4, 59-NQ/TW, 14/01/2026
    rf"|{_RUN}(?:['’\-‐‑·]{_RUN}){{0,32}}"
    rf"|[{UNSPACED}][{MARKS}]{{0,32}}"
).finditer
_BACK = 512


def iter_words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The words of a stretch as pairs of offsets; ``words`` without the cost of spans."""
    for match in _find(text, start, len(text) if end is None else end):
        yield match.span()


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words between two offsets, in order.

    A word is a run of letters, digits and the marks on them, with the apostrophes and hyphens
    inside it. A number keeps its points, commas and strokes (``1.4``, ``14/01/2026``), and the
    sign of a law is one word (``59-NQ/TW``). Han and kana count one by one.
    """
    return [Span(*match.span()) for match in _find(text, start, len(text) if end is None else end)]


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
    for start, end in iter_words(text, _before(text, max(0, min(offset, len(text))))):
        if start > offset:
            break
        if offset < end:
            return Span(start, end)
    return None

"""What stands in quotation marks: pairing them within paragraphs and over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["OPENING", "Paragraph", "Quoted", "find_quoted"]

OPENING = "“„«\"‘‚'「『‹"
"""What a paragraph that carries on a quotation may begin with."""

_DOUBLE = re.compile(r'[“”„‟«»"「」『』]')
_SINGLE_OPENING = re.compile(
    r"(?<![\w’'.,!?…”\"])[‘‚'](?=[^\W\d_]|…|\.\.\.)(?!(?:tis|twas|em|til)\b)"
)
_SINGLE_CLOSING = re.compile(r"(?<=\S)[’'](?!\w)")
_FURTHEST = 12
_CLOSES = {"「": "」", "『": "』", "»": "«"}


class Paragraph(NamedTuple):
    """A stretch of a text that quotations begin and end in; code points, half-open."""

    start: int
    end: int


class Quoted(NamedTuple):
    """What stands in marks, them included; ``first`` and ``last`` are its paragraphs."""

    start: int
    end: int
    first: int
    last: int


class _Open:
    """An opening mark that waits for its closing one, and what was closed within."""

    __slots__ = ("at", "inner", "mark")

    def __init__(self, at: int, mark: str) -> None:
        self.at = at
        self.mark = mark
        self.inner: list[tuple[int, int]] = []


class _Pairs:
    """The double marks of one paragraph, from a place in it on.

    ``spans`` are the outermost pairs. ``open_at`` is the outermost mark that was not closed, -1 for
    none; then ``left`` are the pairs after it.
    """

    __slots__ = ("_stack", "_text", "left", "open_at", "spans")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self.spans: list[tuple[int, int]] = []
        for match in _DOUBLE.finditer(text, start, end):
            self._take(match[0], match.start(), start, end)
        self.open_at = self._stack[0].at if self._stack else -1
        self.left = [span for opened in self._stack for span in opened.inner]

    def _take(self, mark: str, at: int, start: int, end: int) -> None:
        stack = self._stack
        before = self._text[at - 1] if at > start else " "
        after = self._text[at + 1] if at + 1 < end else " "
        opens = _opens(mark, stack[-1].mark if stack else "", before, after)
        if opens is None:
            return
        if not opens:
            opened = stack.pop()
            (stack[-1].inner if stack else self.spans).append((opened.at, at + 1))
        elif stack and mark == '"' and stack[-1].mark == '"':
            stack[-1] = _Open(at, mark)  # the one before was never closed
        else:
            stack.append(_Open(at, mark))


def _opens(mark: str, top: str, before: str, after: str) -> bool | None:  # noqa: PLR0911 - a mark each
    """Whether a mark opens (True) or closes (False); None when it does neither.

    ``top`` is the mark that is open, or empty. Marks are judged by what stands around them, so
    that one kind closes what another opened, which happens in real reports.
    """
    starts_word = not after.isspace() and (before.isspace() or before in "([{—–-/‘'“„«\"")
    ends_word = not before.isspace() and not after.isalnum()
    if mark in "„‟「『":
        return True
    if mark == "“":
        return not (top and ends_word and (top == "„" or not starts_word))
    if mark == "«":
        return top != "»"
    if mark == '"':
        if top:
            return starts_word and not ends_word
        return True if starts_word or not before.isalnum() else None
    if top in _CLOSES and _CLOSES[top] != mark and mark in "」』":
        return None
    if top:
        return False
    return True if mark in "”»" and starts_word else None


def _closing(text: str, start: int, end: int) -> int:
    """Where a quotation that runs on into this stretch closes; -1 when it does not.

    -2 when another opens before it closes: then it was merely never closed.
    """
    reopened = text[start] in OPENING
    pairs = 0
    for match in _DOUBLE.finditer(text, start + reopened, end):
        mark, at = match[0], match.start()
        after = text[at + 1] if at + 1 < end else " "
        opens = _opens(mark, "“", text[at - 1] if at > start else " ", after)
        if opens:
            if not reopened and not pairs:
                return -2
            pairs += 1
        elif pairs:
            pairs -= 1
        else:
            return at
    return -1


def find_quoted(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Quoted]:
    """What stands in quotation marks in these paragraphs of a text, the outermost pairs, in order.

    One opened in a paragraph and closed in a later one, each between beginning with a mark or at
    least none opening before it closes, is one. A mark that nothing closes within a dozen
    paragraphs opens nothing. Linear in the text.
    """
    closings: dict[int, int] = {}
    number, begin = 0, -1
    while number < len(paragraphs):
        start, end = paragraphs[number]
        start = max(start, begin)
        pairs = _Pairs(text, start, end)
        spans, last, close = pairs.spans, number, -1
        if pairs.open_at >= 0:
            last, close = _run_on(text, paragraphs, number, closings)
            if close < 0:
                spans = spans + pairs.left
        spans = _with_singles(text, start, pairs.open_at if close >= 0 else end, spans)
        for span in spans:
            yield Quoted(*span, number, number)
        if close >= 0:
            yield Quoted(pairs.open_at, close + 1, number, last)
            number, begin = last, close + 1
        else:
            number += 1


def _run_on(
    text: str, paragraphs: Sequence[Paragraph], first: int, closings: dict[int, int]
) -> tuple[int, int]:
    """In which paragraph, and where, a quotation left open in one closes; -1 when nowhere."""
    for number in range(first + 1, min(first + 1 + _FURTHEST, len(paragraphs))):
        close = closings.get(number)
        if close is None:
            close = closings[number] = _closing(text, *paragraphs[number])
        if close >= 0:
            return number, close
        if close == -2:
            break
    return first, -1


def _with_singles(
    text: str, start: int, end: int, doubles: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs together with those of single marks, which an apostrophe must not close."""
    if not ("‘" in text[start:end] or "'" in text[start:end] or "‚" in text[start:end]):
        return doubles
    found: list[tuple[int, int]] = []
    inside = iter([*doubles, (end, end)])
    low, high = next(inside)
    openings = [match.start() for match in _SINGLE_OPENING.finditer(text, start, end)]
    after = start
    for number, at in enumerate(openings):
        while high <= at and low < end:
            low, high = next(inside)
        if at < after or low <= at < high:
            continue
        following = openings[number + 1] if number + 1 < len(openings) else end
        close = _single_close(text, at + 1, following)
        if close >= 0:
            found.append((at, close + 1))
            after = close + 1
    if not found:
        return doubles
    outer: list[tuple[int, int]] = []
    for span in sorted([*doubles, *found], key=lambda one: (one[0], -one[1])):
        if not outer or span[0] >= outer[-1][1]:
            outer.append(span)
    return outer


def _single_close(text: str, start: int, end: int) -> int:
    """The closing single mark: the first after punctuation, else the first after a word."""
    first = -1
    for match in _SINGLE_CLOSING.finditer(text, start, end):
        at = match.start()
        if text[at - 1] in ".,!?…—–":
            return at
        if first < 0:
            first = at
    return first

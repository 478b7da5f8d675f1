"""Paragraphs: a document's own blocks when they are known, else what its lines suggest."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from corpus.document import Block, BlockKind
from corpus.segment.characters import LINE_BREAKS
from corpus.span import Span
from corpus.structure.lines import BULLET, ends_sentence

__all__ = ["joins", "next_paragraph", "paragraph_at", "paragraphs", "previous_paragraph"]

_LONGEST = 100
_SHORTEST = 45
_find_break = re.compile(rf"[{LINE_BREAKS}]").search
_find_last_line = re.compile(rf"[^{LINE_BREAKS}]*\Z").search
_find_word = re.compile(r"\S").search


def joins(text: str, start: int, end: int) -> bool:
    """Whether the white space between two offsets, with a line break in it, is a mere wrap.

    Decided by the two lines around it and nothing else: neither is longer than hard-wrapped
    lines are, no blank line is between them, the second is no list item, and it goes on in lower
    case or the first is long and not ended.
    """
    between = text[start:end]
    if between != "\n" and len((between[:64] + "x").splitlines()) > 2:
        return False
    stop = _find_break(text, end, end + _LONGEST + 1)
    after = stop.start() if stop else min(len(text), end + _LONGEST + 1)
    last = _find_last_line(text[max(0, start - _LONGEST - 1) : start])
    before = (last[0] if last else "").strip()
    if not before or after == end or after - end > _LONGEST or len(before) > _LONGEST:
        return False
    if BULLET.match(text, end):
        return False
    if text[end].islower():
        return True
    return len(before) >= _SHORTEST and not ends_sentence(before)


def _next_break(text: str, start: int) -> int:
    """Where the next line break stands; the length of the text without one."""
    found = text.find("\n", start)
    limit = len(text) if found < 0 else found
    for mark in LINE_BREAKS[1:]:
        found = text.find(mark, start, limit)
        limit = limit if found < 0 else found
    return limit


def _last_break(text: str, end: int) -> int:
    """Where the last line break before an offset stands; -1 without one."""
    last = text.rfind("\n", 0, end)
    for mark in LINE_BREAKS[1:]:
        last = max(last, text.rfind(mark, last + 1, end))
    return last


def _last_word_end(text: str, end: int) -> int:
    """The end of the last word before an offset; 0 when there is only white space."""
    while end > 0:
        lower = max(0, end - 4096)
        if kept := text[lower:end].rstrip():
            return lower + len(kept)
        end = lower
    return 0


def _starts(text: str, start: int) -> Iterator[int]:
    """Where paragraphs begin after an offset, by their lines."""
    at = _next_break(text, start)
    while at < len(text):
        word = _find_word(text, at)
        if word is None:
            return
        after = word.start()
        if not joins(text, at, after):
            yield after
        at = _next_break(text, after)


def _end(text: str, start: int) -> int:
    """Where the paragraph that begins at an offset ends, by its lines."""
    following = next(_starts(text, start), len(text))
    while following > start and text[following - 1].isspace():
        following -= 1
    return following


def _goes_with_next(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a dateline stands on the same line as the block after it."""
    if blocks[index].kind is not BlockKind.DATELINE or index + 1 >= len(blocks):
        return False
    return _find_break(text, blocks[index].span.end, blocks[index + 1].span.start) is None


def _from_blocks(text: str, blocks: Sequence[Block], index: int) -> Span:
    """The paragraph that the block with this index is part of."""
    first = index - 1 if index > 0 and _goes_with_next(text, blocks, index - 1) else index
    last = first + 1 if _goes_with_next(text, blocks, first) else first
    return Span(blocks[first].span.start, blocks[last].span.end)


def _start_of(block: Block) -> int:
    return block.span.start


def paragraphs(text: str, blocks: Sequence[Block] = ()) -> list[Span]:
    """The paragraphs of a text, in order: its blocks, a dateline together with what it opens.

    Without ``blocks`` each line is a paragraph, but for lines that are merely wrapped.
    """
    if blocks:
        spans: list[Span] = []
        for index in range(len(blocks)):
            span = _from_blocks(text, blocks, index)
            if not spans or spans[-1] != span:
                spans.append(span)
        return spans
    first = _find_word(text)
    if first is None:
        return []
    starts = [first.start(), *_starts(text, first.start())]
    return [Span(start, _end(text, start)) for start in starts]


def next_paragraph(text: str, offset: int, blocks: Sequence[Block] = ()) -> Span | None:
    """The first paragraph that begins after ``offset``; None in the last."""
    offset = max(offset, 0)
    if blocks:
        index = bisect_right(blocks, offset, key=_start_of)
        if 0 < index < len(blocks) and _goes_with_next(text, blocks, index - 1):
            index += 1
        return _from_blocks(text, blocks, index) if index < len(blocks) else None
    first = _find_word(text)
    if first is None:
        return None
    if first.start() > offset:
        return Span(first.start(), _end(text, first.start()))
    lower = min(offset, len(text))
    while lower > 0 and text[lower - 1].isspace():
        lower -= 1
    for start in _starts(text, max(lower, first.start())):
        if start > offset:
            return Span(start, _end(text, start))
    return None


def previous_paragraph(text: str, offset: int, blocks: Sequence[Block] = ()) -> Span | None:
    """The last paragraph that begins before ``offset``; None in the first."""
    offset = min(offset, len(text))
    if blocks:
        index = bisect_left(blocks, offset, key=_start_of) - 1
        return _from_blocks(text, blocks, index) if index >= 0 else None
    first = _find_word(text, 0, max(offset, 0))
    if first is None:
        return None
    at = _last_break(text, offset)
    while at > first.start():
        at = _next_break(text, _last_word_end(text, at))
        word = _find_word(text, at)
        if word is not None and word.start() < offset and not joins(text, at, word.start()):
            return Span(word.start(), _end(text, word.start()))
        at = _last_break(text, at)
    return Span(first.start(), _end(text, first.start()))


def paragraph_at(text: str, offset: int, blocks: Sequence[Block] = ()) -> Span | None:
    """The paragraph that covers ``offset``; None in the white space between two."""
    found = previous_paragraph(text, offset + 1, blocks)
    return found if found is not None and offset in found else None

"""Finding the logical lines of a text near an offset, without looking at the rest of it.

A line ends with a line feed, a carriage return, or the two together, which belong to it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import NamedTuple

from tui.rendering.cells import cluster_at

__all__ = ["PIECE", "Line", "Lines"]

PIECE = 4096
"""About how many code points of a long line are laid out at a time."""

_find_ink = re.compile(r"\S").search
_LOOK_BACK = 4096
_COUNTED = 16_384


class Line(NamedTuple):
    """A logical line: ``start`` to ``end`` is its text, from ``end`` to ``after`` its break."""

    start: int
    end: int
    after: int
    blank: bool


class Lines:
    """The logical lines of one text. Remembers the line it was asked for last."""

    __slots__ = ("_before", "_last", "_lone", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._before: array[int] | None = None
        """How many lines end before each multiple of _COUNTED, and in the whole text."""
        self._lone = "\r" in text and text.count("\r") != text.count("\r\n")
        self._last = Line(0, 0, 0, blank=True)

    def at(self, offset: int) -> Line:
        """The line that covers ``offset``; at the end of the text, the last one."""
        offset = min(offset, len(self.text) - 1)
        if offset < 0:
            return Line(0, 0, 0, blank=True)
        last = self._last
        if last.start <= offset < last.after:
            return last
        start = self._start(offset)
        end, after = self._end(offset)
        self._last = line = Line(start, end, after, _find_ink(self.text, start, end) is None)
        return line

    def _start(self, offset: int) -> int:
        text = self.text
        start = text.rfind("\n", 0, offset) + 1
        if self._lone:
            back = text.rfind("\r", start, offset)
            if back >= 0 and not (back == offset - 1 and text[offset] == "\n"):
                return back + 1
            if back >= 0:  # the offset is the feed of a return and feed
                return text.rfind("\r", start, back) + 1 or start
        return start

    def _end(self, offset: int) -> tuple[int, int]:
        text = self.text
        feed = text.find("\n", offset)
        if self._lone:
            back = text.find("\r", offset, feed if feed >= 0 else len(text))
            if back >= 0 and back != feed - 1:
                return back, back + 1
        if feed < 0:
            return len(text), len(text)
        if feed and text[feed - 1] == "\r":
            return feed - 1, feed + 1
        return feed, feed + 1

    # Numbers of lines

    def _breaks(self, start: int, end: int) -> int:
        """How many line breaks have their last code point from ``start`` to ``end``."""
        count = self.text.count
        feeds = count("\n", start, end)
        if self._lone:
            feeds += count("\r", start, end) - count("\r\n", start, end + 1)
        return feeds

    def _counts(self) -> array[int]:
        if self._before is None:
            self._before = before = array("i", [0])
            for start in range(0, len(self.text), _COUNTED):
                before.append(before[-1] + self._breaks(start, start + _COUNTED))
        return self._before

    @property
    def count(self) -> int:
        """How many lines there are, one at least; counted once, at some 2 GB a second."""
        ended = self.text.endswith(("\n", "\r") if self._lone else "\n")
        return max(1, self._counts()[-1] + (not ended))

    def number_at(self, offset: int) -> int:
        """The number of the line that covers ``offset``, the first being 1."""
        start = self.at(offset).start
        group = start // _COUNTED
        return self._counts()[group] + self._breaks(group * _COUNTED, start) + 1

    def start_of(self, number: int) -> int:
        """Where a line begins, the first being 1; the first or the last where there is none."""
        number = max(1, min(number, self.count))
        before = self._counts()
        group = bisect_left(before, number) - 1
        if group < 0:
            return 0
        start, left = group * _COUNTED, number - 1 - before[group]
        here = self.at(start) if start < len(self.text) else self.at(len(self.text))
        while left > 0:
            here = self.at(here.after)
            left -= 1
        return here.start

    def blanks(self, line: Line) -> tuple[int, int]:
        """From where to where the blank lines around a blank line go."""
        text = self.text
        ink = _find_ink(text, line.after)
        end = self._start(ink.start()) if ink else len(text)
        here = line.start
        while here > 0:
            before = max(0, here - _LOOK_BACK)
            inked = len(text[before:here].rstrip())
            if inked:
                return self._end(before + inked - 1)[1], end
            here = before
        return 0, end

    def piece(self, line: Line, offset: int) -> tuple[int, int]:
        """The piece of a line that covers ``offset``: the whole of it unless it is very long.

        The last piece goes on to the end of the line's break. Pieces end after a blank where there
        is one near, else between grapheme clusters, and are the same from wherever they are asked.
        """
        count = max(1, (line.end - line.start) // PIECE)
        if count == 1:
            return line.start, line.after
        number = min((offset - line.start) // PIECE, count - 1)
        # Cuts lie before their round numbers, so the offset may be in the piece after.
        if number < count - 1 and offset >= self._cut(line, number + 1):
            number += 1
        end = line.after if number == count - 1 else self._cut(line, number + 1)
        return self._cut(line, number), end

    def _cut(self, line: Line, number: int) -> int:
        """Where a piece of a long line begins: at most half a piece before its round number."""
        if number == 0:
            return line.start
        about = line.start + number * PIECE
        blank = self.text.rfind(" ", about - PIECE // 8, about)
        return cluster_at(self.text, blank + 1 if blank >= 0 else about)[0]

"""Where text becomes cells: grapheme clusters, their widths, and the cells of one drawn row.

Offsets are code points of the text the caller names; columns count cells from the row's first.
What a cluster draws can differ from what stands in the text (a tab is blanks, an invisible joiner
is nothing), so that the sum of the widths is always what a terminal shows.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple, Protocol

from rich.cells import cell_len, get_character_cell_size

__all__ = [
    "TAB",
    "Cells",
    "Cluster",
    "PlainCells",
    "WideCells",
    "cells_of",
    "cluster_at",
    "clusters",
    "is_plain",
    "text_width",
]

TAB = 4
"""A tab goes on to the next column that is a multiple of this."""

# Characters that take one cell whatever stands beside them. Not all there are: those of Latin,
# Greek, Cyrillic and Vietnamese text with its punctuation, so that news takes the short way.
_PLAIN = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027"
    "\u2030-\u205e\u20a0-\u20c0\u2100-\u214f\u2190-\u22ff\u2400-\u2421\u2500-\u25fc\ufffd"
)
_find_wide = re.compile(f"[^{_PLAIN}]").search

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
# Shown by some terminals and not by others, and never needed to read: drawn as nothing.
_UNDRAWN = frozenset("\xad\u180e\u200b\u2060\ufeff\u1160\u3164\uffa0")
_MARKS_DRAWN = 8
_CLUSTER_LIMIT = 64
_LOOK_BACK = 256
_CIRCLE = "\u25cc"


class _Widths(dict[str, int]):
    """Cells of single characters, asked of Rich once each."""

    def __missing__(self, character: str) -> int:
        if character in _UNDRAWN:
            width = 0
        elif unicodedata.category(character) == "Cc":
            width = 1  # as wide as what stands for it; and never part of another cluster
        else:
            width = get_character_cell_size(character)
        self[character] = width
        return width


_widths = _Widths()


class Cluster(NamedTuple):
    r"""One grapheme cluster: ``start`` to ``end``, its cells, and what is drawn for it.

    A tab has ``draw`` ``"\t"`` and width 1: what it takes depends on its column.
    """

    start: int
    end: int
    width: int
    draw: str


def is_plain(text: str) -> bool:
    """Whether every code point of ``text`` is one cell of its own."""
    return (text.isascii() and text.isprintable()) or _find_wide(text) is None


def _pictures(character: str) -> bool:
    code = ord(character)
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code <= 0x2BFF


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _extended(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The end, width and drawing of the cluster that begins at ``start``."""
    first = text[start]
    width = _widths[first]
    drawn = [first]
    if not width:
        if first in _UNDRAWN or unicodedata.category(first)[0] != "M" or first == _EMOJI_STYLE:
            drawn = []
        else:
            drawn, width = [_CIRCLE, first], 1
    here = start + 1
    if _regional(first) and here < end and _regional(text[here]):
        return here + 1, 2, first + text[here]
    widens = width == 1 and cell_len(first + _EMOJI_STYLE) == 2
    joins = bool(drawn) and _pictures(first)
    marks = 0
    limit = min(end, start + _CLUSTER_LIMIT)
    while here < limit:
        mark = text[here]
        if mark == _JOINER:
            if joins and here + 1 < limit and _pictures(text[here + 1]):
                drawn += (mark, text[here + 1])
                here += 1
        elif _widths[mark]:
            break
        elif drawn and marks < _MARKS_DRAWN and mark not in _UNDRAWN:
            if widens and mark == _EMOJI_STYLE:
                width = 2
            marks += 1
            drawn.append(mark)
        here += 1
    return here, width, "".join(drawn)


def clusters(text: str) -> list[Cluster]:
    """The grapheme clusters of ``text``, which tile it.

    Combining marks, variation selectors, skin tones, pairs of regional indicators and pictures
    joined by U+200D stay together, up to 64 code points.
    """
    stop = len(text)
    found: list[Cluster] = []
    add = found.append
    widths = _widths
    here = 0
    while here < stop:
        character = text[here]
        following = here + 1
        width = widths[character]
        if character == "\t":
            add(Cluster(here, following, 1, "\t"))
        elif width and (
            following == stop or (widths[text[following]] and not _regional(character))
        ):
            add(Cluster(here, following, width, character))
        else:
            following, width, draw = _extended(text, here, stop)
            add(Cluster(here, following, width, draw))
        here = following
    return found


def cluster_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the grapheme cluster that covers ``offset``, found near it.

    A line break of two code points is one cluster. At the end of the text both are its length.
    """
    length = len(text)
    if offset >= length:
        return length, length
    if text[offset] == "\n" and offset and text[offset - 1] == "\r":
        return offset - 1, offset + 1
    if text[offset] == "\r" and offset + 1 < length and text[offset + 1] == "\n":
        return offset, offset + 2
    if text[offset].isascii() and (offset + 1 == length or text[offset + 1].isascii()):
        return offset, offset + 1
    here = offset
    # An ASCII character never belongs to the cluster before it: a sure place to begin.
    while here > 0 and offset - here < _LOOK_BACK and not text[here].isascii():
        here -= 1
    if text[here] in "\r\n\t" and here < offset:
        here += 1
    while here <= offset:
        following = _extended(text, here, length)[0] if text[here] not in "\r\n\t" else here + 1
        if offset < following:
            return here, following
        here = following
    return offset, offset + 1


class Cells(Protocol):
    """The cells of one row of text."""

    start: int
    end: int
    width: int

    def column(self, offset: int) -> int:
        """The first cell of the cluster at ``offset``; the row's width after its end."""

    def offset(self, column: int) -> int:
        """The start of the cluster that covers a cell; the last one's right of the row."""

    def cut(self, start: int, end: int) -> tuple[str, int]:
        """What is drawn for the clusters that begin from ``start`` to ``end``, and its width."""


class PlainCells:
    """A row in which every code point is one cell."""

    __slots__ = ("_text", "end", "start", "width")

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self.start = start
        self.width = len(text)
        self.end = start + self.width

    def column(self, offset: int) -> int:
        """See ``Cells``."""
        return min(max(offset - self.start, 0), self.width)

    def offset(self, column: int) -> int:
        """See ``Cells``."""
        return self.start + max(0, min(column, self.width - 1))

    def cut(self, start: int, end: int) -> tuple[str, int]:
        """See ``Cells``."""
        text = self._text[max(0, start - self.start) : max(0, end - self.start)]
        return text, len(text)


class WideCells:
    """A row with tabs, marks or characters of other widths."""

    __slots__ = ("_clusters", "_columns", "_starts", "end", "start", "width")

    def __init__(self, row: list[Cluster], start: int, *, base: int = 0) -> None:
        """``base`` is added to the offsets of the clusters; ``start`` has it already."""
        self.start = start
        self._clusters: list[Cluster] = []
        self._columns: list[int] = []
        column = 0
        for first, after, width, draw in row:
            blanks = ""
            if draw == "\t":
                width = TAB - column % TAB  # noqa: PLW2901
                blanks = " " * width
            self._clusters.append(Cluster(first + base, after + base, width, blanks or draw))
            self._columns.append(column)
            column += width
        self._starts = [cluster.start for cluster in self._clusters]
        self.width = column
        self.end = self._clusters[-1].end if self._clusters else start

    def column(self, offset: int) -> int:
        """See ``Cells``."""
        if offset >= self.end:
            return self.width
        index = bisect_right(self._starts, offset) - 1
        return self._columns[index] if index >= 0 else 0

    def offset(self, column: int) -> int:
        """See ``Cells``."""
        if not self._clusters:
            return self.start
        index = max(0, bisect_right(self._columns, column) - 1)
        return self._clusters[index].start

    def cut(self, start: int, end: int) -> tuple[str, int]:
        """See ``Cells``."""
        first = bisect_right(self._starts, start - 1)
        after = bisect_right(self._starts, end - 1)
        inside = self._clusters[first:after]
        return "".join([cluster.draw for cluster in inside]), sum(
            [cluster.width for cluster in inside]
        )


def cells_of(text: str, start: int = 0, end: int | None = None, *, base: int = 0) -> Cells:
    """The cells of ``text[start:end]`` drawn as one row, with ``base`` added to its offsets."""
    piece = text[start:end]
    if is_plain(piece):
        return PlainCells(piece, start + base)
    return WideCells(clusters(piece), start + base, base=start + base)


def text_width(text: str) -> int:
    """The cells a text takes when it is drawn as one row."""
    return cells_of(text).width

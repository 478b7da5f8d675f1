"""The rows of a document, laid out where they are looked at and nowhere else.

The text is tiled by chunks: a logical line (or a piece of a very long one), a run of blank lines,
or a fold. A chunk is laid out by itself, from what stands in it and in the line before it, so any
offset is as quickly reached as the first. Rows are therefore not numbered; a place is a row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace
from enum import IntEnum
from itertools import count
from typing import NamedTuple

from corpus.blocks import Blocks
from corpus.document import Block, BlockKind, Document
from corpus.hostile import harmless
from tui.rendering.cells import Cells, cells_of, text_width
from tui.rendering.folds import Fold, find_folds
from tui.rendering.lines import Line, Lines
from tui.rendering.wrap import wrap

__all__ = ["Geometry", "Layout", "Row", "RowKind", "geometry"]

MEASURE = 80
_LINE_IS_PARAGRAPH = 100
_KEEP = 1024
_MARKER = re.compile(r"[ \t]*(?:[-*+•–—‣◦·▪●○]|\(?(?:\d{1,3}|[^\W\d_])[.)])[ \t\xa0]+").match
_RUNS_ON = frozenset(
    {BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.BOILERPLATE, BlockKind.DATELINE}
)
_ASIDE = frozenset({BlockKind.CAPTION, BlockKind.BOILERPLATE})
_STANDS_APART = frozenset({BlockKind.TITLE, BlockKind.HEADING})


_serials = count()


class Geometry(NamedTuple):
    """Where things stand in a row of ``width`` cells.

    The gutter ends at ``left``, where the text begins; the text has ``measure`` cells; letters
    have ``letters`` cells from ``margin`` on.
    """

    width: int
    gutter: int
    left: int
    measure: int
    margin: int
    letters: int


def geometry(width: int, beside: int = 0) -> Geometry:
    """How a width is shared: at most 80 cells of text, and less at the sides when there is less.

    ``beside`` is how many cells right of it are taken by something else: the text stands where it
    would stand without that, and there is less room for letters where there is none to spare.
    """
    if beside:
        place = geometry(width + beside)
        return place._replace(width=width, letters=min(place.letters, width - place.margin))
    width = max(1, width)
    if width >= 32:
        gutter, letters = 4, 6
    elif width >= 16:
        gutter, letters = 2, 3
    else:
        gutter, letters = (1, 1) if width >= 8 else (0, 0)
    apart = 1 if letters else 0
    measure = max(1, min(MEASURE, width - gutter - letters - apart))
    left = gutter + max(0, width - gutter - measure - letters - apart) // 3
    return Geometry(width, gutter, left, measure, left + measure + apart, letters)


class RowKind(IntEnum):
    """What a row is: text, a blank line of the text, a gap we make, a fold, an opened fold."""

    TEXT = 0
    BLANK = 1
    GAP = 2
    FOLD = 3
    OPENED = 4


class Row(NamedTuple):
    """One row: what is drawn is ``start`` to ``end``; offsets up to ``after`` belong to it.

    ``chunk`` and ``number`` are its place. ``indent`` is in cells. A gap and the head of an opened
    fold own no offsets.
    """

    chunk: int
    number: int
    kind: RowKind
    start: int
    end: int
    after: int
    indent: int = 0

    @property
    def lands(self) -> bool:
        """Whether a cursor can stand in it."""
        return self.kind in {RowKind.TEXT, RowKind.FOLD}

    @property
    def ours(self) -> bool:
        """Whether it stands for nothing in the text."""
        return self.kind in {RowKind.GAP, RowKind.OPENED}


class _Chunk(NamedTuple):
    start: int
    end: int
    text: str
    rows: tuple[Row, ...]


class Layout:
    """The rows of ``document`` for a width; ``opened`` holds the first block of opened folds.

    ``serial`` is another for every layout.
    """

    def __init__(
        self,
        document: Document,
        width: int,
        opened: Set[int] = frozenset(),
        *,
        beside: int = 0,
        like: Layout | None = None,
    ) -> None:
        """``like`` is another layout of the same text: what it knows is not worked out again."""
        self.document = document
        self.width = width
        self.opened = frozenset(opened)
        self.beside = beside
        self.geometry = geometry(width, beside)
        self.length = len(document.text)
        self.serial = next(_serials)
        self.lines: Lines = Lines(document.text) if like is None else like.lines
        same = like if like is not None and like.document.blocks is document.blocks else None
        self._blocks: Blocks = Blocks.of(document.blocks) if same is None else same._blocks
        self.folds: list[Fold] = (
            find_folds(self._blocks, self.lines) if same is None else same.folds
        )
        self._fold_starts = [fold.start for fold in self.folds]
        self._block_starts = self._blocks.starts
        self._chunks: dict[int, _Chunk] = {}
        self._cells: dict[tuple[int, int], Cells] = {}

    # Other layouts of the same text

    def with_width(self, width: int, beside: int = 0) -> Layout:
        """The same rows for another width, with something else ``beside`` them."""
        return Layout(self.document, width, self.opened, beside=beside, like=self)

    def with_opened(self, opened: Set[int]) -> Layout:
        """The same with other folds open."""
        return Layout(self.document, self.width, opened, beside=self.beside, like=self)

    def with_blocks(self, blocks: Sequence[Block]) -> Layout:
        """The same text with other blocks; folds that were open stay open."""
        starts = {self.folds_by_first[first].start for first in self.opened_folds}
        document = replace(self.document, blocks=blocks)
        changed = Layout(document, self.width, beside=self.beside, like=self)
        changed.opened = frozenset(fold.first for fold in changed.folds if fold.start in starts)
        return changed

    @property
    def folds_by_first(self) -> dict[int, Fold]:
        """The folds by the number of their first block, as ``opened`` names them."""
        return {fold.first: fold for fold in self.folds}

    @property
    def opened_folds(self) -> Set[int]:
        """Those of ``opened`` that name a fold."""
        return self.opened & {fold.first for fold in self.folds}

    # What stands where

    def block_at(self, offset: int) -> int:
        """The number of the block at an offset, -1 between blocks."""
        index = bisect_right(self._block_starts, offset) - 1
        return index if index >= 0 and offset < self._blocks.ends[index] else -1

    def kinds(self, start: int, end: int) -> list[tuple[int, int, BlockKind]]:
        """The blocks that touch ``start`` to ``end``, cut to it."""
        blocks = self._blocks
        index = blocks.first_touching(start)
        found: list[tuple[int, int, BlockKind]] = []
        while index < len(blocks) and blocks.starts[index] < end:
            first, after = max(start, blocks.starts[index]), min(end, blocks.ends[index])
            found.append((first, after, blocks.kind(index)))
            index += 1
        return found

    def fold_at(self, offset: int) -> Fold | None:
        """The fold, open or not, that an offset lies in."""
        index = bisect_right(self._fold_starts, offset) - 1
        if index < 0:
            return None
        fold = self.folds[index]
        inside = offset < fold.end or (offset == fold.end == self.length)
        return fold if inside else None

    def closed_at(self, offset: int) -> Fold | None:
        """The fold an offset is hidden in."""
        fold = self.fold_at(offset)
        return None if fold is None or fold.first in self.opened else fold

    # Rows

    def row_at(self, offset: int) -> Row:
        """The row that an offset belongs to; the last one at the end of the text."""
        rows = self._chunk_at(min(max(offset, 0), self.length)).rows
        found: Row | None = None
        for row in rows:
            if not row.ours and (found is None or row.start <= offset):
                found = row
        return rows[-1] if found is None else found

    def first(self) -> Row:
        """The first row."""
        return self._chunk_at(0).rows[0]

    def last(self) -> Row:
        """The last row."""
        return self._chunk_at(self.length).rows[-1]

    def step(self, row: Row, rows: int) -> Row:
        """The row ``rows`` rows below (above when negative), or the last (first) there is."""
        chunk = self._chunk_at(row.chunk)
        index = row.number + rows
        while index >= len(chunk.rows):
            if chunk.end >= self.length:
                return chunk.rows[-1]
            index -= len(chunk.rows)
            chunk = self._chunk_at(chunk.end)
        while index < 0:
            if chunk.start == 0:
                return chunk.rows[0]
            chunk = self._chunk_at(chunk.start - 1)
            index += len(chunk.rows)
        return chunk.rows[index]

    def page(self, row: Row, height: int) -> list[Row]:
        """At most ``height`` rows from ``row`` on."""
        chunk = self._chunk_at(row.chunk)
        rows = list(chunk.rows[row.number :])
        while len(rows) < height and chunk.end < self.length:
            chunk = self._chunk_at(chunk.end)
            rows += chunk.rows
        return rows[:height]

    # Cells

    def cells(self, row: Row) -> Cells:
        """The cells of what a row of text draws, from its indent on."""
        key = (row.start, row.end)
        cells = self._cells.get(key)
        if cells is None:
            chunk = self._chunk_at(row.chunk)
            cells = cells_of(
                chunk.text, row.start - chunk.start, row.end - chunk.start, base=chunk.start
            )
            if len(self._cells) > _KEEP:
                self._cells.clear()
            self._cells[key] = cells
        return cells

    def column(self, offset: int) -> tuple[Row, int]:
        """The row of an offset and its column from the beginning of the measure."""
        row = self.row_at(offset)
        if row.kind is not RowKind.TEXT:
            return row, 0
        return row, row.indent + self.cells(row).column(offset)

    def offset(self, row: Row, column: int) -> int:
        """The offset that is drawn at a column of the measure in a row, or nearest to it."""
        if row.kind is not RowKind.TEXT:
            return row.start
        return self.cells(row).offset(column - row.indent)

    def fold_of(self, row: Row) -> Fold | None:
        """The fold a row stands for or is the head of."""
        return self.fold_at(row.start) if row.kind in {RowKind.FOLD, RowKind.OPENED} else None

    # Chunks

    def _chunk_at(self, offset: int) -> _Chunk:
        chunk = self._chunks.get(offset)
        if chunk is not None:
            return chunk
        start, end, line = self._bounds(offset)
        chunk = self._chunks.get(start)
        if chunk is None:
            chunk = self._build(start, end, line)
            if len(self._chunks) > _KEEP:
                self._chunks.clear()
            self._chunks[start] = chunk
        return chunk

    def _bounds(self, offset: int) -> tuple[int, int, Line | None]:
        """The chunk that covers an offset, and its line if it is one of text."""
        offset = max(0, min(offset, self.length - 1))
        fold = self.closed_at(offset)
        if fold is not None:
            return fold.start, fold.end, None
        line = self.lines.at(offset)
        if line.blank:
            return (*self.lines.blanks(line), None)
        return (*self.lines.piece(line, offset), line)

    def _build(self, start: int, end: int, line: Line | None) -> _Chunk:
        rows: list[Row] = []
        fold = self.fold_at(start)
        if line is not None or (fold is not None and fold.first not in self.opened):
            if self._gap_before(start, line):
                rows.append(Row(start, 0, RowKind.GAP, start, start, start))
            if fold is not None and fold.start == start and fold.first in self.opened:
                rows.append(Row(start, len(rows), RowKind.OPENED, start, start, start))
        if line is None:
            kind = RowKind.BLANK if fold is None or fold.first in self.opened else RowKind.FOLD
            rows.append(Row(start, len(rows), kind, start, start, end))
            return _Chunk(start, end, "", tuple(rows))
        text = harmless(self.document.text[start : min(end, line.end)])
        rows += self._text_rows(start, end, line, text, len(rows))
        return _Chunk(start, end, text, tuple(rows))

    def _text_rows(self, start: int, end: int, line: Line, text: str, index: int) -> list[Row]:
        measure = self.geometry.measure
        main = self._main_block(line)
        kind = self._blocks.kind(main) if main >= 0 else BlockKind.PARAGRAPH
        indent = 2 if kind is BlockKind.QUOTATION and measure >= 20 else 0
        hang = 0
        if kind is BlockKind.LIST_ITEM and start == line.start:
            marker = _MARKER(text, 0, min(len(text), 24))
            hang = min(text_width(marker[0]), measure // 3) if marker else 0
        elif kind is BlockKind.LIST_ITEM:
            indent = min(2, measure // 3)
        width = measure - indent
        ranges = wrap(text, 0, len(text), width, rest=width - hang)
        rows: list[Row] = []
        for number, (first, after) in enumerate(ranges):
            inked = first + len(text[first:after].rstrip())
            last = number == len(ranges) - 1
            rows.append(
                Row(
                    start,
                    index + number,
                    RowKind.TEXT,
                    start + first,
                    start + inked,
                    end if last else start + after,
                    indent + (hang if number else 0),
                )
            )
        return rows

    def _main_block(self, line: Line) -> int:
        """The block that says how a line stands: the first in it that is not a dateline."""
        blocks = self._blocks
        index = blocks.first_touching(line.start)
        main = -1
        while index < len(blocks) and blocks.starts[index] < line.end:
            main = index
            if blocks.kind(index) is not BlockKind.DATELINE:
                break
            index += 1
        return main

    def _gap_before(self, start: int, line: Line | None) -> bool:
        """Whether a blank row of ours parts a chunk of text or a fold from what is above it."""
        if start == 0 or (line is not None and start != line.start):
            return False
        before = self.lines.at(start - 1)
        if before.blank:
            return False
        fold = self.fold_at(start)
        if (fold is not None and fold.start == start) or self.closed_at(start - 1) is not None:
            return True
        above, below = self._main_block(before), self._main_block(self.lines.at(start))
        if above == below:
            return above < 0 and before.end - before.start > _LINE_IS_PARAGRAPH
        if above < 0 or below < 0:
            return True
        return _apart(self._blocks.kind(above), self._blocks.kind(below))


def _apart(upper: BlockKind, lower: BlockKind) -> bool:
    """Whether two blocks on lines that follow each other are parted by a blank row."""
    if lower in _STANDS_APART or upper is BlockKind.TITLE:
        return True
    together = (upper is lower and upper in _RUNS_ON) or {upper, lower} <= _ASIDE
    return upper is not BlockKind.HEADING and not together

"""The rows of a layout that a view shows: where the top is, and when it moves."""

from __future__ import annotations

from tui.rendering.layout import Layout, Row

__all__ = ["Page"]


class Page:
    """``height`` rows of a layout.

    The place is kept as an offset and how many rows of ours (gaps, heads of folds) stand above
    it, so it outlives another width or other blocks, and comes back when the old size does.
    """

    def __init__(self, layout: Layout, height: int, offset: int = 0) -> None:
        self.layout = layout
        self.height = max(1, height)
        self.offset = 0
        self._top = layout.first()
        self._above = _ours_above(layout, self._top)
        self._rows: list[Row] | None = None
        if offset > 0:
            self._place(layout.row_at(offset))

    @property
    def rows(self) -> list[Row]:
        """What is shown, from the top; fewer than ``height`` only if the document is short."""
        if self._rows is None:
            layout = self.layout
            rows = layout.page(self._top, self.height)
            if len(rows) < self.height:
                rows = layout.page(layout.step(layout.last(), 1 - self.height), self.height)
            self._rows = rows
        return self._rows

    @property
    def top(self) -> Row:
        """The first row that is shown."""
        return self.rows[0]

    def _place(self, top: Row) -> bool:
        before = _order(self.top) if self._rows is not None else None
        self._top = top
        self._rows = None
        self._top = self.top
        self.offset = self._top.start
        self._above = _ours_above(self.layout, self._top)
        return _order(self._top) != before

    def relay(self, layout: Layout, height: int | None = None) -> None:
        """Show the same place of another layout of the text, or of another height."""
        self.height = max(1, self.height if height is None else height)
        self._rows = None
        if layout is not self.layout:
            self.layout = layout
            self._top = row = layout.row_at(self.offset)
            for step in range(1, self._above + 1):
                above = layout.step(row, -step)
                if above.chunk != row.chunk or not above.ours:
                    break
                self._top = above

    def row_index(self, offset: int) -> int | None:
        """Which row of the page an offset is in, None if it is not on it."""
        order = _order(self.layout.row_at(offset))
        rows = self.rows
        if not _order(rows[0]) <= order <= _order(rows[-1]):
            return None
        for index, row in enumerate(rows):
            if _order(row) == order:
                return index
        return None

    def scroll(self, count: int) -> bool:
        """Move by rows, no further than the ends; whether anything moved."""
        return self._place(self.layout.step(self.top, count))

    def put(self, offset: int, index: int) -> bool:
        """Show the row of an offset as the row ``index`` of the page, as near as the ends allow."""
        return self._place(self.layout.step(self.layout.row_at(offset), -index))

    def reveal(self, offset: int) -> bool:
        """Bring an offset that is out of view to a third of the height; whether the page moved."""
        if self.row_index(offset) is not None:
            return False
        return self.put(offset, self.height // 3)

    def follow(self, offset: int, direction: int, margin: int = 0) -> bool:
        """Scroll as little as shows an offset; far away, ``reveal`` it. Whether the page moved.

        Coming down (``direction`` above 0) ``margin`` rows below it are to be shown as well, and
        coming up those above it.
        """
        margin = min(margin, (self.height - 1) // 3)
        index = self.row_index(offset)
        if index is not None:
            if direction < 0 and index < margin:
                return self.scroll(index - margin)
            if direction > 0 and index >= self.height - margin:
                return self.scroll(index - (self.height - 1 - margin))
            return False
        layout = self.layout
        row = layout.row_at(offset)
        if _order(row) < _order(self.top):
            if _order(layout.step(row, self.height)) >= _order(self.top):
                return self.put(offset, margin)
        elif _order(layout.step(row, -self.height)) <= _order(self.rows[-1]):
            return self.put(offset, self.height - 1 - margin)
        return self.put(offset, self.height // 3)


def _ours_above(layout: Layout, top: Row) -> int:
    """How many rows of ours a page begins with."""
    count = 0
    while top.ours and (below := layout.step(top, 1)) != top:
        top, count = below, count + 1
    return count


def _order(row: Row) -> tuple[int, int]:
    return row.chunk, row.number

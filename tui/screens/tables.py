"""A table to sort, filter and choose from; its rows may still be coming."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from corpus.index.fold import fold
from corpus.turns import Turns, sorted_in_turns
from tui.rendering.kwic import fitted, fitted_left
from tui.rendering.palette import Palette
from tui.rendering.tables import GAP, Cell, Column, Placed, cell_text, place_columns, thousands
from tui.screens.arranged import ArrangedScreen, Rows
from tui.widgets.status_lines import Hint

__all__ = ["Filled", "TableRow", "TableScreen"]

Key = TypeVar("Key")

LOOKED_AT = 1000
"""How many rows are looked at for how wide columns have to be."""

WIDEST = 60
"""Cells that a text may want."""

STEP = 64
"""Rows looked at in one step of sorting or filtering."""


@dataclass(frozen=True, slots=True)
class TableRow(Generic[Key]):
    """One row: what the screen gives when it is chosen, and a cell for each column.

    Texts are harmless and on one line.
    """

    key: Key
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Filled(Generic[Key]):
    """How far the work is that fills a table, from 0 to 1, and all rows when they are others."""

    done: float
    rows: Sequence[TableRow[Key]] | None = None


class _Header(Widget):
    """The titles of the columns, with a sign at the one that is sorted by."""

    DEFAULT_CSS = "_Header { height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, table: TableScreen[Any]) -> None:
        super().__init__()
        self._table = table

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one
        """The titles over their columns."""
        width, palette = self.size.width, self._table.palette
        segments = [Segment(" ", palette.text), *self._table.draw_titles(width - 1)]
        return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


class TableScreen(ArrangedScreen[Key]):
    """Gives the key of the row that was chosen, or None when it is left.

    Rows stand as they are given until a person sorts them. ``filling`` gives rows as they become
    known, in steps of a few milliseconds; sorting and filtering are done again with them.
    ``notes`` say what the figures mean, the longest first; ``does`` says what Enter does, and
    ``empty`` why there may be no row.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("S", "reverse", show=False)]

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[TableRow[Key]],
        palette: Palette,
        *,
        filling: Iterator[Filled[Key]] | None = None,
        notes: Sequence[str] = (),
        does: str = "go there",
        empty: str = "nothing here",
        ascii_only: bool = False,
    ) -> None:
        super().__init__(palette, placeholder="words in the row", ascii_only=ascii_only)
        self._title = title
        self._columns = tuple(columns)
        self._rows = rows
        self._coming: Sequence[TableRow[Key]] | None = None
        """Rows that take the place of these when they are chosen and sorted."""
        self._filling = filling
        self._filled = 0.0
        self._notes = tuple(notes)
        self._does = does
        self._empty = empty
        self._sorted_by: int | None = None
        self._reverse = False
        self._wanted: tuple[int, ...] | None = None
        self._more = "~" if ascii_only else "…"
        self._signs = "^v" if ascii_only else "▲▼"

    # Rows

    def header(self) -> Widget:
        """The titles of the columns."""
        return _Header(self)

    def arrangement(self) -> Turns[Rows]:
        """The work that ends with the rows to show."""
        rows = self._rows if self._coming is None else self._coming
        return Turns(_arranged(rows, self.words, self._sorted_by, reverse=self._reverse))

    def show_rows(self, rows: Rows) -> None:
        """Show rows; where others have come, the cursor stays on the one with its key."""
        row, coming = self.row, self._coming
        if coming is not None:
            key = self._rows[row].key if row >= 0 else None
            row = next((number for number, other in enumerate(coming) if other.key == key), -1)
            self._rows, self._coming, self._wanted = coming, None, None
            self.query_one(_Header).refresh()
        self.show_following(rows, row)

    def choose(self, row: int) -> None:
        """Leave with the key of a row."""
        self.dismiss(self._rows[row].key)

    def action_sort(self) -> None:
        """Sort by the next column that is in sight, the largest numbers first."""
        numbers = [placed.number for placed in self._placed(self.listing.size.width - 1)]
        following = [n for n in numbers if self._sorted_by is None or n > self._sorted_by]
        self._sorted_by = (following or numbers)[0]
        self._reverse = self._columns[self._sorted_by].right
        self._sort()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._reverse = not self._reverse
        self._sort()

    def _sort(self) -> None:
        self.query_one(_Header).refresh()
        self.begin()

    # Filling

    def work_on(self, seconds: float) -> bool:
        """First what a person asked for, then more rows."""
        if super().work_on(seconds):
            return True
        if self._filling is None:
            return False
        filled = next(self._filling, None)
        if filled is None:
            self._filling, self._filled = None, 1.0
            self.redraw()
            return False
        self._filled = filled.done
        if filled.rows is not None:
            self._coming = filled.rows
            self.arranging = self.arrangement()
        return True

    # Drawing

    def _placed(self, width: int) -> list[Placed]:
        if self._wanted is None:
            self._wanted = tuple(
                max((self._width(row, number) for row in self._sample()), default=1)
                for number in range(len(self._columns))
            )
        return place_columns(self._columns, self._wanted, width - 1)

    def _sample(self) -> Sequence[TableRow[Key]]:
        """Rows enough to know how wide columns are: the first, and some of all the others."""
        step = max(1, len(self._rows) // LOOKED_AT)
        return [*self._rows[:LOOKED_AT], *self._rows[LOOKED_AT::step]]

    def _width(self, row: TableRow[Key], number: int) -> int:
        return min(WIDEST, cell_len(cell_text(row.cells[number], self._columns[number])))

    def draw(self, row: int, width: int) -> list[Segment]:
        """A row in ``width`` cells: texts at the left of their columns, numbers at the right."""
        segments: list[Segment] = []
        for at, placed in enumerate(self._placed(width)):
            column = self._columns[placed.number]
            text = cell_text(self._rows[row].cells[placed.number], column)
            segments.append(self._cell(text, placed.width, right=column.right))
            segments.append(Segment(" " * GAP))
            if at and not column.right:
                segments[-2] = Segment(segments[-2].text, self.palette.dim)
        return [Segment(" "), *segments]

    def draw_titles(self, width: int) -> list[Segment]:
        """The titles of the columns that are in sight."""
        segments = [Segment(" ")]
        for placed in self._placed(width):
            column = self._columns[placed.number]
            title = column.title
            if placed.number == self._sorted_by:
                sign = self._signs[self._reverse]
                title = f"{sign} {title}" if column.right else f"{title} {sign}"
            drawn = self._cell(title, placed.width, right=column.right)
            segments += [Segment(drawn.text, self.palette.accent), Segment(" " * GAP)]
        return segments

    def _cell(self, text: str, width: int, *, right: bool) -> Segment:
        if right:
            return Segment(fitted_left(text, width, self._more))
        drawn = fitted(text, width, self._more)
        return Segment(drawn + " " * (width - cell_len(drawn)))

    def title_texts(self) -> tuple[str, ...]:
        """The title; how many rows there are, and how far filling is."""
        total = thousands(len(self._rows))
        count = f"{thousands(len(self.shown))} of {total}" if self.words else total
        if self._filling is not None:
            return self._title, f"{count} · counting {self._filled:.0%}", f"{self._filled:.0%}"
        return self._title, count

    def empty_text(self) -> str:
        """What is said when there is no row."""
        if self._filling is not None:
            return "nothing yet"
        return super().empty_text() if len(self._rows) else self._empty

    def hints(self) -> tuple[Sequence[Hint], Sequence[Hint]]:
        """The keys."""
        back = Hint("Esc", "back")
        if not len(self._rows):
            return (back,), ()
        here = (Hint("Enter", self._does), Hint("s", "sort"), Hint("S", "reverse"))
        return here, (back, Hint("f", "filter"))

    def here_texts(self, row: int) -> list[str]:
        """The row in words, for columns that had no room."""
        cells = self._rows[row].cells
        parts = [
            f"{column.title} {text}" if column.right else text
            for cell, column in zip(cells, self._columns, strict=True)
            if (text := cell_text(cell, column))
        ]
        return [" · ".join(parts), *(" · ".join(parts[:n]) for n in (4, 3, 2, 1)), ""]

    def state_texts(self) -> list[str]:
        """What the figures mean."""
        return [*self._notes, ""]


def _arranged(
    rows: Sequence[TableRow[Any]], words: str, column: int | None, *, reverse: bool
) -> Generator[float, None, Rows]:
    """The rows that have all the words, sorted by a column; nothing in a cell comes last."""
    wanted = fold(words).split()
    chosen: list[int] = []
    for number, row in enumerate(rows):
        if wanted:
            text = fold(" ".join(str(cell) for cell in row.cells if cell is not None))
        if not wanted or all(word in text for word in wanted):
            chosen.append(number)
        if number % STEP == 0:
            yield number / len(rows)
    if column is None:
        return np.array(chosen[::-1] if reverse else chosen, np.int32)
    keys: list[tuple[bool, str | float]] = []
    for at, number in enumerate(chosen):
        cell = rows[number].cells[column]
        empty = cell is None or cell == ""
        value = 0 if cell is None else fold(cell) if isinstance(cell, str) else cell
        keys.append((empty is not reverse, value))
        if at % STEP == 0:
            yield at / len(chosen)
    order = yield from sorted_in_turns(keys, reverse=reverse)
    return np.array(chosen, np.int32)[np.array(order, np.int32)]

"""How one document is drawn in the list: as many columns as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.rendering.fitting import fill, fill_left
from tui.rendering.palette import Palette

__all__ = ["WIDE_LIST", "DocumentRow", "ListHeader", "ListShape", "document_strip", "list_width"]


WIDE_LIST = 72
"""From this width a list has all columns, and names them."""

SIGNS = {"unread": "●", "reading": "◐", "read": " ", "done": "✓", "problem": "!"}
ASCII_SIGNS = {"unread": "*", "reading": "o", "read": " ", "done": "v", "problem": "!"}


def list_width(width: int) -> int:
    """How many columns the list has beside the reader on a screen of so many."""
    return min(40, width * 3 // 10)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What the list knows of a document. Texts are one line and harmless.

    ``state`` is unread, reading, read, done or problem; ``length`` is in code points.
    """

    title: str
    date: str
    source: str
    length: int
    marks: int
    state: str


@dataclass(frozen=True, slots=True)
class ListShape:
    """Which columns a list needs: none is kept free for what no document has.

    ``marks`` is how many digits the counts of marks have, 0 when there are no marks.
    """

    sorted_by: str = "date"
    dated: bool = False
    sourced: bool = False
    marks: int = 0


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    width: int


def _columns(shape: ListShape, width: int) -> tuple[_Column, ...]:
    """The columns after the title, from left to right.

    Wide lists have all there are; a narrow one has the column that it is sorted by, and marks.
    """
    date = _Column("date", (10 if width >= 40 else 7) * shape.dated)
    source = _Column("source", 16 * shape.sourced)
    if width >= WIDE_LIST:
        marks = _Column("marks", 5)
        columns = [date, source, _Column("length", 6), _Column("state", 7), marks]
    else:
        narrow = {
            "source": _Column("source", 12 * shape.sourced),
            "length": _Column("length", 6),
            "date": date,
        }
        sorted_by = narrow.get(shape.sorted_by, _Column("", 0)) if width >= 30 else _Column("", 0)
        columns = [sorted_by, _Column("marks", shape.marks)]
    return tuple(column for column in columns if column.width)


def document_strip(
    row: DocumentRow,
    width: int,
    palette: Palette,
    shape: ListShape,
    *,
    ascii_only: bool = False,
) -> Strip:
    """One row of the list."""
    signs = ASCII_SIGNS if ascii_only else SIGNS
    cells = {
        "date": row.date if width >= 40 else row.date[:7],
        "source": row.source,
        "length": _short(row.length),
        "state": row.state,
        "marks": str(row.marks) if row.marks else "",
    }
    more = "." if ascii_only else "…"
    tail = "".join(
        f" {fill_left(cells[column.name], column.width, more)}" for column in _columns(shape, width)
    )
    room = max(0, width - cell_len(tail) - 4)
    title_style = palette.error if row.state == "problem" else palette.text
    if row.state == "unread":
        title_style += palette.strong
    segments = [
        Segment(f" {signs[row.state]} ", palette.accent),
        Segment(fill(row.title, room, more), title_style),
        Segment(tail, palette.dim),
    ]
    return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


class ListHeader(Widget):
    """One row that names the columns of a wide list."""

    DEFAULT_CSS = "ListHeader { height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._shape = ListShape()

    def set_palette(self, palette: Palette) -> None:
        """The styles to draw with."""
        self._palette = palette
        self.refresh()

    def set_shape(self, shape: ListShape) -> None:
        """The columns there are."""
        if shape != self._shape:
            self._shape = shape
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The names, over their columns."""
        palette, width = self._palette, self.size.width
        if palette is None or y:
            return Strip.blank(width)
        columns = _columns(self._shape, width - 1)
        tail = "".join(f" {fill_left(column.name, column.width, '.')}" for column in columns)
        segments = [
            Segment("    title".ljust(max(0, width - cell_len(tail) - 1)), palette.dim),
            Segment(tail, palette.dim),
        ]
        return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


def _short(length: int) -> str:
    if length < 1000:
        return str(length) if length else ""
    if length < 1_000_000:
        return f"{length / 1000:.1f}k"
    return f"{length / 1_000_000:.1f}M"

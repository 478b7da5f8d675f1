"""The columns of a concordance: what stands before, what it is about, what stands after."""

from __future__ import annotations

from dataclasses import dataclass

from tui.rendering.cells import cells_of

__all__ = ["KwicColumns", "fitted", "fitted_left"]

RULED = 60
"""From this width on rules part the columns."""

TITLED, DATED = 88, 108
"""From these widths on there is room for the title and the date of the document."""

DATE = 10
_SIGNS = 4
"""Cells of the sign of what is picked and of what is decided, each with a blank."""
_RULE = 3


@dataclass(frozen=True, slots=True)
class KwicColumns:
    """Widths in cells. ``ruled``: rules stand around ``middle``, and ``right`` begins in a column.

    Without rules ``right`` is the room of both, and goes on where the middle ends. ``title`` and
    ``date`` are 0 where there is no room for them; otherwise two blanks stand before each.
    """

    left: int
    middle: int
    right: int
    title: int
    date: int
    ruled: bool

    @classmethod
    def of(cls, width: int, wanted: int, *, titled: bool = True, dated: bool = True) -> KwicColumns:
        """The columns of a row of ``width`` cells; ``wanted`` is what the middle needs.

        Without ``titled`` nothing of the document is shown, without ``dated`` no date.
        """
        title = min(30, width // 6) if titled and width >= TITLED else 0
        date = DATE if titled and dated and width >= DATED else 0
        room = max(0, width - _SIGNS - (title and title + 2) - (date and date + 2))
        if width < RULED:
            left = room * 2 // 5
            return cls(left, 0, room - left, title, date, ruled=False)
        room -= 2 * _RULE
        middle = min(max(wanted, 6), room // 4)
        left = (room - middle) // 2
        return cls(left, middle, room - middle - left, title, date, ruled=True)


def fitted(text: str, width: int, more: str = "…") -> str:
    """Harmless text in at most ``width`` cells, cut at its end, between clusters."""
    cells = cells_of(text)
    if cells.width <= width:
        return cells.cut(cells.start, cells.end)[0]
    if width < 1:
        return ""
    return cells.cut(0, cells.offset(width - 1))[0] + more


def fitted_left(text: str, width: int, more: str = "…") -> str:
    """Harmless text in exactly ``width`` cells at their right, cut at its beginning."""
    cells = cells_of(text)
    if cells.width <= width:
        drawn, size = cells.cut(cells.start, cells.end)
        return " " * (width - size) + drawn
    if width < 1:
        return ""
    column = cells.width - width + 1
    if column < cells.width:
        first = cells.offset(column)
        if cells.column(first) < column:  # in the middle of a wide one
            first = cells.offset(column + 1) if column + 1 < cells.width else cells.end
    else:
        first = cells.end
    drawn, size = cells.cut(first, cells.end)
    return " " * (width - 1 - size) + more + drawn

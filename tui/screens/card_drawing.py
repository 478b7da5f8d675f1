"""How the rows of an entity card are drawn: names and facts, bars, and what stands under a bar."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from corpus.hostile import harmless_line
from tui.rendering.bars import cells_for, dispersion_bar, sparkline
from tui.rendering.cells import text_width
from tui.rendering.palette import Palette
from tui.rendering.strips import fit
from tui.screens.card_rows import Bar, CardRow, More

__all__ = ["axis_strip", "bar_strip", "card_strip"]

WIDEST_PERIOD = 3
"""Cells of one period of the timeline, when there are few."""

LEAST_NAME = 16
"""Cells that a name keeps beside a long fact, when it has so many."""


def card_strip(
    row: CardRow, indent: int, width: int, palette: Palette, *, ascii_only: bool = False
) -> Strip:
    """A text to the left and a fact to the right."""
    more = "~" if ascii_only else "…"
    style = palette.text
    if row.heading:
        style = palette.text + palette.dim
    elif isinstance(row.target, More):
        style = palette.text + palette.accent
    fact = harmless_line(row.fact)
    least = min(LEAST_NAME, text_width(row.text))
    most = max(width // 2, width - least - indent - 3)
    size = min(text_width(fact), max(0, most)) if fact else 0
    room = max(0, width - size - indent - 2 * bool(size) - 1)
    return Strip(
        [
            Segment(" " * indent, palette.text),
            fit(row.text, room, style, more),
            Segment("  " * bool(size), palette.text),
            fit(fact, size, palette.text + palette.dim, more),
        ]
    )


def bar_strip(bar: Bar, width: int, palette: Palette, *, ascii_only: bool = False) -> Strip:
    """A bar, set in by one; what there is no room for is added up."""
    draw = sparkline if bar.kind == "time" else dispersion_bar
    cells = draw(bar.counts(), width - 2, ascii_only=ascii_only)
    wide = _wide(bar, width)
    drawn = "".join(cell * wide for cell in cells)
    return Strip([Segment(" ", palette.text), Segment(drawn, palette.text)])


def axis_strip(
    row: CardRow, bar: Bar, at: int, width: int, palette: Palette, *, ascii_only: bool = False
) -> Strip:
    """What stands under a bar: its ends, and a sign under cell ``at`` (-1: none)."""
    wide, ends = _wide(bar, width), text_width(row.text + row.fact)
    drawn = len(cells_for(len(bar.cells), width - 2)) * wide
    size = min(width - 1, max(drawn, ends + 2))
    axis = row.text + " " * max(1, size - ends) + row.fact
    dim = palette.text + palette.dim
    if at < 0:
        return Strip([Segment(" ", palette.text), Segment(axis, dim)])
    column = at * wide + wide // 2
    if column <= text_width(row.text):  # a sign in a word is read as a letter of it
        axis = axis[text_width(row.text) :].rjust(size)
    elif column >= size - text_width(row.fact) - 1:
        axis = axis[: size - text_width(row.fact)].ljust(size)
    return Strip(
        [
            Segment(" ", palette.text),
            Segment(axis[:column].ljust(column), dim),
            Segment("^" if ascii_only else "▲", palette.text + palette.accent),
            Segment(axis[column + 1 :], dim),
        ]
    )


def _wide(bar: Bar, width: int) -> int:
    """The cells of each count: few periods are drawn wide."""
    if bar.kind != "time":
        return 1
    return min(WIDEST_PERIOD, max(1, (width - 2) // max(1, len(bar.cells))))

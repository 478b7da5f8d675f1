"""The columns of a table: how wide each is, and which are left out where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len

__all__ = ["Cell", "Column", "Placed", "cell_text", "place_columns", "thousands"]

Cell: TypeAlias = str | int | float | None
"""What stands in a table: text (harmless, one line), a number, or nothing."""

GAP = 2
NARROWEST = 16
"""Cells below which a column that gives way is not made narrower while another can go."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``right``: at the right, as numbers are; the largest come first when sorted.

    A ``flexible`` column gives way, and takes the room that is left. Where there is too little,
    the columns with the highest ``spare`` are left out, one by one; those with 0 stay.
    ``digits`` are the decimals of a number that is no whole one.
    """

    title: str
    right: bool = False
    flexible: bool = False
    spare: int = 0
    digits: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A column that is shown: its number, and its width in cells."""

    number: int
    width: int


def cell_text(cell: Cell, column: Column) -> str:
    """What a cell shows."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    digits = 0 if isinstance(cell, int) else column.digits
    return thousands(cell, digits)


def thousands(number: float, digits: int = 0) -> str:
    """A number with a blank after each three figures, as everywhere on the screen."""
    return f"{number:,.{digits}f}".replace(",", " ")


def place_columns(columns: Sequence[Column], wanted: Sequence[int], width: int) -> list[Placed]:
    """The columns that have room in ``width`` cells, two blanks between them.

    ``wanted`` is how wide the contents of each are; a title and the sign beside it have room too.
    """
    widths = [
        max(size, cell_len(column.title) + 2) for size, column in zip(wanted, columns, strict=True)
    ]
    kept = list(range(len(columns)))
    while _least(columns, widths, kept) > width:
        last = max(kept, key=lambda number: (columns[number].spare, number))
        if not columns[last].spare:
            break
        kept.remove(last)
    free = width - sum(widths[number] for number in kept) - GAP * (len(kept) - 1)
    flexible = [number for number in kept if columns[number].flexible]
    while free < 0 and flexible:
        widest = max(flexible, key=widths.__getitem__)
        if widths[widest] <= 1:
            break
        widths[widest] -= 1
        free += 1
    if free > 0 and flexible:
        widths[flexible[0]] += free
    return [Placed(number, widths[number]) for number in kept]


def _least(columns: Sequence[Column], widths: Sequence[int], kept: Sequence[int]) -> int:
    """The room that columns need when those that can give way do."""
    needed = (
        min(widths[number], NARROWEST) if columns[number].flexible else widths[number]
        for number in kept
    )
    return sum(needed) + GAP * (len(kept) - 1)

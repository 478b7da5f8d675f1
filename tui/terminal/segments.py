"""Rows cut into what is written in one go: stretches of changed cells in one style."""

from __future__ import annotations

import re
from itertools import repeat
from operator import is_

from tui.terminal.styles import Cell, Style, Styles

__all__ = ["Segment", "after_risk", "segments_of"]

_runs = re.compile(b"\x00+").finditer
_BRIDGE = 8
_MOVE = 3


class Segment:
    """The cells of row ``y`` from ``start`` to ``end`` that are written in one style.

    Where it is ``blank`` nothing but the ground of ``style`` matters. ``erased`` when everything
    from ``start`` to the end of the row is that blank; it can be erased from any cell up to
    ``end``. ``pinned`` when it must be written in its turn.
    """

    __slots__ = ("blank", "end", "erased", "pinned", "start", "style", "y")

    def __init__(self, y: int, start: int, end: int, style: Style, *, blank: bool) -> None:
        self.y = y
        self.start, self.end = start, end
        self.style = style
        self.blank = blank
        self.erased = False
        self.pinned = False


def after_risk(row: list[Cell], same: bytes) -> bytes:
    """What to draw again when a terminal may have counted other cells: all right of it."""
    at = same.find(0)
    while at >= 0:
        if row[at].risky:
            return same[:at] + bytes(len(row) - at)
        at = same.find(0, at + 1)
    return same


def segments_of(
    y: int, row: list[Cell], same: bytes, styles: Styles, *, erases_in_colour: bool
) -> list[Segment]:
    """What to write so that the cells of a row become right that are not (0 in ``same``)."""
    limit = len(row)
    last = row[-1]
    erased: Segment | None = None
    if last.text == " " and last.style.erasable and (erases_in_colour or last.style.is_plain):
        tail = len(bytes(map(is_, row, repeat(last))).rstrip(b"\x01"))
        first = same.find(0, tail)
        if first >= 0 and same.rfind(0) - first >= _MOVE:
            limit = tail
            erased = Segment(y, tail, first, last.style, blank=True)
            erased.erased = True
    found: list[Segment] = []
    for start, end in _bridged(row, same, limit, styles):
        _cut(y, row, start, end, found)
    if erased is not None:
        found.append(erased)
    return found


def _cut(y: int, row: list[Cell], start: int, end: int, found: list[Segment]) -> None:
    """Part a run of cells where the style changes. Blanks go with the text beside them."""
    style = row[start].style
    blank = row[start].text == " "
    on_blank = style.blank
    for x in range(start, end):
        cell = row[x]
        other = cell.style
        if other is style:
            if blank and cell.text != " ":
                blank = False
        elif other is on_blank and cell.text == " ":
            continue
        elif blank and other.blank is style:
            style, on_blank, blank = other, style, False
        else:
            found.append(Segment(y, start, x, style, blank=blank))
            start = x
            style, on_blank = other, other.blank
            blank = cell.text == " "
    found.append(Segment(y, start, end, style, blank=blank))


def _bridged(row: list[Cell], same: bytes, limit: int, styles: Styles) -> list[tuple[int, int]]:
    """The runs of changed cells, joined where writing what is between is no longer."""
    runs: list[tuple[int, int]] = []
    for match in _runs(same, 0, limit):
        start, end = match.span()
        # Both halves of a wide character are written, or none.
        if not row[start].width:
            start -= 1
        if row[end - 1].width == 2:
            end += 1
        if runs:
            first, before = runs[-1]
            if start <= before:
                runs[-1] = first, max(end, before)
                continue
            if start - before <= _BRIDGE and _bridge_pays(row, before, start, styles):
                runs[-1] = first, end
                continue
        runs.append((start, end))
    return runs


def _bridge_pays(row: list[Cell], start: int, end: int, styles: Styles) -> bool:
    """Whether writing the cells between two runs is no longer than a move across them."""
    left = row[start - 1]
    move = _MOVE + (end - start > 1)
    if left.risky or not row[start].width:
        return False
    pen, after = left.style, row[end].style
    cost = 0
    for cell in row[start:end]:
        if cell.risky:
            return False
        cost += cell.size if cell.width else 0
        if cell.style is not pen and not (cell.text == " " and pen.blank is cell.style):
            cost += len(styles.change(pen, cell.style))
            pen = cell.style
        if cost > move + _BRIDGE:
            return False
    return cost + len(styles.change(pen, after)) <= move + len(styles.change(left.style, after))

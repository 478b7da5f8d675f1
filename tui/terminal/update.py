"""The bytes that turn one screen into another: moves, colours, runs of cells, erasing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from operator import is_

from tui.terminal.scrolling import Rows, Scroll
from tui.terminal.styles import Cell, Style, Styles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.terminal.abilities import Abilities

__all__ = ["Painter", "move_sequence"]

_runs = re.compile(b"\x00+").finditer
_BRIDGE = 8
_CONTROL_SIZE = 3


def _numbered(count: int, final: str) -> str:
    return f"\x1b[{count}{final}" if count > 1 else f"\x1b[{final}"


def _across(column: int | None, to_column: int, *, absolute: bool) -> list[str]:
    """The ways along a row."""
    ways = ["\r" + _numbered(to_column, "C") if to_column else "\r"]
    if absolute:
        ways.append(f"\x1b[{to_column + 1}G")
    if column is not None:
        right = to_column - column
        if right > 0:
            ways.append(_numbered(right, "C"))
        else:
            ways.append("\b" * -right if right >= -3 else _numbered(-right, "D"))
    return ways


def move_sequence(
    row: int | None, column: int | None, to_row: int, to_column: int, *, absolute: bool
) -> str:
    """The shortest move of the cursor that is known; ``None``: it is not known where it is.

    ``absolute``: the terminal knows CHA and VPA. Line feeds are used only below a return, since a
    line discipline may add one, and only to rows that exist, so that nothing scrolls.
    """
    if row == to_row and column == to_column:
        return ""
    if to_column:
        ways = [f"\x1b[{to_row + 1 if to_row else ''};{to_column + 1}H"]
    else:
        ways = [f"\x1b[{to_row + 1}H" if to_row else "\x1b[H"]
    if row is None:
        return ways[0]
    down = to_row - row
    if not down:
        ways += _across(column, to_column, absolute=absolute)
    elif column == to_column:
        ways.append(_numbered(abs(down), "B" if down > 0 else "A"))
        if absolute:
            ways.append(f"\x1b[{to_row + 1}d")
    if 0 < down <= 3:
        ways.append("\r" + "\n" * down + (_numbered(to_column, "C") if to_column else ""))
    return min(ways, key=len)


class Painter:
    """Writes one update. ``row``, ``column`` and ``pen`` are the terminal's, None: not known."""

    def __init__(
        self,
        styles: Styles,
        abilities: Abilities,
        pen: Style | None,
        row: int | None,
        column: int | None,
    ) -> None:
        self.styles = styles
        self.abilities = abilities
        self.pen = pen
        self.row, self.column = row, column
        self._written: list[str] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._written)

    @property
    def size(self) -> int:
        """How many bytes that is."""
        return len(self.text.encode("utf-8", "replace"))

    def move(self, row: int, column: int) -> None:
        """Go to a cell."""
        if self.row == row and self.column == column:
            return
        self._written.append(
            move_sequence(self.row, self.column, row, column, absolute=self.abilities.erases_cells)
        )
        self.row, self.column = row, column

    def set_pen(self, style: Style) -> None:
        """Write on in a style."""
        if self.pen is not style:
            self._written.append(self.styles.change(self.pen, style))
            self.pen = style

    def set_ground(self, style: Style) -> None:
        """Write or erase blanks that look as ``style`` does."""
        if self.pen is None:
            self.set_pen(style)
        elif self.pen.blank is not style:
            self.set_pen(self.styles.mixed(self.pen, style))

    def erases(self, style: Style) -> bool:
        """Whether blanks of a style can be made by erasing."""
        return style.erasable and (self.abilities.erases_in_colour or style.is_plain)

    # Whole screens

    def clear(self, cell: Cell) -> None:
        """Erase everything, whatever was shown; the region that scrolls is the whole screen."""
        if self.pen is None:
            self._written.append("\x1b[m")
            self.pen = self.styles.plain
        self.set_ground(cell.style)
        self._written.append("\x1b[s\x1b[r" if self.abilities.margins else "\x1b[r")
        self._written.append("\x1b[H\x1b[J")
        self.row = self.column = 0

    def scroll(self, scroll: Scroll, blank: Cell, drawn: Rows) -> int:
        """Scroll a rectangle, the exposed rows becoming ``blank``.

        One such row is drawn at once where the cursor stands in it anyway; gives which, or -1.
        """
        height, width = len(drawn), len(drawn[0])
        done = -1
        self.set_ground(blank.style)
        top, bottom = scroll.top, scroll.bottom
        count = abs(scroll.shift)
        region = top > 0 or bottom < height
        if region:
            first = str(top + 1) if top else ""
            self._written.append(f"\x1b[{first}{f';{bottom}' if bottom < height else ''}r")
            self.row = self.column = 0
        if scroll.left or scroll.right < width:
            after = _numbered(count, "S" if scroll.shift > 0 else "T")
            self._written.append(f"\x1b[{scroll.left + 1};{scroll.right}s{after}\x1b[s")
            self.row = self.column = 0
        elif count > 1 and self.abilities.scrolls:
            self._written.append(_numbered(count, "S" if scroll.shift > 0 else "T"))
        else:
            edge = bottom - 1 if scroll.shift > 0 else top
            self.move(edge, 0)
            self._written.append(("\n" if scroll.shift > 0 else "\x1bM") * count)
            if count == 1:
                same = bytes(map(is_, repeat(blank, width), drawn[edge]))
                self.paint_row(edge, drawn[edge], _after_risk(drawn[edge], same))
                done = edge
        if region:
            self._written.append("\x1b[r")
            self.row = self.column = 0
        return done

    def paint(self, drawn: Rows, same: Sequence[bytes], *, risks: bool = False) -> None:
        """Draw the cells that are not the same (0 in ``same``) as what is shown."""
        for y, (row, kept) in enumerate(zip(drawn, same, strict=True)):
            if 0 in kept:
                self.paint_row(y, row, _after_risk(row, kept) if risks else kept)

    # One row

    def paint_row(self, y: int, row: list[Cell], same: bytes) -> None:
        """Draw the cells of one row that are not the same."""
        width = len(row)
        limit = width
        last = row[-1]
        erase = -1
        if last.text == " " and self.erases(last.style):
            tail = len(bytes(map(is_, row, repeat(last))).rstrip(b"\x01"))
            first = same.find(0, tail)
            if first >= 0 and same.rfind(0) - first >= _CONTROL_SIZE:
                limit = tail
                erase = first
        for start, end in self._bridged(row, same, limit):
            self.move(y, start)
            self._run(y, row, start, end)
        if erase >= 0:
            if self.row != y or self.column != limit:
                self.move(y, erase)
            self.set_ground(last.style)
            self._written.append("\x1b[K")

    def _bridged(self, row: list[Cell], same: bytes, limit: int) -> list[tuple[int, int]]:
        """The runs of changed cells, joined where writing what is between is no longer."""
        runs: list[tuple[int, int]] = []
        for match in _runs(same, 0, limit):
            start, end = match.span()
            if runs:
                first, before = runs[-1]
                gap = start - before
                if gap <= _BRIDGE and self._bridge_pays(row, before, start):
                    runs[-1] = first, end
                    continue
            runs.append((start, end))
        return runs

    def _bridge_pays(self, row: list[Cell], start: int, end: int) -> bool:
        """Whether writing the cells between two runs is no longer than a move across them."""
        left = row[start - 1]
        gap = end - start
        move = _CONTROL_SIZE + (gap > 1)
        if left.risky or not row[start].width:
            return False
        pen, after = left.style, row[end].style
        cost = 0
        for cell in row[start:end]:
            if cell.risky:
                return False
            cost += cell.size if cell.width else 0
            if cell.style is not pen and not (cell.text == " " and pen.blank is cell.style):
                cost += len(self.styles.change(pen, cell.style))
                pen = cell.style
            if cost > move + _BRIDGE:
                return False
        return cost + len(self.styles.change(pen, after)) <= move + len(
            self.styles.change(left.style, after)
        )

    def _run(self, y: int, row: list[Cell], start: int, end: int) -> None:
        """Write the cells from ``start`` to ``end``, where the cursor is."""
        write = self._written.append
        x = start
        erased = 0
        while x < end:
            cell = row[x]
            style = cell.style
            first = x
            x += 1
            if not cell.risky:
                while x < end and row[x] is cell:
                    x += 1
            if cell.text == " ":
                if self.pen is None or self.pen.blank is not style:
                    self._ground_for_run(row, x, end, style)
                erased = self._blanks(x - first, style, last=x == end)
                continue
            if self.pen is not style:
                write(self.styles.change(self.pen, style))
                self.pen = style
            if cell.width == 2:
                x = first + 2
            if cell.risky:
                self._risk(y, first, cell, len(row))
                if x < end:
                    self.move(y, x)
                continue
            write(cell.text)
            if x - first > 1 and cell.width == 1:
                self._again(cell, x - first - 1)
        if not row[end - 1 if row[end - 1].width else end - 2].risky:
            self._place(y, end - erased if end - erased < len(row) else None)

    def _risk(self, y: int, x: int, cell: Cell, width: int) -> None:
        """Write a cell after which nobody knows where the cursor is."""
        if cell.width == 2:  # blanks first, should the terminal take it for a narrow one
            self._written.append("  ")
            self._place(y, x + 2 if x + 2 < width else None)
            self.move(y, x)
        self._written.append(cell.text)
        self._place(y, None)

    def _place(self, row: int, column: int | None) -> None:
        self.row, self.column = row, column

    def _ground_for_run(self, row: list[Cell], x: int, end: int, style: Style) -> None:
        """Set a pen for blanks: that of the text after them where it will do."""
        while x < end and row[x].text == " " and row[x].style is style:
            x += 1
        if x < end and row[x].text != " " and row[x].style.blank is style:
            self.set_pen(row[x].style)
        else:
            self.set_ground(style)

    def _blanks(self, count: int, style: Style, *, last: bool) -> int:
        """Write blanks, the last of a run or not; gives by how many cells the cursor lags."""
        digits = len(str(count))
        best, text, lag = count, " " * count, 0
        if count > _CONTROL_SIZE and self.abilities.repeats and digits + 4 < best:
            best, text = digits + 4, f" \x1b[{count - 1}b"
        if count > _CONTROL_SIZE and self.abilities.erases_cells and self.erases(style):
            # The cursor stays where it is: what follows needs a move.
            if last and digits + 3 < best:
                text, lag = f"\x1b[{count}X", count
            elif 2 * (digits + 3) < best:
                text = f"\x1b[{count}X\x1b[{count}C"
        self._written.append(text)
        return lag

    def _again(self, cell: Cell, count: int) -> None:
        """Write a cell some more times."""
        plain = len(cell.text) == 1 and not cell.risky
        if self.abilities.repeats and plain and len(str(count)) + 3 < cell.size * count:
            self._written.append(f"\x1b[{count}b")
        else:
            self._written.append(cell.text * count)


def _after_risk(row: list[Cell], same: bytes) -> bytes:
    """What to draw again when a terminal may have counted other cells: all right of it."""
    at = same.find(0)
    while at >= 0:
        if row[at].risky:
            return same[:at] + bytes(len(row) - at)
        at = same.find(0, at + 1)
    return same

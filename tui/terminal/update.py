"""The bytes that turn one screen into another: moves, colours, text, erasing.

A change of colour is long, a move is short. So what stands in another colour within a text is
left out at first, and written afterwards with everything else of its colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import is_

from tui.terminal.moves import move_sequence, numbered
from tui.terminal.scrolling import Rows, Scroll
from tui.terminal.segments import Segment, after_risk, segments_of
from tui.terminal.styles import Cell, Style, Styles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.terminal.abilities import Abilities

__all__ = ["Painter"]

_repeated = re.compile(r"(.)\1{4,}|([^\x00-\x7f])\2{2,}").sub
_blank_end = re.compile(r" {5,}\Z").search
_CHEAP = 9
"""Bytes of a change of style that is never worth a detour."""
_DETOUR = 12
"""What it takes to step over a segment and to come back to it."""
_FEW = 60
_LATER = 4
"""What a style more at the end costs besides: the next update begins in it."""


class Painter:
    """Writes one update.

    ``row``, ``column`` and ``pen`` are the terminal's, None: not known. ``back``: backspaces may be
    used, which no program draws with.
    """

    def __init__(
        self,
        styles: Styles,
        abilities: Abilities,
        pen: Style | None,
        row: int | None,
        column: int | None,
        *,
        back: bool = True,
    ) -> None:
        self.styles = styles
        self.abilities = abilities
        self.pen = pen
        self.row, self.column = row, column
        self._back = back
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
        if self.row != row or self.column != column:
            absolute = self.abilities.erases_cells
            self._written.append(
                move_sequence(
                    self.row, self.column, row, column, absolute=absolute, back=self._back
                )
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
            after = numbered(count, "S" if scroll.shift > 0 else "T")
            self._written.append(f"\x1b[{scroll.left + 1};{scroll.right}s{after}\x1b[s")
            self.row = self.column = 0
        elif count > 1 and self.abilities.scrolls:
            self._written.append(numbered(count, "S" if scroll.shift > 0 else "T"))
        else:
            edge = bottom - 1 if scroll.shift > 0 else top
            self.move(edge, 0)
            self._written.append(("\n" if scroll.shift > 0 else "\x1bM") * count)
            if count == 1:
                same = bytes(map(is_, repeat(blank, width), drawn[edge]))
                if 0 in same:
                    self._write_all(drawn, self._segments(edge, drawn[edge], same), put_off=False)
                done = edge
        if region:
            self._written.append("\x1b[r")
            self.row = self.column = 0
        return done

    def paint(self, drawn: Rows, same: Sequence[bytes], *, risks: bool = False) -> None:
        """Draw the cells that are not the same (0 in ``same``) as what is shown."""
        segments: list[Segment] = []
        for y, (row, kept) in enumerate(zip(drawn, same, strict=True)):
            if 0 in kept:
                segments += self._segments(y, row, kept, risks=risks)
        if len(segments) > _FEW:
            self._write_all(drawn, segments, put_off=True)
            return
        # So few that both ways can be tried.
        before = self._written, self.pen, self.row, self.column
        ways = []
        for put_off in (False, True):
            written, self.pen, self.row, self.column = before
            self._written = []
            self._write_all(drawn, segments, put_off=put_off)
            ways.append((self._written, self.pen, self.row, self.column))
        sizes = [sum(map(len, way[0])) for way in ways]
        new, self.pen, self.row, self.column = ways[sizes[1] < sizes[0]]
        self._written = [*written, *new]

    # Segments

    def _segments(
        self, y: int, row: list[Cell], same: bytes, *, risks: bool = True
    ) -> list[Segment]:
        if risks:
            again = after_risk(row, same)
            pinned = again is not same
        else:
            again, pinned = same, False
        bce = self.abilities.erases_in_colour
        found = segments_of(y, row, again, self.styles, erases_in_colour=bce)
        if pinned:
            for segment in found:
                segment.pinned = True
        return found

    def _cost(self, pen: Style | None, segment: Segment) -> int:
        """Bytes to change the pen for a segment."""
        style = segment.style
        if pen is style or (segment.blank and pen is not None and pen.blank is style):
            return 0
        if segment.blank and pen is not None:
            style = self.styles.mixed(pen, style)
        return len(self.styles.change(pen, style))

    def _cost_of(self, style: Style) -> int:
        return len(self.styles.change(self.pen, style))

    def _write_all(self, drawn: Rows, segments: list[Segment], *, put_off: bool) -> None:
        """Write segments one after the other; or put off those for which it seems to pay."""
        deferred: dict[Style, list[Segment]] = {}
        following: Iterator[Segment] = iter(segments)
        next(following, None)
        for segment in segments:
            after = next(following, None)
            cost = self._cost(self.pen, segment)
            if put_off and cost > _CHEAP and after is not None and not segment.pinned:
                style = segment.style
                if segment.blank and self.pen is not None:
                    style = self.styles.mixed(self.pen, style)
                later = self._cost(self.pen, after) + _DETOUR
                if segment.style not in deferred:
                    later += cost + _LATER
                if later < cost + self._cost(style, after):
                    deferred.setdefault(segment.style, []).append(segment)
                    continue
            self._write(drawn[segment.y], segment)
        while deferred:
            nearest = min(deferred, key=self._cost_of)
            for segment in deferred.pop(nearest):
                self._write(drawn[segment.y], segment)

    def _write(self, row: list[Cell], segment: Segment) -> None:
        y, start, end = segment.y, segment.start, segment.end
        if segment.erased:
            if self.row != y or self.column is None or not start <= self.column <= end:
                self.move(y, end)
            self.set_ground(segment.style)
            self._written.append("\x1b[K")
            return
        self.move(y, start)
        if segment.blank:
            self.set_ground(segment.style)
        else:
            self.set_pen(segment.style)
        cells = row[start:end]
        text = "".join([cell.text for cell in cells])
        lag = 0
        if segment.pinned and any(cell.risky for cell in cells):
            self._write_risky(y, start, cells, len(row))
            return
        if len(text) == len(cells) and all(cell.width == 1 for cell in cells):
            lag, text = self._shortened(text)
        self._written.append(text)
        self.column = end - lag if end - lag < len(row) else None

    def _write_risky(self, y: int, x: int, cells: list[Cell], width: int) -> None:
        """Write cells after some of which nobody knows where the cursor is."""
        for cell in cells:
            if cell.width:
                self.move(y, x)
                if cell.risky and cell.width == 2:
                    # Blanks first, should the terminal take it for a narrow one.
                    self._written.append("  ")
                    self.column = x + 2 if x + 2 < width else None
                    self.move(y, x)
                self._written.append(cell.text)
                after = x + cell.width
                self.column = None if cell.risky or after >= width else after
            x += 1

    def _shortened(self, text: str) -> tuple[int, str]:
        """A text of narrow characters in fewer bytes, and how far the cursor is left behind."""
        pen = self.pen
        assert pen is not None
        lag, end = 0, ""
        if (match := _blank_end(text)) and self._erases(pen.blank):
            lag = len(match[0])
            end = f"\x1b[{lag}X"
            text = text[:-lag]
        return lag, _repeated(self._repetition, text) + end

    def _repetition(self, match: re.Match[str]) -> str:
        """A character and how often it comes again; blanks may be stepped over."""
        run = match[0]
        count = len(run)
        best, size = run, len(run.encode("utf-8", "replace"))
        if self.abilities.repeats:
            again = f"{run[0]}\x1b[{count - 1}b"
            if len(again) + size // count - 1 < size:
                return again
        pen = self.pen
        if run[0] == " " and pen is not None and self._erases(pen.blank):
            erased = f"\x1b[{count}X\x1b[{count}C"
            if len(erased) < size:
                best = erased
        return best

    def _erases(self, style: Style) -> bool:
        """Whether blanks of a style can be made by erasing cells."""
        abilities = self.abilities
        known = abilities.erases_in_colour or style.is_plain
        return abilities.erases_cells and style.erasable and known

"""The screen as the program draws it and as the terminal shows it, and what leads to the other."""

from __future__ import annotations

import re

from tui.terminal.drawing import Drawing, blank_rows
from tui.terminal.scrolling import Scroll, find_scroll, same_cells, scrolled
from tui.terminal.styles import UNKNOWN, Cell, Style, Styles
from tui.terminal.update import Painter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.terminal.abilities import Abilities

__all__ = ["Screen", "Unmodelled"]

# What a program may say to a terminal besides drawing.
_SAID = (
    "\x1b\\[(?:"
    r"\?[\d;]{1,64}[hl]|\?[\d;]{1,16}\$p|[<>=?][\d;]{0,16}u|\d{0,2} q|>\d{0,2}q|\??[\d;]{1,16}n"
    r"|[>=]?\d{0,2}c|1[13-9]t|2[0-3](?:;[0-2]){0,2}t|>4(?:;[0-2])?m"
    ")"
    "|\x1b\\](?:[0124]|1[0-2]|22|52|104|11[0-2])(?:;[^\x00-\x1f\x7f-\x9f]*)?(?:\x07|\x1b\\\\)"
    "|\x1bP[+$]q[ -~]{0,256}\x1b\\\\"
    "|\x1b[=>]"
    "|\x07"
)
_is_said = re.compile(f"(?:{_SAID})+").fullmatch
_BEGUN = "\x1b(?:\\][^\x00-\x1a\x1c-\x1f\x7f-\x9f\x1b]*\x1b?|P[+$]?q?[ -~]{0,256}\x1b?)"
_modes = re.compile(r"\x1b\[\?([\d;]+)([hl])").finditer
_synchronised = re.compile(r"\x1b\[\?2026[hl]").sub
_ends_within = re.compile(
    "\x1b(?:\\[[0-?]{0,64}[ -/]{0,4}|\\](?:8(?:;[!-~]{0,2400}\x1b?)?)?)?\\Z"
).search
_PENDING = 1 << 21
_ALTERNATE = {"47", "1047", "1049"}
_KEPT = 40_000
_LARGE = 0.6
"""The part of the screen that must be wrong before clearing all of it is tried."""
_CLEARLY = 0.75
"""What clearing may cost of what drawing over costs: it can be seen on a slow line."""
_WORTHWHILE = 3
"""A scroll is tried that makes at least one in so many wrong cells right."""
_SURELY = 2
"""With less than a byte for so many wrong cells (one more where it harms), nothing is shorter."""


def _is_begun(data: str) -> bool:
    """Whether a write says something to the terminal that the next one may complete."""
    last = data.rfind("\x1b", 0, -1)
    if data[last + 1 : last + 2] not in {"]", "P"} or len(data) > _PENDING:
        return False
    return re.fullmatch(f"(?:{_SAID})*{_BEGUN}", data) is not None


class Unmodelled(Exception):  # noqa: N818  # the word of the plan
    """What was drawn cannot be followed any longer; the terminal must be written to directly."""


class Screen:
    """Two grids of cells: what the program has drawn, what the terminal shows.

    ``cursor_visible`` follows mode 25 where it passes through ``feed``, and may be set. A hidden
    cursor is put in its place only when the program has moved it. ``links``: the program draws
    links; where it does not, a link can only have been hidden in a text.
    """

    def __init__(
        self, width: int, height: int, abilities: Abilities, *, links: bool = False
    ) -> None:
        """A screen of which nothing is known to be shown."""
        self._abilities = abilities
        self._links = links
        self.cursor_visible = True
        self._styles = Styles(partial=abilities.erases_cells)
        self._pending = ""
        self._pen: Style | None = None
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Begin anew in another size: nothing is drawn, and what is shown is not known."""
        self.width, self.height = max(0, width), max(0, height)
        self._drawing = Drawing(
            self.width,
            self.height,
            self._styles,
            erases_in_colour=self._abilities.erases_in_colour,
        )
        self._drawing.links = self._links
        self._blank_shown()
        self._cursor_shown: tuple[int, int] | None = None
        self.forget()

    @property
    def abilities(self) -> Abilities:
        """What the terminal can do; may be set when it has answered."""
        return self._abilities

    @abilities.setter
    def abilities(self, abilities: Abilities) -> None:
        if self._abilities.erases_in_colour and not abilities.erases_in_colour:
            self.forget()  # what was erased does not look as was thought
        self._abilities = abilities
        self._styles.partial = abilities.erases_cells
        self._drawing.erases_in_colour = abilities.erases_in_colour

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column where the program has left its cursor."""
        drawing = self._drawing
        return (
            max(0, min(drawing.row, self.height - 1)),
            max(0, min(drawing.column, self.width - 1)),
        )

    # What the program does

    def feed(self, data: str) -> str:
        """Draw one write of the program; gives what is no drawing and is to be passed on.

        A write made of nothing but what may be said to a terminal is passed on, without the marks
        of synchronised output. Any other is drawn, and what is no drawing in it made harmless.
        Raises Unmodelled.
        """
        if self._pending:
            data = self._pending + data
            self._pending = ""
        if not data:
            return ""
        if data[0] in "\x1b\x07":
            if _is_said(data):
                return self._say(data)
            if _is_begun(data):
                self._pending = data
                return ""
        if "\x1b" in data[-2500:] and (within := _ends_within(data, max(0, len(data) - 2500))):
            self._pending = within[0]
            data = data[: within.start()]
        if len(self._styles) > _KEPT:
            self._renew()
        try:
            self._drawing.draw(data)
        except Exception as error:
            raise self._lost(error) from error
        return ""

    def _say(self, data: str) -> str:
        before = ""
        for match in _modes(data):
            modes = set(match[1].split(";"))
            on = match[2] == "h"
            if "25" in modes:
                self.cursor_visible = on
            if modes & _ALTERNATE:
                if self._pen is not None and not self._pen.is_plain:
                    before = "\x1b[m"
                    self._pen = self._styles.plain
                self.forget()
                if on:
                    self._blank_shown()
                    self._known = True
        return before + _synchronised("", data)

    # What the terminal shows

    def forget(self) -> None:
        """What the terminal shows is not known any longer: all of it is drawn the next time."""
        self._known = False
        self._pen = None
        self._place: tuple[int | None, int | None] = (None, None)

    def accept(self) -> None:
        """What is drawn is what the terminal shows; its pen and cursor are not known."""
        self._shown = [row[:] for row in self._drawing.rows]
        self.forget()
        self._known = True

    def changes(self) -> str:
        """The bytes that make the terminal show what is drawn, which it is then taken to show.

        Empty when it does. Raises Unmodelled.
        """
        try:
            return self._changes()
        except Exception as error:
            raise self._lost(error) from error

    def picture(self) -> str:
        """What draws everything on a cleared screen, of any terminal and for ``feed``."""
        from tui.terminal.abilities import Abilities

        drawn = self._drawing.rows
        painter = Painter(self._styles, Abilities(), None, None, None, back=False)
        painter.paint(drawn, same_cells(self._blank(), drawn), risks=self._drawing.risks)
        painter.set_pen(self._styles.plain)
        if self.width and self.height:
            painter.move(*self.cursor)
        return painter.text

    def _lost(self, error: Exception) -> Unmodelled:
        self.forget()
        return Unmodelled(f"the screen cannot be followed: {error!r}")

    def _changes(self) -> str:
        if not self.width or not self.height:
            return ""
        drawn = self._drawing.rows
        if not self._known:
            painter = self._cleared()
        else:
            same = same_cells(self._shown, drawn)
            wrong = sum([row.count(0) for row in same])
            painter = self._best(same, wrong) if wrong else self._painter()
        cursor = self.cursor
        if self.cursor_visible or cursor != self._cursor_shown:
            painter.move(*cursor)
            self._cursor_shown = cursor
        self._shown = [row[:] for row in drawn]
        self._known = True
        self._pen = painter.pen
        self._place = painter.row, painter.column
        return painter.text

    def _best(self, same: list[bytes], wrong: int) -> Painter:
        """The shortest update that is known."""
        drawn = self._drawing.rows
        best: Painter | None = None
        factor = 1
        scroll = find_scroll(self._shown, drawn, same, margins=self._abilities.margins)
        if scroll is not None and scroll.gain * _WORTHWHILE > wrong:
            best, harmed = self._scrolled(scroll, same)
            # What is harmed is seen to go and to come back: only where it saves much.
            factor = 2 if harmed else 1
            if best.size * (_SURELY + factor) < wrong:
                return best
        plain = self._painter()
        plain.paint(drawn, same, risks=self._drawing.risks)
        if best is None or best.size * factor >= plain.size:
            best = plain
        cells = self.width * self.height
        if wrong > _LARGE * cells:
            blank = self._commonest_blank(drawn)
            if cells - sum([row.count(blank) for row in drawn]) < _CLEARLY * wrong:
                cleared = self._cleared()
                if cleared.size < best.size * _CLEARLY:
                    best = cleared
        return best

    def _painter(self) -> Painter:
        return Painter(self._styles, self.abilities, self._pen, *self._place)

    def _cleared(self) -> Painter:
        """An update that erases everything first."""
        drawn = self._drawing.rows
        painter = self._painter()
        blank = self._commonest_blank(drawn)
        painter.clear(blank)
        empty = blank_rows(self.width, self.height, blank)
        painter.paint(drawn, same_cells(empty, drawn), risks=self._drawing.risks)
        return painter

    def _scrolled(self, scroll: Scroll, same: list[bytes]) -> tuple[Painter, bool]:
        """An update that scrolls first, and whether it makes cells wrong that were right."""
        drawn = self._drawing.rows
        painter = self._painter()
        exposed = [drawn[y][scroll.left : scroll.right] for y in scroll.exposed]
        blank = self._commonest_blank(exposed)
        shown = scrolled(self._shown, scroll, blank, UNKNOWN)
        done = painter.scroll(scroll, blank, drawn)
        if done >= 0:
            shown[done] = drawn[done]
        after = same_cells(shown, drawn)
        harmed = any(
            int.from_bytes(now) & ~int.from_bytes(then)
            for now, then in zip(same, after, strict=True)
        )
        painter.paint(drawn, after, risks=self._drawing.risks)
        return painter, harmed

    def _commonest_blank(self, rows: list[list[Cell]]) -> Cell:
        """The blank that most cells are that can be made by erasing."""
        plain = self._styles.plain.look_up(" ")
        if not self.abilities.erases_in_colour:
            return plain
        counts = {plain: 0}
        for row in rows:
            for cell in set(row):
                if cell.text == " " and cell.style.erasable:
                    counts[cell] = counts.get(cell, 0) + row.count(cell)
        return max(counts, key=counts.__getitem__)

    def _blank(self) -> list[list[Cell]]:
        return blank_rows(self.width, self.height, self._styles.plain.look_up(" "))

    def _blank_shown(self) -> None:
        self._shown = self._blank()

    def _renew(self) -> None:
        """Keep only the styles and cells that are on the screen."""
        old = self._styles
        old.renew()
        moved: dict[Cell, Cell] = {UNKNOWN: UNKNOWN}
        for rows in (self._shown, self._drawing.rows):
            for row in rows:
                for cell in set(row) - moved.keys():
                    moved[cell] = old.again(cell)
                row[:] = map(moved.__getitem__, row)
        self._drawing.style = old.same(self._drawing.style)
        self._pen = old.same(self._pen) if self._pen else None

"""A terminal to check others by: pyte, with what it lacks.

Scrolling up and down, left and right margins, repeating, erasing in colour or not, every
attribute, links, and clusters that are as wide as our widgets count them. It can be made to do
without one of these, to count widths otherwise, and to leave garbage where the halves of a wide
character part: what is sent to it must never depend on that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

import pyte
from pyte import modes as mo
from pyte.screens import Margins, wcwidth

from tui.rendering.cells import clusters

MARGIN_MODE = 69 << 5
_LINK = re.compile("\x1b\\]8;([^;\x07\x1b]*);([^\x07\x1b]*)(?:\x07|\x1b\\\\)")


class Look(NamedTuple):
    """A cell: the fields that pyte has, and more."""

    data: str = " "
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False
    dim: bool = False
    conceal: bool = False
    doubled: bool = False
    framed: bool = False
    overlined: bool = False
    link: str = ""

    def seen(self) -> tuple[object, ...]:
        """The cell as a person sees it: a blank has no ink."""
        lines = (self.underscore, self.reverse, self.strikethrough, self.framed, self.overlined)
        if self.data != " ":
            return tuple(self)
        if not any(lines):
            return tuple(Look(bg=self.bg, link=self.link))
        return tuple(self._replace(italics=False))


_ADDED: dict[int, dict[str, Any]] = {
    2: {"dim": True},
    8: {"conceal": True},
    21: {"underscore": True, "doubled": True},
    4: {"doubled": False},
    6: {"blink": True},
    22: {"dim": False, "bold": False},
    24: {"doubled": False},
    28: {"conceal": False},
    51: {"framed": True},
    53: {"overlined": True},
    54: {"framed": False},
    55: {"overlined": False},
}


class UnknownToItError(AssertionError):
    """The terminal was sent what it does not know."""


class ReferenceScreen(pyte.Screen):
    """The screen. ``can`` names what else it knows: the names of the fields of ``Abilities``.

    ``sums_up``: a cluster is as wide as all its code points are on their own.
    """

    last = " "

    def __init__(
        self,
        columns: int,
        lines: int,
        *,
        can: frozenset[str] = frozenset({"scrolls", "repeats", "erases_cells", "margins"}),
        erases_in_colour: bool = True,
        garbage: bool = False,
        sums_up: bool = False,
        strict: bool = False,
    ) -> None:
        self.can = can
        self.erases_in_colour = erases_in_colour
        self.garbage = garbage
        self.sums_up = sums_up
        self.strict = strict
        self.sides: tuple[int, int] | None = None
        super().__init__(columns, lines)

    @property
    def default_char(self) -> Any:
        return Look()

    def reset(self) -> None:
        super().reset()
        self.cursor.attrs = self.default_char
        self.sides = None

    def seen(self) -> list[list[tuple[object, ...]]]:
        """All cells as a person sees them."""
        return [[self.buffer[y][x].seen() for x in range(self.columns)] for y in range(self.lines)]

    def _needs(self, ability: str) -> None:
        if self.strict and ability not in self.can:
            raise UnknownToItError(f"a sequence was sent that needs {ability}")

    # Style

    def select_graphic_rendition(self, *attrs: int, **_: Any) -> None:
        link = self.cursor.attrs.link
        codes = list(attrs) or [0]
        while codes:
            code = codes.pop(0)
            if code in {38, 48, 58}:
                count = {5: 2, 2: 4}.get(codes[0] if codes else 0, len(codes))
                if code != 58:
                    super().select_graphic_rendition(code, *codes[:count])
                del codes[:count]
            elif code:
                super().select_graphic_rendition(code)
                self.cursor.attrs = self.cursor.attrs._replace(**_ADDED.get(code, {}))
            else:
                self.cursor.attrs = self.default_char
        self.cursor.attrs = self.cursor.attrs._replace(link=link)

    def link(self, address: str) -> None:
        self.cursor.attrs = self.cursor.attrs._replace(link=address)

    # Text

    def draw(self, data: str) -> None:
        for text, width in self._clusters(data):
            if self.cursor.x + width > self.columns and width and mo.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
            if not width:
                self._draw_mark(text)
            elif self.cursor.x + width <= self.columns:
                self._put(text, width)
                self.last = text
            else:
                self.cursor.x = self.columns

    def _clusters(self, data: str) -> Iterator[tuple[str, int]]:
        if self.sums_up:
            yield from ((character, max(0, wcwidth(character))) for character in data)
            return
        for start, _, width, drawn in clusters(data):
            if drawn[:1] == "\u25cc" != data[start]:
                yield drawn[1:], 0
            elif drawn:
                yield drawn, width

    def _draw_mark(self, mark: str) -> None:
        x = self.cursor.x - 1
        line = self.buffer[self.cursor.y]
        if x > 0 and not line[x].data:
            x -= 1
        if x >= 0 and line[x].data:
            line[x] = line[x]._replace(data=line[x].data + mark)

    def _put(self, text: str, width: int) -> None:
        line, x = self.buffer[self.cursor.y], self.cursor.x
        self._part(self.cursor.y, x)
        self._part(self.cursor.y, x + width)
        line[x] = self.cursor.attrs._replace(data=text)
        if width == 2:
            line[x + 1] = self.cursor.attrs._replace(data="")
        self.cursor.x = x + width

    def _part(self, y: int, x: int) -> None:
        """Blank a wide character that stands on both sides of a column."""
        line = self.buffer[y]
        if 0 < x < self.columns and not line[x].data:
            for column in (x - 1, x):
                blank = Look("?") if self.garbage else line[x - 1]._replace(data=" ")
                line[column] = blank

    def repeat(self, count: int = 1) -> None:
        self._needs("repeats")
        self.draw(self.last * (count or 1))

    # Erasing

    def _erased(self) -> Look:
        return Look(bg=self.cursor.attrs.bg) if self.erases_in_colour else Look()

    def _erase(self, y: int, start: int, end: int) -> None:
        self._part(y, start)
        self._part(y, end)
        for x in range(start, min(end, self.columns)):
            self.buffer[y][x] = self._erased()

    def erase_characters(self, count: int | None = None) -> None:
        self._needs("erases_cells")
        self._erase(self.cursor.y, self.cursor.x, self.cursor.x + (count or 1))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        start = 0 if how else min(self.cursor.x, self.columns - 1)
        self._erase(self.cursor.y, start, self.cursor.x + 1 if how == 1 else self.columns)

    def erase_in_display(self, how: int = 0, *_: Any, **__: Any) -> None:
        if how < 2:
            self.erase_in_line(how)
        first, after = {0: (self.cursor.y + 1, self.lines), 1: (0, self.cursor.y)}.get(
            how, (0, self.lines)
        )
        for y in range(first, after):
            self._erase(y, 0, self.columns)

    # Moving

    def cursor_to_column(self, column: int | None = None) -> None:
        self._needs("erases_cells")
        super().cursor_to_column(column)

    def cursor_to_line(self, line: int | None = None) -> None:
        self._needs("erases_cells")
        super().cursor_to_line(line)

    # Scrolling

    def set_margins(self, top: int | None = None, bottom: int | None = None) -> None:
        self.margins = None
        super().set_margins(top, bottom)
        self.cursor_position()

    def set_sides(self, left: int | None = None, right: int | None = None) -> None:
        """Left and right margins, where mode 69 is on; otherwise the cursor is kept."""
        if MARGIN_MODE not in self.mode:
            self.save_cursor()
            return
        self._needs("margins")
        first, after = (left or 1) - 1, min(right or self.columns, self.columns)
        if after - first >= 2:
            self.sides = None if (first, after) == (0, self.columns) else (first, after)
            self.cursor_position()

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        super().resize(lines, columns)
        self.sides = None

    def set_mode(self, *modes: int, **options: Any) -> None:
        super().set_mode(*modes, **options)
        if options.get("private") and {1049, 1047, 47} & set(modes):
            self.buffer.clear()

    def index(self) -> None:
        _, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y != bottom:
            self.cursor.y = min(self.cursor.y + 1, self.lines - 1)
        elif self.sides is None or self.sides[0] <= self.cursor.x < self.sides[1]:
            self._scroll(1)

    def reverse_index(self) -> None:
        top, _ = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y != top:
            self.cursor.y = max(self.cursor.y - 1, 0)
        elif self.sides is None or self.sides[0] <= self.cursor.x < self.sides[1]:
            self._scroll(-1)

    def scroll_up(self, count: int | None = None) -> None:
        self._needs("scrolls")
        self._scroll(count or 1)

    def scroll_down(self, count: int | None = None) -> None:
        self._needs("scrolls")
        self._scroll(-(count or 1))

    def _scroll(self, count: int) -> None:
        top, bottom = self.margins or Margins(0, self.lines - 1)
        left, right = self.sides or (0, self.columns)
        for y in range(top, bottom + 1):
            self._part(y, left)
            self._part(y, right)
        before = {y: [self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)}
        for y in range(top, bottom + 1):
            inside = top <= y + count <= bottom
            for x in range(left, right):
                self.buffer[y][x] = before[y + count][x] if inside else self._erased()

    # What pyte would take for something else

    def restore_cursor(self) -> None:
        super().restore_cursor()
        if not isinstance(self.cursor.attrs, Look):
            self.cursor.attrs = self.default_char


_ADDED_CSI = {"S": "scroll_up", "T": "scroll_down", "b": "repeat", "s": "set_sides"}


class ReferenceStream(pyte.ByteStream):
    """What is written to the screen, as bytes."""

    csi: ClassVar[dict[str, str]] = {**pyte.ByteStream.csi, **_ADDED_CSI}
    events = pyte.ByteStream.events | set(_ADDED_CSI.values())


class ReferenceTerminal(ReferenceScreen):
    """A screen that can be written to; see ``ReferenceScreen`` for its options."""

    def __init__(self, columns: int, lines: int, **options: Any) -> None:
        super().__init__(columns, lines, **options)
        self._stream = ReferenceStream(self)

    def write(self, text: str) -> None:
        """Obey a text, with links."""
        parts = _LINK.split(text)
        for here in range(0, len(parts), 3):
            if here:
                self.link(f"{parts[here - 2]};{parts[here - 1]}" if parts[here - 1] else "")
            if parts[here]:
                self._stream.feed(parts[here].encode("utf-8", "replace"))

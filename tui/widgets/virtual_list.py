"""A list of any length in rows of one line each, of which only the visible are ever made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.rendering.palette import Palette
from tui.rendering.plain import plain_palette
from tui.rendering.strips import centred, glyphs

__all__ = ["RowMaker", "VirtualList"]

RowMaker = Callable[[int, int], Strip | list[Segment]]
"""Makes the row of an index for a width in cells, its texts already harmless."""

_KEEP = 512
_WHEEL = 3


class VirtualList(Widget, can_focus=True):
    """Fixed rows of one line, made when they come into view and kept until they change.

    It binds no keys: whoever holds it moves the cursor. The row under the cursor carries a sign in
    the first column, in the accent when the list has the focus, and the palette's ``row`` style. A
    row that is too long is cut, one that is short is filled, so a maker need not measure.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = """
    VirtualList { width: 1fr; height: 1fr; overflow: hidden hidden; }
    """

    class Highlighted(Message):
        """The cursor came to another row; ``index`` is -1 when the list became empty."""

        def __init__(self, view: VirtualList, index: int) -> None:
            super().__init__()
            self.view = view
            self.index = index

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.view

        def can_replace(self, message: Message) -> bool:
            """Only the last place of the cursor matters."""
            return isinstance(message, VirtualList.Highlighted) and message.view is self.view

    class Chosen(Message):
        """The person chose the row ``index``."""

        def __init__(self, view: VirtualList, index: int) -> None:
            super().__init__()
            self.view = view
            self.index = index

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.view

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._palette = plain_palette()
        self._ascii_only = False
        self._empty_message = ""
        self._count = 0
        self._cursor = -1
        self._top = 0
        self._make: RowMaker | None = None
        self._rows: LRUCache[tuple[int, int], Strip] = LRUCache(_KEEP)

    # What is in it

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def cursor(self) -> int:
        """The index of the row the cursor is on, -1 when the list is empty."""
        return self._cursor

    @property
    def top(self) -> int:
        """The index of the first row in view."""
        return self._top

    @property
    def palette(self) -> Palette:
        """The styles; setting others draws all again."""
        return self._palette

    @palette.setter
    def palette(self, palette: Palette) -> None:
        self._palette = palette
        self._redraw()

    @property
    def ascii_only(self) -> bool:
        """Whether signs are drawn in ASCII."""
        return self._ascii_only

    @ascii_only.setter
    def ascii_only(self, ascii_only: bool) -> None:
        self._ascii_only = ascii_only
        self._redraw()

    @property
    def empty_message(self) -> str:
        """What is said in the middle of an empty list."""
        return self._empty_message

    @empty_message.setter
    def empty_message(self, message: str) -> None:
        self._empty_message = message
        if not self._count:
            self.refresh()

    def set_source(self, count: int, row: RowMaker, *, cursor: int | None = None) -> None:
        """Show ``count`` rows made by ``row``; everything in view is made again.

        ``cursor`` is where the item under the cursor is now: it stays on its line of the screen.
        Without it the cursor keeps its index as far as there are rows.
        """
        self._make = row
        self._resize_to(count, cursor)
        self._redraw()

    def _resize_to(self, count: int, cursor: int | None) -> None:
        old_cursor, line = self._cursor, self._cursor - self._top
        self._count = max(0, count)
        kept = old_cursor if cursor is None else cursor
        self._cursor = min(max(kept, 0), self._count - 1)
        if cursor is not None and old_cursor >= 0:
            self._top = self._cursor - line
        self._top = self._top_for(self._cursor)
        if old_cursor != self._cursor:
            self._tell()

    def refresh_row(self, index: int) -> None:
        """Make a row again and draw it if it is in view."""
        self._rows.discard((index, self._row_width))
        self._draw_again(index)

    # Moving

    def move(self, delta: int) -> bool:
        """Move the cursor by rows, no further than the ends; whether it moved."""
        return self.move_to(self._cursor + delta)

    def move_to(self, index: int) -> bool:
        """Put the cursor on a row (the nearest there is) and bring it into view."""
        index = min(max(index, 0), self._count - 1)
        if index < 0 or index == self._cursor:
            return False
        before, self._cursor = self._cursor, index
        top = self._top_for(index)
        if top == self._top:
            self._draw_again(before)
            self._draw_again(index)
        else:
            self._top = top
            self.refresh()
        self._tell()
        return True

    def page(self, direction: int) -> bool:
        """Move by a page: 1 down, -1 up; the cursor keeps its line while the page can move."""
        step = max(1, self._height - 1) * (1 if direction > 0 else -1)
        line, before = self._cursor - self._top, self._top
        self._top = self._clamped(self._top + step)
        inside = 0 < self._top < self._last_top
        moved = self.move_to(self._top + line if inside else self._cursor + step)
        if self._top != before:
            self.refresh()
        return moved

    def home(self) -> bool:
        """Move to the first row."""
        return self.move_to(0)

    def end(self) -> bool:
        """Move to the last row."""
        return self.move_to(self._count - 1)

    def scroll_rows(self, delta: int) -> bool:
        """Move the page by rows; the cursor stays on the page. Whether the page moved."""
        top = self._clamped(self._top + delta)
        if top == self._top:
            return False
        self._top = top
        cursor = min(max(self._cursor, top), top + self._height - 1)
        if cursor != self._cursor:
            self._cursor = cursor
            self._tell()
        self.refresh()
        return True

    def choose(self) -> bool:
        """Say that the row under the cursor was chosen; False when there is none."""
        if self._cursor < 0:
            return False
        self.post_message(self.Chosen(self, self._cursor))
        return True

    # Geometry

    @property
    def _height(self) -> int:
        return max(1, self.size.height)

    @property
    def _row_width(self) -> int:
        return max(0, self.size.width - 1)

    @property
    def _last_top(self) -> int:
        return max(0, self._count - self._height)

    def _clamped(self, top: int) -> int:
        return min(max(top, 0), self._last_top)

    def _top_for(self, cursor: int) -> int:
        """The nearest top that has the cursor in view."""
        if not self.size.height:
            return max(0, min(self._top, cursor))
        top = min(self._top, max(cursor, 0))
        return self._clamped(max(top, cursor - self._height + 1))

    def _tell(self) -> None:
        if self.is_running:
            self.post_message(self.Highlighted(self, self._cursor))

    # Drawing

    def _redraw(self) -> None:
        self._rows.clear()
        self.refresh()

    def _draw_again(self, index: int) -> None:
        line = index - self._top
        if 0 <= line < self._height:
            self.refresh(Region(0, line, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line of the list, exactly as wide as it."""
        width = self.size.width
        index = self._top + y
        text = self._palette.text
        if index >= self._count:
            if not self._count and y == self._height // 2 and self._empty_message:
                return self._middle(self._empty_message, width)
            return Strip([Segment(" " * width, text)], width)
        row = self._row(index)
        if index != self._cursor:
            return Strip([Segment(" ", text), *row], width)
        over = self._palette.row
        sign = Segment(
            glyphs(ascii_only=self._ascii_only).pointer,
            text + over + (self._palette.accent if self.has_focus else Style.null()),
        )
        marked = [Segment(part, self._under_cursor(style or text)) for part, style, _ in row]
        return Strip([sign, *marked], width)

    def _under_cursor(self, style: Style) -> Style:
        """A style in the row of the cursor: what stands on a colour of its own keeps it."""
        text = self._palette.text
        own = style.bgcolor is not None and style.bgcolor != text.bgcolor
        return style if own else style + self._palette.row

    def _row(self, index: int) -> Strip:
        key = (index, self._row_width)
        strip = self._rows.get(key)
        if strip is None:
            made = self._make(index, self._row_width) if self._make is not None else []
            strip = self._filled(made, self._row_width)
            self._rows[key] = strip
        return strip

    def _filled(self, made: Iterable[Segment], width: int) -> Strip:
        text = self._palette.text
        strip = Strip([Segment(part, text + style if style else text) for part, style, _ in made])
        return strip.adjust_cell_length(width, text)

    def _middle(self, message: str, width: int) -> Strip:
        style = self._palette.text + self._palette.dim
        return centred(message, width, style, glyphs(ascii_only=self._ascii_only).more)

    # Events

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._top = self._top_for(self._cursor)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a click on the cursor chooses."""
        index = self._top + event.y
        if index >= self._count:
            return
        if index == self._cursor:
            self.choose()
        else:
            self.move_to(index)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the page."""
        event.stop()
        self.scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the page."""
        event.stop()
        self.scroll_rows(-_WHEEL)

"""The reader: a document in rows, with a cursor, a selection and layers of marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.message import Message

from corpus.span import Span
from tui.rendering.cells import cluster_at
from tui.rendering.layout import Layout
from tui.widgets.document_page import DocumentPage
from tui.widgets.motions import (
    BACKWARD,
    CLUSTERWISE,
    MOTIONS,
    UNITS,
    VERTICAL,
    land,
    move_cursor,
    move_end,
    move_rows,
    shrunk,
    snapped,
    unit_at,
)
from tui.widgets.page import Page
from tui.widgets.selecting import Selecting

__all__ = ["DocumentView"]

_WHEEL = 3
_OVERLAP = 2
_MARGIN = 2


class ViewMessage(Message):
    """Something the reader did in a document view, ``view``."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> DocumentView:
        """The view."""
        return self.view


class DocumentView(DocumentPage, can_focus=True):
    """Shows one document; moves and selects when told to. It binds no keys and changes no data.

    All offsets are code points of the document's text. The cursor stands on a grapheme cluster;
    the word it is in is drawn as the cursor until a motion by clusters narrows it to one. What is
    selected is whole clusters, one at least.
    """

    DEFAULT_CSS: ClassVar[str] = """
    DocumentView { width: 1fr; height: 1fr; overflow: hidden hidden; }
    """

    class CursorMoved(ViewMessage):
        """The cursor stands elsewhere."""

        def __init__(self, view: DocumentView, offset: int) -> None:
            super().__init__(view)
            self.offset = offset

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, DocumentView.CursorMoved) and message.view is self.view

    class TopChanged(ViewMessage):
        """The page moved; ``offset`` is where it begins."""

        def __init__(self, view: DocumentView, offset: int) -> None:
            super().__init__(view)
            self.offset = offset

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, DocumentView.TopChanged) and message.view is self.view

    class LayersChanged(ViewMessage):
        """Other marks are drawn than before."""

        def can_replace(self, message: Message) -> bool:
            """Once is enough."""
            return isinstance(message, DocumentView.LayersChanged) and message.view is self.view

    class SelectionChanged(ViewMessage):
        """Something else is selected; ``span`` is None when nothing is."""

        def __init__(self, view: DocumentView, span: Span | None) -> None:
            super().__init__(view)
            self.span = span

    def _tell_layers(self) -> None:
        if self.is_running:
            self.post_message(self.LayersChanged(self))

    def _tell(self) -> None:
        """Say what is another now than when it was said last."""
        if not self.is_running:
            return
        top, cursor, span = self._told
        self._told = (self.top_offset, self._cursor, self.selection)
        if self.top_offset != top:
            self.post_message(self.TopChanged(self, self.top_offset))
        if self._cursor != cursor:
            self.post_message(self.CursorMoved(self, self._cursor))
        if self.selection != span:
            self.post_message(self.SelectionChanged(self, self.selection))

    # Where it is

    @property
    def cursor(self) -> int:
        """Where the cursor stands."""
        return self._cursor

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._selecting.span if self._selecting is not None else None

    # Moving

    def reveal(self, offset: int, *, unfold: bool = False) -> None:
        """Put the cursor somewhere; if that is out of view, bring it to a third of the height.

        ``unfold`` opens the fold it is in; else the row of the fold stands for it.
        """
        self._goal, self._unit = None, "word"
        page = self._ready()
        if self._document is not None:
            self._cursor = max(0, min(offset, len(self._document.text) - 1))
        if page is not None:
            fold = page.layout.closed_at(self._cursor)
            if unfold and fold is not None:
                page.relay(page.layout.with_opened(page.layout.opened | {fold.first}))
            page.reveal(self._cursor)
        self._settle()

    def move(self, motion: str, count: int = 1, *, extend: bool = False) -> None:
        """Make a motion ``count`` times. While something is selected, its moving end goes.

        ``extend`` begins a selection if there is none. Raises ValueError for an unknown motion.
        """
        if motion not in MOTIONS:
            raise ValueError(f"no such motion: {motion}")
        page = self._ready()
        if page is None or not page.layout.length:
            return
        if extend and self._selecting is None:
            self._selecting = self._unit_here(page)
        count = max(1, count)
        if motion in VERTICAL:
            self._move_vertically(page, motion, count)
        else:
            self._goal = None
            self._unit = "cluster" if motion in CLUSTERWISE else "word"
            if self._selecting is not None:
                self._move_end(page, self._selecting, motion, count)
            else:
                self._go(page, _repeated(move_cursor, page, self._cursor, motion, count))
        self._settle()

    def scroll_rows(self, rows: int) -> bool:
        """Move the page; the cursor stays on it. Whether the page moved."""
        page = self._ready()
        if page is None or not page.scroll(rows):
            return False
        if page.row_index(self._cursor) is None and self._selecting is None:
            edge = page.rows[0] if rows > 0 else page.rows[-1]
            self._cursor = land(page.layout, edge, 1 if rows > 0 else -1).start
        self._settle()
        return True

    def _go(self, page: Page, offset: int, margin: int = _MARGIN) -> None:
        direction = offset - self._cursor
        self._cursor = offset
        page.follow(offset, direction, margin)

    def _move_end(self, page: Page, selecting: Selecting, motion: str, count: int) -> None:
        head = selecting.head
        if selecting.untouched and motion not in CLUSTERWISE:
            head = selecting.low if motion in BACKWARD else selecting.high
        head = _repeated(move_end, page, head, motion, count)
        self._select(page, selecting.moved(head))

    def _move_vertically(self, page: Page, motion: str, count: int) -> None:
        layout = page.layout
        here = self._selecting.head if self._selecting is not None else self._cursor
        column = layout.column(here)[1]
        self._goal = column if self._goal is None else self._goal
        direction = -1 if motion.endswith("up") else 1
        if motion in {"up", "down"}:
            target = move_rows(layout, here, direction * count)
        else:
            height = page.height
            rows = max(1, height - _OVERLAP if motion.startswith("page") else height // 2)
            line = page.row_index(here) or 0
            if page.scroll(direction * rows * count):
                target = land(layout, page.rows[min(line, len(page.rows) - 1)], direction)
            else:
                edge = layout.first() if direction < 0 else layout.last()
                target = land(layout, edge, -direction)
        offset = layout.offset(target, self._goal)
        margin = _MARGIN if motion in {"up", "down"} else 0
        if self._selecting is not None:
            self._select(page, self._selecting.moved(offset), margin)
        else:
            self._go(page, offset, margin)

    # Selecting

    def _unit_here(self, page: Page) -> Selecting:
        return Selecting.of(unit_at(page.layout.document, self._unit, self._cursor))

    def _select(self, page: Page, selecting: Selecting, margin: int = _MARGIN) -> None:
        """Take a selection, in whole clusters, and put the cursor at its moving end."""
        text = page.layout.document.text
        span = snapped(text, selecting.span)
        held = snapped(text, Span(selecting.low, selecting.high))
        before = self._cursor
        head = span.start if selecting.backward else span.end
        self._selecting = Selecting(held.start, held.end, head)
        self._cursor = head if selecting.backward else cluster_at(text, max(0, head - 1))[0]
        page.follow(self._cursor, self._cursor - before, margin)

    def start_selection(self) -> None:
        """Select what the cursor is drawn on: a word, or one cluster."""
        page = self._ready()
        if page is not None and page.layout.length:
            self._select(page, self._unit_here(page))
            self._settle()

    def select_unit(self, unit: str) -> None:
        """Select the word, sentence or paragraph at the cursor; ValueError for another unit."""
        if unit not in UNITS:
            raise ValueError(f"no such unit: {unit}")
        page = self._ready()
        if page is None or not page.layout.length:
            return
        self._goal = None
        self._select(page, Selecting.of(unit_at(page.layout.document, unit, self._cursor)))
        self._settle()

    def cancel_selection(self) -> None:
        """Select nothing; the cursor stays."""
        self._selecting = None
        self._settle()

    def swap_end(self) -> None:
        """Let the other end of the selection be the one that moves."""
        page = self._ready()
        if page is not None and self._selecting is not None:
            self._goal = None
            self._select(page, self._selecting.swapped())
            self._settle()

    def grow(self) -> None:
        """Move the moving end outward by a word."""
        selecting, page = self._selecting, self._ready()
        if selecting is not None and page is not None:
            motion = "word-back" if selecting.backward else "word"
            self._select(page, selecting.moved(move_end(page.layout, selecting.head, motion)))
            self._settle()

    # Widget.shrink says whether a Rich renderable may be narrower than it would like to be, and is
    # only asked whether it is true: a method is, and this widget renders no such thing.
    def shrink(self) -> None:  # type: ignore[override]
        """Move the moving end inward by a word, as long as something stays selected."""
        selecting, page = self._selecting, self._ready()
        if selecting is None or page is None:
            return
        changed = shrunk(page.layout.document.text, selecting)
        if changed is not None:
            self._select(page, changed)
            self._settle()

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there, or the moving end; a double click selects the word."""
        page = self._ready()
        if page is None or event.y >= len(page.rows):
            return
        row = page.rows[event.y]
        if not row.lands:
            return
        offset = page.layout.offset(row, event.x - page.layout.geometry.left)
        self._goal, self._unit = None, "word"
        if event.chain == 2:
            self._cursor = offset
            self.select_unit("word")
            return
        if self._selecting is not None:
            self._select(page, self._selecting.moved(offset))
        else:
            self._cursor = offset
        self._settle()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the page."""
        event.stop()
        self.scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the page."""
        event.stop()
        self.scroll_rows(-_WHEEL)


def _repeated(
    motion_of: Callable[[Layout, int, str], int], page: Page, offset: int, motion: str, count: int
) -> int:
    for _ in range(count):
        target = motion_of(page.layout, offset, motion)
        if target == offset:
            break
        offset = target
    return offset

"""The page of a document: what of it is shown, how it is drawn, and only what changed."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from corpus.document import Block, Document
from corpus.hostile import harmless_line
from corpus.span import Span
from tui.rendering.layers import AnyLayer, marks_between
from tui.rendering.layout import Layout, Row, RowKind
from tui.rendering.lines import Lines
from tui.rendering.palette import Palette
from tui.rendering.plain import plain_palette
from tui.rendering.strips import RowLook, StripMaker, centred
from tui.rendering.wrap import wrap
from tui.widgets.motions import unit_at
from tui.widgets.page import Page
from tui.widgets.selecting import Selecting

__all__ = ["DocumentPage"]

_ORDER = {"suggestions": 0, "annotations": 1, "hits": 3, "current": 4}
_NOTHING = RowLook()


class DocumentPage(Widget):
    """Draws a page of a document with its layers, cursor and selection, and folds it.

    Rows are drawn when they are looked at; a change repaints the rows it changes.
    """

    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._ascii_only = False
        self._maker = StripMaker(plain_palette())
        self._document: Document | None = None
        self._message = ""
        self._page: Page | None = None
        self._begin: int | None = None
        self._layers: list[AnyLayer] = []
        self._hidden: frozenset[str] = frozenset()
        self._cursor = 0
        self._unit = "word"
        self._goal: int | None = None
        self._beside = 0
        self._selecting: Selecting | None = None
        self._drawn: dict[int, tuple[int, Row, RowLook]] = {}
        self._told: tuple[int, int, Span | None] = (-1, -1, None)

    def _tell(self) -> None:
        """Say what changed; for a subclass."""

    def _tell_layers(self) -> None:
        """Say that a layer changed; for a subclass."""

    # What is shown

    @property
    def document(self) -> Document | None:
        """The document in view."""
        return self._document

    def show(self, document: Document, *, offset: int = 0, top: int | None = None) -> None:
        """Show a document with the cursor at ``offset`` and the page beginning at ``top``.

        Without ``top``, or where the cursor would not be in view, it is brought into view. Layers
        stay as they are; nothing is selected; folds are closed.
        """
        self._document = document
        self._message = ""
        self._selecting = None
        self._cursor = max(0, min(offset, len(document.text) - 1))
        self._goal, self._unit = None, "word"
        self._page, self._begin = None, top
        self._told = (-1, -1, self._told[2])
        self._repaint()
        self._settle()

    def clear(self, message: str = "") -> None:
        """Show no document but a sentence, dim, in the middle."""
        self._document = self._page = self._selecting = None
        self._message = message
        self._cursor, self._begin = 0, None
        self._repaint()
        self._tell()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """The blocks of the document are known now, or known better; the page keeps its place."""
        if self._document is None:
            return
        self._document = replace(self._document, blocks=blocks)
        if self._page is not None:
            self._page.relay(self._page.layout.with_blocks(self._document.blocks))
            self._document = self._page.layout.document
        self._settle()

    @property
    def palette(self) -> Palette:
        """The styles; setting others draws all again."""
        return self._maker.palette

    @palette.setter
    def palette(self, palette: Palette) -> None:
        self._maker = StripMaker(palette, ascii_only=self._ascii_only)
        self._repaint()

    @property
    def ascii_only(self) -> bool:
        """Whether signs are drawn in ASCII."""
        return self._ascii_only

    @ascii_only.setter
    def ascii_only(self, ascii_only: bool) -> None:
        self._ascii_only = ascii_only
        self._maker = StripMaker(self.palette, ascii_only=ascii_only)
        self._repaint()

    def set_layer(self, layer: AnyLayer) -> None:
        """Add a layer, or put it in the place of the one of its name.

        Suggestions lie lowest, then annotations, then others, hits, and ``current`` on top.
        """
        layers = [other for other in self._layers if other.name != layer.name]
        self._layers = sorted([*layers, layer], key=lambda one: _ORDER.get(one.name, 2))
        self._settle()
        self._tell_layers()

    def remove_layer(self, name: str) -> None:
        """Take a layer away, if there is one of that name."""
        self._layers = [layer for layer in self._layers if layer.name != name]
        self._settle()
        self._tell_layers()

    @property
    def mark_layers(self) -> Sequence[AnyLayer]:
        """The layers, the lowest first."""
        return tuple(self._layers)

    @property
    def beside(self) -> int:
        """How many cells right of it are taken by something that the text makes room for."""
        return self._beside

    @beside.setter
    def beside(self, beside: int) -> None:
        if beside != self._beside:
            self._beside = beside
            self._repaint()

    @property
    def hidden_labels(self) -> frozenset[str]:
        """The labels whose suggestions and annotations are not drawn."""
        return self._hidden

    @hidden_labels.setter
    def hidden_labels(self, labels: Set[str]) -> None:
        self._hidden = frozenset(labels)
        self._settle()

    # Where it is

    @property
    def top_offset(self) -> int:
        """Where the page begins."""
        return self._page.offset if self._page is not None else self._begin or 0

    @property
    def lines(self) -> Lines:
        """The lines of the document, numbered."""
        page = self._ready()
        return page.layout.lines if page is not None else Lines("")

    @property
    def progress(self) -> int:
        """How far the page is, in per cent of the text; 100 when its end is in view."""
        page = self._ready()
        if page is None:
            return 0
        return page.rows[-1].after * 100 // page.layout.length if page.layout.length else 100

    @property
    def current_block(self) -> Block | None:
        """The block the cursor is in."""
        page = self._ready()
        index = page.layout.block_at(self._cursor) if page is not None else -1
        return page.layout.document.blocks[index] if page is not None and index >= 0 else None

    @property
    def visible_span(self) -> Span:
        """The text on the page."""
        page = self._ready()
        return Span(page.top.start, page.rows[-1].after) if page is not None else Span(0, 0)

    # Folds

    def toggle_fold(self) -> bool:
        """Open or close the fold the cursor is in; False when it is in none."""
        page = self._ready()
        fold = page.layout.fold_at(self._cursor) if page is not None else None
        if page is None or fold is None:
            return False
        opened = page.layout.opened ^ {fold.first}
        if fold.first not in opened:
            self._cursor, self._selecting = fold.start, None
        page.relay(page.layout.with_opened(opened))
        page.follow(self._cursor, 0)
        self._settle()
        return True

    def toggle_all_folds(self) -> bool:
        """Open all folds if any is closed, else close all; False when there are none.

        The row of the cursor stays where it is on the screen.
        """
        page = self._ready()
        if page is None or not page.layout.folds:
            return False
        line = page.row_index(self._cursor)
        every = frozenset(fold.first for fold in page.layout.folds)
        page.relay(page.layout.with_opened(frozenset() if every <= page.layout.opened else every))
        fold = page.layout.closed_at(self._cursor)
        if fold is not None:
            self._cursor, self._selecting = fold.start, None
        if line is not None:
            page.put(self._cursor, line)
        self._settle()
        return True

    # Drawing

    def _ready(self) -> Page | None:
        """The page for the size there is now; None without a document or a size."""
        document, (width, height) = self._document, self.size
        if document is None or not width or not height:
            return None
        page = self._page
        if page is None:
            layout = Layout(document, width, beside=self._beside)
            page = self._page = Page(layout, height, self._begin or 0)
            if self._begin is None or page.row_index(self._cursor) is None:
                page.reveal(self._cursor)
        elif (page.layout.width, page.layout.beside) != (width, self._beside):
            page.relay(page.layout.with_width(width, self._beside), height)
        elif page.height != height:
            page.relay(page.layout, height)
        return page

    def _repaint(self) -> None:
        self._drawn.clear()
        self.refresh()

    def _settle(self) -> None:
        """Repaint the rows that look different now, and say what changed."""
        page = self._ready()
        if page is None:
            return
        cursor = self._cursor_span(page)
        serial = page.layout.serial
        lines = []
        for y in range(page.height):
            row = page.rows[y] if y < len(page.rows) else None
            key = None if row is None else (serial, row, self._look(row, cursor))
            if self._drawn.get(y) != key:
                lines.append(y)
        if len(lines) > page.height // 2:
            self.refresh()
        elif lines:
            self.refresh(*[Region(0, y, page.layout.width, 1) for y in lines])
        self._tell()

    def _cursor_span(self, page: Page) -> tuple[int, int]:
        """What is drawn as the cursor: nothing without focus or in a fold."""
        if not self.has_focus or page.layout.closed_at(self._cursor) is not None:
            return 0, 0
        unit = "cluster" if self._selecting is not None else self._unit
        span = unit_at(page.layout.document, unit, self._cursor)
        return span.start, span.end

    def _look(self, row: Row, cursor: tuple[int, int]) -> RowLook:
        if row.kind in {RowKind.GAP, RowKind.OPENED}:
            return _NOTHING
        start, after = row.start, row.after
        chosen = self._selecting.span if self._selecting is not None else None
        selected = (0, 0) if chosen is None else (max(chosen.start, start), min(chosen.end, after))
        cursor = max(cursor[0], start), min(cursor[1], after)
        text = row.kind is RowKind.TEXT
        return RowLook(
            marks_between(self._layers, start, after, self._hidden) if text else (),
            selected if selected[0] < selected[1] else (0, 0),
            cursor if cursor[0] < cursor[1] else (0, 0),
            row.kind is RowKind.FOLD and self.has_focus and start <= self._cursor < after,
        )

    def render_line(self, y: int) -> Strip:
        """One line of the page, exactly as wide as the widget."""
        page = self._ready()
        if page is None:
            return self._message_line(y)
        if y >= len(page.rows):
            self._drawn.pop(y, None)
            return self._maker.blank(page.layout.width)
        row = page.rows[y]
        look = self._look(row, self._cursor_span(page))
        self._drawn[y] = (page.layout.serial, row, look)
        return self._maker.strip(page.layout, row, look)

    def _message_line(self, y: int) -> Strip:
        width, height = self.size
        if not self._message or width < 3:
            return self._maker.blank(width)
        text = harmless_line(self._message)
        rows = wrap(text, 0, len(text), width - 2)
        index = y - max(0, (height - len(rows)) // 2)
        if not 0 <= index < len(rows):
            return self._maker.blank(width)
        start, end = rows[index]
        style = self.palette.text + self.palette.dim
        return centred(text[start:end].strip(), width, style)

    # Events

    def on_resize(self) -> None:
        """The place is kept: the page begins at the same offset."""
        self._settle()

"""A screen that shows one list: filter as you type, choose with Enter, leave with Escape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from corpus.index.fold import fold
from tui.rendering.palette import Palette
from tui.widgets.region_title import RegionTitle
from tui.widgets.search_bar import QueryInput
from tui.widgets.virtual_list import VirtualList

__all__ = ["Entry", "ListScreen"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what stands first, what it is, and a fact at the end. All harmless, one line.

    ``key`` is what the screen returns. ``style`` is how the first part is drawn, None as text.
    """

    key: str
    text: str
    detail: str = ""
    fact: str = ""
    style: Style | None = None


class ListScreen(ModalScreen[str | None]):
    """Returns the key of the chosen entry, None when it is left.

    With ``toggle`` Enter and Space do not leave: they call it with the entry's key, and the rows
    are asked for again.
    """

    DEFAULT_CSS = """
    ListScreen { align: center top; background: $background; }
    ListScreen > Vertical { width: 100%; height: 100%; max-width: 100; }
    ListScreen VirtualList { height: 1fr; }
    ListScreen Input { border: none; height: 1; padding: 0 1; }
    """

    def __init__(
        self,
        title: str,
        entries: Callable[[], Sequence[Entry]],
        palette: Palette,
        *,
        empty: str = "nothing here",
        toggle: Callable[[str], None] | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._entries = entries
        self._palette = palette
        self._empty = empty
        self._toggle = toggle
        self._ascii = ascii_only
        self._all: Sequence[Entry] = ()
        self._shown: list[Entry] = []

    def compose(self) -> ComposeResult:
        """A title, a line to filter with, the list."""
        with Vertical():
            yield RegionTitle(id="list-title")
            yield QueryInput(id="list-filter", placeholder="type to filter")
            yield VirtualList(id="list-entries")

    @property
    def _list(self) -> VirtualList:
        return self.query_one("#list-entries", VirtualList)

    def on_mount(self) -> None:
        """Show everything."""
        title = self.query_one("#list-title", RegionTitle)
        title.set_palette(self._palette, ascii_only=self._ascii)
        title.set_active(True)
        self._list.palette = self._palette
        self._list.empty_message = self._empty
        entry = self.query_one(QueryInput)
        entry.cursor_blink = False
        entry.focus()
        self._all = self._entries()
        self._filter("")

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        self._shown = [
            entry
            for entry in self._all
            if all(word in fold(f"{entry.text} {entry.detail} {entry.fact}") for word in words)
        ]
        count = f"{len(self._shown)} of {len(self._all)}" if words else str(len(self._all))
        does = "Enter switches" if self._toggle else "Enter goes there"
        self.query_one("#list-title", RegionTitle).set_text(
            f"{self._title}  {count}", f"{does} · Esc back"
        )
        self._list.set_source(len(self._shown), self._row)
        if self._shown:
            self._list.move_to(min(max(0, self._list.cursor), len(self._shown) - 1))

    def _row(self, index: int, width: int) -> Strip:
        entry, palette = self._shown[index], self._palette
        fact = f" {entry.fact}" if entry.fact else ""
        room = max(4, width - cell_len(fact) - 3)
        text = _cut(entry.text, room)
        detail = _cut(f"  {entry.detail}", room - cell_len(text)) if entry.detail else ""
        gap = max(0, room - cell_len(text) - cell_len(detail))
        return Strip(
            [
                Segment("  ", palette.text),
                Segment(text, entry.style or palette.text),
                Segment(detail, palette.dim),
                Segment(" " * gap, palette.text),
                Segment(fact, palette.dim),
            ]
        ).adjust_cell_length(width, palette.text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._filter(event.value)

    @on(QueryInput.Told)
    def _told(self, event: QueryInput.Told) -> None:
        event.stop()
        match event.what:
            case "up":
                self._list.move(-1)
            case "down":
                self._list.move(1)
            case "page-up":
                self._list.page(-1)
            case "page-down":
                self._list.page(1)
            case "go" | "complete":
                self._choose()
            case "cancel":
                self.dismiss(None)

    @on(VirtualList.Chosen)
    def _chosen(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self._choose()

    def _choose(self) -> None:
        if not 0 <= self._list.cursor < len(self._shown):
            return
        key = self._shown[self._list.cursor].key
        if self._toggle is None:
            self.dismiss(key)
            return
        self._toggle(key)
        self._all = self._entries()
        self._filter(self.query_one(QueryInput).value)


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)) + "…" if width > 1 else ""

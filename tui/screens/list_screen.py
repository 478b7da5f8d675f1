"""A screen that shows one list of anything: filter as you type, choose with Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from corpus.index.fold import fold
from tui.rendering.fitting import cut
from tui.rendering.palette import Palette
from tui.screens.choosing import ChoosingScreen
from tui.widgets.status_lines import Hint

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


class ListScreen(ChoosingScreen[str | None]):
    """Returns the key of the chosen entry, None when it is left.

    With ``switch`` Enter does not leave: it calls that with the entry's key, and the rows are
    asked for again.
    """

    def __init__(
        self,
        title: str,
        entries: Callable[[], Sequence[Entry]],
        palette: Palette,
        *,
        empty: str = "nothing here",
        switch: Callable[[str], None] | None = None,
        ascii_only: bool = False,
    ) -> None:
        does = Hint("Enter", "switch" if switch else "go there")
        hints = (does, Hint("Esc", "back"), Hint("Up Down", "choose"))
        super().__init__(
            palette, title, placeholder="type to filter", hints=hints, ascii_only=ascii_only
        )
        self._entries = entries
        self._empty = empty
        self._switch = switch
        self._all: Sequence[Entry] = ()
        self._shown: list[Entry] = []

    def on_mount(self) -> None:
        """Ask for the rows."""
        self._all = self._entries()
        self.list.empty_message = self._empty
        super().on_mount()

    def fill_list(self) -> None:
        """Show the entries that have all the words typed."""
        words = fold(self.query_text).split()
        self._shown = [
            entry
            for entry in self._all
            if all(word in fold(f"{entry.text} {entry.detail} {entry.fact}") for word in words)
        ]
        total = len(self._all)
        self.set_count(f"{len(self._shown)} of {total}" if words else str(total))
        self.list.set_source(len(self._shown), self._row)

    def choose(self) -> None:
        """Leave with the entry under the cursor, or switch it."""
        if not 0 <= self.list.cursor < len(self._shown):
            return
        key = self._shown[self.list.cursor].key
        if self._switch is None:
            self.dismiss(key)
            return
        self._switch(key)
        self._all = self._entries()
        self.fill_list()

    def _row(self, index: int, width: int) -> Strip:
        entry, palette = self._shown[index], self._palette
        wanted = min(cell_len(entry.text), max(width * 3 // 5, width - cell_len(entry.fact) - 4))
        fact = cut(entry.fact, width - wanted - 4)
        fact = f" {fact}" if cell_len(fact) > 3 or fact == entry.fact else ""
        room = max(4, width - cell_len(fact) - 3)
        text = cut(entry.text, room)
        left = room - cell_len(text)
        detail = cut(f"  {entry.detail}", left) if entry.detail and left > 4 else ""
        gap = max(0, left - cell_len(detail))
        return (
            Strip(
                [
                    Segment("  ", palette.text),
                    Segment(text, entry.style or palette.text),
                    Segment(detail, palette.dim),
                    Segment(" " * gap, palette.text),
                    Segment(fact, palette.dim),
                ]
            )
            .apply_style(palette.text)
            .adjust_cell_length(width, palette.text)
        )

"""A screen that shows sentences, wrapped to its width: to read, not to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from corpus.index.fold import fold
from tui.rendering.palette import Palette
from tui.screens.choosing import ChoosingScreen, row_strip
from tui.widgets.status_lines import Hint

__all__ = ["TextScreen", "wrapped"]


class TextScreen(ChoosingScreen[None]):
    """Sentences (harmless, one line each), none of them cut; type to filter."""

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        palette: Palette,
        *,
        empty: str = "nothing here",
        ascii_only: bool = False,
    ) -> None:
        hints = (Hint("Esc", "back"), Hint("Up Down PgUp PgDn", "scroll"))
        super().__init__(
            palette, title, placeholder="type to filter", hints=hints, ascii_only=ascii_only
        )
        self._sentences = sentences
        self._empty = empty
        self._rows: list[str] = []

    def fill_list(self) -> None:
        """The sentences that have all the words typed."""
        words = fold(self.query_text).split()
        shown = [s for s in self._sentences if all(word in fold(s) for word in words)]
        width = max(10, self.list.size.width - 3)
        self._rows = [row for sentence in shown for row in wrapped(sentence, width)]
        total = len(self._sentences)
        self.set_count(f"{len(shown)} of {total}" if words else str(total))
        self.list.empty_message = self._empty
        self.list.set_source(len(self._rows), self._row)

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap to the new width."""
        self.call_after_refresh(self.fill_list)

    def choose(self) -> None:
        """Nothing to choose here: Enter goes on a page."""
        self.list.page(1)

    def _row(self, index: int, width: int) -> Strip:
        palette = self._palette
        return row_strip([(f" {self._rows[index]}", palette.text)], width, palette.text)


def wrapped(sentence: str, width: int) -> list[str]:
    """A sentence in rows of at most ``width`` cells, all but the first set in by two."""
    rows, row = [], ""
    for word in sentence.split():
        rest = word
        while rest:
            gap = " " if row.strip() else ""
            if cell_len(row) + len(gap) + cell_len(rest) <= width:
                row, rest = row + gap + rest, ""
            elif gap:
                rows.append(row)
                row = "  "
            else:  # a word longer than a row
                part = rest[: max(1, (width - len(row)) // 2)]
                rows.append(row + part)
                row, rest = "  ", rest[len(part) :]
    return [*rows, row]

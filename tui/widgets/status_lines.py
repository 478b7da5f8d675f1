"""The last two rows: what is under the cursor and what can be done; what is saved and running."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.rendering.palette import Palette

__all__ = ["Hint", "StatusLines", "fit_hints"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and the word for what it does now."""

    key: str
    word: str

    @property
    def width(self) -> int:
        """Its cells, with the gap before it."""
        return cell_len(self.key) + cell_len(self.word) + 3


def fit_hints(hints: Sequence[Hint], room: int) -> list[Hint]:
    """The hints that fit whole, the first being the most needed."""
    fitting: list[Hint] = []
    for hint in hints:
        if hint.width > room:
            break
        room -= hint.width
        fitting.append(hint)
    return fitting


@dataclass(frozen=True, slots=True)
class _Row:
    text: str = ""
    tone: str = "text"
    hints: tuple[Hint, ...] = ()


class StatusLines(Widget):
    """Two rows (one when there is little room); each is repainted only when it changes."""

    DEFAULT_CSS = "StatusLines { height: 2; dock: bottom; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._rows = [_Row(), _Row()]

    def set_palette(self, palette: Palette) -> None:
        """The styles to draw with."""
        self._palette = palette
        self.refresh()

    def set_here(self, text: str, hints: Sequence[Hint] = (), *, tone: str = "text") -> None:
        """The upper row: what is under the cursor, or what has just happened.

        ``tone`` is ``text``, ``saved``, ``warning`` or ``error``.
        """
        self._set(0, _Row(text, tone, tuple(hints)))

    def set_state(self, text: str, hints: Sequence[Hint] = (), *, tone: str = "saved") -> None:
        """The lower row: what is saved, what is running, and where help is."""
        self._set(1, _Row(text, tone, tuple(hints)))

    def _set(self, index: int, row: _Row) -> None:
        if row != self._rows[index]:
            self._rows[index] = row
            self.refresh(Region(0, min(index, self.size.height - 1), self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One row: text to the left, whole hints to the right."""
        width = self.size.width
        palette = self._palette
        if palette is None:
            return Strip.blank(width)
        row = self._rows[y]
        if self.size.height == 1 and not row.text:
            row = self._rows[1]
        text = " " + row.text
        needed = min(cell_len(text), width)
        hints = fit_hints(row.hints, width - needed - 1)
        room = width - sum(hint.width for hint in hints)
        if cell_len(text) > room:
            text = set_cell_size(text, max(0, room - 1)) + "…"
        segments = [Segment(text, _tone(palette, row.tone))]
        segments.append(Segment(" " * max(0, room - cell_len(text)), palette.text))
        for hint in hints:
            segments += [
                Segment("  ", palette.text),
                Segment(hint.key, palette.accent),
                Segment(f" {hint.word}", palette.dim),
            ]
        return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


def _tone(palette: Palette, tone: str) -> Style:
    return {
        "saved": palette.saved,
        "warning": palette.warning,
        "error": palette.error,
        "dim": palette.dim,
    }.get(tone, palette.text)

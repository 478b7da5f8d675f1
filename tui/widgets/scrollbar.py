"""One column at the right edge of the reader: how far the page is, and where marks are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from corpus.span import Span
from tui.rendering.palette import Palette

__all__ = ["KINDS", "NARROWEST", "BarRow", "Scrollbar", "bar_rows"]

NARROWEST = 32
"""Below this width of the region there is no room for a scrollbar."""

KINDS = ("current", "hits", "annotations")
"""The layers that are marked, the one that is looked for first before the others."""

_SIGNS = {"current": "◆", "hits": "•", "annotations": "▪", "": " "}
_ASCII = {"current": "@", "hits": "*", "annotations": "=", "": " "}
_THUMB, _ASCII_THUMB = "▐", "|"


class BarRow(NamedTuple):
    """One row: the kind of mark that is drawn in it, empty for none, and whether it is seen."""

    kind: str
    seen: bool


def bar_rows(
    length: int, height: int, visible: Span, marks: Mapping[str, Sequence[int]]
) -> tuple[BarRow, ...]:
    """What the rows of a scrollbar of some height show of a text of some length.

    ``marks`` are offsets in order, by kind. An offset is drawn in the row ``offset * height //
    length``; so each row is found by halving, whatever the number of marks. A text that is seen
    whole has an empty bar.
    """
    if not length or not height or len(visible) >= length:
        return (BarRow("", seen=False),) * height
    top = visible.start * height // length
    bottom = max(top, (visible.end - 1) * height // length)
    kinds = [""] * height
    edges = [-(-row * length // height) for row in range(height + 1)]
    for kind in reversed(KINDS):
        starts = marks.get(kind, ())
        places = [bisect_left(starts, edge) for edge in edges]
        for row in range(height):
            if places[row + 1] > places[row]:
                kinds[row] = kind
    return tuple(BarRow(kind, seen=top <= row <= bottom) for row, kind in enumerate(kinds))


class Scrollbar(Widget):
    """Draws ``bar_rows``; only rows that changed are repainted. It takes no keys."""

    DEFAULT_CSS = "Scrollbar { width: 1; height: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._ascii_only = False
        self._rows: tuple[BarRow, ...] = ()

    def set_palette(self, palette: Palette, *, ascii_only: bool = False) -> None:
        """The styles to draw with."""
        self._palette, self._ascii_only = palette, ascii_only
        self.refresh()

    def show(self, length: int, visible: Span, marks: Mapping[str, Sequence[int]]) -> None:
        """Show a page of a text, and where the marks in it are (offsets in order, by layer)."""
        before, self._rows = self._rows, bar_rows(length, self.size.height, visible, marks)
        if len(before) != len(self._rows):
            self.refresh()
            return
        changed = [y for y, row in enumerate(self._rows) if row != before[y]]
        if changed:
            self.refresh(*[Region(0, y, 1, 1) for y in changed])

    def render_line(self, y: int) -> Strip:
        """One cell."""
        palette = self._palette
        if palette is None or y >= len(self._rows):
            return Strip([Segment(" ", palette.text if palette else None)], 1)
        row = self._rows[y]
        signs = _ASCII if self._ascii_only else _SIGNS
        if not row.kind:
            thumb = _ASCII_THUMB if self._ascii_only else _THUMB
            sign, style = thumb if row.seen else " ", palette.text
        else:
            sign, style = signs[row.kind], palette.text + self._style(palette, row.kind)
            if row.seen:
                style += Style(reverse=not style.reverse)
        return Strip([Segment(sign, style)], 1)

    @staticmethod
    def _style(palette: Palette, kind: str) -> Style:
        return {"current": palette.current, "hits": palette.hit}.get(kind, palette.accent)

"""The two rows above a region: what it shows, and one thin rule."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.rendering.fitting import cut
from tui.rendering.palette import Palette

__all__ = ["RegionTitle", "Rule"]


class RegionTitle(Widget):
    """A title to the left, a fact to the right, a rule beneath; the accent when focused."""

    DEFAULT_CSS = "RegionTitle { height: 2; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._left = ""
        self._rights: tuple[str, ...] = ()
        self._active = False

    def set_palette(self, palette: Palette, *, ascii_only: bool = False) -> None:
        """The styles to draw with."""
        self._palette = palette
        self._rule = "-" if ascii_only else "─"
        self.refresh()

    def set_text(self, left: str, *rights: str) -> None:
        """What stands there, all of it one line and harmless.

        ``rights`` are ways to say the fact, the longest first: the first that leaves at least half
        of the room to the title is shown.
        """
        if (left, rights) != (self._left, self._rights):
            self._left, self._rights = left, rights
            self.refresh(Region(0, 0, self.size.width, 1))

    def set_active(self, active: bool) -> None:  # noqa: FBT001
        """Whether this region has the keyboard."""
        if active != self._active:
            self._active = active
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the two rows."""
        width = self.size.width
        if self._palette is None:
            return Strip.blank(width)
        palette = self._palette
        if y == 1:
            style = palette.accent if self._active else palette.rule
            return Strip([Segment(self._rule * width, palette.text + style)], width)
        free = max(width // 2, width - cell_len(self._left) - 2)
        right = next(
            (f" {text} " for text in self._rights if text and cell_len(text) + 2 <= free), ""
        )
        room = max(0, width - cell_len(right) - 1)
        left = cut(self._left, room)
        style = palette.accent + palette.strong if self._active else palette.strong
        segments = [
            Segment(" ", palette.text),
            Segment(left, style),
            Segment(" " * (room - cell_len(left)), palette.text),
            Segment(right, palette.dim),
        ]
        return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


class Rule(Widget):
    """A thin vertical rule between two regions."""

    DEFAULT_CSS = "Rule { width: 1; height: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette: Palette | None = None

    def set_palette(self, palette: Palette, *, ascii_only: bool = False) -> None:
        """The styles to draw with."""
        self._palette = palette
        self._signs = "|+" if ascii_only else "│┼"
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One cell."""
        if self._palette is None:
            return Strip.blank(1)
        return Strip([Segment(self._signs[y == 1], self._palette.text + self._palette.rule)], 1)

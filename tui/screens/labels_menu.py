"""The menu of all labels: one key chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from corpus.hostile import harmless_line
from tui.rendering.fitting import cut, fill
from tui.rendering.palette import Palette
from tui.screens.choosing import see_through

if TYPE_CHECKING:
    from corpus.labels import Label, LabelSet

__all__ = ["LabelsMenu"]

_GAP = 2


class _LabelGrid(Widget):
    """Labels in columns, one of them under the cursor, and its description beneath."""

    DEFAULT_CSS = "_LabelGrid { height: auto; background: $background; }"
    ALLOW_SELECT = False

    def __init__(self, label_set: LabelSet, palette: Palette) -> None:
        super().__init__()
        self.labels: tuple[Label, ...] = tuple(label_set.labels)
        self._palette = palette
        self.cursor = 0
        self._widest = max((cell_len(self._caption(label)) for label in self.labels), default=1)

    def _caption(self, label: Label) -> str:
        return f"{harmless_line(label.key):1} {harmless_line(label.name)}"

    def columns(self, width: int) -> int:
        """How many labels stand side by side."""
        return max(1, (width - 1) // (self._widest + _GAP))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as are needed, and one for the description; at most half the screen."""
        _ = container
        rows = -(-len(self.labels) // self.columns(width))
        return min(rows, max(2, viewport.height // 2 - 2)) + 1

    def move(self, by: int) -> None:
        """Move the cursor, stopping at the first and the last."""
        self.cursor = min(max(0, self.cursor + by), len(self.labels) - 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of labels, or the description."""
        width, height = self.size
        palette = self._palette
        if y == height - 1:
            return self._description(width)
        columns = self.columns(width)
        first_row = max(0, self.cursor // columns - (height - 2))
        cell = min(self._widest, width - 1 - _GAP)
        segments = [Segment(" ", palette.text)]
        start = (first_row + y) * columns
        for index in range(start, min(start + columns, len(self.labels))):
            label = self.labels[index]
            chosen = index == self.cursor
            ground = palette.text + palette.row if chosen else palette.text
            name = cut(harmless_line(label.name), cell - 2)
            look = palette.text + palette.label(label.name).annotation
            segments += [
                Segment(f"{harmless_line(label.key):1}", ground + palette.accent),
                Segment(" ", ground),
                Segment(name, ground if chosen else look),
                Segment(
                    " " * (cell - 2 - cell_len(name) + _GAP), ground if chosen else palette.text
                ),
            ]
        return Strip(segments).adjust_cell_length(width, palette.text)

    def _description(self, width: int) -> Strip:
        palette = self._palette
        hints = "Enter  Esc "
        text = ""
        if self.labels:
            text = harmless_line(self.labels[self.cursor].description)
        room = max(0, width - len(hints) - 2)
        segments = [
            Segment(f" {fill(cut(text, room), room)} ", palette.text + palette.dim),
            Segment(hints, palette.text + palette.accent),
        ]
        return Strip(segments).adjust_cell_length(width, palette.text)


class LabelsMenu(ModalScreen[str | None]):
    """Gives the name of the label that was chosen, or None.

    A label is chosen by its key, by the letter that stands for it, or with arrows and Enter; keys
    come first where a letter is another label's key. A letter need not be a capital.
    """

    DEFAULT_CSS = """
    LabelsMenu { align: center bottom; }
    LabelsMenu _LabelGrid { border-top: solid $border-blurred; }
    LabelsMenu.-ascii _LabelGrid { border-top: ascii $border-blurred; }
    """

    def __init__(self, label_set: LabelSet, palette: Palette, *, ascii_only: bool = False) -> None:
        super().__init__()
        self._grid = _LabelGrid(label_set, palette)
        self._by_character = {label.letter: label.name for label in reversed(label_set.labels)}
        self._by_character |= {label.key: label.name for label in reversed(label_set.labels)}
        for character, name in list(self._by_character.items()):  # where that means nothing else
            self._by_character.setdefault(character.lower(), name)
        self.set_class(ascii_only, "-ascii")

    def compose(self) -> ComposeResult:
        """The labels."""
        yield self._grid

    def on_mount(self) -> None:
        """Over the page."""
        see_through(self)

    def on_key(self, event: events.Key) -> None:
        """Choose, move or leave; nothing else gets through."""
        event.stop()
        event.prevent_default()
        grid = self._grid
        columns = grid.columns(grid.size.width)
        steps = {"left": -1, "right": 1, "up": -columns, "down": columns}
        steps |= {"shift+tab": -1, "tab": 1, "home": -len(grid.labels), "end": len(grid.labels)}
        if event.key == "escape":
            self.dismiss(None)
        elif event.character and event.character in self._by_character:
            self.dismiss(self._by_character[event.character])
        elif event.key == "enter" and grid.labels:
            self.dismiss(grid.labels[grid.cursor].name)
        elif event.key in steps and grid.labels:
            grid.move(steps[event.key])

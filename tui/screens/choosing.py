"""What the help screen, the palette and the theme picker share: a list to type at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from tui.rendering.palette import Palette
from tui.widgets.region_title import RegionTitle
from tui.widgets.search_bar import QueryInput
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

__all__ = ["ChoosingScreen", "row_strip", "see_through"]

Result = TypeVar("Result")


class ChoosingScreen(ModalScreen[Result]):
    """A title, a line to type in, a list, and one row of hints, over the screen beneath.

    Subclasses give ``fill_list`` the rows and say what Enter does. Everything drawn is made of
    segments: nothing is ever read as markup.
    """

    DEFAULT_CSS = """
    ChoosingScreen { align: center top; }
    ChoosingScreen #panel { background: $background; width: 100%; height: 100%; }
    ChoosingScreen Input {
        border: none; height: 1; padding: 0 1; background: $background; color: $foreground;
    }
    ChoosingScreen Input:focus { border: none; background-tint: $background 0%; }
    ChoosingScreen Input:ansi > .input--cursor {
        background: $input-cursor-background;
        color: $input-cursor-foreground;
        text-style: $input-cursor-text-style;
    }
    ChoosingScreen VirtualList { height: 1fr; }
    ChoosingScreen StatusLines { height: 1; dock: none; }
    ChoosingScreen .-closing { border-bottom: solid $border-blurred; }
    ChoosingScreen .-closing.-ascii { border-bottom: ascii $border-blurred; }
    """

    def __init__(
        self,
        palette: Palette,
        title: str,
        *,
        placeholder: str,
        hints: Sequence[Hint],
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self._palette = palette
        self._title = title
        self._placeholder = placeholder
        self._hints = tuple(hints)
        self._ascii = ascii_only

    def compose(self) -> ComposeResult:
        """Title, input, list, hints."""
        with Vertical(id="panel"):
            yield RegionTitle(id="choosing-title")
            yield QueryInput(placeholder=self._placeholder, id="choosing-query")
            yield VirtualList(id="choices")
            yield StatusLines(id="choosing-hints")

    def on_mount(self) -> None:
        """Fill in, and give the input the keyboard."""
        see_through(self)
        entry = self.query_one(QueryInput)
        entry.cursor_blink = False
        title = self.query_one(RegionTitle)
        title.set_active(True)
        self.query_one("#panel").set_class(self._ascii, "-ascii")
        self.use_palette(self._palette)
        self.query_one(StatusLines).set_state("", self._hints)
        entry.focus()
        # The input has the keyboard, yet what it moves is the list's cursor: drawn as focused.
        self.list.set_reactive(VirtualList.has_focus, True)
        self.list.can_focus = False
        self.list.ascii_only = self._ascii
        self.call_after_refresh(self.fill_list)

    def use_palette(self, palette: Palette) -> None:
        """Draw with these styles from now on."""
        self._palette = palette
        self.query_one(RegionTitle).set_palette(palette, ascii_only=self._ascii)
        self.query_one(StatusLines).set_palette(palette)
        self.list.palette = palette

    @property
    def list(self) -> VirtualList:
        """The list of what can be chosen."""
        return self.query_one(VirtualList)

    @property
    def query_text(self) -> str:
        """What is typed."""
        return self.query_one(QueryInput).value.strip()

    def set_count(self, count: str) -> None:
        """What stands to the right of the title."""
        self.query_one(RegionTitle).set_text(self._title, count)

    def fill_list(self) -> None:
        """Show the rows for what is typed."""
        raise NotImplementedError

    def choose(self) -> None:
        """Enter was pressed."""
        self.dismiss(None)

    def leave(self) -> None:
        """Escape was pressed."""
        self.dismiss(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.fill_list()

    @on(QueryInput.Told)
    def _told(self, event: QueryInput.Told) -> None:
        event.stop()
        match event.what:
            case "up":
                self.list.move(-1)
            case "down" | "complete":
                self.list.move(1)
            case "page-up":
                self.list.page(-1)
            case "page-down":
                self.list.page(1)
            case "go":
                self.choose()
            case "cancel":
                self.leave()


def see_through(screen: ModalScreen[Result]) -> None:
    """Let the screen beneath show, whatever the app's stylesheet says of all screens."""
    screen.styles.background = "transparent"


def row_strip(parts: Sequence[tuple[str, Style]], width: int, ground: Style) -> Strip:
    """One row of exactly ``width`` cells."""
    segments = [Segment(text, ground + style) for text, style in parts if text]
    return Strip(segments).adjust_cell_length(width, ground)

"""What the concordance and tables share: rows of which some are shown, in some order.

Choosing and sorting rows may take long, so they are done in turns: no key waits for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray
from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from corpus.turns import Turns
from tui.rendering.palette import Palette
from tui.screens.choosing import see_through
from tui.widgets.region_title import RegionTitle
from tui.widgets.search_bar import QueryInput
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

__all__ = ["AT_ONCE", "ArrangedScreen", "Rows"]

Result = TypeVar("Result")

Rows = NDArray[np.int32]
"""Numbers of rows, in the order in which they are shown."""

TURN, PAUSE = 0.006, 0.002
"""Seconds of work in turns, and between, so that no key waits for it."""

AT_ONCE = 0.02
"""Seconds of work that a key may do before it is answered: enough for some thousand rows."""

SMALL_HEIGHT, SMALL_WIDTH = 12, 60
"""Below these there is one status row, and below the first no title."""

_FILTER_HINTS = (Hint("Enter", "keep"), Hint("Esc", "show all"))


class ArrangedScreen(ModalScreen[Result | None]):
    """A title, a line to filter with when it is wanted, rows, and status lines.

    Subclasses say what rows there are and how one is drawn. A row is known by its number.
    """

    DEFAULT_CSS = """
    ArrangedScreen #panel { background: $background; width: 100%; height: 1fr; }
    ArrangedScreen Input {
        border: none; height: 1; padding: 0 1; background: $background; color: $foreground;
        display: none;
    }
    ArrangedScreen Input:focus { border: none; background-tint: $background 0%; }
    ArrangedScreen Input:ansi > .input--cursor {
        background: $input-cursor-background;
        color: $input-cursor-foreground;
        text-style: $input-cursor-text-style;
    }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False)
        for keys, action in (
            ("up,k", "move(-1)"),
            ("down,j", "move(1)"),
            ("pageup,ctrl+b,ctrl+u", "page(-1)"),
            ("pagedown,ctrl+f,ctrl+d", "page(1)"),
            ("home,g", "home"),
            ("end,G", "end"),
            ("enter", "choose"),
            ("s", "sort"),
            ("f", "filter"),
            ("escape,q", "back"),
        )
    ]

    def __init__(self, palette: Palette, *, placeholder: str, ascii_only: bool = False) -> None:
        super().__init__()
        self.palette = palette
        self.ascii_only = ascii_only
        self.words = ""
        """What rows have to have to be shown."""
        self.shown: Rows = np.zeros(0, np.int32)
        self.arranging: Turns[Rows] | None = None
        """The choosing and sorting that goes on."""
        self.small = False
        """Whether there is one status row only."""
        self._placeholder = placeholder
        self._turn: Timer | None = None
        self._message: tuple[str, str] = ("", "text")

    # What a subclass says

    def arrangement(self) -> Turns[Rows]:
        """The work that ends with the rows to show."""
        raise NotImplementedError

    def growing(self) -> int:
        """How many rows there are so far, when they may be shown before all are known."""
        return 0

    def draw(self, row: int, width: int) -> list[Segment]:
        """A row in ``width`` cells."""
        raise NotImplementedError

    def choose(self, row: int) -> None:
        """Enter was pressed on a row."""
        raise NotImplementedError

    def action_sort(self) -> None:
        """Sort by the next."""
        raise NotImplementedError

    def title_texts(self) -> tuple[str, ...]:
        """The title, and ways to say how much there is, the longest first."""
        raise NotImplementedError

    def hints(self) -> tuple[Sequence[Hint], Sequence[Hint]]:
        """The keys of the upper and of the lower row, the most needed first."""
        raise NotImplementedError

    def here_texts(self, row: int) -> list[str]:
        """What is under the cursor in words, and in fewer."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What is said when there is no row."""
        if self.arranging is not None:
            return "nothing yet"
        return "nothing has these words" if self.words else "nothing here"

    def state_texts(self) -> list[str]:
        """What stands in the lower row, and shorter ways to say it."""
        return [""]

    def header(self) -> Widget | None:
        """What stands above the rows."""
        return None

    # Drawing

    def compose(self) -> ComposeResult:
        """Title, filter, rows, status."""
        header = self.header()
        with Vertical(id="panel"):
            yield RegionTitle()
            yield QueryInput(placeholder=self._placeholder, id="filter")
            if header is not None:
                yield header
            yield VirtualList(id="rows")
        yield StatusLines()

    def on_mount(self) -> None:
        """Show what there is."""
        see_through(self)
        self.query_one(QueryInput).cursor_blink = False
        self.query_one(StatusLines).set_palette(self.palette)
        title, rows = self.query_one(RegionTitle), self.listing
        title.set_palette(self.palette, ascii_only=self.ascii_only)
        title.set_active(True)
        rows.palette, rows.ascii_only = self.palette, self.ascii_only
        rows.focus()
        self._lay_out(self.app.size.width, self.app.size.height)
        self.begin()

    def on_resize(self, event: events.Resize) -> None:
        """With as much around the rows as there is room for."""
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, width: int, height: int) -> None:
        self.query_one(RegionTitle).display = height >= SMALL_HEIGHT
        self.small = height < SMALL_HEIGHT or width < SMALL_WIDTH
        self.query_one(StatusLines).styles.height = 1 if self.small else 2
        self.update_status()

    @property
    def listing(self) -> VirtualList:
        """The rows that are shown."""
        return self.query_one("#rows", VirtualList)

    @property
    def row(self) -> int:
        """The number of the row under the cursor, -1 when there is none."""
        cursor = self.listing.cursor
        return int(self.shown[cursor]) if 0 <= cursor < len(self.shown) else -1

    def redraw(self, cursor: int | None = None) -> None:
        """Make all rows again."""
        self.listing.empty_message = self.empty_text()
        self.listing.set_source(
            len(self.shown),
            lambda index, width: self.draw(int(self.shown[index]), width),
            cursor=cursor,
        )

    def say(self, text: str, tone: str = "text") -> None:
        """Put a sentence in the upper status row until the next key."""
        self._message = (harmless_line(text), tone)
        self.update_status()

    def update_status(self) -> None:
        """Bring both status rows up to date."""
        if not self.is_running:
            return
        status = self.query_one(StatusLines)
        here, below = self.hints()
        if self.query_one(QueryInput).has_focus:
            here, below = _FILTER_HINTS, ()
        text, tone = self._message
        if text:
            status.set_here(text, here, tone=tone)
        else:
            first, *shorter = self.here_texts(self.row) if self.row >= 0 else [""]
            status.set_here(first, here, shorter=shorter, steady=True)
        first, *shorter = self.state_texts()
        status.set_state(first, below, shorter=shorter)

    def _update_title(self) -> None:
        if self.is_running:
            self.query_one(RegionTitle).set_text(*self.title_texts())

    # Moving

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.say("")
        self.listing.move(by)

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self.say("")
        self.listing.page(by)

    def action_home(self) -> None:
        """Move to the first row."""
        self.say("")
        self.listing.home()

    def action_end(self) -> None:
        """Move to the last row."""
        self.say("")
        self.listing.end()

    @on(VirtualList.Highlighted)
    def _went(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.update_status()

    @on(VirtualList.Chosen)
    def _clicked(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Go on with the row under the cursor."""
        if self.row >= 0:
            self.choose(self.row)

    def action_back(self) -> None:
        """Take the filter away; without one, leave."""
        self.say("")
        if self.words:
            self._close_filter()
        else:
            self.dismiss(None)

    # Filter

    def action_filter(self) -> None:
        """Type words that rows are to have."""
        self.say("")
        entry = self.query_one(QueryInput)
        entry.display = True
        entry.focus()

    def on_descendant_focus(self) -> None:
        """The keys are others now."""
        self.update_status()

    def _filter_by(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.begin()

    def _close_filter(self) -> None:
        """Show all rows again."""
        entry = self.query_one(QueryInput)
        entry.display = False
        entry.value = ""
        self._filter_by("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.display:
            self._filter_by(event.value.strip())

    @on(QueryInput.Told)
    def _told(self, event: QueryInput.Told) -> None:
        event.stop()
        match event.what:
            case "up" | "down":
                self.action_move(1 if event.what == "down" else -1)
            case "page-up" | "page-down":
                self.action_page(1 if event.what == "page-down" else -1)
            case "go" | "complete" | "cancel":
                self.listing.focus()
                if event.what == "cancel" or not self.words:
                    self._close_filter()

    # Work in turns

    def begin(self) -> None:
        """Choose and sort the rows anew."""
        self.arranging = self.arrangement()
        self.work(AT_ONCE)

    def work(self, seconds: float) -> None:
        """Go on for so long with what is to be done, and see that it goes on after that."""
        try:
            more = self.work_on(seconds)
        except GlossatorError as error:
            self.arranging, more = None, False
            self.say(str(error), "error")
        if more and self._turn is None:
            self._turn = self.set_timer(PAUSE, self._take_turn)
        self._update_title()

    def _take_turn(self) -> None:
        self._turn = None
        self.work(TURN)

    def work_on(self, seconds: float) -> bool:
        """Work for so long; whether there is more to do."""
        arranging = self.arranging
        if arranging is None:
            return False
        if arranging.work(seconds):
            self.arranging = None
            self.show_rows(arranging.result)
        elif not self.words and self.growing() > 2 * len(self.shown):
            self.show_rows(np.arange(self.growing(), dtype=np.int32))
        return self.arranging is not None

    def show_rows(self, rows: Rows) -> None:
        """Show these rows; the cursor stays on its row, and at the first where it is there."""
        self.show_following(rows, self.row)

    def show_following(self, rows: Rows, row: int) -> None:
        """Show rows, the cursor on this one of them unless it is at the first."""
        places = np.flatnonzero(rows == row) if self.listing.cursor > 0 else rows[:0]
        self.shown = rows
        self.redraw(int(places[0]) if len(places) else None)
        self.update_status()

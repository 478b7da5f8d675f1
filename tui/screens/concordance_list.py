"""The lines of a concordance on the screen: moving, sorting, filtering, all of it in turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray
from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from corpus.arranging import Order, arrange
from corpus.concordance import Concordance
from corpus.decisions import Decision, Decisions, Verdict
from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from corpus.span import Span
from corpus.turns import Turns
from tui.rendering.palette import Palette
from tui.screens.choosing import see_through
from tui.screens.concordance_rows import LineRows
from tui.widgets.region_title import RegionTitle
from tui.widgets.search_bar import QueryInput
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["ORDERS", "ConcordanceList"]

TURN, PAUSE = 0.006, 0.002
"""Seconds of work in turns, and between, so that no key waits for it."""

AT_ONCE = 0.03
"""Seconds of work that a key may do before it is answered: enough for a few thousand lines."""

SMALL_HEIGHT, SMALL_WIDTH = 12, 60
"""Below these there is one status row, and below the first no title."""

WIDEST = 40
"""Cells that the longest of what the lines are about may want."""

ORDERS = {
    Order.TEXT: "order of the texts",
    Order.RIGHT: "right context",
    Order.LEFT: "left context",
    Order.DATE: "date",
    Order.FORM: "form",
    Order.LABEL: "label",
    Order.STATE: "state, undecided first",
}
"""What lines can be sorted by, in the order in which ``s`` goes through it."""

_FILTER_HINTS = (Hint("Enter", "keep"), Hint("Esc", "all lines"))


class ConcordanceList(ModalScreen[tuple[int, Span] | None]):
    """Gives the place to read (number of the document, span), or None when it is left.

    Subclasses say in ``hints`` what else can be done, and in ``is_picked`` what is picked.
    """

    DEFAULT_CSS = """
    ConcordanceList #panel { background: $background; width: 100%; height: 1fr; }
    ConcordanceList Input {
        border: none; height: 1; padding: 0 1; background: $background; color: $foreground;
        display: none;
    }
    ConcordanceList Input:focus { border: none; background-tint: $background 0%; }
    ConcordanceList Input:ansi > .input--cursor {
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
            ("pageup", "page(-1)"),
            ("pagedown", "page(1)"),
            ("home,g", "home"),
            ("end,G", "end"),
            ("enter", "read"),
            ("s", "sort"),
            ("f", "filter"),
            ("escape,q", "back"),
        )
    ]

    def __init__(
        self,
        corpus: Corpus,
        concordance: Concordance,
        palette: Palette,
        *,
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self.corpus = corpus
        self.lines = concordance
        self.palette = palette
        self.ascii_only = ascii_only
        self.decisions = Decisions(corpus, concordance.texts, concordance.entity)
        self._order = Order.TEXT
        self._words = ""
        self.shown: NDArray[np.int32] = np.zeros(0, np.int32)
        self._arranging: Turns[NDArray[np.int32]] | None = None
        self._turn: Timer | None = None
        self._maker = LineRows(palette, middle=0, ascii_only=ascii_only)
        self._message: tuple[str, str] = ("", "text")

    def compose(self) -> ComposeResult:
        """Title, filter, lines, status."""
        with Vertical(id="panel"):
            yield RegionTitle()
            yield QueryInput(placeholder="words in the line", id="filter")
            yield VirtualList(id="lines")
        yield StatusLines()

    def on_mount(self) -> None:
        """Show what there is; search, if it is not all there."""
        see_through(self)
        self.query_one(QueryInput).cursor_blink = False
        self.query_one(StatusLines).set_palette(self.palette)
        title, lines = self.query_one(RegionTitle), self.listing
        title.set_palette(self.palette, ascii_only=self.ascii_only)
        title.set_active(True)
        lines.palette, lines.ascii_only = self.palette, self.ascii_only
        lines.focus()
        self._lay_out(self.app.size.width, self.app.size.height)
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """With as much around the lines as there is room for."""
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, width: int, height: int) -> None:
        self.query_one(RegionTitle).display = height >= SMALL_HEIGHT
        small = height < SMALL_HEIGHT or width < SMALL_WIDTH
        self.query_one(StatusLines).styles.height = 1 if small else 2

    @property
    def listing(self) -> VirtualList:
        """The lines that are shown."""
        return self.query_one("#lines", VirtualList)

    @property
    def line(self) -> int:
        """The number of the line under the cursor, -1 when there is none."""
        cursor = self.listing.cursor
        return int(self.shown[cursor]) if 0 <= cursor < len(self.shown) else -1

    # Moving

    def action_move(self, by: int) -> None:
        """Move the cursor by lines."""
        self._moved(self.listing.move(by))

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self._moved(self.listing.page(by))

    def action_home(self) -> None:
        """Move to the first line."""
        self._moved(self.listing.home())

    def action_end(self) -> None:
        """Move to the last line."""
        self._moved(self.listing.end())

    def _moved(self, _moved: bool) -> None:  # noqa: FBT001 - what the list says
        self.say("")

    @on(VirtualList.Highlighted)
    def _went(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.update_status()

    @on(VirtualList.Chosen)
    def _clicked(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.action_read()

    def action_read(self) -> None:
        """Leave for the place of the line."""
        if self.line >= 0:
            self.dismiss(self.lines.place(self.line))

    def action_back(self) -> None:
        """Take the filter away; without one, leave."""
        if self._words:
            self._close_filter()
        else:
            self.dismiss(None)

    # Order and filter

    def action_sort(self) -> None:
        """Sort by the next."""
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._arrange()

    def action_filter(self) -> None:
        """Type words that the lines are to have."""
        entry = self.query_one(QueryInput)
        entry.display = True
        entry.focus()
        self.update_status()

    def _filter_by(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._arrange()

    def _close_filter(self) -> None:
        """Show all lines again."""
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
                if event.what == "cancel" or not self._words:
                    self._close_filter()
                self.call_after_refresh(self.update_status)

    def _arrange(self) -> None:
        """Choose and sort the lines anew, in turns."""
        self._arranging = arrange(self.lines, self._order, self._words, decisions=self.decisions)
        self.work(AT_ONCE)

    # Work in turns

    def _take_turn(self) -> None:
        self._turn = None
        self.work(TURN)

    def work(self, seconds: float) -> None:
        """Go on for so long with what is to be done, and see that it goes on after that."""
        try:
            more = self.work_on(seconds)
        except GlossatorError as error:
            self._arranging, more = None, False
            self.say(str(error), "error")
        if more and self._turn is None:
            self._turn = self.set_timer(PAUSE, self._take_turn)
        self._update_title()

    def work_on(self, seconds: float) -> bool:
        """Work for so long; whether there is more to do."""
        if self._arranging is not None:
            self._arrange_on(self._arranging, seconds)
        return self._arranging is not None

    def _arrange_on(self, arranging: Turns[NDArray[np.int32]], seconds: float) -> None:
        if arranging.work(seconds):
            self._arranging = None
            self._show(arranging.result)
        elif not self.lines.finished and not self._words:
            self._show(np.arange(len(self.lines), dtype=np.int32))

    def _show(self, lines: NDArray[np.int32]) -> None:
        """Show these lines; the cursor stays on its line, and at the first where it is there."""
        line, cursor = self.line, self.listing.cursor
        self.shown = lines
        places = np.flatnonzero(lines == line) if cursor > 0 else lines[:0]
        self.redraw(int(places[0]) if len(places) else None)
        self.update_status()

    def redraw(self, cursor: int | None = None) -> None:
        """Make all rows again."""
        lines = self.lines
        if lines.finished or not self._maker.middle:
            sizes = lines.end - lines.start
            middle = int(np.percentile(sizes, 90)) if len(sizes) else 0
            self._maker.middle = min(WIDEST, middle)
        busy = self._arranging is not None
        self.listing.empty_message = "searching" if busy else "no line"
        self.listing.set_source(len(self.shown), self._row, cursor=cursor)

    def _row(self, index: int, width: int) -> list[Segment]:
        at = int(self.shown[index])
        line = self.lines.line(at, 2 * width, 2 * width)
        record = self.corpus.records[line.number]
        verdict = self.decision(at).verdict
        return self._maker.row(line, record, verdict, width, picked=self.is_picked(at))

    def decision(self, line: int) -> Decision:
        """What was decided on a line."""
        number, span = self.lines.place(line)
        return self.decisions.at(number, span, self.lines.label_of(line))

    def is_picked(self, line: int) -> bool:
        """Whether a line is picked."""
        raise NotImplementedError

    # Title and status

    def say(self, text: str, tone: str = "text") -> None:
        """Put a sentence in the upper status row until the next key."""
        self._message = (harmless_line(text), tone)
        self.update_status()

    def _update_title(self) -> None:
        """What it is of, how many lines there are, what they are sorted by, how far work is."""
        if not self.is_running:
            return
        count = f"{len(self.lines):,}{'+' * (self.lines.more or not self.lines.finished)}"
        if self._words:
            count = f"{len(self.shown):,} of {count}"
        order = ORDERS[self._order]
        if self._arranging is not None:
            doing = "sorting" if self.lines.finished else "searching"
            order = f"{doing} {self._arranging.done:.0%}"
        documents = self.lines.documents()
        whole = f"{count} in {documents:,} document{'s' * (documents != 1)}"
        self.query_one(RegionTitle).set_text(
            f"Concordance  {self.lines.name}",
            f"{whole} · {order}",
            f"{count} · {order}",
            count,
        )

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
            first, *shorter = self._here_texts()
            status.set_here(first, here, shorter=shorter, steady=True)
        status.set_state(self.state_text(), below)

    def hints(self) -> tuple[Sequence[Hint], Sequence[Hint]]:
        """The keys of the upper and of the lower row, the most needed first."""
        raise NotImplementedError

    def state_text(self) -> str:
        """What stands in the lower row."""
        raise NotImplementedError

    def _here_texts(self) -> list[str]:
        """The line under the cursor in words, and in fewer."""
        line = self.line
        if line < 0:
            return [""]
        number, _ = self.lines.place(line)
        record, decision = self.corpus.records[number], self.decision(line)
        facts = [self.lines.label_of(line), decision.verdict.value]
        for annotation in decision.annotations[:1]:
            facts[0] = annotation.label
            entity = self.corpus.entity(annotation.entity) if annotation.entity else None
            if entity is not None and decision.verdict is Verdict.ELSEWHERE:
                facts.append(entity.name)
            facts += [annotation.author] * bool(annotation.author)
        said = " · ".join(fact for fact in facts if fact)
        where = " · ".join(part for part in (record.title, record.date) if part)
        return [f"{where} · {said}", f"{record.title} · {said}", record.title, said, ""]

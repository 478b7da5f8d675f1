"""The reading screen: documents beside the reader, one search bar, two status lines."""

from __future__ import annotations

import time
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from corpus.document import Document
from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from tui.commands import Command
from tui.dropped import ago
from tui.reading_state import READ, READING, UNREAD
from tui.screens.fact_actions import FactActions
from tui.screens.opening import PAINTED, OpeningActions
from tui.screens.program import ProgramActions
from tui.screens.viewing import ViewingActions
from tui.session import Session
from tui.widgets.document_rows import WIDE_LIST, ListHeader, list_width
from tui.widgets.document_view import DocumentView
from tui.widgets.region_title import RegionTitle, Rule
from tui.widgets.scrollbar import KINDS, NARROWEST, Scrollbar
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_lines import StatusLines
from tui.widgets.virtual_list import VirtualList

__all__ = ["ReadingScreen"]

SIDE_BY_SIDE = 100
"""From this width the list stands beside the reader; below it, one of them fills the screen."""

SMALL_HEIGHT = 12

SMALL_WIDTH = 60

BREATH = 0.005
"""Seconds that cutting up a very large text pauses for, over and over: keys come first."""


class ReadingScreen(OpeningActions, FactActions, ProgramActions, ViewingActions):
    """Turns keys and messages into calls on the corpus, and hands widgets what came of them."""

    AUTO_FOCUS = ""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.order = []
        self._hits = []
        self._back = []
        self._forward = []
        self._count = ""
        self._stage = ""
        self._region = "documents"
        self._arrange_due = False

    def compose(self) -> ComposeResult:
        """Regions beside each other, the search bar over the reader, the status lines below."""
        with Horizontal(id="regions"):
            with Vertical(id="documents-region"):
                yield RegionTitle(id="documents-title")
                yield Input(id="filter", placeholder="words in title, source, date or name")
                yield ListHeader(id="documents-header")
                yield VirtualList(id="documents")
            yield Rule(id="rule")
            with Vertical(id="reader-region"):
                yield RegionTitle(id="reader-title")
                with Horizontal():
                    yield DocumentView(id="view")
                    yield Scrollbar(id="scrollbar")
        yield SearchBar(id="search")
        yield StatusLines(id="status")

    def on_mount(self) -> None:
        """Draw with the theme, show what is there, and hear what is still being loaded."""
        # Asked for here, since the loading thread cannot ask which app is running.
        self._waker = self.app
        entry = self.query_one("#filter", Input)
        entry.cursor_blink = entry.can_focus = False
        self.apply_palette()
        self.arrange_documents()
        self.view.clear("opening …")
        self._lay_out(self.size.width, self.size.height)
        cut_off = self.session.going_on
        self.go_to_region("reader" if cut_off and cut_off.region == "reader" else "documents")
        if cut_off is not None:
            happened = f"{cut_off.what_happened} {ago(cut_off.when)}"
            self.say(f"{happened}; you are where you were.", "saved")
        if self.session.loader is None:
            self.start_reading()
            self.tell_page()
        else:
            # What has come while the screen was imported belongs on the first page drawn.
            self.take_messages()
            self.session.loader.listen(self.wake)
        self.update_status()

    def apply_palette(self) -> None:
        """Give every widget the styles of the theme in use."""
        palette, ascii_only = self.palette, self.session.settings.use_ascii()
        for title in self.query(RegionTitle):
            title.set_palette(palette, ascii_only=ascii_only)
        self.query_one("#rule", Rule).set_palette(palette, ascii_only=ascii_only)
        self.status.set_palette(palette)
        self.bar.set_palette(palette, ascii_only=ascii_only)
        self.query_one("#documents-header", ListHeader).set_palette(palette)
        self.documents.palette = palette
        self.documents.ascii_only = ascii_only
        self.view.ascii_only = ascii_only
        self.view.palette = palette
        self.scrollbar.set_palette(palette, ascii_only=ascii_only)

    # The document in the reader

    def read(self, number: int, *, remember: bool = False) -> bool:
        """Show a document where it was left; whether that was possible."""
        try:
            document = self.corpus.document(number)
        except GlossatorError as error:
            self.complain(error)
            return False
        if remember and number != self.number:
            self.remember_place()
        self.keep_position()
        self.number, self.document = number, document
        position = self.session.reading.position(document.id)
        offset = min(position.offset, len(document.text))
        for layer in ("hits", "current"):
            self.view.remove_layer(layer)
        self.view.show(document, offset=offset, top=min(position.top, len(document.text)))
        if not self.corpus.mentions_known(number) and self.session.loader is not None:
            self.session.loader.want(number)
        self.show_marks()
        if self.walk is not None:
            self.show_hits()
        self.keep_position()
        self.refresh_document_row(number)
        if number in self.order:
            self.documents.move_to(self.order.index(number))
        self.update_reader_title()
        self._report_moved_marks(document)
        if not document.whole:
            # After the page is drawn: cutting up megabytes would hold it back.
            complete = partial(self._complete, number, document)
            work = partial(self.run_worker, complete, thread=True, group="blocks")
            self.set_timer(PAINTED, work)
        self.update_status()
        return True

    def _complete(self, number: int, document: Document) -> None:
        """In a thread: cut the rest of a long text into blocks."""
        from corpus.readers.reading import completed

        whole = completed(document, pause=partial(time.sleep, BREATH))
        self.app.call_from_thread(self._completed, number, whole)

    def _completed(self, number: int, document: Document) -> None:
        self.corpus.keep(number, document)
        if number == self.number and self.document and self.document.digest == document.digest:
            self.document = document
            self.view.set_blocks(document.blocks)

    def _report_moved_marks(self, document: Document) -> None:
        placement = self.corpus.marks.placement(document)
        if placement.summary:
            self.say(placement.summary, "warning")

    def update_reader_title(self) -> None:
        """What is read, where it is from, and how far it is read."""
        if self.document is None:
            return
        self.session.here(title=self.document.title)
        record = self.corpus.records[self.number]
        facts = [record.source, record.date, f"{self.view.progress} %"]
        problem = harmless_line(self.document.metadata.get("encoding", ""))
        if (problem and not problem.lower().startswith(("utf-8", "ascii"))) or "damaged" in problem:
            facts.insert(2, problem)
        shown = [fact for fact in facts if fact]
        self.query_one("#reader-title", RegionTitle).set_text(
            self.document.title, *(" · ".join(shown[start:]) for start in range(len(shown)))
        )

    def keep_position(self) -> None:
        """Remember where the reader is, and that a document was read to its end."""
        if self.document is None:
            return
        view, reading = self.view, self.session.reading
        reading.keep(self.document.id, view.cursor, view.top_offset)
        if view.progress >= 100 and reading.state(self.document.id) in (UNREAD, READING):
            reading.set_state(self.document.id, READ)
            self.refresh_document_row(self.number)

    @on(DocumentView.CursorMoved)
    def _cursor_moved(self, event: DocumentView.CursorMoved) -> None:
        event.stop()
        self.update_reader_title()
        self.update_status()
        self.keep_position()

    @on(DocumentView.SelectionChanged)
    def _selection_changed(self, event: DocumentView.SelectionChanged) -> None:
        event.stop()
        self.update_status()

    @on(DocumentView.TopChanged)
    def _top_changed(self, event: DocumentView.TopChanged) -> None:
        event.stop()
        self.update_reader_title()
        self.update_scrollbar()
        self.keep_position()

    @on(DocumentView.LayersChanged)
    def _layers_changed(self, event: DocumentView.LayersChanged) -> None:
        event.stop()
        self.update_scrollbar()

    def update_scrollbar(self) -> None:
        """Where the page is in the text, and where the marks are."""
        if self.scrollbar.display and self.document is not None:
            view = self.view
            marks = {layer.name: layer.starts for layer in view.mark_layers if layer.name in KINDS}
            self.scrollbar.show(len(self.document.text), view.visible_span, marks)

    # Regions

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, one at a time, or with less around it."""
        if event.size != self.app.size:
            # Overtaken by another: laying out both, by turns, would never end.
            event.prevent_default()
            return
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, width: int, height: int) -> None:
        both = width >= SIDE_BY_SIDE and not self.is_alone()
        self.query_one("#documents-region").display = both or self._region == "documents"
        self.query_one("#reader-region").display = both or self._region == "reader"
        self.query_one("#rule").display = both
        self.query_one("#documents-region").styles.width = list_width(width) if both else "1fr"
        tall = height >= SMALL_HEIGHT
        for title in self.query(RegionTitle):
            title.display = tall
        self.query_one("#documents-header").display = tall and not both and width >= WIDE_LIST
        self.status.styles.height = 2 if tall and width >= SMALL_WIDTH else 1
        left, top = list_width(width) + 1 if both else 0, 2 if tall else 0
        barred = self.session.settings.scrollbar and width - left >= NARROWEST
        self.scrollbar.display = barred
        self.view.beside = int(barred)
        self.call_after_refresh(self.update_scrollbar)
        self.bar.styles.offset = (left, top)
        self.bar.styles.width = width - left

    def go_to_region(self, region: str) -> None:
        """Give a region the keyboard."""
        self._region = region
        self.session.here(region=region)
        self._lay_out(self.size.width, self.size.height)
        (self.documents if region == "documents" else self.view).focus()
        self.query_one("#documents-title", RegionTitle).set_active(region == "documents")
        self.query_one("#reader-title", RegionTitle).set_active(region == "reader")
        self.update_status()

    def action_app_next_region(self) -> None:
        """Go on to the other region."""
        self.go_to_region("reader" if self._region == "documents" else "documents")

    def action_app_previous_region(self) -> None:
        """Go back to the other region."""
        self.action_app_next_region()

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Run what the key does where the keyboard is; digits before a motion count."""
        if isinstance(self.focused, Input):
            if self.focused.id == "filter" and self.filter_key(event.key):
                event.stop()
                event.prevent_default()
            return
        self._message = ("", "text")
        if self._takes_count(event):
            event.stop()
            self.say(self._count)
            return
        command = self.session.keymap.find(event.key, self._contexts())
        if command is None:
            self._count = ""
            self.update_status()
            return
        event.stop()
        event.prevent_default()
        await self.run_command(command)
        self._count = ""

    def _contexts(self) -> tuple[str, ...]:
        if self._region == "documents":
            return ("documents", "everywhere")
        if self.view.selection is not None:
            return ("select", "reader", "everywhere")
        return ("reader", "everywhere")

    def _takes_count(self, event: events.Key) -> bool:
        if event.key not in set("0123456789") or (event.key == "0" and not self._count):
            return False
        if self._region == "reader" and not self._count and self.can_label():
            return False
        self._count = (self._count + event.key)[-6:]
        return True

    async def run_command(self, command: Command) -> None:
        """Do what a command says."""
        self.see_other_programs()
        await self.run_action(command.action)
        self.update_status()

    @property
    def counted(self) -> bool:
        """Whether a number was typed."""
        return bool(self._count)

    @property
    def count(self) -> int:
        """The number typed before a command, 1 without one."""
        return int(self._count or 1)

"""What comes in while a collection is opened, and which document is shown first."""

from __future__ import annotations

from itertools import islice

from textual.app import App
from textual.message import Message as TextualMessage

from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from corpus.loading import (
    Finished,
    Listed,
    Message,
    Opened,
    Progress,
    Read,
    Recognised,
    SnapshotReady,
    TextReady,
)
from tui.loading import Loader
from tui.screens.browsing import BrowsingActions
from tui.screens.finding import FindingActions

__all__ = ["PAINTED", "OpeningActions"]

PAINTED = 0.1
"""Seconds after which a page that was just laid out has been written to the terminal."""

MOST_TRIED = 20
"""How many documents are tried before it is said that none can be read."""


class OpeningActions(BrowsingActions, FindingActions):
    """Takes messages of the loading process in between two keys."""

    class PageShown(TextualMessage):
        """A page of text stands on the screen.

        ``listed``: with the list of documents, so that every key means what it seems to mean;
        ``whole``: with the highlights, too.
        """

        def __init__(self, *, listed: bool, whole: bool) -> None:
            super().__init__()
            self.listed, self.whole = listed, whole

    _stage: str
    _arrange_due: bool
    _waker: App[object]
    _list_stands = False
    _page_told = 0
    _again = False
    """Whether all documents are to be recognised again when they have been read."""

    def wake(self) -> None:
        """Called from the loading thread: take messages in when the screen has time."""
        self._waker.call_later(self.take_messages)

    def take_messages(self) -> None:
        """Take in some of what waits, and the rest when the screen has been drawn."""
        loader = self.session.loader
        if loader is None or not self.is_attached:
            return
        for message in loader.take():
            self._take(message)
        if loader.waiting:
            self.call_after_refresh(self.take_messages)
        self.tell_page()

    def tell_page(self) -> None:
        """Say once each that there is something to read, the list too, and all of it."""
        loader = self.session.loader
        done = loader is None or not loader.running
        if self.number < 0 and not done:
            return
        listed = done or self._list_stands or self.is_alone()  # (one text has no list)
        whole = done or (listed and self.corpus.mentions_known(self.number))
        stage = 1 + listed + whole
        if stage > self._page_told:
            if listed and self._page_told < 2:
                self._arrange_now()
                if loader is not None:
                    # Keys that were typed ahead come first, then what is needed later.
                    self.set_timer(PAINTED, loader.first_page_drawn)
            self._page_told = stage
            shown = self.PageShown(listed=listed, whole=whole)
            self.call_after_refresh(self.post_message, shown)

    def _take(self, message: Message) -> None:
        try:
            self.corpus.take(message)
        except (GlossatorError, OSError, ValueError) as error:
            self.say(f"An index could not be opened: {harmless_line(str(error))}", "error")
            return
        match message:
            case Listed():
                self._arrange_soon()
            case Opened(number):
                self.start_reading(number)
            case Read(first, records):
                self._list_stands = True
                self._arrange_soon()
                self.start_reading()
                if first <= self.number < first + len(records):
                    self.update_reader_title()
            case Progress(stage, done, total):
                self._stage = f"{stage} {done:,} of {total:,}".replace(",", " ")
            case Recognised(number) if number != self.number:
                pass
            case Recognised():
                self.show_marks()
            case SnapshotReady():
                self.show_marks()
                self.search_again()
            case TextReady():
                self.search_again()
            case Finished():
                self._all_is_there()
        self.update_status()

    def _all_is_there(self) -> None:
        self._stage = ""
        self.arrange_documents()
        if not self.corpus.records:
            self.view.clear(" ".join(self.corpus.problems) or "There is nothing to read.")
        elif self._again:
            self._again = False
            self.call_after_refresh(self.recognise_again)

    def recognise_again(self) -> None:
        """Go through all documents again, beside the screen, with the collection's words of now."""
        loader = self.session.loader
        if loader is not None and loader.running:
            self._again = True  # not all documents are known yet
            return
        if loader is not None:
            loader.stop()
        self.corpus.finished = False
        loader = self.session.loader = Loader(self.corpus.job(again=True))
        loader.first_page_drawn()
        loader.listen(self.wake)

    def loading_stopped(self) -> None:
        """Show that nothing more will come."""
        self._stage = ""
        self.arrange_documents()
        self.update_status()

    def _arrange_soon(self) -> None:
        """Sort the list again, but not for every few documents that come in."""
        if not self._arrange_due:
            self._arrange_due = True
            few = len(self.order) < 100
            self.set_timer(0.02 if few else 0.4, self._arrange_now)

    def _arrange_now(self) -> None:
        self._arrange_due = False
        self.arrange_documents()

    def start_reading(self, number: int = 0) -> None:
        """Show the document that was read last, or the first; one alone has the keyboard."""
        records = self.corpus.records
        if not records or self.number >= 0:
            return
        if self.session.loader is None and (last := self.session.reading.last()):
            number = self.corpus.number_of(last.document) or 0
        if not self.read(number):
            unread = (n for n, record in enumerate(records) if not record.problem and n != number)
            number = next((n for n in islice(unread, MOST_TRIED) if self.read(n)), -1)
            if number < 0:
                self.view.clear("No document can be read: see the problems (:problems).")
        if number in self.order:
            self.documents.move_to(self.order.index(number))
        if self.is_alone():
            self.go_to_region("reader")

    def is_alone(self) -> bool:
        """Whether one file was opened that is one document: there is nothing to list then."""
        paths = self.corpus.paths
        return len(paths) == 1 and len(self.corpus.records) == 1 and paths[0].is_file()

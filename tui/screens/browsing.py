"""The list of documents: its order, its filter, what is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.strip import Strip
from textual.widgets import Input

from corpus.document import DocumentRecord
from corpus.hostile import harmless_line
from corpus.index.fold import fold
from tui.reading_state import DONE, UNREAD
from tui.screens.reading_base import ReadingBase
from tui.widgets.document_rows import DocumentRow, ListHeader, ListShape, document_strip
from tui.widgets.region_title import RegionTitle
from tui.widgets.virtual_list import VirtualList

__all__ = ["SORTS", "BrowsingActions"]

SORTS = ("date", "title", "source", "length", "marks", "state")
"""The columns that the list can be sorted by, in the order ``s`` goes through them."""

DESCENDING = {"date", "length", "marks"}
STATES = ("reading", "unread", "read", "done")


class BrowsingActions(ReadingBase):
    """Keys of the document list, and of documents from anywhere."""

    sort_by = SORTS[0]
    reverse = False
    filter_text = ""
    _shape = ListShape()

    # The list

    def _sort_key(self, column: str) -> Callable[[int], Any]:
        records = self.corpus.records
        marks = self.corpus.marks
        reading = self.session.reading
        match column:
            case "date":
                return lambda n: records[n].date
            case "source":
                return lambda n: (not records[n].source, fold(records[n].source))
            case "length":
                return lambda n: records[n].length
            case "marks":
                return lambda n: marks.count(records[n].id)
            case "state":
                return lambda n: STATES.index(reading.state(records[n].id))
            case _:
                return lambda n: _title_key(records[n].title)

    def arrange_documents(self) -> None:
        """Sort and filter the list anew, keeping the document under its cursor there."""
        records = self.corpus.records
        kept = (
            self.order[self.documents.cursor]
            if 0 <= self.documents.cursor < len(self.order)
            else -1
        )
        numbers: list[int] = list(range(len(records)))
        words = fold(self.filter_text).split()
        if words:
            numbers = [n for n in numbers if _matches(records[n], words)]
        descending = (self.sort_by in DESCENDING) != self.reverse
        numbers.sort(key=self._sort_key(self.sort_by), reverse=descending)
        self.order = numbers
        self._shape = self._list_shape(numbers)
        documents = self.documents
        documents.empty_message = "no document has these words" if words else "no documents yet"
        wanted = kept if kept >= 0 else self.number
        at = numbers.index(wanted) if wanted in numbers else 0
        documents.set_source(len(numbers), self._row, cursor=at)
        self.update_list_title()

    def update_list_title(self) -> None:
        """How many documents there are, and in which order."""
        shown, total = len(self.order), len(self.corpus.records)
        count = f"{shown} of {total}" if shown != total else str(total)
        down = (self.sort_by in DESCENDING) != self.reverse
        arrow = ("v" if down else "^") if self.session.settings.use_ascii() else "↓↑"[not down]
        self.query_one("#documents-header", ListHeader).set_shape(self._shape)
        words = f"“{harmless_line(self.filter_text)}”" if self.filter_text else ""
        self.query_one("#documents-title", RegionTitle).set_text(
            f"Documents  {count} · {self.sort_by} {arrow}" if not words else f"Documents  {count}",
            f"{words} · {self.sort_by} {arrow}" if words else "",
            words,
        )

    def _row(self, index: int, width: int) -> Strip:
        record = self.corpus.records[self.order[index]]
        state = "problem" if record.problem else self.session.reading.state(record.id)
        row = DocumentRow(
            record.title,
            record.date,
            record.source,
            record.length,
            self.corpus.marks.count(record.id),
            state,
        )
        return document_strip(
            row,
            width,
            self.palette,
            self._shape,
            ascii_only=self.session.settings.use_ascii(),
        )

    def _list_shape(self, numbers: list[int]) -> ListShape:
        """Which columns the list needs."""
        records = self.corpus.records
        return ListShape(
            sorted_by=self.sort_by,
            dated=any(records[n].date for n in numbers),
            sourced=any(records[n].source for n in numbers),
            marks=self._marks_width(),
        )

    def _marks_width(self) -> int:
        total = self.corpus.marks.total()
        return min(4, len(str(total))) if total else 0

    def redraw_documents(self) -> None:
        """Draw all rows of the list again."""
        self.arrange_documents()

    def refresh_document_row(self, number: int) -> None:
        """Draw a document's row again after its state or marks changed."""
        if self._shape.marks != self._marks_width():
            self.arrange_documents()
        elif number in self.order:
            self.documents.refresh_row(self.order.index(number))

    @on(VirtualList.Chosen, "#documents")
    def _chosen(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.action_documents_open()

    def action_documents_open(self) -> None:
        """Read the document under the cursor of the list."""
        if 0 <= self.documents.cursor < len(self.order):
            if self.read(self.order[self.documents.cursor], remember=True):
                self.go_to_region("reader")
            elif self.number < 0:
                self.view.clear(self._message[0])

    def action_documents_sort(self) -> None:
        """Sort by the next column."""
        self.sort_by = SORTS[(SORTS.index(self.sort_by) + 1) % len(SORTS)]
        self.reverse = False
        self.arrange_documents()
        self.say(f"sorted by {self.sort_by}")

    def action_documents_reverse(self) -> None:
        """Turn the order of the list round."""
        self.reverse = not self.reverse
        self.arrange_documents()
        self.say(f"sorted by {self.sort_by}, the other way round")

    # The filter

    def action_documents_filter(self) -> None:
        """Type words that documents in the list must have in title, source, date or name."""
        entry = self.query_one("#filter", Input)
        entry.display = entry.can_focus = True
        entry.value = self.filter_text
        entry.focus()

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.filter_text:
            self.filter_text = event.value
            self.arrange_documents()

    @on(Input.Submitted, "#filter")
    def _filter_kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.close_filter(keep=True)

    def filter_key(self, key: str) -> bool:
        """Do what a key does in the filter's line that is not typing; whether it did."""
        match key:
            case "escape":
                self.close_filter(keep=False)
            case "up" | "down":
                self.documents.move(1 if key == "down" else -1)
            case "pageup" | "pagedown":
                self.documents.page(1 if key == "pagedown" else -1)
            case "tab" | "shift+tab":
                self.close_filter(keep=True)
            case _:
                return False
        self.update_status()
        return True

    def close_filter(self, *, keep: bool) -> None:
        """Leave the filter's line; without ``keep`` all documents are shown again."""
        entry = self.query_one("#filter", Input)
        entry.display = entry.can_focus = False
        if not keep and self.filter_text:
            self.filter_text = ""
            self.arrange_documents()
        self.go_to_region("documents")

    # Documents from anywhere

    def _step(self, by: int) -> None:
        """Open the next document that can be read; what is passed over is said."""
        if self.number in self.order:
            index = self.order.index(self.number) + by
        else:
            index = 0 if by > 0 else len(self.order) - 1
        while 0 <= index < len(self.order):
            if self.read(self.order[index], remember=True):
                self.documents.move_to(index)
                return
            index += by
        self.say("This is the last document." if by > 0 else "This is the first document.")

    def action_documents_next(self) -> None:
        """Open the next document of the list."""
        self._step(1)

    def action_documents_previous(self) -> None:
        """Open the document before."""
        self._step(-1)

    def _set_state(self, state: str, sentence: str) -> None:
        number = self.number
        if self._region == "documents" and 0 <= self.documents.cursor < len(self.order):
            number = self.order[self.documents.cursor]
        if number >= 0:
            self.session.reading.set_state(self.corpus.records[number].id, state)
            self.refresh_document_row(number)
            self.say(sentence)

    def action_documents_mark_unread(self) -> None:
        """Say that a document has not been read."""
        self._set_state(UNREAD, "marked as unread")

    def action_documents_mark_done(self) -> None:
        """Say that a document is done."""
        self._set_state(DONE, "marked as done")


def _title_key(title: str) -> str:
    """Titles are sorted by their letters and figures, not by the quotation marks before them."""
    folded = fold(title)
    return folded[next((i for i, c in enumerate(folded) if c.isalnum()), 0) :]


def _matches(record: DocumentRecord, words: list[str]) -> bool:
    text = fold(f"{record.title} {record.source} {record.date} {record.id}")
    return all(word in text for word in words)

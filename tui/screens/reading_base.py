"""What the parts of the reading screen share: the corpus, the widgets, where the reader is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.screen import Screen

from corpus.annotation import Annotation
from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import GlossatorError
from corpus.mentions import FoundMentions, MentionColumns, Mentions, Undecided
from corpus.span import Span
from tui.rendering.layers import Layer, Mark, MentionLayer
from tui.rendering.palette import Palette
from tui.session import Session
from tui.widgets.document_view import DocumentView
from tui.widgets.scrollbar import Scrollbar
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

__all__ = ["Place", "ReadingBase"]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the collection, to come back to."""

    number: int
    offset: int
    top: int | None = None


class ReadingBase(Screen[None]):
    """Attributes and small helpers; what keys do is in the classes built on it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.corpus = session.corpus
        self.labels = session.labels
        self.number = -1
        """The document in the reader, -1 for none."""
        self.document: Document | None = None
        self.hidden: set[str] = set()
        """Labels that are not highlighted."""
        self._message: tuple[str, str] = ("", "text")
        self._region = "documents"
        self._mentions: MentionColumns = FoundMentions.of(())
        self._suggestions = Undecided(self._mentions)

    # Widgets

    @property
    def view(self) -> DocumentView:
        """The reader."""
        return self.query_one("#view", DocumentView)

    @property
    def scrollbar(self) -> Scrollbar:
        """The column beside the reader."""
        return self.query_one("#scrollbar", Scrollbar)

    @property
    def documents(self) -> VirtualList:
        """The list of documents."""
        return self.query_one("#documents", VirtualList)

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one("#search", SearchBar)

    @property
    def status(self) -> StatusLines:
        """The status lines."""
        return self.query_one("#status", StatusLines)

    @property
    def palette(self) -> Palette:
        """The styles of the theme in use."""
        from tui.app import GlossatorApp

        assert isinstance(self.app, GlossatorApp)
        return self.app.palette

    # Where the reader is

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The annotations of the document in the reader."""
        return self.corpus.marks.annotations(self.document) if self.document else ()

    def annotations_here(self) -> list[Annotation]:
        """The annotations under the cursor, the innermost first."""
        offset = self.view.cursor
        here = [a for a in self.annotations if offset in a.span]
        return sorted(here, key=lambda a: len(a.span))

    def suggestions_here(self) -> list[Mention]:
        """The suggestions under the cursor, the innermost first."""
        return self._here(self._suggestions)

    def mentions_here(self) -> list[Mention]:
        """The mentions under the cursor, decided or not, the innermost first."""
        return self._here(self._mentions)

    def entities_here(self) -> list[str]:
        """The ids of the entities under the cursor, as a person left them, the innermost first.

        A mark speaks for the mention of its span; where it names no entity, that of the mention
        stands if the label is the same.
        """
        if self.document is None or not self.corpus.unchanged(self.number):
            return []
        ruled, rows = self.corpus.ruled, self.corpus.ruled.rows_at(self.number, self.view.cursor)
        return [ruled.id_of(int(ruled.entity[row])) for row in rows if ruled.entity[row] >= 0]

    def _here(self, mentions: Mentions) -> list[Mention]:
        offset = self.view.cursor
        return sorted(mentions.touching(offset, offset + 1), key=lambda m: m.end - m.start)

    # Saying things

    def say(self, text: str, tone: str = "text") -> None:
        """Put a sentence in the upper status row until the next key."""
        self._message = (text, tone)
        self.update_status()

    def complain(self, error: GlossatorError) -> None:
        """Say what went wrong."""
        self.say(str(error), "error")

    def hints(self, *commands: str) -> list[Hint]:
        """The keys of commands with their words, leaving out those without a key."""
        found = (self.session.keymap.hint(command) for command in commands)
        return [Hint(*hint) for hint in found if hint is not None]

    # What the classes built on this one do for each other

    order: list[int]
    """The documents in the list, in its order."""

    def read(self, number: int, *, remember: bool = False) -> bool:
        """Show a document where it was left; whether that was possible."""
        raise NotImplementedError

    def remember_place(self) -> None:
        """Note where the reader is, to come back to."""
        raise NotImplementedError

    def go_to_region(self, region: str) -> None:
        """Give a region the keyboard: documents, reader, search."""
        raise NotImplementedError

    def update_reader_title(self) -> None:
        """What is read, where it is from, and how far it is read."""
        raise NotImplementedError

    def show_hits(self) -> None:
        """Draw every hit or mention of what is walked."""
        raise NotImplementedError

    def refresh_document_row(self, number: int) -> None:
        """Draw a document's row again after its state or marks changed."""
        raise NotImplementedError

    def update_status(self) -> None:
        """Bring both status rows up to date."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """A click gives a region the keyboard as well."""
        if event.widget is self.documents:
            self.go_to_region("documents")
        elif event.widget is self.view:
            self.go_to_region("reader")

    # Other programs

    def see_other_programs(self) -> None:
        """Show what another program has written to the same annotations, if it has."""
        try:
            if not self.corpus.marks.refresh():
                return
        except GlossatorError as error:
            self.complain(error)
            return
        self.show_marks()
        self.redraw_documents()

    def redraw_documents(self) -> None:
        """Draw all rows of the list again."""
        raise NotImplementedError

    # Layers

    def show_marks(self) -> None:
        """Draw suggestions and annotations as they now are."""
        if self.document is None:
            return
        self._mentions = self.corpus.mentions(self.number)
        self._suggestions = self.corpus.marks.suggestions(self.document, self._mentions)
        view = self.view
        view.hidden_labels = set(self.hidden)
        view.set_layer(MentionLayer("suggestions", self._suggestions, "suggestion"))
        view.set_layer(
            Layer(
                "annotations",
                tuple(
                    Mark(a.span.start, a.span.end, a.label, "annotation") for a in self.annotations
                ),
            )
        )

    def show_current(self, span: Span | None) -> None:
        """Draw the mention or hit that the reader has walked to."""
        if span is None:
            self.view.remove_layer("current")
        else:
            self.view.set_layer(Layer("current", (Mark(span.start, span.end, "", "current"),)))

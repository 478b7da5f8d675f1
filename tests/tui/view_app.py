"""A tiny app around a document view, for the tests of it."""

from __future__ import annotations

from textual.app import App
from textual.geometry import Region

from tui.widgets.document_view import DocumentView


class ViewApp(App):
    """One view, and what it said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, object]] = []

    def compose(self):
        yield DocumentView(id="view")

    def on_document_view_cursor_moved(self, event: DocumentView.CursorMoved) -> None:
        self.said.append(("cursor", event.offset))

    def on_document_view_top_changed(self, event: DocumentView.TopChanged) -> None:
        self.said.append(("top", event.offset))

    def on_document_view_selection_changed(self, event: DocumentView.SelectionChanged) -> None:
        self.said.append(("selection", event.span))

    @property
    def view(self) -> DocumentView:
        return self.query_one(DocumentView)

    def strips(self):
        strips = self.view.render_lines(Region(0, 0, *self.view.size))
        for strip in strips:
            assert sum(segment.cell_length for segment in strip) == self.view.size.width
        return strips

    def lines(self) -> list[str]:
        """What is on the page, without blanks at the ends of lines."""
        return [strip.text.rstrip() for strip in self.strips()]

    def reversed(self) -> str:
        """What is drawn reversed: the cursor and the selection."""
        return "|".join(
            segment.text
            for strip in self.strips()
            for segment in strip
            if segment.style and segment.style.reverse
        )

    def watch_drawing(self) -> list[int]:
        """The lines that are drawn from now on."""
        drawn: list[int] = []
        plain = self.view.render_line

        def render_line(y):
            drawn.append(y)
            return plain(y)

        self.view.render_line = render_line
        return drawn

"""The search bar: what is typed becomes results, a result becomes a jump and a walk."""

from __future__ import annotations

from array import array

from textual import on

from corpus.errors import GlossatorError
from corpus.finding import Hit, Results
from corpus.hostile import harmless_line
from corpus.ranges import Ranges
from tui.rendering.layers import SpanLayer
from tui.screens.walking import Walk, WalkingActions
from tui.widgets.search_bar import Found, SearchBar

__all__ = ["FindingActions"]

GROUPS = {
    "here": "In this document",
    "entity": "Entities",
    "title": "Titles",
    "text": "Text",
    "annotation": "Marks",
}
SHORT_GROUPS = {
    "here": "Here",
    "entity": "Names",
    "title": "Titles",
    "text": "Text",
    "annotation": "Marks",
}


class FindingActions(WalkingActions):
    """What happens while the search bar is open."""

    _hits: list[Hit]
    _asked: str = ""
    _answered: str = ""
    _before_search: str = "documents"

    def action_app_find(self) -> None:
        """Open the search bar."""
        self._before_search = self._region
        self._answered = ""
        self.bar.open()
        self.update_status()

    @on(SearchBar.Changed)
    def _query_changed(self, event: SearchBar.Changed) -> None:
        event.stop()
        self._asked = event.query
        # The letter is drawn first, then what it finds.
        self.call_after_refresh(self._search, event.query)

    def _search(self, query: str) -> None:
        if query == self._asked and self.bar.display:  # (else a newer key has come)
            self._answer(query)

    def _answer(self, query: str) -> None:
        """Show what a query finds."""
        self._answered = query
        try:
            results = self.corpus.find(query, self.number if self.number >= 0 else None)
        except GlossatorError as error:
            self.complain(error)
            return
        self._hits = [hit for group in results.groups for hit in group.hits]
        loader = self.session.loader
        self.bar.show(
            self._rows_of(results),
            most=max(2, self.size.height // 2 - 2),
            reading=loader is not None and loader.running,
        )
        if results.problems:
            self.say(" ".join(results.problems), "warning")
        else:
            self.say("")

    def search_again(self) -> None:
        """Answer what is typed once more: there is more to find it in now.

        Not once a result was gone to with the arrows: nothing moves under the reader's eyes.
        """
        if self.bar.display and self.bar.text.strip() and self.bar.at_first:
            self._search(self.bar.text)

    def _rows_of(self, results: Results) -> list[Found]:
        names = GROUPS if self.bar.size.width >= 90 else SHORT_GROUPS
        rows: list[Found] = []
        for group in results.groups:
            for index, hit in enumerate(group.hits):
                rows.append(
                    self._row_of(hit, names[group.kind], group.total if not index else None)
                )
        return rows

    def _row_of(self, hit: Hit, group: str, total: int | None) -> Found:
        name, detail = harmless_line(hit.text), ""
        if hit.kind == "entity" and (entity := self.corpus.entity(hit.entity)):
            detail = f"{entity.label} {entity.mentions}·{entity.documents}"
        elif hit.kind == "text":
            name = self.corpus.records[hit.document].title
        elif hit.kind == "here":
            name = ""
        return Found(
            group=group,
            total=total,
            name=name,
            matched=frozenset(hit.matched),
            detail=detail,
            context=hit.context,
            within=(hit.within.start, hit.within.end),
        )

    @on(SearchBar.Chosen)
    def _result_chosen(self, event: SearchBar.Chosen) -> None:
        event.stop()
        query, index = self.bar.text, event.index
        if query != self._answered:  # Enter came before what was typed was searched for
            self._answer(query)
            index = 0
        if not 0 <= index < len(self._hits):
            return
        hit = self._hits[index]
        self._close_bar()
        if hit.kind == "title":
            self.remember_place()
            self.read(hit.document)
        elif hit.kind == "entity":
            entity = self.corpus.entity(hit.entity)
            if entity is not None:
                self.start_walk(Walk(harmless_line(entity.name), entity=entity.id))
            self.go(hit.document, hit.span)
        elif hit.kind == "annotation":
            self.go(hit.document, hit.span)
        else:
            self.start_walk(Walk(f"“{harmless_line(query)}”", query=query))
            self.go(hit.document, hit.span)
        self.go_to_region("reader")
        self.show_hits()

    @on(SearchBar.Cancelled)
    def _search_cancelled(self, event: SearchBar.Cancelled) -> None:
        event.stop()
        self._close_bar()
        self.go_to_region(self._before_search)
        self.say("")

    def _close_bar(self) -> None:
        self._asked = ""
        self.bar.close()

    def show_hits(self) -> None:
        """Draw every hit of the walked query, or every mention of the walked entity, here."""
        walk = self.walk
        if walk is None or self.document is None:
            self.view.remove_layer("hits")
            return
        if walk.query:
            spans = self.corpus.hits_in(self.number, walk.query)
            starts, ends = array("i", [s.start for s in spans]), array("i", [s.end for s in spans])
        else:
            starts, ends = self._mentions.spans_of(walk.entity)
        self.view.set_layer(SpanLayer("hits", Ranges(starts, ends), "hit"))

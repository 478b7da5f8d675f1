"""The search bar: what is typed becomes results, a result becomes a jump and a walk."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.timer import Timer

from corpus.errors import GlossatorError
from corpus.finding import HERE, Group, Hit, Results, Step
from corpus.hostile import harmless_line
from corpus.ranges import Ranges
from corpus.scan import Scan
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


TURN, PAUSE = 0.006, 0.002
"""Seconds of searching a long text, and between, so that no key waits for it."""


class FindingActions(WalkingActions):
    """What happens while the search bar is open, and while a long text is searched."""

    _hits: list[Hit | None]
    """What the rows of the bar go to; None: to what is being searched for."""
    _asked: str = ""
    _answered: str = ""
    _found: Results = Results()
    _go_when_found: bool = False
    _before_search: str = "documents"
    _turn: Timer | None = None
    _counted: Scan | None = None
    """The search whose hits the bar counts, while it goes on."""
    _drawn: tuple[Scan, int] | None = None
    """The search whose hits are drawn, while it goes on, and where they are to be drawn next."""
    _awaited: tuple[Scan, Walk, int, tuple[int, int]] | None = None
    """The search a step waits for: of which walk, which way, from where."""

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
        self._go_when_found = False
        # The letter is drawn first, then what it finds.
        self.call_after_refresh(self._search, event.query)

    def _search(self, query: str) -> None:
        if query == self._asked and self.bar.display:  # (else a newer key has come)
            self._answer(query)

    def _answer(self, query: str) -> None:
        """Show what a query finds."""
        self._answered = query
        try:
            self._found = self.corpus.find(query, self.number if self.number >= 0 else None)
        except GlossatorError as error:
            self.complain(error)
            return
        self._counted = self._found.scan
        self._show_found()
        if self._found.problems:
            self.say(" ".join(self._found.problems), "warning")
        else:
            self.say("")
        self._search_on()

    def _show_found(self, *, again: bool = False) -> None:
        """Show the last answer, with what the search of a long text has found since."""
        groups = self._found.groups
        if (scan := self._found.scan) is not None:
            here = self.corpus.found_here(self.number, scan)
            expected = here.counting and any(group.kind == "here" for group in groups)
            groups = tuple(group for group in groups if group.kind != "here")
            groups = (here, *groups) if here.hits or expected else groups
        hits = [hit for group in groups for hit in group.hits or (None,)]
        rows = self._rows_of(groups)
        same = len(hits) == len(self._hits)
        self._hits = hits
        if again and hits and same:
            self.bar.recount(rows)
            return
        loader = self.session.loader
        self.bar.show(
            rows,
            most=max(2, self.size.height // 2 - 2),
            reading=loader is not None and loader.running,
            searching=scan is not None and not scan.finished,
        )

    def search_again(self) -> None:
        """Answer what is typed once more: there is more to find it in now.

        Not once a result was gone to with the arrows: nothing moves under the reader's eyes.
        """
        if self.bar.display and self.bar.text.strip() and self.bar.at_first:
            self._search(self.bar.text)

    # A long text is searched in turns

    def _search_on(self) -> None:
        waiting = (self._counted, self._drawn, self._awaited)
        if self._turn is None and any(one is not None for one in waiting):
            self._turn = self.set_timer(PAUSE, self._take_turn)

    def _take_turn(self) -> None:
        """Search a long text on for a moment: first what a person waits for."""
        self._turn = None
        scan = self._counted
        if self._awaited is not None:
            scan = self._awaited[0]
        elif scan is None and self._drawn is not None:
            scan = self._drawn[0]
        if scan is None:
            return
        scan.work(TURN)
        if self._awaited is not None and self._awaited[0] is scan:
            self._step_awaited()
        if self._counted is not None and self._counted is scan:
            self._count_on(scan)
        if self._drawn is not None and self._drawn[0] is scan:
            self._draw_more(scan)
        self._search_on()

    def _count_on(self, scan: Scan) -> None:
        """Take what was found since into the bar."""
        if not self.bar.display:
            self._counted = None
            return
        if scan.finished:
            self._counted = None
        # Nothing moves under a person's eyes: other rows come only while the first is chosen.
        if self.bar.at_first or self._here_shown() == min(HERE, len(scan)):
            self._show_found(again=True)
        if self._go_when_found and (self._here_shown() or scan.finished):
            self._go_when_found = False
            self.say("")
            self._choose(0)

    def _here_shown(self) -> int:
        """How many hits of the text in the reader are in the bar."""
        return sum(hit is not None and hit.kind == "here" for hit in self._hits)

    def _rows_of(self, groups: Sequence[Group]) -> list[Found]:
        names = GROUPS if self.bar.size.width >= 90 else SHORT_GROUPS
        rows: list[Found] = []
        for group in groups:
            if not group.hits:
                name = "still being searched"
                rows.append(Found(names[group.kind], group.total, name, counting=True))
            for index, hit in enumerate(group.hits):
                row = self._row_of(hit, names[group.kind])
                if not index:
                    row = replace(row, total=group.total, counting=group.counting)
                rows.append(row)
        return rows

    def _row_of(self, hit: Hit, group: str) -> Found:
        name, detail = harmless_line(hit.text), ""
        if hit.kind == "entity" and (entity := self.corpus.entity(hit.entity)):
            detail = f"{entity.label} {entity.mentions}·{entity.documents}"
        elif hit.kind == "text":
            name = self.corpus.records[hit.document].title
        elif hit.kind == "here":
            name = ""
        return Found(
            group=group,
            total=None,
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
        self._choose(index)

    def _choose(self, index: int) -> None:
        """Go to a result."""
        query = self._answered
        if not 0 <= index < len(self._hits):
            return
        hit = self._hits[index]
        if hit is None:
            self._go_when_found = True
            self.say("Searching the text. Esc gives up.")
            return
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
        self._counted, self._go_when_found = None, False
        self.bar.close()

    def show_hits(self) -> None:
        """Draw every hit of the walked query, or every mention of the walked entity, here."""
        walk = self.walk
        self._drawn = None
        if walk is None or self.document is None:
            self.view.remove_layer("hits")
            return
        if not walk.query:
            self._draw_hits(*self.corpus.spans_in(self.number, walk.entity))
            return
        scan = self.corpus.scan(self.number, walk.query)
        if scan is None:
            self.view.remove_layer("hits")
            return
        self._draw_scanned(scan)
        self._search_on()

    def _draw_hits(self, starts: array[int], ends: array[int]) -> None:
        self.view.set_layer(SpanLayer("hits", Ranges(starts, ends), "hit"))

    def _draw_scanned(self, scan: Scan) -> None:
        """Draw the hits so far; again when twice as much is searched, and at the end."""
        self._draw_hits(scan.starts[:], scan.ends[:])
        self._drawn = None if scan.finished else (scan, 2 * scan.done)

    def _draw_more(self, scan: Scan) -> None:
        if self._drawn is not None and (scan.finished or scan.done >= self._drawn[1]):
            self._draw_scanned(scan)

    # Steps

    def _walk_from(self, walk: Walk, by: int) -> None:
        """Go to the next hit; where a long text must be searched on for it, when it is found."""
        self._awaited = None
        place = self.number, self.view.cursor
        try:
            found = self.corpus.look(*place, by, entity=walk.entity, query=walk.query)
        except GlossatorError as error:
            self.complain(error)
            return
        if found is None or isinstance(found, Step):
            self._step_to(walk, by, found)
            return
        self._awaited = found, walk, by, place
        self.say(f"{walk.name}  searching the text")
        self._search_on()

    def _step_awaited(self) -> None:
        assert self._awaited is not None
        _, walk, by, place = self._awaited
        if place == (self.number, self.view.cursor) and walk == self.walk:
            self._walk_from(walk, by)
        else:  # the reader went elsewhere meanwhile
            self._awaited = None

"""The lines of a concordance on the screen, in any order; what is done with them is elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rich.segment import Segment

from corpus.arranging import Order, arrange
from corpus.concordance import Concordance
from corpus.decisions import Decision, Decisions, Verdict
from corpus.span import Span
from corpus.turns import Turns
from tui.rendering.palette import Palette
from tui.rendering.tables import thousands
from tui.screens.arranged import ArrangedScreen, Rows
from tui.screens.concordance_rows import LineRows

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["ORDERS", "ConcordanceList"]

WIDEST = 40
"""Cells that the longest of what the lines are about may want."""

A_LITTLE = 8
"""By so many cells the longest may be wider than most, and still have its room."""

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


class ConcordanceList(ArrangedScreen[tuple[int, Span]]):
    """Gives the place to read (number of the document, span), or None when it is left.

    Subclasses say which lines are picked, and what else can be done.
    """

    def __init__(
        self,
        corpus: Corpus,
        concordance: Concordance,
        palette: Palette,
        *,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(palette, placeholder="words in the line", ascii_only=ascii_only)
        self.corpus = corpus
        self.lines = concordance
        self.decisions = Decisions(corpus, concordance.texts, concordance.entity)
        self._order = Order.TEXT
        dated = any(record.date for record in corpus.records)
        self._maker = LineRows(palette, middle=0, dated=dated, ascii_only=ascii_only)

    def is_picked(self, line: int) -> bool:
        """Whether a line is picked."""
        raise NotImplementedError

    def arrangement(self) -> Turns[Rows]:
        """The work that ends with the lines to show."""
        return arrange(self.lines, self._order, self.words, decisions=self.decisions)

    def growing(self) -> int:
        """How many lines were found so far."""
        return 0 if self.lines.finished else len(self.lines)

    def choose(self, row: int) -> None:
        """Leave for the place of a line."""
        self.dismiss(self.lines.place(row))

    def action_sort(self) -> None:
        """Sort by the next."""
        self.say("")
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.begin()

    # Drawing

    def redraw(self, cursor: int | None = None) -> None:
        """Make all rows again, the middle column as wide as most of what stands in it."""
        lines = self.lines
        if lines.finished or not self._maker.middle:
            sizes = lines.end - lines.start
            most, longest = (int(np.percentile(sizes, q)) if len(sizes) else 0 for q in (90, 100))
            self._maker.middle = min(WIDEST, longest if longest <= most + A_LITTLE else most)
        super().redraw(cursor)

    def draw(self, row: int, width: int) -> list[Segment]:
        """A line in ``width`` cells."""
        line = self.lines.line(row, 2 * width, 2 * width)
        record = self.corpus.records[line.number]
        verdict = self.decision(row).verdict
        return self._maker.row(line, record, verdict, width, picked=self.is_picked(row))

    def decision(self, line: int) -> Decision:
        """What was decided on a line."""
        number, span = self.lines.place(line)
        return self.decisions.at(number, span, self.lines.label_of(line))

    def title_texts(self) -> tuple[str, ...]:
        """What it is of; how many lines there are, and what they are sorted by."""
        lines = self.lines
        count = f"{thousands(len(lines))}{'+' * (lines.more or not lines.finished)}"
        if self.words:
            count = f"{thousands(len(self.shown))} of {count}"
        order = ORDERS[self._order]
        if self.arranging is not None:
            doing = "sorting" if lines.finished else "searching"
            order = f"{doing} {self.arranging.done:.0%}"
        documents = lines.documents()
        whole = f"{count} in {thousands(documents)} document{'s' * (documents != 1)}"
        name = f"Concordance  {lines.name}"
        return name, f"{whole} · {order}", f"{count} · {order}", count

    def here_texts(self, row: int) -> list[str]:
        """Where a line stands and what was decided on it."""
        number, _ = self.lines.place(row)
        record, decision = self.corpus.records[number], self.decision(row)
        facts = [self.lines.label_of(row), decision.verdict.value]
        for annotation in decision.annotations[:1]:
            facts[0] = annotation.label
            entity = self.corpus.entity(annotation.entity) if annotation.entity else None
            if entity is not None and decision.verdict is Verdict.ELSEWHERE:
                facts.append(entity.name)
            facts += [annotation.author] * bool(annotation.author)
        said = " · ".join(fact for fact in facts if fact)
        where = " · ".join(part for part in (record.title, record.date) if part)
        return [f"{where} · {said}", f"{record.title} · {said}", record.title, said, ""]

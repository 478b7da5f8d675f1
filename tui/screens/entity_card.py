"""The entity card: what the collection knows of one entity, beside the text; all of it jumps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from corpus.entity import Entity
from corpus.facts.card import card_of
from corpus.hostile import harmless_line
from corpus.span import Span
from tui.rendering.bars import cells_for
from tui.screens.card_drawing import axis_strip, bar_strip, card_strip
from tui.screens.card_rows import (
    Bar,
    BarCell,
    CardRow,
    CardRows,
    InDocument,
    More,
    OfEntity,
    OfForm,
    Place,
    Target,
    first_called,
    first_in,
)
from tui.screens.entity_acts import EntityActs
from tui.screens.entity_going import Jump, ListEntities
from tui.screens.entity_screen import SIDE_BY_SIDE, EntityTools
from tui.widgets.region_title import RegionTitle, Rule
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from corpus.facts.card import EntityCard

__all__ = ["CARD_WIDTH", "EntityCardScreen"]

CARD_WIDTH = 44
"""Columns of the card beside the text, without its rule."""

AIRY_HEIGHT = 20
"""From this height on blank rows part the sections."""


class EntityCardScreen(EntityActs):
    """A panel on the right, its text still in sight; on a narrow screen the whole of it.

    Left with where its reader wants to go.
    """

    DEFAULT_CSS = """
    EntityCardScreen { align: right top; }
    EntityCardScreen #card { height: 1fr; width: 100%; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("entity", "everywhere")

    def __init__(
        self, tools: EntityTools, entity: str, *, over: Callable[[int], int] | None = None
    ) -> None:
        """``over``: of a screen so wide, how many columns at the left are better covered."""
        super().__init__(tools)
        self._entity = entity
        self._over = over
        self._card: EntityCard | None = None
        self._called = ""
        self._rows: Sequence[CardRow] = ()
        self._opened: frozenset[str] = frozenset()
        self._before: list[tuple[str, int, frozenset[str]]] = []
        """Cards to come back to, with the cursor and what was opened on each."""
        self._cells: dict[str, int] = {}
        """Which cell of each kind of bar is gone to."""

    def compose(self) -> ComposeResult:
        """The card, with a rule on the side of what it is beside."""
        # No wider than what is drawn: a widget hides what is beneath it, drawn on or not.
        with Horizontal(id="card"):
            yield Rule(id="card-rule")
            with Vertical(id="panel"):
                yield RegionTitle(id="card-title")
                yield VirtualList(id="list")
            yield Rule(id="card-edge")
        yield StatusLines(id="entity-status")

    def lay_out(self, width: int, height: int) -> None:
        """Beside what is beneath, or over all of it."""
        super().lay_out(width, height)
        beside = width >= SIDE_BY_SIDE
        covered = self._over(width) if beside and self._over is not None else 0
        self.styles.align_horizontal = "left" if covered else "right"
        self.query_one("#card-rule").display = beside and not covered
        self.query_one("#card-edge").display = beside and bool(covered)
        self.query_one("#card").styles.width = (covered or CARD_WIDTH + 1) if beside else "100%"
        if self._card is not None and self._airy(height) != self._was_airy:
            self._fill(self.listing.cursor)

    _was_airy = True

    def _airy(self, height: int) -> bool:
        return height >= AIRY_HEIGHT

    # What is shown

    def reload(self) -> None:
        """Count the card anew; the cursor keeps its row as far as there is one."""
        corpus = self.tools.corpus
        self._card = card_of(corpus, self._entity)
        if self._card is not None:
            self._entity = self._card.entity.id
            self._called = harmless_line(self._card.entity.name)
        label = harmless_line(self._card.entity.label) if self._card else ""
        self.query_one(RegionTitle).set_text(self._called or harmless_line(self._entity), label)
        self._fill(max(self.listing.cursor, 0))

    def _fill(self, cursor: int) -> None:
        listing = self.listing
        if self._card is None:
            self._rows = ()
            listing.empty_message = "not mentioned any more"
            listing.set_source(0, self._row)
            return
        self._was_airy = self._airy(self.app.size.height)
        self._rows = CardRows(
            self._card,
            self._title_of,
            opened=self._opened,
            airy=self._was_airy,
            ascii_only=self.tools.ascii_only,
        )
        at = self._nearest(min(cursor, len(self._rows) - 1), 1)
        listing.set_source(len(self._rows), self._row, cursor=at)
        self._in_sight()

    def _title_of(self, number: int) -> str:
        record = self.tools.corpus.records[number]
        return harmless_line(record.title or record.id)

    def _row(self, index: int, width: int) -> Strip:
        row, palette = self._rows[index], self.tools.palette
        ascii_only = self.tools.ascii_only
        if isinstance(row.target, Bar):
            return bar_strip(row.target, width, palette, ascii_only=ascii_only)
        if row.axis and isinstance(bar := self._rows[index - 1].target, Bar):
            at = self._cell(bar) if index - 1 == self.listing.cursor else -1
            return axis_strip(row, bar, at, width, palette, ascii_only=ascii_only)
        indent = 0 if row.heading or index == 0 else 1
        return card_strip(row, indent, width, palette, ascii_only=ascii_only)

    # The cursor

    def _nearest(self, index: int, direction: int) -> int:
        """The row nearest to an index that leads somewhere, looked for in a direction first."""
        for step in (direction, -direction):
            at = index
            while 0 <= at < len(self._rows):
                if self._rows[at].target is not None:
                    return at
                at += step
        return max(0, index)

    def _move(self, to: int, direction: int) -> None:
        last = len(self._rows) - 1
        before = self.listing.cursor
        self.listing.move_to(self._nearest(min(max(to, 0), last), direction))
        for index in (before, self.listing.cursor):
            if 0 <= index < last and self._rows[index + 1].axis:
                self.listing.refresh_row(index + 1)
        self._in_sight()

    def _in_sight(self) -> None:
        """Show what belongs to the row under the cursor as well: its heading, its axis."""
        listing, at = self.listing, self.listing.cursor
        above = at - 1
        while above >= 0 and self._rows[above].target is None:
            above -= 1
        hidden = listing.top - (above + 1)
        if hidden > 0 and at - above <= listing.size.height:
            listing.scroll_rows(-hidden)
        below = at + 1
        if below < len(self._rows) and self._rows[below].axis:
            listing.scroll_rows(max(0, below + 1 - listing.top - listing.size.height))

    def action_move_down(self) -> None:
        """To the next row that leads somewhere."""
        self._move(self.listing.cursor + 1, 1)

    def action_move_up(self) -> None:
        """To the row before that leads somewhere."""
        self._move(self.listing.cursor - 1, -1)

    def action_move_page_down(self) -> None:
        """A page down."""
        self._move(self.listing.cursor + max(1, self.listing.size.height - 1), -1)

    def action_move_page_up(self) -> None:
        """A page up."""
        self._move(self.listing.cursor - max(1, self.listing.size.height - 1), 1)

    def action_move_half_down(self) -> None:
        """Half a page down."""
        self._move(self.listing.cursor + max(1, self.listing.size.height // 2), 1)

    def action_move_half_up(self) -> None:
        """Half a page up."""
        self._move(self.listing.cursor - max(1, self.listing.size.height // 2), -1)

    def action_move_start(self) -> None:
        """To the first row."""
        self._move(0, 1)

    def action_move_end(self) -> None:
        """To the last row."""
        self._move(len(self._rows) - 1, -1)

    def action_move_left(self) -> None:
        """To the count before in a bar."""
        self._along(-1)

    def action_move_right(self) -> None:
        """To the next count in a bar."""
        self._along(1)

    @property
    def _bar_width(self) -> int:
        return max(1, self.listing.size.width - 3)

    def _cell(self, bar: Bar) -> int:
        """The cell of a bar that is gone to: the one it was moved to, or the first with any."""
        width = self._bar_width
        drawn = [sum(cell.count for cell in bar.group(i, width)) for i in range(self._drawn(bar))]
        known = self._cells.get(bar.kind)
        if known is not None and known < len(drawn):
            return known
        return next((at for at, count in enumerate(drawn) if count), -1)

    def _drawn(self, bar: Bar) -> int:
        return len(cells_for(len(bar.cells), self._bar_width))

    def _along(self, by: int) -> None:
        target = self._target()
        if not isinstance(target, Bar):
            return
        at = self._cell(target) + by
        while 0 <= at < self._drawn(target):
            if any(cell.count for cell in target.group(at, self._bar_width)):
                self._cells[target.kind] = at
                self.listing.refresh_row(self.listing.cursor + 1)
                return
            at += by

    def _chosen_cell(self, bar: Bar) -> BarCell | None:
        """The count under the bar's cursor: of several drawn as one, the first with any."""
        cells = bar.group(self._cell(bar), self._bar_width)
        return next((cell for cell in cells if cell.count), None)

    @on(VirtualList.Highlighted)
    def _highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        at = event.index
        if at == self.listing.cursor and 0 <= at < len(self._rows) and not self._rows[at].target:
            self._move(at, 1)
        self.update_status()

    @on(VirtualList.Chosen)
    def _clicked(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.action_entity_go()

    # What the status lines say

    def here_texts(self) -> Sequence[str]:
        """What the row under the cursor is, in full."""
        at = self.listing.cursor
        if not 0 <= at < len(self._rows):
            return ("",)
        row = self._rows[at]
        if isinstance(row.target, Bar):
            cell = self._chosen_cell(row.target)
            return (cell.words if cell else "",) * 2
        return (row.words or row.text,) * 2  # (the second is cut where there is little room)

    def hints_here(self) -> list[Hint]:
        """What is done most."""
        along = [Hint("Left Right", "choose")] if isinstance(self._target(), Bar) else []
        return [
            *self.hints("entity.go", "app.back"),
            *along,
            *self.hints("mentions.concordance", "mentions.next"),
        ]

    def hints_below(self) -> list[Hint]:
        """The changes."""
        return self.hints(
            "entity.merge",
            "entity.split",
            "entity.rename",
            "entity.label",
            "entity.nothing",
            "app.undo",
            "entity.teach",
            "view.entities",
            "view.proposals",
        )

    # Going

    def subject(self) -> Entity | None:
        """The entity of the card."""
        if self._card is None:
            self.say("It is not mentioned any more.", "warning")
            return None
        return self._card.entity

    def form_here(self) -> str:
        """The spelling under the cursor."""
        target = self._target()
        return target.form if isinstance(target, OfForm) else ""

    def _target(self) -> Target | None:
        at = self.listing.cursor
        return self._rows[at].target if 0 <= at < len(self._rows) else None

    def action_entity_go(self) -> None:
        """Go to what is under the cursor."""
        target = self._target()
        card = self._card
        if isinstance(target, Bar):
            cell = self._chosen_cell(target)
            target = cell.target if cell else None
        if target is None or card is None:
            return
        match target:
            case Place(number, span):
                self._jump(number, span)
            case InDocument(number):
                self._jump(*first_in(card, number))
            case OfForm(form):
                self._jump(*first_called(self.tools.corpus, card, form))
            case OfEntity(number):
                self._follow(card.ruled[number].id)
            case More(section):
                self._opened |= {section}
                self._fill(self.listing.cursor)
                self._move(self.listing.cursor, 1)

    def _jump(self, number: int, span: Span) -> None:
        self.dismiss(Jump(number, span, self._entity))

    def _follow(self, entity: str) -> None:
        """Show another card; the way back leads here."""
        self._before.append((self._entity, self.listing.cursor, self._opened))
        self._show(entity, 0, frozenset())

    def _show(self, entity: str, cursor: int, opened: frozenset[str]) -> None:
        self._entity, self._opened = entity, opened
        self._cells.clear()
        self.reload()
        self._fill(cursor)

    def show_entity(self, entity: str) -> None:
        """Show the card of another entity in the place of this one."""
        self._show(entity, 0, frozenset())

    def action_app_back(self) -> None:
        """To the card before, or leave."""
        if self._before:
            self._show(*self._before.pop())
        else:
            self.dismiss(None)

    def action_view_entities(self) -> None:
        """Leave for the list of all entities, the cursor on this one."""
        self.dismiss(ListEntities(self._entity))

"""The queue of proposed merges: pairs that may be one, decided on by a person, never by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget

from corpus.entity import Entity
from corpus.errors import GlossatorError
from corpus.facts.columns import place_of
from corpus.hostile import harmless_line
from corpus.linking.proposals import Proposal, proposals
from corpus.search import context
from corpus.span import Span
from tui.rendering.cells import text_width
from tui.rendering.strips import fit
from tui.rendering.tables import thousands
from tui.screens.entity_acts import quoted
from tui.screens.entity_columns import hue
from tui.screens.entity_screen import EntityScreen, EntityTools
from tui.screens.viewing import number_of
from tui.widgets.region_title import RegionTitle
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from corpus.ruled import Ruled

__all__ = ["ProposalsScreen"]

AT_ONCE = 500
"""Up to so many entities pairs are looked for at once, beyond that beside the keys."""

PAIR_HEIGHT = 9
"""Rows of the pair above the list, with its rule."""

ROOMY = 70
"""From this width counts are told in words."""

REASONS = {"contained": "one name within the other"}
"""Other words for a reason, where its own are short."""


class _Pair(Widget):
    """The pair under the cursor: each with its counts, its names and a place in a text."""

    DEFAULT_CSS = f"_Pair {{ height: {PAIR_HEIGHT}; }}"
    ALLOW_SELECT = False

    def __init__(self, tools: EntityTools) -> None:
        super().__init__()
        self._tools = tools
        self._sides: tuple[Entity, ...] = ()
        self._places: tuple[tuple[int, Span] | None, ...] = ()

    def show(self, sides: tuple[Entity, ...]) -> None:
        """Show these two; none empties it."""
        self._sides = sides
        self._places = tuple(self._place_of(side) for side in sides)
        self.refresh()

    def _place_of(self, entity: Entity) -> tuple[int, Span] | None:
        ruled = self._tools.corpus.ruled
        number = ruled.number_of(entity.id)
        if number is None or not ruled.mention_counts[number]:
            return None
        return place_of(ruled, int(ruled.rows_of(number)[0]))

    def render_line(self, y: int) -> Strip:
        """Three rows for each of the two, a blank one after each, and a rule."""
        width, palette = self.size.width, self._tools.palette
        if y == PAIR_HEIGHT - 1:
            sign = "-" if self._tools.ascii_only else "─"
            return Strip([Segment(sign * width, palette.text + palette.rule)], width)
        side, row = divmod(y, 4)
        if side >= len(self._sides) or row == 3:
            return Strip([Segment(" " * width, palette.text)], width)
        entity = self._sides[side]
        if row == 0:
            return self._head(entity, width)
        return self._names(entity, width) if row == 1 else self._example(side, width)

    @property
    def _more(self) -> str:
        return "~" if self._tools.ascii_only else "…"

    def _head(self, entity: Entity, width: int) -> Strip:
        palette = self._tools.palette
        counts = f"{thousands(entity.mentions)} in {thousands(entity.documents)} "
        if width >= ROOMY:
            mentions = number_of(entity.mentions, "mention")
            counts = f"{mentions} in {number_of(entity.documents, 'document')} "
        label = harmless_line(entity.label)
        room = max(0, width - text_width(label) - len(counts) - 4)
        size = min(room, text_width(harmless_line(entity.name)))
        return Strip(
            [
                Segment(" ", palette.text),
                fit(entity.name, size, palette.text + palette.strong, self._more),
                Segment("  ", palette.text),
                Segment(label, palette.text + hue(palette, entity.label)),
                Segment(" " * (room - size + 1), palette.text),
                Segment(counts, palette.text + palette.dim),
            ]
        ).adjust_cell_length(width, palette.text)

    def _names(self, entity: Entity, width: int) -> Strip:
        palette = self._tools.palette
        times = "x" if self._tools.ascii_only else "×"
        names = [
            f"{harmless_line(form)} {times}{thousands(count)}" for form, count in entity.aliases
        ]
        text = f" {' · '.join(names)}"
        return Strip([fit(text, width, palette.text + palette.dim, self._more)], width)

    def _example(self, side: int, width: int) -> Strip:
        """A line of text with a mention."""
        palette, place = self._tools.palette, self._places[side]
        line, within = "", Span(0, 0)
        if place is not None:
            try:
                text = self._tools.corpus.text_of(place[0])
            except GlossatorError as error:
                line = str(error)
            else:
                line, within = context(text, place[1], width // 3, width)
        # As long as before, so that the place of the mention holds.
        line = harmless_line(line)
        if self._tools.ascii_only:
            line = line.replace("…", self._more)
        before, name = line[: within.start], line[within.start : within.end]
        room = max(0, width - 2 - text_width(before) - text_width(name))
        return Strip(
            [
                Segment(" ", palette.text),
                fit(before, text_width(before), palette.text),
                fit(name, text_width(name), palette.text + palette.hit),
                fit(line[within.end :], room, palette.text, self._more),
            ]
        ).adjust_cell_length(width, palette.text)


class ProposalsScreen(EntityScreen):
    """The pair under the cursor, and beneath it all that is left to decide."""

    contexts: ClassVar[tuple[str, ...]] = ("proposals", "everywhere")

    def __init__(self, tools: EntityTools) -> None:
        super().__init__(tools)
        self._found: list[Proposal] | None = None
        """Every pair that was found, the skipped ones last; None while it is looked for."""
        self._left: list[Proposal] = []

    def compose(self) -> ComposeResult:
        """Title, the pair, what is left, status."""
        with Vertical(id="panel"):
            yield RegionTitle(id="proposals-title")
            yield _Pair(self.tools)
            yield VirtualList(id="list")
        yield StatusLines(id="entity-status")

    def on_mount(self) -> None:
        """Look for pairs."""
        super().on_mount()
        self.recognised()

    def recognised(self) -> None:
        """Look for pairs among what is recognised now."""
        corpus = self.tools.corpus
        if corpus.snapshot is None:
            self._found = []
        elif len(corpus.ruled.numbers()) <= AT_ONCE:
            self._found = proposals(corpus.ruled)
        else:
            self.listing.empty_message = "looking for names that may be one …"
            look = partial(self._look, corpus.ruled)
            self.run_worker(look, thread=True, exclusive=True, group="proposals")
            return
        self.reload()

    def _look(self, ruled: Ruled) -> None:
        """In a thread: find the pairs."""
        found = proposals(ruled)
        if self.is_running:
            self.app.call_from_thread(self._take, found)

    def _take(self, found: list[Proposal]) -> None:
        self._found = found
        self.reload()
        self.update_status()

    # What is shown

    def reload(self) -> None:
        """Show the pairs on which nobody has decided yet."""
        if self._found is None:
            return
        ruled = self.tools.corpus.ruled
        apart = {frozenset(map(ruled.applied.final, pair)) for pair in ruled.applied.apart}
        self._left = []
        known: set[frozenset[int]] = set()
        for proposal in self._found:
            pair = frozenset(
                n for n in map(ruled.number_of, (proposal.a, proposal.b)) if n is not None
            )
            mentioned = all(ruled.mention_counts[number] for number in pair)
            if len(pair) == 2 and mentioned and pair not in apart and pair not in known:
                known.add(pair)
                self._left.append(proposal)
        self.listing.empty_message = self.nothing_known or "nothing to propose"
        self.listing.set_source(len(self._left), self._row)
        count = f"{thousands(len(self._left))} left" if self._left else ""
        self.query_one(RegionTitle).set_text("May be one", count)
        self._show_pair()

    def _sides(self, proposal: Proposal) -> tuple[Entity, Entity]:
        """The two, the one with more mentions first."""
        corpus = self.tools.corpus
        one, other = corpus.entity(proposal.a), corpus.entity(proposal.b)
        assert one is not None
        assert other is not None
        return (one, other) if one.mentions >= other.mentions else (other, one)

    def _row(self, index: int, width: int) -> Strip:
        proposal, palette = self._left[index], self.tools.palette
        one, other = self._sides(proposal)
        why = REASONS.get(proposal.reason, proposal.reason)
        reason = min(text_width(why), 25) if width >= 70 else 0
        room = max(8, width - reason - 5 - 2 * bool(reason))
        left = min(text_width(harmless_line(one.name)), room // 2)
        return Strip(
            [
                Segment(" ", palette.text),
                fit(one.name, left, palette.text, self.more),
                Segment(" = ", palette.accent),
                fit(other.name, room - left, palette.text, self.more),
                Segment("  " * bool(reason), palette.text),
                fit(why, reason, palette.text + palette.dim, self.more),
            ]
        )

    def _show_pair(self) -> None:
        here = self._here()
        self.query_one(_Pair).show(self._sides(here) if here else ())

    def _here(self) -> Proposal | None:
        at = self.listing.cursor
        return self._left[at] if 0 <= at < len(self._left) else None

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self._show_pair()
        self.update_status()

    @on(VirtualList.Chosen)
    def _clicked(self, event: VirtualList.Chosen) -> None:
        event.stop()

    def here_texts(self) -> Sequence[str]:
        """Why the two may be one."""
        here = self._here()
        return (REASONS.get(here.reason, here.reason) if here else "",) * 2

    def hints_here(self) -> list[Hint]:
        """The answers."""
        answers = ("proposals.merge", "proposals.apart", "proposals.skip")
        return self.hints(*answers[: 3 * bool(self._left)], "app.undo", "app.back")

    # Answers

    def action_proposals_merge(self) -> None:
        """The two are one; the name of the one mentioned more stays."""
        if here := self._here():
            kept, other = self._sides(here)
            self.change(
                lambda: self.tools.corpus.rulings.merge(kept.id, [other.id]),
                f"saved · {quoted(other.name)} merged into {quoted(kept.name)}",
            )

    def action_proposals_apart(self) -> None:
        """The two are different, for good."""
        if here := self._here():
            one, other = self._sides(here)
            self.change(
                lambda: self.tools.corpus.rulings.keep_apart(one.id, other.id),
                f"saved · {quoted(one.name)} and {quoted(other.name)} are different",
            )

    def action_proposals_skip(self) -> None:
        """Leave it for later: it comes again after all others."""
        here = self._here()
        if here is not None and self._found is not None:
            self._found.remove(here)
            self._found.append(here)
            self.reload()

"""Going from place to place: mentions, hits, undecided suggestions, and back again."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from corpus.errors import GlossatorError
from corpus.finding import Step
from corpus.hostile import harmless_line
from corpus.span import Span
from tui.screens.reading_base import Place, ReadingBase

__all__ = ["Walk", "WalkingActions"]

MOST_JUMPS = 200


@dataclass(frozen=True, slots=True)
class Walk:
    """What ``n`` and ``N`` walk: the mentions of an entity, or the hits of a query."""

    name: str
    entity: str = ""
    query: str = ""


class WalkingActions(ReadingBase):
    """Jumps, and the list of jumps."""

    walk: Walk | None = None
    _back: list[Place]
    _forward: list[Place]

    # Jumps

    def here(self) -> Place:
        """Where the reader is."""
        return Place(self.number, self.view.cursor, self.view.top_offset)

    def remember_place(self) -> None:
        """Note where the reader is, to come back to."""
        if self.number >= 0:
            self._back.append(self.here())
            del self._back[:-MOST_JUMPS]
            self._forward.clear()

    def go(self, number: int, span: Span) -> bool:
        """Jump to a span of a document, drawn as the current one."""
        if (number, span.start) != (self.number, self.view.cursor):
            self.remember_place()
        if number != self.number and not self.read(number):
            return False
        self.view.reveal(span.start, unfold=True)
        self.show_current(span)
        self.update_status()
        return True

    def _return_to(self, place: Place) -> None:
        if place.number != self.number and not self.read(place.number):
            return
        self.show_current(None)
        if self.document is not None:
            self.view.show(self.document, offset=place.offset, top=place.top)
            self.show_marks()
        self.update_status()

    def action_app_jump_back(self) -> None:
        """Return to where the reader was before the last jump."""
        if not self._back:
            self.say("No jump to return from.")
            return
        self._forward.append(self.here())
        self._return_to(self._back.pop())

    def action_app_jump_forward(self) -> None:
        """Take a jump again."""
        if not self._forward:
            self.say("No jump to take again.")
            return
        self._back.append(self.here())
        self._return_to(self._forward.pop())

    # Mentions and hits

    def start_walk(self, walk: Walk) -> None:
        """From now on ``n`` and ``N`` walk this."""
        self.walk = walk

    def _walk_here(self) -> Walk | None:
        """The entity under the cursor, when it is another one than is walked."""
        for here in self.entities_here():
            entity = self.corpus.entity(here)
            if entity is not None:
                return Walk(harmless_line(entity.name), entity=entity.id)
        return None

    def action_mentions_next(self) -> None:
        """Go to the next mention of the entity that is walked, or to the next hit."""
        self._walk_on(1)

    def action_mentions_previous(self) -> None:
        """Go to the mention or hit before."""
        self._walk_on(-1)

    def _walk_on(self, by: int) -> None:
        if self.number < 0:
            return
        at_current = self.walk is not None and self._on_walk()
        walk = self.walk if at_current else (self._walk_here() or self.walk)
        if walk is None:
            self.say("Put the cursor on a mention, or find something first.")
            return
        self.walk = walk
        self._walk_from(walk, by)

    def _on_walk(self) -> bool:
        """Whether the cursor stands on what is walked."""
        assert self.walk is not None
        if self.walk.query:
            return True
        walked = self.corpus.entity(self.walk.entity)  # it may be part of another by now
        return walked is not None and walked.id in self.entities_here()

    @abstractmethod
    def _walk_from(self, walk: Walk, by: int) -> None:
        """Go to the next place of a walk."""

    def _step_to(self, walk: Walk, by: int, found: Step | None) -> None:
        if found is None:
            self.say(f"{walk.name}: no other mention." if walk.entity else f"{walk.name}: no hit.")
            return
        if self.go(found.document, found.span):
            turn = ""
            if found.wrapped:
                turn = " · from the beginning again" if by > 0 else " · from the end again"
            more = "…" if found.counting else ""
            self.say(f"{walk.name}  {found.position} of {found.total}{more}{turn}")

    # Undecided suggestions

    def action_mentions_next_undecided(self) -> None:
        """Go to the next suggestion that nobody has decided on, in this document or a later one."""
        self.go_to_undecided(1)

    def action_mentions_previous_undecided(self) -> None:
        """Go to the undecided suggestion before."""
        self.go_to_undecided(-1)

    def go_to_undecided(self, by: int, *, within: bool = False) -> bool:
        """Go to the nearest undecided suggestion after (before) the cursor.

        Goes on to other documents in the order of the list unless ``within``.
        """
        if self.document is None:
            return False
        offset, left = self.view.cursor, self._suggestions
        ahead = left.after(offset) if by > 0 else left.before(offset)
        target = next((m for m in ahead if m.label not in self.hidden), None)
        if target is not None:
            self.view.reveal(target.start, unfold=True)
            self.show_current(target.span)
            self.update_status()
            return True
        if within:
            return False
        for number in self._documents_from(by):
            if not self.corpus.mentions_known(number):
                continue
            try:
                length = len(self.corpus.document(number).text)
                there = self.corpus.suggestions(number)
            except GlossatorError:
                continue
            ahead = there.after(-1) if by > 0 else there.before(length)
            target = next((m for m in ahead if m.label not in self.hidden), None)
            if target is not None:
                return self.go(number, target.span)
        loader = self.session.loader
        if loader is not None and loader.running:
            self.say("Nothing undecided that way yet: names are still being recognised.")
        else:
            visible = any(label not in self.hidden for label in left.labels())
            self.say("Nothing undecided that way." if visible else "Nothing undecided is left.")
        return False

    def _documents_from(self, by: int) -> list[int]:
        order = self.order
        if self.number not in order:
            return order[::by]
        at = order.index(self.number)
        return order[at + 1 :] if by > 0 else order[:at][::-1]

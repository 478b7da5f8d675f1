"""What can be done to an entity, the same on its card and in the list of all."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.widgets import Input

from corpus.entity import Entity
from corpus.hostile import harmless_line
from corpus.span import Span
from tui.screens.entity_dialogs import EntityPicker, FormsDialog, NameDialog, Picked
from tui.screens.entity_going import Jump, ShowProposals, Teach, WalkOn
from tui.screens.entity_rows import entities_like
from tui.screens.entity_screen import EntityScreen
from tui.screens.labels_menu import LabelsMenu

__all__ = ["EntityActs", "quoted"]


def quoted(name: str) -> str:
    """A name in a sentence, not too long."""
    line = harmless_line(name)
    return f"“{line[:40]}…”" if len(line) > 41 else f"“{line}”"


class EntityActs(EntityScreen):
    """Merge, split, rename, relabel, not an entity; and where one goes from an entity."""

    def subject(self) -> Entity | None:
        """The entity that is spoken of; None when there is none, which is then said."""
        raise NotImplementedError

    def form_here(self) -> str:
        """The spelling under the cursor, empty when none is."""
        return ""

    def show_entity(self, entity: str) -> None:
        """Bring the entity with this id under the cursor, or on the card."""
        raise NotImplementedError

    # Going

    def action_mentions_concordance(self) -> None:
        """Open every mention in context over this; leave when one is to be read."""
        entity = self.subject()
        if entity is None:
            return

        def left(place: tuple[int, Span] | None) -> None:
            if place is None:
                self.reload()
                self.update_status()
            else:
                self.dismiss(Jump(*place, entity.id))

        self.tools.concord(entity.id, left)

    def action_mentions_next(self) -> None:
        """Leave for the next mention."""
        if entity := self.subject():
            self.dismiss(WalkOn(entity.id))

    def action_entity_teach(self) -> None:
        """Leave for having this name marked wherever it stands."""
        if entity := self.subject():
            self.dismiss(Teach(self.form_here() or entity.name, entity.label, entity.id))

    def action_view_proposals(self) -> None:
        """Leave for the proposed merges."""
        self.dismiss(ShowProposals())

    # Merging

    def action_entity_merge(self) -> None:
        """Choose which other entity is the same."""
        entity = self.subject()
        if entity is None:
            return

        def chosen(picked: Picked | None) -> None:
            if picked is not None:
                self.merge([entity.id, picked.entity])

        tools = self.tools
        picker = EntityPicker(
            f"Who or what is the same as {harmless_line(entity.name)}?",
            lambda text: entities_like(tools.corpus.ruled, text, near=entity),
            tools.palette,
            does="merge",
            ascii_only=tools.ascii_only,
        )
        self.app.push_screen(picker, chosen)

    def merge(self, entities: Sequence[str]) -> None:
        """Make several entities one: that with the most mentions, whose name stays."""
        corpus = self.tools.corpus
        found = [entity for entity in map(corpus.entity, entities) if entity is not None]
        if len(found) < 2:
            self.say("There is nothing to merge here any more.", "warning")
            return
        kept = max(found, key=lambda entity: entity.mentions)
        others = [entity for entity in found if entity.id != kept.id]
        words = quoted(others[0].name) if len(others) == 1 else f"{len(others)} others"
        if self.change(
            lambda: corpus.rulings.merge(kept.id, [other.id for other in others]),
            f"saved · {words} merged into {quoted(kept.name)}",
        ):
            self.show_entity(kept.id)

    # Splitting

    def action_entity_split(self) -> None:
        """Choose which spellings are another entity."""
        entity = self.subject()
        if entity is None:
            return
        if len(entity.aliases) < 2:
            self.say(f"{quoted(entity.name)} has one name only: there is nothing to split off.")
            return
        here = self.form_here()

        def chosen(forms: tuple[str, ...] | None) -> None:
            if forms:
                self.change(
                    lambda: self.tools.corpus.rulings.split(entity.id, forms),
                    f"saved · {quoted(forms[0])} split off {quoted(entity.name)}",
                )

        tools = self.tools
        dialog = FormsDialog(
            entity.name,
            entity.aliases,
            tools.palette,
            picked=(here,) if here != entity.name else (),
            ascii_only=tools.ascii_only,
        )
        self.app.push_screen(dialog, chosen)

    # Saying what it is

    def action_entity_rename(self) -> None:
        """Type a name."""
        entity = self.subject()
        if entity is None:
            return

        def typed(name: str | None) -> None:
            if name is not None:
                self.change(
                    lambda: self.tools.corpus.rulings.rename(entity.id, name),
                    f"saved · {quoted(entity.name)} is called {quoted(name)}",
                )

        tools = self.tools
        dialog = NameDialog(
            entity.name,
            f"A name for {harmless_line(entity.name)}",
            tools.palette,
            ascii_only=tools.ascii_only,
        )
        self.app.push_screen(dialog, typed)

    def action_entity_label(self) -> None:
        """Choose a label."""
        entity = self.subject()
        if entity is None:
            return

        def chosen(label: str | None) -> None:
            if label is not None:
                self._set_label(entity, label)

        tools = self.tools
        menu = LabelsMenu(tools.labels, tools.palette, ascii_only=tools.ascii_only)
        self.app.push_screen(menu, chosen)

    async def on_key(self, event: events.Key) -> None:
        """A digit gives the label of that key, unless it does something else."""
        digit = event.key if event.key.isdigit() else ""
        label = next((one.name for one in self.tools.labels.labels if one.key == digit), "")
        typing = isinstance(self.focused, Input)
        if typing or not label or self.tools.keymap.find(event.key, self.contexts):
            await super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        if entity := self.subject():
            self._set_label(entity, label)

    def _set_label(self, entity: Entity, label: str) -> None:
        self.change(
            lambda: self.tools.corpus.rulings.set_label(entity.id, label),
            f"saved · {quoted(entity.name)} is {harmless_line(label)}",
        )

    def action_entity_nothing(self) -> None:
        """Say that this is no entity."""
        if entity := self.subject():
            self.change(
                lambda: self.tools.corpus.rulings.not_an_entity(entity.id),
                f"saved · {quoted(entity.name)} is not an entity",
            )

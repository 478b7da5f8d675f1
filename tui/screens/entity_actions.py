"""Commands about entities: card, concordance, list, proposals, tables, and teaching a name."""

from __future__ import annotations

from collections.abc import Callable

from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from corpus.span import Span
from tui.screens.entity_going import (
    Going,
    Jump,
    ListEntities,
    ShowProposals,
    Teach,
    WalkOn,
)
from tui.screens.entity_screen import EntityTools
from tui.screens.looking import LookingActions
from tui.screens.walking import Walk
from tui.widgets.document_rows import list_width

__all__ = ["EntityActions"]


class EntityActions(LookingActions):
    """Opens the screens about entities, and goes where they lead."""

    def _tools(self) -> EntityTools:
        session = self.session
        return EntityTools(
            self.corpus,
            self.labels,
            session.keymap,
            self.palette,
            self._do,
            self._concord,
            ascii_only=session.settings.use_ascii(),
        )

    def entity_here(self) -> str:
        """The id of the entity under the cursor, as a person left it; empty when there is none."""
        return next(iter(self.entities_here()), "")

    # Card, list, proposals

    def action_mentions_card(self) -> None:
        """Show what is known of the entity under the cursor."""
        if entity := self.entity_here():
            self.show_card(entity)
        else:
            self.say("No entity under the cursor.")

    def show_card(self, entity: str) -> None:
        """Open the card of an entity beside the text."""
        from tui.screens.entity_card import EntityCardScreen

        card = EntityCardScreen(self._tools(), entity, over=self._over_list)
        self.app.push_screen(card, self._went)

    def _over_list(self, width: int) -> int:
        """How many columns the list and its rule have on a screen of so many."""
        return 0 if self.is_alone() else list_width(width) + 1

    def action_view_entities(self) -> None:
        """List all entities of the collection."""
        self.list_entities(self.entity_here())

    def list_entities(self, entity: str = "", *, label: str = "") -> None:
        """List entities, of one label only if it is given, the cursor on one of them."""
        from tui.screens.entity_list import EntityListScreen

        self.app.push_screen(EntityListScreen(self._tools(), at=entity, label=label), self._went)

    def action_view_proposals(self) -> None:
        """Go through what may be one entity under two names."""
        from tui.screens.proposals import ProposalsScreen

        self.app.push_screen(ProposalsScreen(self._tools()), self._went)

    def _went(self, going: Going | None) -> None:
        """Go where a screen about entities leads."""
        self.show_marks()
        match going:
            case Jump(number, span, entity):
                if entity:
                    self._walk_entity(entity)
                if self.go(number, span):
                    self.go_to_region("reader")
                    self.show_hits()
            case WalkOn(entity):
                self._walk_entity(entity)
                self.go_to_region("reader")
                self.action_mentions_next()
                self.show_hits()
            case Teach(text, label):
                self._teach(text, label)
            case ListEntities(entity):
                self.list_entities(entity)
            case ShowProposals():
                self.action_view_proposals()
        self.update_status()

    def _walk_entity(self, entity: str) -> None:
        known = self.corpus.entity(entity)
        if known is not None:
            self.start_walk(Walk(harmless_line(known.name), entity=known.id))

    # Concordance

    def action_mentions_concordance(self) -> None:
        """Every mention of the entity under the cursor in context; else of what is walked."""
        if entity := self.entity_here():
            self._show_concordance(entity=entity)
        elif self.walk is not None:
            self._show_concordance(entity=self.walk.entity, query=self.walk.query)
        else:
            self.say("Put the cursor on a mention, or find something first.")

    def _show_concordance(self, *, entity: str = "", query: str = "") -> None:
        def chosen(place: tuple[int, Span] | None) -> None:
            self.show_marks()
            self.redraw_documents()
            if place is not None and self.go(*place):
                if entity:
                    self._walk_entity(entity)
                self.go_to_region("reader")
                self.show_hits()
            self.update_status()

        self._concord(entity, chosen, query=query)

    def _concord(
        self,
        entity: str,
        then: Callable[[tuple[int, Span] | None], None],
        *,
        query: str = "",
    ) -> None:
        """Open the concordance of an entity or a query; it calls back with the place to read."""
        from corpus.concordance import concordance
        from tui.screens.concordance import ConcordanceScreen

        screen = ConcordanceScreen(
            self.corpus,
            concordance(self.corpus, entity=entity, query=query),
            self.palette,
            self.labels,
            pick_entity=self._pick_entity,
            ascii_only=self.session.settings.use_ascii(),
        )
        self.app.push_screen(screen, then)

    def _pick_entity(self, then: Callable[[str | None], None]) -> None:
        """Choose any entity by name."""
        from tui.screens.entity_dialogs import EntityPicker, Picked
        from tui.screens.entity_rows import alike

        ruled = self.corpus.ruled

        def chosen(picked: Picked | None) -> None:
            then(picked.entity if picked is not None else None)

        picker = EntityPicker(
            "Link to which entity?",
            lambda text: [ruled[number] for number in alike(ruled, text)[:60]] if text else [],
            self.palette,
            does="link",
            ascii_only=self.session.settings.use_ascii(),
        )
        self.app.push_screen(picker, chosen)

    # Where a mention comes from

    def action_mentions_source(self) -> None:
        """Say which rule, model or person marked what is under the cursor."""
        found = [
            f"“{harmless_line(mention.text)[:40]}” {mention.label} "
            f"by {harmless_line(mention.source)}, {mention.score:.0%} sure"
            for mention in self.mentions_here()
        ]
        found += [
            f"“{harmless_line(mark.anchor.quote)[:40]}” {mark.label} "
            f"by {harmless_line(mark.author)}, {mark.created[:10]}"
            for mark in self.annotations_here()
        ]
        self.say(" · ".join(found) if found else "Nothing is marked or suggested here.")

    # Teaching

    def action_mark_always(self) -> None:
        """Have the selection, or what is marked or suggested here, marked wherever it stands."""
        document, selection = self.document, self.view.selection
        if document is None:
            return
        if selection is not None:
            self._teach_labelled(selection.text_of(document.text))
        elif marks := self.annotations_here():
            self._teach(marks[0].anchor.quote, marks[0].label)
        elif mentions := self.mentions_here():
            self._teach(mentions[0].text, mentions[0].label)
        else:
            self.say("Select a name first (v), or put the cursor on one.")

    def _teach_labelled(self, name: str) -> None:
        from tui.screens.labels_menu import LabelsMenu

        def chosen(label: str | None) -> None:
            if label is not None:
                self.view.cancel_selection()
                self._teach(name, label)

        menu = LabelsMenu(self.labels, self.palette, ascii_only=self.session.settings.use_ascii())
        self.app.push_screen(menu, chosen)

    def _teach(self, name: str, label: str) -> None:
        """Write a name into the collection's own words, or take it out; recognise all again."""
        try:
            sentence = self.corpus.teach(" ".join(name.split()), label)
        except GlossatorError as error:
            self.complain(error)
            return
        self.recognise_again()
        self.say(f"{sentence} Recognising again …", "saved")

    def is_alone(self) -> bool:
        """Whether there is no list beside the reader."""
        raise NotImplementedError

    def recognise_again(self) -> None:
        """Go through all documents again, beside the screen."""
        raise NotImplementedError

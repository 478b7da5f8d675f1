"""Commands that count: frequencies, company, key entities, collocations."""

from __future__ import annotations

from corpus.span import Span
from tui.screens.entity_actions import EntityActions

__all__ = ["FactActions"]


class FactActions(EntityActions):
    """Opens tables, and goes where a chosen row leads."""

    def action_view_frequencies(self) -> None:
        """How much there is of each label; Enter lists its entities."""
        from tui.screens.fact_tables import frequency_table

        def chosen(label: str | None) -> None:
            if label is not None:
                self.list_entities(label=label)

        self.app.push_screen(frequency_table(self.corpus, self.palette, **self._with_ascii), chosen)

    def action_view_key_entities(self) -> None:
        """What this document speaks of more than the others do."""
        from tui.screens.fact_tables import key_entity_table

        if self.document is None:
            return
        table = key_entity_table(
            self.corpus, (self.number,), self.palette, name=self.document.title, **self._with_ascii
        )
        self.app.push_screen(table, self._chosen_entity)

    def action_mentions_company(self) -> None:
        """Who and what the entity under the cursor is met with."""
        from tui.screens.fact_tables import company_table

        if entity := self.entity_here():
            table = company_table(self.corpus, entity, self.palette, **self._with_ascii)
            self.app.push_screen(table, self._chosen_entity)
        else:
            self.say("No entity under the cursor.")

    def action_view_collocations(self) -> None:
        """What stands beside the selection, or the word under the cursor, in all texts."""
        from tui.screens.fact_tables import collocation_table

        document = self.document
        if document is None:
            return
        span = self.view.selection or self._word_here()
        words = " ".join(span.text_of(document.text).split())
        if not any(character.isalnum() for character in words):
            self.say("Put the cursor on a word, or select some.")
            return

        def chosen(place: tuple[int, Span] | None) -> None:
            if place is not None and self.go(*place):
                self.go_to_region("reader")

        self.view.cancel_selection()
        self.app.push_screen(
            collocation_table(self.corpus, words, self.palette, **self._with_ascii), chosen
        )

    def _word_here(self) -> Span:
        """The word around the cursor, or the cursor alone."""
        from corpus.segment import words

        assert self.document is not None
        at, text = self.view.cursor, self.document.text
        first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        line = text[first : last if last >= 0 else len(text)]
        here = (Span(first + word.start, first + word.end) for word in words(line))
        return next((word for word in here if at in word), Span(at, at))

    @property
    def _with_ascii(self) -> dict[str, bool]:
        return {"ascii_only": self.session.settings.use_ascii()}

    def _chosen_entity(self, entity: str | None) -> None:
        if entity is not None:
            self.show_card(entity)

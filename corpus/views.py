"""What is worked out of a corpus's snapshot and a person's decisions, kept until one changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.applied import Applied
from corpus.document import Document
from corpus.index.fold import squash
from corpus.index.snapshot import Snapshot
from corpus.linked_mentions import LinkedMentions
from corpus.marked import Marked
from corpus.overlay import Overlay
from corpus.ruled import Ruled
from corpus.span import Span

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.ruling import Ruling

__all__ = ["Views"]


class Views:
    """Marks in their places, rulings applied, and both together."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._state: tuple[int, int] = (-1, -1)
        self._marked: Marked | None = None
        self._ruled: Ruled | None = None
        self._from: tuple[Snapshot | None, tuple[Ruling, ...]] | None = None
        self._applied: Applied | None = None
        self._overlay: tuple[Applied, Overlay] | None = None
        self._last: tuple[tuple[int, str, Applied], LinkedMentions] | None = None

    def _forget_what_changed(self) -> None:
        state = self._corpus.generation, self._corpus.marks.generation
        if state != self._state:
            self._state, self._marked, self._ruled = state, None, None

    @property
    def marked(self) -> Marked:
        """All annotations and rejections, where they stand in the texts now."""
        self._forget_what_changed()
        if self._marked is None:
            self._marked = Marked.of(self._corpus)
        return self._marked

    @property
    def applied(self) -> Applied:
        """The machine's linking with all rulings."""
        given = self._corpus.snapshot, self._corpus.marks.rulings()
        if self._applied is None or self._from != given:
            snapshot, rulings = self._from = given
            self._applied = Applied(snapshot or Snapshot.build((), (), ()), rulings)
        return self._applied

    @property
    def ruled(self) -> Ruled:
        """All mentions and entities as a person left them."""
        marked, applied = self.marked, self.applied
        if self._ruled is None:
            if self._overlay is None or self._overlay[0] is not applied:
                self._overlay = applied, Overlay(applied)
            self._ruled = Ruled(applied, *self._overlay[1].lay(marked))
        return self._ruled

    def mentions(self, number: int, document: Document) -> LinkedMentions:
        """The mentions of a document; those of the last one are kept: every key asks for them."""
        asked = number, document.digest, self.applied
        if self._last is None or self._last[0] != asked:
            self._last = asked, LinkedMentions(asked[2], number, document.text)
        return self._last[1]

    def quotations_of(self, entity: str) -> list[tuple[int, Span]]:
        """Where an entity is quoted: document numbers and spans, in order."""
        ruled = self.ruled
        number = ruled.number_of(entity)
        if number is None:
            return []
        mentions, quoted = ruled.rows_of(number), ruled.snapshot.quotations
        rows = quoted.rows_by(ruled.document[mentions], ruled.start[mentions])
        columns = (quoted.document[rows], quoted.start[rows], quoted.end[rows])
        return [(d, Span(s, e)) for d, s, e in zip(*(c.tolist() for c in columns), strict=True)]

    def entity_named(self, text: str, label: str) -> str:
        """The id of the entity of this label that has this spelling, empty when there is none."""
        wanted, ruled = squash(text), self.ruled
        for _, alias, number in ruled.named(text, 20):
            if squash(alias) == wanted and ruled.label_of(number) == label:
                return ruled[number].id
        return ""

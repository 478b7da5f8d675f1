"""The documents that stay in memory: those looked at last; the rest is read when asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from corpus.document import Document
from corpus.source import Source
from corpus.texts import Texts

__all__ = ["KeptDocuments"]

DOCUMENTS, CHARACTERS = 64, 16_000_000
"""How many texts, and how much of them, stay in memory."""


class KeptDocuments:
    """Documents by number, read from their sources."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._documents: OrderedDict[int, Document] = OrderedDict()
        self._characters = 0
        self._texts = Texts()

    def document(self, number: int, head: int | None) -> Document:
        """A document with its text, of a longer one only ``head`` code points cut into blocks.

        Raises InputError when it can no longer be read.
        """
        kept = self._documents.get(number)
        if kept is None:
            from corpus.readers.reading import read

            kept = read(self._sources[number], head=head)
            self.keep(number, kept)
        self._documents.move_to_end(number)
        return kept

    def keep(self, number: int, document: Document) -> None:
        """Keep a document that was read elsewhere, or whose blocks are complete now."""
        if number in self._documents:
            self._characters -= len(self._documents[number].text)
        self._documents[number] = document
        self._characters += len(document.text)
        while len(self._documents) > 1 and (
            len(self._documents) > DOCUMENTS or self._characters > CHARACTERS
        ):
            _, dropped = self._documents.popitem(last=False)
            self._characters -= len(dropped.text)

    def text_of(self, number: int) -> str:
        """The text of a document alone. Raises InputError when it can no longer be read."""
        kept = self._documents.get(number)
        return kept.text if kept is not None else self._texts.of(number, self._sources[number])

    def __contains__(self, number: int) -> bool:
        """Whether the text of a document is in memory."""
        return number in self._documents or number in self._texts

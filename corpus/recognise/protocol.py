"""What a recogniser is: a pure function from a document to its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import GlossatorError

__all__ = ["IncompleteError", "Recogniser", "in_order"]


@runtime_checkable
class Recogniser(Protocol):
    """Finds mentions in one document.

    Pure: the same document gives the same mentions, whatever was recognised before. The mentions
    come in the order of ``in_order``, may nest and never cross. ``version`` changes whenever the
    result may, so that caches know.
    """

    @property
    def name(self) -> str:
        """A short name, the part of ``Mention.source`` before the colon."""
        ...

    @property
    def version(self) -> str:
        """What a cache must compare before it believes old mentions."""
        ...

    def recognise(self, document: Document) -> list[Mention]:
        """The mentions of the document.

        Raises IncompleteError when this document could not be gone through, and InputError when no
        document can be: the recogniser is then left out.
        """
        ...


class IncompleteError(GlossatorError):
    """One document was not gone through wholly; ``mentions`` are what was found, in order."""

    def __init__(self, sentence: str, mentions: Sequence[Mention] = ()) -> None:
        super().__init__(sentence)
        self.mentions = mentions


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions sorted by start, the longer first, then by label and source."""
    return sorted(mentions, key=lambda m: (m.start, -m.end, m.label, m.source))

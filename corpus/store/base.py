"""What every store of annotations can do, whatever holds them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from corpus.annotation import Annotation, Edit, Rejection
from corpus.errors import StoreError
from corpus.ruling import Ruling

__all__ = ["Conflict", "Store"]


class Conflict(StoreError):  # noqa: N818 - the word for it, beside "the store failed"
    """What an edit wants to change is not as it was: somebody else changed it since."""


class Store(Protocol):
    """Annotations, rejections and rulings as they are now, and the edits that made them so.

    Every method raises StoreError with a sentence for the reader when the store cannot be read
    or written; after such an error the store may be used again as soon as the cause is gone.
    """

    @property
    def where(self) -> Path:
        """The file that holds the annotations, or will hold them after the first edit."""
        ...

    @property
    def notice(self) -> str:
        """What the reader should know about the place: one or more sentences, or empty."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether no edit can be kept anywhere."""
        ...

    def annotations(self, document: str | None = None) -> list[Annotation]:
        """All annotations (of one document), by document and place, anchors as stored."""
        ...

    def rejections(self, document: str | None = None) -> list[Rejection]:
        """All rejections (of one document), by document and place, anchors as stored."""
        ...

    def rulings(self) -> list[Ruling]:
        """All rulings on entities, the oldest first."""
        ...

    def counts(self) -> dict[str, int]:
        """How many annotations each document has; documents without any are left out."""
        ...

    def documents(self) -> dict[str, str]:
        """The digest each marked document had when it was last marked."""
        ...

    def apply(self, edit: Edit) -> None:
        """Carry out one edit; it is durable when this returns, and not done at all otherwise.

        Applying the same edit again does nothing. Raises Conflict when a change's ``before`` is
        not what the store holds, and ValueError when the edit is empty. A ``before`` whose anchor
        was made anew on another text (``corpus.reanchor``) counts as what the store holds.
        """
        ...

    def edits(self, limit: int | None = None, offset: int = 0) -> list[Edit]:
        """Recorded edits, the newest first."""
        ...

    def edit(self, id: str) -> Edit | None:  # noqa: A002 - the field's name
        """One edit by its id."""
        ...

    def steps(self, author: str) -> list[tuple[str, str]]:
        """The ids of an author's edits, the oldest first, each with the id of what it undoes."""
        ...

    def undone(self, ids: Iterable[str]) -> set[str]:
        """Which of these edits do not stand: taken back, and the taking back stands."""
        ...

    def version(self) -> int:
        """A number that changes when another program has written to the store."""
        ...

    def close(self) -> None:
        """Let go of the file. The next call opens it again."""
        ...

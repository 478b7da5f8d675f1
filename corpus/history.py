"""The history of a person's work: recorded, taken back, done again; also after a restart.

Nothing is kept here that the store does not hold: undoing records an edit that takes another
back, doing again one that takes back the undoing. So the stacks can be read from the edits.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.annotation import Change, Clock, Edit, timestamp, utc_now
from corpus.errors import StoreError
from corpus.store.base import Conflict, Store

__all__ = ["Entry", "History", "new_id", "now"]


def new_id() -> str:
    """An id for an annotation, a rejection or an edit: 32 hexadecimal digits, at random."""
    return uuid.uuid4().hex


def now() -> str:
    """The time now, as annotations and edits carry it."""
    return timestamp(utc_now())


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: an edit, and whether it was taken back since."""

    edit: Edit
    undone: bool


class History:
    """One author's work on a store.

    Undo takes back the latest edit of this author that still stands, whichever program made it;
    redo does again what was undone last, until new work cuts it off. Every method may raise
    StoreError; then nothing has changed, on disk or here.
    """

    def __init__(
        self,
        store: Store,
        author: str,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._store = store
        self._author = author
        self._clock = clock
        self._done: list[str] = []
        self._undone: list[str] = []
        self._version: int | None = None

    @property
    def author(self) -> str:
        """Whose work this is."""
        return self._author

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        self._refresh()
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        self._refresh()
        return bool(self._undone)

    def record(self, description: str, changes: Sequence[Change]) -> Edit:
        """Carry out one step of work; it is durable when this returns.

        Raises Conflict when something it changes is not as ``before`` says, ValueError when
        there is no change.
        """
        self._refresh()
        edit = Edit(new_id(), self._author, timestamp(self._clock()), description, tuple(changes))
        self._apply(edit)
        return edit

    def undo(self) -> Edit | None:
        """Take back the latest step; the edit that did so, or None when there is none.

        Raises Conflict when another program has changed what the step changed.
        """
        self._refresh()
        return self._take_back(self._done, "undone")

    def redo(self) -> Edit | None:
        """Do again what was undone last; the edit that did so, or None when there is none.

        Raises Conflict when another program has changed what the step changed.
        """
        self._refresh()
        return self._take_back(self._undone, "done again")

    def entries(self, limit: int | None = None, offset: int = 0) -> list[Entry]:
        """The history of all authors, the newest first."""
        edits = self._store.edits(limit, offset)
        undone = self._store.undone([edit.id for edit in edits])
        return [Entry(edit, edit.id in undone) for edit in edits]

    def _take_back(self, stack: list[str], doing: str) -> Edit | None:
        if not stack:
            return None
        last = self._store.edit(stack[-1])
        if last is None:
            raise StoreError("The last step is not in the history any more; nothing was changed.")
        edit = last.inverse(id=new_id(), author=self._author, created=timestamp(self._clock()))
        try:
            self._apply(edit)
        except Conflict as error:
            raise Conflict(f"“{last.description}” cannot be {doing}: {error}") from error
        return edit

    def _apply(self, edit: Edit) -> None:
        self._store.apply(edit)
        self._follow(edit.id, edit.undoes)

    def _refresh(self) -> None:
        version = self._store.version()
        if version == self._version:
            return
        self._done.clear()
        self._undone.clear()
        for id_, undoes in self._store.steps(self._author):
            self._follow(id_, undoes)
        self._version = version

    def _follow(self, id_: str, undoes: str) -> None:
        if undoes and self._done and self._done[-1] == undoes:
            self._done.pop()
            self._undone.append(id_)
        elif undoes and self._undone and self._undone[-1] == undoes:
            self._undone.pop()
            self._done.append(id_)
        else:
            self._done.append(id_)
            self._undone.clear()

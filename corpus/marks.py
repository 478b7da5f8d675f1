"""A person's work on a collection: decisions made, changed and taken back.

Every method that changes something returns only after the change is durable; when it raises,
nothing has changed.
"""

from __future__ import annotations

import uuid
from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from corpus.anchor import make_anchor
from corpus.annotation import Annotation, Change, Edit, Rejection
from corpus.document import Document
from corpus.entity import Mention
from corpus.history import History, now
from corpus.mentions import MentionColumns, Undecided
from corpus.reanchor import Placement, place
from corpus.ruling import Ruling
from corpus.span import Span
from corpus.store import Store

__all__ = ["Marks"]

Mark = TypeVar("Mark", Annotation, Rejection)

MANY = 20
"""Changes in one edit from which on the collection's marks are read again, not followed."""


class Marks:
    """Annotations and rejections of one collection, by document id, in order of their place."""

    def __init__(self, store: Store, author: str) -> None:
        self.store = store
        self.author = author
        self.history = History(store, author)
        self._version = store.version()
        self._annotations: dict[str, list[Annotation]] = {}
        self._rejections: dict[str, list[Rejection]] = {}
        self._placements: dict[str, Placement] = {}
        self._digests: dict[str, str] = {}
        """Of the texts that the marks above were placed on."""
        self._counts: dict[str, int] = dict(store.counts())
        self._all: list[Annotation] | None = None
        self._refused: list[Rejection] | None = None
        self._rulings: tuple[Ruling, ...] | None = None
        self.generation = 0
        """Changes whenever marks change: what was worked out from them before is out of date."""

    # Looking

    def count(self, document: str) -> int:
        """How many annotations a document has."""
        return self._counts.get(document, 0)

    def total(self) -> int:
        """How many annotations the collection has."""
        return sum(self._counts.values())

    def annotations(self, document: Document) -> Sequence[Annotation]:
        """The annotations whose place in this text is known, in order of their place."""
        if document.id not in self._annotations:
            self._load(document)
        return self._annotations[document.id]

    def rejections(self, document: Document) -> Sequence[Rejection]:
        """The rejections whose place in this text is known."""
        if document.id not in self._rejections:
            self._load(document)
        return self._rejections[document.id]

    def placement(self, document: Document) -> Placement:
        """What became of the marks when the text changed: moved, doubtful, lost."""
        if document.id not in self._placements:
            self._load(document)
        return self._placements[document.id]

    def suggestions(self, document: Document, mentions: MentionColumns) -> Undecided:
        """The mentions on which no person has decided."""
        return Undecided(mentions, self.annotations(document), self.rejections(document))

    def rejected(self) -> Sequence[Rejection]:
        """Every rejection of the collection, as stored, by document and place."""
        if self._refused is None:
            self._refused = self.store.rejections()
        return self._refused

    def all(self) -> Sequence[Annotation]:
        """Every annotation of the collection, as stored, by document and place."""
        if self._all is None:
            self._all = self.store.annotations()
        return self._all

    def rulings(self) -> tuple[Ruling, ...]:
        """Every ruling on an entity, the oldest first; the same object until one changes."""
        if self._rulings is None:
            self._rulings = tuple(self.store.rulings())
        return self._rulings

    def _load(self, document: Document) -> None:
        placement = place(
            document, self.store.annotations(document.id), self.store.rejections(document.id)
        )
        self._placements[document.id] = placement
        self._digests[document.id] = document.digest
        self._annotations[document.id] = sorted(placement.annotations, key=_by_place)
        self._rejections[document.id] = sorted(placement.rejections, key=_by_place)

    def refresh(self) -> bool:
        """Take in what another program wrote to the same store; whether there was anything."""
        version = self.store.version()
        if version == self._version:
            return False
        self._forget()
        return True

    def _forget(self) -> None:
        version = self.store.version()
        self._counts = dict(self.store.counts())
        self._version = version
        self._annotations.clear()
        self._rejections.clear()
        self._placements.clear()
        self._digests.clear()
        self._all = self._refused = None
        self._rulings = None
        self.generation += 1

    # Changing

    def record(self, description: str, changes: Sequence[Change]) -> Edit:
        """Carry out any changes as one edit. Raises ValueError when there are none."""
        edit = self.history.record(description, changes)
        self._settle(edit)
        return edit

    def annotate(
        self,
        document: Document,
        span: Span,
        label: str,
        *,
        entity: str = "",
        note: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> Annotation:
        """Mark a span. An annotation of the same span and label is returned as it is."""
        for known in self.annotations(document):
            if known.span == span and known.label == label:
                return known
        annotation = Annotation(
            id=uuid.uuid4().hex,
            document=document.id,
            anchor=make_anchor(document.text, span, document.digest),
            label=label,
            author=self.author,
            created=now(),
            attributes=dict(attributes or {}),
            entity=entity,
            note=note,
        )
        self.record(f"mark {label}", [Change(None, annotation)])
        return annotation

    def annotate_many(
        self, document: Document, wanted: Sequence[Annotation], description: str
    ) -> Edit | None:
        """Add ready annotations in one edit, leaving out those of a span and label that stands."""
        standing = {(a.span, a.label) for a in self.annotations(document)}
        changes = [Change(None, a) for a in wanted if (a.span, a.label) not in standing]
        return self.record(description, changes) if changes else None

    def accept(self, document: Document, mention: Mention) -> Annotation:
        """Make a suggestion an annotation."""
        return self.annotate(document, mention.span, mention.label, entity=mention.entity)

    def reject(self, document: Document, mention: Mention) -> None:
        """Say that a suggestion is wrong."""
        rejection = Rejection(
            id=uuid.uuid4().hex,
            document=document.id,
            anchor=make_anchor(document.text, mention.span, document.digest),
            label=mention.label,
            author=self.author,
            created=now(),
        )
        self.record(f"reject {mention.label}", [Change(None, rejection)])

    def change(
        self, annotation: Annotation, description: str, update: Callable[[Annotation], Annotation]
    ) -> Annotation:
        """Replace an annotation by what ``update`` makes of it."""
        changed = update(annotation)
        if changed != annotation:
            self.record(description, [Change(annotation, changed)])
        return changed

    def relabel(self, annotation: Annotation, label: str) -> Annotation:
        """Give an annotation another label."""
        return self.change(annotation, f"relabel {label}", lambda a: replace(a, label=label))

    def set_note(self, annotation: Annotation, note: str) -> Annotation:
        """Give an annotation a note; an empty one takes it away."""
        return self.change(annotation, "note", lambda a: replace(a, note=note))

    def toggle_unsure(self, annotation: Annotation) -> Annotation:
        """Flag an annotation as unsure, or take the flag away."""
        return self.change(annotation, "unsure", lambda a: replace(a, unsure=not a.unsure))

    def move(self, annotation: Annotation, document: Document, span: Span) -> Annotation:
        """Give an annotation another span."""
        anchor = make_anchor(document.text, span, document.digest)
        return self.change(annotation, "move", lambda a: replace(a, anchor=anchor))

    def delete(self, annotation: Annotation) -> None:
        """Take an annotation away."""
        self.record(f"delete {annotation.label}", [Change(annotation, None)])

    def undo(self) -> Edit | None:
        """Take back the last edit, also one of an earlier session; None when there is none."""
        return self._settle(self.history.undo())

    def redo(self) -> Edit | None:
        """Do again what was taken back last; None when there is nothing."""
        return self._settle(self.history.redo())

    def _settle(self, edit: Edit | None) -> Edit | None:
        """Bring what is in memory to what the store now holds."""
        if edit is None:
            return None
        if self.store.version() != self._version:
            self._forget()
            return edit
        self.generation += 1
        if len(edit.changes) > MANY:
            self._all = self._refused = None
            for document in {_document_of(change) for change in edit.changes}:
                self._forget_document(document)
        for change in edit.changes:
            self._apply(change)
        return edit

    def _apply(self, change: Change) -> None:
        for value, sign in ((change.before, -1), (change.after, 1)):
            if value is None:
                continue
            if isinstance(value, Ruling):
                self._rulings = None
                continue
            if isinstance(value, Annotation):
                self._counts[value.document] = self._counts.get(value.document, 0) + sign
                _place(self._all, value, sign, _by_document)
            else:
                _place(self._refused, value, sign, _by_document)
            self._apply_here(value, sign)

    def _forget_document(self, document: str) -> None:
        """Have the marks of a document read and placed again when it is next looked at."""
        self._annotations.pop(document, None)
        self._rejections.pop(document, None)
        self._placements.pop(document, None)
        self._digests.pop(document, None)

    def _apply_here(self, value: Annotation | Rejection, sign: int) -> None:
        """Bring the marks of one document up to date."""
        document = value.document
        if sign > 0 and self._digests.get(document) != value.anchor.digest:
            # Made on another text: its place has to be found again when it is next looked at.
            self._forget_document(document)
        elif isinstance(value, Annotation):
            _place(self._annotations.get(document), value, sign, _by_place)
        else:
            _place(self._rejections.get(document), value, sign, _by_place)


def _document_of(change: Change) -> str:
    """The document of what is changed, empty for a ruling."""
    value = change.after or change.before
    return value.document if isinstance(value, Annotation | Rejection) else ""


def _by_place(mark: Annotation | Rejection) -> tuple[int, int, str]:
    return (mark.span.start, -mark.span.end, mark.id)


def _by_document(mark: Annotation | Rejection) -> tuple[str, int, int, str]:
    return (mark.document, *_by_place(mark))


def _place(marks: list[Mark] | None, mark: Mark, sign: int, key: Callable[[Mark], Any]) -> None:
    if marks is None:
        return
    kept = [m for m in marks if m.id != mark.id]
    if sign > 0:
        insort(kept, mark, key=key)
    marks[:] = kept

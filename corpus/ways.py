"""Where an entity is met on a walk: its mentions and the annotations linked to it, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.annotation import Annotation, Rejection
from corpus.document import Document
from corpus.errors import GlossatorError
from corpus.index.fold import squash
from corpus.span import Span

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.index.snapshot import Snapshot

__all__ = ["Marked", "Way"]

Mark = TypeVar("Mark", Annotation, Rejection)

OFFSET_BITS = 40
"""A place is a number: that of the document, then this many bits of offset."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A collection's annotations and rejections, as a walk and a search need them.

    Places are of the text as it is now; marks whose place is not known are left out.
    """

    noted: list[tuple[str, Annotation, int]] = field(default_factory=list)
    """Annotations with a note: what is searched, the annotation, its document's number."""
    linked: dict[str, dict[int, int]] = field(default_factory=dict)
    """By entity: place and end of every annotation linked to it; the longer of two."""
    rejected: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """By place: end and label of every rejection."""

    @classmethod
    def of(cls, corpus: Corpus) -> Marked:
        """What a corpus has now."""
        marked = cls()
        for number, annotation in _placed(corpus, corpus.marks.all(), corpus.marks.annotations):
            if annotation.note:
                line = squash(f"{annotation.anchor.quote} {annotation.note}")
                marked.noted.append((line, annotation, number))
            if annotation.entity:
                places = marked.linked.setdefault(annotation.entity, {})
                place = _key(number, annotation.span.start)
                places[place] = max(annotation.span.end, places.get(place, 0))
        for number, rejection in _placed(corpus, corpus.marks.rejected(), corpus.marks.rejections):
            place = _key(number, rejection.span.start)
            entry = (rejection.span.end, rejection.label)
            marked.rejected.setdefault(place, []).append(entry)
        return marked


def _placed(
    corpus: Corpus, marks: Sequence[Mark], look: Callable[[Document], Sequence[Mark]]
) -> list[tuple[int, Mark]]:
    """Marks with the numbers of their documents, where they stand in the text as it is now.

    ``look`` finds the marks of one document in its text, for documents that have changed.
    """
    placed: list[tuple[int, Mark]] = []
    changed: set[int] = set()
    for mark in marks:
        number = corpus.number_of(mark.document)
        if number is None:
            continue
        if corpus.records[number].digest in ("", mark.anchor.digest):
            placed.append((number, mark))
        else:
            changed.add(number)
    if changed:
        placed = [(number, mark) for number, mark in placed if number not in changed]
    for number in sorted(changed):
        try:
            placed += [(number, mark) for mark in look(corpus.document(number))]
        except GlossatorError:
            continue
    return placed


class Way:
    """The places of one entity in order of documents and offsets; each start once."""

    def __init__(self, keys: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        self._keys = keys
        self._ends = ends

    @classmethod
    def of(cls, entity: str, snapshot: Snapshot | None, marked: Marked) -> Way:
        """All mentions that no person rejected, and all annotations linked to the entity."""
        keys, ends = np.zeros(0, np.int64), np.zeros(0, np.int64)
        row = snapshot.entities.number_of(entity) if snapshot is not None else None
        if snapshot is not None and row is not None:
            index = snapshot.mentions
            rows = index.rows_of_entity(row)
            keys = (index.document[rows].astype(np.int64) << OFFSET_BITS) + index.start[rows]
            ends = index.end[rows].astype(np.int64)
            if marked.rejected:
                labels = [index.labels[n] for n in index.label[rows].tolist()]
                kept = _not_rejected(keys, ends, labels, marked)
                keys, ends = keys[kept], ends[kept]
        if linked := marked.linked.get(entity):
            # What a person marked comes first, so that its end counts where both begin together.
            keys = np.concatenate([np.fromiter(linked, np.int64, len(linked)), keys])
            ends = np.concatenate([np.fromiter(linked.values(), np.int64, len(linked)), ends])
        keys, first = np.unique(keys, return_index=True)
        return cls(keys, ends[first])

    def __len__(self) -> int:
        return len(self._keys)

    def place(self, at: int) -> tuple[int, Span]:
        """The number of the document and the span of one place."""
        key = int(self._keys[at])
        return key >> OFFSET_BITS, Span(key & ((1 << OFFSET_BITS) - 1), int(self._ends[at]))

    def after(self, document: int, offset: int) -> int:
        """Which place is the first that begins after an offset; ``len`` when none does."""
        here = _key(document, offset) if offset >= 0 else _key(document, 0) - 1
        return int(np.searchsorted(self._keys, here, "right"))

    def before(self, document: int, offset: int) -> int:
        """Which place is the last that begins before an offset; -1 when none does."""
        return int(np.searchsorted(self._keys, _key(document, offset), "left")) - 1

    def documents(self) -> list[tuple[int, int]]:
        """The numbers of the documents on the way, each with how many places it has."""
        numbers, counts = np.unique(self._keys >> OFFSET_BITS, return_counts=True)
        return list(zip(numbers.tolist(), counts.tolist(), strict=True))


def _not_rejected(
    keys: NDArray[np.int64], ends: NDArray[np.int64], labels: list[str], marked: Marked
) -> NDArray[np.bool_]:
    kept = np.ones(len(keys), bool)
    refused = np.fromiter(marked.rejected, np.int64, len(marked.rejected))
    for at in np.flatnonzero(np.isin(keys, refused)).tolist():
        kept[at] = (int(ends[at]), labels[at]) not in marked.rejected[int(keys[at])]
    return kept


def _key(number: int, offset: int) -> int:
    return (number << OFFSET_BITS) + max(0, offset)

"""A person's marks laid over the mentions the machine found: which rows become whose.

Worked out document by document and kept, so that one more mark costs one document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from corpus.annotation import UNLINKED, Annotation, Rejection
from corpus.applied import Added, Applied
from corpus.marked import Marked

__all__ = ["Overlay", "OwnRow"]


class OwnRow(NamedTuple):
    """A mention that only a person marked. ``quote`` is its text on one line."""

    document: int
    start: int
    end: int
    label: str
    entity: int
    quote: str


Marks = tuple[Annotation | Rejection, ...]


@dataclass(slots=True)
class _Laid:
    """What the marks of one document come to: whose its rows are now, and rows of their own."""

    given: dict[int, int] = field(default_factory=dict)
    own: list[OwnRow] = field(default_factory=list)


class Overlay:
    """Marks over mentions.

    An annotation decides the mention of the same span; where the machine has none there, those
    that cross it or overlap it with its label (``corpus.annotation.decided``). A rejection takes
    the mention of the same span and label from its entity, unless that is marked all the same.
    """

    def __init__(self, applied: Applied) -> None:
        self._applied = applied
        self._index = applied.snapshot.mentions
        self._kept: dict[int, tuple[Marks, _Laid]] = {}
        self._targets: dict[tuple[str, str, str], int] = {}

    def lay(self, marked: Marked) -> tuple[dict[int, int], list[OwnRow]]:
        """The entities of the rows that marks decide, and a person's own rows in order."""
        marks: dict[int, list[Annotation | Rejection]] = {}
        # Rejections first: what was marked in spite of one stands.
        for number, rejection in marked.rejections:
            marks.setdefault(number, []).append(rejection)
        for number, annotation in marked.annotations:
            marks.setdefault(number, []).append(annotation)
        given: dict[int, int] = {}
        own: list[OwnRow] = []
        for number in sorted(marks):
            laid = self._document(number, tuple(marks[number]))
            given |= laid.given
            own += laid.own
        return given, own

    def _document(self, number: int, marks: Marks) -> _Laid:
        kept = self._kept.get(number)
        if kept is None or kept[0] != marks:
            kept = self._kept[number] = marks, self._laid(number, marks)
        return kept[1]

    def _laid(self, number: int, marks: Marks) -> _Laid:
        laid = _Laid()
        exact: dict[int, int] = {}
        own: dict[tuple[int, int, int], OwnRow] = {}
        rows = self._index.rows_of_document(number)
        starts = np.asarray(self._index.start[rows.start : rows.stop])
        ends = np.asarray(self._index.end[rows.start : rows.stop])
        for mark in marks:
            start, end = mark.anchor.span.start, mark.anchor.span.end
            before = int(np.searchsorted(starts, end, "left"))
            near = rows.start + np.flatnonzero(ends[:before] > start)
            same = [row for row in near.tolist() if self._span(row) == (start, end)]
            if isinstance(mark, Rejection):
                laid.given.update((row, -1) for row in same if mark.label in self._labels(row))
            elif same:
                exact[same[0]] = self._decided(same[0], mark)
            else:
                self._displace(laid, near.tolist(), mark)
                if (row := self._own_row(number, mark)) is not None:
                    own.setdefault((row.start, row.end, row.entity), row)
        laid.given |= exact  # what is marked itself is displaced by no other mark
        laid.own = sorted(own.values(), key=lambda one: (one.start, -one.end))
        return laid

    def _span(self, row: int) -> tuple[int, int]:
        return int(self._index.start[row]), int(self._index.end[row])

    def _labels(self, row: int) -> tuple[str, str]:
        """The label the machine found, and that of the entity where a person gave one."""
        found = self._index.labels[int(self._index.label[row])]
        return found, self._applied.labels.get(int(self._applied.entity[row]), found)

    def _decided(self, row: int, annotation: Annotation) -> int:
        """The entity of a row that is annotated."""
        if annotation.entity:
            return self._target(annotation)
        same = annotation.label in self._labels(row)
        return int(self._applied.entity[row]) if same else -1

    def _displace(self, laid: _Laid, near: Iterable[int], annotation: Annotation) -> None:
        span = annotation.anchor.span
        for row in near:
            start, end = self._span(row)
            crosses = start < span.start < end < span.end or span.start < start < span.end < end
            if crosses or annotation.label in self._labels(row):
                laid.given[row] = -1

    def _own_row(self, number: int, annotation: Annotation) -> OwnRow | None:
        """The mention that only an annotation tells of, when it is linked to an entity."""
        target = self._target(annotation) if annotation.entity else -1
        if target < 0:
            return None
        span, quote = annotation.anchor.span, " ".join(annotation.anchor.quote.split())
        return OwnRow(number, span.start, span.end, annotation.label, target, quote)

    def _target(self, annotation: Annotation) -> int:
        """The entity an annotation names; -1 when it was taken from all."""
        if annotation.entity == UNLINKED:
            return -1
        asked = (annotation.entity, annotation.anchor.quote, annotation.label)
        if asked not in self._targets:
            entity, quote, label = asked
            number = self._applied.resolve(entity, quote)
            if number is None:
                number = self._applied.add(Added(entity, " ".join(quote.split()), label))
            self._targets[asked] = number
        return self._targets[asked]

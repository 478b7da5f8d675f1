"""A person's marks laid over the mentions the machine found: which rows become whose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.annotation import UNLINKED, Annotation, Rejection
from corpus.applied import Added, Applied
from corpus.index.mentions import place_keys

__all__ = ["Overlay", "OwnRow"]

NESTED = 4
"""How many mentions that begin at one place are looked at for the one that was marked."""


class OwnRow(NamedTuple):
    """A mention that only a person marked. ``quote`` is its text on one line."""

    document: int
    start: int
    end: int
    label: str
    entity: int
    quote: str


class Overlay:
    """The entity of each of the machine's rows after all marks, and a person's own rows.

    An annotation decides the mention of the same span, and those that cross it or overlap it with
    its label (``corpus.annotation.decided``); a rejection that of the same span and label.
    """

    def __init__(self, applied: Applied) -> None:
        self._applied = applied
        self._index = applied.snapshot.mentions
        self.entity = applied.entity
        """int32 by row of the machine; -1 for none."""
        self.own: list[OwnRow] = []
        """By document, start, the longer first."""
        self.touched: set[int] = set()
        """The entities that have won or lost mentions."""
        self._targets: dict[tuple[str, str, str], int | None] = {}

    def lay(
        self,
        annotations: Sequence[tuple[int, Annotation]],
        rejections: Sequence[tuple[int, Rejection]],
    ) -> None:
        """Lay all marks over the mentions, each with the number of its document."""
        if not annotations and not rejections:
            return
        self.entity = self.entity.copy()
        keys = place_keys(self._index.document, self._index.start)
        for (_, rejection), row in zip(rejections, self._rows(keys, rejections), strict=True):
            if row >= 0 and rejection.label in (self._machine_label(row), self._label(row)):
                self._give(row, -1)
        # After the rejections: what was marked in spite of one stands.
        rows = self._rows(keys, annotations)
        for (number, annotation), row in zip(annotations, rows, strict=True):
            if row >= 0:
                self._decide(row, annotation)
            else:
                self._add(number, annotation)
        self.own.sort(key=lambda own: (own.document, own.start, -own.end))

    def _rows(
        self, keys: NDArray[np.int64], marks: Sequence[tuple[int, Annotation | Rejection]]
    ) -> list[int]:
        """For each mark the row of the same span, -1 where there is none."""
        count = len(marks)
        documents = np.fromiter((number for number, _ in marks), np.int64, count)
        starts = np.fromiter((mark.anchor.span.start for _, mark in marks), np.int64, count)
        ends = np.fromiter((mark.anchor.span.end for _, mark in marks), np.int64, count)
        wanted = place_keys(documents, starts)
        first = np.searchsorted(keys, wanted, "left")
        rows = np.full(count, -1, np.int64)
        for further in range(NESTED):
            at = first + further
            inside = np.minimum(at, max(0, len(keys) - 1))
            if not len(keys):
                break
            same = (at < len(keys)) & (keys[inside] == wanted) & (self._index.end[inside] == ends)
            rows = np.where(same & (rows < 0), at, rows)
        return rows.tolist()

    def _machine_label(self, row: int) -> str:
        return self._index.labels[int(self._index.label[row])]

    def _label(self, row: int) -> str:
        """The label a mention is shown with: that of its entity where a person gave one."""
        given = self._applied.labels.get(int(self._applied.entity[row]))
        return given or self._machine_label(row)

    def _give(self, row: int, entity: int) -> None:
        before = int(self.entity[row])
        if before != entity:
            self.entity[row] = entity
            self.touched |= {before, entity} - {-1}

    def _decide(self, row: int, annotation: Annotation) -> None:
        target = self._target(annotation)
        if target is None:
            same = annotation.label in (self._label(row), self._machine_label(row))
            target = int(self._applied.entity[row]) if same else -1
        self._give(row, target)

    def _add(self, number: int, annotation: Annotation) -> None:
        """A mark where the machine found nothing, or something else that it decides."""
        span, index = annotation.span, self._index
        rows = index.rows_of_document(number)
        last = rows.start + int(
            np.searchsorted(index.start[rows.start : rows.stop], span.end, "left")
        )
        near = np.arange(rows.start, last)
        for row in near[index.end[rows.start : last] > span.start].tolist():
            start, end = int(index.start[row]), int(index.end[row])
            crosses = (start < span.start < end < span.end) or (span.start < start < span.end < end)
            if crosses or self._label(row) == annotation.label:
                self._give(row, -1)
        target = self._target(annotation)
        if target is not None and target >= 0:
            quote = " ".join(annotation.anchor.quote.split())
            self.own.append(OwnRow(number, span.start, span.end, annotation.label, target, quote))
            self.touched.add(target)

    def _target(self, annotation: Annotation) -> int | None:
        """The entity an annotation names: None when it names none, -1 when it was taken away."""
        if not annotation.entity:
            return None
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

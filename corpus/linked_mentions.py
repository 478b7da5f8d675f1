"""The mentions of one document with the entities they are of, as a person's rulings left them."""

from __future__ import annotations

from array import array
from collections import Counter

import numpy as np

from corpus.applied import Applied
from corpus.entity import Mention
from corpus.mentions import MentionColumns

__all__ = ["LinkedMentions"]


class LinkedMentions(MentionColumns):
    """The mentions of one document; ``text`` is the document's.

    Those of what a person said is no entity are left out. Columns are taken out of the
    snapshot's files: these may be another's to remove while a page is drawn.
    """

    __slots__ = ("_applied", "_entity", "_ids", "_label", "_labels", "_score", "_source", "_text")

    def __init__(self, applied: Applied, number: int, text: str) -> None:
        index = applied.snapshot.mentions
        rows = index.rows_of_document(number)
        part = np.arange(rows.start, rows.stop)
        if applied.nothing:
            machine = index.entity[rows.start : rows.stop]
            part = part[(applied.entity[rows.start : rows.stop] >= 0) | (machine < 0)]
        self._applied, self._text = applied, text
        self._labels = [*index.labels]
        self._label = np.array(index.label[part], np.uint16)
        self._source = np.array(index.source[part], np.uint16)
        self._score = np.array(index.score[part])
        self._entity = np.array(applied.entity[part])
        self._relabel()
        self._ids: dict[int, str] = {-1: ""}
        super().__init__(_column(index.start[part]), _column(index.end[part]))

    def _relabel(self) -> None:
        """Give mentions the label that a person gave their entity."""
        for entity, label in self._applied.labels.items():
            mine = self._entity == entity
            if mine.any():
                if label not in self._labels:
                    self._labels.append(label)
                self._label[mine] = self._labels.index(label)

    def _id(self, number: int) -> str:
        known = self._ids.get(number)
        if known is None:
            known = self._ids[number] = self._applied.id_of(number)
        return known

    def mention(self, index: int) -> Mention:
        """See ``Mentions``."""
        start, end = self.ranges.starts[index], self.ranges.ends[index]
        return Mention(
            start,
            end,
            self._text[start:end],
            self.label(index),
            self._applied.snapshot.mentions.sources[int(self._source[index])],
            float(self._score[index]),
            self._id(int(self._entity[index])),
        )

    def label(self, index: int) -> str:
        """See ``MentionColumns``."""
        return self._labels[int(self._label[index])]

    def labels(self) -> Counter[str]:
        """See ``Mentions``."""
        counts = np.bincount(self._label, minlength=len(self._labels)).tolist()
        return +Counter(dict(zip(self._labels, counts, strict=True)))


def _column(values: np.ndarray) -> array[int]:
    """Numbers as an array of Python's, which is halved and sliced faster than NumPy's."""
    column = array("i")
    column.frombytes(np.ascontiguousarray(values, np.int32).tobytes())
    return column

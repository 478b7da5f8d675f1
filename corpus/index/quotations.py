"""Who said what, over a whole collection: quotations in columns."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from corpus.index.mentions import place_keys
from corpus.quotations.value import Quotation

__all__ = ["QuotationIndex", "from_bytes", "to_bytes"]

_COLUMNS = ("document", "start", "end", "speaker_start", "speaker_end")
_HEAD = struct.Struct("<4sI")
_MARK = b"quo1"
_WIDTH = 5

Row = tuple[int, int, int, int]
"""Start and end of a quotation, start and end of the speaker's mention, -1 for none."""


class QuotationIndex:
    """All quotations of a collection, sorted by document and start.

    The columns are int32 arrays, memory-mapped when loaded. ``document`` is a number, the others
    are code points; ``speaker_start`` and ``speaker_end`` are -1 where the text does not tell.
    """

    def __init__(self, columns: dict[str, NDArray[np.int32]]) -> None:
        """Take sorted columns; ``build`` sorts."""
        self.document = columns["document"]
        self.start = columns["start"]
        self.end = columns["end"]
        self.speaker_start = columns["speaker_start"]
        self.speaker_end = columns["speaker_end"]

    @classmethod
    def build(cls, quotations: Sequence[Sequence[Row] | None]) -> QuotationIndex:
        """Index the quotations of documents 0, 1, …; None where they are not known."""
        counts = [len(one or ()) for one in quotations]
        rows = np.array([row for one in quotations for row in one or ()], np.int32).reshape(-1, 4)
        document = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        order = np.lexsort((rows[:, 0], document))
        columns = {"document": document[order]}
        for number, name in enumerate(_COLUMNS[1:]):
            columns[name] = np.ascontiguousarray(rows[order, number])
        return cls(columns)

    def __len__(self) -> int:
        return len(self.document)

    def rows_in(self, document: int) -> range:
        """The rows of a document's quotations, in text order."""
        first, last = np.searchsorted(self.document, (document, document + 1))
        return range(int(first), int(last))

    def rows_by(self, documents: ArrayLike, starts: ArrayLike) -> NDArray[np.int64]:
        """The rows whose speaker's mention begins at one of these places, in order.

        ``documents`` and ``starts`` are as long as each other: the columns of an entity's mentions.
        """
        wanted = place_keys(np.asarray(documents, np.int64), np.asarray(starts, np.int64))
        told = np.flatnonzero(self.speaker_start >= 0)
        there = place_keys(self.document[told], self.speaker_start[told])
        return told[np.isin(there, wanted)]

    def save(self, folder: Path) -> None:
        """Write the index into a folder that exists."""
        table = np.stack([getattr(self, name) for name in _COLUMNS])
        np.save(folder / "quotations.npy", table)

    @classmethod
    def load(cls, folder: Path) -> QuotationIndex:
        """Open what ``save`` wrote. Raises OSError or ValueError when it is damaged."""
        path = folder / "quotations.npy"
        try:
            table = np.load(path, mmap_mode="r")
        except EOFError as error:
            raise ValueError(f"the quotations in {path} are damaged") from error
        if table.dtype != np.int32 or table.ndim != 2 or len(table) != _WIDTH:
            raise ValueError(f"the quotations in {path} are damaged")
        return cls(dict(zip(_COLUMNS, table, strict=True)))


def to_bytes(quotations: Sequence[Quotation]) -> bytes:
    """The quotations of a document, for a file that this machine will read again."""
    rows = [(one.start, one.end, one.speaker, *one.cue) for one in quotations]
    table = np.array(rows, "<i4").reshape(-1, _WIDTH)
    return _HEAD.pack(_MARK, len(rows)) + table.tobytes()


def from_bytes(data: bytes) -> list[Quotation]:
    """What ``to_bytes`` gave. Raises ValueError when it is damaged."""
    if len(data) < _HEAD.size:
        raise ValueError("the quotations are cut off")
    mark, count = _HEAD.unpack_from(data)
    if mark != _MARK or len(data) != _HEAD.size + 4 * _WIDTH * count:
        raise ValueError("the quotations are damaged")
    table = np.frombuffer(data, "<i4", offset=_HEAD.size).reshape(-1, _WIDTH)
    if count and (
        (table[:, 0] < 0).any() or (table[:, 1] <= table[:, 0]).any() or (table[:, 2] < -1).any()
    ):
        raise ValueError("the quotations are damaged")
    return [
        Quotation(start, end, speaker, (low, high))
        for start, end, speaker, low, high in table.tolist()
    ]

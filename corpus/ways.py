"""Where an entity is met on a walk: its mentions and the annotations linked to it, in order."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from corpus.index.mentions import OFFSET_BITS, place_key, place_keys
from corpus.ruled import Ruled
from corpus.span import Span

__all__ = ["Way"]


class Way:
    """The places of one entity in order of documents and offsets; each start once."""

    def __init__(self, keys: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        self._keys = keys
        self._ends = ends

    @classmethod
    def of(cls, entity: str, ruled: Ruled) -> Way:
        """All its mentions, as a person left them."""
        number = ruled.number_of(entity)
        rows = ruled.rows_of(number) if number is not None else np.zeros(0, np.int32)
        keys = place_keys(ruled.document[rows], ruled.start[rows])
        first = np.ones(len(keys), bool)  # of those that begin together, the first is the longest
        first[1:] = keys[1:] != keys[:-1]
        return cls(keys[first], ruled.end[rows[first]].astype(np.int64))

    def __len__(self) -> int:
        return len(self._keys)

    def place(self, at: int) -> tuple[int, Span]:
        """The number of the document and the span of one place."""
        key = int(self._keys[at])
        return key >> OFFSET_BITS, Span(key & ((1 << OFFSET_BITS) - 1), int(self._ends[at]))

    def after(self, document: int, offset: int) -> int:
        """Which place is the first that begins after an offset; ``len`` when none does."""
        here = place_key(document, offset) if offset >= 0 else place_key(document, 0) - 1
        return int(np.searchsorted(self._keys, here, "right"))

    def before(self, document: int, offset: int) -> int:
        """Which place is the last that begins before an offset; -1 when none does."""
        return int(np.searchsorted(self._keys, place_key(document, offset), "left")) - 1

    def spans_in(self, document: int) -> tuple[array[int], array[int]]:
        """Starts and ends of its places in one document."""
        bounds = (place_key(document, 0), place_key(document + 1, 0))
        first, last = np.searchsorted(self._keys, bounds).tolist()
        starts = self._keys[first:last] & ((1 << OFFSET_BITS) - 1)
        return array("i", starts.tolist()), array("i", self._ends[first:last].tolist())

"""The entities of a collection as columns on disk: opened at once, made into values when asked."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import numpy as np

from corpus.entity import Entity

__all__ = ["EntityTable"]

_DECODER = json.JSONDecoder()


class EntityTable(Sequence[Entity]):
    """Entities sorted by id; an entity is decoded only when it is looked at.

    A row is one JSON array in ``rows``; ``offsets`` has one more entry than there are rows. The
    labels and counts stand in arrays of their own, since lists are sorted and filtered by them.
    """

    def __init__(
        self, rows: bytes | memoryview, offsets: np.ndarray, counts: np.ndarray, labels: list[str]
    ) -> None:
        self._rows = memoryview(rows)
        self._offsets = offsets
        self.counts = counts
        """int32 (n, 3): mentions, documents, number of the label in ``labels``."""
        self.labels = labels

    @classmethod
    def build(cls, entities: Sequence[Entity]) -> tuple[EntityTable, np.ndarray]:
        """The table, and for each entity as given its row (int32)."""
        order = sorted(range(len(entities)), key=lambda i: entities[i].id)
        labels = sorted({entity.label for entity in entities})
        number = {label: i for i, label in enumerate(labels)}
        rows, offsets = bytearray(), np.zeros(len(order) + 1, np.int64)
        counts = np.zeros((len(order), 3), np.int32)
        moved = np.zeros(len(order), np.int32)
        for row, i in enumerate(order):
            entity = entities[i]
            moved[i] = row
            counts[row] = entity.mentions, entity.documents, number[entity.label]
            value = [entity.id, entity.name, entity.label, entity.aliases]
            rows += json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            offsets[row + 1] = len(rows)
        return cls(bytes(rows), offsets, counts, labels), moved

    def save(self, folder: Path) -> None:
        """Write the table into a folder."""
        (folder / "entities.json").write_bytes(self._rows)
        (folder / "entity-labels.json").write_text(json.dumps(self.labels), encoding="utf-8")
        np.save(folder / "entity-offsets.npy", self._offsets)
        np.save(folder / "entity-counts.npy", self.counts)

    @classmethod
    def load(cls, folder: Path) -> EntityTable:
        """Open a table that was saved. Raises OSError or ValueError when it is damaged."""
        offsets = np.load(folder / "entity-offsets.npy")
        counts = np.load(folder / "entity-counts.npy")
        rows = (folder / "entities.json").read_bytes()
        labels = json.loads((folder / "entity-labels.json").read_text(encoding="utf-8"))
        if len(rows) != int(offsets[-1]) or len(counts) + 1 != len(offsets):
            raise ValueError("the entity table is damaged")
        return cls(rows, offsets, counts, labels)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, index: int) -> Entity: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entity]: ...
    def __getitem__(self, index: int | slice) -> Entity | list[Entity]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        row = bytes(self._rows[int(self._offsets[index]) : int(self._offsets[index + 1])])
        id_, name, label, aliases = json.loads(row)
        mentions, documents = (int(n) for n in self.counts[index][:2])
        return Entity(id_, name, label, tuple((a, n) for a, n in aliases), mentions, documents)

    def __iter__(self) -> Iterator[Entity]:
        return (self[i] for i in range(len(self)))

    def number_of(self, entity: str) -> int | None:
        """The row of the entity with this id, or None."""
        row = bisect_left(range(len(self)), entity, key=self._id)
        return row if row < len(self) and self._id(row) == entity else None

    def _id(self, index: int) -> str:
        """The id alone, which stands first in its row."""
        row = str(self._rows[int(self._offsets[index]) : int(self._offsets[index + 1])], "utf-8")
        found: str = _DECODER.raw_decode(row, 1)[0]
        return found

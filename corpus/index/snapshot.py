"""What a collection's mentions come to: entities, and where to find them by name and by place."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.entity import Mention
from corpus.index.entities import EntityTable
from corpus.index.mentions import MentionIndex
from corpus.index.names import NameIndex
from corpus.mentions import FoundMentions, MentionColumns, in_columns

__all__ = ["LinkedMentions", "Snapshot"]


class Snapshot:
    """All entities and mentions known at one moment, ready to be searched and walked."""

    def __init__(
        self,
        mentions: MentionIndex,
        entities: EntityTable,
        aliases: NameIndex,
        alias_entities: np.ndarray,
        titles: NameIndex,
    ) -> None:
        self.mentions = mentions
        self.entities = entities
        self.aliases = aliases
        """Every surface form of every entity."""
        self.alias_entities = alias_entities
        """int32, ascending: for each alias, the row of its entity."""
        self.titles = titles
        """The title of each document, by number."""

    def alias(self, index: int) -> tuple[int, str]:
        """The row of the entity that an alias of the index belongs to, and the alias itself."""
        row = int(self.alias_entities[index])
        first = int(np.searchsorted(self.alias_entities, row))
        entity = self.entities[row]
        names = [name for name, _ in entity.aliases] or [entity.name]
        return row, names[index - first]

    def mentions_in(self, number: int, text: str) -> LinkedMentions:
        """The mentions of a document with the ids of their entities; ``text`` is its text."""
        return LinkedMentions(self, number, text)

    @classmethod
    def build(
        cls,
        documents: Sequence[str],
        titles: Sequence[str],
        mentions: Sequence[Sequence[Mention] | None],
        dates: Sequence[str] | None = None,
    ) -> Snapshot:
        """Link mentions and index what comes of it.

        All are by document number; ``mentions`` are None where they are not known yet, ``dates``
        (ISO) empty.
        """
        from corpus.linking import DocumentMentions, link

        found = [None if one is None else in_columns(one) for one in mentions]
        none = FoundMentions.of(())
        given = [
            DocumentMentions(document, one or none, date)
            for document, one, date in zip(
                documents, found, dates or [""] * len(documents), strict=True
            )
        ]
        linking = link(given)
        table, rows = EntityTable.build(linking.entities)
        names: list[str] = []
        owners: list[int] = []
        forms: dict[tuple[int, str], int] = {}
        order = np.argsort(rows, kind="stable").tolist()
        for row, entity in enumerate(map(linking.entities.__getitem__, order)):
            for alias, _ in entity.aliases or ((entity.name, 1),):
                forms[row, alias] = len(names)
                names.append(alias)
                owners.append(row)
        assigned = [rows[np.asarray(one, np.int32)] for one in linking.assignments]
        return cls(
            MentionIndex.build(found, assigned, forms),
            table,
            NameIndex(names),
            np.array(owners, np.int32),
            NameIndex(titles),
        )

    def save(self, folder: Path) -> None:
        """Write everything into a folder that exists."""
        for name in ("mentions", "aliases", "titles"):
            (folder / name).mkdir(exist_ok=True)
        self.mentions.save(folder / "mentions")
        self.entities.save(folder)
        self.aliases.save(folder / "aliases")
        np.save(folder / "alias-entities.npy", self.alias_entities)
        self.titles.save(folder / "titles")

    @classmethod
    def load(cls, folder: Path) -> Snapshot:
        """Open what was saved. Raises OSError or ValueError when it is damaged."""
        return cls(
            MentionIndex.load(folder / "mentions"),
            EntityTable.load(folder),
            NameIndex.load(folder / "aliases"),
            np.load(folder / "alias-entities.npy", mmap_mode="r"),
            NameIndex.load(folder / "titles"),
        )


class LinkedMentions(MentionColumns):
    """The mentions of one document of a snapshot; ``text`` is the document's.

    Columns are taken out of the snapshot's files: these may be another's to remove while a page
    is drawn.
    """

    __slots__ = ("_entity", "_ids", "_label", "_score", "_snapshot", "_source", "_text")

    def __init__(self, snapshot: Snapshot, number: int, text: str) -> None:
        index = snapshot.mentions
        rows = index.rows_of_document(number)
        part = slice(rows.start, rows.stop)
        self._snapshot, self._text = snapshot, text
        self._label = np.array(index.label[part], np.uint16)
        self._source = np.array(index.source[part], np.uint16)
        self._score = np.array(index.score[part])
        self._entity = np.array(index.entity[part])
        self._ids: dict[int, str] = {-1: ""}
        super().__init__(_column(index.start[part]), _column(index.end[part]))

    def _id(self, row: int) -> str:
        known = self._ids.get(row)
        if known is None:
            known = self._ids[row] = self._snapshot.entities[row].id
        return known

    def mention(self, index: int) -> Mention:
        """See ``Mentions``."""
        start, end = self.ranges.starts[index], self.ranges.ends[index]
        return Mention(
            start,
            end,
            self._text[start:end],
            self.label(index),
            self._snapshot.mentions.sources[int(self._source[index])],
            float(self._score[index]),
            self._id(int(self._entity[index])),
        )

    def label(self, index: int) -> str:
        """See ``MentionColumns``."""
        return self._snapshot.mentions.labels[int(self._label[index])]

    def labels(self) -> Counter[str]:
        """See ``Mentions``."""
        names = self._snapshot.mentions.labels
        counts = np.bincount(self._label, minlength=len(names)).tolist()
        return +Counter(dict(zip(names, counts, strict=True)))

    def spans_of(self, entity: str) -> tuple[array[int], array[int]]:
        """See ``MentionColumns``."""
        row = self._snapshot.entities.number_of(entity)
        here = np.flatnonzero(self._entity == row).tolist() if row is not None else []
        starts, ends = self.ranges.starts, self.ranges.ends
        return array("i", [starts[at] for at in here]), array("i", [ends[at] for at in here])


def _column(values: np.ndarray) -> array[int]:
    """Numbers as an array of Python's, which is halved and sliced faster than NumPy's."""
    column = array("i")
    column.frombytes(np.ascontiguousarray(values, np.int32).tobytes())
    return column

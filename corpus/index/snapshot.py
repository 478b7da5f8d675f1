"""What a collection's mentions come to: entities, and where to find them by name and by place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.entity import Mention
from corpus.index.entities import EntityTable
from corpus.index.mentions import MentionIndex
from corpus.index.names import NameIndex

__all__ = ["Snapshot"]


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

    def mentions_in(self, number: int, text: str) -> list[Mention]:
        """The mentions of a document with the ids of their entities; ``text`` is its text."""
        index = self.mentions
        rows = index.rows_of_document(number)
        part = slice(rows.start, rows.stop)
        entities = index.entity[part].tolist()
        ids = {row: self.entities[row].id for row in set(entities) if row >= 0}
        return [
            Mention(
                start,
                end,
                text[start:end],
                index.labels[label],
                index.sources[source],
                score,
                ids.get(entity, ""),
            )
            for start, end, label, source, score, entity in zip(
                index.start[part].tolist(),
                index.end[part].tolist(),
                index.label[part].tolist(),
                index.source[part].tolist(),
                index.score[part].tolist(),
                entities,
                strict=True,
            )
        ]

    @classmethod
    def build(
        cls,
        documents: Sequence[str],
        titles: Sequence[str],
        mentions: Sequence[Sequence[Mention] | None],
    ) -> Snapshot:
        """Link mentions and index what comes of it.

        ``mentions`` are by document number, None where they are not known yet.
        """
        from corpus.linking import DocumentMentions, link

        given = [
            DocumentMentions(document, tuple(found or ()))
            for document, found in zip(documents, mentions, strict=True)
        ]
        linking = link(given)
        table, rows = EntityTable.build(linking.entities)
        assigned = [rows[np.asarray(a, dtype=np.int64)] for a in linking.assignments]
        names: list[str] = []
        owners: list[int] = []
        for row, entity in enumerate(table):
            for alias, _ in entity.aliases or ((entity.name, 1),):
                names.append(alias)
                owners.append(row)
        return cls(
            MentionIndex.build(mentions, assigned),
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

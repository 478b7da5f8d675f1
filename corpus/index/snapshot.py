"""What a collection's mentions come to: entities, and where to find them by name and by place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.entity import Mention
from corpus.index.entities import EntityTable
from corpus.index.mentions import MentionIndex
from corpus.index.names import NameIndex
from corpus.index.quotations import QuotationIndex, Row
from corpus.mentions import FoundMentions, in_columns

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
        *,
        quotations: QuotationIndex | None = None,
    ) -> None:
        self.mentions = mentions
        self.entities = entities
        self.aliases = aliases
        """Every surface form of every entity."""
        self.alias_entities = alias_entities
        """int32, ascending: for each alias, the row of its entity."""
        self.titles = titles
        """The title of each document, by number."""
        self.quotations = quotations or QuotationIndex.build(())
        """What is quoted, with the places of the speakers' mentions."""

    def alias(self, index: int) -> tuple[int, str]:
        """The row of the entity that an alias of the index belongs to, and the alias itself."""
        row = int(self.alias_entities[index])
        first = int(np.searchsorted(self.alias_entities, row))
        entity = self.entities[row]
        names = [name for name, _ in entity.aliases] or [entity.name]
        return row, names[index - first]

    @classmethod
    def build(
        cls,
        documents: Sequence[str],
        titles: Sequence[str],
        mentions: Sequence[Sequence[Mention] | None],
        dates: Sequence[str] | None = None,
        quotations: Sequence[Sequence[Row] | None] = (),
    ) -> Snapshot:
        """Link mentions and index what comes of it.

        All are by document number; ``mentions`` and ``quotations`` are None where they are not
        known yet, ``dates`` (ISO) empty.
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
            quotations=QuotationIndex.build(quotations),
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
        self.quotations.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Snapshot:
        """Open what was saved. Raises OSError or ValueError when it is damaged."""
        return cls(
            MentionIndex.load(folder / "mentions"),
            EntityTable.load(folder),
            NameIndex.load(folder / "aliases"),
            np.load(folder / "alias-entities.npy", mmap_mode="r"),
            NameIndex.load(folder / "titles"),
            quotations=QuotationIndex.load(folder),
        )

"""Where entities are mentioned, over a whole collection: arrays that are searched by halving."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.entity import Mention
from corpus.mentions import FoundMentions, in_columns

__all__ = ["OFFSET_BITS", "MentionIndex", "Place", "place_key", "place_keys"]

OFFSET_BITS = 40
"""A place as one number: that of the document, then this many bits of offset."""

_COLUMNS = ("document", "start", "end", "label", "entity", "source", "form")


def place_key(document: int, offset: int) -> int:
    """A place in a collection as one number, in reading order."""
    return (document << OFFSET_BITS) + max(0, offset)


def place_keys(documents: NDArray[np.integer], starts: NDArray[np.integer]) -> NDArray[np.int64]:
    """Places as numbers, int64."""
    return (documents.astype(np.int64) << OFFSET_BITS) + starts


@dataclass(frozen=True, slots=True)
class Place:
    """One mention: where, and the number of its entity. ``row`` is its position in the index."""

    row: int
    document: int
    start: int
    end: int
    label: str
    entity: int
    source: str
    score: float


class MentionIndex:
    """All mentions of a collection by document and by entity.

    Documents and entities are numbers; rows are sorted by document, start, longer first. The
    columns are NumPy arrays, int32 (``score`` float32), memory-mapped when loaded. A mention
    without an entity has the number -1.
    """

    def __init__(
        self,
        columns: dict[str, NDArray[np.int32]],
        score: NDArray[np.float32],
        labels: Sequence[str],
        sources: Sequence[str],
        known: NDArray[np.bool_],
        *,
        by_entity: tuple[NDArray[np.int32], NDArray[np.int64]] | None = None,
    ) -> None:
        """Take sorted columns; ``build`` and ``from_arrays`` sort. ``known`` is by document.

        ``by_entity`` is the rows ordered by entity and where each entity begins among them, when
        that has been worked out before.
        """
        self.document = columns["document"]
        self.start = columns["start"]
        self.end = columns["end"]
        self.label = columns["label"]
        self.entity = columns["entity"]
        self.source = columns["source"]
        self.form = columns["form"]
        """The number of each mention's spelling among all spellings of the collection."""
        self.score = score
        self.labels = tuple(labels)
        self.sources = tuple(sources)
        self.known = known
        self._first = np.searchsorted(self.document, np.arange(len(known) + 1))
        if by_entity is None:
            entities = int(self.entity.max(initial=-1)) + 1
            # Stable, so an entity's rows stay in reading order.
            order = np.argsort(self.entity, kind="stable").astype(np.int32)
            bounds = np.searchsorted(self.entity, np.arange(entities + 1), sorter=order)
            by_entity = order, bounds
        self._order, self._bounds = by_entity

    @classmethod
    def build(
        cls,
        mentions: Sequence[Sequence[Mention] | None],
        entities: Sequence[NDArray[np.int32] | Sequence[int]],
        forms: Mapping[tuple[int, str], int] | None = None,
    ) -> MentionIndex:
        """Index the mentions of documents 0, 1, … with the number of each one's entity.

        None for a document whose mentions are not known yet. ``forms`` numbers the spellings
        (white space made single blanks) of each entity; without it every form is -1.
        """
        known_forms = forms or {}
        labels: dict[str, int] = {}
        sources: dict[str, int] = {}
        columns: dict[str, list[NDArray[np.int32]]] = {name: [] for name in _COLUMNS}
        scores: list[NDArray[np.float32]] = []
        for document, (one, numbers) in enumerate(zip(mentions, entities, strict=True)):
            if not one:
                continue
            found = in_columns(one)
            kinds = np.asarray(found.numbers, np.int32)
            of_entity = np.asarray(numbers, np.int32)
            columns["document"].append(np.full(len(found), document, np.int32))
            columns["start"].append(np.asarray(found.ranges.starts, np.int32))
            columns["end"].append(np.asarray(found.ranges.ends, np.int32))
            columns["entity"].append(of_entity)
            label = [labels.setdefault(form[1], len(labels)) for form in found.forms]
            source = [sources.setdefault(form[2], len(sources)) for form in found.forms]
            columns["label"].append(np.array(label, np.int32)[kinds])
            columns["source"].append(np.array(source, np.int32)[kinds])
            columns["form"].append(_spellings(found, kinds, of_entity, known_forms))
            scores.append(np.array([form[3] for form in found.forms], np.float32)[kinds])
        whole = {name: np.concatenate([_NO_ROWS, *parts]) for name, parts in columns.items()}
        score = np.concatenate([np.zeros(0, np.float32), *scores])
        known = np.array([one is not None for one in mentions], bool)
        return cls.from_arrays(whole, score, tuple(labels), tuple(sources), known)

    @classmethod
    def from_arrays(
        cls,
        columns: dict[str, NDArray[np.int32]],
        score: NDArray[np.float32],
        labels: Sequence[str],
        sources: Sequence[str],
        known: NDArray[np.bool_],
    ) -> MentionIndex:
        """Index columns, one for each of ``_COLUMNS``, in any order of rows.

        Raises ValueError when they differ in length or name a document beyond ``known``.
        """
        size = len(score)
        if any(len(columns[name]) != size for name in _COLUMNS):
            raise ValueError("the columns of mentions differ in length")
        document, start, end = columns["document"], columns["start"], columns["end"]
        if size and not 0 <= int(document.min()) <= int(document.max()) < len(known):
            raise ValueError("a mention is of a document that does not exist")
        order = np.lexsort((-end, start, document))
        if (order[1:] > order[:-1]).all():
            return cls(columns, score, labels, sources, known)
        columns = {name: columns[name][order] for name in _COLUMNS}
        return cls(columns, score[order], labels, sources, known)

    def __len__(self) -> int:
        return len(self.score)

    def place(self, row: int) -> Place:
        """The mention in a row."""
        return Place(
            row,
            int(self.document[row]),
            int(self.start[row]),
            int(self.end[row]),
            self.labels[int(self.label[row])],
            int(self.entity[row]),
            self.sources[int(self.source[row])],
            float(self.score[row]),
        )

    def has_document(self, number: int) -> bool:
        """Whether the mentions of this document are known (there may be none)."""
        return 0 <= number < len(self.known) and bool(self.known[number])

    def rows_of_document(self, number: int) -> range:
        """The rows of a document's mentions, in text order."""
        if not 0 <= number < len(self.known):
            return range(0)
        return range(int(self._first[number]), int(self._first[number + 1]))

    def rows_of_entity(self, entity: int) -> NDArray[np.int32]:
        """The rows of an entity's mentions, sorted by document and start."""
        if not 0 <= entity < len(self._bounds) - 1:
            return np.zeros(0, np.int32)
        return self._order[self._bounds[entity] : self._bounds[entity + 1]]

    def of_document(self, number: int) -> list[Place]:
        """The mentions in a document, in text order, longer first."""
        return [self.place(row) for row in self.rows_of_document(number)]

    def of_entity(self, entity: int) -> list[Place]:
        """The mentions of an entity in reading order: by document, then start."""
        return [self.place(row) for row in self.rows_of_entity(entity).tolist()]

    def save(self, folder: Path) -> None:
        """Write the index into a folder that exists."""
        for name in _COLUMNS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        np.save(folder / "score.npy", self.score)
        np.save(folder / "order.npy", self._order)
        np.save(folder / "bounds.npy", self._bounds)
        np.save(folder / "known.npy", self.known)
        words = {"labels": self.labels, "sources": self.sources}
        (folder / "words.json").write_text(json.dumps(words), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> MentionIndex:
        """Open what ``save`` wrote. Raises OSError or ValueError when it is damaged."""
        columns = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _COLUMNS}
        score = np.load(folder / "score.npy", mmap_mode="r")
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        try:
            labels, sources = words["labels"], words["sources"]
        except (KeyError, TypeError) as error:
            raise ValueError(f"{folder / 'words.json'} is damaged") from error
        known = np.load(folder / "known.npy")
        order = np.load(folder / "order.npy", mmap_mode="r")
        bounds = np.load(folder / "bounds.npy", mmap_mode="r")
        # Sorting again would hold the reader up; lengths tell a torn file from a whole one.
        if {len(column) for column in (*columns.values(), order)} != {len(score)} or (
            len(bounds) == 0 or int(bounds[-1]) != len(score)
        ):
            raise ValueError(f"the mentions in {folder} are damaged")
        return cls(columns, score, labels, sources, known, by_entity=(order, bounds))


_NO_ROWS = np.zeros(0, np.int32)


def _spellings(
    found: FoundMentions,
    kinds: NDArray[np.int32],
    entities: NDArray[np.int32],
    forms: Mapping[tuple[int, str], int],
) -> NDArray[np.int32]:
    """The number of the spelling of each mention: looked up once for each that differ."""
    pairs = entities.astype(np.int64) * len(found.forms) + kinds
    first, places = np.unique(pairs, return_inverse=True)
    entity, kind = np.divmod(first, len(found.forms))
    looked_up = [
        forms.get((row, " ".join(found.forms[form][0].split())), -1)
        for row, form in zip(entity.tolist(), kind.tolist(), strict=True)
    ]
    return np.array(looked_up, np.int32)[places]

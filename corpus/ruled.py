"""Entities as a person left them: the machine's linking, with every ruling and mark over it.

Made anew whenever documents, rulings or marks change, which takes some milliseconds for a million
mentions; what is asked for seldom is worked out when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.applied import Applied
from corpus.entity import Entity
from corpus.index.mentions import OFFSET_BITS
from corpus.index.names import NameIndex
from corpus.overlay import OwnRow

__all__ = ["Ruled"]

Column = NDArray[np.int32]


class Ruled:
    """All mentions of a collection in columns, and the entities they are of.

    A row is a mention: those the machine found and those only a person marked, by document,
    start, the longer first. Entities have numbers; a merged one's leads nowhere any more.
    """

    def __init__(self, applied: Applied, given: Mapping[int, int], own: Sequence[OwnRow]) -> None:
        """Take what ``Overlay.lay`` made of the marks."""
        self.applied = applied
        self.snapshot = applied.snapshot
        self.index = applied.snapshot.mentions
        self._own = own
        self._places = self._insertions()
        self._entity = applied.entity
        self._rows: dict[int, Column] = {}
        self._gained: dict[int, list[int]] = {}
        """For each entity that won mentions by marks their rows, those of a person's own by
        their number less than zero: -1 is the first."""
        touched = set(applied.touched)
        if given:
            rows = np.fromiter(given, np.int64, len(given))
            touched |= set(applied.entity[rows].tolist())
            self._entity = applied.entity.copy()
            self._entity[rows] = np.fromiter(given.values(), np.int32, len(given))
        for row, number in given.items():
            self._gained.setdefault(number, []).append(row)
        for at, mine in enumerate(own):
            self._gained.setdefault(mine.entity, []).append(-1 - at)
        self._touched = (touched | set(self._gained)) - {-1}
        self.labels = tuple(dict.fromkeys((*self.index.labels, *(own.label for own in self._own))))
        """What ``label`` counts in."""
        self.sources = (*self.index.sources, "person")
        """What ``source`` counts in."""

    def _insertions(self) -> NDArray[np.int64]:
        """Before which of the machine's rows each of a person's own stands."""
        index, places = self.index, []
        for own in self._own:
            rows = index.rows_of_document(own.document)
            starts = index.start[rows.start : rows.stop]
            at = rows.start + int(np.searchsorted(starts, own.start, "left"))
            while at < rows.stop and (index.start[at], -index.end[at]) < (own.start, -own.end):
                at += 1
            places.append(at)
        return np.array(places, np.int64)

    # Columns

    def _column(self, machine: Column, own: list[int]) -> Column:
        return np.insert(machine, self._places, own).astype(np.int32) if own else machine

    @cached_property
    def document(self) -> Column:
        """The number of each mention's document."""
        return self._column(self.index.document, [own.document for own in self._own])

    @cached_property
    def start(self) -> Column:
        """Where each mention begins, in code points of its document."""
        return self._column(self.index.start, [own.start for own in self._own])

    @cached_property
    def end(self) -> Column:
        """Where each mention ends."""
        return self._column(self.index.end, [own.end for own in self._own])

    @cached_property
    def label(self) -> Column:
        """The number of each mention's own label among ``labels``."""
        return self._column(self.index.label, [self.labels.index(own.label) for own in self._own])

    @cached_property
    def source(self) -> Column:
        """The number of what found each mention, among ``sources``; the last is a person."""
        return self._column(self.index.source, [len(self.sources) - 1] * len(self._own))

    @cached_property
    def form(self) -> Column:
        """The number of each mention's spelling among ``snapshot.aliases``; -1 for a person's."""
        return self._column(self.index.form, [-1] * len(self._own))

    @cached_property
    def entity(self) -> Column:
        """The number of each mention's entity; -1: rejected, taken away, or no entity."""
        return self._column(self._entity, [own.entity for own in self._own])

    def rows_in(self, document: int) -> range:
        """The rows of a document's mentions, in text order."""
        first, last = np.searchsorted(self.document, (document, document + 1)).tolist()
        return range(first, last)

    def rows_at(self, document: int, offset: int) -> list[int]:
        """The rows of the mentions around an offset, the innermost first."""
        rows = self.rows_in(document)
        before = rows.start + int(np.searchsorted(self.start[rows.start : rows.stop], offset + 1))
        ends = self.end[rows.start : before]
        around: list[int] = (rows.start + np.flatnonzero(ends > offset)).tolist()
        return sorted(around, key=lambda row: int(self.end[row]) - int(self.start[row]))

    def rows_of(self, number: int) -> Column:
        """The rows of an entity's mentions, by document and start."""
        if number not in self._rows:
            self._rows[number] = self._found_rows(number)
        return self._rows[number]

    def _found_rows(self, number: int) -> Column:
        rows = self.applied.rows_of(number)
        if number not in self._touched:
            return self._shifted(rows)
        gained = self._gained.get(number, ())
        own = np.array([-1 - row for row in gained if row < 0], np.int64)
        found = np.array([row for row in gained if row >= 0], np.int64)
        stayed = rows[self._entity[rows] == number]
        mine = self._places[own] + own
        rows = np.unique(np.concatenate([self._shifted(stayed), self._shifted(found), mine]))
        return rows.astype(np.int32)

    def _shifted(self, rows: NDArray[np.integer]) -> Column:
        """Rows of the machine as rows among a person's own."""
        if not len(self._places):
            return rows.astype(np.int32, copy=False)
        return (rows + np.searchsorted(self._places, rows, "right")).astype(np.int32)

    # Entities

    def __len__(self) -> int:
        """How many numbers there are, those of merged entities among them."""
        return len(self.applied)

    def numbers(self) -> NDArray[np.int64]:
        """The entities that are mentioned, by number."""
        return np.flatnonzero(self.mention_counts)

    @cached_property
    def mention_counts(self) -> NDArray[np.int64]:
        """How often each entity is mentioned, by number."""
        entity = self.entity
        return np.bincount(entity[entity >= 0], minlength=len(self))

    @cached_property
    def document_counts(self) -> NDArray[np.int64]:
        """In how many documents each entity is mentioned, by number."""
        table = self.snapshot.entities
        counts = np.zeros(len(self), np.int64)
        counts[: len(table)] = table.counts[:, 1]
        changed = np.zeros(len(self) + 1, bool)  # the last one stands for no entity: -1
        changed[list(self._touched)] = True
        rows = np.flatnonzero(changed[self.entity])
        pairs = np.unique(self.entity[rows].astype(np.int64) << OFFSET_BITS | self.document[rows])
        found, many = np.unique(pairs >> OFFSET_BITS, return_counts=True)
        counts[list(self._touched)] = 0
        counts[found] = many
        return counts

    def _documents(self, number: int) -> int:
        documents = self.document[self.rows_of(number)]
        return int(np.count_nonzero(np.diff(documents))) + bool(len(documents))

    def number_of(self, entity: str) -> int | None:
        """The number of an entity by its id; that of a merged one is what it became part of."""
        return self.applied.number_of(entity)

    def named(self, text: str, limit: int) -> list[tuple[float, str, int]]:
        """Entities with a spelling like a text: score (0 to 100), spelling, number; best first.

        An entity may come more than once. One that is mentioned no more does not come.
        """
        found = []
        for hit in self.snapshot.aliases.search(text, limit):
            number, alias = self.applied.alias(hit.index)
            found.append((hit.score, alias, number))
        own = self.applied.own_names
        found += [(hit.score, *own[hit.index]) for hit in self._own_names.search(text, limit)]
        found.sort(key=lambda one: -one[0])
        return [one for one in found if one[2] >= 0 and self.mention_counts[one[2]]]

    @cached_property
    def _own_names(self) -> NameIndex:
        return NameIndex([name for name, _ in self.applied.own_names])

    def id_of(self, number: int) -> str:
        """The id of an entity."""
        return self.applied.id_of(number)

    def label_of(self, number: int) -> str:
        """The label of an entity."""
        return self.applied.label(number)

    def __getitem__(self, number: int) -> Entity:
        applied, table = self.applied, self.snapshot.entities
        name, label = applied.names.get(number), applied.labels.get(number)
        if number < len(table):
            found = table[number]
            if number not in self._touched and name is None and label is None:
                return found
        else:
            added = applied.added[number - len(table)]
            found = Entity(added.id, added.name, added.label)
        touched = number in self._touched
        aliases = self._aliases(number) if touched else found.aliases
        if name is None:  # the machine's, unless that is a spelling which was split off
            known = found.name in dict(aliases) or not aliases
            name = found.name if known else aliases[0][0]
        return Entity(
            found.id,
            name,
            label or found.label,
            aliases,
            int(self.mention_counts[number]) if touched else found.mentions,
            self._documents(number) if touched else found.documents,
        )

    def __iter__(self) -> Iterator[Entity]:
        return (self[number] for number in self.numbers().tolist())

    def _aliases(self, number: int) -> tuple[tuple[str, int], ...]:
        """The spellings of an entity with their counts, the most frequent first."""
        counts: dict[str, int] = {}
        forms, many = np.unique(self.form[self.rows_of(number)], return_counts=True)
        for form, count in zip(forms.tolist(), many.tolist(), strict=True):
            if form >= 0:
                text = self.snapshot.alias(form)[1]
                counts[text] = counts.get(text, 0) + count
        for row in self._gained.get(number, ()):
            if row < 0:
                quote = self._own[-1 - row].quote
                counts[quote] = counts.get(quote, 0) + 1
        return tuple(sorted(counts.items(), key=lambda alias: (-alias[1], alias[0])))

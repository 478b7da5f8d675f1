"""What the machine linked, with a person's rulings applied to it in the order they were made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.index.fold import squash
from corpus.index.snapshot import Snapshot
from corpus.ruling import Ruling, RulingKind

__all__ = ["Added", "Applied"]

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Added:
    """An entity the machine knows nothing of: split off by a person, or named in a mark."""

    id: str
    name: str
    label: str


class Applied:
    """Entities by number: those of the snapshot keep theirs, added ones follow.

    ``entity`` is the number of each mention row's entity after the rulings, -1 for none.
    """

    def __init__(self, snapshot: Snapshot, rulings: Iterable[Ruling] = ()) -> None:
        self.snapshot = snapshot
        self.entity: Rows = np.array(snapshot.mentions.entity, np.int32)
        self.added: list[Added] = []
        self.names: dict[int, str] = {}
        self.labels: dict[int, str] = {}
        self.nothing: set[int] = set()
        """Numbers that a person said are no entity."""
        self.apart: set[frozenset[int]] = set()
        """Pairs that a person said are different."""
        self.touched: set[int] = set()
        """Numbers whose mentions are others than the machine linked to them."""
        self._into: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._moved: dict[int, list[Rows]] = {}
        self._ids: dict[str, int] = {}
        self._forms: dict[int, int] = {}
        """The spellings that were split off, with the numbers of their entities."""
        for ruling in rulings:
            self._apply(ruling)

    # Asking

    def __len__(self) -> int:
        return len(self.snapshot.entities) + len(self.added)

    def number_of(self, entity: str) -> int | None:
        """The number of an entity by its id; that of a merged one is what it became part of."""
        number = self._ids.get(entity)
        if number is None:
            number = self.snapshot.entities.number_of(entity)
        return None if number is None else self.final(number)

    def final(self, number: int) -> int:
        """What an entity has become part of; itself when it stands."""
        while number in self._into:
            number = self._into[number]
        return number

    def members(self, number: int) -> list[int]:
        """The entities that were merged into one, itself first."""
        return self._members.get(number, [number])

    def rows_of(self, number: int) -> Rows:
        """Its mention rows, by document and start."""
        index, count = self.snapshot.mentions, len(self.snapshot.entities)
        parts = [index.rows_of_entity(m) for m in self.members(number) if m < count]
        parts += self._moved.get(number, [])
        if len(parts) == 1 and number not in self.touched:
            return np.asarray(parts[0], np.int32)
        rows = np.unique(np.concatenate([np.zeros(0, np.int32), *parts]))
        kept: Rows = rows[self.entity[rows] == number]
        return kept

    def resolve(self, entity: str, name: str = "") -> int | None:
        """The entity that a ruling spoke of, by its id, else by the name it had then."""
        number = self.number_of(entity)
        return self._named(name) if number is None and name else number

    def _named(self, name: str) -> int | None:
        """The entity with this spelling that is mentioned most."""
        wanted, best = squash(name), (0, -1)
        for hit in self.snapshot.aliases.search(name, limit=20):
            row, alias = self.snapshot.alias(hit.index)
            if squash(alias) == wanted:
                best = max(best, (int(self.snapshot.entities.counts[row][0]), row))
        return self.final(best[1]) if best[1] >= 0 else None

    def alias(self, form: int) -> tuple[int, str]:
        """The number of the entity that a spelling is of now, and the spelling."""
        row, text = self.snapshot.alias(form)
        return self._forms.get(form, self.final(row)), text

    @property
    def own_names(self) -> list[tuple[str, int]]:
        """Names that a person gave, with the numbers of their entities."""
        first = len(self.snapshot.entities)
        added = [(one.name, first + at) for at, one in enumerate(self.added)]
        given = [(name, number) for number, name in self.names.items()]
        return [(name, self.final(number)) for name, number in (*given, *added)]

    # Changing

    def add(self, added: Added) -> int:
        """The number of an entity that is not the machine's; a known id is not added again."""
        number = self.number_of(added.id)
        if number is None:
            number = self._ids[added.id] = len(self)
            self.added.append(added)
        return number

    def _apply(self, ruling: Ruling) -> None:
        names = iter((*ruling.names, *[""] * (1 + len(ruling.entities) - len(ruling.names))))
        number = self.resolve(ruling.entity, next(names))
        if number is None:
            return  # nothing of the kind is mentioned any more; it may be again
        others = [self.resolve(entity, next(names)) for entity in ruling.entities]
        match ruling.kind:
            case RulingKind.MERGE:
                for other in others:
                    if other is not None and other != number:
                        self._merge(number, other)
            case RulingKind.SPLIT:
                self._split(number, ruling)
            case RulingKind.NAME:
                self.names[number] = ruling.value
            case RulingKind.LABEL:
                self.labels[number] = ruling.value
            case RulingKind.NOTHING:
                self.entity[self.rows_of(number)] = -1
                self.nothing.add(number)
                self.touched.add(number)
            case RulingKind.APART:
                self.apart.update(frozenset((number, o)) for o in others if o is not None)

    def _merge(self, number: int, other: int) -> None:
        self.entity[self.rows_of(other)] = number
        self._members[number] = [*self.members(number), *self.members(other)]
        moved = [*self._moved.pop(number, []), *self._moved.pop(other, [])]
        if moved:
            self._moved[number] = moved
        self._members.pop(other, None)
        self._into[other] = number
        self.touched |= {number, other}
        for form, owner in self._forms.items():
            if owner == other:
                self._forms[form] = number

    def _split(self, number: int, ruling: Ruling) -> None:
        rows = self.rows_of(number)
        forms = set(ruling.forms)
        spellings = self.spellings(rows)
        wanted = [form for form, text in spellings.items() if text in forms]
        taken = rows[np.isin(self.snapshot.mentions.form[rows], np.array(wanted, np.int32))]
        name = ruling.forms[0] if ruling.forms else ruling.value
        added = self.add(Added(ruling.value, name, self.label(number)))
        self.entity[taken] = added
        self._forms.update((form, added) for form in wanted)
        self._moved.setdefault(added, []).append(taken)
        self.touched |= {number, added}
        self.apart.add(frozenset((number, added)))

    def spellings(self, rows: Rows) -> dict[int, str]:
        """The spellings that occur in mention rows, by the number of their form."""
        forms: Sequence[int] = np.unique(self.snapshot.mentions.form[rows]).tolist()
        return {form: self.snapshot.alias(form)[1] for form in forms if form >= 0}

    def id_of(self, number: int) -> str:
        """The id of an entity."""
        table = self.snapshot.entities
        if number < len(table):
            return table[number].id
        return self.added[number - len(table)].id

    def label(self, number: int) -> str:
        """The label of an entity."""
        if number in self.labels:
            return self.labels[number]
        table = self.snapshot.entities
        if number < len(table):
            return table.labels[int(table.counts[number][2])]
        return self.added[number - len(table)].label

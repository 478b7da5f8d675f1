"""The entities of a collection as a list that can be sorted and narrowed; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.facts.columns import FIGURES
from corpus.facts.dates import date_numbers, reading_ranks
from corpus.facts.dispersion import PARTS
from corpus.index.fold import squash

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.entity import Entity
    from corpus.ruled import Ruled

__all__ = ["ALL", "NAMES", "SORTS", "EntityRows", "alike", "entities_like"]

SORTS = ("frequency", "name", "label", "spread", "recency")
"""The orders of the list, as ``s`` goes through them."""

ALL, NAMES = "", "names"
"""What the list shows instead of one label: everything, or all but dates and figures."""

GOOD_NAME = 60.0
"""Below this score a name is not what was meant."""

MOST_ALIKE = 400
"""So many spellings are looked at for the entities of what is typed."""

FOUND, LIKELY = 60, 12
"""How many are shown for what is typed, and before anything is."""

SPELLINGS = 4
"""By so many of its names is looked for what is like an entity."""

Column = NDArray[np.int64]


def alike(ruled: Ruled, text: str) -> list[int]:
    """The entities with a name like a text, best first: also misspelt, begun or abbreviated."""
    best: dict[int, float] = {}
    for score, _, number in ruled.named(text, MOST_ALIKE):
        if score >= GOOD_NAME and number not in best:
            best[number] = score
    counts = ruled.mention_counts

    def rank(number: int) -> tuple[float, int]:
        frequent = min(4.0, int(counts[number]).bit_length())
        return -(best[number] + frequent), number

    return sorted(best, key=rank)


def entities_like(ruled: Ruled, text: str, *, near: Entity | None = None) -> list[Entity]:
    """Entities to choose from: those with a name like a text, best first.

    While nothing is typed, those with a name like one of ``near`` (which is never among them),
    of its label first; without it, those mentioned most.
    """
    own = ruled.number_of(near.id) if near is not None else None
    if text:
        found = alike(ruled, text)
    elif near is not None:
        found = _likely(ruled, near)
    else:
        numbers = ruled.numbers()
        found = numbers[np.argsort(-ruled.mention_counts[numbers], kind="stable")[:FOUND]].tolist()
    return [ruled[number] for number in found[: FOUND + 1] if number != own][:FOUND]


def _likely(ruled: Ruled, entity: Entity) -> list[int]:
    """What has names like those of an entity, and may be it."""
    ranks: dict[int, int] = {}
    for spelling in (entity.name, *(alias for alias, _ in entity.aliases[:SPELLINGS])):
        for rank, number in enumerate(alike(ruled, spelling)[: LIKELY + 1]):
            other = rank + LIKELY * (ruled.label_of(number) != entity.label)
            ranks[number] = min(other, ranks.get(number, other))
    return sorted(ranks, key=lambda number: (ranks[number], number))[: LIKELY + 1]


class EntityRows:
    """The entities of one state of a corpus, by number; columns are worked out when asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.ruled = corpus.ruled
        self.numbers: Column = np.asarray(self.ruled.numbers(), np.int64)
        """All that are mentioned."""
        self._ordered: dict[str, Column] = {}

    def __getitem__(self, number: int) -> Entity:
        return self.ruled[number]

    # Columns, by number

    @cached_property
    def names(self) -> dict[int, str]:
        """The name of each entity."""
        return {number: self.ruled[number].name for number in self.numbers.tolist()}

    @cached_property
    def _labels(self) -> tuple[Column, tuple[str, ...]]:
        given = [self.ruled.label_of(number) for number in self.numbers.tolist()]
        names = tuple(sorted(set(given)))
        places = {name: at for at, name in enumerate(names)}
        column = np.full(len(self.ruled), -1, np.int64)
        column[self.numbers] = [places[name] for name in given]
        return column, names

    @cached_property
    def label_counts(self) -> dict[str, int]:
        """How many entities there are of each label."""
        column, names = self._labels
        counts = np.bincount(column[self.numbers], minlength=len(names)).tolist()
        return dict(zip(names, counts, strict=True))

    @cached_property
    def _dates(self) -> Column:
        return date_numbers([record.date for record in self.corpus.records])

    @cached_property
    def _last_dates(self) -> Column:
        ruled = self.ruled
        last = np.zeros(len(ruled), np.int64)
        linked = ruled.entity >= 0
        np.maximum.at(last, ruled.entity[linked], self._dates[ruled.document[linked]])
        return last

    def last_seen(self, number: int) -> str:
        """The date of the latest document that mentions an entity, empty when none has one."""
        date = int(self._last_dates[number])
        year, month, day = date // 10_000, date // 100 % 100, date % 100
        parts = [f"{year:04}"] * bool(year) + [f"{month:02}"] * bool(month)
        return "-".join([*parts, f"{day:02}"] if day else parts)

    @cached_property
    def _evenness(self) -> NDArray[np.float64]:
        """For every entity what ``facts.dispersion`` says of one, in one go."""
        ruled = self.ruled
        lengths = np.array([max(1, record.length) for record in self.corpus.records], np.int64)
        order = np.argsort(reading_ranks(self._dates))
        before = np.empty(len(lengths), np.int64)
        before[order] = np.cumsum(lengths[order]) - lengths[order]
        linked = ruled.entity >= 0
        document = ruled.document[linked]
        offsets = before[document] + np.minimum(ruled.start[linked], lengths[document] - 1)
        part = np.minimum(
            (offsets / max(1, int(lengths.sum())) * PARTS).astype(np.int64), PARTS - 1
        )
        keys, counts = np.unique(
            ruled.entity[linked].astype(np.int64) * PARTS + part, return_counts=True
        )
        owner = keys // PARTS
        size, share = len(ruled), 1 / PARTS
        of_all = counts / np.maximum(1, ruled.mention_counts[owner])
        met = np.bincount(owner, np.abs(of_all - share), size)
        apart = met + (PARTS - np.bincount(owner, minlength=size)) * share
        evenness = 1 - 0.5 * apart / (1 - share)
        return np.where(ruled.mention_counts > 0, np.maximum(evenness, 0.0), 0.0)

    def evenness(self, number: int) -> float:
        """How evenly an entity is spread over the collection: 1 everywhere, 0 in one place."""
        return float(self._evenness[number])

    # Which, and in what order

    def _order(self, by: str) -> Column:
        """All numbers in an order, the first of each column's own direction first."""
        known = self._ordered.get(by)
        if known is None:
            numbers, counts = self.numbers, self.ruled.mention_counts[self.numbers]
            match by:
                case "name":
                    names = self.names
                    order = sorted(numbers.tolist(), key=lambda n: (_letters(names[n]), n))
                    known = np.array(order, np.int64)
                case "label":
                    known = numbers[np.lexsort((numbers, -counts, self._labels[0][numbers]))]
                case "spread":
                    known = numbers[np.lexsort((numbers, -counts, -self._evenness[numbers]))]
                case "recency":
                    known = numbers[np.lexsort((numbers, -counts, -self._last_dates[numbers]))]
                case _:
                    known = numbers[np.lexsort((numbers, -counts))]
            self._ordered[by] = known
        return known

    def arranged(self, by: str, *, reverse: bool = False, label: str = NAMES) -> Sequence[int]:
        """The entities of a label (or ``NAMES``, or ``ALL``) in an order."""
        order = self._order(by)[:: -1 if reverse else 1]
        if label != ALL:
            order = order[self._shown(label)[order]]
        return order.tolist()  # type: ignore[no-any-return]

    def matching(self, text: str, *, label: str = ALL) -> Sequence[int]:
        """The entities with a name like a text, best first, of a label when one is given."""
        found = alike(self.ruled, text)
        if label in (ALL, NAMES):  # who types a date wants dates
            return found
        return [number for number in found if self.ruled.label_of(number) == label]

    def _shown(self, label: str) -> NDArray[np.bool_]:
        column, names = self._labels
        if label == NAMES:
            wanted = [at for at, name in enumerate(names) if name not in FIGURES]
        else:
            wanted = [at for at, name in enumerate(names) if name == label]
        return np.isin(column, wanted)


def _letters(name: str) -> str:
    """Names are sorted by their letters and figures, not by the signs before them."""
    folded = squash(name)
    return folded[next((i for i, c in enumerate(folded) if c.isalnum()), 0) :]

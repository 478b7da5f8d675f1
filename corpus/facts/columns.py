"""What the facts are counted from: the mentions of a collection in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.span import Span

if TYPE_CHECKING:
    from corpus.ruled import Ruled

__all__ = ["FIGURES", "distinct", "entity_labels", "labelled", "place_of"]

FIGURES = frozenset({"DATE", "MONEY", "PERCENT", "CARDINAL"})
"""Labels of what is counted or dated: no company, and no subject."""


def place_of(ruled: Ruled, row: int) -> tuple[int, Span]:
    """The document and the span of the mention in a row."""
    return int(ruled.document[row]), Span(int(ruled.start[row]), int(ruled.end[row]))


def distinct(ascending: NDArray[Any]) -> int:
    """How many different values there are in an ascending array."""
    return int(np.count_nonzero(np.diff(ascending))) + 1 if len(ascending) else 0


def entity_labels(ruled: Ruled) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The labels of entities, and for each entity, by number, which of them it has."""
    table = ruled.snapshot.entities
    names = dict.fromkeys(table.labels)
    others = {*ruled.applied.labels, *range(len(table), len(ruled))}
    changed = {number: ruled.label_of(number) for number in others}
    names |= dict.fromkeys(changed.values())
    position = {name: at for at, name in enumerate(names)}
    labels = np.zeros(len(ruled), np.int32)
    labels[: len(table)] = table.counts[:, 2]
    for number, name in changed.items():
        labels[number] = position[name]
    return tuple(names), labels


def labelled(ruled: Ruled, wanted: frozenset[str]) -> NDArray[np.bool_]:
    """For each entity, by number, whether it has one of these labels.

    One entry more than there are entities, which is False: what has no entity (-1) has no label.
    """
    names, labels = entity_labels(ruled)
    fits = np.array([name in wanted for name in names], bool)
    return np.append(fits[labels] if len(labels) else np.zeros(0, bool), False)

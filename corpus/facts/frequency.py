"""Frequency: how much of each label there is, and what some documents speak of more than others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from corpus.facts.columns import FIGURES, distinct, entity_labels, labelled
from corpus.facts.likelihood import TOLD, log_likelihood, significance
from corpus.ruled import Ruled

__all__ = ["Counted", "Keyword", "LabelFrequency", "frequencies", "keyness"]

TOP = 10
"""How many entities of each label are told."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An entity with its mentions, and the row of the first."""

    number: int
    mentions: int
    row: int


@dataclass(frozen=True, slots=True)
class LabelFrequency:
    """What there is of one label; ``share`` is its part of all mentions, between 0 and 1.

    ``top`` are the entities mentioned most.
    """

    label: str
    mentions: int
    entities: int
    documents: int
    share: float
    top: tuple[Counted, ...]


def frequencies(ruled: Ruled, *, top: int = TOP) -> tuple[LabelFrequency, ...]:
    """All labels of entities, the most mentioned first; mentions of no entity are not counted."""
    names, of_entity = entity_labels(ruled)
    counts = ruled.mention_counts
    kept = ruled.entity >= 0
    labels = of_entity[ruled.entity[kept]]
    documents = ruled.document[kept]
    total = int(counts.sum())
    table = []
    for at, name in enumerate(names):
        numbers = np.flatnonzero((of_entity == at) & (counts > 0))
        if not len(numbers):
            continue
        mentions = int(counts[numbers].sum())
        best = numbers[np.argsort(-counts[numbers], kind="stable")[:top]].tolist()
        table.append(
            LabelFrequency(
                name,
                mentions,
                len(numbers),
                distinct(documents[labels == at]),  # (rows are in order of their documents)
                mentions / total,
                tuple(Counted(n, int(counts[n]), int(ruled.rows_of(n)[0])) for n in best),
            )
        )
    table.sort(key=lambda label: (-label.mentions, label.label))
    return tuple(table)


@dataclass(frozen=True, slots=True)
class Keyword:
    """An entity that some documents mention more than the rest: ``here`` of ``mentions``.

    ``expected`` is what chance would give; ``row`` is its first mention there.
    """

    number: int
    here: int
    mentions: int
    expected: float
    score: float
    row: int

    @property
    def significance(self) -> str:
        """See ``likelihood.significance``."""
        return significance(self.score)


def keyness(
    ruled: Ruled,
    documents: Collection[int],
    *,
    limit: int = 50,
    without: frozenset[str] = FIGURES,
) -> tuple[Keyword, ...]:
    """The entities that these documents mention more than all others do, the surest first.

    Mentions here and elsewhere are compared by log-likelihood (P. Rayson and R. Garside,
    "Comparing corpora using frequency profiling", 2000), with all four cells of the table, see
    ``log_likelihood``. Entities with a label in ``without`` are left out.
    """
    entity = ruled.entity
    counted = ~labelled(ruled, without)
    counted[-1] = False
    kept = counted[entity]
    here = np.flatnonzero(kept & np.isin(ruled.document, np.array(sorted(documents), np.int64)))
    if not len(here) or limit < 1:
        return ()
    totals = np.bincount(entity[kept], minlength=len(ruled))
    met = np.bincount(entity[here], minlength=len(ruled))
    first = np.zeros(len(ruled), np.int64)
    first[entity[here][::-1]] = here[::-1]  # (of equal indices the last one stays)
    numbers = np.flatnonzero(met)
    expected = totals[numbers] * (len(here) / int(totals.sum()))
    score = log_likelihood(met[numbers], len(here), totals[numbers], int(totals.sum()))
    more = (met[numbers] > expected) & (score >= TOLD)
    numbers, expected, score = numbers[more], expected[more], score[more]
    best = np.lexsort((numbers, -met[numbers], -score.round(6)))[:limit]
    return tuple(
        Keyword(
            int(numbers[at]),
            int(met[numbers[at]]),
            int(totals[numbers[at]]),
            float(expected[at]),
            float(score[at]),
            int(first[numbers[at]]),
        )
        for at in best.tolist()
    )

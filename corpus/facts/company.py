"""Company: who and what an entity is met with more often than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.facts.columns import FIGURES, distinct, labelled
from corpus.facts.likelihood import SURE, TOLD, least_for, log_likelihood, significance
from corpus.ruled import Ruled

__all__ = ["REACH", "Companion", "company"]

REACH = 300
"""Code points: so far from a mention, in the same document, another counts as near. Two or three
sentences, about a paragraph of news."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that is met near another.

    ``together``: how many of its mentions stand near the other, in so many ``documents``;
    ``expected``: how many would by chance; ``score``: G² of the two; ``row``: its first mention
    there.
    """

    number: int
    together: int
    documents: int
    expected: float
    score: float
    row: int

    @property
    def significance(self) -> str:
        """See ``likelihood.significance``."""
        return significance(self.score)


def company(
    ruled: Ruled,
    number: int,
    *,
    limit: int = 12,
    reach: int = REACH,
    without: frozenset[str] = FIGURES,
) -> tuple[Companion, ...]:
    """The entities met near this one beyond chance: those met surely in several documents first.

    In one document two names may stand together all the time and in no other; so what is met in
    one alone comes after, both in the order of ``score``.

    Every mention of every other entity is counted once: near a mention of this one (it begins in
    the same document no more than ``reach`` code points before its start or after its end), or
    not. That is surface co-occurrence (S. Evert, "Corpora and collocations", 2008), scored by
    ``log_likelihood``. Mentions that overlap one of this entity (a country in the name of its
    ministry) are left out, as are entities with a label in ``without``, and what is met only once
    although this one is mentioned often (``likelihood.least_for``).
    """
    mine = ruled.rows_of(number)
    if not len(mine) or limit < 1:
        return ()
    entity = ruled.entity
    left_out = labelled(ruled, without)
    left_out[[number, -1]] = True
    counted = ~left_out[entity]
    near = _near(ruled, mine, reach, counted)
    if not len(near):
        return ()
    totals = np.bincount(entity[counted], minlength=len(ruled))
    met = entity[near]
    together = np.bincount(met, minlength=len(totals))
    first = np.zeros(len(totals), np.int64)
    first[met[::-1]] = near[::-1]  # (of equal indices the last one stays, so the first mention)
    size = int(totals.sum())
    numbers = np.flatnonzero(together)
    expected = totals[numbers] * (len(near) / size)
    score = log_likelihood(together[numbers], len(near), totals[numbers], size)
    beyond = (together[numbers] > expected) & (score >= TOLD)
    beyond &= together[numbers] >= least_for(len(mine))
    numbers, expected, score = numbers[beyond], expected[beyond], score[beyond]
    where = ruled.document[near]
    order = np.lexsort((numbers, -together[numbers], -score.round(6)))
    spread = _spread(where, met, numbers[order], score[order], most=limit)
    found = []
    for at in order[spread].tolist():
        one = int(numbers[at])
        places = distinct(where[met == one])
        row = int(first[one])
        found.append(
            Companion(one, int(together[one]), places, float(expected[at]), float(score[at]), row)
        )
    return tuple(found)


def _spread(
    where: NDArray[Any],
    met: NDArray[Any],
    numbers: NDArray[Any],
    score: NDArray[np.float64],
    *,
    most: int,
) -> NDArray[np.int64]:
    """Which of the ranked companions are told: first those met surely in several documents."""
    last = np.full(int(met.max()) + 1, -1, np.int64)
    last[met] = where
    first = np.full(len(last), -1, np.int64)
    first[met[::-1]] = where[::-1]
    surely = (first != last)[numbers] & (score >= SURE)
    return np.concatenate([np.flatnonzero(surely), np.flatnonzero(~surely)])[:most]


def _near(
    ruled: Ruled, mine: NDArray[Any], reach: int, counted: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The counted rows near the rows of an entity, ascending.

    Those that overlap it are taken out of ``counted``.
    """
    # One number line for all documents, each further from the next than anything reaches.
    stride = int(ruled.end.max()) + 2 * reach + 2
    places = ruled.document.astype(np.int64) * stride
    ends = places + ruled.end
    places += ruled.start
    low = np.searchsorted(places, places[mine] - reach)
    high = np.searchsorted(places, ends[mine] + reach, side="right")
    edges = np.bincount(low, minlength=len(places) + 1)
    edges -= np.bincount(high, minlength=len(places) + 1)
    near = np.flatnonzero(np.cumsum(edges)[:-1] > 0)
    before = np.searchsorted(places[mine], places[near], side="right")
    farthest = np.maximum.accumulate(ends[mine])  # (one of its mentions may lie within another)
    covered = (before > 0) & (farthest[before - 1] > places[near])
    after = mine[np.minimum(before, len(mine) - 1)]
    covered |= (before < len(mine)) & (places[after] < ends[near])
    counted[near[covered]] = False
    return near[counted[near]]

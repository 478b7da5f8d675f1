"""How surprising a count is: the log-likelihood ratio, and a word for how sure it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["SURE", "TOLD", "least_for", "log_likelihood", "significance"]

_LEVELS = ((15.14, "p<.0001"), (10.83, "p<.001"), (6.64, "p<.01"), (3.85, "p<.05"))
"""Critical values of the chi-squared distribution with one degree of freedom, rounded up."""

SURE = _LEVELS[-1][0]
"""From this G² on a difference counts as one."""

TOLD = 1.0
"""From this G² on a difference is told at all: as much as chance by itself makes one time in three
is none."""


def log_likelihood(
    together: ArrayLike, here: ArrayLike, total: ArrayLike, size: ArrayLike
) -> NDArray[np.float64]:
    """G² of two-by-two tables, element by element; 0 where counts are as chance would have them.

    Of ``size`` things, ``here`` stand in some places (near an entity, in some documents) and
    ``total`` are of one kind; ``together`` are both::

                     of the kind           of another
        here         together              here - together
        elsewhere    total - together      size - here - total + together

    G² = 2 Σ O ln(O / E) over the four cells, where E is the product of the sums of row and column
    over ``size``. Method: T. Dunning, "Accurate methods for the statistics of surprise and
    coincidence", Computational Linguistics 19(1), 1993. Never negative; the direction is told by
    comparing ``together`` with ``here * total / size``.
    """
    o11 = np.asarray(together, np.float64)
    row, column, whole = (np.asarray(a, np.float64) for a in (here, total, size))
    cells = (
        (o11, row * column),
        (row - o11, row * (whole - column)),
        (column - o11, (whole - row) * column),
        (whole - row - column + o11, (whole - row) * (whole - column)),
    )
    score = np.zeros(np.broadcast_shapes(o11.shape, row.shape, column.shape, whole.shape))
    for observed, product in cells:
        with np.errstate(divide="ignore", invalid="ignore"):
            term = observed * np.log(observed * whole / product)
        score += np.where(observed > 0, term, 0.0)
    return np.maximum(2.0 * score, 0.0)


def significance(score: float) -> str:
    """How seldom chance alone gives such a G²: "p<.001"; empty when more often than one in 20.

    For one comparison made for itself. Among the best of thousands some are there by chance.
    """
    return next((word for least, word in _LEVELS if score >= least), "")


def least_for(occurrences: int) -> int:
    """How often something must be met with what occurs so often, to be told at all.

    Where a thing is met once, chance cannot be told from custom, however seldom the thing is
    (S. Evert, "The statistics of word cooccurrences", 2004). Only of what itself hardly occurs,
    even that is told.
    """
    return 2 if occurrences > 2 else 1

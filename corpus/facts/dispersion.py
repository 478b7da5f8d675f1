"""Dispersion: where in the collection an entity is mentioned, and how evenly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["PARTS", "Dispersion", "dispersion"]

PARTS = 40


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Mentions in equally long parts of all text, in reading order.

    ``rows``: for each part the first row in it, -1 for none. ``evenness``: 1 when every part has
    its share, 0 when one part has all.
    """

    mentions: tuple[int, ...]
    rows: tuple[int, ...]
    evenness: float


def dispersion(
    rows: NDArray[Any],
    documents: NDArray[Any],
    starts: NDArray[Any],
    lengths: NDArray[Any],
    ranks: NDArray[Any],
    *,
    parts: int = PARTS,
) -> Dispersion:
    """How some rows, with their documents and starts, lie in a collection.

    ``lengths`` are those of all documents in code points, ``ranks`` their positions in reading
    order (``dates.reading_ranks``). The evenness is 1 - DP: half the sum of the differences
    between each part's share of the text and of the mentions (St. Th. Gries, "Dispersions and
    adjusted frequencies in corpora", 2008), divided by the largest value it can have for so many
    parts (J. Lijffijt and St. Th. Gries, 2012).
    """
    if not len(rows) or parts < 1:
        return Dispersion((0,) * max(parts, 0), (-1,) * max(parts, 0), 0.0)
    order = np.argsort(ranks)
    lengths = np.maximum(np.asarray(lengths, np.int64), 1)
    before = np.empty(len(lengths), np.int64)
    before[order] = np.cumsum(lengths[order]) - lengths[order]
    offsets = before[documents] + np.minimum(starts, lengths[documents] - 1)
    # In floating point, so that no product of a length and a number of parts overflows.
    at = np.minimum((offsets / int(lengths.sum()) * parts).astype(np.int64), parts - 1)
    counts = np.bincount(at, minlength=parts)
    backwards = np.argsort(offsets, kind="stable")[::-1]
    first = np.full(parts, -1, np.int64)
    first[at[backwards]] = rows[backwards]  # (of equal indices the last one stays)
    return Dispersion(tuple(counts.tolist()), tuple(first.tolist()), _evenness(counts))


def _evenness(counts: NDArray[Any]) -> float:
    share = 1 / len(counts)
    if share == 1:
        return 1.0
    deviation = 0.5 * float(np.abs(counts / counts.sum() - share).sum())
    return max(0.0, 1.0 - deviation / (1 - share))

"""A timeline: how many documents and mentions there are in equal periods of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST_PERIODS", "Period", "Timeline", "timeline"]

MOST_PERIODS = 24

_SPANS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period: ``start`` is its first day, month or year as ISO, of a quarter ``2025-Q1``.

    ``document`` is the number of the first document in it, -1 when there is none.
    """

    start: str
    mentions: int
    documents: int
    document: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Equal periods without a gap from the first document to the last.

    ``unit``: "day", "week", "month", "quarter", "year", or "5 years" and so on; empty when there
    is no date. Counted apart, as ``undated``: what has no date, or one too coarse for the periods.
    """

    unit: str
    periods: tuple[Period, ...]
    undated: int
    undated_documents: int


def timeline(
    documents: NDArray[Any],
    mentions: NDArray[Any],
    dates: NDArray[np.int64],
    *,
    most: int = MOST_PERIODS,
) -> Timeline:
    """The timeline of some documents (numbers, each once), with so many mentions in each.

    ``dates`` are those of all documents, see ``dates.date_numbers``. The periods are the shortest
    of which at most ``most`` are needed and into which nine of ten dates fit, for a date may be
    no more than a year.
    """
    theirs = dates[documents]
    dated = theirs > 0
    for unit, indices, fits in _scales(theirs):
        used = dated & fits
        if not used.any() or 10 * int(used.sum()) < 9 * int(dated.sum()):
            continue
        first, last = int(indices[used].min()), int(indices[used].max())
        if last - first < most or unit == f"{_SPANS[-1]} years":
            at = indices[used] - first
            size = last - first + 1
            count = np.bincount(at, minlength=size)
            weight = np.bincount(at, mentions[used], minlength=size).astype(np.int64)
            by_date = np.argsort(theirs[used], kind="stable")[::-1]
            where = np.full(size, -1, np.int64)
            where[at[by_date]] = documents[used][by_date]  # (the last one stays: the earliest)
            periods = tuple(
                Period(_start(unit, first + i), int(weight[i]), int(count[i]), int(where[i]))
                for i in range(size)
            )
            left = ~used
            return Timeline(unit, periods, int(mentions[left].sum()), int(left.sum()))
    return Timeline("", (), int(mentions.sum()), len(documents))


def _scales(
    dates: NDArray[np.int64],
) -> list[tuple[str, NDArray[np.int64], NDArray[np.bool_]]]:
    """Units from short to long: for each date the number of its period, and whether it has one."""
    year, month, day = dates // 10_000, dates // 100 % 100, dates % 100
    has_month, has_day = month > 0, day > 0
    months = (year - 1970) * 12 + np.maximum(month, 1) - 1
    first_days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    days = first_days + np.maximum(day, 1) - 1
    every = np.ones(len(dates), bool)
    scales = [
        ("day", days, has_day),
        ("week", (days + 3) // 7, has_day),  # (1 January 1970 was a Thursday)
        ("month", months, has_month),
        ("quarter", months // 3, has_month),
    ]
    scales += [("year" if n == 1 else f"{n} years", year // n, every) for n in _SPANS]
    return scales


def _start(unit: str, index: int) -> str:
    """How a period is called."""
    if unit == "day":
        return (_FIRST_DAY + timedelta(days=index)).isoformat()
    if unit == "week":
        # The first week of all would begin before there were years.
        return (_FIRST_DAY + timedelta(days=max(index * 7 - 3, -719_162))).isoformat()
    if unit == "month":
        return f"{1970 + index // 12:04}-{index % 12 + 1:02}"
    if unit == "quarter":
        return f"{1970 + index // 4:04}-Q{index % 4 + 1}"
    years = 1 if unit == "year" else int(unit.split(maxsplit=1)[0])
    return f"{index * years:04}"

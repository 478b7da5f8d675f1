"""The dates of documents as numbers that can be compared, and the order they are read in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["date_numbers", "reading_ranks"]

_PLACES = np.array([1000, 100, 10, 1, 0, 10, 1, 0, 10, 1])
_DASHES = (4, 7)


def date_numbers(dates: Sequence[str]) -> NDArray[np.int64]:
    """ISO dates as numbers: 20260114, 20260100 for a month, 20260000 for a year, 0 for none.

    What is no date of the calendar counts as none.
    """
    if not len(dates):
        return np.zeros(0, np.int64)
    given = np.array(dates, "U11")  # (one more than a date has, to see what is too long)
    codes = given.view(np.uint32).reshape(len(given), 11).astype(np.int64)
    lengths = np.char.str_len(given)
    digits = codes[:, :10] - ord("0")
    right = np.isin(lengths, (4, 7, 10))
    for at in range(10):
        there = lengths > at
        fits = (
            codes[:, at] == ord("-")
            if at in _DASHES
            else (digits[:, at] >= 0) & (digits[:, at] < 10)
        )
        right &= fits | ~there
        digits[~there, at] = 0
    parts = digits * _PLACES
    year, month, day = parts[:, :4].sum(1), parts[:, 5:7].sum(1), parts[:, 8:].sum(1)
    right &= (year > 0) & (month <= 12) & ((month > 0) | (lengths < 7))
    right &= (day <= _month_lengths(year, month)) & ((day > 0) | (lengths < 10))
    return np.where(right, year * 10_000 + month * 100 + day, 0)


def _month_lengths(year: NDArray[np.int64], month: NDArray[np.int64]) -> NDArray[np.int64]:
    days = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths: NDArray[np.int64] = days[np.clip(month, 0, 12)] + (leap & (month == 2))
    return lengths


def reading_ranks(dates: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each document its position by date; of one day by number, undated ones last."""
    order = np.argsort(np.where(dates > 0, dates, np.iinfo(np.int64).max), kind="stable")
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks

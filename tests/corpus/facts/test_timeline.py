"""Dates as numbers, equal periods, and what is counted apart."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.facts.dates import date_numbers, reading_ranks
from corpus.facts.timeline import timeline


def line(*dates: str, mentions: tuple[int, ...] = (), most: int = 24):
    numbers = np.arange(len(dates))
    counts = np.array(mentions or (1,) * len(dates))
    return timeline(numbers, counts, date_numbers(dates), most=most)


def filled(found) -> dict[str, int]:
    return {period.start: period.mentions for period in found.periods if period.mentions}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-01-14", 20260114),
        ("2026-01", 20260100),
        ("2026", 20260000),
        ("2024-02-29", 20240229),
        ("", 0),
        ("2025-02-29", 0),
        ("2025-13", 0),
        ("2025-00", 0),
        ("2025-01-00", 0),
        ("0000", 0),
        ("2026-01-14T10:00", 0),
        ("20260114", 0),
        ("2026/01/14", 0),
        ("２０２６", 0),
        ("soon", 0),
    ],
)
def test_dates_as_numbers(text: str, number: int) -> None:
    assert date_numbers([text, "1999"]).tolist() == [number, 19990000]


def test_reading_order_is_by_date_then_number_with_undated_last() -> None:
    dates = date_numbers(["", "2026-01-14", "2025", "2026-01-14", "2025-01"])
    assert reading_ranks(dates).tolist() == [4, 2, 0, 3, 1]


def test_a_few_days_are_told_by_day_with_no_gap() -> None:
    found = line("2026-01-30", "2026-02-02", "2026-02-02", mentions=(3, 1, 1))
    assert found.unit == "day"
    assert [(p.start, p.mentions, p.documents, p.document) for p in found.periods] == [
        ("2026-01-30", 3, 1, 0),
        ("2026-01-31", 0, 0, -1),
        ("2026-02-01", 0, 0, -1),
        ("2026-02-02", 2, 2, 1),
    ]


@pytest.mark.parametrize(
    ("dates", "unit", "starts"),
    [
        (("2026-01-01", "2026-01-24"), "day", ("2026-01-01", "2026-01-24")),
        (("2026-01-01", "2026-01-25"), "week", ("2025-12-29", "2026-01-19")),
        (("2025-01-31", "2026-12-01"), "month", ("2025-01", "2026-12")),
        (("2025-01-31", "2027-01-01"), "quarter", ("2025-Q1", "2027-Q1")),
        (("2004-05-01", "2026-12-01"), "year", ("2004", "2026")),
        (("1945-09-02", "2026-12-01"), "5 years", ("1945", "2025")),
        (("1010", "2026"), "50 years", ("1000", "2000")),
        (("0001-01-01", "9999-12-31"), "500 years", ("0000", "9500")),
    ],
)
def test_the_shortest_periods_of_which_few_are_needed(dates, unit, starts) -> None:
    found = line(*dates)
    assert found.unit == unit
    assert (found.periods[0].start, found.periods[-1].start) == starts
    assert len(found.periods) <= 24


def test_undated_documents_are_counted_apart() -> None:
    found = line("2026-01-14", "", "", mentions=(1, 2, 5))
    assert (found.undated, found.undated_documents) == (7, 2)
    assert filled(found) == {"2026-01-14": 1}
    nothing = line("", "")
    assert (nothing.unit, nothing.periods, nothing.undated_documents) == ("", (), 2)


def test_one_coarse_date_among_many_is_counted_apart() -> None:
    found = line(*(["2026-01-14"] * 10), "2026")
    assert found.unit == "day"
    assert (found.undated, found.undated_documents) == (1, 1)


def test_many_coarse_dates_make_the_periods_coarse() -> None:
    found = line("2026-01-14", "2026-02", "2025")
    assert found.unit == "year"
    assert filled(found) == {"2025": 1, "2026": 2}
    assert found.undated_documents == 0


def test_the_document_of_a_period_is_its_earliest() -> None:
    found = line("2026-03-20", "2026-01-09", "2026-01-05", "2024-05-01")
    by_start = {period.start: period.document for period in found.periods}
    assert (by_start["2026-01"], by_start["2024-05"]) == (2, 3)

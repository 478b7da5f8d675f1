"""G² against values worked out by hand, and what it must never be."""

from __future__ import annotations

from math import log

import pytest

from corpus.facts.likelihood import log_likelihood, significance


def test_a_table_worked_out_by_hand() -> None:
    # together 10, here 20, total 30, size 100: cells 10, 10, 20, 60; expected 6, 14, 24, 56.
    by_hand = 2 * (10 * log(10 / 6) + 10 * log(10 / 14) + 20 * log(20 / 24) + 60 * log(60 / 56))
    assert by_hand == pytest.approx(4.47335, abs=1e-5)
    assert log_likelihood(10, 20, 30, 100) == pytest.approx(by_hand)


def test_the_bigrams_of_the_source() -> None:
    """Dunning 1993, table of bigrams: "the swiss" 110, 2442, 111, 29114 scores 270.72."""
    together, only_first, only_second, neither = 110, 2442, 111, 29114
    score = log_likelihood(
        together,
        together + only_first,
        together + only_second,
        together + only_first + only_second + neither,
    )
    assert score == pytest.approx(270.72, abs=0.01)


def test_no_difference_scores_nothing() -> None:
    assert log_likelihood(6, 20, 30, 100) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "table", [(0, 0, 0, 1), (5, 5, 5, 5), (0, 5, 5, 10), (5, 5, 5, 10), (0, 0, 0, 0)]
)
def test_empty_cells_give_numbers(table: tuple[int, int, int, int]) -> None:
    assert log_likelihood(*table) >= 0


def test_whole_columns_at_once() -> None:
    one_by_one = [float(log_likelihood(k, 20, t, 100)) for k, t in ((10, 30), (0, 5), (20, 20))]
    assert log_likelihood([10, 0, 20], 20, [30, 5, 20], 100).tolist() == pytest.approx(one_by_one)


@pytest.mark.parametrize(
    ("score", "word"),
    [(3.8, ""), (3.9, "p<.05"), (6.7, "p<.01"), (10.9, "p<.001"), (15.2, "p<.0001")],
)
def test_the_words_for_how_sure_it_is(score: float, word: str) -> None:
    assert significance(score) == word

"""Where the mentions lie in all text, and how evenly."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.facts.dispersion import dispersion

LENGTHS = np.array([100, 300])


def spread(*places: tuple[int, int], parts: int = 4, ranks=(0, 1)):
    rows = np.arange(len(places)) + 10
    documents = np.array([document for document, _ in places], np.int64)
    starts = np.array([start for _, start in places], np.int64)
    return dispersion(rows, documents, starts, LENGTHS, np.array(ranks), parts=parts)


def test_a_long_document_takes_more_of_the_bar() -> None:
    found = spread((0, 0), (0, 99), (1, 0), (1, 299))
    assert found.mentions == (2, 1, 0, 1)
    assert found.rows == (10, 12, -1, 13)


def test_the_order_is_that_of_reading() -> None:
    found = spread((0, 0), (1, 0), ranks=(1, 0))
    assert found.mentions == (1, 0, 0, 1)
    assert found.rows == (11, -1, -1, 10)


def test_evenness_is_one_when_every_part_has_its_share_and_nothing_when_one_has_all() -> None:
    assert spread((0, 0), (1, 0), (1, 100), (1, 200)).evenness == pytest.approx(1)
    assert spread((1, 0), (1, 1), (1, 2)).evenness == pytest.approx(0)
    # Two of four parts, half each: DP = 1/2 (1/4 + 1/4 + 1/4 + 1/4) = 1/2, of at most 3/4.
    assert spread((1, 0), (1, 299)).evenness == pytest.approx(1 - 0.5 / 0.75)


def test_nothing_and_a_place_past_the_end() -> None:
    assert spread(parts=3).mentions == (0, 0, 0)
    assert spread((1, 5000)).mentions == (0, 0, 0, 1)
    assert spread((0, 1), parts=1).evenness == 1

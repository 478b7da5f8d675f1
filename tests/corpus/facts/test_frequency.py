"""Frequency tables by label, and what some documents speak of more than the others."""

from __future__ import annotations

import pytest
from made_mentions import At, number_of, ruled_of

from corpus.facts.frequency import frequencies, keyness
from corpus.facts.likelihood import log_likelihood

LAM, HANOI, HUE, DAY = "PERSON To Lam", "GPE Hanoi", "GPE Hue", "DATE 2026"


def listed(*documents: tuple[str, ...]):
    return ruled_of(
        [
            At(number, 100 * i, 100 * i + 5, who)
            for number, names in enumerate(documents)
            for i, who in enumerate(names)
        ]
    )


def test_the_table_counts_mentions_entities_and_documents() -> None:
    ruled = listed((HANOI, HUE, LAM), (HANOI, HANOI))
    table = {row.label: row for row in frequencies(ruled)}
    assert list(table) == ["GPE", "PERSON"]
    places = table["GPE"]
    assert (places.mentions, places.entities, places.documents) == (4, 2, 2)
    assert places.share == pytest.approx(4 / 5)
    assert [(ruled[one.number].name, one.mentions) for one in places.top] == [
        ("Hanoi", 3),
        ("Hue", 1),
    ]
    assert [int(ruled.start[one.row]) for one in places.top] == [0, 100]
    assert table["PERSON"].documents == 1


def test_only_the_most_mentioned_are_told() -> None:
    (row,) = frequencies(listed((HANOI, HUE, HUE)), top=1)
    assert len(row.top) == 1
    assert row.entities == 2


def test_nothing_has_no_table() -> None:
    assert frequencies(ruled_of([])) == ()
    assert keyness(ruled_of([]), [0]) == ()


def test_what_a_document_mentions_more_than_the_others() -> None:
    ruled = listed((HUE, HUE, HUE, HANOI, DAY, DAY), (HANOI,) * 5, (HANOI, LAM))
    (found,) = keyness(ruled, [0])
    assert found.number == number_of(ruled, HUE)
    assert (found.here, found.mentions) == (3, 3)
    # Of eleven mentions that are no figures four are here, and three are of Hue.
    assert found.expected == pytest.approx(3 * 4 / 11)
    assert found.score == pytest.approx(float(log_likelihood(3, 4, 3, 11)))
    assert (ruled.document[found.row], ruled.start[found.row]) == (0, 0)


def test_figures_can_be_asked_for_and_the_rest_left_out() -> None:
    ruled = listed((HUE, DAY), (HANOI,) * 5)
    found = keyness(ruled, [0], without=frozenset({"GPE"}))
    assert [ruled[one.number].name for one in found] == []
    found = keyness(ruled, [0], without=frozenset())
    assert {ruled[one.number].name for one in found} == {"Hue", "2026"}


def test_several_documents_and_documents_that_are_not_there() -> None:
    ruled = listed((HUE,), (HUE,), (HANOI, LAM))
    (found,) = keyness(ruled, [0, 1, 99])
    assert found.here == 2
    assert keyness(ruled, []) == ()

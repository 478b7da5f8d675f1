"""Counts from columns are those that going over all mentions one by one would give."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_mentions import At, ruled_of

from corpus.facts.collocations import Collocations
from corpus.facts.company import company
from corpus.facts.dates import date_numbers, reading_ranks
from corpus.facts.dispersion import dispersion
from corpus.facts.likelihood import TOLD, log_likelihood
from corpus.facts.offices import holders, offices
from corpus.facts.timeline import timeline
from corpus.index.words import words_of

NAMES = ("PERSON A", "PERSON B", "TITLE T", "TITLE U", "GPE G", "DATE D")
mentions = st.lists(
    st.builds(
        lambda document, start, size, who: At(document, start, start + size, who),
        st.integers(0, 3),
        st.integers(0, 120),
        st.integers(1, 12),
        st.sampled_from(NAMES),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda at: at[:3],
)
dates = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
)


def rows(ruled) -> list[tuple[int, int, int, int]]:
    columns = (ruled.document, ruled.start, ruled.end, ruled.entity)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@given(mentions, st.integers(0, 60))
def test_company_is_what_going_over_all_mentions_gives(found: list[At], reach: int) -> None:
    ruled = ruled_of(found)
    everything = rows(ruled)
    for number in ruled.numbers().tolist():
        mine = [row for row in everything if row[3] == number]
        near, all_ = Counter(), Counter()
        for document, start, end, entity in everything:
            if entity == number or ruled.label_of(entity) == "DATE":
                continue
            here = [row for row in mine if row[0] == document]
            close = [row for row in here if row[1] - reach <= start <= row[2] + reach]
            if close and any(row[1] < end and start < row[2] for row in here):
                continue
            all_[entity] += 1
            near[entity] += bool(close)
        size, beside = all_.total(), near.total()
        told = {one.number: one for one in company(ruled, number, reach=reach, limit=99)}
        least = 2 if len(mine) > 2 else 1
        assert set(told) == {
            entity
            for entity, count in near.items()
            if count >= least
            and count > all_[entity] * (beside / size)
            and log_likelihood(count, beside, all_[entity], size) >= TOLD
        }
        for entity, one in told.items():
            assert one.together == near[entity]
            assert one.score == pytest.approx(
                float(log_likelihood(near[entity], beside, all_[entity], size))
            )
            assert everything[one.row][3] == entity


@given(mentions)
def test_offices_and_holders_agree(found: list[At]) -> None:
    ruled = ruled_of(found)
    none = [""] * 4
    numbers = ruled.numbers().tolist()
    people = [n for n in numbers if ruled.label_of(n) == "PERSON"]
    titles = [n for n in numbers if ruled.label_of(n) == "TITLE"]
    held = {
        (person, one.number): one.mentions
        for person in people
        for one in offices(ruled, none, person)
    }
    by_title = {
        (one.number, title): one.mentions for title in titles for one in holders(ruled, none, title)
    }
    assert held == by_title
    everything = rows(ruled)
    for person in people:
        for one in offices(ruled, none, person):
            document, start, _, title = everything[one.row]
            assert title == one.number
            assert any(
                other[0] == document and other[3] == person and abs(other[1] - start) <= 60
                for other in everything
            )


@given(st.lists(st.tuples(dates, st.integers(1, 9)), max_size=40), st.integers(1, 30))
def test_every_mention_is_in_one_period_or_undated(
    documents: list[tuple[str, int]], most: int
) -> None:
    numbers = np.arange(len(documents))
    counts = np.array([count for _, count in documents], np.int64)
    when = date_numbers([date for date, _ in documents])
    found = timeline(numbers, counts, when, most=most)
    assert sum(period.mentions for period in found.periods) + found.undated == counts.sum()
    told = sum(period.documents for period in found.periods) + found.undated_documents
    assert told == len(documents)
    assert len(found.periods) <= max(most, 10)
    for period in found.periods:
        assert (period.document >= 0) == (period.documents > 0)
    if found.periods:
        assert found.periods[0].documents
        assert found.periods[-1].documents


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 60)), max_size=30),
    st.integers(1, 12),
    st.data(),
)
def test_every_mention_is_in_one_part(
    lengths: list[int], places: list[tuple[int, int]], parts: int, data: st.DataObject
) -> None:
    places = sorted((document % len(lengths), start) for document, start in places)
    known = data.draw(st.lists(dates, min_size=len(lengths), max_size=len(lengths)))
    documents = np.array([document for document, _ in places], np.int64)
    starts = np.array([start for _, start in places], np.int64)
    ranks = reading_ranks(date_numbers(known))
    found = dispersion(
        np.arange(len(places)), documents, starts, np.array(lengths), ranks, parts=parts
    )
    assert sum(found.mentions) == len(places)
    assert len(found.mentions) == len(found.rows) == parts
    assert all(
        (row >= 0) == (count > 0) for row, count in zip(found.rows, found.mentions, strict=True)
    )
    assert 0 <= found.evenness <= 1


WORDS = st.lists(
    st.sampled_from(
        ["tea", "Trà", "xanh", "the", "59-NQ/TW", "河内", "ﬁn", "e\u0301t", "\u0300", "😀", "x"]
    ),
    max_size=30,
)


@given(WORDS, st.sampled_from(["tea", "tra", "河", "nq tw", "fin"]), st.integers(1, 4))
def test_collocates_stand_where_they_are_told(parts: list[str], word: str, span: int) -> None:
    text = " ".join(parts)
    found = Collocations(word, span=span)
    found.add(0, text)
    for one in found.found(99, function_words=True):
        assert one.word in words_of(one.span.text_of(text))[0]
        wanted = words_of(word)
        assert words_of(one.near.text_of(text))[0].startswith(wanted[0])
        assert 0 < one.together <= one.total

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_rows_properties import documents

from corpus.span import Span
from tui.rendering.cells import cluster_at
from tui.rendering.layout import Layout, RowKind
from tui.widgets.motions import (
    BACKWARD,
    MOTIONS,
    VERTICAL,
    move_cursor,
    move_end,
    move_rows,
    snapped,
)
from tui.widgets.page import Page

HORIZONTAL = sorted(MOTIONS - VERTICAL)


@given(documents(), st.integers(8, 40), st.sampled_from(HORIZONTAL), st.integers(0, 80))
def test_a_motion_goes_its_way_and_ends(document, width, motion, offset):
    layout = Layout(document, width)
    length = len(document.text)
    offset = min(offset, max(0, length - 1))
    offset = layout.row_at(offset).start if layout.closed_at(offset) else offset
    for move in (move_cursor, move_end):
        here = offset
        for _ in range(200):
            there = move(layout, here, motion)
            assert 0 <= there <= length
            if there == here:
                break
            if motion in BACKWARD:
                assert there < here
            elif move is move_end or motion != "end":
                assert there > here
            here = there
        else:
            raise AssertionError(f"{motion} never ends")


@given(documents(), st.integers(8, 40), st.lists(st.sampled_from(HORIZONTAL), max_size=12))
def test_a_cursor_stands_where_it_can_be_seen(document, width, motions):
    layout = Layout(document, width)
    here = move_cursor(layout, 0, "start")
    if not layout.row_at(here).lands:
        return
    for motion in motions:
        here = move_cursor(layout, here, motion)
        row = layout.row_at(here)
        assert row.kind in {RowKind.TEXT, RowKind.FOLD}
        assert row.start <= here < max(row.end, row.start + 1)


@given(documents(), st.integers(8, 40), st.integers(1, 9))
def test_rows_down_and_up_again(document, width, count):
    layout = Layout(document, width)
    start = move_cursor(layout, 0, "start")
    there = move_rows(layout, start, count)
    if there != layout.row_at(start):
        landed = [r for r in layout.page(layout.first(), 999) if r.lands]
        walked = landed.index(there) - landed.index(layout.row_at(start))
        assert 1 <= walked <= count
        assert move_rows(layout, there.start, -walked) == layout.row_at(start)


@given(documents(), st.integers(0, 80), st.integers(0, 80))
def test_snapping_widens_to_whole_clusters(document, first, second):
    text = document.text
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    if start == end:
        return
    span = snapped(text, Span(start, end))
    assert span.covers(Span(start, end))
    assert cluster_at(text, span.start)[0] == span.start
    assert snapped(text, span) == span


@given(documents(), st.integers(1, 40), st.integers(1, 12), st.data())
def test_a_page_is_full_and_shows_what_it_was_told_to(document, width, height, data):
    page = Page(Layout(document, width), height)
    every = page.layout.page(page.layout.first(), 9999)
    for _ in range(6):
        offset = data.draw(st.integers(0, len(document.text)))
        match data.draw(st.sampled_from(["reveal", "follow", "scroll", "put", "relay"])):
            case "reveal":
                page.reveal(offset)
                assert page.row_index(offset) is not None
            case "follow":
                page.follow(offset, data.draw(st.sampled_from([-1, 0, 1])), 2)
                assert page.row_index(offset) is not None
            case "scroll":
                page.scroll(data.draw(st.integers(-30, 30)))
            case "put":
                page.put(offset, data.draw(st.integers(0, page.height - 1)))
                assert page.row_index(offset) is not None
            case "relay":
                page.relay(page.layout, data.draw(st.integers(1, 12)))
        assert len(page.rows) == min(page.height, len(every))
        at = every.index(page.rows[0])
        assert page.rows == every[at : at + page.height]

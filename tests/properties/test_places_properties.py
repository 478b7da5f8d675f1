"""Places outlive another size; lines, percentages and offsets lead exactly where they say."""

from __future__ import annotations

import re
from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st
from test_rows_properties import TEXTS, documents

from corpus.document import Block, BlockKind, Document
from corpus.span import Span
from tui.goto import Goal, Unit, offset_of, read_goal
from tui.rendering.cells import cluster_at
from tui.rendering.layout import Layout, geometry
from tui.rendering.lines import Lines
from tui.widgets.page import Page
from tui.widgets.scrollbar import bar_rows

PARTS = (
    (BlockKind.TITLE, "A title"),
    (BlockKind.PARAGRAPH, "Some words in a row"),
    (BlockKind.QUOTATION, "“Said”"),
    (BlockKind.LIST_ITEM, "- item"),
    (BlockKind.BOILERPLATE, "RELATED"),
    (BlockKind.PARAGRAPH, "x" * 90),
)
SIZES = st.tuples(st.integers(1, 60), st.integers(1, 12))


@st.composite
def pages(draw):
    """Documents of many short parts, with rows of ours between them."""
    parts = draw(st.lists(st.sampled_from(PARTS), min_size=12, max_size=40))
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += f"{words}\n"
    return Document("made", "made", text, blocks=tuple(blocks))


@given(
    st.one_of(documents(), pages()),
    SIZES,
    st.lists(SIZES, min_size=1, max_size=4),
    st.booleans(),
    st.data(),
)
def test_another_size_keeps_the_place_and_the_old_one_brings_back_the_page(
    made, size, others, opened, data
):
    layout = Layout(made, size[0])
    if opened:
        layout = layout.with_opened(frozenset(fold.first for fold in layout.folds))
    page = Page(layout, size[1])
    page.put(data.draw(st.integers(0, len(made.text))), data.draw(st.integers(0, size[1] - 1)))
    page.scroll(data.draw(st.integers(-3, 3)))
    before, offset = page.rows, page.offset
    for width, height in others:
        page.relay(page.layout.with_width(width), height)
        assert page.offset == offset
        assert page.rows[0].ours or page.row_index(offset) is not None
        if page.layout.page(page.rows[0], height + 1)[height:]:  # the end is further down
            first = page.rows[0]
            assert first.start <= offset <= first.after
    page.relay(page.layout.with_width(size[0]), size[1])
    assert page.rows == before


@given(st.integers(1, 200))
def test_what_stands_beside_the_text_does_not_move_it(width):
    alone, beside = geometry(width + 1), geometry(width, beside=1)
    assert (alone.left, alone.measure, alone.margin) == (
        beside.left,
        beside.measure,
        beside.margin,
    )
    assert beside.margin + beside.letters <= beside.width == width


@given(TEXTS, st.integers(0, 80))
def test_lines_are_numbered_as_they_stand(text, offset):
    lines = Lines(text)
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()
    assert lines.count == len(starts)
    for number, start in enumerate(starts, 1):
        assert lines.start_of(number) == start
    offset = min(offset, max(0, len(text) - 1))
    assert lines.number_at(offset) == bisect_right(starts, offset)
    assert lines.start_of(len(starts) + 7) == starts[-1]


@given(st.lists(st.sampled_from(["a\n", "\n", "bb\r\n", "\r"]), max_size=9), st.data())
def test_numbers_hold_over_the_groups_that_are_counted(parts, data):
    text = "".join(part * data.draw(st.integers(1, 9000)) for part in parts)
    lines = Lines(text)
    offset = data.draw(st.integers(0, max(0, len(text) - 1)))
    number = len(re.findall("\r\n|\r|\n", text[: lines.at(offset).start])) + 1
    assert lines.number_at(offset) == number
    assert lines.start_of(number) == lines.at(offset).start


@given(TEXTS, st.integers(0, 100), st.sampled_from(["{}%", "{} %", " {}.0% "]))
def test_a_percentage_leads_to_that_part_of_the_code_points(text, percent, form):
    offset, said = offset_of(read_goal(form.format(percent)), Lines(text))
    asked = int(max(0, len(text) - 1) * percent / 100)
    assert offset == cluster_at(text, asked)[0]
    assert offset <= asked
    assert not said


@given(TEXTS, st.integers(0, 100), st.sampled_from(["@{}", "offset {}", "@ {}", "Offset{}"]))
def test_an_offset_leads_to_the_cluster_there(text, asked, form):
    assert read_goal(form.format(asked)) == Goal(Unit.OFFSET, asked)
    offset, said = offset_of(Goal(Unit.OFFSET, asked), Lines(text))
    assert offset == cluster_at(text, min(asked, max(0, len(text) - 1)))[0]
    assert bool(said) == (asked >= max(1, len(text)))


@given(
    st.integers(1, 500),
    st.integers(1, 50),
    st.lists(st.integers(0, 499), max_size=30),
    st.data(),
)
def test_a_mark_is_in_the_row_of_its_offset_and_nowhere_else(length, height, places, data):
    starts = sorted(place for place in places if place < length)
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    rows = bar_rows(length, height, Span(start, end), {"hits": starts})
    assert len(rows) == height
    if end - start == length:
        assert not any(row.kind or row.seen for row in rows)
        return
    marked = {row for row, shown in enumerate(rows) if shown.kind}
    assert marked == {place * height // length for place in starts}
    seen = [row for row, shown in enumerate(rows) if shown.seen]
    assert seen == list(range(start * height // length, (end - 1) * height // length + 1))

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.document import BlockKind, Document
from corpus.span import Span
from tui.rendering.cells import clusters
from tui.rendering.layout import Layout, RowKind, geometry

sys.path.insert(0, str(Path(__file__).parents[1]))

from page_text import NEWS, document, drawn


def test_a_news_text_is_set_apart_by_kinds():
    assert drawn(Layout(document(*NEWS), 56)) == [
        "    Ministers meet in Hanoi",
        "",
        "    HANOI - Ministers of ten countries met on",
        "    Monday to speak of trade and of the sea.",
        "",
        "    ▸ 2 lines of captions and credits",
        "",
        "    What was said",
        "      “We have come a long way,” said the host.",
        "",
        "    Three things were agreed:",
        "",
        "    - a list of goods whose duties fall to",
        "      nothing within five years",
        "    - a yearly meeting",
        "",
        "    ▸ 3 lines of related news",
    ]


def test_an_opened_fold_has_a_head_and_its_lines():
    news = document(*NEWS)
    first = next(i for i, b in enumerate(news.blocks) if b.kind is BlockKind.BOILERPLATE)
    rows = drawn(Layout(news, 56, {first}))
    assert rows[4:10] == [
        "",
        "    ▾ 2 lines of captions and credits",
        "    Ministers meet in Hanoi",
        "    The opening session. (Photo: A. Painter)",
        "",
        "    What was said",
    ]
    assert rows[-1] == "    ▸ 3 lines of related news"


def test_signs_have_ascii_twins():
    rows = drawn(Layout(document(*NEWS), 56), ascii_only=True)
    assert rows[5] == "    + 2 lines of captions and credits"


def test_captions_alone_are_not_folded():
    rows = drawn(Layout(document("P:One.\n", "C:A picture.\n", "C:Another.\n", "P:Two.\n"), 40))
    assert rows == ["    One.", "", "    A picture.", "    Another.", "", "    Two."]


def test_boilerplate_that_shares_a_line_is_not_folded():
    rows = drawn(Layout(document("C:A picture.", " ", "B:|", "\n", "P:Two.\n"), 40))
    assert rows == ["    A picture. |", "", "    Two."]


def test_hard_wrapped_lines_stay_as_they_are():
    rows = drawn(
        Layout(document("P:These lines\nwere broken\nby hand.\n\n\n\n", "P:And these\ntoo."), 60)
    )
    assert rows == [
        "    These lines",
        "    were broken",
        "    by hand.",
        "",
        "    And these",
        "    too.",
    ]


def test_long_lines_without_blocks_are_paragraphs_and_short_ones_are_not():
    long = "word " * 30
    rows = drawn(Layout(Document("d", "d", f"{long}\n{long}\nshort\nshort"), 91))
    assert [bool(row) for row in rows] == [True, True, False, True, True, False, True, True]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_lines_end_with_any_break(break_):
    text = f"one{break_}two{break_}{break_}three{break_}"
    layout = Layout(Document("d", "d", text), 40)
    assert drawn(layout) == ["    one", "    two", "", "    three"]
    for word in ("one", "two", "three"):
        row = layout.row_at(text.index(word) + 1)
        assert text[row.start : row.end] == word
    assert [layout.row_at(offset).start for offset in range(len(text))] == sorted(
        layout.row_at(offset).start for offset in range(len(text))
    )


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n ", "\r\n\r\n"])
def test_a_text_of_nothing_is_one_blank_row(text):
    layout = Layout(Document("d", "d", text), 40)
    assert [row.kind for row in layout.page(layout.first(), 9)] == [RowKind.BLANK]
    assert layout.row_at(len(text)) == layout.first() == layout.last()
    assert layout.column(0)[1] == 0


def test_an_offset_in_a_fold_is_on_its_row():
    news = document(*NEWS)
    layout = Layout(news, 56)
    offset = news.text.index("Painter")
    row = layout.row_at(offset)
    assert row.kind is RowKind.FOLD
    assert layout.column(offset) == (row, 0)
    fold = layout.fold_of(row)
    assert fold is not None
    assert news.text[fold.start : fold.end].endswith("Painter)\n")
    assert layout.closed_at(offset) == fold
    assert Layout(news, 56, {fold.first}).closed_at(offset) is None


def test_the_rows_of_a_very_long_line_are_found_from_anywhere():
    text = "some words of no great length " * 20000
    layout = Layout(Document("d", "d", text), 91)
    for offset in (0, 1, 5000, 123_456, 300_001, len(text) - 1, len(text)):
        row = layout.row_at(offset)
        assert row.start <= min(offset, len(text) - 1) < row.after
        again = Layout(layout.document, 91)
        assert again.step(again.row_at(offset), 0) == row
        below = layout.step(row, 1)
        assert below == row or below.start == row.after
    end = layout.page(layout.step(layout.last(), -9), 20)
    assert len(end) == 10
    assert end[-1].after == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "some words of no great length " * 1500,
        "từ ngữ tiếng Việt có dấu " * 1500,
        "x" * 30_000,
        "e\u0301" * 15_000,
        "日本語の文、" * 5000,
        "\U0001f468\u200d\U0001f469" * 9000,
        "\U0001f1fb\U0001f1f3" * 9000,
        " " * 20_000 + "x",
    ],
)
def test_the_rows_of_a_very_long_line_tile_it(text):
    layout = Layout(Document("d", "d", text), 91)
    rows = layout.page(layout.first(), 100_000)
    assert rows[0].start == 0
    assert rows[-1].after == len(text)
    assert all(above.after == below.start for above, below in pairwise(rows))
    fresh = Layout(layout.document, 91)
    assert [fresh.row_at(row.start) for row in reversed(rows)] == rows[::-1]
    assert layout.step(layout.last(), 1 - len(rows)) == rows[0]
    if len(text) < 35_000:
        starts = {cluster.start for cluster in clusters(text)}
        assert {row.start for row in rows} <= starts


def test_a_long_line_of_nothing_but_letters_is_cut_to_rows():
    layout = Layout(Document("d", "d", "x" * 50_000), 91)
    rows = layout.page(layout.first(), 1000)
    assert {row.end - row.start for row in rows} <= set(range(1, 81))
    assert "".join("x" * (row.end - row.start) for row in rows) == "x" * 50_000


def test_only_what_is_looked_at_is_laid_out():
    text = ("A paragraph of a few words and no more than that.\n\n") * 60_000
    layout = Layout(Document("d", "d", text), 80)
    layout.page(layout.row_at(len(text) // 2), 40)
    layout.page(layout.step(layout.last(), -39), 40)
    assert len(layout._chunks) < 250


def test_other_blocks_keep_opened_folds_open():
    news = document(*NEWS)
    layout = Layout(news, 56)
    layout = layout.with_opened({layout.folds[0].first})
    again = layout.with_blocks(news.blocks[1:])
    assert again.opened == {layout.folds[0].first - 1}
    assert again.closed_at(news.text.index("Painter")) is None
    assert again.closed_at(news.text.index("Yet")) is not None


def test_a_step_goes_over_every_row_and_back():
    layout = Layout(document(*NEWS), 33)
    rows = layout.page(layout.first(), 200)
    assert layout.step(rows[0], len(rows) - 1) == rows[-1] == layout.last()
    assert layout.step(rows[-1], 1 - len(rows)) == rows[0]
    assert layout.step(rows[-1], 5) == rows[-1]
    assert layout.step(rows[0], -5) == rows[0]
    for number, row in enumerate(rows):
        assert layout.step(rows[0], number) == row
        assert layout.step(row, -number) == rows[0]


def test_the_sides_shrink_with_the_width():
    for width in range(1, 200):
        place = geometry(width)
        assert 1 <= place.measure <= 80
        assert place.left >= place.gutter
        assert place.margin + place.letters <= width or not place.letters
        assert place.left + place.measure <= width
    assert geometry(91)[:4] == (91, 4, 4, 80)
    assert geometry(40).measure == 29
    assert geometry(20).measure == 14


def test_kinds_of_a_row():
    news = document(*NEWS)
    layout = Layout(news, 56)
    row = layout.row_at(news.text.index("Ministers of"))
    assert [(news.text[a:b], kind) for a, b, kind in layout.kinds(row.start, row.start + 13)] == [
        ("HANOI", BlockKind.DATELINE),
        ("Minis", BlockKind.PARAGRAPH),
    ]
    assert layout.block_at(news.text.index(" - ")) == -1
    assert news.blocks[layout.block_at(0)].span == Span(0, len("Ministers meet in Hanoi"))

"""Sorting in turns sorts; contexts keep every letter; rows are as wide as they should be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus.hostile import harmless_line
from corpus.turns import Turns, sorted_in_turns
from tui.rendering.cells import text_width
from tui.rendering.kwic import KwicColumns, fitted, fitted_left
from tui.rendering.tables import Column, place_columns

TEXT = st.text(st.sampled_from("aé ế漢字🇻🇳👩\u200d👩\u0301\t\u200b\x1b-…あ"), max_size=40)


@given(st.lists(st.integers(0, 9), max_size=60), st.booleans())
def test_sorting_in_turns_is_stable_sorting(keys, reverse):
    import corpus.turns

    block, corpus.turns.BLOCK = corpus.turns.BLOCK, 7
    try:
        order = Turns(sorted_in_turns(keys, reverse=reverse)).finish()
    finally:
        corpus.turns.BLOCK = block
    assert order.tolist() == sorted(range(len(keys)), key=keys.__getitem__, reverse=reverse)


@given(TEXT, st.integers(0, 30))
def test_a_left_context_fills_its_cells_exactly_and_ends_as_it_does(text, width):
    text = harmless_line(text)
    drawn = fitted_left(text, width)
    assert cell_len(drawn) == width
    if text_width(text) <= width:
        assert text_width(drawn.lstrip(" ")) <= text_width(text)
    elif width:
        assert drawn.lstrip(" ").startswith("…")


@given(TEXT, st.integers(0, 30))
def test_what_is_cut_at_its_end_is_never_wider(text, width):
    assert cell_len(fitted(harmless_line(text), width)) <= width


@given(st.integers(0, 300), st.integers(0, 80), st.booleans())
def test_the_columns_of_a_concordance_fill_the_row(width, wanted, titled):
    columns = KwicColumns.of(width, wanted, titled=titled)
    parts = [columns.left, columns.middle, columns.right, columns.title, columns.date]
    assert min(parts) >= 0
    used = sum(parts) + 4 + 6 * columns.ruled + 2 * bool(columns.title) + 2 * bool(columns.date)
    assert used == max(width, 4)


COLUMNS = st.builds(
    Column, st.text("abc", max_size=9), st.booleans(), st.booleans(), st.integers(0, 3)
)


@given(st.lists(st.tuples(COLUMNS, st.integers(0, 60)), max_size=7), st.integers(0, 200))
def test_the_columns_of_a_table_go_by_need_and_stay_in_order(given_, width):
    columns = [column for column, _ in given_]
    placed = place_columns(columns, [size for _, size in given_], width)
    numbers = [one.number for one in placed]
    assert numbers == sorted(numbers)
    left_out = set(range(len(columns))) - set(numbers)
    assert all(columns[number].spare for number in left_out)
    if left_out and numbers:
        assert min(columns[n].spare for n in left_out) >= max(columns[n].spare for n in numbers)
    if not any(column.spare == 0 and not column.flexible for column in columns) and placed:
        assert all(one.width > 0 for one in placed)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.rendering.bars import binned, cells_for, dispersion_bar, sparkline

counts = st.lists(st.integers(0, 10**9), max_size=200)


@pytest.mark.parametrize(
    ("values", "shown", "plain"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█", "_-=+*#%@"),
        ([0, 1, 1000], "·▁█", "._@"),
        ([5, 5], "██", "@@"),
        ([0, 0], "··", ".."),
        ([], "", ""),
    ],
)
def test_a_sparkline_is_as_high_as_its_highest(values, shown, plain):
    assert sparkline(values, 20) == shown
    assert sparkline(values, 20, ascii_only=True) == plain


def test_a_dispersion_bar_tells_nothing_little_and_much_apart():
    assert dispersion_bar([0, 1, 2, 3, 4, 0], 20) == "·░▒▓█·"
    assert dispersion_bar([0, 1, 2, 3, 4, 0], 20, ascii_only=True) == ".-=%#."


def test_more_counts_than_cells_are_added_up():
    assert binned([1, 2, 3, 4, 5, 6], 3) == [3, 7, 11]
    assert binned([1, 2, 3], 2) == [1, 5]
    assert binned([1, 2, 3], 0) == []
    assert [list(part) for part in cells_for(5, 2)] == [[0, 1], [2, 3, 4]]


@given(counts, st.integers(-1, 120))
def test_a_bar_is_never_wider_than_its_room_and_forgets_nothing(values, width):
    for draw in (sparkline, dispersion_bar):
        for ascii_only in (False, True):
            bar = draw(values, width, ascii_only=ascii_only)
            assert cell_len(bar) == max(0, min(width, len(values)))
            assert bar.isascii() or not ascii_only
    if width > 0:
        assert sum(binned(values, width)) == sum(values)
        shown = [c != "·" for c in sparkline(values, width)]
        assert shown == [count > 0 for count in binned(values, width)]

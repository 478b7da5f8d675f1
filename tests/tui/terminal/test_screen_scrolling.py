"""Finding what has moved."""

from __future__ import annotations

import pytest

from tui.terminal.drawing import Drawing
from tui.terminal.scrolling import Scroll, find_scroll, same_cells, scrolled
from tui.terminal.styles import UNKNOWN, Styles

STYLES = Styles()
WORDS = ["wind", "sand", "star", "salt", "rope", "door", "leaf", "glass", "stone", "paper"]


def rows(lines, width=0):
    drawing = Drawing(width or len(lines[0]), len(lines), STYLES, erases_in_colour=True)
    for number, line in enumerate(lines):
        drawing.draw(f"\x1b[{number + 1};1H{line}")
    return drawing.rows


def line(number, width):
    return " ".join(WORDS[(number * 7 + step * step) % 10] for step in range(40))[:width]


def found(before, after, *, margins=True):
    one, other = rows(before), rows(after)
    scroll = find_scroll(one, other, same_cells(one, other), margins=margins)
    return scroll and (scroll.top, scroll.bottom, scroll.left, scroll.right, scroll.shift)


@pytest.mark.parametrize("shift", [1, 2, 5, -1, -3])
def test_a_whole_screen_that_moved_is_found(shift):
    lines = [f"{number:4} {line(number, 55)}" for number in range(60)]
    assert found(lines[20:40], lines[20 + shift : 40 + shift]) == (0, 20, 0, 60, shift)


@pytest.mark.parametrize("shift", [1, -1])
def test_a_rectangle_beside_what_stays_is_found(shift):
    lists = [f"{line(number + 50, 30):30}" for number in range(20)]
    texts = [f"{number:4}{line(number, 44):46}" for number in range(60)]
    before = [a + b for a, b in zip(lists, texts[10:30], strict=True)]
    after = [a + b for a, b in zip(lists, texts[10 + shift : 30 + shift], strict=True)]
    scroll = found(before, after)
    assert scroll is not None
    top, bottom, left, right, moved = scroll
    assert (top, bottom, moved) == (0, 20, shift)
    assert 28 <= left <= 36
    assert right >= 74


def test_what_stays_above_and_below_is_no_part_of_it():
    lines = [f"{number:4} {line(number, 55)}" for number in range(60)]
    head, foot = ["title".ljust(60)] * 2, ["status".ljust(60)] * 2
    scroll = found(head + lines[:16] + foot, head + lines[1:17] + foot)
    assert scroll == (2, 18, 0, 60, 1)


def test_nothing_is_found_where_nothing_moved():
    lines = [f"{number:4} {line(number, 55)}" for number in range(60)]
    assert found(lines[:20], lines[:20]) is None
    assert found(lines[:20], lines[30:50]) is None
    assert found([" " * 60] * 20, ["-" * 60] * 20) is None
    assert found(["a"], ["b"]) is None


def test_halves_of_wide_characters_at_the_edges_are_not_known():
    grid = rows(["a\u6f22\u6f22\u6f22b"] * 4, 8)
    scroll = Scroll(0, 4, 2, 6, shift=1)
    after = scrolled(grid, scroll, STYLES.plain.look_up(" "), UNKNOWN)
    assert [row[1] for row in after] == [UNKNOWN] * 4
    assert [row[6] for row in after] == [UNKNOWN] * 4
    assert after[0][3] is grid[1][3]
    assert after[3][3].text == " "

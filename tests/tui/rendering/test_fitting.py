from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.rendering.fitting import cut, fill, fill_left


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("three", 5, "three"),
        ("a title", 4, "a t…"),
        ("two words", 5, "two…"),
        ("漢字です", 4, "漢…"),
        ("one", 1, "…"),
        ("one", 0, ""),
        ("one", -3, ""),
        ("", 0, ""),
    ],
)
def test_what_is_too_long_ends_with_a_sign(text, width, shown):
    assert cut(text, width) == shown


def test_filling_makes_exactly_the_width():
    assert fill("ab", 4) == "ab  "
    assert fill_left("ab", 4) == "  ab"
    assert fill("two words", 5, "~") == "two~ "
    for width in range(9):
        assert cell_len(fill("漢字です", width)) == cell_len(fill_left("漢字です", width)) == width

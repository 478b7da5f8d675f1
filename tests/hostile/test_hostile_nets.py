"""All nets are equally fine: what one takes for harmful, the others do."""

from __future__ import annotations

from corpus.hostile import is_harmless
from tui.terminal.page_cache import is_drawing
from tui.terminal.widths import replace_controls

LINE_ENDS = "\r\n\b\x1b"


def test_every_code_point_is_harmful_to_all_nets_or_to_none():
    for code in (*range(0x20, 0x3000), *range(0xD800, 0x10000), *range(0xDFFF0, 0xF0010)):
        sign = chr(code)
        assert is_drawing(sign) == is_harmless(sign), hex(code)
        assert (replace_controls(sign) == sign) == is_harmless(sign), hex(code)


def test_controls_are_harmful_to_those_that_stand_before_the_terminal():
    for sign in map(chr, range(0x20)):
        if sign not in LINE_ENDS:
            assert not is_drawing(sign)
            assert replace_controls(sign) != sign

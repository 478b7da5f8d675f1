from __future__ import annotations

import pytest

from tui.rendering.wrap import wrap


def rows(text, width, **more):
    return [text[start:end] for start, end in wrap(text, 0, len(text), width, **more)]


def test_words_stay_whole_and_blanks_hang():
    assert rows("one two three", 8) == ["one two ", "three"]
    assert rows("one two  three", 7) == ["one two  ", "three"]
    assert rows("one two", 7) == ["one two"]
    assert rows("one two   ", 7) == ["one two   "]


def test_only_what_was_asked_for_is_wrapped():
    assert wrap("aaaa bbbb cccc", 5, 14, 5) == [(5, 10), (10, 14)]


def test_long_words_are_cut():
    assert rows("abcdefghij kl", 4) == ["abcd", "efgh", "ij ", "kl"]
    assert rows("  abcdefghij", 4) == ["  ab", "cdef", "ghij"]


def test_an_empty_line_is_one_row():
    assert wrap("", 0, 0, 5) == [(0, 0)]


def test_a_hanging_indent_leaves_less_to_the_rest():
    assert rows("- aa bb cc dd", 8, rest=6) == ["- aa bb ", "cc dd"]
    assert rows("- aa bb cc dd ee", 8, rest=5) == ["- aa bb ", "cc dd ", "ee"]


def test_wide_characters_count_two_and_break_anywhere_but_before_a_stop():
    assert rows("日本語の文", 4) == ["日本", "語の", "文"]
    assert rows("日本語、文", 6) == ["日本", "語、文"]
    assert rows("日本（語）文", 6) == ["日本", "（語）", "文"]


def test_a_no_break_space_does_not_break():
    assert rows("10\xa0000 people", 6) == ["10\xa0000 ", "people"]
    assert rows("aa 10\xa0000", 8) == ["aa ", "10\xa0000"]


def test_clusters_are_not_split():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert rows(family * 3, 5) == [family * 2, family]
    assert rows("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]
    assert rows("a" + "\u0301" * 40 + "b", 1) == ["a" + "\u0301" * 40, "b"]


def test_tabs_are_blanks_as_wide_as_they_are_drawn():
    assert rows("a\tbcd\te", 7) == ["a\tbcd\t", "e"]
    assert rows("a\tbcd ef", 8) == ["a\tbcd ", "ef"]


@pytest.mark.parametrize(("width", "rest"), [(0, 0), (-1, 0), (4, -1)])
def test_no_width_no_rows(width, rest):
    with pytest.raises(ValueError, match="not a width"):
        wrap("text", 0, 4, width, rest=rest)

from __future__ import annotations

import pytest
from rich.cells import cell_len, get_character_cell_size

from tui.rendering.cells import cells_of, cluster_at, clusters, is_plain, text_width

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1fb\U0001f1f3"


def spans(text):
    return [(start, end) for start, end, _, _ in clusters(text)]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        (FAMILY, 2),
        (FLAG, 2),
        ("\u2764\ufe0f", 2),
        ("\U0001f44d\U0001f3fd", 2),
        ("e\u0301", 1),
        ("a" + "\u0301" * 40, 1),
        ("\u1100\u1161\u11a8", 2),
        ("1\ufe0f\u20e3", 2),
    ],
)
def test_what_a_reader_takes_for_one_character_is_one_cluster(text, width):
    assert spans("x" + text + "y") == [(0, 1), (1, 1 + len(text)), (1 + len(text), 2 + len(text))]
    assert text_width(text) == width
    assert [cluster_at(f"x{text}y", at) for at in range(1, 1 + len(text))] == [
        (1, 1 + len(text))
    ] * len(text)


def test_flags_side_by_side_are_two_clusters():
    assert spans(FLAG + FLAG) == [(0, 2), (2, 4)]


def test_a_joiner_between_letters_joins_nothing_and_is_not_drawn():
    cells = cells_of("a\u200db")
    assert cells.cut(0, 3) == ("ab", 2)


def test_few_of_many_marks_are_drawn():
    drawn, width = cells_of("a" + "\u0301" * 40).cut(0, 41)
    assert width == 1
    assert 2 < len(drawn) < 12


def test_a_mark_without_a_letter_gets_a_circle():
    assert cells_of("\u0301a").cut(0, 2) == ("\u25cc\u0301a", 2)


def test_tabs_go_to_the_next_multiple_of_four():
    cells = cells_of("a\tb\t\tc")
    assert cells.cut(0, 6) == ("a   b       c", 13)
    assert [cells.column(at) for at in range(6)] == [0, 1, 4, 5, 8, 12]
    assert cells.offset(2) == cells.offset(3) == 1


def test_columns_and_offsets_of_wide_characters():
    cells = cells_of("xx日本y", 2, base=10)
    assert (cells.start, cells.end, cells.width) == (12, 15, 5)
    assert [cells.column(at) for at in (12, 13, 14, 15)] == [0, 2, 4, 5]
    assert [cells.offset(column) for column in range(7)] == [12, 12, 13, 13, 14, 14, 14]


def test_every_plain_character_is_one_cell():
    plain = [chr(code) for code in range(0x20, 0x10000) if is_plain(chr(code))]
    assert len(plain) > 2000
    assert {get_character_cell_size(character) for character in plain} == {1}


def test_news_in_vietnamese_is_plain():
    assert is_plain("“Đổi mới” – Thủ tướng Phạm Minh Chính, 2,5 % của GDP…")
    assert not is_plain("Điện Biên Phủ\t")
    assert not is_plain("\x1b[2J")


def test_a_line_break_is_one_cluster():
    assert cluster_at("a\r\nb", 1) == cluster_at("a\r\nb", 2) == (1, 3)
    assert cluster_at("ab", 2) == (2, 2)
    assert cluster_at("é\u0301\nx", 2) == (2, 3)


def test_widths_are_what_the_strips_will_be_measured_as():
    for text in (
        FAMILY,
        FLAG,
        "a\u200db",
        "\u200da",
        "\ufe0f\u2764\ufe0f",
        "\U0001f3f3\u200d\u2695\ufe0f",
    ):
        drawn, width = cells_of(text).cut(0, len(text))
        assert cell_len(drawn) == width

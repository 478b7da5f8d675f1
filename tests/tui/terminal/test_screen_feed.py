"""What the program writes: what is drawn, what is passed on, and what never leaves."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui.terminal.abilities import Abilities
from tui.terminal.screen import Screen

MODERN = Abilities(scrolls=True, repeats=True, erases_in_colour=True, erases_cells=True)


@pytest.fixture
def screen():
    """A blank screen with a hidden cursor."""
    screen = Screen(20, 5, MODERN)
    screen.feed("\x1b[?1049h\x1b[?25l")
    screen.changes()
    return screen


@pytest.mark.parametrize(
    "said",
    [
        "\x1b[?1049h",
        "\x1b[?1000h\x1b[?1006h",
        "\x1b[>1u",
        "\x1b[<u",
        "\x1b[?2026$p",
        "\x1b[2 q",
        "\x1b]0;a title\x07",
        "\x1b]22;pointer\x1b\\",
        "\x1b]52;c;SGVsbG8=\x07",
        "\x07",
        "\x1b[6n",
        "\x1b[5n",
        "\x1b[c\x1b[>c\x1b[>q",
        "\x1bP+q544e\x1b\\",
    ],
)
def test_what_is_said_to_the_terminal_is_passed_on(screen, said):
    assert screen.feed(said) == said


def test_marks_of_synchronised_output_are_not_passed_on(screen):
    assert screen.feed("\x1b[?2026h") == ""
    assert screen.feed("\x1b[?2026h\x1b[?25h") == "\x1b[?25h"
    assert screen.cursor_visible


@pytest.mark.parametrize("split", range(1, 20))
def test_what_is_split_over_two_writes_is_completed(screen, split):
    said = "\x1b]52;c;SGVsbG8=\x07"
    assert screen.feed(said[:split]) + screen.feed(said[split:]) == said
    drawn = "\x1b[2;3H\x1b[1;31mab"
    screen.feed(drawn[:split])
    screen.feed(drawn[split:])
    assert "ab" in screen.changes()


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x1b]52;c;AAAA\x07b", "a\ufffd]52;c;AAAA\ufffdb"),
        ("a\x1b[?1049lb", "a\ufffd[?1049lb"),
        ("a\x1b[5Sb", "a\ufffd[5Sb"),
        ("a\x1bcb", "a\ufffdcb"),
        ("a\x9b2Jb", "a\ufffd2Jb"),
        ("a\x00\x07\x08\x0b\x7fb", "a\ufffd\ufffd\ufffd\ufffd\ufffdb"),
        ("a\u202e\u2067\u2028b", "a\ufffd\ufffd\ufffdb"),
        ("a\U000e0041\ud800b", "a\ufffd\ufffdb"),
        ("a\x1b]8;;http://x\nb", "a\ufffd]8;;http://x"),
        ("a\x1b]8;;http://x\x1b\\b", "a\ufffd]8;;http://x\ufffd\\b"),
    ],
)
def test_what_is_hidden_in_a_text_is_shown_and_not_obeyed(screen, hostile, shown):
    assert screen.feed(f"\x1b[1;1H{hostile}\x1b[1;1H") == ""
    changes = screen.changes()
    repeated = changes.replace("\ufffd\x1b[4b", "\ufffd" * 5)
    assert shown in repeated.replace("\ufffd\x1b[2b", "\ufffd" * 3)


def test_links_are_a_part_of_the_style_of_a_program_that_draws_them():
    screen = Screen(20, 5, MODERN, links=True)
    screen.feed("\x1b[?1049h\x1b[?25l")
    screen.changes()
    screen.feed("\x1b[1;1H\x1b]8;id=1;https://a.example\x1b\\here\x1b]8;;\x1b\\ there")
    assert screen.changes() == ("\x1b[m\x1b]8;id=1;https://a.example\x1b\\here\x1b]8;;\x1b\\ there")
    screen.feed("\x1b[1;1H\x1b]8;id=1;https://a.example\x07here\x1b]8;;\x07\x1b[1;11H")
    assert screen.changes() == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\x1b[38:2::1:2:3mx", "\x1b[38;2;1;2;3mx"),
        ("\x1b[38:2:1:2:3mx", "\x1b[38;2;1;2;3mx"),
        ("\x1b[38:5:200mx", "\x1b[38;5;200mx"),
        ("\x1b[4:1mx", "\x1b[4mx"),
        ("\x1b[1m\x1b[31mx", "\x1b[31;1mx"),
        ("\x1b[1;2;22;31mx", "\x1b[31mx"),
        ("\x1b[1;0;31mx", "\x1b[;31mx"),
        ("\x1b[31m \x1b[0m", " "),
        ("\x1b[1;3;38;5;9m  ", "  "),
    ],
)
def test_what_looks_the_same_is_the_same(screen, one, other):
    screen.feed(f"\x1b[1;1H{one}\x1b[0m")
    screen.changes()
    screen.feed(f"\x1b[1;1H{other}\x1b[0m")
    assert screen.changes() == ""


@pytest.mark.parametrize("style", ["4", "7", "9", "48;5;3", "4:3", "21", "53"])
def test_what_can_be_seen_on_a_blank_is_sent(screen, style):
    screen.feed(f"\x1b[1;5H\x1b[{style};31m \x1b[0m")
    assert screen.changes()


def test_marks_belong_to_the_cell_before_them(screen):
    screen.feed("\x1b[1;1He\x1b[31m\u0301\x1b[0mf")
    assert screen.changes() == "\x1b[me\u0301f"
    screen.feed("\x1b[2;1H\u0301x")
    assert screen.changes() == "\r\nx"
    assert screen.cursor == (1, 1)


def test_nothing_is_drawn_beyond_the_edges(screen):
    screen.feed("\x1b[1;18Habcdef\x1b[9;1Hbelow\x1b[2;20H\u6f22\x1b[1;1H")
    changes = screen.changes()
    assert changes == "\x1b[18G\x1b[mabc"


@pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 5), (5, 0), (1, 1), (2, 1)])
def test_screens_of_any_size_can_be_drawn_on(width, height):
    screen = Screen(width, height, MODERN)
    for frame in ("\x1b[2J\x1b[3;3Hhello \u6f22", "\x1b[9Ax\x1b[K\x1b[1J\x1b[5X\r\n\r\n", "\x1b[H"):
        assert screen.feed(frame) == ""
        screen.changes()
        screen.picture()
    screen.resize(3, 2)
    screen.feed("\x1b[1;1Habc\x1b[2;1Hdef")
    assert "abc\r\ndef" in screen.changes()


def test_no_number_of_styles_is_too_many(screen):
    for number in range(60_000):
        screen.feed(f"\x1b[1;1H\x1b[38;2;{number % 256};{number // 256};1m\u00e9\x1b[0m")
    assert len(screen._styles) < 50_000
    assert "38;2;95;234;1" in screen.changes()
    screen.feed("\x1b[1;1H\x1b[38;2;95;234;1m\u00e9\x1b[0m")
    assert screen.changes() == ""


def test_a_screen_needs_little():
    look = (
        "import sys; before = set(sys.modules); import tui.terminal.screen; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    needed = {name.split(".")[0] for name in done.stdout.split()}
    assert not needed & {"textual", "rich", "typing", "dataclasses", "inspect", "corpus"}

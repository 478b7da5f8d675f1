"""What is sent: the bytes for what a reader does, and nothing for nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tui.terminal.abilities import Abilities
from tui.terminal.screen import Screen

MODERN = Abilities(scrolls=True, repeats=True, erases_in_colour=True, erases_cells=True)
WIDE = replace(MODERN, margins=True)
OLDEST = Abilities()

TEXT = "38;2;226;229;234;48;2;20;23;27"
LINES = [
    f"{number} {'lorem ipsum dolor sit amet consectetur'[number % 7 :]} {number * 37}"
    for number in range(200)
]


def shown(abilities=MODERN, width=80, height=24):
    screen = Screen(width, height, abilities)
    screen.feed("\x1b[?1049h")
    screen.feed("\x1b[?25l")
    return screen


def page(first, *, top=1, rows=22, left=1, width=80, style=TEXT):
    """Lines of a text, written as a program writes a whole widget."""
    return "".join(
        f"\x1b[{top + row};{left}H\x1b[{style}m{LINES[first + row][:width]:{width}}\x1b[0m"
        for row in range(rows)
    )


def test_what_has_not_changed_is_not_sent():
    screen = shown()
    screen.feed(page(0))
    assert screen.changes()
    screen.feed(page(0))
    assert screen.changes() == ""


def test_one_letter_is_one_byte_where_the_cursor_is():
    screen = shown()
    screen.feed("\x1b[1;1Ha\x1b[1;2H")
    screen.changes()
    screen.feed("\x1b[1;2Hb\x1b[1;3H")
    assert screen.changes() == "b"


def test_a_hidden_cursor_moves_only_when_the_program_moves_it():
    screen = shown()
    screen.feed("\x1b[1;1Ha\x1b[3;7H")
    assert screen.changes().endswith("\x1b[3;7H")
    screen.feed("\x1b[2;1Hb\x1b[3;7H")
    assert screen.changes() == "\x1b[2Hb"
    screen.feed("\x1b[3;9H")
    assert screen.changes() == "\x1b[3;9H"
    screen.feed("\x1b[?25h")
    screen.feed("\x1b[2;2Hc\x1b[3;9H")
    assert screen.changes().endswith("\x1b[3;9H")


@pytest.mark.parametrize("abilities", [MODERN, WIDE, OLDEST])
def test_a_line_scrolled_over_the_whole_width_is_little_more_than_the_line(abilities):
    screen = shown(abilities)
    screen.feed(page(0, style="3"))
    screen.changes()
    screen.feed(page(1, style="3"))
    down = screen.changes()
    assert "\n" in down
    assert len(down) < 40 + len(LINES[22])
    screen.feed(page(0, style="3"))
    up = screen.changes()
    assert "\x1bM" in up
    assert len(up) < 40 + len(LINES[0])


def test_a_line_scrolled_beside_a_list_moves_only_its_columns():
    screen = shown(WIDE, 120, 40)
    beside = page(100, rows=38, width=40)
    screen.feed(beside + page(0, left=41, rows=38))
    screen.changes()
    screen.feed(beside + page(1, left=41, rows=38))
    changes = screen.changes()
    assert re.search(r"\x1b\[;38r\x1b\[41;\d+s\x1b\[S\x1b\[s\x1b\[r", changes)
    assert len(changes) < 70 + len(LINES[38])


def test_what_would_flicker_is_not_scrolled_without_margins():
    screen = shown(MODERN, 120, 40)
    beside = page(100, rows=38, width=60)
    screen.feed(beside + page(0, left=61, rows=38, width=60))
    screen.changes()
    screen.feed(beside + page(1, left=61, rows=38, width=60))
    assert "r" not in {part.lstrip("0123456789;")[:1] for part in screen.changes().split("\x1b[")}


def test_an_old_terminal_is_sent_only_what_it_knows():
    screen = shown(OLDEST)
    sent = ""
    for first in (0, 1, 20, 3):
        screen.feed(page(first) + "\x1b[24;1H\x1b[1;4mstatus\x1b[0m" + "-" * 60)
        sent += screen.changes()
    finals = {part.lstrip("0123456789;")[:1] for part in sent.split("\x1b[")[1:]}
    assert finals <= set("HCDABKJmr")
    assert ";24m" not in sent


def test_a_page_is_no_longer_for_two_lines_that_stay():
    screen = shown()
    screen.feed(page(0))
    screen.changes()
    screen.feed(page(20))
    turned = screen.changes()
    text = sum(len(line) for line in LINES[20:42])
    assert len(turned) < text + 22 * 12


def test_blanks_are_erased_and_repeats_are_counted():
    screen = shown()
    screen.feed("\x1b[1;1Hx" + "=" * 40 + "\x1b[2;1H\x1b[48;5;9m" + " " * 80 + "\x1b[0m")
    screen.changes()
    screen.feed("\x1b[1;1H" + " " * 80 + "\x1b[2;1H" + " " * 80)
    assert screen.changes() == "\x1b[H\x1b[m\x1b[K\r\n\x1b[K"
    screen.feed("\x1b[3;1H" + "-" * 30)
    assert screen.changes() == "\r\n-\x1b[29b"


def test_what_is_not_known_is_cleared_and_drawn():
    screen = shown()
    screen.feed(page(0))
    screen.changes()
    screen.forget()
    again = screen.changes()
    assert "\x1b[r\x1b[H\x1b[J" in again
    assert all(LINES[row].split()[0] in again for row in range(22))
    assert screen.changes() == ""


def test_what_is_accepted_is_not_sent():
    screen = Screen(80, 24, MODERN)
    screen.feed(page(0))
    screen.accept()
    screen.cursor_visible = False
    screen.changes()
    screen.feed(page(0) + "\x1b[24;1Hready")
    changes = screen.changes()
    assert "ready" in changes
    assert len(changes) < 30


def test_a_pen_is_put_down_before_the_screen_is_left():
    screen = shown()
    screen.feed("\x1b[1;1H\x1b[31mred")
    screen.changes()
    assert screen.feed("\x1b[?1049l") == "\x1b[m\x1b[?1049l"


def test_after_a_risky_character_the_rest_of_the_row_is_put_right():
    screen = shown()
    screen.feed("\x1b[1;1Hname: \U0001f468\u200d\U0001f469 and more text")
    screen.changes()
    screen.feed("\x1b[1;1Hname: \U0001f469\u200d\U0001f469 and more text")
    changes = screen.changes()
    assert changes.endswith(" and more text\x1b[K")
    assert "\x1b[9G" in changes or "\x1b[;9H" in changes


def test_abilities_may_become_known_later():
    screen = shown(OLDEST)
    screen.feed("\x1b[1;1H\x1b[48;5;9m" + " " * 80)
    assert "\x1b[K" not in screen.changes()
    screen.abilities = MODERN
    screen.feed("\x1b[2;1H" + " " * 80)
    assert "\x1b[K" in screen.changes()
    screen.abilities = OLDEST
    assert " " * 80 in screen.changes()

"""The second net: frames and controls pass, everything else is made harmless."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.style import Style

from tui.terminal.net import netted


@pytest.mark.parametrize(
    "controls",
    ["\x1b[?1049h", "\x1b[?25l\x1b[?1004h", "\x1b]52;c;aGk=\x07", "\x1b]22;default\x07", "\x07"],
)
def test_known_controls_of_their_own_pass(controls):
    assert netted(controls) == controls


@pytest.mark.parametrize(
    "style",
    [
        Style(bold=True, italic=True, underline=True, strike=True),
        Style(dim=True, underline2=True, reverse=True),
        Style(color="#123456", bgcolor="#fedcba"),
        Style(color=Color.from_ansi(200), bgcolor=Color.from_ansi(3)),
        Style(color="bright_red", bgcolor="default"),
    ],
)
def test_every_style_that_is_drawn_with_passes(style):
    frame = f"\x1b[1;1H{style.render('a text of ours')}\r\n\x1b[2;1Hmore\n\x1b[1mand"
    assert netted(frame) == frame


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x1b[2J", "␛[2J"),
        ("\x1b[8m", "␛[8m"),
        ("\x1b[5;31m", "␛[5;31m"),
        ("\x1b[9999999;1H", "␛[9999999;1H"),
        ("\x9b2J", "\ufffd2J"),
        ("a\nb\tc", "a\ufffdb\ufffdc"),
        ("\u202ea\u2066", "\ufffda\ufffd"),
        ("\x1b", "␛"),
    ],
)
def test_what_hides_in_a_frame_is_shown(hidden, left):
    assert netted(f"\x1b[3;4H\x1b[1mbefore {hidden} after\x1b[0m") == (
        f"\x1b[3;4H\x1b[1mbefore {left} after\x1b[0m"
    )

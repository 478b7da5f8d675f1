"""What the name of a terminal promises, and what its answers change."""

from __future__ import annotations

import pytest

from tui.terminal.abilities import from_environment
from tui.terminal.answers import Answer, Answers


@pytest.mark.parametrize(
    ("name", "scrolls", "erases"),
    [
        ("xterm-256color", True, True),
        ("tmux-256color", True, True),
        ("screen", True, False),
        ("screen-256color-bce", True, True),
        ("xterm-kitty", True, False),
        ("linux", False, True),
        ("vt100", False, False),
    ],
)
def test_names_promise_what_terminals_of_that_name_do(name, scrolls, erases):
    known = from_environment({"TERM": name})
    assert (known.scrolls, known.erases_in_colour) == (scrolls, erases)
    assert (known.margins, known.repeats, known.synchronised) == (False, False, False)


def test_a_kitty_by_another_name_is_known_by_its_answer():
    named = Answers().plus(Answer("name", (), "kitty(0.35.2)"))
    assert not named.abilities(from_environment({"TERM": "xterm-256color"})).erases_in_colour

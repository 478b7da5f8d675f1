"""Kinds of terminals: colours as each shows them, windows of no size, and those that only print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from terminal import Terminal, glossator

LINES = [
    f"Line {number} of a text that is read on a terminal that only prints." for number in range(60)
]


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str | None]:
    folders = ("CONFIG", "DATA", "STATE", "CACHE")
    return {f"GLOSSATOR_{name}": str(tmp_path / name.lower()) for name in folders}


@pytest.fixture
def text(tmp_path: Path) -> str:
    file = tmp_path / "text.txt"
    file.write_text("The harbour in winter\n\n" + "\n".join(LINES) + "\nThe very last line.\n")
    return str(file)


def silent(question: bytes, answer: bytes | None) -> None:
    """A terminal that answers nothing."""


def knows_colours(question: bytes, answer: bytes | None) -> bytes | None:
    """A terminal that gives a 24-bit colour back."""
    return b"\x1bP1$r48:2::1:2:3m\x1b\\" if question == b"\x1bP$qm\x1b\\" else answer


def depth(written: bytes) -> str:
    """The colours of all that was written after the question for them."""
    drawn = written.rpartition(b"$qm\x1b\\\x1b[m")[2]
    found = b" ".join(re.findall(rb"\x1b\[([\d;:]*)m", drawn))
    if b"8;2;" in found:  # (colours that have a number as well are named by it)
        return "true"
    return "256" if b"8;5;" in found else "16" if re.search(rb"\b[349][0-7]\b", found) else "none"


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [("linux", None, "16"), ("tmux-256color", silent, "256"), ("xterm", knows_colours, "true")],
)
def test_colours_are_those_that_the_terminal_shows(
    homes: dict[str, str | None], name: str, answers: object, expected: str
) -> None:
    env = {**homes, "TERM": name, "COLORTERM": None}
    with Terminal(glossator(), env=env, answers=answers) as terminal:
        terminal.wait_for("Documents", "Resolution 59")
        terminal.wait_until(lambda _: depth(terminal.written) == expected, expected)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.modes() <= {7, 25}
        assert terminal.settings == terminal.settings_before


def test_a_window_of_one_cell_and_back(homes: dict[str, str | None]) -> None:
    with Terminal(glossator(), size=(1, 1), env=homes) as terminal:
        terminal.wait_until(lambda _: 1049 in terminal.modes())
        terminal.resize(80, 24)
        terminal.wait_for("Documents")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert b"Traceback" not in terminal.written


def dumb(*arguments: str, size: tuple[int, int] = (80, 24), **env: str | None) -> Terminal:
    return Terminal(glossator(*arguments), size=size, env={"TERM": "dumb", "PAGER": None, **env})


def test_a_dumb_terminal_gets_pages_of_plain_text(text: str) -> None:
    with dumb(text) as terminal:
        terminal.wait_for("Line 0 ", "-- more --")
        assert "Line 30" not in terminal.text
        assert terminal.text.splitlines()[-1].startswith("-- more --")
        terminal.send("<enter>")
        terminal.wait_for("Line 30 ", "-- more --")
        terminal.send("<enter>")
        terminal.wait_for("The very last line.")
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.written


@pytest.mark.parametrize("keys", ["q<enter>", "<ctrl+d>"])
def test_pages_can_be_left(text: str, keys: str) -> None:
    with dumb(text, PAGER="less") as terminal:  # which would want to draw
        terminal.wait_for("-- more --")
        terminal.send(keys)
        assert terminal.wait_exit() == 0
        assert b"Line 30" not in terminal.written


def test_a_pager_that_only_prints_is_used(text: str) -> None:
    with dumb(text, PAGER="cat -n") as terminal:
        terminal.wait_for("The very last line.")
        assert terminal.wait_exit() == 0
        assert re.search(rb"\d\tLine 40", terminal.written)
        assert b"-- more --" not in terminal.written


def test_rows_fit_a_narrow_dumb_terminal(text: str) -> None:
    with dumb(text, size=(40, 12)) as terminal:
        screen = terminal.wait_for("-- more --")
        assert "Line 3 " in screen
        assert "The harbour" in screen  # nothing of the page has left the screen


def test_an_encoding_without_these_letters_shows_others_as_like(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("“Điện Biên Phủ” – café… 日本 Nguye\u0302\u0303n\n", "utf-8")
    with dumb(str(file), PYTHONIOENCODING="ascii") as terminal:
        assert terminal.wait_exit() == 0
        assert '"Dien Bien Phu" - cafe. ???? Nguyen' in terminal.text

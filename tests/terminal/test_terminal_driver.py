"""The driver in the real program: what is sent, what is not, and what happens when it cannot."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from terminal import Terminal, glossator

TEXT = "A bridge over the river\n\n" + "".join(
    f"Paragraph {number} speaks of Hanoi and of Prime Minister Pham Minh Chinh.\n\n"
    for number in range(1, 60)
)
UNKNOWN = f"\x1b[{24}~"  # F12, which nothing is bound to

# The program with a screen that cannot be followed any more once a paragraph is in view.
UNFOLLOWED = """
import sys
from tui.terminal.screen import Screen, Unmodelled

changes = Screen.changes

def fail(self):
    if any("Paragraph 30" in "".join(cell.text for cell in row) for row in self._drawing.rows):
        raise Unmodelled("a fault made by a test")
    return changes(self)

Screen.changes = fail
from tui.__main__ import main
main()
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str | None]:
    return {f"GLOSSATOR_{n}": str(tmp_path / n) for n in ("DATA", "STATE", "CACHE", "CONFIG")}


def ready(terminal: Terminal) -> None:
    terminal.wait_until(
        lambda screen: re.search(r"marks? (yet )?· \d+ undecided", screen) is not None
    )


def test_a_key_that_does_nothing_sends_nothing(text, env):
    with Terminal(glossator(str(text)), env=env) as program:
        ready(program)
        program.send("<pagedown>")
        program.wait_gone("Paragraph 1 ")
        program.send("<pageup>")
        program.wait_for("Paragraph 1 ")
        before = len(program.written)
        program.send("<pagedown>")
        program.wait_gone("Paragraph 1 ")
        page = len(program.written) - before
        program.send("<pageup>")
        program.wait_for("Paragraph 1 ")
        before = len(program.written)
        program.send(UNKNOWN * 20 + "<pagedown>")
        program.wait_gone("Paragraph 1 ")
        # Beside the same page, at most the status query that comes every 2 KB.
        assert len(program.written) - before <= page + 8


def test_the_meter_says_what_a_key_cost(text, env):
    with Terminal(glossator(str(text)), env=env) as program:
        ready(program)
        program.send(":meter")
        program.wait_for("what each key costs")
        program.send("<enter>")
        program.wait_for(" B · ")
        program.send("j")
        screen = program.wait_until(lambda s: re.search(r"\b\d+ B · \d+ ms", s) is not None)
        assert int(re.search(r"(\d+) B · ", screen)[1]) < 500
        program.send(":meter<enter>")
        program.wait_until(lambda s: re.search(r"\d B · \d+ ms", s) is None)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_plain_frames_show_the_same(text, env, size):
    shown = []
    for option in ([], ["--plain-driver"]):
        with Terminal(glossator(*option, str(text)), env=env, size=size) as program:
            ready(program)
            program.send("gg<pagedown>]")
            program.wait_for("a accept")
            program.send("x")
            program.wait_for("no marks yet · 235 undecided")
            program.send("G")
            shown.append(program.wait_for("Paragraph 59", "100 %", " paragraph "))
            program.send("u")
            program.wait_for("Paragraph 59")
            program.send("<ctrl+q>")
            assert program.wait_exit() == 0
            assert program.modes() <= {7, 25}
    assert shown[0] == shown[1]


def test_a_screen_that_cannot_be_followed_is_drawn_plainly_and_that_is_said(text, env):
    command = [sys.executable, "-c", UNFOLLOWED, str(text)]
    with Terminal(command, env=env, size=(100, 40)) as program:
        ready(program)
        program.send("61G")
        program.wait_for("Drawing plainly from now on", "a fault made by a test", "Paragraph 30 ")
        program.send("<pagedown>")
        program.wait_gone("Paragraph 30 ")
        program.send("<pageup>")
        program.wait_for("Paragraph 30 ", "A bridge over the river")
        program.send("<ctrl+q>")
        assert program.wait_exit() == 0


def test_silent_and_babbling_terminals_are_drawn_on(text, env):
    with Terminal(glossator(str(text)), env=env, answers=lambda _q, _a: None) as program:
        ready(program)
        program.send("G")
        program.wait_for("Paragraph 59")
    with Terminal(
        glossator(str(text)),
        env=env,
        answers=lambda _q, _a: b"\x1b[?9999;9$y\x1bP1$rq\x1b\\\x1b[0n",
    ) as program:
        ready(program)
        program.send("gg")
        program.wait_for("Paragraph 1 ")
        program.send("<ctrl+q>")
        assert program.wait_exit() == 0
        assert program.settings == program.settings_before

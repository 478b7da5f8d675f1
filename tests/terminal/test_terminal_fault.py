"""A fault of ours on the screen: one sentence, the terminal restored, nothing lost."""

from __future__ import annotations

import sys

from terminal import Terminal, glossator

FAULTY = """
import sys
from tui.cli import run
from tui.screens.reading import ReadingScreen

def fail(self):
    raise ZeroDivisionError("a fault made by a test")

ReadingScreen.action_app_help = fail
sys.exit(run(sys.argv[1:]))
"""


def test_a_fault_is_told_in_a_sentence_and_the_terminal_is_given_back(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("A harbour and a bridge\n\nHanoi was quiet.\n", encoding="utf-8")
    env = {f"GLOSSATOR_{n}": str(tmp_path / n) for n in ("DATA", "STATE", "CACHE", "CONFIG")}
    with Terminal([sys.executable, "-c", FAULTY, str(text)], env=env) as program:
        program.wait_for("Hanoi was quiet")
        program.send("?")
        assert program.wait_exit() == 70
        assert "this went wrong inside the program" in program.text
        assert "ZeroDivisionError: a fault made by a test" in " ".join(program.text.split())
        assert "Traceback" not in program.written.decode()
        assert program.settings == program.settings_before
        assert 1049 not in program.modes()


def test_the_screen_is_drawn_where_errors_go_into_a_file(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("A harbour and a bridge\n\nHanoi was quiet.\n", encoding="utf-8")
    env = {f"GLOSSATOR_{n}": str(tmp_path / n) for n in ("DATA", "STATE", "CACHE", "CONFIG")}
    log = tmp_path / "log"
    command = ["/bin/sh", "-c", 'exec "$@" 2>"$0"', str(log), *glossator(str(text))]
    with Terminal(command, env=env) as program:
        program.wait_for("Hanoi was quiet")
        program.send("q")
        assert program.wait_exit() == 0
    assert log.read_bytes() == b""

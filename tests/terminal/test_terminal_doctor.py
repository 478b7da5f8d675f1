"""The doctor in terminals that answer well, late, wrongly or not at all, and in a real tmux."""

from __future__ import annotations

import json
import os
import signal
import sys
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from sshd import Sshd
from terminal import ROOT, Terminal, glossator
from tmux import tmux_running

NO_TMUX: dict[str, str | None] = {"TMUX": None, "SSH_CONNECTION": None, "STY": None}
JSON = glossator("doctor", "--json")


def records(terminal: Terminal) -> dict[str, dict[str, Any]]:
    """What was written for programs, by check."""
    lines = terminal.written.decode().replace("\r", "\n").splitlines()
    found = [
        json.loads(line) for line in (part.split("\x1b[K")[-1] for part in lines) if "{" in line
    ]
    assert all(list(record) == ["check", "state", "found", "advice"] for record in found)
    return {record["check"]: record for record in found}


def is_at_rest(terminal: Terminal) -> bool:
    return terminal.modes() <= {7, 25} and terminal.settings == terminal.settings_before


def silent(question: bytes, answer: bytes | None) -> None:
    """A terminal that answers nothing."""


def good(question: bytes, answer: bytes | None) -> bytes | None:
    """A terminal that knows 24-bit colours and has margins, though not where they are."""
    return b"\x1bP1$r0;48:2::1:2:3m\x1b\\" if question == b"\x1bP$qm\x1b\\" else answer


def test_a_terminal_that_answers_is_told_what_is_right() -> None:
    env = {**NO_TMUX, "COLORTERM": None}
    with Terminal(JSON, size=(80, 24), env=env, answers=good) as terminal:
        assert terminal.wait_exit() == 0
        found = records(terminal)
        assert is_at_rest(terminal)
    assert found["terminal"]["found"] == "it says it is glossator-tests(1)"
    assert found["colours"]["found"].startswith("24-bit: the terminal gives")
    right = ("terminal", "widths", "synchronised output", "scroll regions", "repeating", "size")
    assert [found[check]["state"] for check in right] == ["good"] * len(right)
    assert found["size"]["found"] == "80×24"
    assert found["round trip"]["found"].endswith(" ms")
    assert 60 < int(found["bytes a key"]["found"].split()[0]) < 400


def test_the_table_says_what_to_change_where() -> None:
    env = {**NO_TMUX, "TERM": "xterm", "COLORTERM": None}
    with Terminal(glossator("doctor"), size=(80, 40), env=env) as terminal:
        assert terminal.wait_exit() == 1
        assert "✗ colours" in terminal.text
        assert "export TERM=xterm-256color" in terminal.text
        assert all(len(line) <= 80 for line in terminal.text.splitlines())


def test_a_late_terminal_is_waited_for() -> None:
    with Terminal(JSON, env=NO_TMUX, delay=0.05) as terminal:
        assert terminal.wait_exit() == 0
        found = records(terminal)
    assert found["terminal"]["state"] == "good"
    assert float(found["round trip"]["found"].split()[0]) >= 50
    assert found["widths"]["state"] == "good"


def test_a_silent_terminal_is_reported_and_what_is_typed_meanwhile_is_not_for_the_shell() -> None:
    command = f"{sys.executable} -m tui doctor --json; echo code:$?.; read -r said; echo got:$said."
    with Terminal(["/bin/sh", "-c", command], env=NO_TMUX, answers=silent) as terminal:
        terminal.wait_until(lambda _: b"\x1b[c" in terminal.written)
        terminal.send("rm -rf<enter>")
        os.write(terminal._master, b"\x1b]11;rgb:0/0/0")  # and half of a late answer
        terminal.wait_for("code:0.")
        found = records(terminal)
        assert is_at_rest(terminal)
        assert b"\x1b[?1049h" not in terminal.written  # nothing was drawn
        terminal.send("well<enter>")
        terminal.wait_for("got:well.")
    assert found["terminal"]["state"] == "unknown"
    assert "answers nothing" in found["terminal"]["found"]
    assert found["round trip"]["state"] == "unknown"


def test_garbage_for_answers_is_survived() -> None:
    kinds = cycle(
        [b"\x1bP1$r" + b"x" * 9000, b"\xff\x00\x1b[?;;;$y\x1b[[[ql", b"\x1b[9999999999;5R"]
    )
    with Terminal(JSON, env=NO_TMUX, answers=lambda question, answer: next(kinds)) as terminal:
        assert terminal.wait_exit() == 0
        assert records(terminal)["terminal"]["state"] == "unknown"
        assert is_at_rest(terminal)


def test_a_terminal_that_says_hostile_names_is_not_obeyed() -> None:
    def hostile(question: bytes, answer: bytes | None) -> bytes | None:
        return b"\x1bP>|\xe2\x80\xaeevil\x1b\\" if question == b"\x1b[>q" else answer

    for arguments in (glossator("doctor"), JSON):
        with Terminal(arguments, env=NO_TMUX, answers=hostile) as terminal:
            terminal.wait_exit()
            assert "evil" in terminal.text
            assert "\u202e" not in terminal.written.decode()


def test_ctrl_c_gives_the_terminal_back() -> None:
    with Terminal(JSON, env=NO_TMUX, answers=silent) as terminal:
        terminal.wait_until(lambda _: b"\x1b[c" in terminal.written)
        terminal.send("<ctrl+c>")
        assert terminal.wait_exit() == 130
        assert is_at_rest(terminal)


def test_being_told_to_end_gives_the_terminal_back() -> None:
    def halfway(question: bytes, answer: bytes | None) -> bytes | None:
        return None if question == b"\x1b[6n" or b"\x1b[6n" in terminal.written else answer

    with Terminal(JSON, env=NO_TMUX, answers=halfway) as terminal:
        terminal.wait_until(lambda _: b"\x1b[6n" in terminal.written)
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert is_at_rest(terminal)


@pytest.mark.parametrize("size", [(1, 1), (20, 3)])
def test_a_tiny_window_is_said_to_be_one(size: tuple[int, int]) -> None:
    with Terminal(JSON, size=size, env=NO_TMUX) as terminal:
        assert terminal.wait_exit() == 1
        assert records(terminal)["size"]["state"] == "change"


def test_tmux_is_asked_about_itself(tmp_path: Path) -> None:
    file = tmp_path / "found"
    command = f"{sys.executable} -m tui doctor --json >{file}; echo over; exec sleep 60"
    env = {"PYTHONPATH": str(ROOT)}
    found = {}
    options = {"escape-time": "500"}
    with tmux_running(["/bin/sh", "-c", command], env=env, options=options) as tmux:
        tmux.wait_for("over")
        lines = file.read_text("utf-8").splitlines()
        found = {record["check"]: record for record in map(json.loads, lines)}
    assert "set-clipboard on" in found["clipboard"]["advice"]
    assert found["clipboard"]["state"] == "change"
    assert found["tmux"]["state"] == "change"
    assert "escape-time" in found["tmux"]["advice"]
    assert found["terminal"]["found"].startswith("it says it is tmux")
    assert [found[check]["state"] for check in ("widths", "scroll regions", "repeating")] == [
        "good"
    ] * 3


def test_over_ssh_the_missing_colorterm_is_made_up_for_by_asking(sshd: Sshd) -> None:
    command = sshd.command(JSON)
    with Terminal(command, size=(80, 24), env=NO_TMUX, answers=good) as terminal:
        assert terminal.wait_exit() == 0
        found = records(terminal)
        assert terminal.modes() <= {7, 25}
    assert found["colours"]["found"].startswith("24-bit: the terminal gives")
    assert "ssh -C" in found["ssh"]["advice"]
    with Terminal(command, size=(80, 24), env=NO_TMUX) as terminal:
        assert terminal.wait_exit() == 0
        found = records(terminal)
    assert found["colours"]["found"].startswith("256")
    assert "SendEnv COLORTERM" in found["colours"]["advice"]

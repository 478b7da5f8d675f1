"""The program over a real ssh line: it works, and a line that breaks costs nothing."""

from __future__ import annotations

import base64
import re
import signal
from contextlib import suppress

import pytest
from line_proxy import line_to
from marked_collection import settled
from processes import environment, living, processes_missing
from sshd import sshd_running
from terminal import GaveUpError, Terminal, sequences
from visitor import Visitor, accept, ready

AT_REST = {7, 25}
MOUSE = {1000, 1002, 1003, 1006, 1015}

needs_processes = pytest.mark.skipif(bool(processes_missing()), reason=processes_missing())


def test_read_resize_and_leave(visitor: Visitor) -> None:
    with visitor.open() as terminal:
        ready(terminal)
        assert terminal.modes() - AT_REST
        assert not terminal.modes() & MOUSE
        terminal.send("<pagedown>")
        terminal.wait_gone("Paragraph 1:")
        terminal.send("G")
        terminal.wait_for("The last line of all.", "100 %")
        terminal.send("g")
        terminal.wait_for("Paragraph 1:")
        for columns, rows in ((60, 20), (120, 40)):
            terminal.resize(columns, rows)
            terminal.wait_until(
                lambda screen, rows=rows: (
                    "Paragraph 1:" in screen and "quit" in "".join(screen.split("\n")[rows - 1 :])
                ),
                f"the page at {columns}×{rows}",
            )
        terminal.send("<ctrl+q>")
        assert terminal.wait_exit() == 0
        assert terminal.modes() <= AT_REST
        assert terminal.settings == terminal.settings_before


@pytest.mark.parametrize("size", [(200, 50), (40, 12), (1, 1)])
def test_every_size_opens_and_ends(visitor: Visitor, size: tuple[int, int]) -> None:
    with visitor.open(size=size) as terminal:
        terminal.wait_until(lambda _: 1049 in terminal.modes(), "a screen of its own")
        terminal.send("<ctrl+q>")
        assert terminal.wait_exit() == 0
        assert terminal.modes() <= AT_REST
        assert b"Traceback" not in terminal.written


def test_a_paste_is_text_and_never_keys(visitor: Visitor) -> None:
    with visitor.open() as terminal:
        ready(terminal)
        terminal.paste("q")
        terminal.send("/")
        terminal.wait_for("a name, a title")
        terminal.paste("polit")
        terminal.wait_for("polit", "Politburo  ORG")


def test_a_copy_arrives_on_this_end(visitor: Visitor) -> None:
    with visitor.open() as terminal:
        ready(terminal)
        terminal.send("]")
        terminal.wait_for("a accept")
        terminal.send("V")
        terminal.send("y")
        terminal.wait_until(
            lambda _: any(told.body.startswith("52;c;") for told in sequences(terminal.written)),
            "OSC 52",
        )
        copied = [t.body[5:] for t in sequences(terminal.written) if t.body.startswith("52;c;")]
        assert base64.b64decode(copied[-1]).decode().startswith("Paragraph 1: on 2 January 2026")


@needs_processes
@pytest.mark.parametrize("says_so", [False, True])
def test_colours_are_those_that_the_terminal_says_it_has(visitor: Visitor, says_so: bool) -> None:
    kind = TrueColourTerminal if says_so else Terminal
    with visitor.open(env={"COLORTERM": "truecolor"}, terminal=kind) as terminal:
        ready(terminal)
        program = next(pid for pid, line in living(visitor.folder).items() if "-m tui" in line)
        assert "COLORTERM" not in environment(program)
        terminal.send("<pagedown>")
        terminal.wait_gone("Paragraph 1:")
        drawn = terminal.written.partition(b"$qm")[2].decode()
        # The ground is not among the 256 colours; those that are have their number in either case.
        assert ("48;2;" in drawn) is says_so
        assert says_so or "8;2;" not in drawn


class TrueColourTerminal(Terminal):
    """Gives a 24-bit colour back when asked which it was told."""

    def _answer_to(self, match: re.Match[bytes], end: int) -> bytes | None:
        known = match["dcs"] == b"$q"
        return b"\x1bP1$r0;48:2::1:2:3m\x1b\\" if known else super()._answer_to(match, end)


@pytest.mark.parametrize("locale", ["LANG=C", "LC_ALL=POSIX", "LC_ALL=vi_VN.UTF-8"])
def test_letters_of_any_language_whatever_the_locale(visitor: Visitor, locale: str) -> None:
    text = visitor.collection / "bien.txt"
    text.write_text("Điện Biên Phủ\n\nTrần Hưng Đạo went there.\n", encoding="utf-8")
    name, value = locale.split("=")
    with visitor.open(str(text), env={name: value}, options=[f"SendEnv={name}"]) as terminal:
        terminal.wait_for("Điện Biên Phủ", "Trần Hưng Đạo went there.")
        terminal.send("<ctrl+q>")
        assert terminal.wait_exit() == 0


def test_marks_are_there_afterwards(visitor: Visitor) -> None:
    with visitor.open() as terminal:
        ready(terminal)
        accept(terminal, 3)
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert visitor.marks() == 3


@needs_processes
def test_a_killed_client_leaves_the_marks_and_no_process(visitor: Visitor) -> None:
    with visitor.open() as terminal:
        ready(terminal)
        accept(terminal, 3)
        assert living(visitor.folder)
        terminal.kill(signal.SIGKILL)
    visitor.wait_ended()
    assert visitor.marks() == 3


@needs_processes
def test_a_client_killed_while_loading_leaves_no_process(visitor: Visitor) -> None:
    with visitor.open(str(visitor.collection)) as terminal:
        terminal.wait_until(lambda _: 1049 in terminal.modes(), "a screen of its own")
        terminal.kill(signal.SIGKILL)
    visitor.wait_ended()


@needs_processes
def test_after_a_drop_the_same_page_opens(visitor: Visitor) -> None:
    with visitor.open(str(visitor.collection)) as terminal:
        ready(terminal)
        terminal.send("<enter>")
        terminal.send("<pagedown><pagedown>")
        terminal.wait_for("%")
        accept(terminal)
        left = settled(terminal)
        terminal.kill(signal.SIGKILL)
    visitor.wait_ended()
    with visitor.open(str(visitor.collection)) as terminal:
        ready(terminal)
        with suppress(GaveUpError):
            terminal.wait_until(lambda screen: reader_in(screen.splitlines()) == reader_in(left))
        assert reader_in(terminal.text.splitlines()) == reader_in(left)


def reader_in(rows: list[str]) -> list[str]:
    """The text of the reader, beside the list of documents and without its scroll bar."""
    return [row[:118].split("│", 1)[1].rstrip() for row in rows if "│" in row][1:]


@needs_processes
def test_a_half_open_line_is_noticed_and_costs_nothing(visitor: Visitor) -> None:
    alive = ("ClientAliveInterval 1", "ClientAliveCountMax 1")
    with sshd_running(*alive) as server, line_to(server.port) as line:
        with visitor.open(port=line.port, server=server) as terminal:
            ready(terminal)
            accept(terminal, 2)
            line.black_hole()
            terminal.send("a")
            visitor.wait_ended()
        assert visitor.marks() == 2


@needs_processes
def test_a_cut_line_costs_nothing(visitor: Visitor) -> None:
    with line_to(visitor.server.port) as line, visitor.open(port=line.port) as terminal:
        ready(terminal)
        accept(terminal, 2)
        line.drop()
        assert terminal.wait_exit() == 255
        visitor.wait_ended()
    assert visitor.marks() == 2

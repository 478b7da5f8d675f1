"""What befalls a terminal: sizes without sense, storms of them, and its end in mid-frame."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import termios
from pathlib import Path

import pytest
from marked_collection import (
    is_ready,
    marks_in,
    marks_shown,
    own_folders,
    settled,
    write_collection,
)
from processes import living, processes_missing, wait_gone
from terminal import Terminal, glossator

AT_REST = {7, 25}
STORM = 200

needs_processes = pytest.mark.skipif(bool(processes_missing()), reason=processes_missing())


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "collection")


def opened(collection: Path, size: tuple[int, int] = (100, 30)) -> Terminal:
    arguments = glossator(str(collection / "one.txt"))
    return Terminal(arguments, size=size, env=own_folders(collection.parent))


def ready(terminal: Terminal) -> None:
    terminal.wait_until(is_ready, "ready")


def accept(terminal: Terminal, many: int) -> None:
    terminal.send("]")
    terminal.wait_for("a accept")
    for number in range(1, many + 1):
        terminal.send("a")
        terminal.wait_until(lambda screen, n=number: marks_shown(screen) == n, f"{number} marks")


def settled_at(terminal: Terminal) -> None:
    """Wait until the page is drawn whole at the present size."""

    def whole(screen: str) -> bool:
        lines = screen.split("\n")
        rule = lines[1] if len(lines) > 1 else ""
        return rule == "─" * terminal.columns and lines[-1].endswith("quit")

    terminal.wait_until(whole, f"a whole page at {terminal.columns}×{terminal.rows}")


def leave(terminal: Terminal) -> None:
    terminal.send("<ctrl+q>")
    assert terminal.wait_exit() == 0
    assert terminal.modes() <= AT_REST
    assert terminal.settings == terminal.settings_before
    assert b"Traceback" not in terminal.written


def test_a_storm_of_sizes_ends_in_a_whole_page(collection: Path) -> None:
    chance = random.Random(3)
    with opened(collection) as terminal:
        ready(terminal)
        for _ in range(STORM):
            terminal.resize(chance.randint(1, 200), chance.randint(1, 60))
        terminal.resize(100, 30)
        settled_at(terminal)
        terminal.wait_for("Ministers count the year")
        before = len(terminal.written)
        terminal.send("G")
        terminal.wait_for("The last line of all.", "100 %")
        assert len(terminal.written) - before < 20_000
        leave(terminal)


def test_a_storm_of_sizes_while_opening(collection: Path) -> None:
    chance = random.Random(4)
    with opened(collection) as terminal:
        for _ in range(STORM // 2):
            terminal.resize(chance.randint(1, 200), chance.randint(1, 60))
        terminal.wait_until(lambda _: 1049 in terminal.modes(), "a screen of its own")
        for _ in range(STORM // 2):
            terminal.resize(chance.randint(1, 200), chance.randint(1, 60))
        terminal.resize(100, 30)
        ready(terminal)
        settled_at(terminal)
        leave(terminal)


@needs_processes
def test_signals_that_tell_of_no_change_cost_little(collection: Path) -> None:
    with opened(collection) as terminal:
        ready(terminal)
        settled_at(terminal)
        program = next(p for p, line in living(collection.parent).items() if "-m tui" in line)
        before = settled(terminal)
        for _ in range(STORM):
            os.kill(program, signal.SIGWINCH)
        terminal.send("G")
        terminal.wait_for("The last line of all.", "100 %")
        terminal.send("g")
        terminal.wait_until(lambda screen: screen.splitlines()[:-2] == before, "the page as it was")
        leave(terminal)


def set_size(terminal: Terminal, columns: int, rows: int) -> None:
    """What the ioctl says; the emulated screen keeps its size."""
    size = struct.pack("HHHH", rows, columns, 0, 0)
    fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, size)


@pytest.mark.parametrize("size", [(0, 0), (80, 0), (1, 1), (1, 60)])
def test_a_window_of_almost_nothing_while_reading(collection: Path, size: tuple[int, int]) -> None:
    with opened(collection) as terminal:
        ready(terminal)
        set_size(terminal, *size)
        terminal.send("<down><pagedown>/han<esc>?<esc>g")
        terminal.resize(100, 30)
        settled_at(terminal)
        terminal.wait_for("Ministers count the year", "Paragraph 1:")
        leave(terminal)


def test_a_terminal_that_does_not_know_its_size_is_drawn_as_80_by_24(collection: Path) -> None:
    # A pty is 0 by 0 until somebody says otherwise.
    command = ["/bin/sh", "-c", 'stty rows 0 cols 0 && exec "$0" "$@"']
    command += glossator(str(collection / "one.txt"))
    with Terminal(command, size=(80, 24), env=own_folders(collection.parent)) as terminal:
        ready(terminal)
        settled_at(terminal)
        leave(terminal)


@needs_processes
@pytest.mark.parametrize("seed", range(2))
def test_a_terminal_that_goes_away_in_mid_frame(collection: Path, seed: int) -> None:
    """Its other end is closed while a frame is being written, and nobody sends a signal."""
    chance = random.Random(seed)
    with opened(collection) as terminal:
        ready(terminal)
        accept(terminal, 2)
        for _ in range(chance.randint(1, 8)):
            terminal.send("<pagedown><pageup>")
        hang_up(terminal)
        wait_gone(collection.parent)
    assert len(marks_in(collection, collection.parent)) == 2


@needs_processes
def test_a_terminal_that_goes_away_while_opening(collection: Path) -> None:
    with opened(collection) as terminal:
        terminal.wait_until(lambda _: 1049 in terminal.modes(), "a screen of its own")
        hang_up(terminal)
        wait_gone(collection.parent)


@needs_processes
def test_a_terminal_that_goes_away_and_no_hangup_is_heard(collection: Path) -> None:
    """Under nohup no signal tells of the end: it is seen from the terminal itself."""
    command = ["/bin/sh", "-c", 'trap \'\' HUP; exec "$0" "$@"']
    command += glossator(str(collection / "one.txt"))
    with Terminal(command, size=(100, 30), env=own_folders(collection.parent)) as terminal:
        ready(terminal)
        accept(terminal, 2)
        hang_up(terminal)
        wait_gone(collection.parent)
    assert len(marks_in(collection, collection.parent)) == 2


def hang_up(terminal: Terminal) -> None:
    """Close the other end of the terminal at once; what was under way is lost."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, terminal._master)
    os.dup2(nowhere, terminal._slave)
    os.close(nowhere)

"""The program in a real tmux: drawn, resized, left alone and come back to, stopped and ended."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from marked_collection import is_ready, marks_in, own_folders, settled, write_collection
from processes import living, processes_missing, wait_gone
from terminal import Terminal, glossator
from tmux import Tmux, tmux_running

SHELL = "ready> "

needs_processes = pytest.mark.skipif(bool(processes_missing()), reason=processes_missing())


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "collection")


@contextmanager
def reading(collection: Path, *options: str, size: tuple[int, int] = (120, 40)) -> Iterator[Tmux]:
    """A tmux in which a document of the collection stands open."""
    arguments = glossator(*options, str(collection / "one.txt"))
    with tmux_running(arguments, size=size, env=own_folders(collection.parent)) as tmux:
        ready(tmux)
        yield tmux


@contextmanager
def shell_in(collection: Path) -> Iterator[Tmux]:
    """A tmux with a shell with job control, as plain as there is."""
    env = {**own_folders(collection.parent), "ENV": None}
    with tmux_running(["/bin/sh", "-i"], env=env) as tmux:
        tmux.wait_until(lambda screen: screen.strip() != "", "a prompt of any kind")
        tmux.send(f"PS1='{SHELL}'<enter>")
        tmux.wait_until(at_prompt, "the prompt")
        yield tmux


def start_in(tmux: Tmux, collection: Path) -> None:
    """Type the command into the shell and wait for the document."""
    program = " ".join(f"'{word}'" for word in glossator(str(collection / "one.txt")))
    tmux.send(f"{program}<enter>")
    ready(tmux)


def ready(tmux: Tmux) -> str:
    return tmux.wait_until(is_ready, "ready")


def at_prompt(screen: str) -> bool:
    """Whether the shell waits for a command, with nothing typed yet."""
    lines = [line for line in screen.splitlines() if line]
    return bool(lines) and lines[-1] == SHELL.strip()


def assert_sane(tmux: Tmux) -> None:
    """The terminal is as a shell wants it: no mode is left on, and what is typed is seen."""
    assert tmux.modes() == set()
    assert not tmux.brackets_pastes()
    words = tmux.settings().replace(";", " ").split()
    assert {"echo", "icanon", "isig", "icrnl", "opost"} <= set(words)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_read_mark_and_resize(collection: Path, size: tuple[int, int]) -> None:
    with reading(collection, size=size) as tmux:
        tmux.send("]")
        tmux.wait_for("a accept")
        tmux.send("a")
        tmux.wait_for("saved · 1 mark")
        tmux.send("<pagedown>")
        tmux.wait_gone("Paragraph 1:")
        tmux.send("G")
        tmux.wait_for("The last line of all.", "100 %")
        tmux.send("g")
        tmux.wait_for("Paragraph 1:")
        for columns, rows in ((60, 20), (100, 30), size):
            tmux.resize(columns, rows)
            tmux.wait_until(
                lambda screen, rows=rows: (
                    "Paragraph 1:" in screen
                    and len(screen.splitlines()) == rows
                    and "quit" in screen.splitlines()[-1]
                ),
                f"the page at {columns}×{rows}",
            )
    assert len(marks_in(collection, collection.parent)) == 1


def test_attached_at_another_size_it_is_drawn_anew(collection: Path) -> None:
    env = own_folders(collection.parent)
    arguments = glossator(str(collection / "one.txt"))
    with tmux_running(arguments, env=env) as tmux:
        ready(tmux)
        for size in ((100, 30), (70, 20), (120, 40)):
            with Terminal(tmux.attaching(), size=size) as client:
                client.wait_until(
                    lambda screen, rows=size[1]: (
                        "Ministers count the year" in screen
                        and "undecided" in "".join(screen.splitlines()[rows - 1 :])
                    ),
                    f"the page at {size}",
                )
                client.wait_until(lambda screen: screen == tmux.text, "what tmux has")
                tmux.detach_others()
                assert client.wait_exit() == 0


@needs_processes
def test_a_killed_client_of_tmux_leaves_the_program_running(collection: Path) -> None:
    with reading(collection) as tmux:
        with Terminal(tmux.attaching(), size=(120, 40)) as client:
            client.wait_for("Ministers count the year")
            client.kill(signal.SIGKILL)
        tmux.send("G")
        tmux.wait_for("The last line of all.", "100 %")


def test_stopped_and_gone_on_with(collection: Path) -> None:
    with shell_in(collection) as tmux:
        start_in(tmux, collection)
        tmux.send("<pagedown>")
        tmux.wait_gone("Paragraph 1:")
        before = settled(tmux)
        for _ in range(2):
            tmux.send("<ctrl+z>")
            tmux.wait_until(at_prompt, "the prompt")
            assert_sane(tmux)
            tmux.send("echo one$((1+1))three<enter>")
            tmux.wait_for("one2three")
            tmux.send("fg<enter>")
            tmux.wait_until(lambda screen: screen.splitlines()[:-2] == before, "the page as it was")
        tmux.send("G")
        tmux.wait_for("The last line of all.", "100 %")
        tmux.send("q")
        tmux.wait_until(at_prompt, "the prompt")
        assert_sane(tmux)


def test_stopped_from_outside_and_gone_on_with(collection: Path) -> None:
    with shell_in(collection) as tmux:
        start_in(tmux, collection)
        before = settled(tmux)
        os.kill(program_in(collection), signal.SIGTSTP)
        tmux.wait_until(at_prompt, "the prompt")
        assert_sane(tmux)
        tmux.resize(90, 30)
        tmux.send("fg<enter>")
        tmux.wait_until(
            lambda screen: "quit" in screen.splitlines()[-1] and len(screen.splitlines()) == 30,
            "the page at the new size",
        )
        tmux.resize(120, 40)
        tmux.wait_until(lambda screen: screen.splitlines()[:-2] == before, "the page as it was")


@needs_processes
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_from_outside_the_shell_has_its_terminal(
    collection: Path, number: signal.Signals
) -> None:
    with shell_in(collection) as tmux:
        start_in(tmux, collection)
        tmux.send("]")
        tmux.wait_for("a accept")
        tmux.send("a")
        tmux.wait_for("saved · 1 mark")
        os.kill(program_in(collection), number)
        tmux.wait_until(at_prompt, "the prompt")
        assert_sane(tmux)
        tmux.send("echo code $?<enter>")
        tmux.wait_for(f"code {128 + number}")
        assert "Traceback" not in tmux.text
        tmux.send("exit<enter>")
    wait_gone(collection.parent)
    assert len(marks_in(collection, collection.parent)) == 1


def program_in(collection: Path) -> int:
    """The process of the program itself, neither the shell's nor the one that loads."""
    return next(p for p, line in living(collection.parent).items() if "-m tui" in line)

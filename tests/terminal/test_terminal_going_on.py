"""Going on where a line dropped: the question, the place, the note that was being written."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from left_session import (
    is_at_rest,
    leave,
    stands,
    started,
)
from terminal import KEYS, Terminal, glossator, sequences


def _drop(folder: Path, homes: dict[str, str | None], number: int) -> str:
    """Read in the middle of a document, and lose the line; gives the page that was there."""
    with started(folder, homes) as terminal:
        terminal.send("j<enter>")
        terminal.wait_until(lambda screen: "The beta report" in screen.splitlines()[0])
        terminal.send("<pagedown>")
        terminal.wait_until(lambda screen: "Line 20 " in screen.split("Line 40")[0])
        page = terminal.wait_for("v select")
        os.kill(terminal.pid, number)
        terminal.wait_exit()
    return page


def _reader(screen: str) -> list[str]:
    """The rows of text."""
    return screen.splitlines()[2:-2]


@pytest.mark.parametrize(
    ("number", "words"),
    [(signal.SIGHUP, "The line dropped"), (signal.SIGKILL, "The last session was cut off")],
)
def test_without_arguments_one_is_asked_and_goes_on_exactly_there(
    number: int, words: str, folder: Path, homes: dict[str, str | None]
) -> None:
    page = _drop(folder, homes, number)
    with Terminal(glossator(), env=homes) as terminal:
        terminal.wait_for(words, "“The beta report” in collection", "Enter: go on there")
        terminal.send("<enter>")
        stands(terminal)
        terminal.wait_until(lambda screen: _reader(screen) == _reader(page), "the same page")
        terminal.wait_for("you are where you were")
        terminal.send("j")  # in the reader, as before: not a row down in the list
        terminal.wait_for("v select")
        leave(terminal)
        assert is_at_rest(terminal)
    with Terminal(glossator(), env=homes) as terminal:
        terminal.wait_for("Resolution 59")
        assert b"go on there" not in terminal.written
        leave(terminal)


def test_the_same_collection_by_name_goes_on_and_says_so(
    folder: Path, homes: dict[str, str | None]
) -> None:
    page = _drop(folder, homes, signal.SIGHUP)
    with started(folder, homes) as terminal:
        terminal.wait_until(lambda screen: _reader(screen) == _reader(page), "the same page")
        terminal.wait_for("The line dropped", "you are where you were")
        leave(terminal)
    with started(folder, homes) as terminal:
        terminal.wait_gone("you are where you were")
        leave(terminal)


def test_no_is_an_answer_that_is_kept(folder: Path, homes: dict[str, str | None]) -> None:
    _drop(folder, homes, signal.SIGHUP)
    with Terminal(glossator(), env=homes) as terminal:
        terminal.wait_for("Enter: go on there")
        terminal.send("xn")
        terminal.wait_for("Resolution 59")
        leave(terminal)
    with Terminal(glossator(), env=homes) as terminal:
        terminal.wait_for("Resolution 59")
        assert b"go on there" not in terminal.written
        leave(terminal)


@pytest.mark.parametrize("key", ["q", "<ctrl+c>"])
def test_leaving_the_question_leaves_it_open(
    key: str, folder: Path, homes: dict[str, str | None]
) -> None:
    _drop(folder, homes, signal.SIGHUP)
    for _ in range(2):
        with Terminal(glossator(), env=homes) as terminal:
            terminal.wait_for("Enter: go on there")
            terminal.send(key)
            assert terminal.wait_exit() == 130
            assert is_at_rest(terminal)


def test_a_title_in_the_question_cannot_act(folder: Path, homes: dict[str, str | None]) -> None:
    _drop(folder, homes, signal.SIGKILL)
    (record,) = Path(homes["GLOSSATOR_STATE"] or "").glob("sessions/*")
    attack = "a\x1b]0;owned\x07\u202eb\x9b6n"
    data = record.read_bytes().replace(b"The beta report", attack.encode())
    record.write_bytes(data)
    with Terminal(glossator(), env=homes) as terminal:
        terminal.wait_for("Enter: go on there")
        assert {told.kind for told in sequences(terminal.written)} <= {"text", "control"}
        assert {t.body for t in sequences(terminal.written) if t.kind == "control"} <= {"\r", "\n"}
        terminal.send("q")
        terminal.wait_exit()


def test_without_a_terminal_nothing_is_asked(folder: Path, homes: dict[str, str | None]) -> None:
    _drop(folder, homes, signal.SIGHUP)
    shell = ["/bin/sh", "-c", 'exec "$@" | head -3', "sh", *glossator()]
    with Terminal(shell, env=homes) as terminal:
        terminal.wait_exit()
        assert b"go on there" not in terminal.written


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
def test_a_note_that_was_being_written_is_there_again(
    number: int, folder: Path, homes: dict[str, str | None]
) -> None:
    with started(folder / "beta.txt", homes) as terminal:
        terminal.send("]")
        terminal.wait_for("a accept")
        terminal.send("m")
        terminal.wait_for("Ctrl+S save")
        terminal.send("ask the archi")
        terminal.wait_for("ask the archi")
        os.kill(terminal.pid, number)
        terminal.wait_exit()
    with started(folder / "beta.txt", homes) as terminal:
        terminal.wait_for("a accept")
        terminal.send("m")
        terminal.wait_for("Ctrl+S save", "ask the archi", "this is your draft")
        terminal.send("ve" + KEYS["ctrl+s"])
        terminal.wait_for("with a note")
        terminal.send("m")
        terminal.wait_for("Ctrl+S save", "ask the archive")
        assert "this is your draft" not in terminal.text
        terminal.send("<esc>")
        leave(terminal)

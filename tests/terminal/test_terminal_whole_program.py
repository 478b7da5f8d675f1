"""The real program in a terminal: it starts, keeps what was done, and gives the terminal back."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from terminal import Terminal, glossator, sequences

# Modes that a terminal has on from the start: the cursor is seen, lines wrap.
AT_REST = {7, 25}
TITLES = {
    "one.txt": "Ministers count the year",
    "two.txt": "A bridge over the river",
    "three.txt": "The harbour in winter",
}
BODY = (
    "\n\nHANOI, January 14 - Prime Minister Pham Minh Chinh met the Politburo in Hanoi.\n\n"
    + "A line about the harbour and the river, and nothing else to speak of.\n\n" * 40
    + "The last line of all.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    collection = tmp_path / "collection"
    collection.mkdir()
    for name, title in TITLES.items():
        (collection / name).write_text(title + BODY)
    return collection


def ready(terminal: Terminal) -> None:
    """Wait until all is read, recognised and linked."""
    terminal.wait_until(lambda screen: re.search(r"\d undecided here", screen) is not None, "ready")


def is_at_rest(terminal: Terminal) -> bool:
    return terminal.modes() <= AT_REST and terminal.settings == terminal.settings_before


def test_the_sample_collection_opens_and_the_terminal_is_given_back() -> None:
    with Terminal(glossator(), size=(120, 40)) as terminal:
        terminal.wait_for("Documents", "Resolution 59")
        ready(terminal)
        assert not is_at_rest(terminal)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert is_at_rest(terminal)


@pytest.mark.parametrize("keys", ["<ctrl+c>", "<ctrl+q>"])
def test_leaving_at_once_gives_the_terminal_back(folder: Path, keys: str) -> None:
    with Terminal(glossator(str(folder))) as terminal:
        terminal.wait_for("Documents", *TITLES.values())
        terminal.send(keys)
        terminal.wait_exit()
        assert is_at_rest(terminal)
        assert b"Traceback" not in terminal.written


def test_being_told_to_end_gives_the_terminal_back(folder: Path) -> None:
    with Terminal(glossator(str(folder))) as terminal:
        terminal.wait_for("Documents", *TITLES.values())
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait_exit()
        assert is_at_rest(terminal)


def test_one_file_opens_in_the_reader(folder: Path) -> None:
    with Terminal(glossator(str(folder / "two.txt"))) as terminal:
        terminal.wait_for("A bridge over the river", "met the Politburo")
        ready(terminal)
        terminal.send("G")
        terminal.wait_for("The last line of all.")


def test_a_mark_and_the_place_of_reading_survive_a_kill(
    folder: Path, homes: dict[str, str | None]
) -> None:
    with Terminal(glossator(str(folder / "one.txt")), env=homes) as terminal:
        ready(terminal)
        terminal.send("]")
        terminal.wait_for("a accept")
        terminal.send("a")
        terminal.wait_for("saved · 1 mark")
        terminal.send("G")
        terminal.wait_for("The last line of all.", "100 %")
        terminal.send("J")
        terminal.kill(signal.SIGKILL)
    with Terminal(glossator(str(folder / "one.txt")), env=homes) as terminal:
        terminal.wait_for("saved · 1 mark", "The last line of all.")


def test_a_mark_is_on_disk_before_the_screen_says_saved(
    folder: Path, homes: dict[str, str | None]
) -> None:
    with Terminal(glossator(str(folder)), env=homes) as terminal:
        ready(terminal)
        terminal.send("<enter>")
        terminal.send("]")
        terminal.wait_for("a accept")
        terminal.send("a")
        terminal.wait_for("saved · 1 mark")
        terminal.kill(signal.SIGKILL)
    with Terminal(
        [*glossator("export", "--json", str(folder))], size=(200, 20), env=homes
    ) as terminal:
        assert terminal.wait_exit() == 0
        assert '"label"' in terminal.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5)])
def test_every_size_can_be_read_and_left(folder: Path, size: tuple[int, int]) -> None:
    with Terminal(glossator(str(folder / "two.txt")), size=size) as terminal:
        terminal.wait_for("bridge")
        terminal.send("G")
        terminal.wait_for("last line")
        terminal.send("<ctrl+q>")
        terminal.wait_exit()
        assert is_at_rest(terminal)


def test_keys_typed_ahead_of_the_search_bar_go_into_it(folder: Path) -> None:
    with Terminal(glossator(str(folder / "two.txt"))) as terminal:
        ready(terminal)
        terminal.send("/politburo")
        terminal.wait_for("politburo\n", "ORG")
        assert "no marks yet" in terminal.text


def test_leaving_the_search_bar_goes_back_to_where_one_was(folder: Path) -> None:
    with Terminal(glossator(str(folder / "two.txt")), size=(80, 24)) as terminal:
        ready(terminal)
        terminal.send("G")
        before = terminal.wait_for("The last line of all.", "100 %")
        terminal.send("/")
        terminal.wait_for("a name, a title")
        terminal.send("politburo")
        terminal.wait_for("politburo\n", "ORG")
        terminal.send("<down>")
        terminal.send("<esc>")
        after = terminal.wait_gone("politburo")
        assert after.splitlines()[:-2] == before.splitlines()[:-2]


def test_a_window_can_shrink_to_almost_nothing_and_grow_again(folder: Path) -> None:
    with Terminal(glossator(str(folder / "two.txt")), size=(100, 30)) as terminal:
        ready(terminal)
        for columns, rows in ((20, 5), (3, 2), (1, 1), (100, 30)):
            terminal.resize(columns, rows)
        terminal.wait_for("A bridge over the river", "met the Politburo", "quit")


def test_no_colour_means_no_colour(folder: Path) -> None:
    with Terminal(glossator(str(folder)), env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Documents", *TITLES.values())
        ready(terminal)
        terminal.send("<enter>]")
        terminal.wait_for("a accept")
        terminal.send("<ctrl+q>")
        terminal.wait_exit()
        assert terminal.colours() <= {"default"}
        told = {
            s.body for s in sequences(terminal.written) if s.kind == "csi" and s.body[-1] == "m"
        }
        for body in told:
            numbers = [int(n) for n in re.findall(r"\d+", body)]
            coloured = [n for n in numbers if (30 <= n <= 48 and n != 39) or 90 <= n <= 107]
            assert not coloured, body


def test_a_dumb_terminal_gets_plain_text(folder: Path) -> None:
    with Terminal(glossator(str(folder / "two.txt")), env={"TERM": "dumb"}) as terminal:
        terminal.wait_for("-- more --")
        terminal.send("<enter>" * 10)
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.written
        assert b"The last line of all." in terminal.written


def test_a_pipe_is_read_on_the_screen_and_keys_come_from_the_terminal(
    folder: Path, homes: dict[str, str | None]
) -> None:
    program = " ".join(f'"{argument}"' for argument in glossator())
    command = ["/bin/sh", "-c", f'cat "{folder / "two.txt"}" | {program}']
    with Terminal(command, env=homes) as terminal:
        terminal.wait_for("A bridge over the river")
        ready(terminal)
        terminal.send("G")
        terminal.wait_for("The last line of all.")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert is_at_rest(terminal)
    assert not list(Path(homes["GLOSSATOR_DATA"] or "").glob("pipes/*"))


def test_marks_on_a_pipe_are_there_when_the_same_text_comes_again(
    folder: Path, homes: dict[str, str | None]
) -> None:
    program = " ".join(f'"{argument}"' for argument in glossator("-"))
    command = ["/bin/sh", "-c", f'{program} < "{folder / "two.txt"}"']
    with Terminal(command, env=homes) as terminal:
        ready(terminal)
        terminal.send("]")
        terminal.wait_for("a accept")
        terminal.send("a")
        terminal.wait_for("saved · 1 mark")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert "marks are kept" in terminal.text
    with Terminal(command, env=homes) as terminal:
        terminal.wait_for("saved · 1 mark")


def test_output_for_people_fits_the_window_and_has_no_colour_when_unwanted(folder: Path) -> None:
    with Terminal(glossator("find", "harbour", str(folder)), size=(60, 40)) as terminal:
        assert terminal.wait_exit() == 0
        lines = [line for line in terminal.text.splitlines() if line]
        assert any(line.startswith("Text") for line in lines)
        assert any(line.endswith("…") for line in lines)
        assert b"\x1b[1m" in terminal.written
    with Terminal(
        glossator("find", "harbour", str(folder)), size=(60, 40), env={"NO_COLOR": "1"}
    ) as terminal:
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.written

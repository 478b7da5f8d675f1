"""The frames of the real program, whole and as changes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from compared_screens import Compared
from marked_collection import is_ready, own_folders, write_collection
from terminal import Terminal

SIZE = (100, 30)
STEPS: list[tuple[str, str, str]] = [
    ("<pagedown>", "Paragraph 9", ""),
    ("<down>" * 30, "", ""),
    ("<up>" * 30, "", ""),
    ("/", "a name, a title", ""),
    ("hanoi", "Hanoi  GPE", ""),
    ("<esc>", "", "Hanoi  GPE"),
    ("?", "type to search", ""),
    ("<esc>", "", "type to search"),
    ("G", "The last line of all.", ""),
]
"""Keys, what is to come, and what is to go."""
ABILITIES = {"scrolls": True, "repeats": True, "erases_cells": True, "erases_in_colour": True}


@pytest.fixture(scope="module")
def writes(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a session writes, one after the other."""
    folder = tmp_path_factory.mktemp("recorded")
    write_collection(folder / "collection")
    file = folder / "writes"
    program = str(Path(__file__).with_name("recording_program.py"))
    arguments = [sys.executable, program, str(file), str(folder / "collection/one.txt")]
    with Terminal(arguments, size=SIZE, env=own_folders(folder)) as terminal:
        terminal.wait_until(is_ready, "ready")
        for keys, wanted, unwanted in STEPS:
            terminal.send(keys)
            terminal.wait_for(wanted)
            if unwanted:
                terminal.wait_gone(unwanted)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "able", [{**ABILITIES, "margins": True}, ABILITIES, {}], ids=["margins", "modern", "oldest"]
)
def test_a_session_looks_the_same_in_a_fraction_of_the_bytes(
    writes: list[str], able: dict[str, bool]
) -> None:
    compared = Compared(*SIZE, **able)
    compared.control("\x1b[?1049h")
    compared.control("\x1b[?25l")
    whole = 0
    for data in writes:
        if not data.startswith("\x1b["):
            continue
        if compared.screen.feed(data) or data.startswith("\x1b[?"):
            continue
        whole += len(data.encode())
        compared.plain.write(data)
        changes = compared.show()
        assert compared.differences() == [], changes
    assert whole > 50_000
    assert compared.sent < whole / 4

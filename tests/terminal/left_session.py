"""Reports that are opened and left, for tests of what a session leaves to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from terminal import Terminal, glossator

AT_REST = {7, 25}
TAKEN_OVER = b"\x1b[?1004h"
"""The first that the driver sends; all before it was painted."""

BODY = (
    "\n\nHANOI, January 14 - Prime Minister Pham Minh Chinh met the Politburo in Hanoi.\n\n"
    + "".join(f"Line {n} about the harbour and the river.\n\n" for n in range(60))
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    collection = tmp_path / "collection"
    collection.mkdir()
    for name in ("alpha", "beta", "gamma", "delta"):
        (collection / f"{name}.txt").write_text(f"The {name} report{BODY}")
    return collection


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str | None]:
    return {
        f"GLOSSATOR_{name}": str(tmp_path / name.lower())
        for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }


def painted(terminal: Terminal) -> bytes:
    """What was written before the driver had the terminal."""
    return terminal.written.partition(TAKEN_OVER)[0]


def stands(terminal: Terminal) -> str:
    """Wait until the program itself shows its page, with its marks."""
    return terminal.wait_until(
        lambda screen: (
            TAKEN_OVER in terminal.written
            and re.search(r"\d undecided here", screen) is not None
            and "linking" not in screen
            and "recognising" not in screen
        ),
        "a page of the program",
    )


def leave(terminal: Terminal) -> None:
    terminal.send("<ctrl+q>")
    assert terminal.wait_exit() == 0


def is_at_rest(terminal: Terminal) -> bool:
    return terminal.modes() <= AT_REST and terminal.settings == terminal.settings_before


@contextmanager
def started(
    folder: Path, homes: dict[str, str | None], *more: str, size: tuple[int, int] = (120, 36)
) -> Iterator[Terminal]:
    with Terminal(glossator(*more, str(folder)), env=homes, size=size) as terminal:
        stands(terminal)
        yield terminal

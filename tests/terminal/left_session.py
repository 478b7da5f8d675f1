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
    return write_reports(tmp_path / "collection")


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str | None]:
    return homes_in(tmp_path)


def write_reports(collection: Path) -> Path:
    """Four reports of the same words under titles of their own."""
    collection.mkdir(parents=True)
    for name in ("alpha", "beta", "gamma", "delta"):
        (collection / f"{name}.txt").write_text(f"The {name} report{BODY}")
    return collection


def homes_in(place: Path) -> dict[str, str | None]:
    """Environment that keeps what the program writes inside a folder."""
    return {
        f"GLOSSATOR_{name}": str(place / name.lower())
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

"""A small collection to mark in, and what of it is in the store and the notes of the program."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.annotation import Annotation
from corpus.store import open_store

if TYPE_CHECKING:
    from terminal import Terminal
    from tmux import Tmux

__all__ = ["is_ready", "marks_in", "marks_shown", "own_folders", "settled", "write_collection"]

_CAPITALS = (
    *("Hanoi", "Paris", "Berlin", "Madrid", "Tokyo", "Vienna", "Lisbon", "Oslo", "Cairo"),
    *("Athens", "Bangkok", "Beijing", "Brussels", "London", "Moscow", "Rome", "Seoul", "Warsaw"),
)
_FOLDERS = ("CONFIG", "DATA", "STATE", "CACHE")


def write_collection(folder: Path, *, paragraphs: int = 40) -> Path:
    """Three documents of so many paragraphs, each with three suggestions at the least."""
    folder.mkdir()
    for name, title in (
        ("one", "Ministers count the year"),
        ("two", "A bridge over the river"),
        ("three", "The harbour in winter"),
    ):
        lines = [
            f"Paragraph {number}: on {number % 28 + 1} January 2026 Prime Minister Pham Minh Chinh"
            f" met the Politburo in {_CAPITALS[number % len(_CAPITALS)]} and spoke of the harbour,"
            " the river and nothing else to speak of."
            for number in range(1, paragraphs + 1)
        ]
        (folder / f"{name}.txt").write_text("\n\n".join([title, *lines, "The last line of all.\n"]))
    return folder


def own_folders(folder: Path) -> dict[str, str | None]:
    """Environment that keeps what the program writes inside a folder."""
    return {f"GLOSSATOR_{name}": str(folder / name.lower()) for name in _FOLDERS}


def marks_shown(screen: str) -> int:
    """How many marks the status line says are saved; 0 where it says nothing of the kind."""
    shown = re.search(r"saved · (\d+) marks?\b", screen)
    return int(shown[1]) if shown else 0


def is_ready(screen: str) -> bool:
    """Whether all of the document on the screen is read and recognised, and nothing goes on."""
    return re.search(r"(?:marks?|yet) · \d+ undecided here", screen) is not None


def settled(there: Terminal | Tmux) -> list[str]:
    """The rows of the page, without the status lines, when all that was asked for is drawn.

    What is drawn is drawn in turn: when the answer to one more key stands, so does all before.
    """
    there.send("<ctrl+r>")
    return there.wait_for("Nothing to redo").splitlines()[:-2]


def marks_in(collection: Path, folder: Path) -> list[Annotation]:
    """The marks in the store of a collection, which must be sound."""
    with closing(open_store(collection, folder / "data")) as store:
        assert store.notice == ""
        marks = list(store.annotations())
        where = store.where
    if marks:
        with closing(sqlite3.connect(where)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return marks

"""In a real tmux: what is sent sparingly shows the screen that whole frames would show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from marked_collection import is_ready, own_folders, write_collection
from pyte.screens import Char
from terminal import Terminal, glossator
from tmux import Tmux, tmux_running

STEPS: list[tuple[str, Callable[[str], bool]]] = [
    ("]", lambda screen: "a accept" in screen),
    ("<pagedown>", lambda screen: "Paragraph 1:" not in screen),
    ("<down><down><down><down>", lambda screen: "Paragraph 1:" not in screen),
    ("g", lambda screen: "Paragraph 1:" in screen),
    ("?", lambda screen: "type to search" in screen),
    ("<esc>", lambda screen: "type to search" not in screen),
    ("/", lambda screen: "a name, a title" in screen),
    ("hanoi", lambda screen: "Hanoi  GPE" in screen),
    ("<esc>", lambda screen: "Hanoi  GPE" not in screen),
    ("G", lambda screen: "The last line of all." in screen),
]


class Seen(Terminal):
    """A person's terminal in front of a tmux, cell by cell."""

    def cells(self) -> list[list[tuple[object, ...]]]:
        """Each cell as it looks; the colour of ink where there is none is no difference."""
        self._draw()
        rows = (self._screen.buffer[y] for y in range(self.rows))
        return [[_look(row[x]) for x in range(self.columns)] for row in rows]

    def take(self) -> None:
        """Read what is there to be read."""
        while self._pump(0):
            pass


def _look(cell: Char) -> tuple[object, ...]:
    lines = (cell.underscore, cell.strikethrough, cell.reverse)
    ink = (cell.fg, cell.bold, cell.italics) if cell.data.strip() or any(lines) else ()
    return (cell.data.strip(), cell.bg, lines, ink)


@contextmanager
def reading(collection: Path, *options: str, size: tuple[int, int]) -> Iterator[tuple[Tmux, Seen]]:
    """A tmux in which a document of the collection stands open, and a terminal attached to it."""
    collection.parent.mkdir()
    write_collection(collection)
    arguments = glossator(*options, str(collection / "one.txt"))
    with (
        tmux_running(arguments, size=size, env=own_folders(collection.parent)) as tmux,
        Seen(tmux.attaching(), size=size) as seen,
    ):
        tmux.wait_until(is_ready, "ready")
        yield tmux, seen


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_the_screen_is_what_whole_frames_would_show(tmp_path: Path, size: tuple[int, int]) -> None:
    with (
        reading(tmp_path / "spare/collection", size=size) as (tmux, seen),
        reading(tmp_path / "whole/collection", "--plain-driver", size=size) as (other, wanted),
    ):

        def same(_: str) -> bool:
            wanted.take()
            return seen.cells() == wanted.cells()

        for keys, done in STEPS:
            for each in (tmux, other):
                each.send(keys)
                each.wait_until(done, f"{keys} to be done")
            seen.wait_until(same, f"the same after {keys}")

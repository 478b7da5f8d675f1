"""A collection on a machine that is only reached by ssh, and what a person does with it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from marked_collection import is_ready, marks_in, marks_shown, own_folders, write_collection
from processes import wait_gone
from sshd import Sshd
from terminal import Terminal, glossator

__all__ = ["Visitor", "accept", "ready"]


class Visitor:
    """A collection on a machine that is only reached by ssh."""

    def __init__(self, server: Sshd, folder: Path, *, paragraphs: int = 40) -> None:
        self.server, self.folder = server, folder
        self.collection = write_collection(folder / "collection", paragraphs=paragraphs)

    @contextmanager
    def open(
        self,
        *arguments: str,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str | None] | None = None,
        options: Sequence[str] = (),
        port: int | None = None,
        server: Sshd | None = None,
        terminal: type[Terminal] = Terminal,
    ) -> Iterator[Terminal]:
        """Log in and open the collection; ``env`` is that of this end."""
        command = (server or self.server).command(
            glossator(*(arguments or (str(self.collection / "one.txt"),))),
            env=own_folders(self.folder),
            options=options,
            port=port,
        )
        with terminal(command, size=size, env=env) as there:
            yield there

    def marks(self) -> int:
        return len(marks_in(self.collection, self.folder))

    def wait_ended(self) -> None:
        """Wait until nothing of the program is left on the server."""
        wait_gone(self.folder)


def ready(terminal: Terminal) -> str:
    """Wait until all is read, recognised and linked."""
    return terminal.wait_until(is_ready, "ready")


def accept(terminal: Terminal, many: int = 1) -> None:
    """Accept so many suggestions, one after the other."""
    before = marks_shown(terminal.text)
    if not before:
        terminal.send("]")
        terminal.wait_for("a accept")
    for number in range(before + 1, before + many + 1):
        terminal.send("a")
        terminal.wait_until(lambda screen, n=number: marks_shown(screen) == n, f"{number} marks")

"""Where a person is in each document, and what they have read; kept through a killed session."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import time

__all__ = ["DONE", "READ", "READING", "UNREAD", "Position", "ReadingState"]

WAIT = 2.0
"""Seconds to wait for another program's write."""

UNREAD, READING, READ, DONE = "unread", "reading", "read", "done"


@dataclass(frozen=True, slots=True)
class Position:
    """How far one document has been read.

    ``offset`` (the cursor) and ``top`` (the first row on screen) are code points; ``opened`` is
    when it was last open, in seconds since 1970, 0 for never.
    """

    document: str
    offset: int = 0
    top: int = 0
    state: str = UNREAD
    opened: float = 0.0


class ReadingState:
    """Positions by document id, in one small SQLite file, written as they change.

    This is convenience, not work: when it cannot be kept, reading goes on without it and
    ``problem`` says so; when it is damaged, it is begun anew.
    """

    def __init__(self, file: Path) -> None:
        self.problem = ""
        self._positions: dict[str, Position] = {}
        self._connection: sqlite3.Connection | None = None
        for attempt in (1, 2):
            try:
                self._open(file)
                break
            except (OSError, sqlite3.Error) as error:
                if attempt == 1 and isinstance(error, sqlite3.Error) and _is_damage(error):
                    for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
                        with suppress(OSError):
                            name.unlink(missing_ok=True)
                    continue
                self.problem = f"Positions are not kept: {error}."
                break

    def _open(self, file: Path) -> None:
        connection = _connect(file)
        try:
            self._positions = {p.document: p for p in _rows(connection)}
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def position(self, document: str) -> Position:
        """Where the document was left; its beginning when it was never open."""
        return self._positions.get(document) or Position(document)

    def state(self, document: str) -> str:
        """Unread, reading, read or done."""
        known = self._positions.get(document)
        return known.state if known else UNREAD

    def last(self) -> Position | None:
        """The document that was open last."""
        opened = [p for p in self._positions.values() if p.opened]
        return max(opened, key=lambda p: p.opened, default=None)

    def keep(self, document: str, offset: int, top: int) -> None:
        """Remember where a document is open."""
        known = self.position(document)
        state = READING if known.state == UNREAD else known.state
        self._write(replace(known, offset=offset, top=top, state=state, opened=time()))

    def set_state(self, document: str, state: str) -> None:
        """Say how far a document is read."""
        known = self.position(document)
        if known.state != state:
            self._write(replace(known, state=state))

    def _write(self, position: Position) -> None:
        self._positions[position.document] = position
        if self._connection is None:
            return
        row = (
            position.document.encode("utf-8", "surrogatepass"),
            position.offset,
            position.top,
            position.state,
            position.opened,
        )
        try:
            self._connection.execute("REPLACE INTO positions VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            self.problem = f"Positions are not kept: {error}."

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is not sound or not ours; a lock or a missing permission is neither."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or name == "SQLITE_ERROR"


def _connect(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        # A killed process loses nothing with NORMAL; a lost position after a power cut is no loss.
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS positions (document BLOB PRIMARY KEY, cursor INTEGER,"
            " top INTEGER, state TEXT, opened REAL) WITHOUT ROWID"
        )
    except BaseException:
        connection.close()
        raise
    return connection


def _rows(connection: sqlite3.Connection) -> Iterator[Position]:
    """The positions that are sound; what this program did not write is passed over."""
    query = "SELECT document, cursor, top, state, opened FROM positions"
    for name, offset, top, state, opened in connection.execute(query):
        sound = isinstance(name, bytes) and isinstance(opened, int | float)
        if sound and isinstance(offset, int) and isinstance(top, int):
            document = name.decode("utf-8", "surrogatepass")
            known = state if state in (UNREAD, READING, READ, DONE) else UNREAD
            yield Position(document, max(0, offset), max(0, top), known, float(opened))

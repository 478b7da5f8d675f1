"""Annotations in one SQLite file: durable, shared by programs on one machine, undone by edits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import TypeVar

from corpus.annotation import Annotation, Clock, Edit, Rejection, timestamp, utc_now
from corpus.errors import StoreError
from corpus.ruling import Ruling
from corpus.store import rows, statements
from corpus.store.copying import copy_to, in_memory, make_folder
from corpus.store.place import can_write, is_there
from corpus.store.rescue import rescue
from corpus.store.schema import connect, is_damage, is_empty, prepare, reason, sentence

__all__ = ["SqliteStore"]

Value = TypeVar("Value")


class SqliteStore:
    """A store at ``path``; what cannot be written there goes to ``spare``.

    Nothing is made on disk before the first edit. The methods may be called from any thread, one
    at a time. See ``corpus.store.base.Store`` for what they promise.
    """

    def __init__(
        self, path: Path, spare: Path | None = None, *, notice: str = "", clock: Clock = utc_now
    ) -> None:
        self._path = path
        self._spare = spare if spare != path else None
        self._clock = clock
        self._notices = [notice] if notice else []
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._writable = False
        self._counter = 0
        self._data_version = 0

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def where(self) -> Path:
        """The file that holds the annotations, or will hold them after the first edit."""
        return self._path

    @property
    def notice(self) -> str:
        """What the reader should know about the place: one or more sentences, or empty."""
        return " ".join(self._notices)

    def tell(self, words: str) -> None:
        """Add something the reader should know."""
        if words:
            self._notices.append(words)

    @property
    def read_only(self) -> bool:
        """Whether no edit can be kept anywhere."""
        spare = self._spare
        return not can_write(self._path) and (spare is None or not can_write(spare))

    # Reading

    def annotations(self, document: str | None = None) -> list[Annotation]:
        """All annotations (of one document), by document and place, anchors as stored."""
        return self._decoded(rows.annotation_of, *_select(statements.ANNOTATION, document))

    def rejections(self, document: str | None = None) -> list[Rejection]:
        """All rejections (of one document), by document and place, anchors as stored."""
        return self._decoded(rows.rejection_of, *_select(statements.REJECTION, document))

    def rulings(self) -> list[Ruling]:
        """All rulings on entities, the oldest first."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'rulings'", ()):
            return []  # written by an earlier Glossator, and nothing may be written there now
        return self._decoded(rows.ruling_of, statements.RULING + "ORDER BY created, number")

    def counts(self) -> dict[str, int]:
        """How many annotations each document has; documents without any are left out."""
        query = "SELECT document, count(*) FROM annotations GROUP BY document"
        return dict(self._decoded(_pair_with_number, query))

    def documents(self) -> dict[str, str]:
        """The digest each marked document had when it was last marked."""
        return dict(self._decoded(_pair, "SELECT document, digest FROM documents"))

    def edits(self, limit: int | None = None, offset: int = 0) -> list[Edit]:
        """Recorded edits, the newest first."""
        query = statements.EDIT + "ORDER BY number DESC LIMIT ? OFFSET ?"
        return self._decoded(rows.edit_of, query, (-1 if limit is None else limit, offset))

    def edit(self, id: str) -> Edit | None:  # noqa: A002 - the field's name
        """One edit by its id."""
        found = self._decoded(rows.edit_of, statements.EDIT + "WHERE id = ?", (rows.stored(id),))
        return found[0] if found else None

    def steps(self, author: str) -> list[tuple[str, str]]:
        """The ids of an author's edits, the oldest first, each with the id of what it undoes."""
        query = "SELECT id, undoes FROM edits WHERE author = ? ORDER BY number"
        return self._decoded(_pair, query, (rows.stored(author),))

    def undone(self, ids: Iterable[str]) -> set[str]:
        """Which of these edits do not stand: taken back, and the taking back stands."""
        return {id_ for id_ in ids if self._takings_back(id_) % 2}

    def _takings_back(self, id_: str) -> int:
        """How long the chain is of edits that take each other back, beginning with this one."""
        query = "SELECT id, undoes FROM edits WHERE undoes <> '' AND undoes = ? ORDER BY number"
        length = 0
        while found := self._decoded(_pair, query, (rows.stored(id_),)):
            length += 1
            id_ = found[-1][0]
        return length

    def version(self) -> int:
        """A number that changes when another program has written to the store."""
        with self._lock:
            if self._replaced():
                self._release()
            if (connection := self._reader()) is not None:
                try:
                    seen = int(connection.execute("PRAGMA data_version").fetchone()[0])
                except sqlite3.Error as error:
                    raise sentence(error, self._path, "Cannot read") from error
                if seen != self._data_version:
                    self._data_version = seen
                    self._counter += 1
            return self._counter

    def close(self) -> None:
        """Let go of the file. The next call opens it again."""
        with self._lock:
            self._release()

    # Writing

    def apply(self, edit: Edit) -> None:
        """Carry out one edit; it is durable when this returns, and not done at all otherwise.

        Applying the same edit again does nothing. Raises Conflict when a change's ``before`` is
        not what the store holds, and ValueError when the edit is empty.
        """
        if not edit.changes or any(c.before is None and c.after is None for c in edit.changes):
            raise ValueError("an edit without a change")
        with self._lock:
            for last in (False, True):
                connection = self._writer(edit.created)
                try:
                    statements.write(connection, edit)
                    return
                except sqlite3.Error as error:
                    if last or not self._repaired(error):
                        raise sentence(error, self._path, "Not saved to") from error

    def _repaired(self, error: sqlite3.Error) -> bool:
        """Whether the cause of a failed write could be taken away, so that it is worth a retry."""
        if is_damage(error):
            self._rescue()
            return True
        if reason(error).startswith("SQLITE_READONLY") and self._spare is not None:
            self._move_to_spare()
            return True
        return False

    # The file

    def _reader(self) -> sqlite3.Connection | None:
        if self._connection is None and is_there(self._path):
            try:
                self._open()
            except sqlite3.Error as error:
                if not is_damage(error):
                    raise sentence(error, self._path, "Cannot read") from error
                self._rescue()
            except OSError as error:
                raise StoreError(f"Cannot read {self._path}: {error.strerror}.") from error
        return self._connection

    def _open(self) -> None:
        path = self._path
        log = path.with_name(path.name + "-wal")
        writable = can_write(path)
        left_over = is_there(log) and log.stat().st_size > 0
        if writable:
            connection = connect(path)
        elif left_over:
            connection = in_memory(path)
        else:
            connection = connect(path, "immutable")
        try:
            if is_empty(connection):
                connection.close()
                return
            if left_over:
                _check_whole(connection)
            if writable:
                prepare(connection, timestamp(self._clock()))
        except BaseException:
            connection.close()
            raise
        self._take(connection, writable=writable)
        self._counter += 1

    def _take(self, connection: sqlite3.Connection, *, writable: bool) -> None:
        self._release()
        status = self._path.stat()
        self._connection, self._writable = connection, writable
        self._identity = (status.st_dev, status.st_ino)
        self._data_version = int(connection.execute("PRAGMA data_version").fetchone()[0])

    def _release(self) -> None:
        connection, self._connection, self._identity = self._connection, None, None
        if connection is not None:
            connection.close()

    def _replaced(self) -> bool:
        """Whether another file stands where the open one stood."""
        if self._identity is None:
            return False
        try:
            status = self._path.stat()
        except OSError:
            return False
        return (status.st_dev, status.st_ino) != self._identity

    def _writer(self, now: str) -> sqlite3.Connection:
        if self._replaced():
            self._release()
        if self._connection is not None and not is_there(self._path):
            raise StoreError(
                f"Not saved: {self._path} was removed while it was open; put it back, or leave "
                "Glossator and open the collection again to begin a new one."
            )
        connection = self._reader()
        if connection is not None and self._writable:
            return connection
        if connection is not None:
            self._move_to_spare()
        else:
            self._create(now)
        if self._connection is None:
            raise StoreError(f"Not saved: {self._path} cannot be made.")
        return self._connection

    def _create(self, now: str) -> None:
        """Make the file, here or in the spare place; nothing is left behind where it fails."""
        spare = self._spare
        try:
            self._make(now)
        except OSError as error:
            if spare is None or error.errno in _NO_ROOM:
                raise StoreError(f"Not saved to {self._path}: {error.strerror}.") from error
        except sqlite3.Error as error:
            if spare is None or not reason(error).startswith(_NOT_ALLOWED):
                raise sentence(error, self._path, "Not saved to") from error
        else:
            return
        home = self._path
        self._path, self._spare = spare, None
        try:
            if self._reader() is None:
                self._create(now)
        except StoreError:
            self._path, self._spare = home, spare
            raise
        self.tell(elsewhere(home, spare))

    def _make(self, now: str) -> None:
        made = make_folder(self._path.parent)
        try:
            connection = connect(self._path, "rwc")
            try:
                prepare(connection, now)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            for folder in made:
                if not any(folder.iterdir()):
                    folder.rmdir()
            raise
        self._take(connection, writable=True)

    def _move_to_spare(self) -> None:
        """Copy what cannot be written any more to the spare place, and go on there."""
        connection, spare = self._connection, self._spare
        if spare is None or connection is None:
            raise StoreError(f"Not saved to {self._path}: it cannot be written.")
        if not is_there(spare):
            try:
                copy_to(connection, spare)
            except OSError as error:
                raise StoreError(f"Not saved to {spare}: {error.strerror}.") from error
            except sqlite3.Error as error:
                raise sentence(error, spare, "Not saved to") from error
        self.tell(elsewhere(self._path, spare))
        self._release()
        self._path, self._spare = spare, None
        self._reader()

    def _rescue(self) -> None:
        self._release()
        if not can_write(self._path):
            raise StoreError(
                f"{self._path} is damaged and cannot be set aside, because its folder cannot be "
                "written; copy the collection to a place of your own and open it there."
            )
        self.tell(rescue(self._path, self._clock()))
        if is_there(self._path):
            self._open()

    def _decoded(
        self, decode: Callable[[Sequence[object]], Value], query: str, values: Sequence[object] = ()
    ) -> list[Value]:
        found = self._rows(query, values)
        try:
            return [decode(row) for row in found]
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"{self._path} holds a row that Glossator did not write ({error}); "
                "move the file away, or put a sound copy in its place."
            ) from error

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        with self._lock:
            for last in (False, True):
                if (connection := self._reader()) is None:
                    break
                try:
                    return connection.execute(query, values).fetchall()
                except sqlite3.Error as error:
                    if last or not is_damage(error):
                        raise sentence(error, self._path, "Cannot read") from error
                    self._rescue()
            return []


_NOT_ALLOWED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_NO_ROOM = (28, 122)
"""ENOSPC and EDQUOT: then the spare place would not help the reader to notice."""


def elsewhere(path: Path, spare: Path) -> str:
    """The sentence that says where annotations go instead."""
    return f"{path.parent.parent} cannot be written; annotations are kept in {spare}."


def _select(query: str, document: str | None) -> tuple[str, tuple[object, ...]]:
    if document is None:
        return query + statements.ORDER, ()
    return f"{query}WHERE document = ? {statements.ORDER}", (rows.stored(document),)


def _pair(row: Sequence[object]) -> tuple[str, str]:
    return rows.text_of(row[0]), rows.text_of(row[1])


def _pair_with_number(row: Sequence[object]) -> tuple[str, int]:
    return rows.text_of(row[0]), rows.number_of(row[1])


def _check_whole(connection: sqlite3.Connection) -> None:
    """Raise a DatabaseError when the file is not sound."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorname = "SQLITE_CORRUPT"
        raise error

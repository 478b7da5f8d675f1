"""What is already known of each document, kept between sessions; disposable."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any

from corpus.document import DocumentRecord
from corpus.index.program import program_version
from corpus.mentions import FoundMentions
from corpus.store.schema import is_damage, reason

__all__ = ["CACHE_VERSION", "DocumentCache"]

CACHE_VERSION = "4"
"""Changes when what is kept changes its form: the cache is then begun anew."""

WAIT = 2.0
"""Seconds to wait for another program's write; what is not kept then is worked out again."""

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")

_TABLES = (
    """CREATE TABLE IF NOT EXISTS documents (id BLOB PRIMARY KEY, fingerprint TEXT NOT NULL,
    record TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS mentions (id BLOB, recogniser TEXT, content TEXT NOT NULL,
    version TEXT NOT NULL, mentions BLOB NOT NULL, PRIMARY KEY (id, recogniser)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS quotations (id BLOB PRIMARY KEY, kind TEXT NOT NULL,
    quotations BLOB NOT NULL) WITHOUT ROWID""",
)
_NAMES = ("documents", "mentions", "quotations")


class DocumentCache:
    """Records by document id and file fingerprint; mentions by id, recogniser and its version.

    So a file that was only touched is read again but not recognised again. Damaged, or written by
    another version of the program: thrown away and begun anew. Where it cannot be kept at all it
    lives in memory. No method raises for the state of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except sqlite3.Error as error:
            if reason(error).startswith(_BUSY):
                return _connect(None)  # another program is at it; its work is not ours to remove
        return self._opened_anew()

    def _trouble(self, error: sqlite3.Error) -> None:
        """What cannot be kept or found is worked out again; a damaged file is begun anew."""
        if is_damage(error):
            self._connection.close()
            self._connection = self._opened_anew()

    def _opened_anew(self) -> sqlite3.Connection:
        with suppress(OSError, sqlite3.Error):
            for end in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)
            return _connect(self._path)
        return _connect(None)

    def _row(self, query: str, values: Sequence[object]) -> Sequence[Any] | None:
        try:
            row: Sequence[Any] | None = self._connection.execute(query, values).fetchone()
        except sqlite3.Error as error:
            self._trouble(error)
            return None
        return row

    def records(self, wanted: Sequence[tuple[str, str]]) -> list[DocumentRecord | None]:
        """The record of each (id, fingerprint), None where it is not known or has changed."""
        find = "SELECT record FROM documents WHERE id=? AND fingerprint=?"
        found: list[DocumentRecord | None] = []
        for id_, fingerprint in wanted:
            row = self._row(find, (_key(id_), fingerprint))
            record = _record(row[0]) if row else None
            found.append(record if record and record.id == id_ else None)
        return found

    def mentions(
        self, document: str, content: str, recogniser: str, version: str
    ) -> FoundMentions | None:
        """What a recogniser of this version found in a document of this content; None: unknown."""
        row = self._row(
            "SELECT mentions FROM mentions WHERE id=? AND recogniser=? AND content=? AND version=?",
            (_key(document), recogniser, content, version),
        )
        try:
            return None if row is None else FoundMentions.from_bytes(row[0])
        except (ValueError, TypeError):
            return None

    def quotations(self, document: str, kind: str) -> bytes | None:
        """What is kept of a document's quotations of this kind, as it was given; None: nothing."""
        row = self._row(
            "SELECT quotations FROM quotations WHERE id=? AND kind=?", (_key(document), kind)
        )
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    def keep_records(self, rows: Iterable[tuple[str, DocumentRecord]]) -> None:
        """Keep (fingerprint, record) of documents just read."""
        values = [
            (_key(record.id), fingerprint, json.dumps(astuple(record)))
            for fingerprint, record in rows
        ]
        self._write("REPLACE INTO documents VALUES (?, ?, ?)", values)

    def keep_mentions(self, rows: Iterable[tuple[str, str, str, str, FoundMentions]]) -> None:
        """Keep (id, content, recogniser, its version, mentions as recognised) of documents."""
        values = [
            (_key(id_), recogniser, content, version, mentions.to_bytes())
            for id_, content, recogniser, version, mentions in rows
        ]
        self._write("REPLACE INTO mentions VALUES (?, ?, ?, ?, ?)", values)

    def keep_quotations(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep (id, kind, quotations) of documents, one kind of each."""
        values = [(_key(id_), kind, quotations) for id_, kind, quotations in rows]
        self._write("REPLACE INTO quotations VALUES (?, ?, ?)", values)

    def keep_only(self, ids: Iterable[str]) -> None:
        """Forget all documents but these."""
        kept = {_key(id_) for id_ in ids}
        try:
            known = {
                row[0]
                for table in _NAMES
                for row in self._connection.execute(f"SELECT id FROM {table}")  # noqa: S608
            }
        except sqlite3.Error as error:
            self._trouble(error)
            return
        gone = [(id_,) for id_ in known - kept]
        if gone:
            for table in _NAMES:
                self._write(f"DELETE FROM {table} WHERE id=?", gone)  # noqa: S608

    def _write(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(statement, values)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            self._trouble(error)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:", timeout=WAIT, isolation_level=None)
    try:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # SQLite does not wait here; the program that holds it is about to set the same.
            if not reason(error).startswith(_BUSY):
                raise
        connection.execute("PRAGMA synchronous=OFF")
        _prepare(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    version = f"{CACHE_VERSION}-{program_version()}"
    known = "SELECT value FROM meta WHERE name='version'"
    try:
        if connection.execute(known).fetchone() == (version,):
            return
    except sqlite3.OperationalError as error:
        if reason(error) != "SQLITE_ERROR":  # which is: there is no such table yet
            raise
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"
    )
    if connection.execute(known).fetchone() != (version,):
        for table in _NAMES:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute("REPLACE INTO meta VALUES ('version', ?)", (version,))
    connection.execute("COMMIT")


def _record(row: str) -> DocumentRecord | None:
    try:
        return DocumentRecord(*json.loads(row))
    except (ValueError, TypeError):
        return None


def _key(id_: str) -> bytes:
    """File names that are no Unicode hold surrogates, which SQLite refuses as text."""
    return id_.encode("utf-8", "surrogatepass")

"""What is already known of each document, kept between sessions; disposable."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from pathlib import Path

from corpus.document import DocumentRecord
from corpus.entity import Mention

__all__ = ["CACHE_VERSION", "DocumentCache"]

CACHE_VERSION = "1"
"""Changes when what is kept changes its form: the cache is then begun anew."""


class DocumentCache:
    """Records and mentions by document id, valid while the file's fingerprint is the same.

    Damaged or written by another version: it is thrown away and begun anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError:
            for name in (
                path,
                path.with_name(path.name + "-wal"),
                path.with_name(path.name + "-shm"),
            ):
                name.unlink(missing_ok=True)
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"
        )
        row = connection.execute("SELECT value FROM meta WHERE name='version'").fetchone()
        if row != (CACHE_VERSION,):
            connection.execute("DROP TABLE IF EXISTS documents")
            connection.execute("REPLACE INTO meta VALUES ('version', ?)", (CACHE_VERSION,))
        connection.execute(
            "CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,"
            " record TEXT NOT NULL, recogniser TEXT, mentions TEXT) WITHOUT ROWID"
        )
        return connection

    def records(self, wanted: Sequence[tuple[str, str]]) -> list[DocumentRecord | None]:
        """The record of each (id, fingerprint), None where it is not known or has changed."""
        find = "SELECT record FROM documents WHERE id=? AND fingerprint=?"
        found: list[DocumentRecord | None] = []
        for key in wanted:
            row = self._connection.execute(find, _storable(key)).fetchone()
            found.append(_record(row[0]) if row else None)
        return found

    def mentions(self, document: str, fingerprint: str, recogniser: str) -> list[Mention] | None:
        """The mentions a recogniser found in a document, or None when that is not known."""
        row = self._connection.execute(
            "SELECT mentions FROM documents WHERE id=? AND fingerprint=? AND recogniser=?",
            _storable((document, fingerprint, recogniser)),
        ).fetchone()
        if row is None:
            return None
        return [Mention(*fields) for fields in json.loads(row[0])]

    def keep_records(self, rows: Iterable[tuple[str, DocumentRecord]]) -> None:
        """Keep (fingerprint, record) of documents just read, dropping what was known of them."""
        values = [
            _storable((record.id, fingerprint, json.dumps(astuple(record))))
            for fingerprint, record in rows
        ]
        self._write("REPLACE INTO documents (id, fingerprint, record) VALUES (?, ?, ?)", values)

    def keep_mentions(
        self, recogniser: str, rows: Iterable[tuple[str, str, Sequence[Mention]]]
    ) -> None:
        """Keep (id, fingerprint, mentions as recognised) of documents."""
        values = [
            (recogniser, json.dumps([_fields(m) for m in mentions]), *_storable((id_, fingerprint)))
            for id_, fingerprint, mentions in rows
        ]
        self._write(
            "UPDATE documents SET recogniser=?, mentions=? WHERE id=? AND fingerprint=?", values
        )

    def _write(self, statement: str, values: list[tuple[str, ...]]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(statement, values)
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            # A full disk or another program: what is not kept is worked out again next time.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _fields(mention: Mention) -> tuple[int, int, str, str, str, float]:
    return (
        mention.start,
        mention.end,
        mention.text,
        mention.label,
        mention.source,
        round(mention.score, 3),
    )


def _record(row: str) -> DocumentRecord:
    return DocumentRecord(*json.loads(row))


def _storable(values: tuple[str, ...]) -> tuple[str, ...]:
    """File names that are no Unicode hold surrogates, which SQLite refuses."""
    return tuple(v.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for v in values)

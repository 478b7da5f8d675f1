"""The tables of a SQLite store, their versions, and how a file is opened.

A store is a SQLite file with our application id. ``user_version`` is the version of its tables;
the table ``migrations`` says when each version was reached.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from corpus.errors import StoreError
from corpus.store.place import shared_by_network

__all__ = [
    "BUSY_SECONDS",
    "VERSION",
    "connect",
    "is_damage",
    "is_empty",
    "prepare",
    "reason",
    "sentence",
]

APPLICATION = 0x476C6F73
"""The bytes "Glos", in the header of the file."""

BUSY_SECONDS = 5.0
"""How long a write waits for another program's write to end."""

_PLACE = """
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    digest TEXT NOT NULL,
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)",
        "CREATE TABLE annotations (number INTEGER PRIMARY KEY,"
        + _PLACE
        + "attributes TEXT NOT NULL, entity TEXT NOT NULL, note TEXT NOT NULL,"
        "unsure INTEGER NOT NULL, CHECK (0 <= begins AND begins <= ends))",
        "CREATE INDEX annotations_place ON annotations (document, begins, ends)",
        "CREATE TABLE rejections (number INTEGER PRIMARY KEY,"
        + _PLACE
        + "CHECK (0 <= begins AND begins <= ends))",
        "CREATE INDEX rejections_place ON rejections (document, begins, ends)",
        (
            "CREATE TABLE edits (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
            "author TEXT NOT NULL, created TEXT NOT NULL, description TEXT NOT NULL,"
            "undoes TEXT NOT NULL, changes TEXT NOT NULL)"
        ),
        "CREATE INDEX edits_author ON edits (author, number)",
        "CREATE INDEX edits_undoes ON edits (undoes) WHERE undoes <> ''",
        (
            "CREATE TABLE documents (document TEXT PRIMARY KEY, digest TEXT NOT NULL,"
            "seen TEXT NOT NULL)"
        ),
    ),
    (
        (
            "CREATE TABLE rulings (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
            "kind TEXT NOT NULL, entity TEXT NOT NULL, author TEXT NOT NULL,"
            "created TEXT NOT NULL, value TEXT NOT NULL, forms TEXT NOT NULL,"
            "entities TEXT NOT NULL, names TEXT NOT NULL)"
        ),
    ),
)
"""One entry a version, each a list of statements that lead from the version before."""

VERSION = len(MIGRATIONS)


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a store's file; ``mode`` is ``rw``, ``rwc`` (create) or ``immutable``.

    Raises sqlite3.Error as it comes, and StoreError when the file is not ours or too new.
    """
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _check_kind(connection, path)
        if mode != "immutable":
            _make_durable(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA trusted_schema=OFF")
    # Asked first: another program may be filling the file, tables and name in one transaction.
    empty = is_empty(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION and not empty:
        raise StoreError(
            f"{path} is a database of another program, not annotations of Glossator; "
            "move it away and open the collection again."
        )
    odd = "SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"
    if connection.execute(odd).fetchone()[0]:
        raise StoreError(
            f"{path} holds views or triggers, which Glossator never makes; "
            "move it away and open the collection again."
        )
    if version > VERSION:
        raise StoreError(
            f"{path} was written by a newer Glossator (format {version}; this one knows "
            f"{VERSION}); update Glossator to open it."
        )


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether there is no table yet: a file that was made and not filled."""
    row = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(row[0] == 0)


def _make_durable(connection: sqlite3.Connection, path: Path) -> None:
    """Write-ahead log and full synchronisation; a rollback journal on network file systems.

    Two programs that switch a new file to the log at the same time meet a lock that SQLite does
    not wait for by itself, so the wait is here.
    """
    wanted = "DELETE" if shared_by_network(path.parent) else "WAL"
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={wanted}")
            break
        except sqlite3.OperationalError as error:
            if not reason(error).startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA synchronous=FULL" if wanted == "WAL" else "PRAGMA synchronous=EXTRA")
    connection.execute("PRAGMA foreign_keys=ON")


def prepare(connection: sqlite3.Connection, now: str) -> None:
    """Bring the tables to this version, in one transaction; does nothing when they are."""
    if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", (number, now))
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def reason(error: sqlite3.Error) -> str:
    """SQLite's name for an error (``SQLITE_FULL``), or empty."""
    return getattr(error, "sqlite_errorname", "") or ""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file itself is not sound."""
    return reason(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


_SENTENCES = (
    ("SQLITE_FULL", "the disk is full; make some room and do it again"),
    ("SQLITE_BUSY", "another program is writing there and does not end; do it again"),
    ("SQLITE_LOCKED", "another program is writing there and does not end; do it again"),
    ("SQLITE_READONLY", "it cannot be written; check its permissions"),
    ("SQLITE_CANTOPEN", "it cannot be opened; check that the folder is there and yours"),
    ("SQLITE_PERM", "it may not be opened; check its permissions"),
    ("SQLITE_IOERR", "the disk does not answer as it should; check it and do it again"),
    ("SQLITE_CORRUPT", "it is damaged; open the collection again to have it repaired"),
    ("SQLITE_NOTADB", "it is damaged; open the collection again to have it repaired"),
)


def sentence(error: sqlite3.Error, path: Path, doing: str) -> StoreError:
    """A StoreError that says in a sentence what SQLite says in a code."""
    name = reason(error)
    for start, words in _SENTENCES:
        if name.startswith(start):
            return StoreError(f"{doing} {path}: {words}.")
    return StoreError(f"{doing} {path}: {error}.")

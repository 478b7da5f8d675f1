"""What a SQLite store says in SQL, and how one change is carried out."""

from __future__ import annotations

import sqlite3

from corpus.annotation import Annotation, Change, Decision, Edit, Rejection
from corpus.errors import StoreError
from corpus.ruling import Ruling
from corpus.store import rows
from corpus.store.base import Conflict

__all__ = [
    "ADD",
    "ADD_EDIT",
    "ANNOTATION",
    "ANNOTATION_COLUMNS",
    "EDIT",
    "EDIT_COLUMNS",
    "ORDER",
    "PLACE_COLUMNS",
    "REJECTION",
    "RULING",
    "RULING_COLUMNS",
    "SAW",
    "row_of",
    "seen",
    "write",
]

Row = tuple[object, ...]

_ANCHOR = slice(2, 8)
"""The columns of a row that are its anchor; the last is the digest of the text."""

PLACE_COLUMNS = "id, document, begins, ends, quote, prefix, suffix, digest, label, author, created"
ANNOTATION_COLUMNS = PLACE_COLUMNS + ", attributes, entity, note, unsure"
RULING_COLUMNS = "id, kind, entity, author, created, value, forms, entities, names"
EDIT_COLUMNS = "id, author, created, description, undoes, changes"

# Only the constants above are put into these, never anything from outside.
ANNOTATION = f"SELECT {ANNOTATION_COLUMNS} FROM annotations "  # noqa: S608
REJECTION = f"SELECT {PLACE_COLUMNS} FROM rejections "  # noqa: S608
RULING = f"SELECT {RULING_COLUMNS} FROM rulings "  # noqa: S608
EDIT = f"SELECT {EDIT_COLUMNS} FROM edits "  # noqa: S608
ORDER = "ORDER BY document, begins, ends DESC, number"

ADD_EDIT = f"INSERT INTO edits ({EDIT_COLUMNS}) VALUES (?,?,?,?,?,?)"  # noqa: S608
ADD: dict[type[Decision], str] = {
    Annotation: f"INSERT INTO annotations ({ANNOTATION_COLUMNS}) "  # noqa: S608
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    Rejection: f"INSERT INTO rejections ({PLACE_COLUMNS}) "  # noqa: S608
    "VALUES (?,?,?,?,?,?,?,?,?,?,?)",
    Ruling: f"INSERT INTO rulings ({RULING_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",  # noqa: S608
}
_REMOVE: dict[type[Decision], str] = {
    Annotation: "DELETE FROM annotations WHERE id = ?",
    Rejection: "DELETE FROM rejections WHERE id = ?",
    Ruling: "DELETE FROM rulings WHERE id = ?",
}
_HELD: dict[type[Decision], str] = {
    Annotation: ANNOTATION + "WHERE id = ?",
    Rejection: REJECTION + "WHERE id = ?",
    Ruling: RULING + "WHERE id = ?",
}
SAW = (
    "INSERT INTO documents VALUES (?, ?, ?) "
    "ON CONFLICT (document) DO UPDATE SET digest = excluded.digest, seen = excluded.seen"
)


def write(connection: sqlite3.Connection, edit: Edit) -> None:
    """Carry out an edit and record it, in one transaction; nothing happens when it is known.

    Raises Conflict, StoreError and sqlite3.Error; then nothing has changed.
    """
    row = rows.row_of_edit(edit)
    connection.execute("BEGIN IMMEDIATE")
    try:
        known = connection.execute(EDIT + "WHERE id = ?", row[:1]).fetchone()
        if known is None:
            for change in edit.changes:
                _carry_out(connection, change)
            connection.execute(ADD_EDIT, row)
            for change in edit.changes:
                if isinstance(change.after, Annotation | Rejection):
                    connection.execute(SAW, seen(change.after, edit.created))
        elif known != row:
            raise StoreError(f"Not saved: another edit has the id {edit.id}.")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def row_of(value: Decision) -> tuple[str | bytes | int, ...]:
    """The row of any kind."""
    if isinstance(value, Ruling):
        return rows.row_of_ruling(value)
    if isinstance(value, Annotation):
        return rows.row_of_annotation(value)
    return rows.row_of_rejection(value)


def _carry_out(connection: sqlite3.Connection, change: Change) -> None:
    before, after = change.before, change.after
    if before is not None:
        held = _held(connection, before)
        same = held == row_of(before) if isinstance(before, Ruling) else _same(held, row_of(before))
        if not same:
            raise Conflict(
                f"“{_short(before)}” was changed by another program since; look at it again."
            )
        connection.execute(_REMOVE[type(before)], (rows.stored(before.id),))
    if after is not None:
        if _held(connection, after) is not None:
            raise Conflict(f"“{_short(after)}” was already marked by another program.")
        connection.execute(ADD[type(after)], row_of(after))


def _same(held: Row | None, given: Row) -> bool:
    """Whether a stored row is the given one, or the same made anew on another text.

    Whoever shows a changed text has found new places for the stored anchors; that is not a change
    by somebody else. On the same text the anchors must agree.
    """
    if held is None or held == given:
        return held is not None
    apart = held[_ANCHOR.stop - 1] != given[_ANCHOR.stop - 1]
    return apart and _without_anchor(held) == _without_anchor(given)


def _without_anchor(row: Row) -> Row:
    return row[: _ANCHOR.start] + row[_ANCHOR.stop :]


def _held(connection: sqlite3.Connection, value: Decision) -> Row | None:
    row = connection.execute(_HELD[type(value)], (rows.stored(value.id),)).fetchone()
    return None if row is None else tuple(row)


def _short(value: Decision) -> str:
    quote = " ".join((value.called if isinstance(value, Ruling) else value.anchor.quote).split())
    return quote if len(quote) <= 40 else quote[:39] + "…"


def seen(value: Annotation | Rejection, when: str) -> tuple[str | bytes, ...]:
    """The row that says on which text a document was marked last."""
    return rows.stored(value.document), rows.stored(value.anchor.digest), rows.stored(when)

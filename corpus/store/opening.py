"""Which file holds a collection's annotations."""

from __future__ import annotations

from pathlib import Path

from corpus.annotation import Clock, utc_now
from corpus.errors import StoreError
from corpus.store.base import Store
from corpus.store.place import NAME, can_write, is_there, store_file

__all__ = ["open_store"]


def open_store(folder: Path, data_folder: Path, *, clock: Clock = utc_now) -> Store:
    """The store of the collection in ``folder``; nothing is made before its first edit.

    It is ``folder/.glossator/annotations.sqlite`` when that can be written, else the file of the
    same name in ``data_folder``, which is this collection's own. A store that can be read and
    not written is copied there at the first edit. What was kept in ``data_folder`` stays in use
    as long as the collection's own folder has no store, and is brought there when both can be
    written. ``notice`` of the store says where annotations are when it is not the usual place.

    Raises StoreError when a file in the place of the store belongs to another program or to a
    newer Glossator.
    """
    from corpus.store.sqlite import SqliteStore, elsewhere  # sqlite3 only when it is needed

    home, spare = store_file(folder), data_folder / NAME
    if is_there(home) and can_write(home):
        store = SqliteStore(home, spare, clock=clock)
        if is_there(spare) and can_write(spare):
            store.tell(_brought_home(store, SqliteStore(spare, clock=clock), clock))
    elif is_there(home) and not is_there(spare):
        notice = f"{home} cannot be written; the first new mark copies it to {spare}."
        store = SqliteStore(home, spare, notice=notice, clock=clock)
    elif not can_write(home):
        store = SqliteStore(spare, notice=elsewhere(home, spare), clock=clock)
    elif is_there(spare):
        notice = f"Annotations are kept in {spare}, since the collection could not be written."
        store = SqliteStore(spare, notice=notice, clock=clock)
    else:
        store = SqliteStore(home, spare, clock=clock)
    store.version()
    return store


def _brought_home(home: Store, away: Store, clock: Clock) -> str:
    from corpus.store.homecoming import bring_home

    try:
        return bring_home(home, away, clock())
    except StoreError as error:
        return f"Work in {away.where} could not be brought home: {error}"
    finally:
        away.close()

"""Which file holds a collection's annotations."""

from __future__ import annotations

from pathlib import Path

from corpus.annotation import Clock, utc_now
from corpus.store.base import Store
from corpus.store.place import NAME, can_write, is_there, store_file

__all__ = ["open_store"]


def open_store(folder: Path, data_folder: Path, *, clock: Clock = utc_now) -> Store:
    """The store of the collection in ``folder``; nothing is made before its first edit.

    It is ``folder/.glossator/annotations.sqlite`` when that can be written, else the file of the
    same name in ``data_folder``, which is this collection's own. A store that can be read and
    not written is copied there at the first edit. What was kept in ``data_folder`` stays in use
    as long as the collection's own folder has no store. ``notice`` of the store says where
    annotations are when it is not the collection's folder.

    Raises StoreError when a file in the place of the store belongs to another program or to a
    newer Glossator.
    """
    from corpus.store.sqlite import SqliteStore, elsewhere  # sqlite3 only when it is needed

    home, spare = store_file(folder), data_folder / NAME
    if can_write(home) and (is_there(home) or not is_there(spare)):
        store = SqliteStore(home, spare, clock=clock)
    elif is_there(spare) or not is_there(home):
        store = SqliteStore(spare, notice=elsewhere(home, spare), clock=clock)
    else:
        notice = f"{home} cannot be written; the first new mark copies it to {spare}."
        store = SqliteStore(home, spare, notice=notice, clock=clock)
    store.version()
    return store

"""Copies of a store: into memory to read it where nothing can be written, and elsewhere."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from corpus.store.place import is_there
from corpus.store.schema import connect

__all__ = ["copy_to", "in_memory", "make_folder", "set_down", "with_logs"]

LOGS = ("-wal", "-shm", "-journal")


def make_folder(folder: Path) -> list[Path]:
    """Make a folder and what is missing above it, durably; returns those made, deepest first."""
    missing = []
    place = folder
    while not is_there(place):
        missing.append(place)
        place = place.parent
    for new in reversed(missing):
        new.mkdir(exist_ok=True)
        _sync_folder(new.parent)
    return missing


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def with_logs(path: Path) -> list[Path]:
    """A store's file and those of its logs that are there."""
    logs = (path.with_name(path.name + ending) for ending in LOGS)
    return [path, *(log for log in logs if is_there(log))]


def in_memory(path: Path) -> sqlite3.Connection:
    """A copy of the store in memory, its log carried out.

    SQLite cannot read the log of a database where it may write nothing, and without the log the
    last edits would be missing.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for file in with_logs(path):
                if not file.name.endswith("-shm"):
                    shutil.copyfile(file, Path(folder, file.name))
            copy = connect(Path(folder, path.name))
            try:
                copy.backup(memory)
            finally:
                copy.close()
    except BaseException:
        memory.close()
        raise
    return memory


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Write all of a store to a new file; leaves one that is there alone.

    Raises OSError and sqlite3.Error.
    """
    make_folder(target.parent)
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    try:
        copy = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        set_down(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def set_down(draft: Path, target: Path) -> None:
    """Give a finished file its name, durably, unless another program was faster."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    if not is_there(target):
        draft.rename(target)
        _sync_folder(target.parent)

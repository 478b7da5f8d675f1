"""A damaged store: kept aside under a dated name, and what can still be read taken over."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from corpus.annotation import Annotation, Decision, Edit, Rejection, timestamp
from corpus.errors import StoreError
from corpus.ruling import Ruling
from corpus.store import rows, statements
from corpus.store.copying import with_logs
from corpus.store.schema import connect, prepare

__all__ = ["rescue"]


@dataclass
class _Saved:
    """What could be read of a damaged store."""

    annotations: dict[str, Annotation] = field(default_factory=dict)
    rejections: dict[str, Rejection] = field(default_factory=dict)
    rulings: dict[str, Ruling] = field(default_factory=dict)
    edits: dict[int, Edit] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.annotations or self.rejections or self.rulings or self.edits)


def rescue(path: Path, moment: datetime) -> str:
    """Set a damaged store aside and begin a new one with what can be read of it.

    The damaged file is kept as ``annotations.damaged-YYYYMMDD-HHMMSS.sqlite`` beside it. Returns
    what to tell the reader. Raises StoreError when the place does not allow it; then nothing has
    changed.
    """
    try:
        identity = path.stat().st_ino
        aside = _aside(path, moment)
        for file in with_logs(path):
            _keep(file, aside.with_name(aside.name + file.name[len(path.name) :]))
        saved = _salvage(aside)
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        draft.unlink(missing_ok=True)
        if saved:
            _write(draft, saved, timestamp(moment))
        if path.stat().st_ino == identity:
            _replace(path, draft if saved else None)
        draft.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path} is damaged and cannot be set aside ({error.strerror}); "
            "move it away and open the collection again."
        ) from error
    except sqlite3.Error as error:
        raise StoreError(
            f"{path} is damaged; it is kept as {aside.name}, but no new file can be made "
            f"({error}); make some room there and open the collection again."
        ) from error
    return f"The annotations were damaged: {path} is kept as {aside.name}; " + (
        f"taken over from it: annotations {len(saved.annotations)}, "
        f"rejections {len(saved.rejections)}, rulings {len(saved.rulings)}, "
        f"steps of history {len(saved.edits)}; "
        "look them through."
        if saved
        else "nothing in it could be read, so a new one begins with the next mark."
    )


def _aside(path: Path, moment: datetime) -> Path:
    stem = f"{path.stem}.damaged-{moment:%Y%m%d-%H%M%S}"
    aside = path.with_name(stem + path.suffix)
    number = 2
    while aside.exists():
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    return aside


def _keep(file: Path, aside: Path) -> None:
    """A second name for the same file; a copy where the file system has no second names."""
    try:
        aside.hardlink_to(file)
    except OSError:
        shutil.copy2(file, aside)


def _replace(path: Path, draft: Path | None) -> None:
    """The logs go first: SQLite would carry them out on whatever file it finds beside them."""
    for log in with_logs(path)[1:]:
        log.unlink(missing_ok=True)
    if draft is None:
        path.unlink()
    else:
        draft.replace(path)


def _salvage(aside: Path) -> _Saved:
    """Read from a copy, because SQLite carries out the log of what it opens."""
    saved = _Saved()
    with tempfile.TemporaryDirectory() as folder:
        for file in with_logs(aside):
            if not file.name.endswith("-shm"):
                shutil.copyfile(file, Path(folder, file.name))
        with suppress(sqlite3.Error, StoreError), closing(connect(Path(folder, aside.name))) as old:
            most = sum(file.stat().st_size for file in with_logs(aside)) // _SMALLEST_ROW
            saved.edits = _Table(old, statements.EDIT, most, rows.edit_of).found
            marks = _Table(old, statements.ANNOTATION, most, rows.annotation_of)
            refusals = _Table(old, statements.REJECTION, most, rows.rejection_of)
            saved.annotations = {value.id: value for value in marks.found.values()}
            said = _Table(old, statements.RULING, most, rows.ruling_of)
            saved.rejections = {value.id: value for value in refusals.found.values()}
            saved.rulings = {value.id: value for value in said.found.values()}
            _replay(saved, marks=marks.whole and refusals.whole, rulings=said.whole)
    return saved


_SMALLEST_ROW = 64
"""No row of ours takes fewer bytes: so many numbers may have been given out at most."""

Value = TypeVar("Value")


class _Table(Generic[Value]):
    """The readable rows of a table by number, and whether all could be read.

    From the front, from the back, then each number between: a damaged page hides only itself.
    """

    def __init__(
        self,
        old: sqlite3.Connection,
        select: str,
        most: int,
        decode: Callable[[Sequence[object]], Value],
    ) -> None:
        self._old = old
        self._select = select.replace("SELECT ", "SELECT number, ", 1)
        self._decode = decode
        self.found: dict[int, Value] = {}
        self.whole = self._run("ORDER BY number")
        if not self.whole:
            first = max(self.found, default=0) + 1
            before = set(self.found)
            self._run("ORDER BY number DESC")
            last = min(set(self.found) - before, default=first + most)
            for number in range(first, last):
                self._run("WHERE number = ?", (number,))

    def _run(self, rest: str, values: Sequence[int] = ()) -> bool:
        try:
            for number, *row in self._old.execute(self._select + rest, values):
                self.found[number] = self._decode(row)
        except (sqlite3.Error, ValueError, TypeError, KeyError):
            return False
        return True


def _replay(saved: _Saved, *, marks: bool, rulings: bool) -> None:
    """Add what the edits say was there and no row shows any more, unless the rows are whole."""
    last: dict[tuple[type, str], Decision | None] = {}
    for _, edit in sorted(saved.edits.items()):
        for change in edit.changes:
            if change.before is not None:
                last[type(change.before), change.before.id] = None
            if change.after is not None:
                last[type(change.after), change.after.id] = change.after
    for value in last.values():
        if isinstance(value, Ruling):
            if not rulings:
                saved.rulings.setdefault(value.id, value)
        elif marks:
            continue
        elif isinstance(value, Annotation):
            saved.annotations.setdefault(value.id, value)
        elif isinstance(value, Rejection):
            saved.rejections.setdefault(value.id, value)


def _write(draft: Path, saved: _Saved, now: str) -> None:
    with closing(connect(draft, "rwc")) as new:
        prepare(new, now)
        new.execute("BEGIN IMMEDIATE")
        values: list[Decision] = [
            *saved.annotations.values(),
            *saved.rejections.values(),
            *saved.rulings.values(),
        ]
        for value in values:
            new.execute(statements.ADD[type(value)], statements.row_of(value))
        for _, edit in sorted(saved.edits.items()):
            new.execute(statements.ADD_EDIT, rows.row_of_edit(edit))
        new.execute("COMMIT")

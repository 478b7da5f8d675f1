"""Sessions that did not end in order: what is known of them, so that the next goes on there.

While a collection is open, a small file in the state folder says which, by whom and where in it.
An orderly end removes the file; one that is left, of a process that is gone, was cut off: by a
line that dropped, a kill, a power cut. Where the reader was to the letter is in the reading
state. Nothing heavy is imported here: this is looked at before the first page is painted.
"""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False  # as in typing, which takes 10 ms to import
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Dropped", "Record", "ago", "dropped_sessions"]

_FOLDER = "sessions"
_MAGIC = "glossator session 1"
_LARGEST = 1 << 16
_FORGOTTEN = 30 * 24 * 3600.0
"""Seconds after which nobody wants to go on any more."""

HANGUP = 1
"""SIGHUP, as everywhere; the signal module costs 4 ms."""


class Dropped:
    """A session that was cut off.

    ``ended_by`` is the signal that ended it, 0 when it had no time to say so; ``when`` is in
    seconds since 1970. ``title`` and ``region`` say what was read and what had the keyboard.
    """

    __slots__ = ("ended_by", "file", "paths", "region", "title", "when")

    def __init__(
        self,
        file: str,
        paths: tuple[str, ...],
        *,
        title: str,
        region: str,
        ended_by: int,
        when: float,
    ) -> None:
        self.file, self.paths, self.when = file, paths, when
        self.title, self.region, self.ended_by = title, region, ended_by

    @property
    def what_happened(self) -> str:
        """The beginning of a sentence."""
        return "The line dropped" if self.ended_by == HANGUP else "The last session was cut off"

    def forget(self) -> None:
        """Nobody is to be asked about it again."""
        _remove(self.file)


class Record:
    """The file of a session that is open now. What cannot be written is done without.

    ``before`` is the session that this one goes on with: until more is known, it is where that
    one was.
    """

    def __init__(
        self, state: str, key: str, paths: Sequence[str], before: Dropped | None = None
    ) -> None:
        self._folder = f"{state}/{_FOLDER}"
        self._file = f"{self._folder}/{key}.{os.getpid()}"
        self._paths = tuple(os.path.abspath(path) for path in paths)  # noqa: PTH100
        self._title, self._region = (before.title, before.region) if before else ("", "")
        self._write(0)

    def here(self, *, title: str = "", region: str = "") -> None:
        """Say what is read and what has the keyboard, as far as it has changed."""
        before = self._title, self._region
        self._title, self._region = title or self._title, region or self._region
        if before != (self._title, self._region):
            self._write(0)

    def cut_off(self, signal_number: int) -> None:
        """The session ends, but not because its reader wanted it to."""
        self._write(signal_number)

    def end(self) -> None:
        """The session ended in order."""
        _remove(self._file)

    def _write(self, ended_by: int) -> None:
        process = os.getpid()
        title, region = self._title.replace("\0", " "), self._region
        fields = (
            *(_MAGIC, os.uname().nodename, f"{process} {_began(process)}", f"{ended_by}"),
            *(title, region, *self._paths),
        )
        part = f"{self._file}.part"
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                os.write(handle, "\0".join(fields).encode("utf-8", "surrogatepass"))
            finally:
                os.close(handle)
            os.replace(part, self._file)  # noqa: PTH105
        except (OSError, ValueError):
            return


def dropped_sessions(state: str, key: str = "") -> list[Dropped]:
    """The sessions that were cut off, the latest first; with a ``key`` those of one collection.

    Only where the collection is still there. What is too old or damaged is removed.
    """
    folder = f"{state}/{_FOLDER}"
    try:
        names = os.listdir(folder)  # noqa: PTH208  (pathlib costs 5 ms)
    except OSError:
        return []
    found = [
        _read(f"{folder}/{name}", f"{state}/{name.rpartition('.')[0]}/reading.sqlite")
        for name in names
        if not name.endswith(".part") and (not key or name.rpartition(".")[0] == key)
    ]
    there = [session for session in found if session is not None]
    return sorted(there, key=lambda session: session.when, reverse=True)


def _read(file: str, reading: str) -> Dropped | None:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            fields = stream.read(_LARGEST).decode("utf-8", "surrogatepass").split("\0")
        magic, host, process, ended_by, title, region, *paths = fields
        number, began = process.split(" ")
        running = os.uname().nodename != host or _began(int(number)) == began
        signal_number = int(ended_by)
    except OSError:
        return None
    except ValueError:
        _remove(file)
        return None
    # The reading state is written with every step, so it knows when the last one was.
    when = max(map(_changed, (file, reading, f"{reading}-wal")))
    if magic != _MAGIC or not paths or time.time() - when > _FORGOTTEN:
        _remove(file)
        return None
    if running or not all(map(os.path.exists, paths)):
        return None
    return Dropped(
        file, tuple(paths), title=title, region=region, ended_by=signal_number, when=when
    )


def _began(process: int) -> str:
    """When a process began, in whatever unit the system has; empty when it does not run.

    The number of a process alone may have gone to another since.
    """
    try:
        with open(f"/proc/{process}/stat", "rb") as stream:  # noqa: PTH123
            return stream.read().rpartition(b")")[2].split()[19].decode()
    except (OSError, IndexError):
        pass
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return ""
    except OSError:
        return "runs"
    return "runs"


def _changed(file: str) -> float:
    try:
        return os.stat(file).st_mtime  # noqa: PTH116
    except OSError:
        return 0.0


def _remove(file: str) -> None:
    try:
        os.unlink(file)  # noqa: PTH108
    except OSError:
        return


def ago(when: float) -> str:
    """How long something is past, in words."""
    seconds = max(0.0, time.time() - when)
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length:.0f} {unit} ago"
    return "just now"

"""Which processes a test has left on the machine, told by a name of its own in their environment.

A folder of the test is such a name: whatever the program starts inherits it.
"""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["environment", "living", "processes_missing", "wait_gone"]

PROCESSES = Path("/proc")


def processes_missing() -> str:
    """Why processes cannot be seen here; empty when they can."""
    return "" if (PROCESSES / "self/environ").exists() else "needs /proc to see processes"


def living(mark: object) -> dict[int, str]:
    """The processes, by id, that have ``mark`` in their environment, with their command lines.

    Those that have ended and only wait to be asked for are not among them.
    """
    wanted = os.fsencode(str(mark))
    found = {}
    for folder in PROCESSES.iterdir():
        if not folder.name.isdigit() or folder.name == str(os.getpid()):
            continue
        with suppress(OSError):
            if wanted in (folder / "environ").read_bytes():
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(folder.name)] = os.fsdecode(command).strip()
    return found


def environment(process: int) -> dict[str, str]:
    """What a process was given as its environment."""
    entries = os.fsdecode((PROCESSES / str(process) / "environ").read_bytes()).split("\0")
    return dict(entry.split("=", 1) for entry in entries if "=" in entry)


def wait_gone(mark: object, within: float = 15.0) -> None:
    """Wait until no process has ``mark`` in its environment; AssertionError names who stays."""
    deadline = time.monotonic() + within
    while processes := living(mark):
        for process in processes:
            left = deadline - time.monotonic()
            assert left > 0, f"still there: {processes}"
            with suppress(ProcessLookupError):
                _wait_for_end(process, left)


def _wait_for_end(process: int, seconds: float) -> None:
    watched = os.pidfd_open(process)
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        poll.poll(seconds * 1000)
    finally:
        os.close(watched)

"""Folders of index files: made under a passing name, put in their place when they are whole.

A passing name holds the number of the process that is at it, so that what a killed process left
can be told from what a running one needs.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from corpus.index.seal import is_whole

__all__ = [
    "part_folder",
    "put_in_place",
    "remove_abandoned",
    "remove_others",
    "remove_temporary_of",
    "temporary_prefix",
]

_PART = "part-"


def part_folder(parent: Path) -> Path:
    """A new folder for something unfinished."""
    return Path(tempfile.mkdtemp(prefix=f"{_PART}{os.getpid()}-", dir=parent))


def put_in_place(part: Path, folder: Path) -> Path:
    """Give what was finished its name, unless another program was faster; where it is now."""
    if is_whole(folder):
        shutil.rmtree(part, ignore_errors=True)
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    try:
        return part.rename(folder)
    except OSError:
        return part  # removed when this process is no more


def remove_others(folder: Path, prefix: str, keep: Path) -> None:
    """Remove the finished folders of a kind but one."""
    for path in folder.glob(f"{prefix}*"):
        if path != keep:
            shutil.rmtree(path, ignore_errors=True)


def remove_abandoned(folder: Path) -> None:
    """Remove what processes that are no more left unfinished."""
    for path in folder.glob(f"{_PART}*"):
        pid = path.name.removeprefix(_PART).partition("-")[0]
        if not (pid.isdecimal() and len(pid) < 10 and _alive(int(pid))):
            shutil.rmtree(path, ignore_errors=True)


def temporary_prefix(pid: int) -> str:
    """How the temporary folder of a process that opens a collection begins."""
    return f"glossator-{pid}-"


def remove_temporary_of(pid: int) -> None:
    """Remove the temporary folders of a process that was ended."""
    for path in Path(tempfile.gettempdir()).glob(f"{temporary_prefix(pid)}*"):
        shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

"""A mark on a finished folder of index files, by which damage is noticed before it is used."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["is_whole", "seal"]

SEAL = "complete"
"""The name of the mark. It is written last, so a folder without it was never finished."""

HASHED = 64 * 1024 * 1024
"""Folders up to this many bytes are compared byte for byte, larger ones by the sizes of files."""


def seal(folder: Path) -> None:
    """Say that what is in the folder is all there and right."""
    (folder / SEAL).write_text(_state(folder), encoding="utf-8")


def is_whole(folder: Path) -> bool:
    """Whether a folder is as it was when it was sealed; never raises."""
    try:
        return (folder / SEAL).read_text(encoding="utf-8") == _state(folder)
    except (OSError, ValueError):
        return False


def _state(folder: Path) -> str:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name != SEAL and path.suffix != ".lock"
    )
    sizes = [path.stat().st_size for path in files]
    digest = hashlib.blake2b(digest_size=16)
    for path, size in zip(files, sizes, strict=True):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        if sum(sizes) <= HASHED:
            digest.update(path.read_bytes())
    return digest.hexdigest()

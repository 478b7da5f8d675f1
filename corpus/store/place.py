"""Where a store may be kept, and what kind of place it is."""

from __future__ import annotations

import os
import re
from pathlib import Path

__all__ = ["NAME", "can_write", "is_there", "shared_by_network", "store_file"]

NAME = "annotations.sqlite"

_NETWORK = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|glusterfs|lustre|fuse\.sshfs|drvfs")


def store_file(folder: Path) -> Path:
    """The store of a collection in its own folder."""
    return folder / ".glossator" / NAME


def is_there(path: Path) -> bool:
    """Whether there is a file; also when we may not look."""
    try:
        path.stat()
    except OSError:
        return False
    return True


def can_write(path: Path) -> bool:
    """Whether a file at ``path`` can be made or written, as far as can be told by asking."""
    if is_there(path) and not os.access(path, os.R_OK | os.W_OK):
        return False
    for folder in path.parents:
        if is_there(folder):
            return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    return False


def shared_by_network(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> bool:
    """Whether a folder is on a file system that several machines may share.

    There the write-ahead log must not be used: its index is shared memory of one machine. Known
    from Linux's table of mounts; elsewhere the answer is no.
    """
    try:
        table = mounts.read_bytes()
        place = os.fsencode(folder.resolve())
    except OSError:
        return False
    best, kind = b"", b""
    for row in table.splitlines():
        left, _, right = row.partition(b" - ")
        fields, kinds = left.split(b" "), right.split(b" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        mount = re.sub(rb"\\(\d{3})", lambda found: bytes([int(found[1], 8)]), fields[4])
        inside = place == mount or place.startswith(mount.rstrip(b"/") + b"/")
        if inside and len(mount) >= len(best):
            best, kind = mount, kinds[0]
    return _NETWORK.fullmatch(kind.decode("ascii", "replace")) is not None

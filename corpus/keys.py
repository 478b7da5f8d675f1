"""The name under which a collection's own files are kept; imports next to nothing."""

from __future__ import annotations

import os
from _blake2 import blake2b  # hashlib is the same function after 4 ms of OpenSSL

TYPE_CHECKING = False  # as in typing, which takes 10 ms to import
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["key_of"]


def key_of(paths: Iterable[str]) -> str:
    """A folder name for a set of paths: readable, and the same whenever they are opened again."""
    resolved = sorted({os.path.realpath(os.path.expanduser(path)) for path in paths})  # noqa: PTH111  (pathlib costs 5 ms)
    digest = blake2b("\0".join(resolved).encode("utf-8", "surrogateescape"), digest_size=8)
    name = os.path.splitext(os.path.basename(resolved[0]))[0] if resolved else ""  # noqa: PTH119, PTH122
    readable = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_"))[:24]
    return f"{readable or 'collection'}-{digest.hexdigest()}"

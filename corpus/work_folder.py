"""Where one run over a collection keeps what it works out: its cache, else a temporary folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from corpus.index.folders import temporary_prefix

__all__ = ["WorkFolder"]


class WorkFolder:
    """The cache folder of a collection; where that cannot be had, a folder for this run."""

    def __init__(self, cache: Path | None) -> None:
        self.is_temporary = not _can_be_had(cache)
        if cache is None or self.is_temporary:
            self.path = Path(tempfile.mkdtemp(prefix=temporary_prefix(os.getpid())))
        else:
            self.path = cache

    def remove_temporary(self) -> None:
        """Remove what only this run needed; may be called from any thread, as the last thing."""
        if self.is_temporary:
            shutil.rmtree(self.path, ignore_errors=True)


def _can_be_had(cache: Path | None) -> bool:
    if cache is None:
        return False
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(cache, os.W_OK)

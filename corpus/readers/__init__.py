"""Input formats: files, records and pipes become documents."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.readers.reading import read, read_stream
    from corpus.readers.sources import Found, find_sources, iter_sources, root_of
    from corpus.source import Source, SourceKind

__all__ = [
    "Found",
    "Source",
    "SourceKind",
    "find_sources",
    "iter_sources",
    "read",
    "read_stream",
    "root_of",
]


def __getattr__(name: str) -> object:
    """Import a reader when it is first asked for: a screen stands before anything is read."""
    if name not in __all__:
        raise AttributeError(name)
    home = {"read": "readers.reading", "read_stream": "readers.reading"}.get(
        name, "source" if name in ("Source", "SourceKind") else "readers.sources"
    )
    return getattr(import_module(f"corpus.{home}"), name)

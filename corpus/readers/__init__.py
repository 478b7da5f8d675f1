"""Input formats: files, records and pipes become documents."""

from __future__ import annotations

from corpus.readers.reading import read, read_stream
from corpus.readers.sources import Found, Source, SourceKind, find_sources, iter_sources, root_of

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

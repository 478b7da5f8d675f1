"""Where one document can be read: a file, or a record in one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Source", "SourceKind"]


class SourceKind(StrEnum):
    """How a source is to be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON_LINES = "json lines"


@dataclass(frozen=True, slots=True)
class Source:
    """Where one document can be read.

    ``id`` is its path relative to the collection's root, with slashes, and for a record of a
    JSON Lines file ``#`` and the record's id. ``path`` is the file's absolute path as the system
    knows it: show it only through ``corpus.hostile``. ``offset`` and ``length`` are bytes; a
    length of 0 means the whole file. ``line`` counts from 1 in JSON Lines and is 0 elsewhere.
    """

    id: str
    path: str
    kind: SourceKind
    offset: int = 0
    length: int = 0
    line: int = 0

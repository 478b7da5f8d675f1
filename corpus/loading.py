"""What is said while a collection is opened: the job, and the messages that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document, DocumentRecord
from corpus.mentions import FoundMentions
from corpus.places import Places
from corpus.source import Source

if TYPE_CHECKING:
    from corpus.recognise.configured import Chosen

__all__ = [
    "Finished",
    "FirstPage",
    "Job",
    "Listed",
    "Message",
    "Opened",
    "Progress",
    "Read",
    "Recognised",
    "SnapshotReady",
    "TextReady",
    "Trouble",
    "job_for",
]


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be opened, and the cache folder of this collection (None: a temporary one).

    ``first`` is the id of the document to show first; empty, or not there: the first one.
    ``recognisers`` are those of the person's own settings, for all collections. ``own`` is where
    this person keeps what cannot be kept in the collection, its own words among them.
    ``sources``, when given, are all documents of the collection in order, to be recognised and
    linked once more, by what its own words say now: Progress, Trouble, SnapshotReady and Finished
    come, and Recognised for a document that is wanted; nothing is listed, nothing told as read.
    """

    paths: tuple[Path, ...]
    cache: Path | None
    first: str = ""
    recognisers: tuple[Chosen, ...] = ()
    sources: tuple[Source, ...] = ()
    own: Path | None = None


def job_for(
    paths: Sequence[Path], places: Places, first: str = "", recognisers: Sequence[Chosen] = ()
) -> Job:
    """The job of opening a collection whose own folders are ``places``."""
    absolute = tuple(path.absolute() for path in paths)
    return Job(absolute, places.cache, first, tuple(recognisers), own=places.data)


@dataclass(frozen=True, slots=True)
class Listed:
    """More documents of the collection, in order; ``problems`` are sentences."""

    sources: tuple[Source, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Said to the process that reads: the first page stands, the rest may be read now."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The document to show first, ahead of everything else; a long one with its first blocks.

    A very large one is not sent: ``document`` is None, and who shows it reads ``source``.
    """

    number: int
    document: Document | None
    source: Source


@dataclass(frozen=True, slots=True)
class Read:
    """What the document list shows of documents number ``first`` and following."""

    first: int
    records: tuple[DocumentRecord, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The mentions of one document that was asked for, not yet linked across the collection.

    Of a very large one those of its beginning come first, and more later.
    """

    number: int
    mentions: FoundMentions


@dataclass(frozen=True, slots=True)
class TextReady:
    """The text index in ``folder`` holds this many documents; more may follow."""

    folder: Path
    documents: int


@dataclass(frozen=True, slots=True)
class SnapshotReady:
    """Entities, mentions and titles as known now: ``recognised`` documents are in it."""

    folder: Path
    recognised: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one stage (``reading``, ``recognising``, ``linking``) has come."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something could not be done; one sentence. The rest goes on."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing more will come: all is done, or a ``Trouble`` before it said what stopped it."""


Message = (
    Listed | Opened | Read | Recognised | TextReady | SnapshotReady | Progress | Trouble | Finished
)

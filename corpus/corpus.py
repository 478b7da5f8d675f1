"""An opened collection: the one object that commands and screens hold.

Everything that changes it is called on one thread. Opening runs elsewhere (``corpus.ingest``);
its messages are handed to ``take``.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.annotation import Annotation
from corpus.document import Document, DocumentRecord
from corpus.entity import Entity
from corpus.errors import InputError
from corpus.finding import Group, Results, Step
from corpus.hostile import harmless_line
from corpus.kept_documents import KeptDocuments
from corpus.loading import (
    Finished,
    Job,
    Listed,
    Message,
    Opened,
    Progress,
    Read,
    Recognised,
    SnapshotReady,
    TextReady,
    Trouble,
    job_for,
)
from corpus.marks import Marks
from corpus.mentions import FoundMentions, MentionColumns, Undecided
from corpus.places import Places
from corpus.source import Source
from corpus.span import Span
from corpus.store import open_store

if TYPE_CHECKING:
    from corpus.finder import Finder
    from corpus.index.snapshot import Snapshot
    from corpus.index.text import TextIndex
    from corpus.marked import Marked
    from corpus.recognise.configured import Chosen
    from corpus.ruled import Ruled
    from corpus.rulings import Rulings
    from corpus.scan import Scan
    from corpus.views import Views

__all__ = ["Corpus", "Places"]


class Corpus:
    """Documents, entities, mentions and annotations of one collection.

    A document is known by its number (its position in ``records``) while the program runs, and by
    its id for good.
    """

    def __init__(self, paths: Sequence[Path], *, places: Places, author: str) -> None:
        self.paths = tuple(paths)
        self.places = places.of_collection(paths)
        self.root = _root_of(paths)
        self.records: list[DocumentRecord] = []
        self.problems: list[str] = []
        self.finished = False
        self.recognisers: Sequence[Chosen] = ()
        """Those of the person's own settings, beside the collection's."""
        self.head: int | None = None
        """Of longer texts only so many code points are cut into blocks (None: all)."""
        self._spool: tempfile.TemporaryDirectory[str] | None = None
        self.recognised = 0
        """How many documents the snapshot covers."""
        self._sources: list[Source] = []
        self._numbers: dict[str, int] = {}
        self._kept = KeptDocuments(self._sources)
        self.generation = 0
        """Changes with the documents and the snapshot: what was worked out of them is then old."""
        self._unlinked: dict[int, FoundMentions] = {}
        self.snapshot: Snapshot | None = None
        self.text: TextIndex | None = None
        beside = _store_folder(paths, self.root)
        self.marks = Marks(open_store(beside or self.places.data, self.places.data), author)

    @classmethod
    def open(cls, paths: Sequence[Path], *, places: Places, author: str = "") -> Corpus:
        """Open a collection whose documents are yet to be loaded (``load`` or ``take``).

        Raises InputError when a path does not exist, StoreError when its annotations cannot be
        read.
        """
        for path in paths:
            if not path.exists():
                raise InputError(
                    f"{harmless_line(str(path))}: there is no such file or folder. "
                    "Check the spelling, or give another path."
                )
        return cls(paths, places=places, author=author)

    @classmethod
    def from_stream(cls, data: bytes, name: str) -> Corpus:
        """Open what came through a pipe: one text, or JSON Lines; nothing of it is kept.

        Raises InputError when it is no text.
        """
        from corpus.readers.reading import is_json_lines

        folder = tempfile.TemporaryDirectory(prefix="glossator-")
        suffix = "jsonl" if is_json_lines(data) else "txt"
        path = Path(folder.name) / f"{name}.{suffix}"
        path.write_bytes(data)
        kept = Path(folder.name) / "kept"
        corpus = cls([path], places=Places(kept, kept, kept), author="")
        corpus._spool = folder
        return corpus

    @property
    def notice(self) -> str:
        """What a person should know about where their annotations are; empty when all is well."""
        return self.marks.store.notice

    def job(self, *, again: bool = False) -> Job:
        """What a process that opens this collection is asked to do.

        ``again``: only to recognise and link once more what is listed.
        """
        job = job_for(self.paths, self.places, recognisers=self.recognisers)
        return replace(job, sources=tuple(self._sources)) if again else job

    def load(self) -> Iterator[Progress]:
        """Read, index, recognise and link in this process; yields how far it has come."""
        from corpus.ingest import Ingest

        ingest = Ingest(self.job())
        try:
            for message in ingest.run():
                self.take(message)
                if isinstance(message, Progress):
                    yield message
        finally:
            ingest.close()
        if not self.records:
            raise InputError(" ".join(self.problems) or "There is nothing to read.")

    def take(self, message: Message) -> None:
        """Take in one message of the run that opens this collection.

        Raises InputError when a finished index cannot be opened; what was there before stays.
        """
        self.generation += isinstance(message, Listed | Read | SnapshotReady)
        match message:
            case Listed(sources, problems):
                for source in sources:
                    self._numbers[source.id] = len(self._sources)
                    self._sources.append(source)
                    self.records.append(DocumentRecord(source.id, harmless_line(source.id)))
                self.problems += problems
            case Opened(number, document):
                if document is not None:
                    self.keep(number, document)
            case Read(first, records):
                self.records[first : first + len(records)] = records
                self.problems += [record.problem for record in records if record.problem]
            case Recognised(number, mentions):
                self._unlinked[number] = mentions
            case TextReady(folder, documents):
                from corpus.index.text import TextIndex

                with self._opening(folder, last=documents == len(self.records)):
                    self._replace_text(TextIndex.open(folder))
            case SnapshotReady(folder, recognised):
                from corpus.index.snapshot import Snapshot

                with self._opening(folder, last=recognised == len(self.records)):
                    self.snapshot = Snapshot.load(folder)
                    self.recognised = recognised
            case Trouble(sentence):
                self.problems.append(sentence)
            case Finished():
                self.finished = True

    @contextmanager
    def _opening(self, folder: Path, *, last: bool) -> Iterator[None]:
        """Open an index. One for a first look may be gone already: a better one follows."""
        try:
            yield
        except Exception as error:  # (damage shows in many ways)
            if last:
                raise InputError(
                    f"The index in {harmless_line(str(folder))} cannot be read. "
                    "Open the collection again: it is then built anew."
                ) from error

    def _replace_text(self, index: TextIndex) -> None:
        if self.text is not None:
            self.text.close()
        self.text = index

    # Documents

    def number_of(self, document: str) -> int | None:
        """The number of the document with this id, or None."""
        return self._numbers.get(document)

    def document(self, number: int) -> Document:
        """A document with its text. Raises InputError when it can no longer be read."""
        return self._kept.document(number, self.head)

    def keep(self, number: int, document: Document) -> None:
        """Keep a document that was read elsewhere, or whose blocks are complete now."""
        self._kept.keep(number, document)

    def text_of(self, number: int) -> str:
        """The text of a document alone. Raises InputError when it can no longer be read."""
        return self._kept.text_of(number)

    def costs(self, number: int) -> int:
        """How many characters would have to be read for the text of a document."""
        return 0 if number in self._kept else self.records[number].length

    def unchanged(self, number: int) -> bool:
        """Whether a document has the text that was read when the collection was opened."""
        known = self.records[number].digest
        return not known or self.document(number).digest == known

    # Mentions and entities

    def mentions_known(self, number: int) -> bool:
        """Whether this document has been recognised."""
        return number in self._unlinked or self._row_known(number)

    def _row_known(self, number: int) -> bool:
        return self.snapshot is not None and self.snapshot.mentions.has_document(number)

    def mentions(self, number: int) -> MentionColumns:
        """The mentions in a document, linked where linking has come so far, in text order.

        None when its text has changed since it was recognised: they would stand in wrong places.
        """
        if not self.unchanged(number):
            return FoundMentions.of(())
        if not self._row_known(number):
            return self._unlinked.get(number) or FoundMentions.of(())
        self._unlinked.pop(number, None)
        return self._views.mentions(number, self.document(number))

    def suggestions(self, number: int) -> Undecided:
        """The mentions of a document on which no person has decided."""
        return self.marks.suggestions(self.document(number), self.mentions(number))

    def annotations(self, number: int) -> Sequence[Annotation]:
        """The annotations of a document whose place is known, in text order."""
        return self.marks.annotations(self.document(number))

    @cached_property
    def _views(self) -> Views:
        # NumPy and the indexes are imported when something is first asked of them.
        from corpus.views import Views

        return Views(self)

    @property
    def marked(self) -> Marked:
        """All annotations and rejections, where they stand in the texts now."""
        return self._views.marked

    @property
    def ruled(self) -> Ruled:
        """All mentions and entities as a person left them."""
        return self._views.ruled

    @property
    def own_words(self) -> Path:
        """The file of the collection's own names and patterns, beside its annotations."""
        from corpus.recognising import OWN_WORDS

        return self.marks.store.where.parent / OWN_WORDS

    def teach(self, name: str, label: str) -> str:
        """Have a name always marked, or no longer if it is; a sentence on where it is written.

        Raises InputError with place and reason when the name, or the file, cannot be used.
        """
        from corpus.recognise.teaching import teach_or_forget

        return teach_or_forget(self.own_words, label, name)

    @cached_property
    def rulings(self) -> Rulings:
        """What a person can say of entities."""
        from corpus.rulings import Rulings

        return Rulings(self)

    def entities(self) -> Sequence[Entity]:
        """All entities that are mentioned, as a person left them."""
        return list(self.ruled) if self.snapshot else ()

    def entity(self, entity: str) -> Entity | None:
        """The entity with this id, or what it was merged into; None when there is none."""
        if self.snapshot is None:
            return None
        number = self.ruled.number_of(entity)
        return None if number is None else self.ruled[number]

    @cached_property
    def _finder(self) -> Finder:
        # The search engines are imported when something is first searched, not at the start.
        from corpus.finder import Finder

        return Finder(self)

    def entity_named(self, text: str, label: str) -> str:
        """The id of the entity that a text of this label names, empty when there is none."""
        return self._views.entity_named(text, label) if self.snapshot else ""

    # Finding

    def find(self, text: str, here: int | None = None, *, limit: int = 30) -> Results:
        """What matches a query as it is typed: titles, entities, text, notes, in groups.

        ``here`` is the document in the reader, whose hits come first. Never raises for what is
        typed; ``problems`` of the results says what was not understood.
        """
        return self._finder.find(text, here, limit)

    def hits_in(self, number: int, query: str) -> Sequence[Span]:
        """The places in a document that match a query, in text order."""
        return self._finder.hits_in(number, query)

    def scan(self, number: int, query: str) -> Scan | None:
        """The search of a document, its beginning searched already; None: it cannot be read."""
        return self._finder.scan(number, query)

    def found_here(self, number: int, scan: Scan) -> Group:
        """What the search of the document in the reader has found so far."""
        return self._finder.here(number, scan)

    def look(
        self, number: int, offset: int, by: int, *, entity: str = "", query: str = ""
    ) -> Step | Scan | None:
        """What ``step`` gives, or a search to go on with before it can be known."""
        return self._finder.look(number, offset, by, entity=entity, query=query)

    def step(
        self, number: int, offset: int, by: int, *, entity: str = "", query: str = ""
    ) -> Step | None:
        """The next (``by`` 1) or previous (-1) mention of an entity, or hit of a query.

        Goes over all documents by number and round the end; None when there is nothing.
        """
        return self._finder.step(number, offset, by, entity=entity, query=query)

    def places_of(self, entity: str) -> list[tuple[int, Span]]:
        """Where it is mentioned: document numbers and spans, in order."""
        return self._finder.places_of(entity)

    def spans_in(self, number: int, entity: str) -> tuple[array[int], array[int]]:
        """Starts and ends of the mentions of an entity in one document."""
        return self._finder.spans_in(number, entity)

    def quotations_of(self, entity: str) -> list[tuple[int, Span]]:
        """Where an entity is quoted: document numbers and spans, in order."""
        return self._views.quotations_of(entity)

    def close(self) -> None:
        """Let go of files."""
        if self.text is not None:
            self.text.close()
        self.marks.store.close()
        if self._spool is not None:
            self._spool.cleanup()


def _root_of(paths: Sequence[Path]) -> Path:
    """The folder that document ids are relative to."""
    folders = [p if p.is_dir() else p.parent for p in (path.absolute() for path in paths)]
    return Path(os.path.commonpath(folders)) if folders else Path.cwd()


def _store_folder(paths: Sequence[Path], root: Path) -> Path | None:
    """The folder that may hold a collection's annotations.

    None for paths in several folders, which have no folder of their own, and for the sample
    collection, which belongs to the program.
    """
    import seeds

    folders = {(p if p.is_dir() else p.parent).absolute() for p in paths}
    sample = Path(seeds.__file__ or "").parent
    return root if len(folders) == 1 and root.resolve() != sample.resolve() else None

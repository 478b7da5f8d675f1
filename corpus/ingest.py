"""From paths to an opened collection: list, read, index, recognise, link, one step at a time.

``ingest`` is a generator of messages, so that the same work runs in this process for a command
and in a process of its own beside a screen. What is large goes through files in the collection's
cache folder; messages stay small.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document, DocumentRecord
from corpus.errors import GlossatorError, InputError
from corpus.index.cache import DocumentCache
from corpus.index.folders import (
    part_folder,
    put_in_place,
    remove_abandoned,
    remove_others,
    temporary_prefix,
)
from corpus.index.program import program_version
from corpus.index.seal import is_whole, seal
from corpus.loading import (
    Finished,
    Job,
    Listed,
    Message,
    Progress,
    Read,
    Recognised,
    SnapshotReady,
    TextReady,
    Trouble,
)
from corpus.mentions import Finds, FoundMentions
from corpus.readers.sources import iter_sources
from corpus.source import Source
from corpus.text_builder import TextBuilder

if TYPE_CHECKING:
    from corpus.recognise import Recogniser

__all__ = ["Ingest"]

BATCH = 50
"""Documents in one message; small, so that taking one in never holds a key up."""

HEAVY = 2_000_000
"""Code points from which on a document takes more memory than a process should go on holding."""

CHECKPOINTS = (200, 1000, 4000)
"""How many documents are recognised before entities are linked for a first look."""


class Ingest:
    """One run over a collection; iterate ``run()`` for its messages.

    ``wanted`` is called between documents and gives the numbers of documents whose mentions
    somebody waits for; they are recognised first.
    """

    def __init__(self, job: Job, wanted: Callable[[], Iterable[int]] = tuple) -> None:
        self._job = job
        self._wanted = wanted
        self._sources: list[Source] = []
        self._fingerprints: list[str] = []
        self._records: list[DocumentRecord] = []
        self._mentions: dict[int, FoundMentions] = {}
        self._waited_for: set[int] = set()
        self._under_way: set[int] = set()
        self._looks: list[Path] = []
        """Snapshots for a first look, to be removed when the last one is there."""
        self._temporary = ""
        self._folder = self._make_folder()
        self._cache = DocumentCache(self._folder / "documents.sqlite")
        self._recogniser: Recogniser | None = None
        self._own_patterns: list[Recogniser] = []
        self._unkept: list[tuple[str, str, FoundMentions]] = []
        remove_abandoned(self._folder)

    def _make_folder(self) -> Path:
        if self._job.cache is not None:
            try:
                self._job.cache.mkdir(parents=True, exist_ok=True)
                if os.access(self._job.cache, os.W_OK):
                    return self._job.cache
            except OSError:
                pass  # a cache that cannot be had is done without: a folder for this run serves
        self._temporary = tempfile.mkdtemp(prefix=temporary_prefix(os.getpid()))
        return Path(self._temporary)

    @property
    def is_light(self) -> bool:
        """Whether a process may go on holding this run: no document was very large.

        Also when what was worked out is only there as long as the run is not closed.
        """
        return bool(self._temporary) or all(record.length < HEAVY for record in self._records)

    def close(self) -> None:
        """Let go of the cache and remove what only this run needed."""
        self._cache.close()
        self.remove_temporary()

    def remove_temporary(self) -> None:
        """Remove what only this run needed; may be called from any thread, as the last thing."""
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def run(self) -> Iterator[Message]:
        """All messages of the run, in order.

        Raises InputError when there is nothing to read, or when the indexes cannot be written.
        """
        try:
            yield from self._run()
        except OSError as error:
            raise InputError(
                f"The indexes in {self._folder} cannot be written: "
                f"{(error.strerror or str(error)).lower()}. Make room there and open it again."
            ) from error

    def _run(self) -> Iterator[Message]:
        problems: list[str] = []
        for batch in iter_sources(self._job.paths, problems):
            self._sources += batch
            yield Listed(tuple(batch), tuple(problems))
            problems.clear()
        if problems:
            yield Listed((), tuple(problems))
        yield from self._read_own_patterns()
        yield from self._read()
        snapshot = self._folder / f"snapshot-{self._manifest()}"
        if is_whole(snapshot):
            yield SnapshotReady(snapshot, len(self._sources))
        else:
            yield from self._recognise(snapshot)
        self._cache.keep_only(source.id for source in self._sources)
        yield Finished()

    # Reading

    def _read(self) -> Iterator[Message]:
        total = len(self._sources)
        builder = TextBuilder(self._folder)
        try:
            for first in range(0, total, BATCH):
                sources = self._sources[first : first + BATCH]
                prints = [_fingerprint(source) for source in sources]
                known = self._cache.records(
                    [(s.id, f) for s, f in zip(sources, prints, strict=True)]
                )
                fresh: list[tuple[str, DocumentRecord]] = []
                records: list[DocumentRecord] = []
                for offset, source in enumerate(sources):
                    record = known[offset]
                    if record is None:
                        document, record = _read_record(source)
                        if document is not None:
                            builder.add(first + offset, document)
                            fresh.append((prints[offset], record))
                    records.append(record)
                    yield from self.serve()
                if fresh:
                    self._cache.keep_records(fresh)
                self._fingerprints += prints
                self._records += records
                yield Read(first, tuple(records))
                yield Progress("reading", len(self._records), total)
                if builder.due():
                    yield TextReady(builder.commit(), len(builder.numbers))
            yield from self._finish_text(builder)
        finally:
            builder.abandon()

    def _finish_text(self, builder: TextBuilder) -> Iterator[Message]:
        folder = self._folder / f"text-{self._manifest()}"
        if not is_whole(folder):
            for number, source in enumerate(self._sources):
                if number in builder.numbers or self._records[number].problem:
                    continue
                document, _ = _read_record(source)
                if document is not None:
                    builder.add(number, document)
                yield from self.serve()
                if builder.due():
                    yield TextReady(builder.commit(), len(builder.numbers))
            folder = builder.finish(folder)
        remove_others(self._folder, "text-", keep=folder)
        yield TextReady(folder, len(self._sources))

    def _manifest(self) -> str:
        """A name for exactly these documents read and recognised by exactly this program."""
        digest = hashlib.blake2b(f"{program_version()} {self._version()}".encode())
        for record in self._records:
            digest.update(
                f"\0{record.id}\0{record.title}\0{record.digest}".encode("utf-8", "replace")
            )
        return digest.hexdigest()[:16]

    # Recognising

    def _the_recogniser(self) -> Recogniser:
        if self._recogniser is None:
            from corpus.recognise import combine
            from corpus.recognise.rules import RuleRecogniser

            self._recogniser = combine([RuleRecogniser()], self._own_patterns)
        return self._recogniser

    def _read_own_patterns(self) -> Iterator[Message]:
        """The collection's own names and patterns; when they cannot be used, a sentence."""
        from corpus.readers.sources import root_of

        file = root_of(self._job.paths) / ".glossator" / "entities.yaml"
        if file.exists():
            from corpus.recognise.patterns import load_patterns

            try:
                self._own_patterns.append(load_patterns(file))
            except InputError as error:
                yield Trouble(f"{error} The collection's own patterns are left out.")

    def _version(self) -> str:
        recogniser = self._the_recogniser()
        return f"{recogniser.name} {recogniser.version}"

    def serve(self) -> Iterator[Message]:
        """What somebody waits for, before anything else."""
        for number in self._wanted():
            if 0 <= number < len(self._sources):
                self._waited_for.add(number)
                if number not in self._under_way:
                    yield from self._recognise_one(number)

    def known_mentions(self, number: int) -> Recognised | None:
        """The mentions of a document that was read, if an earlier run has found them."""
        content = _content(self._records[number])
        kept = self._cache.mentions(self._sources[number].id, content, self._version())
        return None if kept is None else Recognised(number, kept)

    def _recognise_one(self, number: int) -> Iterator[Message]:
        """Find the mentions of a document, unless they are known; give them to who waits."""
        if number not in self._mentions:
            self._under_way.add(number)
            found = yield from self._mentions_of(number)
            self._mentions[number] = found
            self._under_way.discard(number)
        if number in self._waited_for:
            self._waited_for.discard(number)
            yield Recognised(number, self._mentions[number])

    def _mentions_of(self, number: int) -> Generator[Message, None, FoundMentions]:
        """The mentions of a document; while a very large one is at work, others are served."""
        source = self._sources[number]
        document: Document | None = None
        if number < len(self._records):
            record = self._records[number]
        else:
            document, record = _read_record(source)
        content = _content(record)
        kept = self._cache.mentions(source.id, content, self._version())
        if kept is None:
            if document is None:
                document, record = _read_record(source)
                content = _content(record)
            kept = FoundMentions.of(())
            if document is not None:
                kept = yield from self._recognise_document(number, document)
            self._unkept.append((source.id, content, kept))
        return kept

    def _recognise_document(
        self, number: int, document: Document
    ) -> Generator[Message, None, FoundMentions]:
        from corpus.recognise.pieces import in_pieces

        finds, length, due = Finds(), len(document.text), 1
        for done, (start, mentions) in enumerate(in_pieces(self._the_recogniser(), document)):
            if done == due:  # ever more at a time: in all no more than twice as much is sent
                due *= 2
                if number in self._waited_for:
                    yield Recognised(number, finds.so_far())
            if start:
                yield from self.serve()
                if len(self._sources) == 1:
                    yield Progress("recognising", start, length)
            finds.add(mentions, start)
        return finds.so_far()

    def _recognise(self, snapshot: Path) -> Iterator[Message]:
        total = len(self._sources)
        if total > CHECKPOINTS[0]:
            # Titles and whatever was asked for can be searched while the rest is recognised.
            yield self._link(None)
        for number in range(total):
            yield from self.serve()
            yield from self._recognise_one(number)
            done = number + 1
            if done % BATCH == 0 or done == total:
                self._cache.keep_mentions(self._version(), self._unkept)
                self._unkept.clear()
                yield Progress("recognising", done, total)
            if done in CHECKPOINTS and done * 2 < total:
                yield self._link(None)
        yield Progress("linking", 0, 1)
        yield self._link(snapshot)
        remove_others(self._folder, "snapshot-", keep=snapshot)
        for look in self._looks:
            shutil.rmtree(look, ignore_errors=True)

    def _link(self, folder: Path | None) -> SnapshotReady:
        """Link what is recognised; without a ``folder`` it is for a first look."""
        from corpus.index.snapshot import Snapshot

        recognised = len(self._mentions)
        mentions = [self._mentions.get(n) for n in range(len(self._sources))]
        ids = [source.id for source in self._sources]
        titles = [record.title for record in self._records]
        part = part_folder(self._folder)
        Snapshot.build(ids, titles, mentions).save(part)
        if folder is None:
            self._looks.append(part)
            return SnapshotReady(part, recognised)
        seal(part)
        return SnapshotReady(put_in_place(part, folder), recognised)


def _read_record(source: Source) -> tuple[Document | None, DocumentRecord]:
    from corpus.readers import read

    try:
        document = read(source)
    except GlossatorError as error:
        return None, DocumentRecord(source.id, Path(source.id).stem, problem=str(error))
    record = DocumentRecord(
        document.id,
        document.title,
        document.date,
        document.source,
        len(document.text),
        document.digest,
    )
    return document, record


def _fingerprint(source: Source) -> str:
    """What changes when a file does; empty when it cannot be looked at."""
    try:
        status = os.stat(source.path)  # noqa: PTH116  (a name that is no Unicode stays as it is)
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{source.offset}:{source.length}"


def _content(record: DocumentRecord) -> str:
    """What the mentions of a document depend on."""
    return f"{record.digest} {record.title}".encode("utf-8", "replace").decode()

"""From paths to an opened collection: list, read, index, recognise, link, one step at a time.

``ingest`` is a generator of messages, so that the same work runs in this process for a command
and in a process of its own beside a screen. What is large goes through files in the collection's
cache folder; messages stay small.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from corpus.document import Document, DocumentRecord
from corpus.errors import InputError
from corpus.index.cache import DocumentCache
from corpus.index.folders import part_folder, put_in_place, remove_abandoned, remove_others
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
from corpus.records import content_of, fingerprint, read_record, read_text_alone
from corpus.source import Source
from corpus.text_builder import TextBuilder
from corpus.work_folder import WorkFolder

if TYPE_CHECKING:
    from corpus.index.quotations import Row
    from corpus.quoting import Quoting
    from corpus.recognising import Recognition

__all__ = ["Ingest"]

BATCH = 50
"""Documents in one message; small, so that taking one in never holds a key up."""

HEAVY = 2_000_000
"""Code points from which on a document takes more memory than a process should go on holding."""

CHECKPOINTS = (200, 1000, 4000)
"""How many documents are recognised before entities are linked for a first look."""


Done = TypeVar("Done")


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
        self._quotations: dict[int, list[Row]] = {}
        self._at_hand: Document | None = None
        """The document that was just gone through, with its blocks."""
        self._fast = False
        """Whether the slow recognisers are still to come, after the others have seen all."""
        self._done: set[int] = set()
        """The documents that the recognisers of this turn have gone through."""
        self._by_all: set[int] = set()
        """Those that also the slow ones have, in an earlier run."""
        self._waited_for: set[int] = set()
        self._under_way: set[int] = set()
        self._looks: list[Path] = []
        """Snapshots for a first look, to be removed when the last one is there."""
        self._place = WorkFolder(job.cache)
        self._folder = self._place.path
        self._cache = DocumentCache(self._folder / "documents.sqlite")
        self._recognition: Recognition | None = None
        remove_abandoned(self._folder)

    @property
    def is_light(self) -> bool:
        """Whether a process may go on holding this run: no document was very large.

        Also when what was worked out is only there as long as the run is not closed.
        """
        return self._place.is_temporary or all(record.length < HEAVY for record in self._records)

    def close(self) -> None:
        """End programs, let go of the cache and remove what only this run needed."""
        if self._recognition is not None:
            self._recognition.close()
        self._cache.close()
        self.remove_temporary()

    def remove_temporary(self) -> None:
        """Remove what only this run needed; may be called from any thread, as the last thing."""
        self._place.remove_temporary()

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
        if self._job.sources:
            self._sources = list(self._job.sources)
            yield from self._find_recognisers()
            yield from self._look_up()
        else:
            problems: list[str] = []
            for batch in iter_sources(self._job.paths, problems):
                self._sources += batch
                yield Listed(tuple(batch), tuple(problems))
                problems.clear()
            if problems:
                yield Listed((), tuple(problems))
            yield from self._find_recognisers()
            yield from self._read()
        snapshot = self._folder / f"snapshot-{self._manifest(self._the_recognition.version)}"
        if is_whole(snapshot):
            yield SnapshotReady(snapshot, len(self._sources))
        else:
            yield from self._recognise(snapshot)
        if not self._job.sources:
            self._cache.keep_only(source.id for source in self._sources)
        yield Finished()

    # Reading

    def _read(self) -> Iterator[Message]:
        total = len(self._sources)
        builder = TextBuilder(self._folder)
        try:
            for first in range(0, total, BATCH):
                sources = self._sources[first : first + BATCH]
                prints = [fingerprint(source) for source in sources]
                known = self._cache.records(
                    [(s.id, f) for s, f in zip(sources, prints, strict=True)]
                )
                fresh: list[tuple[str, DocumentRecord]] = []
                records: list[DocumentRecord] = []
                for offset, source in enumerate(sources):
                    record = known[offset]
                    if record is None:
                        document, record = read_record(source)
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

    def _look_up(self) -> Iterator[Message]:
        """The records of documents that were read before; those that have changed are read."""
        for first in range(0, len(self._sources), BATCH):
            sources = self._sources[first : first + BATCH]
            known = self._cache.records([(source.id, fingerprint(source)) for source in sources])
            for source, record in zip(sources, known, strict=True):
                self._records.append(record or read_record(source)[1])
            yield from self.serve()

    def _finish_text(self, builder: TextBuilder) -> Iterator[Message]:
        folder = self._folder / f"text-{self._manifest('')}"
        if not is_whole(folder):
            for number, source in enumerate(self._sources):
                if number in builder.numbers or self._records[number].problem:
                    continue
                document, _ = read_record(source)
                if document is not None:
                    builder.add(number, document)
                yield from self.serve()
                if builder.due():
                    yield TextReady(builder.commit(), len(builder.numbers))
            folder = builder.finish(folder)
        remove_others(self._folder, "text-", keep=folder)
        yield TextReady(folder, len(self._sources))

    def _manifest(self, recognisers: str) -> str:
        """A name for exactly these documents read, and recognised, by exactly this program."""
        digest = hashlib.blake2b(f"{program_version()} {recognisers}".encode("utf-8", "replace"))
        for record in self._records:
            digest.update(
                f"\0{record.id}\0{record.title}\0{record.digest}".encode("utf-8", "replace")
            )
        return digest.hexdigest()[:16]

    # Recognising

    @property
    def _the_recognition(self) -> Recognition:
        assert self._recognition is not None
        return self._recognition

    @cached_property
    def _the_quoting(self) -> Quoting:
        from corpus.quoting import Quoting  # wanted only when a document was gone through

        return Quoting(self._cache)

    def _find_recognisers(self) -> Iterator[Message]:
        """Who recognises, as the collection and the person want it."""
        from corpus.readers.sources import root_of
        from corpus.recognise.configured import choice_of_collection
        from corpus.recognising import Recognition, assemble, own_words

        root = root_of(self._job.paths)
        choice = choice_of_collection(root)
        members, problems = assemble(
            choice.with_own(self._job.recognisers), own_words(root, self._job.own)
        )
        self._recognition = Recognition(members, self._cache)
        self._fast = self._recognition.has_slow and not self._job.sources
        yield from map(Trouble, (*choice.problems, *problems))

    def serve(self) -> Iterator[Message]:
        """What somebody waits for, before anything else."""
        for number in self._wanted():
            if 0 <= number < len(self._sources):
                self._waited_for.add(number)
                if number not in self._under_way:
                    yield from self._recognise_one(number)

    def known_mentions(self, number: int) -> Recognised | None:
        """The mentions of a document that was read, if an earlier run has found them."""
        content = content_of(self._records[number])
        kept = self._the_recognition.known(self._sources[number].id, content)
        return None if kept is None else Recognised(number, kept)

    def _recognise_one(self, number: int) -> Iterator[Message]:
        """Find the mentions of a document unless known; give them to who waits."""
        if number not in self._done:
            self._under_way.add(number)
            self._at_hand = None
            found = yield from self._mentions_of(number)
            yield from self._quotations_of(number, found)
            self._mentions[number] = found
            self._done.add(number)
            self._under_way.discard(number)
        if number in self._waited_for:
            self._waited_for.discard(number)
            yield Recognised(number, self._mentions[number])

    def _quotations_of(self, number: int, found: FoundMentions) -> Iterator[Message]:
        """Find who is quoted in a document, unless it is known for these mentions."""
        source, at_hand = self._sources[number], self._at_hand
        known = number < len(self._records)
        content = content_of(self._records[number] if known else read_record(source)[1])
        work = self._the_quoting.of(
            source.id, content, found, lambda: at_hand or read_record(source)[0]
        )
        self._quotations[number] = yield from self._serving(work)

    def _serving(self, work: Generator[None, None, Done]) -> Generator[Message, None, Done]:
        """Do some work, and in between what somebody waits for."""
        while True:
            try:
                next(work)
            except StopIteration as done:
                return cast("Done", done.value)
            yield from self.serve()

    def _mentions_of(self, number: int) -> Generator[Message, None, FoundMentions]:
        """The mentions of a document; while a very large one is at work, others are served."""
        source = self._sources[number]
        document: Document | None = None
        if number < len(self._records):
            record = self._records[number]
        else:
            document, record = read_record(source)
            self._at_hand = document
        recognition, content = self._the_recognition, content_of(record)
        kept = recognition.known(source.id, content)
        if kept is not None:
            self._by_all.add(number)
        elif self._fast:
            kept = recognition.known(source.id, content, fast=True)
        if kept is not None:
            return kept
        if document is None:
            document = self._text_of(source, record)
        if document is None:
            document, record = read_record(source)
            self._at_hand = document
        if document is None:
            return FoundMentions.of(())
        return (yield from self._recognise_document(number, document, content_of(record)))

    def _text_of(self, source: Source, record: DocumentRecord) -> Document | None:
        """The document without its blocks, if its text is unchanged and all that is needed."""
        needed = self._the_recognition.needs_only_text(source.id, content_of(record))
        return read_text_alone(source, record) if needed else None

    def _recognise_document(
        self, number: int, document: Document, content: str
    ) -> Generator[Message, None, FoundMentions]:
        """Here a document and its mentions are at hand, of a very large one piece by piece."""
        finds, length, due = Finds(), len(document.text), 1
        stretches = self._the_recognition.go_through(document, content, fast=self._fast)
        for done, (start, _, mentions) in enumerate(stretches):
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
        if len(self._sources) > CHECKPOINTS[0] and not self._job.sources:
            # Titles and whatever was asked for can be searched while the rest is recognised.
            yield self._link(None)
        if self._fast:
            yield from self._go_through_all()
            self._fast, self._done = False, self._by_all
            if len(self._sources) - len(self._by_all) > BATCH:
                yield self._link(None)
        yield from self._go_through_all()
        yield Progress("linking", 0, 1)
        if not self._the_recognition.complete:
            # Good for now; what could not be gone through is tried again the next time.
            snapshot = snapshot.with_name(f"{snapshot.name}-incomplete")
        yield self._link(snapshot)
        remove_others(self._folder, "snapshot-", keep=snapshot)
        for look in self._looks:
            shutil.rmtree(look, ignore_errors=True)
        yield from map(Trouble, self._the_recognition.troubles(counted=True))

    def _go_through_all(self) -> Iterator[Message]:
        total = len(self._sources)
        for number in range(total):
            yield from self.serve()
            yield from self._recognise_one(number)
            done = number + 1
            if done % BATCH == 0 or done == total:
                self._the_recognition.keep()
                self._the_quoting.keep()
                yield Progress("recognising", done, total)
                yield from map(Trouble, self._the_recognition.troubles(counted=False))
            early = done in CHECKPOINTS and done * 2 < total and done >= len(self._mentions)
            if early and not self._job.sources:  # there, who reads has all mentions already
                yield self._link(None)

    def _link(self, folder: Path | None) -> SnapshotReady:
        """Link what is recognised; without a ``folder`` it is for a first look."""
        from corpus.index.snapshot import Snapshot

        recognised = len(self._mentions)
        if folder is None:  # a better one follows, also when all have been gone through once
            recognised = min(recognised, len(self._sources) - 1)
        mentions = [self._mentions.get(n) for n in range(len(self._sources))]
        ids = [source.id for source in self._sources]
        titles = [record.title for record in self._records]
        dates = [record.date for record in self._records]
        part = part_folder(self._folder)
        quotations = [self._quotations.get(n) for n in range(len(self._sources))]
        Snapshot.build(ids, titles, mentions, dates, quotations).save(part)
        if folder is None:
            self._looks.append(part)
            return SnapshotReady(part, recognised)
        seal(part)
        return SnapshotReady(put_in_place(part, folder), recognised)

"""Answering a query over a whole collection, and walking from answer to answer."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.annotation import Annotation
from corpus.errors import GlossatorError
from corpus.finding import HERE, Group, Hit, Results, Step
from corpus.hostile import harmless_line
from corpus.index.fold import squash
from corpus.index.names import NameIndex
from corpus.query import Query, parse
from corpus.scan import Scan
from corpus.search import context, match_positions
from corpus.span import Span
from corpus.ways import Way

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.index.text import TextIndex

__all__ = ["Finder", "warm_up"]

GOOD_NAME = 60.0
"""Below this score a name is not what was meant."""

ENTITIES, TITLES, TEXTS, MARKS = 12, 8, 30, 8
"""How many hits of each group are shown."""

AT_ONCE = 4
"""How many pieces of a text are searched before the first answer."""

SCANS = 3
"""How many searches of texts are kept."""

READ = 2_000_000
"""Characters that one key may read of documents that are not in memory."""

BEGINNING = 100_000
"""Characters of a document that are searched for a place to show, before the rest is."""

ALIASES = 120
"""How many surface forms are looked at to find the entities of a query."""

MOST_DOCUMENTS = 100_000
"""How many documents a walk over text hits goes through."""

WAYS = 64
"""How many entities' places are kept."""

FIGURES = frozenset({"DATE", "MONEY", "PERCENT", "CARDINAL"})


class Finder:
    """Search over the indexes of a corpus; holds nothing but the last searches and walks."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._walked: tuple[str, TextIndex, list[int], Query] | None = None
        self._scans: dict[tuple[int, Query], Scan] = {}
        """The last one asked for last."""
        self._ways: dict[str, Way] = {}
        self._state: tuple[object, ...] = ()

    def find(self, text: str, here: int | None, limit: int) -> Results:
        """Everything that matches, grouped; ``here`` is the document in the reader."""
        query = parse(text, typing=True)
        if not text.strip():
            return Results()
        texts, scan = self._texts(query, here, limit)
        groups = [
            self._entities(text, here, min(limit, ENTITIES)),
            self._titles(text, min(limit, TITLES)),
            *texts,
            self._marks(text, min(limit, MARKS)),
        ]
        order = ("here", "entity", "title", "text", "annotation")
        kept = sorted(
            (g for g in groups if g.hits or g.counting), key=lambda g: order.index(g.kind)
        )
        return Results(tuple(kept), query.problems, scan)

    # Names

    def _entities(self, text: str, here: int | None, limit: int) -> Group:
        snapshot = self._corpus.snapshot
        if snapshot is None:
            return Group("entity", 0, ())
        ruled = self._corpus.ruled
        best: dict[int, tuple[float, str]] = {}
        for score, alias, number in ruled.named(text, ALIASES):
            if score >= GOOD_NAME and number not in best:
                best[number] = score, alias
        counts = ruled.mention_counts

        def rank(number: int) -> tuple[float, int]:
            figure = ruled.label_of(number) in FIGURES
            frequent = min(4.0, int(counts[number]).bit_length())
            return (-(best[number][0] + frequent - 15.0 * figure), number)

        numbers = sorted(best, key=rank)
        hits = [self._entity_hit(number, *best[number], text, here) for number in numbers[:limit]]
        return Group("entity", len(numbers), tuple(hit for hit in hits if hit is not None))

    def _entity_hit(
        self, number: int, score: float, alias: str, text: str, here: int | None
    ) -> Hit | None:
        entity = self._corpus.ruled[number]
        way = self._way(entity.id)
        if not len(way):
            return None
        document, span = way.place(way.after(here if here is not None else 0, -1) % len(way))
        name = entity.name if squash(entity.name) == squash(alias) else f"{entity.name} = {alias}"
        offset = len(name) - len(alias)
        matched = tuple(offset + position for position in match_positions(text, alias))
        return Hit("entity", document, span, name, score, entity=entity.id, matched=matched)

    def _titles(self, text: str, limit: int) -> Group:
        snapshot = self._corpus.snapshot
        if snapshot is None:
            return Group("title", 0, ())
        found = [h for h in snapshot.titles.search(text, 50) if h.score >= GOOD_NAME + 2]
        hits = []
        for hit in found[:limit]:
            title = self._corpus.records[hit.index].title
            matched = tuple(match_positions(text, title))
            hits.append(Hit("title", hit.index, Span(0, 0), title, hit.score, matched=matched))
        return Group("title", len(found), tuple(hits))

    # Text

    def _texts(self, query: Query, here: int | None, limit: int) -> tuple[list[Group], Scan | None]:
        index = self._corpus.text
        if index is None or not query:
            return [], None
        found = index.search(query, limit=TEXTS + 1 if limit <= TEXTS else limit + 1)
        groups = []
        others = [hit for hit in found.hits if hit.number != here]
        total = found.total
        scan = None if here is None else self._scan(here, found.query)
        if scan is not None and here is not None:
            in_reader = self.here(here, scan)
            expected = len(others) < len(found.hits) or found.total > len(found.hits)
            if in_reader.hits or (in_reader.counting and expected):
                total -= 1
                groups.append(in_reader)
        top = max((hit.score for hit in others), default=1.0) or 1.0
        hits_: list[Hit] = []
        budget = READ
        for hit in others[:limit]:
            budget -= self._corpus.costs(hit.number)
            if hits_ and budget < 0:
                break
            if span := self._first_in(hit.number, found.query):
                hits_.append(self._text_hit("text", hit.number, span, 100.0 * hit.score / top))
        groups.append(Group("text", max(total, len(hits_)), tuple(hits_)))
        return groups, None if scan is None or scan.finished else scan

    def here(self, number: int, scan: Scan) -> Group:
        """What the search of the text in the reader has found so far."""
        hits = tuple(self._text_hit("here", number, span, 100.0) for span in scan.spans(HERE))
        return Group("here", len(scan), hits, counting=not scan.finished)

    def _text_hit(self, kind: str, number: int, span: Span, score: float) -> Hit:
        text = self._corpus.text_of(number)
        line, within = context(text, span, 60, 100)
        return Hit(kind, number, span, span.text_of(text), score, harmless_line(line), within)

    def _first_in(self, number: int, query: Query) -> Span | None:
        """A place in a document that the index found; of a long one its beginning is enough."""
        try:
            text = self._corpus.text_of(number)
        except GlossatorError:
            return None
        for part in (text[:BEGINNING], text) if len(text) > BEGINNING else (text,):
            scan = Scan(part, query)
            while not scan.finished and not len(scan):
                scan.step()
            if spans := scan.spans(1):
                return spans[0]
        return None

    def scan(self, number: int, query: str) -> Scan | None:
        """The search of a document, its beginning searched already; None: it cannot be read.

        For the same document and query the same one, as long as it is one of the last.
        """
        return self._scan(number, self._expanded(query))

    def _scan(self, number: int, query: Query) -> Scan | None:
        try:
            text = self._corpus.text_of(number)
        except GlossatorError:
            return None
        scan = self._scans.pop((number, query), None)
        if scan is None or scan.text is not text:
            scan = Scan(text, query)
            for _ in range(AT_ONCE):
                scan.step()
        self._scans[number, query] = scan
        if len(self._scans) > SCANS:
            del self._scans[next(iter(self._scans))]
        return scan

    def hits_in(self, number: int, query: str) -> Sequence[Span]:
        """The places in a document that match, in text order; none unless all words occur."""
        scan = self.scan(number, query)
        return () if scan is None else scan.finish().spans()

    def _expanded(self, text: str) -> Query:
        query = parse(text, typing=True)
        index = self._corpus.text
        return index.search(query, limit=1).query if index is not None and query else query

    # Annotations

    def _marks(self, text: str, limit: int) -> Group:
        words = squash(text).split()
        noted = self._corpus.marked.noted
        found = [at for at, (line, _, _) in enumerate(noted) if all(word in line for word in words)]
        hits = tuple(_mark_hit(noted[at][1], noted[at][2]) for at in found[:limit])
        return Group("annotation", len(found), hits)

    # Walking

    def step(self, number: int, offset: int, by: int, *, entity: str, query: str) -> Step | None:
        """The next (``by`` 1) or previous (-1) mention of an entity, or hit of a query."""
        while isinstance(found := self.look(number, offset, by, entity=entity, query=query), Scan):
            found.finish()
        return found

    def look(
        self, number: int, offset: int, by: int, *, entity: str, query: str
    ) -> Step | Scan | None:
        """What ``step`` gives, or a search to go on with before it can be known."""
        if entity:
            return self._step_mentions(number, offset, by, entity)
        return self._step_hits(number, offset, by, query)

    def _step_mentions(self, number: int, offset: int, by: int, entity: str) -> Step | None:
        way = self._way(entity)
        if not len(way):
            return None
        at = way.after(number, offset) if by > 0 else way.before(number, offset)
        inside = at % len(way)
        document, span = way.place(inside)
        return Step(document, span, inside + 1, len(way), inside != at)

    def _way(self, entity: str) -> Way:
        """Every place of an entity; the last ones asked for are kept until something changes."""
        self._forget_what_changed()
        way = self._ways.get(entity)
        if way is None:
            if len(self._ways) >= WAYS:
                self._ways.clear()
            way = self._ways[entity] = Way.of(entity, self._corpus.ruled)
        return way

    def _forget_what_changed(self) -> None:
        corpus = self._corpus
        state = (corpus.generation, corpus.marks.generation)
        if state != self._state:
            self._state = state
            self._ways.clear()

    def places_of(self, entity: str) -> list[tuple[int, Span]]:
        """Every mention of an entity that no person rejected, and every annotation linked to it."""
        way = self._way(entity)
        return [way.place(at) for at in range(len(way))]

    def spans_in(self, number: int, entity: str) -> tuple[array[int], array[int]]:
        """Starts and ends of the mentions of an entity in a document."""
        return self._way(entity).spans_in(number)

    def _step_hits(self, number: int, offset: int, by: int, text: str) -> Step | Scan | None:
        documents, query = self._walk(text)
        scan = self._scan(number, query) if number in documents else None
        if scan is not None:
            at = scan.after(offset) if by > 0 else scan.before(offset)
            if at is None:
                return scan
            if 0 <= at < len(scan):
                return _step_to(number, scan, at, wrapped=False)
        place = bisect_right(documents, number) if by > 0 else bisect_left(documents, number) - 1
        for i in range(len(documents)):
            turned = place + i * by
            document = documents[turned % len(documents)]
            scan = self._scan(document, query)
            if scan is None:
                continue
            if not scan.finished and (by < 0 or not len(scan)):
                return scan
            if len(scan):
                position = 0 if by > 0 else len(scan) - 1
                wrapped = not 0 <= turned < len(documents)
                return _step_to(document, scan, position, wrapped=wrapped)
        return None

    def _walk(self, text: str) -> tuple[list[int], Query]:
        """The documents a query's hits are in, by number; kept while the same query is walked."""
        index = self._corpus.text
        if index is None:
            return [], parse(text, typing=True)
        walked = self._walked
        if walked is None or walked[0] != text or walked[1] is not index:
            found = index.search(parse(text, typing=True), limit=MOST_DOCUMENTS)
            numbers = sorted(hit.number for hit in found.hits)
            walked = self._walked = text, index, numbers, found.query
        return walked[2], walked[3]


def warm_up() -> None:
    """Take each step of a search once, on almost nothing.

    Engines, patterns and readers are made ready at their first use, a tenth of a second of it:
    not what the first letter somebody types should wait for.
    """
    from corpus.index.snapshot import Snapshot  # noqa: F401
    from corpus.index.text import TextIndex  # noqa: F401
    from corpus.readers.reading import read  # noqa: F401
    from corpus.views import Views  # noqa: F401

    text, query = "A Hà Nội report, read once", parse("ha noi rep", typing=True)
    NameIndex(["Hà Nội report"]).search(query.text)
    match_positions(query.text, text)
    for span in Scan(text, query).finish().spans():
        context(text, span, 60, 100)


def _step_to(number: int, scan: Scan, at: int, *, wrapped: bool) -> Step:
    span = Span(scan.starts[at], scan.ends[at])
    return Step(number, span, at + 1, len(scan), wrapped, counting=not scan.finished)


def _mark_hit(annotation: Annotation, number: int) -> Hit:
    return Hit(
        "annotation",
        number,
        annotation.span,
        harmless_line(annotation.anchor.quote),
        100.0,
        context=harmless_line(annotation.note),
        entity=annotation.entity,
    )

"""Answering a query over a whole collection, and walking from answer to answer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.annotation import Annotation, Rejection
from corpus.errors import GlossatorError
from corpus.finding import Group, Hit, Results, Step
from corpus.hostile import harmless_line
from corpus.index.fold import squash
from corpus.query import Query, parse
from corpus.search import context, hits_in, match_positions
from corpus.span import Span

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["Finder"]

GOOD_NAME = 55.0
"""Below this score a name is not what was meant."""

ENTITIES, TITLES, HERE, TEXTS, MARKS = 12, 8, 8, 30, 8
"""How many hits of each group are shown."""

ALIASES = 120
"""How many surface forms are looked at to find the entities of a query."""

MOST_DOCUMENTS = 100_000
"""How many documents a walk over text hits goes through."""

OFFSET_BITS = 40
"""A place is a number: that of the document, then this many bits of offset."""

FIGURES = frozenset({"DATE", "MONEY", "PERCENT", "CARDINAL"})


class Finder:
    """Search over the indexes of a corpus; holds nothing but the last walk."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._walked: tuple[str, int, list[int], Query] | None = None

    def find(self, text: str, here: int | None, limit: int) -> Results:
        """Everything that matches, grouped; ``here`` is the document in the reader."""
        query = parse(text, typing=True)
        if not text.strip():
            return Results()
        groups = [
            self._entities(text, here, min(limit, ENTITIES)),
            self._titles(text, min(limit, TITLES)),
            *self._texts(query, here, limit),
            self._marks(text, min(limit, MARKS)),
        ]
        order = ("here", "entity", "title", "text", "annotation")
        kept = sorted((g for g in groups if g.hits), key=lambda g: order.index(g.kind))
        return Results(tuple(kept), query.problems)

    # Names

    def _entities(self, text: str, here: int | None, limit: int) -> Group:
        snapshot = self._corpus.snapshot
        if snapshot is None:
            return Group("entity", 0, ())
        best: dict[int, tuple[float, str]] = {}
        for hit in snapshot.aliases.search(text, ALIASES):
            row, alias = snapshot.alias(hit.index)
            if hit.score >= GOOD_NAME and row not in best:
                best[row] = hit.score, alias
        labels = snapshot.entities.labels
        counts = snapshot.entities.counts

        def rank(row: int) -> tuple[float, int]:
            figure = labels[int(counts[row][2])] in FIGURES
            frequent = min(4.0, int(counts[row][0]).bit_length())
            return (-(best[row][0] + frequent - 15.0 * figure), row)

        rows = sorted(best, key=rank)
        hits = [self._entity_hit(row, *best[row], text, here) for row in rows[:limit]]
        return Group("entity", len(rows), tuple(hit for hit in hits if hit is not None))

    def _entity_hit(
        self, row: int, score: float, alias: str, text: str, here: int | None
    ) -> Hit | None:
        snapshot = self._corpus.snapshot
        assert snapshot is not None
        step = snapshot.mentions.next(row, here if here is not None else 0, -1)
        if step is None:
            return None
        entity = snapshot.entities[row]
        name = entity.name if squash(entity.name) == squash(alias) else f"{entity.name} = {alias}"
        offset = len(name) - len(alias)
        matched = tuple(offset + position for position in match_positions(text, alias))
        span = Span(step.place.start, step.place.end)
        return Hit(
            "entity", step.place.document, span, name, score, entity=entity.id, matched=matched
        )

    def _titles(self, text: str, limit: int) -> Group:
        snapshot = self._corpus.snapshot
        if snapshot is None:
            return Group("title", 0, ())
        found = [h for h in snapshot.titles.search(text, 50) if h.score >= GOOD_NAME + 10]
        hits = []
        for hit in found[:limit]:
            title = self._corpus.records[hit.index].title
            matched = tuple(match_positions(text, title))
            hits.append(Hit("title", hit.index, Span(0, 0), title, hit.score, matched=matched))
        return Group("title", len(found), tuple(hits))

    # Text

    def _texts(self, query: Query, here: int | None, limit: int) -> list[Group]:
        index = self._corpus.text
        if index is None or not query:
            return []
        found = index.search(query, limit=TEXTS + 1 if limit <= TEXTS else limit + 1)
        groups = []
        others = [hit for hit in found.hits if hit.number != here]
        total = found.total
        if here is not None:
            spans = self.hits_in(here, found.query)
            if spans:
                total -= 1
                hits = tuple(self._text_hit("here", here, s, 100.0) for s in spans[:HERE])
                groups.append(Group("here", len(spans), hits))
        top = max((hit.score for hit in others), default=1.0) or 1.0
        hits_ = []
        for hit in others[:limit]:
            spans = self.hits_in(hit.number, found.query, most=1)
            if spans:
                hits_.append(self._text_hit("text", hit.number, spans[0], 100.0 * hit.score / top))
        groups.append(Group("text", total, tuple(hits_)))
        return groups

    def _text_hit(self, kind: str, number: int, span: Span, score: float) -> Hit:
        text = self._corpus.document(number).text
        line, within = context(text, span, 60, 100)
        return Hit(kind, number, span, span.text_of(text), score, line, within)

    def hits_in(self, number: int, query: Query | str, most: int | None = None) -> Sequence[Span]:
        """The places in a document that match, in text order; none unless all words occur.

        Where the words stand in a row somewhere, only such places count: a name is meant, and its
        parts elsewhere would only be noise.
        """
        if isinstance(query, str):
            query = self._expanded(query)
        try:
            text = self._corpus.document(number).text
        except GlossatorError:
            return ()
        if len(query.groups) > 1:
            if spans := hits_in(text, _in_a_row(query), most):
                return spans
            if not all(hits_in(text, replace(query, groups=(g,)), 1) for g in query.groups):
                return ()
        return hits_in(text, query, most)

    def _expanded(self, text: str) -> Query:
        query = parse(text, typing=True)
        index = self._corpus.text
        return index.search(query, limit=1).query if index is not None and query else query

    # Annotations

    def _marks(self, text: str, limit: int) -> Group:
        words = squash(text).split()
        hits: list[Hit] = []
        total = 0
        for annotation in self._corpus.marks.all():
            line = squash(f"{annotation.anchor.quote} {annotation.note}")
            number = self._corpus.number_of(annotation.document)
            if number is not None and annotation.note and all(word in line for word in words):
                total += 1
                if len(hits) < limit:
                    hits.append(_mark_hit(annotation, number))
        return Group("annotation", total, tuple(hits))

    # Walking

    def step(self, number: int, offset: int, by: int, *, entity: str, query: str) -> Step | None:
        """The next (``by`` 1) or previous (-1) mention of an entity, or hit of a query."""
        if entity:
            return self._step_mentions(number, offset, by, entity)
        return self._step_hits(number, offset, by, query)

    def _step_mentions(self, number: int, offset: int, by: int, entity: str) -> Step | None:
        keys = self._keys_of(entity)
        if not len(keys):
            return None
        here = _key(number, offset)
        at = int(np.searchsorted(keys, here, "right" if by > 0 else "left")) - (by < 0)
        inside = at % len(keys)
        start = int(keys[inside])
        document, start = start >> OFFSET_BITS, start & ((1 << OFFSET_BITS) - 1)
        span = Span(start, self._end_of(entity, document, start))
        return Step(document, span, inside + 1, len(keys), inside != at)

    def _keys_of(self, entity: str) -> NDArray[np.int64]:
        """Where an entity is mentioned, as one ascending number for each place."""
        corpus = self._corpus
        keys = np.zeros(0, np.int64)
        snapshot = corpus.snapshot
        row = snapshot.entities.number_of(entity) if snapshot is not None else None
        if snapshot is not None and row is not None:
            index = snapshot.mentions
            rows = index.rows_of_entity(row)
            keys = (index.document[rows].astype(np.int64) << OFFSET_BITS) + index.start[rows]
        rejected = self._places(corpus.marks.rejected())
        if rejected:
            keys = keys[~np.isin(keys, list(rejected))]
        if marked := self._places(corpus.marks.of_entity(entity)):
            keys = np.union1d(keys, np.array(sorted(marked), np.int64))
        return keys

    def _places(self, marks: Iterable[Annotation | Rejection]) -> set[int]:
        numbered = ((self._corpus.number_of(mark.document), mark.span.start) for mark in marks)
        return {_key(number, start) for number, start in numbered if number is not None}

    def _end_of(self, entity: str, number: int, start: int) -> int:
        """Where the mention ends that begins there."""
        corpus = self._corpus
        for annotation in corpus.marks.of_entity(entity):
            if annotation.span.start == start and corpus.number_of(annotation.document) == number:
                return annotation.span.end
        snapshot = corpus.snapshot
        assert snapshot is not None
        row = snapshot.entities.number_of(entity)
        places = snapshot.mentions.of_document(number)
        return next(p.end for p in places if p.start == start and p.entity == row)

    def places_of(self, entity: str) -> list[tuple[int, Span]]:
        """Every mention of an entity that no person rejected, and every annotation linked to it."""
        places = []
        for key in self._keys_of(entity).tolist():
            number, start = key >> OFFSET_BITS, key & ((1 << OFFSET_BITS) - 1)
            places.append((number, Span(start, self._end_of(entity, number, start))))
        return places

    def documents_of(self, entity: str) -> list[tuple[int, int]]:
        """The documents that mention an entity, by number, each with how often."""
        numbers, counts = np.unique(self._keys_of(entity) >> OFFSET_BITS, return_counts=True)
        return list(zip(numbers.tolist(), counts.tolist(), strict=True))

    def _step_hits(self, number: int, offset: int, by: int, text: str) -> Step | None:
        documents, query = self._walk(text)
        if not documents:
            return None
        spans = list(self.hits_in(number, query)) if number in documents else []
        starts = [span.start for span in spans]
        at = bisect_right(starts, offset) if by > 0 else bisect_left(starts, offset) - 1
        if 0 <= at < len(spans):
            return Step(number, spans[at], at + 1, len(spans), wrapped=False)
        place = bisect_right(documents, number) if by > 0 else bisect_left(documents, number) - 1
        for i in range(len(documents)):
            turned = place + i * by
            document = documents[turned % len(documents)]
            spans = list(self.hits_in(document, query))
            if spans:
                position = 0 if by > 0 else len(spans) - 1
                wrapped = not 0 <= turned < len(documents)
                return Step(document, spans[position], position + 1, len(spans), wrapped)
        return None

    def _walk(self, text: str) -> tuple[list[int], Query]:
        """The documents a query's hits are in, by number; kept while the same query is walked."""
        index = self._corpus.text
        if index is None:
            return [], parse(text, typing=True)
        if self._walked is None or self._walked[:2] != (text, id(index)):
            found = index.search(parse(text, typing=True), limit=MOST_DOCUMENTS)
            numbers = sorted(hit.number for hit in found.hits)
            self._walked = text, id(index), numbers, found.query
        return self._walked[2], self._walked[3]


def _in_a_row(query: Query) -> Query:
    """The query that wants all the words one after the other."""
    return parse(f'"{" ".join(term.text for term in query.terms)}"', typing=True)


def _key(number: int, offset: int) -> int:
    return (number << OFFSET_BITS) + max(0, offset)


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

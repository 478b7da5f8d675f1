"""The entity card: what a collection knows of one person, organisation, law or place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from numpy.typing import NDArray

from corpus.entity import Entity
from corpus.errors import GlossatorError
from corpus.facts.columns import FIGURES, place_of
from corpus.facts.company import Companion, company
from corpus.facts.dates import date_numbers, reading_ranks
from corpus.facts.dispersion import Dispersion, dispersion
from corpus.facts.offices import Office, holders, offices
from corpus.facts.timeline import Timeline, timeline
from corpus.hostile import harmless_line
from corpus.span import Span

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.ruled import Ruled

__all__ = ["CardDocument", "CardDocuments", "CardPlace", "CardQuotation", "EntityCard", "card_of"]

COMPANIONS, QUOTATIONS = 12, 8
"""How many of each are on a card."""

_NO_COMPANY = {"PERSON": FIGURES | {"TITLE"}}
"""A person's titles are told as offices."""

LONGEST_QUOTATION = 600
"""Code points of a quotation that are shown."""


@dataclass(frozen=True, slots=True)
class CardPlace:
    """A place to jump to, with the date of its document (ISO or empty)."""

    document: int
    span: Span
    date: str


@dataclass(frozen=True, slots=True)
class CardDocument:
    """A document that mentions the entity: so many times, first at ``span``."""

    number: int
    title: str
    date: str
    source: str
    mentions: int
    span: Span


@dataclass(frozen=True, slots=True)
class CardQuotation:
    """What the entity says somewhere; ``text`` is one harmless line."""

    document: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What is known of one entity. Rows become places to jump to with ``place``.

    ``offices`` are those of a person, ``holders`` the people of a title. ``first`` and ``last``
    are the mentions in the earliest and the latest document.
    """

    entity: Entity
    offices: tuple[Office, ...]
    holders: tuple[Office, ...]
    documents: CardDocuments
    timeline: Timeline
    dispersion: Dispersion
    company: tuple[Companion, ...]
    quotations: tuple[CardQuotation, ...]
    first: CardPlace
    last: CardPlace
    ruled: Ruled

    @property
    def evenness(self) -> float:
        """How evenly the mentions are spread over the collection, between 0 and 1."""
        return self.dispersion.evenness

    def place(self, row: int) -> tuple[int, Span]:
        """The document and span of a row told on this card (of an office, a companion, a part)."""
        return place_of(self.ruled, row)

    def name_of(self, number: int) -> str:
        """The name of an entity told on this card, on one harmless line."""
        return harmless_line(self.ruled[number].name)


class CardDocuments(Sequence[CardDocument]):
    """The documents of a card by date, undated ones last; each made when it is looked at."""

    def __init__(
        self,
        corpus: Corpus,
        ruled: Ruled,
        numbers: Sequence[int],
        first: Sequence[int],
        mentions: Sequence[int],
    ) -> None:
        self._records = corpus.records
        self._ruled = ruled
        self._numbers, self._first, self._mentions = numbers, first, mentions

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> CardDocument: ...
    @overload
    def __getitem__(self, index: slice) -> list[CardDocument]: ...
    def __getitem__(self, index: int | slice) -> CardDocument | list[CardDocument]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        number, row = self._numbers[index], self._first[index]
        record = self._records[number]
        return CardDocument(
            number,
            harmless_line(record.title or record.id),
            record.date,
            harmless_line(record.source),
            self._mentions[index],
            place_of(self._ruled, row)[1],
        )

    def __iter__(self) -> Iterator[CardDocument]:
        return (self[at] for at in range(len(self)))


def card_of(
    corpus: Corpus, entity: str, quotations: Sequence[tuple[int, Span]] | None = None
) -> EntityCard | None:
    """The card of the entity with this id; None when there is none or it is not mentioned.

    ``quotations`` are the places of what the entity says, by default all that are known. Counted
    from columns; of texts only those of the quotations shown are read, and a few where only the
    text tells whether a title is somebody's.
    """
    ruled = corpus.ruled
    number = ruled.number_of(entity)
    if number is None:
        return None
    rows = ruled.rows_of(number)
    if not len(rows):
        return None
    label = ruled.label_of(number)
    dates = [record.date for record in corpus.records]
    when = date_numbers(dates)
    ranks = reading_ranks(when)
    where = ruled.document[rows]
    documents, first_at, counts = np.unique(where, return_index=True, return_counts=True)
    by_date = np.argsort(ranks[documents])
    first, last = _ends(rows, documents[by_date], first_at[by_date], counts[by_date], when)
    lengths = np.fromiter((record.length for record in corpus.records), np.int64, len(dates))
    return EntityCard(
        ruled[number],
        offices(ruled, dates, number, text_of=corpus.text_of) if label == "PERSON" else (),
        holders(ruled, dates, number, text_of=corpus.text_of) if label == "TITLE" else (),
        CardDocuments(
            corpus,
            ruled,
            documents[by_date].tolist(),
            rows[first_at[by_date]].tolist(),
            counts[by_date].tolist(),
        ),
        timeline(documents, counts, when),
        dispersion(rows, where, ruled.start[rows], lengths, ranks),
        company(ruled, number, limit=COMPANIONS, without=_NO_COMPANY.get(label, FIGURES)),
        _quoted(corpus, corpus.quotations_of(entity) if quotations is None else quotations),
        _dated_place(ruled, first, dates),
        _dated_place(ruled, last, dates),
        ruled,
    )


def _ends(
    rows: NDArray[Any],
    documents: NDArray[Any],
    first_at: NDArray[Any],
    counts: NDArray[Any],
    when: NDArray[Any],
) -> tuple[int, int]:
    """The first row of the earliest document and the last of the latest dated one.

    Where no document is dated, the first and the last by number. All are in order of date.
    """
    dated = int(np.count_nonzero(when[documents]))
    last = dated - 1 if dated else len(documents) - 1
    return int(rows[first_at[0]]), int(rows[first_at[last] + counts[last] - 1])


def _dated_place(ruled: Ruled, row: int, dates: Sequence[str]) -> CardPlace:
    document, span = place_of(ruled, row)
    return CardPlace(document, span, dates[document])


def _quoted(corpus: Corpus, places: Sequence[tuple[int, Span]]) -> tuple[CardQuotation, ...]:
    """The first quotations with their texts; those that can no longer be read are left out."""
    found = []
    for number, span in places[:QUOTATIONS]:
        try:
            text = corpus.text_of(number)
        except GlossatorError:
            continue
        words = text[span.start : min(span.end, span.start + LONGEST_QUOTATION)]
        found.append(CardQuotation(number, span, harmless_line(words)))
    return tuple(found)

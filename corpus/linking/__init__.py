"""Linking: which mentions, over a whole collection, speak of the same entity.

In this order: every spelling is read once (``keys``) as a name in one form, a date or an amount;
the collection says who bears a name or number that several bear (``variants``) and which country
is its own; each document says what its short forms and acronyms stand for (``within``,
``acronyms``), and enough documents say it for all (``evidence``); a label hardly ever given to a
name is taken for a mistake (``agreement``). A one-word person is somebody of their document only.

Nothing is joined by similarity of letters: differing ordinals would be lost (the 12th and the
14th congress are two events). Such pairs are proposed to a person (``proposals``).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.entity import Entity, Mention
from corpus.linking.acronyms import acronyms
from corpus.linking.agreement import agreed
from corpus.linking.evidence import Evidence, end_of
from corpus.linking.forms import DocumentForms, Spellings
from corpus.linking.keys import Key
from corpus.linking.naming import name_entities
from corpus.linking.places import country_of
from corpus.linking.variants import Variants
from corpus.linking.within import short_forms

__all__ = ["DocumentMentions", "Linking", "link"]


@dataclass(frozen=True, slots=True)
class DocumentMentions:
    """The mentions of one document, named by its id; ``date`` is when it was written.

    The date is ISO (``2026-01-14``, ``2026-01``, ``2026``) or empty when it is not known.
    """

    document: str
    mentions: Sequence[Mention]
    date: str = ""


@dataclass(frozen=True, slots=True)
class Linking:
    """The entities, and for each document the number of the entity of each of its mentions.

    ``assignments[d][m]`` is an index into ``entities``; 32-bit integers in ``array`` objects,
    which ``numpy.asarray`` takes without copying. Entities come with the most mentions first,
    then by id.
    """

    entities: tuple[Entity, ...]
    assignments: tuple[array[int], ...]


def link(collection: Sequence[DocumentMentions]) -> Linking:
    """Link all mentions of a collection.

    Deterministic, linear in the number of mentions, and independent of the order of documents:
    ids and counts depend only on which documents there are.
    """
    spellings = Spellings()
    documents = [
        DocumentForms.of(item.document, item.mentions, item.date, spellings) for item in collection
    ]
    names = _Names(documents, spellings)
    evidence = Evidence()
    linked: list[list[Key]] = []
    for document in documents:
        keys = names.keys_in(document)
        inside, short = _resolved(document, keys, spellings)
        evidence.add(keys, inside, short)
        linked.append([_kept_apart(inside.get(key, key), document.document) for key in keys])
    _settle(linked, evidence.everywhere())
    _settle(linked, agreed(*_counted(documents, linked)))
    return _gathered(documents, linked, spellings)


class _Names:
    """What the whole collection says about names: their bearers, and its own country."""

    def __init__(self, documents: Sequence[DocumentForms], spellings: Spellings) -> None:
        self._readings = spellings.readings
        self._variants = Variants()
        totals = [0] * len(self._readings)
        for document in documents:
            for number, count in zip(document.forms, document.counts, strict=True):
                totals[number] += count
        countries: Counter[str] = Counter()
        for reading, total in zip(self._readings, totals, strict=True):
            if reading.variant and total:
                self._variants.count(reading.key, reading.variant, total)
            if reading.key.family == "PLACE" and country_of(reading.key.name):
                countries[country_of(reading.key.name)] += total
        self._variants.decide()
        self._home = _most(countries)

    def keys_in(self, document: DocumentForms) -> list[Key]:
        """The key of each form of a document, without what its other names say about it."""
        told: dict[Key, list[tuple[str, ...]]] = {}
        foreign: dict[Key, set[str]] = {}
        readings = [self._readings[number] for number in document.forms]
        for reading in readings:
            if reading.variant and self._variants.divides(reading.key):
                told.setdefault(reading.key, []).append(reading.variant)
            if reading.country:
                foreign.setdefault(reading.key, set()).add(reading.country)
        keys = []
        for reading in readings:
            key = reading.key
            if reading.local:
                key = Key(key.family, key.name, document.document)
            elif self._variants.divides(key):
                key = self._variants.bearer(key, reading.variant, told.get(key, ()))
            elif key in foreign:
                key = self._of_country(key, reading.country, foreign[key])
            keys.append(key)
        return keys

    def _of_country(self, key: Key, country: str, here: set[str]) -> Key:
        """A body that every state has: of the country told, else of the collection's own."""
        if not country and not self._home and len(here) == 1:
            country = next(iter(here))
        return key if country in ("", self._home) else Key(key.family, key.name, country)


def _most(countries: Counter[str]) -> str:
    """The country that most is said of; empty when two are said as much of."""
    first = countries.most_common(2)
    if not first or (len(first) == 2 and first[0][1] == first[1][1]):
        return ""
    return first[0][0]


def _resolved(
    document: DocumentForms, keys: list[Key], spellings: Spellings
) -> tuple[dict[Key, Key], set[Key]]:
    """The keys that stand for another in their document, and which of them are acronyms."""
    found = short_forms(keys)
    short = acronyms(document, keys, spellings)
    found.update(short)
    return {key: end_of(key, found) for key in found}, set(short)


def _kept_apart(key: Key, document: str) -> Key:
    """A person of one word is somebody of their document only."""
    if key.family == "PERSON" and " " not in key.name:
        return Key(key.family, key.name, document)
    return key


def _settle(linked: list[list[Key]], changed: dict[Key, Key]) -> None:
    if changed:
        for row, keys in enumerate(linked):
            linked[row] = [changed.get(key, key) for key in keys]


def _counted(
    documents: Sequence[DocumentForms], linked: Iterable[list[Key]]
) -> tuple[dict[Key, int], dict[Key, int]]:
    """How many mentions each key has, and how sure they are in all."""
    counts: dict[Key, int] = {}
    sureness: dict[Key, int] = {}
    for document, keys in zip(documents, linked, strict=True):
        for key, count, sure in zip(keys, document.counts, document.sureness, strict=True):
            counts[key] = counts.get(key, 0) + count
            sureness[key] = sureness.get(key, 0) + sure
    return counts, sureness


def _gathered(
    documents: Sequence[DocumentForms], linked: Sequence[list[Key]], spellings: Spellings
) -> Linking:
    """Count what was linked, name the entities and put them in order."""
    numbers: dict[Key, int] = {}
    forms: list[dict[int, int]] = []
    spread: list[int] = []
    rows: list[list[int]] = []
    for document, keys in zip(documents, linked, strict=True):
        row = []
        for key, spelling, count in zip(keys, document.forms, document.counts, strict=True):
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(numbers)
                forms.append({})
                spread.append(0)
            row.append(number)
            if count:
                counts = forms[number]
                counts[spelling] = counts.get(spelling, 0) + count
        for number in {n for n, count in zip(row, document.counts, strict=True) if count}:
            spread[number] += 1
        rows.append(row)
    unsorted = name_entities(list(numbers), forms, spread, spellings)
    order = sorted(
        (number for number in range(len(numbers)) if forms[number]),
        key=lambda n: (-unsorted[n].mentions, unsorted[n].id),
    )
    place = np.zeros(len(numbers), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return Linking(
        tuple(unsorted[number] for number in order),
        tuple(
            _column(place[np.asarray(row, np.int32)][document.numbers])
            for document, row in zip(documents, rows, strict=True)
        ),
    )


def _column(values: np.ndarray) -> array[int]:
    column = array("i")
    column.frombytes(np.ascontiguousarray(values, np.int32).tobytes())
    return column

"""Linking: which mentions, over a whole collection, speak of the same entity.

Steps, each measured to help before the next was added: the same normalised name and label
family; a one-word person only within its document, to the fuller name there; acronyms and
contained short forms of organisations within a document; a table of country names and other
fixed aliases; law numbers by pattern. Nothing is joined by similarity of letters: differing
ordinals would be lost (the 12th and the 14th congress are two events).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.entity import Entity, Mention
from corpus.linking.keys import Key, key_of
from corpus.linking.naming import name_entities
from corpus.linking.within import resolve

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
    keys = _Keys()
    resolved: list[list[Key]] = []
    expansions: dict[Key, set[Key]] = {}
    codes: dict[str, set[str]] = {}
    for item in collection:
        document_keys = [keys.of(mention.text, mention.label) for mention in item.mentions]
        inside, acronyms = resolve(item.mentions, document_keys)
        for acronym in acronyms:
            expansions.setdefault(acronym, set()).add(inside[acronym])
        for key in document_keys:
            if key.family == "LAW" and key.place:
                codes.setdefault(key.name, set()).add(key.place)
        resolved.append(_in_document(item.document, document_keys, inside))
    everywhere = _everywhere(expansions)
    numbers: dict[Key, int] = {}
    rows: list[array[int]] = []
    for document_keys in resolved:
        local = _law_codes(document_keys, codes)
        row = array("i")
        for key in document_keys:
            final = local.get(key) or everywhere.get(key, key)
            row.append(numbers.setdefault(final, len(numbers)))
        rows.append(row)
    return _gathered(collection, rows, list(numbers), keys)


class _Keys:
    """Keys by text and label, each computed once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Key] = {}

    def of(self, text: str, label: str) -> Key:
        key = self._known.get((text, label))
        if key is None:
            key = self._known[text, label] = key_of(text, label)
        return key


def _in_document(document: str, keys: Sequence[Key], inside: dict[Key, Key]) -> list[Key]:
    """The keys of a document's mentions, short forms resolved, lone one-word persons kept apart."""
    changed: dict[Key, Key] = {}
    for key in dict.fromkeys(keys):
        final = inside.get(key, key)
        if final.family == "PERSON" and " " not in final.name:
            final = Key(final.family, final.name, document)
        changed[key] = final
    return [changed[key] for key in keys]


def _everywhere(expansions: dict[Key, set[Key]]) -> dict[Key, Key]:
    """Acronyms of three letters and more that have one expansion in the whole collection."""
    found = {}
    for acronym, fulls in expansions.items():
        if len(fulls) == 1 and len(acronym.name) >= 3:
            full = next(iter(fulls))
            if full not in expansions:
                found[acronym] = full
    return found


def _law_codes(keys: Sequence[Key], codes: dict[str, set[str]]) -> dict[Key, Key]:
    """Where each law number cited in a document leads.

    A number that is known with one code only is one law, with and without the code. With more
    codes, the bare number is the law whose code the document gives, if it gives just one.
    """
    found: dict[Key, Key] = {}
    here: dict[str, set[str]] = {}
    for key in dict.fromkeys(keys):
        if key.family == "LAW" and key.place:
            here.setdefault(key.name, set()).add(key.place)
    for key in dict.fromkeys(keys):
        if key.family != "LAW" or key.name not in codes:
            continue
        if len(codes[key.name]) == 1:
            found[key] = Key(key.family, key.name)
        elif not key.place and len(here.get(key.name, ())) == 1:
            found[key] = Key(key.family, key.name, next(iter(here[key.name])))
    return found


def _gathered(
    collection: Sequence[DocumentMentions],
    rows: list[array[int]],
    keys: list[Key],
    known: _Keys,
) -> Linking:
    """Count what was linked, name the entities and put them in order."""
    forms: list[dict[tuple[str, str], int]] = [{} for _ in keys]
    documents = [0] * len(keys)
    for item, row in zip(collection, rows, strict=True):
        for mention, number in zip(item.mentions, row, strict=True):
            form = (mention.text, mention.label)
            counts = forms[number]
            counts[form] = counts.get(form, 0) + 1
        for number in set(row):
            documents[number] += 1
    unsorted = name_entities(keys, forms, documents, known.of)
    order = sorted(range(len(keys)), key=lambda n: (-unsorted[n].mentions, unsorted[n].id))
    place = array("i", bytes(4 * len(keys)))
    for rank, number in enumerate(order):
        place[number] = rank
    return Linking(
        tuple(unsorted[number] for number in order),
        tuple(array("i", [place[number] for number in row]) for row in rows),
    )

"""Mentions of made-up entities in columns, as a person left them: no texts, no linking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.applied import Applied
from corpus.entity import Entity
from corpus.index.entities import EntityTable
from corpus.index.mentions import MentionIndex
from corpus.index.names import NameIndex
from corpus.index.snapshot import Snapshot
from corpus.ruled import Ruled


class At(NamedTuple):
    """One mention: in which document, from where to where, of which entity ("PERSON To Lam")."""

    document: int
    start: int
    end: int
    entity: str


def ruled_of(mentions: Sequence[At]) -> Ruled:
    """These mentions; entities are numbered by their names in order, see ``numbers_of``."""
    names = sorted({at.entity for at in mentions})
    number = {name: i for i, name in enumerate(names)}
    entity = np.array([number[at.entity] for at in mentions], np.int32)
    labels = sorted({name.split()[0] for name in names})
    return ruled_from(
        np.array([at.document for at in mentions], np.int32),
        np.array([at.start for at in mentions], np.int32),
        np.array([at.end for at in mentions], np.int32),
        entity,
        [(name.partition(" ")[2], name.split()[0]) for name in names],
        labels,
    )


def ruled_from(document, start, end, entity, named, labels) -> Ruled:
    """Columns in any order; ``named`` are name and label of each entity."""
    of_label = np.array([labels.index(label) for _, label in named], np.int32)
    documents = int(document.max(initial=0)) + 1
    count = len(document)
    nothing = np.zeros(count, np.int32)
    columns = {
        "document": document,
        "start": start,
        "end": end,
        "entity": entity,
        "label": of_label[entity] if count else nothing,
        "source": nothing,
        "form": entity,
    }
    score = np.ones(count, np.float32)
    index = MentionIndex.from_arrays(columns, score, labels, ["made"], np.ones(documents, bool))
    pairs = np.unique(entity.astype(np.int64) * documents + document) // documents
    in_documents = np.bincount(pairs, minlength=len(named))
    counts = np.bincount(entity, minlength=len(named))
    table, _ = EntityTable.build(
        [
            Entity(f"{i:07}", name, label, ((name, int(counts[i])),), int(counts[i]), int(spread))
            for i, ((name, label), spread) in enumerate(zip(named, in_documents, strict=True))
        ]
    )
    aliases = NameIndex([name for name, _ in named[:1000]])
    owners = np.arange(len(named), dtype=np.int32)
    return Ruled(Applied(Snapshot(index, table, aliases, owners, NameIndex([]))), {}, ())


def number_of(ruled: Ruled, name: str) -> int:
    """The number of the entity called so ("PERSON To Lam")."""
    label, _, rest = name.partition(" ")
    found = [n for n in ruled.numbers().tolist() if ruled[n].name == rest]
    return next(n for n in found if ruled.label_of(n) == label)

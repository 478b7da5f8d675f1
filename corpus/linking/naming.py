"""Entities out of linked mentions: their best name, their aliases, a readable unique id."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from corpus.entity import Entity
from corpus.linking.forms import Spellings
from corpus.linking.keys import Key
from corpus.linking.normalise import slug

__all__ = ["name_entities"]


def name_entities(
    keys: Sequence[Key],
    forms: Sequence[dict[int, int]],
    documents: Sequence[int],
    spellings: Spellings,
) -> list[Entity]:
    """One entity for each key, from the counts of its spellings and of its documents."""
    labels = [_label(counts, spellings) for counts in forms]
    ids = _ids(keys, labels)
    entities = []
    for key, label, entity, counts, spread in zip(keys, labels, ids, forms, documents, strict=True):
        aliases: dict[str, int] = {}
        own: dict[str, int] = {}
        for spelling, count in counts.items():
            shown = " ".join(spellings.texts[spelling].split())
            aliases[shown] = aliases.get(shown, 0) + count
            if spellings.readings[spelling].key.name == key.name:
                own[shown] = own.get(shown, 0) + count
        ordered = tuple(sorted(aliases.items(), key=_by_count))
        total = sum(aliases.values())
        name = _best(own or aliases) if aliases else ""
        entities.append(Entity(entity, name, label, ordered, total, spread))
    return entities


def _by_count(alias: tuple[str, int]) -> tuple[int, str]:
    return (-alias[1], alias[0])


def _label(counts: dict[int, int], spellings: Spellings) -> str:
    """The label of most mentions."""
    by_label: dict[str, int] = {}
    for spelling, count in counts.items():
        label = spellings.labels[spelling]
        by_label[label] = by_label.get(label, 0) + count
    return min(by_label, key=lambda label: (-by_label[label], label), default="")


def _best(counts: dict[str, int]) -> str:
    """The most frequent form; among equals not one in capitals, then the longest.

    Not the capitals of datelines and headlines (HANOI) where it is also written otherwise.
    """

    def rank(text: str) -> tuple[int, bool, int, str]:
        return (-counts[text], text.isupper(), -len(text), text)

    best = min(counts, key=rank)
    if not best.isupper():
        return best
    same = [text for text in counts if not text.isupper() and text.casefold() == best.casefold()]
    return min(same, key=rank, default=best)


def _ids(keys: Sequence[Key], labels: Sequence[str]) -> list[str]:
    """Readable ids; where two keys read alike, all but the first carry a digest of their key."""
    taken: set[str] = set()
    ids = [""] * len(keys)
    for number in sorted(range(len(keys)), key=keys.__getitem__):
        key = keys[number]
        readable = f"{labels[number].lower()}:{_readable(key)}"
        if readable in taken or readable.endswith(":"):
            whole = "\0".join(key)
            digest = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=4)
            readable = f"{readable}{'' if readable.endswith(':') else '-'}{digest.hexdigest()}"
        taken.add(readable)
        ids[number] = readable
    return ids


def _readable(key: Key) -> str:
    if key.family == "DATE":
        return key.name.replace(" ", "-").replace("/", "--")
    if key.family in ("PERCENT", "MONEY", "CARDINAL"):
        return slug(key.name.replace(".", "p").replace("%", " percent"))
    name = slug(key.name)
    if not key.place:
        return name
    if key.family == "PERSON" and " " in key.name:
        return name  # its accents tell it from others: they are lost here, a digest is not
    # A place that is a document, not a variant of the name: such people, such events.
    return f"{name}{'@' if key.family in ('PERSON', 'EVENT') else '-'}{slug(key.place)}"

"""Entities out of linked mentions: their best name, their aliases, a readable unique id."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from corpus.entity import Entity
from corpus.linking.keys import Key
from corpus.linking.normalise import slug

__all__ = ["name_entities"]


def name_entities(
    keys: Sequence[Key],
    forms: Sequence[dict[tuple[str, str], int]],
    documents: Sequence[int],
    key_of: Callable[[str, str], Key],
) -> list[Entity]:
    """One entity for each key, from the counts of its forms (text and label)."""
    labels = [_label(counts) for counts in forms]
    ids = _ids(keys, labels)
    entities = []
    for key, label, entity, counts, spread in zip(keys, labels, ids, forms, documents, strict=True):
        if len(counts) == 1:
            (((text, _), count),) = counts.items()
            shown = " ".join(text.split())
            entities.append(Entity(entity, shown, label, ((shown, count),), count, spread))
            continue
        aliases: dict[str, int] = {}
        own: dict[str, int] = {}
        for (text, form_label), count in counts.items():
            shown = " ".join(text.split())
            aliases[shown] = aliases.get(shown, 0) + count
            if key_of(text, form_label).name == key.name:
                own[shown] = own.get(shown, 0) + count
        ordered = tuple(sorted(aliases.items(), key=_by_count))
        total = sum(aliases.values())
        entities.append(Entity(entity, _best(own or aliases), label, ordered, total, spread))
    return entities


def _by_count(alias: tuple[str, int]) -> tuple[int, str]:
    return (-alias[1], alias[0])


def _label(counts: dict[tuple[str, str], int]) -> str:
    if len(counts) == 1:
        return next(iter(counts))[1]
    by_label: dict[str, int] = {}
    for (_, label), count in counts.items():
        by_label[label] = by_label.get(label, 0) + count
    return min(by_label, key=lambda label: (-by_label[label], label))


def _best(counts: dict[str, int]) -> str:
    """The most frequent form; among equals not one in capitals, then the longest."""
    return min(counts, key=lambda text: (-counts[text], text.isupper(), -len(text), text))


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
        return key.name.replace(" ", "-")
    if key.family in ("PERCENT", "MONEY", "CARDINAL"):
        return slug(key.name.replace(".", "p").replace("%", " percent"))
    name = slug(key.name)
    if key.family == "PERSON" and key.place:
        return f"{name}@{slug(key.place)}"
    return f"{name}-{slug(key.place)}" if key.place else name

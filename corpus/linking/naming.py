"""Entities out of linked mentions: their best name, their aliases, a readable unique id."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence

from corpus.entity import Entity
from corpus.linking.keys import Key
from corpus.linking.normalise import slug

__all__ = ["name_entities"]


def name_entities(
    keys: Sequence[Key],
    forms: Sequence[Counter[tuple[str, str]]],
    documents: Sequence[int],
    key_of: Callable[[str, str], Key],
) -> list[Entity]:
    """One entity for each key, from the counts of its forms (text and label)."""
    labels = [_label(counts) for counts in forms]
    ids = _ids(keys, labels)
    entities = []
    for key, label, name_id, counts, spread in zip(
        keys, labels, ids, forms, documents, strict=True
    ):
        aliases: Counter[str] = Counter()
        own: Counter[str] = Counter()
        for (text, form_label), count in counts.items():
            shown = " ".join(text.split())
            aliases[shown] += count
            if key_of(text, form_label).name == key.name:
                own[shown] += count
        entities.append(
            Entity(
                name_id,
                _best(own or aliases),
                label,
                tuple(sorted(aliases.items(), key=_by_count)),
                aliases.total(),
                spread,
            )
        )
    return entities


def _by_count(alias: tuple[str, int]) -> tuple[int, str]:
    return (-alias[1], alias[0])


def _label(counts: Counter[tuple[str, str]]) -> str:
    by_label: Counter[str] = Counter()
    for (_, label), count in counts.items():
        by_label[label] += count
    return min(by_label, key=lambda label: (-by_label[label], label))


def _best(counts: Counter[str]) -> str:
    """The most frequent form; among equals not one in capitals, then the longest."""
    return min(counts, key=lambda text: (-counts[text], text.isupper(), -len(text), text))


def _ids(keys: Sequence[Key], labels: Sequence[str]) -> list[str]:
    """Readable ids; where two keys read alike, all but the first carry a digest of their key."""
    taken: set[str] = set()
    ids = [""] * len(keys)
    for number in sorted(
        range(len(keys)), key=lambda n: (keys[n].family, keys[n].name, keys[n].place)
    ):
        key = keys[number]
        readable = f"{labels[number].lower()}:{_readable(key)}"
        if readable in taken or readable.endswith(":"):
            whole = "\0".join((key.family, key.name, key.place))
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

"""Entities that may be one: pairs that a person is asked about, never joined by themselves.

Pairs are looked for where names share something rare: a word, their neighbours in alphabetical
order read forwards and backwards, their initials, a beginning or end. So the work grows with the
number of names and not with its square.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.entity import Entity
from corpus.linking.initials import is_acronym, stands_for
from corpus.linking.keys import FAMILIES, NAMES, read
from corpus.linking.laws import law_number
from corpus.linking.likeness import alike, told_apart
from corpus.linking.normalise import normalise
from corpus.linking.people import person_name
from corpus.linking.variants import fits

__all__ = ["Proposal", "RuledEntities", "proposals"]

_LONGEST = 120  # code points of a name that are compared
_ALIASES = 3  # spellings of an entity that are compared, the most frequent ones
_NEIGHBOURS = 6  # names after it in order that a name is compared with
_RARE = 12  # a word in more names than this does not bring them together
_HOLDERS = 3  # a name within more fuller ones than this is nobody's short form
_PER_KEY = 8  # entities of one name that are proposed to the most mentioned of them


class RuledEntities(Protocol):
    """Entities as a person left them, by number (``corpus.ruled.Ruled``)."""

    def numbers(self) -> Iterable[int]:
        """The numbers of the entities that exist."""
        ...

    def __getitem__(self, number: int, /) -> Entity:
        """The entity of a number."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities, by id, that may be one; ``a`` has the more mentions.

    ``reason`` is one of: ``same without diacritics``, ``same name, other label``, ``acronym``,
    ``contained``, ``similar names``. ``score`` is the higher the likelier it is and the more
    mentions would be joined.
    """

    a: str
    b: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an entity, in normalised form; ``shown`` is how it is written."""

    entity: Entity
    family: str
    shown: str
    text: str
    words: tuple[str, ...]


_Pair = tuple[_Name, _Name, str, float]
"""Two names, the reason to ask, and how sure it is, from 0 to 1."""


def proposals(
    entities: RuledEntities | Sequence[Entity],
    *,
    apart: Container[tuple[str, str]] | Callable[[str, str], bool] = frozenset(),
    limit: int = 500,
) -> list[Proposal]:
    """Pairs of entities that may be one, the best first; at most ``limit``.

    ``apart``: pairs of ids, in either order, that a person has refused, or what tells so. Only
    things with names are proposed, never figures, dates and offices, and never names that differ
    in a number or ordinal. The order of entities makes no difference.
    """
    names = list(_names(entities))
    best: dict[tuple[str, str], tuple[float, str, int]] = {}
    for one, other, reason, sure in _pairs(names):
        first, second = one.entity, other.entity
        if first.id == second.id or _linked_apart(one, other):
            continue
        if (second.mentions, first.id) > (first.mentions, second.id):
            first, second = second, first
        # A pair that joins a hundred mentions is worth more of a person's time than one of two.
        score = round(sure * math.log2(1 + max(1, second.mentions)), 4)
        known = best.get((first.id, second.id))
        if known is None or (score, reason) > known[:2]:
            best[first.id, second.id] = score, reason, first.mentions
    refused = apart if callable(apart) else _refused_in(apart)
    ordered = sorted(best.items(), key=lambda item: (-item[1][0], -item[1][2], item[0]))
    found: list[Proposal] = []
    for (a, b), (score, reason, _) in ordered:
        if len(found) == limit:
            break
        if not refused(a, b):
            found.append(Proposal(a, b, reason, score))
    return found


def _linked_apart(one: _Name, other: _Name) -> bool:
    """Whether linking has seen these names as one and parted them for what they say besides.

    A law's number with another year or issuer, a ministry of another country.
    """
    if one.family != other.family or one.family not in ("LAW", "ORG"):
        return False
    first, second = (read(name.shown, name.entity.label) for name in (one, other))
    if first.key != second.key:
        # Two laws cited by number are alike in all but what matters.
        return bool(law_number(one.shown) and law_number(other.shown))
    return first.country != second.country or not fits(first.variant, second.variant)


def _refused_in(pairs: Container[tuple[str, str]]) -> Callable[[str, str], bool]:
    return lambda a, b: (a, b) in pairs or (b, a) in pairs


def _names(entities: RuledEntities | Sequence[Entity]) -> Iterator[_Name]:
    """The names of all entities that have names, the most mentioned first."""
    numbers = range(len(entities)) if isinstance(entities, Sequence) else entities.numbers()
    chosen = [entity for entity in (entities[int(n)] for n in numbers) if _is_named(entity)]
    for entity in sorted(chosen, key=lambda entity: (-entity.mentions, entity.id)):
        family = FAMILIES.get(entity.label, entity.label)
        seen = set()
        for shown in (entity.name, *(alias for alias, _ in entity.aliases[:_ALIASES])):
            text = normalise(shown[:_LONGEST], person=family == "PERSON")
            text = person_name(text) if family == "PERSON" else text
            # One word of a longer name is that of many others (Daniel, Paris), an acronym is not.
            telling = " " in text or shown == entity.name or is_acronym(shown)
            if text and telling and text not in seen and not text.isdecimal():
                seen.add(text)
                yield _Name(entity, family, shown, text, tuple(text.split()))


def _is_named(entity: Entity) -> bool:
    return FAMILIES.get(entity.label, entity.label) in NAMES


def _pairs(names: Sequence[_Name]) -> Iterator[_Pair]:
    yield from _same(names)
    yield from _acronyms(names)
    yield from _contained(names)
    yield from _similar(names)


def _same(names: Sequence[_Name]) -> Iterator[_Pair]:
    """Entities of the same name but for accents, or under another label."""
    by_text: dict[str, list[_Name]] = {}
    for name in names:
        by_text.setdefault(name.text, []).append(name)
    for text, those in by_text.items():
        first = those[0]
        for other in those[1 : 1 + _PER_KEY]:
            if other.family != first.family:
                yield first, other, "same name, other label", 0.9 if " " in text else 0.6
            elif first.shown.isascii() and other.shown.isascii():
                yield first, other, "similar names", 0.9 if " " in text else 0.4
            else:
                yield first, other, "same without diacritics", 0.85 if " " in text else 0.5


def _acronyms(names: Sequence[_Name]) -> Iterator[_Pair]:
    """Acronyms and names whose words begin with their letters."""
    by_start: dict[str, list[_Name]] = {}
    short = []
    for name in names:
        if name.family == "PERSON":
            continue
        if len(name.words) > 1:
            by_start.setdefault(_two_initials(name), []).append(name)
        elif len(name.text) > 2 and is_acronym(name.shown):
            short.append(name)
    for name in short:
        fitting = [
            full
            for start in {name.text[:2], name.text[0]}
            for full in by_start.get(start, ())[: 40 * _HOLDERS]
            if stands_for(name.text, full.text)
        ]
        if len({full.entity.id for full in fitting}) <= _HOLDERS:
            yield from ((full, name, "acronym", 0.8 / len(fitting)) for full in fitting)


def _two_initials(name: _Name) -> str:
    return name.words[0][0] + name.words[1][0]


def _contained(names: Sequence[_Name]) -> Iterator[_Pair]:
    """A name that begins or ends a fuller one of the same kind, and few others.

    Not of places: a park or a station is called after the town that it is in.
    """
    short: dict[tuple[str, str], list[_Name]] = {}
    for name in names:
        if name.family != "PLACE" and (len(name.words) > 1 or name.family == "PERSON"):
            short.setdefault((name.family, name.text), []).append(name)
    held: dict[tuple[str, str], list[_Name]] = {}
    for name in names:
        for part in _ends_of(name):
            if (name.family, part) in short:
                held.setdefault((name.family, part), []).append(name)
    for key, fuller in held.items():
        if len({full.entity.id for full in fuller}) > _HOLDERS:
            continue
        for one in short[key][:_PER_KEY]:
            for full in fuller:
                if not told_apart(one.words, full.words):
                    yield full, one, "contained", (0.7 if len(one.words) > 1 else 0.5) / len(fuller)


def _ends_of(name: _Name) -> Iterator[str]:
    """Beginnings and ends of a name; of a person's only ends of one word, and of two."""
    words = name.words[:16]
    if name.family == "PERSON":
        for count in range(1, len(words)):
            yield " ".join(words[-count:])
        return
    for at in range(1, len(words)):
        yield " ".join(words[:at])
        yield " ".join(words[at:])


def _similar(names: Sequence[_Name]) -> Iterator[_Pair]:
    """Names of the same kind that differ in a few letters, or in the order of their words."""
    for one, other in _neighbours(names):
        likeness = alike(one.text, other.text, one.family)
        if likeness:
            yield one, other, "similar names", 0.7 * likeness


def _neighbours(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs of names of a family worth comparing."""
    seen: set[tuple[int, int]] = set()
    for order in (
        sorted(range(len(names)), key=lambda n: (names[n].family, names[n].text)),
        sorted(range(len(names)), key=lambda n: (names[n].family, names[n].text[::-1])),
        sorted(range(len(names)), key=lambda n: (names[n].family, sorted(names[n].words))),
    ):
        for at, number in enumerate(order):
            for other in order[at + 1 : at + 1 + _NEIGHBOURS]:
                yield from _once(names, number, other, seen)
    by_word: dict[tuple[str, str], list[int]] = {}
    for number, name in enumerate(names):
        for word in set(name.words):
            if len(word) > 1:
                by_word.setdefault((name.family, word), []).append(number)
    for numbers in by_word.values():
        if len(numbers) <= _RARE:
            for at, number in enumerate(numbers):
                for other in numbers[at + 1 :]:
                    yield from _once(names, number, other, seen)


def _once(
    names: Sequence[_Name], one: int, other: int, seen: set[tuple[int, int]]
) -> Iterator[tuple[_Name, _Name]]:
    pair = (one, other) if one < other else (other, one)
    if pair not in seen:
        seen.add(pair)
        first, second = names[pair[0]], names[pair[1]]
        if first.family == second.family and first.text != second.text:
            yield first, second

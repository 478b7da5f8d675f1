"""From the words of a mention to the key under which it is linked, without its surroundings."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from corpus.linking import figures
from corpus.linking.laws import law_number
from corpus.linking.normalise import normalise, ordinal
from corpus.recognise.lexicon import alias_table, words_in

__all__ = ["FAMILIES", "Key", "aliases", "key_of"]

FAMILIES = {"GPE": "PLACE", "LOC": "PLACE"}
"""Labels that may name the same entity; every other label stands for itself."""

_CONGRESS = frozenset(
    words_in(
        """
    national party congress dai hoi cua dang of the communist vietnam cpv toan quoc bieu lan
    thu cong san viet nam
"""
    )
)


class Key(NamedTuple):
    """What a mention is linked by: its family and its normalised name.

    ``place`` narrows it to one document (a one-word person) or to one code of a law number.
    """

    family: str
    name: str
    place: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.name.split())


def key_of(text: str, label: str) -> Key:
    """The key of a mention's words under a label."""
    family = FAMILIES.get(label, label)
    if label == "DATE":
        return Key(family, figures.iso_date(text) or normalise(text))
    if label == "MONEY":
        return Key(family, figures.amount(text))
    if label == "PERCENT":
        return Key(family, figures.percent(text))
    if label == "CARDINAL":
        return Key(family, figures.cardinal(text))
    if label == "LAW":
        law = law_number(text)
        if law is not None:
            return Key(family, law.base, law.code)
    name = normalise(text, person=label == "PERSON")
    if label == "EVENT":
        name = _event(name)
    return Key(family, aliases().get(family, {}).get(name, name))


def _event(name: str) -> str:
    """Events by their ordinal: fourteenth, XIV and 14th are one; so are a congress's long names."""
    words = name.split()
    numbers = [ordinal(word) for word in words]
    if not any(numbers):
        return name
    rest = [word for word, number in zip(words, numbers, strict=True) if number is None]
    ordered = [str(number) for number in numbers if number is not None]
    known = set(rest)
    party = "congress" in known or {"dai", "hoi"} <= known
    if party and known <= _CONGRESS and len(ordered) == 1:
        return f"{ordered[0]} party congress"
    if known <= {"hoi", "nghi", "trung", "uong", "lan", "thu", "plenum", "central", "committee"}:
        return f"{'-'.join(ordered)} plenum"
    return " ".join(
        word if number is None else str(number) for word, number in zip(words, numbers, strict=True)
    )


@cache
def aliases() -> dict[str, dict[str, str]]:
    """For each family the normalised names that stand for another: ``viet nam`` → ``vietnam``."""
    table: dict[str, dict[str, str]] = {}
    for label, names in alias_table().items():
        family = table.setdefault(FAMILIES.get(label, label), {})
        for canonical, others in names.items():
            target = normalise(canonical)
            for other in others:
                family.setdefault(normalise(other), target)
    return table

"""From the words of a mention to the key under which it is linked, without its surroundings."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus.linking import figures
from corpus.linking.bodies import body_name, office_name, respelt
from corpus.linking.dates import resolve
from corpus.linking.events import event_name, is_bare
from corpus.linking.laws import LawNumber, law_number
from corpus.linking.normalise import normalise
from corpus.linking.people import accents, person_name
from corpus.linking.places import is_known, place_name
from corpus.linking.vietnamese import in_english
from corpus.recognise.lexicon import alias_table, load_yaml

__all__ = ["FAMILIES", "NAMES", "Key", "Reading", "aliases", "read"]

FAMILIES = {"GPE": "PLACE", "LOC": "PLACE"}
"""Labels that may name the same entity; every other label stands for itself."""

NAMES = frozenset({"PERSON", "ORG", "PLACE", "NORP", "EVENT", "LAW"})
"""Families of things that have names, not of figures or offices."""

_LONGEST = 300  # code points; what is longer is no name, and is compared as it is
_OWNERS = re.compile(r"(?<=\w)['’]s?(?=\s)")
_FIGURES = {"MONEY": figures.amount, "PERCENT": figures.percent, "CARDINAL": figures.cardinal}


class Key(NamedTuple):
    """What a mention is linked by: its family and its normalised name.

    ``place`` narrows it: to one document (a one-word person), or to one variant of a name.
    """

    family: str
    name: str
    place: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.name.split())


class Reading(NamedTuple):
    """A key, and what the words tell of which variant is meant; see ``variants``.

    ``country``: whose a body is. ``local``: it means something within its document only.
    """

    key: Key
    variant: tuple[str, ...] = ()
    country: str = ""
    local: bool = False


def read(text: str, label: str, around: str = "") -> Reading:
    """What a mention's words say under a label.

    ``around`` is the document's date for a DATE, and for a LAW the issuer that stands beside it.
    """
    family = FAMILIES.get(label, label)
    if len(text) > _LONGEST:
        return Reading(Key(family, normalise(text)))
    if label == "DATE":
        return Reading(Key(family, resolve(text, around) or normalise(text)))
    if label in _FIGURES:
        return Reading(Key(family, _FIGURES[label](text)))
    if label == "PERSON":
        name = person_name(normalise(text, person=True))
        variant = accents(text, tuple(name.split())) if " " in name else ()
        return Reading(Key(family, name), variant)
    law = law_number(text) if label == "LAW" else None
    return _law(law, around) if law else _named(text, family)


def _law(law: LawNumber, around: str) -> Reading:
    key, variant = Key("LAW", law.base), (law.year, law.issuer or around)
    return Reading(key, variant if any(variant) else (), local=law.is_part)


def _named(text: str, family: str) -> Reading:
    name, country = _form(text, family), ""
    known = aliases().get(family, {})
    if name in known:
        return Reading(Key(family, known[name]))
    english = in_english(text, family, aliases()["PLACE"])
    if english and not (family == "PLACE" and is_known(name)):
        name = _form(english, family)
    if family == "ORG":
        name, country = body_name(text, name, known)
    elif family == "PLACE":
        name = place_name(text, name)
    elif family == "TITLE":
        name = office_name(name)
    local = family == "EVENT" and is_bare(name)
    return Reading(Key(family, known.get(name, name)), country=country, local=local)


def _form(text: str, family: str) -> str:
    """The normalised name, spelt in one way."""
    name = normalise(_OWNERS.sub("", text) if family == "EVENT" else text)
    if family in ("ORG", "EVENT", "LAW", "TITLE"):
        name = respelt(name)
    return event_name(name) if family == "EVENT" else name


@cache
def aliases() -> dict[str, dict[str, str]]:
    """For each family the normalised names that stand for another: ``viet nam`` → ``vietnam``."""
    table: dict[str, dict[str, str]] = {}
    for label, names in alias_table().items():
        family = FAMILIES.get(label, label)
        known = table.setdefault(family, {})
        for canonical, others in names.items():
            target = _form(canonical, family)
            for other in others:
                known.setdefault(_form(other, family), target)
    peoples = table.setdefault("NORP", {})
    for country, entry in load_yaml("countries").items():
        people = [normalise(name) for name in entry.get("people") or ()]
        for other in people[1:]:
            peoples[other] = peoples[f"{other}s"] = people[0]
        if people:  # Vietnamese has one word for both: người Thụy Điển
            for called in (country, *(entry.get("also") or ())):
                peoples.setdefault(normalise(called), people[0])
    return table

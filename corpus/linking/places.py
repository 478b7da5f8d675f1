"""Countries, cities and provinces by one name, with or without the word for what they are."""

from __future__ import annotations

import re
from functools import cache

from corpus.linking.normalise import normalise
from corpus.recognise.lexicon import load_yaml, names_of, word_list

__all__ = ["country_of", "is_known", "place_name"]

_KIND = r"(?:city|province|municipality|prefecture|oblast|governorate)"
_AFTER = re.compile(rf"(?P<name>.+) (?P<kind>{_KIND})")
_BEFORE = re.compile(rf"(?:{_KIND} of|province|thanh pho|thu do|tp|tinh) (?P<name>.+)")
_COUNTRY_BEFORE = re.compile(
    r"(?:(?:socialist|democratic|peoples|federal|islamic|federative) )*"
    r"(?:republic|kingdom|commonwealth|state) of (?P<name>.+)"
)


def place_name(text: str, name: str) -> str:
    """The normalised ``name`` of a place without ``City``, ``Province``, ``Republic of``.

    ``text`` is how it was written. The word stays where it is part of the name: one that the
    gazetteer knows (Mexico City), or a capitalised one after a name that it does not.
    """
    if name in _known():
        return name
    match = _BEFORE.fullmatch(name)
    if match:
        return match["name"]
    match = _AFTER.fullmatch(name)
    if match:
        plain = text.rsplit(maxsplit=1)[-1].islower()
        return match["name"] if plain or match["name"] in _known() else name
    match = _COUNTRY_BEFORE.fullmatch(name)
    return match["name"] if match and match["name"] in _countries() else name


def is_known(name: str) -> bool:
    """Whether the gazetteer has a place of this normalised name."""
    return name in _known()


def country_of(name: str) -> str:
    """The country that a normalised name or nationality is of, as its normalised name, or empty."""
    return _countries().get(name) or _peoples().get(name, "")


@cache
def _known() -> frozenset[str]:
    names = {normalise(name) for name in names_of("GPE")}
    return frozenset(names | {normalise(name) for name in word_list("cities")})


@cache
def _countries() -> dict[str, str]:
    return {
        normalise(name): normalise(country)
        for country, entry in load_yaml("countries").items()
        for name in (country, *(entry.get("also") or ()))
    }


@cache
def _peoples() -> dict[str, str]:
    return {
        normalise(people): normalise(country)
        for country, entry in load_yaml("countries").items()
        for people in entry.get("people") or ()
    }

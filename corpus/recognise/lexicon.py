"""The word lists and gazetteers that ship with the rules, loaded once.

Plain lists are text files, a word or name a line, ``#`` begins a comment; whatever has structure
is YAML. Their origin is told in ``docs/gazetteers.md``.
"""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import Any

from corpus.errors import InputError
from corpus.recognise.plain_yaml import read_lists

__all__ = ["alias_table", "load_yaml", "names_of", "word_list", "words_in"]


@cache
def word_list(name: str) -> frozenset[str]:
    """The lines of a shipped list (``common_words``), without comments."""
    lines = _read(f"{name}.txt").split("\n")
    return frozenset(line for line in lines if line and line[0] != "#")


@cache
def load_yaml(name: str) -> dict[str, Any]:
    """A shipped YAML file; every scalar is a string."""
    try:
        return read_lists(_read(f"{name}.yaml"))
    except ValueError as error:
        raise InputError(f"{name}.yaml, shipped with Glossator, is damaged: {error}.") from error


def _read(name: str) -> str:
    # not importlib.resources, whose import takes as long as reading all the lists
    data = get_data("corpus.recognise", f"data/{name}")
    if data is None:
        raise InputError(f"{name}, shipped with Glossator, is missing; install it again.")
    return data.decode("utf-8")


@cache
def names_of(label: str) -> dict[str, str]:
    """All names of a label in the gazetteers, each with the name it is an alias of."""
    found: dict[str, str] = {}
    for canonical, others in _gazetteer(label).items():
        found[canonical] = canonical
        for other in others:
            found.setdefault(other, canonical)
    return found


@cache
def alias_table() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each label the names that have other names: ``{"GPE": {"Vietnam": ("Viet Nam", …)}}``."""
    labels = ("GPE", "LOC", "ORG", "EVENT", "LAW", "TITLE", "NORP")
    return {
        label: {name: others for name, others in _gazetteer(label).items() if others}
        for label in labels
    }


@cache
def _gazetteer(label: str) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    if label == "GPE":
        for country, entry in load_yaml("countries").items():
            names[country] = tuple(entry.get("also", ()))
    if label == "NORP":
        for entry in load_yaml("countries").values():
            for people in entry.get("people", ()):
                names.setdefault(people, (f"{people}s",) if people[-1] not in "shxe" else ())
    for canonical, others in (load_yaml("names").get(label) or {}).items():
        names[canonical] = (*names.get(canonical, ()), *(others or ()))
    return names


def words_in(text: str) -> list[str]:
    """The words of a list that is short enough to stand in the code."""
    return text.split()

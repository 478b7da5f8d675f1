"""The shipped lists in the form the rules ask them: sets, and phrases by their first word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.recognise.lexicon import load_yaml, names_of, word_list
from corpus.recognise.phrases import Phrases

__all__ = ["Vocabulary", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the rules know by heart. Words in ``shapes`` are in lower case."""

    common: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    shapes: dict[str, frozenset[str]]
    offices: dict[str, frozenset[str]]
    vietnamese: dict[str, frozenset[str]]
    gazetteer: Phrases
    vietnamese_offices: Phrases
    vietnamese_heads: Phrases
    cues: dict[str, tuple[float, ...]]  # for a person, an organisation, a place


_LISTS = (("organisations", "ORG"), ("regions", "LOC"), ("states", "GPE"), ("cities", "GPE"))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once a process (some 50 ms)."""
    names: list[tuple[str, Iterable[str]]] = [
        (label, names_of(label)) for label in ("GPE", "LOC", "ORG", "NORP", "EVENT", "LAW")
    ]
    names += [(label, word_list(name)) for name, label in _LISTS]
    names.append(("ORG", load_yaml("vietnamese")["organisations"]))
    offices = load_yaml("offices")
    vietnamese = load_yaml("vietnamese")
    return Vocabulary(
        word_list("common_words"),
        word_list("first_names"),
        word_list("surnames"),
        _sets(load_yaml("shapes")),
        _sets(offices),
        _sets(vietnamese),
        Phrases.of(names),
        Phrases.of([("TITLE", offices["vietnamese"])]),
        Phrases.of([("ORG", vietnamese["organisation_heads"])]),
        {cue: tuple(map(float, weights)) for cue, weights in load_yaml("cues").items()},
    )


def _sets(lists: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lists.items()}

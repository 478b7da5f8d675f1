"""What short names turned out to mean in single documents, and so mean in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from corpus.linking.keys import Key
from corpus.linking.variants import dominating

__all__ = ["Evidence", "end_of"]

_ACRONYM = 3
"""Letters that an acronym must have to mean the same in all documents: two are shared by many."""

_TWICE = 2
"""Documents that must say what a short form stands for, which is no acronym."""

_ALONE = 3
"""A name in so many times as many documents as its fuller form is the name itself."""


class Evidence:
    """Short forms and acronyms with what they stand for, counted by document."""

    def __init__(self) -> None:
        self._acronyms: dict[Key, Counter[Key]] = {}
        self._short: dict[Key, Counter[Key]] = {}
        self._documents: Counter[Key] = Counter()

    def add(self, keys: Sequence[Key], inside: Mapping[Key, Key], acronyms: Set[Key]) -> None:
        """One document more: its keys, what some of them stand for there, which are acronyms."""
        self._documents.update({key for key in keys if " " in key.name})
        for short, full in inside.items():
            if short in acronyms:
                self._acronyms.setdefault(short, Counter())[full] += 1
            elif " " in short.name and short.family != "DATE":
                self._short.setdefault(short, Counter())[full] += 1

    def everywhere(self) -> dict[Key, Key]:
        """Keys that stand for another in the whole collection."""
        found: dict[Key, Key] = {}
        for acronym, fulls in self._acronyms.items():
            full = dominating(fulls)
            if full is not None and len(acronym.name) >= _ACRONYM:
                found[acronym] = full
        for short, fulls in self._short.items():
            full = dominating(fulls)
            if full is None:
                continue
            together = fulls[full]
            if self._documents[short] >= _ALONE * together:
                # A slip, such as a word too many before the name, never stands without it.
                if self._documents[full] <= together:
                    found[full] = short
            elif together >= _TWICE:
                found[short] = full
        return {key: end_of(key, found) for key in found}


def end_of(key: Key, found: Mapping[Key, Key]) -> Key:
    """Where a chain of keys that stand for another leads."""
    seen = {key}
    while key in found and found[key] not in seen:
        key = found[key]
        seen.add(key)
    return key

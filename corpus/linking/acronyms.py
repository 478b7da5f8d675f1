"""Acronyms and the names that they stand for, inside one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.linking.forms import DocumentForms, Spellings
from corpus.linking.initials import initials, stands_for
from corpus.linking.keys import Key

__all__ = ["acronyms"]

_FAMILIES = frozenset({"ORG", "EVENT", "LAW", "PLACE"})
_LONGEST = 200  # code points of a name that an acronym may stand for
_BETWEEN = 2  # code points between a name and its acronym in brackets: " ("
_NEAR = 4  # mentions looked at around an acronym: names within the name stand between


def acronyms(document: DocumentForms, keys: Sequence[Key], spellings: Spellings) -> dict[Key, Key]:
    """The acronyms of a document, each with the one name in it that it stands for.

    ``keys`` are those of the document's forms. One introduced in brackets beside a name is that;
    else the one name of its family is looked for whose words begin with its letters.
    """
    rows: dict[Key, list[int]] = {}
    for form, key in enumerate(keys):
        if key.family in _FAMILIES and spellings.acronym[document.forms[form]]:
            rows.setdefault(key, []).append(form)
    if not rows:
        return {}
    full: dict[str, dict[Key, None]] = {}
    for key in keys:
        if key.family in _FAMILIES and " " in key.name and len(key.name) <= _LONGEST:
            for letters in initials(key.name):
                full.setdefault(letters, {})[key] = None
    found = {}
    for key, forms in rows.items():
        letters = key.name
        beside = _introduced(document, keys, forms, letters)
        if beside is not None:
            found[key] = beside
            continue
        fitting = [k for k in full.get(letters, {}) if k.family == key.family]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return found


def _introduced(
    document: DocumentForms, keys: Sequence[Key], forms: list[int], letters: str
) -> Key | None:
    """The name that a bracket puts beside the acronym, in either order."""
    for form in forms:
        for row in document.rows_of(form):
            for other in _beside(document, row):
                key = keys[int(document.numbers[other])]
                if key.family in _FAMILIES and " " in key.name:
                    same = key.family == keys[form].family
                    if stands_for(letters, key.name) or (same and _in_order(letters, key.name)):
                        return key
    return None


def _beside(document: DocumentForms, row: int) -> Iterator[int]:
    """The mentions that end or begin a bracket's width from this one."""
    for other in range(row - 1, max(row - 1 - _NEAR, -1), -1):
        if document.ends[other] + _BETWEEN == document.starts[row]:
            yield other
    for other in range(row + 1, min(row + 1 + _NEAR, len(document.numbers))):
        if document.starts[other] - _BETWEEN == document.ends[row]:
            yield other


def _in_order(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, the first at its beginning."""
    rest = iter(name)
    return name[:1] == letters[:1] and all(letter in rest for letter in letters)

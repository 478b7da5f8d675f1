"""Acronyms and the names that they stand for, inside one document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.linking.forms import DocumentForms, Spellings
from corpus.linking.keys import Key
from corpus.recognise.lexicon import words_in

__all__ = ["acronyms", "is_acronym", "stands_for"]

_FAMILIES = frozenset({"ORG", "EVENT", "LAW", "PLACE"})
_SMALL = frozenset(words_in("of the and for in on at de la du des et von der to a an va cua"))
_ACRONYM = re.compile(r"[^\W_][^\W_&]*(?:&[^\W_]+)?")
_LONGEST = 200  # code points of a name that an acronym may stand for
_BETWEEN = 2  # code points between a name and its acronym in brackets: " ("
_NEAR = 4  # mentions looked at around an acronym: names within the name stand between


def is_acronym(text: str) -> bool:
    """Whether a word is written as an acronym: mostly capitals, as ASEAN, MoFA, G20, U.N."""
    letters = text.replace(".", "")
    if not 2 <= len(letters) <= 10 or _ACRONYM.fullmatch(letters) is None:
        return False
    capitals = sum(c.isupper() for c in letters)
    return letters[0].isupper() and capitals >= 2 and 2 * capitals >= len(letters)


def stands_for(short: str, full: str) -> bool:
    """Whether the letters are the first ones of all words of a name; small words may be missing.

    Both are in normalised form. A word that is an acronym itself gives all its letters (UNSC).
    """
    words = full.split()
    if len(words) < 2 or len(words) > len(short) + 6:
        return False
    reached = {0}  # how many letters may be used up
    for word in words:
        after = {at + 1 for at in reached if short[at : at + 1] == word[0]}
        if len(word) <= 4:
            after |= {at + len(word) for at in reached if short.startswith(word, at)}
        reached = after | (reached if word in _SMALL else set())
        if not reached:
            return False
    return len(short) in reached


def acronyms(document: DocumentForms, keys: Sequence[Key], spellings: Spellings) -> dict[Key, Key]:
    """The acronyms of a document, each with the one name in it that it stands for.

    ``keys`` are those of the document's forms. One introduced in brackets beside a name is that;
    else the one name of its family is looked for whose words begin with its letters.
    """
    short: dict[Key, str] = {}
    rows: dict[Key, list[int]] = {}
    full: dict[str, dict[Key, None]] = {}
    for form, key in enumerate(keys):
        if key.family not in _FAMILIES:
            continue
        if " " in key.name:
            if len(key.name) <= _LONGEST:
                full.setdefault(key.name[0], {})[key] = None
        elif is_acronym(spellings.texts[document.forms[form]]):
            short[key] = key.name
            rows.setdefault(key, []).append(form)
    found = {}
    for key, letters in short.items():
        beside = _introduced(document, keys, rows[key], letters)
        if beside is not None:
            found[key] = beside
            continue
        begun = full.get(letters[:1], {})
        fitting = [k for k in begun if k.family == key.family and stands_for(letters, k.name)]
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

"""Acronyms: what is written like one, and what letters a name would have as one."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.recognise.lexicon import words_in

__all__ = ["initials", "is_acronym", "stands_for"]

_SMALL = frozenset(words_in("of the and for in on at de la du des et von der to a an va cua"))
_ACRONYM = re.compile(r"[^\W_][^\W_&]*(?:&[^\W_]+)?")
_WHOLE = 4  # letters of a word that an acronym may hold whole


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
        if len(word) <= _WHOLE:
            after |= {at + len(word) for at in reached if short.startswith(word, at)}
        reached = after | (reached if word in _SMALL else set())
        if not reached:
            return False
    return len(short) in reached


@lru_cache(maxsize=16384)
def initials(name: str) -> frozenset[str]:
    """The first letters of the words of a normalised name, with and without the small ones.

    Also with the first word whole, when it may be an acronym itself: ``unsc``.
    """
    words = name.split()
    long = [word for word in words if word not in _SMALL]
    firsts = {"".join(word[0] for word in words), "".join(word[0] for word in long)}
    if len(words[0]) <= _WHOLE and words[0] not in _SMALL:
        firsts |= {words[0] + letters[1:] for letters in firsts}
    return frozenset(firsts)

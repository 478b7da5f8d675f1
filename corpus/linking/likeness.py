"""Whether two names look alike enough to ask a person, and speak of no other number or side."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from corpus.linking.normalise import numbers_in
from corpus.recognise.lexicon import words_in

__all__ = ["LEAST", "alike", "told_apart"]

LEAST = 90
"""RapidFuzz's ratio or token set ratio from which on two names are alike, of 100."""

_TURNED = 0.97  # the worth of the same words in another order
_WITHIN = 0.6  # the worth of a name whose words are all in the other
_SIDES = frozenset(
    words_in(
        """
    north south east west northern southern eastern western northeast northwest southeast
    southwest upper lower new old men women mens womens boys girls junior senior deputy vice pre
    post pro anti un non former first second bac nam dong tay trung
    """
    )
)
"""Words that make another thing of a name."""

_SHORT = 4
"""A word of so many letters at most is another word when one letter differs (Hung, Dung)."""


def alike(one: str, other: str, family: str) -> float:
    """How sure two normalised names of a family are to be one, from 0 (not alike) to 1.

    Alike are names of nearly the same letters, and those of which one has all words of the other,
    but not places (Lach Huyen, the Lach Huyen bridge). Names that differ in a number, an ordinal
    or a side are not.
    """
    # The letters come first: hardly any pair gets beyond them.
    sure = float(fuzz.ratio(one, other, score_cutoff=LEAST)) / 100
    if not sure and family != "PLACE" and " " in one and " " in other:
        sure = _WITHIN * float(fuzz.token_set_ratio(one, other, score_cutoff=LEAST)) / 100
    if not sure:
        return 0.0
    first, second = tuple(one.split()), tuple(other.split())
    if told_apart(first, second):
        return 0.0
    if sorted(first) == sorted(second):
        return _TURNED if family != "PERSON" or _turned(first, second) else 0.0
    return sure if len(first) != len(second) or _words_alike(first, second) else 0.0


def told_apart(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the words of two names differ in a number, an ordinal or a side."""
    return numbers_in(first) != numbers_in(second) or bool(_SIDES & (set(first) ^ set(second)))


def _turned(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name is the other with what stood first put last: the family name.

    Any other order of the same words is the name of somebody else.
    """
    return any(first[at:] + first[:at] == second for at in range(1, len(first)))


def _words_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the words that differ are long enough to be the same one misspelt."""
    left = sorted((Counter(first) - Counter(second)).elements())
    right = sorted((Counter(second) - Counter(first)).elements())
    return all(
        min(len(a), len(b)) > _SHORT and fuzz.ratio(a, b) >= 75
        for a, b in zip(left, right, strict=True)
    )

"""Whether two names look alike enough to ask a person, and speak of no other number or side."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from corpus.linking.normalise import numbers_in
from corpus.recognise.lexicon import words_in

__all__ = ["LEAST", "alike", "told_apart"]

LEAST = 90
"""RapidFuzz's ratio or token set ratio from which on two names are alike, of 100."""

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
    """How alike two normalised names are, from ``LEAST`` to 100; 0 when they are not.

    A name whose words are all in the other is alike it, but not that of a place (Lach Huyen, the
    Lach Huyen bridge). Names that differ in a number, an ordinal or a side are not.
    """
    first, second = tuple(one.split()), tuple(other.split())
    ratio = fuzz.ratio(one, other, score_cutoff=LEAST)
    if not ratio and min(len(first), len(second)) > 1 and family != "PLACE":
        ratio = 0.97 * fuzz.token_set_ratio(one, other, score_cutoff=LEAST)
        ratio = ratio if ratio >= LEAST else 0
    if not ratio or told_apart(first, second):
        return 0.0
    if len(first) == len(second) and not _words_alike(first, second):
        return 0.0
    if family == "PERSON" and sorted(first) == sorted(second) and not _turned(first, second):
        return 0.0
    return float(ratio)


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

"""How well letters in order stand for a name: pmchinh, phaminchi, phm mnh chnh."""

from __future__ import annotations

from functools import cache

__all__ = ["abbreviation_score"]

_VOWELS = frozenset("aeiouy")


def _skeleton(word: str) -> str:
    """A word without the vowels after its first letter."""
    return word[:1] + "".join([c for c in word[1:] if c not in _VOWELS])


def _cuts(letters: str, words: tuple[str, ...]) -> int:
    """The fewest words passed over when the letters are beginnings of words in order; -1: never.

    The first word must be begun. Every word that is used gives one letter or more.
    """

    @cache
    def fewest(at: int, word: int) -> int:
        if at == len(letters):
            return len(words) - word
        if word == len(words):
            return 1 << 20
        best = fewest(at, word + 1) + 1 if word else 1 << 20
        for taken, letter in enumerate(words[word]):
            if at + taken >= len(letters) or letter != letters[at + taken]:
                break
            best = min(best, fewest(at + taken + 1, word + 1))
        return best

    passed = fewest(0, 0)
    return passed if passed < 1 << 20 else -1


def abbreviation_score(wanted: str, name: str) -> float:
    """How well ``wanted`` abbreviates ``name``; both squashed, all its letters there in order.

    90 and more: consonants of every word, or beginnings of every word. 60 to 90: of some. Else it
    depends on how much of the name is there.
    """
    words = tuple(name.split()[:12])
    letters = wanted.replace(" ", "")[:40]
    share = 10 * min(1.0, len(letters) / max(1, len(name)))
    skeletons = [_skeleton(word) for word in words]
    if "".join(skeletons) == "".join(_skeleton(word) for word in wanted.split()):
        return 93 + share / 2
    if "".join(skeletons) == letters:
        return 93 + share / 2
    passed = _cuts(letters, words)
    if passed >= 0:
        return 88 + share / 2 - 4 * min(passed, 5)
    if _cuts(letters, tuple(skeletons)) == 0:
        return 84 + share / 2
    return 40 + 4 * share

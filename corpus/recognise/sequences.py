"""Capitalised sequences: runs of words that may be a name, with the small words inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.recognise.claims import Reading
from corpus.recognise.lexicon import words_in
from corpus.recognise.people import is_syllable
from corpus.recognise.tokens import Case, Gap, Tokens
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["Sequence", "sequences"]

_NAME = (Case.CAPITAL, Case.UPPER, Case.INITIAL)
_CLOSE = (Gap.SPACE, Gap.HYPHEN, Gap.DOT, Gap.NOTHING)
_LINKS = frozenset(("of", "for", "and", "on", "in", "to", "against", "&"))
_OWNERS = frozenset(words_in("people women children workers farmers veterans teachers men"))
_ENDINGS = frozenset(("inc", "ltd", "llc", "corp", "plc", "jr", "sr"))
_ARTICLES = frozenset(("al", "el", "ad", "as", "ash", "az", "ul", "ud", "ur", "an"))  # al-Karim
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words ``first`` to ``last`` (exclusive); ``opens`` if it begins a sentence or a line."""

    first: int
    last: int
    opens: bool


def sequences(reading: Reading, words: Vocabulary) -> Iterator[Sequence]:
    """All runs of capitalised words no family has claimed yet, from left to right."""
    tokens = reading.tokens
    cases = tokens.cases
    index, count = 0, len(tokens)
    while index < count:
        if cases[index] not in _NAME or not _free(reading, index):
            index += 1
            continue
        end = _end(reading, words, index)
        yield Sequence(index, end, tokens.gaps[index] == Gap.START)
        index = end


def _free(reading: Reading, index: int) -> bool:
    return reading.free(reading.tokens.starts[index], reading.tokens.ends[index])


def _end(reading: Reading, words: Vocabulary, first: int) -> int:
    tokens = reading.tokens
    end = first + 1
    heads = words.shapes["organisation_first"]
    places = words.shapes["place_first"] | words.shapes["state_first"]
    opened = tokens.lower[first] in heads or tokens.lower[first] in places
    while end < len(tokens) and end - first < _LONGEST:
        gap = tokens.gaps[end]
        if tokens.cases[end] in _NAME and _free(reading, end):
            if gap in _CLOSE or (gap == Gap.POSSESSIVE and _owned(tokens, end)):
                opened = opened or tokens.lower[end] in heads
                end += 1
                continue
            if gap == Gap.COMMA and opened and _listed(tokens, words, first, end):
                end += 1
                continue
            if gap == Gap.COMMA and tokens.lower[end] in _ENDINGS:
                return end + 1
            break
        if gap == Gap.HYPHEN and _syllable(tokens, words, end):
            end += 1
            continue
        if gap not in (Gap.SPACE, Gap.HYPHEN):
            break
        after = _over_small_words(reading, words, first, end, opened=opened)
        if after is None:
            break
        end = after
    return end


def _over_small_words(  # noqa: PLR0911 - one return a case
    reading: Reading, words: Vocabulary, first: int, index: int, *, opened: bool
) -> int | None:
    """Past ``of``, ``for the`` or ``de la`` and the capitalised word after them."""
    tokens = reading.tokens
    word = tokens.lower[index]
    after = index + 1
    if word in _ARTICLES and after < len(tokens) and tokens.gaps[after] == Gap.HYPHEN:
        joined = tokens.gaps[index] == Gap.SPACE and tokens.cases[after] == Case.CAPITAL
        return after + 1 if joined and _free(reading, after) else None
    if word in words.shapes["particles"] and tokens.cases[index] == Case.LOWER:
        while after < min(len(tokens), index + 3) and tokens.lower[after] in (
            "la",
            "los",
            "der",
            "den",
        ):
            after += 1
    elif word in _LINKS and opened:
        if word == "and" and not _complement(tokens, first, index):
            return None
        if word in ("in", "to") and not _complement(tokens, first, index):
            return None
        if after < len(tokens) and tokens.lower[after] == "the" and word != "and":
            after += 1
    else:
        return None
    if after >= len(tokens) or tokens.cases[after] not in _NAME or not _free(reading, after):
        return None
    if any(tokens.gaps[i] != Gap.SPACE for i in range(index, after + 1)):
        return None
    if word == "and" and tokens.lower[after] not in words.common:
        return None
    if word in _LINKS and word != "of" and after in reading.known:
        return None  # the League for the St. Louis Eagles, the Bank in Hanoi
    return after + 1


def _syllable(tokens: Tokens, words: Vocabulary, index: int) -> bool:
    """Whether a word after a hyphen is the end of a given name: Wong Kwok-hing."""
    if index < 2:
        return False
    word = tokens.lower[index]
    return (
        tokens.cases[index] == Case.LOWER
        and (word not in words.common or tokens.words[index - 2] in words.surnames)
        and len(tokens.words[index - 1]) <= 6
        and is_syllable(word)
        and tokens.gaps[index - 1] == Gap.SPACE
        and tokens.cases[index - 1] == Case.CAPITAL
    )


def _complement(tokens: Tokens, first: int, index: int) -> bool:
    """Whether the name has an ``of``, ``for`` or ``on`` before this word."""
    return any(tokens.lower[i] in ("of", "for", "on") for i in range(first, index))


def _listed(tokens: Tokens, words: Vocabulary, first: int, index: int) -> bool:
    """Whether a word after a comma goes on with a list, as in Culture, Sports and Tourism."""
    return (
        _complement(tokens, first, index)
        and index + 2 < len(tokens)
        and tokens.lower[index] in words.common
        and tokens.lower[index + 1] == "and"
        and tokens.lower[index + 2] in words.common
        and tokens.cases[index + 2] == Case.CAPITAL
    )


def _owned(tokens: Tokens, index: int) -> bool:
    """Whether a possessive belongs to the name, as in Supreme People's Court."""
    before = tokens.lower[index - 1]
    if before in _OWNERS:
        return True
    return index > 1 and tokens.lower[index - 2] in ("st", "saint")

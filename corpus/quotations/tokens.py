"""The words, marks and names of a short stretch of text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Names", "Token", "sentences_of", "tokens_of"]

_find_tokens = re.compile(r"\w+(?:[-.’']\w+)*|[^\w\s]").finditer
_ENDS = ".!?…"
_CLOSERS = '"”’»)]'
_SHORT = frozenset(
    "mr mrs ms dr prof st gen col lt sen rep gov no nos jr sr vs hon pm mp tp ths ts gs pgs".split()  # noqa: SIM905
)


class Token(NamedTuple):
    """A word (in lower case, composed), a mark, or a mention as a whole.

    ``label`` is that of the mention, empty for a word, a blank for a mark; ``mention`` its index,
    -1 for none. ``start`` and ``end`` are code points in the document.
    """

    text: str
    start: int
    end: int
    label: str = ""
    mention: int = -1
    capital: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word outside all mentions."""
        return not self.label

    @property
    def is_mark(self) -> bool:
        """Whether it is a punctuation mark."""
        return self.label == " "


class Names(NamedTuple):
    """The outermost mentions of a document in columns; ``indices`` are those of all mentions."""

    starts: Sequence[int]
    ends: Sequence[int]
    labels: Sequence[str]
    indices: Sequence[int]


def tokens_of(text: str, start: int, end: int, names: Names) -> list[Token]:
    """The tokens of a stretch, in order. A mention that is not wholly within is words."""
    tokens: list[Token] = []
    at = start
    number = bisect_left(names.starts, start)
    while number < len(names.starts) and names.ends[number] <= end:
        low, high = names.starts[number], names.ends[number]
        _add_words(tokens, text, at, low)
        tokens.append(Token(text[low:high], low, high, names.labels[number], names.indices[number]))
        at = high
        number += 1
    _add_words(tokens, text, at, end)
    return tokens


def _add_words(tokens: list[Token], text: str, start: int, end: int) -> None:
    for match in _find_tokens(text, start, end):
        raw = match[0]
        first = raw[0]
        if not (first.isalnum() or first == "_"):
            tokens.append(Token(raw, match.start(), match.end(), " "))
            continue
        word = raw.lower()
        if not word.isascii():
            word = unicodedata.normalize("NFC", word)
        tokens.append(Token(word, match.start(), match.end(), capital=first.isupper()))


def sentences_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens by sentences; the last one may be incomplete, or empty when none is begun."""
    sentences: list[list[Token]] = [[]]
    ended = False
    for number, token in enumerate(tokens):
        if ended and not (token.is_mark and token.text in _CLOSERS):
            sentences.append([])
            ended = False
        sentences[-1].append(token)
        if token.is_mark and token.text in _ENDS and number:
            before = tokens[number - 1]
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            lower = following is not None and following.is_word and not following.capital
            ended = not (
                token.text == "." and before.is_word and before.capital and _is_short(before.text)
            ) and not (lower and following is not None and following.text[0].isalpha())
    if ended:
        sentences.append([])
    return sentences


def _is_short(word: str) -> bool:
    return word in _SHORT or len(word) == 1

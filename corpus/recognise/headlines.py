"""Where capitals say little: headlines, boilerplate, agencies' codes, words also written small."""

from __future__ import annotations

import re

from corpus.document import BlockKind
from corpus.recognise.claims import Reading
from corpus.recognise.tokens import Case, Gap, Tokens
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["is_agency", "weak_words", "written_small"]

_DATELINE = re.compile(r"[ \t(]{0,3}[A-ZĐ0-9]{2,12}(?:\.[A-Z]{2,4})?\)?[ \u00a0][-–—][ \u00a0]")


def written_small(reading: Reading) -> frozenset[str]:
    """The words the document also writes in lower case."""
    tokens = reading.tokens
    return frozenset(
        word for word, case in zip(tokens.words, tokens.cases, strict=True) if case == Case.LOWER
    )


def weak_words(reading: Reading, words: Vocabulary) -> frozenset[int]:
    """Indices of words in titles and headings where capitals say little, and in boilerplate."""
    tokens = reading.tokens
    weak: set[int] = set()
    count = len(tokens)
    first = 0
    while first < count:
        last = first + 1
        while last < count and tokens.gaps[last] != Gap.START:
            last += 1
        if last - first >= 4 and _is_headline(tokens, words, first, last):
            weak.update(range(first, last))
        first = last
    spans = [b.span for b in reading.document.blocks if b.kind == BlockKind.BOILERPLATE]
    if spans:
        index = 0
        for span in spans:
            while index < count and tokens.starts[index] < span.start:
                index += 1
            while index < count and tokens.starts[index] < span.end:
                weak.add(index)
                index += 1
    return frozenset(weak)


def _is_headline(tokens: Tokens, words: Vocabulary, first: int, last: int) -> bool:
    """Whether the words of a sentence or line are written with capitals, ordinary ones too."""
    long = [i for i in range(first, last) if tokens.ends[i] - tokens.starts[i] > 3]
    capital = [i for i in long if tokens.cases[i] in (Case.CAPITAL, Case.UPPER)]
    if len(long) < 4 or len(capital) < 0.75 * len(long):
        return False
    small = sum(
        tokens.cases[i] == Case.LOWER and tokens.lower[i] not in words.shapes["stop"] for i in long
    )
    ordinary = sum(tokens.lower[i] in words.common for i in capital if i > first)
    return ordinary > small


def is_agency(reading: Reading, first: int, last: int) -> bool:
    """Whether the word is a news agency's code before a report or in a credit."""
    tokens = reading.tokens
    if tokens.cases[first] != Case.UPPER or last - first > 1:
        return False
    text = reading.document.text
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if text[end : end + 1] == "/" and text[start - 1 : start] in (" ", "\u00a0", "("):
        return True
    if tokens.gaps[first] != Gap.START and text[start - 1 : start] != ".":
        return False
    line = text.rfind("\n", max(0, start - 12), start) + 1 or max(0, start - 12)
    if start - line >= 12:
        return False
    return bool(_DATELINE.match(text, line)) and reading.known.get(first) != (last, "GPE")

"""Collocations: the words that stand beside a word more often than chance would have it.

Texts have to be read for it, so it goes on in turns; after each turn what was found is told for
what was read. Very long texts are read in pieces, and words parted by the end of one are not
beside each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import GlossatorError
from corpus.facts.function_words import FUNCTION_WORDS
from corpus.facts.likelihood import TOLD, least_for, log_likelihood, significance
from corpus.hostile import harmless_line
from corpus.index.words import is_unspaced, plain, word_end, words_of
from corpus.query import parse
from corpus.span import Span

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["Collocate", "Collocations", "collocations"]

MOST_DOCUMENTS = 5_000
MOST_CHARACTERS = 50_000_000
"""How many documents, and how much of them, are read for one word."""

PIECE = 32_768
"""Code points read in one turn."""

MOST_WORDS = 500_000
"""How many different words are counted; further ones count only as other words."""

_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word met beside another: ``together`` times of ``total``; by chance ``expected`` times.

    ``word`` is folded, ``shown`` as it is written at the first place, one harmless line. The
    place is ``span`` of ``document``; ``near`` is the other word there.
    """

    word: str
    shown: str
    together: int
    total: int
    expected: float
    score: float
    document: int
    span: Span
    near: Span

    @property
    def significance(self) -> str:
        """See ``likelihood.significance``."""
        return significance(self.score)


class Collocations:
    """What stands beside a word, as far as documents were read.

    ``occurrences`` of the word were met in ``read`` of ``documents`` that have it; ``complete``
    is False while more are to be read, and stays so when they were too many, or could not be read.
    """

    def __init__(self, word: str, *, span: int = 5) -> None:
        """``word`` may be several in a row; ``span``: so many words before and after count."""
        self.words = tuple(part for one in words_of(word) for part in _parts(one))
        self.span = span
        self.occurrences = 0
        self.read = 0
        self.documents = 0
        self.complete = False
        self._size = 0
        self._near = 0
        self._totals: Counter[str] = Counter()
        self._together: Counter[str] = Counter()
        self._places: dict[str, tuple[int, Span, Span, str]] = {}

    def add(self, document: int, text: str, start: int = 0, end: int | None = None) -> None:
        """Count a stretch of a text; what is beside a word is looked for only within it."""
        piece = _Piece(text, start, len(text) if end is None else end)
        words = piece.words
        self._count(words)
        hits = _places_of(words, self.words)
        self.occurrences += len(hits)
        width = len(self.words)
        for index, hit in _beside(hits, width, self.span, len(words)):
            word = words[index]
            self._near += 1
            if word not in self._totals:
                continue
            self._together[word] += 1
            if word not in self._places:
                span = piece.span(index, index + 1)
                shown = text[span.start : min(span.end, span.start + _LONGEST_SHOWN)]
                near = piece.span(hit, hit + width)
                self._places[word] = document, span, near, harmless_line(shown)

    def _count(self, words: list[str]) -> None:
        self._size += len(words)
        if len(self._totals) < MOST_WORDS:
            self._totals.update(words)
        else:
            known = self._totals
            known.update([word for word in words if word in known])

    def found(self, limit: int = 50, *, function_words: bool = False) -> tuple[Collocate, ...]:
        """The collocates so far, the surest first; ``function_words``: also such as "of".

        Every word of the texts that were read is counted once, beside the word or not: surface
        co-occurrence, scored by ``log_likelihood``. What is met only once is left out, see
        ``likelihood.least_for``.
        """
        least = least_for(self.occurrences)
        words = [
            word
            for word, count in self._together.items()
            if count >= least
            and word not in self.words
            and (function_words or word not in FUNCTION_WORDS)
        ]
        if not words:
            return ()
        together = np.array([self._together[word] for word in words])
        totals = np.array([self._totals[word] for word in words])
        size = self._size - self.occurrences * len(self.words)
        expected = totals * (self._near / max(1, size))
        score = log_likelihood(together, self._near, totals, size)
        more = np.flatnonzero((together > expected) & (score >= TOLD))
        best = sorted(more.tolist(), key=lambda at: (-score[at].round(6), -together[at], words[at]))
        return tuple(
            self._collocate(
                words[at], int(together[at]), int(totals[at]), float(expected[at]), float(score[at])
            )
            for at in best[:limit]
        )

    def _collocate(
        self, word: str, together: int, total: int, expected: float, score: float
    ) -> Collocate:
        document, span, near, shown = self._places[word]
        return Collocate(word, shown, together, total, expected, score, document, span, near)


def collocations(corpus: Corpus, word: str, *, span: int = 5) -> Iterator[Collocations]:
    """Count what stands beside a word (or several in a row) over a collection, in turns.

    Yields the same growing ``Collocations`` after each turn, of some milliseconds. Only documents
    that have the word are read, by number, at most ``MOST_DOCUMENTS`` and ``MOST_CHARACTERS``; so
    the words beside it are compared with the rest of those documents. Nothing is yielded when
    there is no word in ``word``.
    """
    found = Collocations(word, span=span)
    if not found.words:
        return
    numbers = _documents_with(corpus, word)
    found.documents = len(numbers)
    budget, left_out = MOST_CHARACTERS, False
    yield found
    for number in numbers[:MOST_DOCUMENTS]:
        try:
            text = corpus.text_of(number)
        except GlossatorError:
            left_out = True
            continue
        at = 0
        while at < len(text) and budget > 0:
            end = word_end(text, at, PIECE)
            found.add(number, text, at, end)
            budget -= end - at
            at = end
            yield found
        if at < len(text):
            left_out = True
            break
        found.read += 1
    found.complete = not left_out and len(numbers) <= MOST_DOCUMENTS
    yield found


def _documents_with(corpus: Corpus, word: str) -> list[int]:
    """The documents that have the words in a row, by number; all while there is no index yet."""
    if corpus.text is None:
        return [number for number, record in enumerate(corpus.records) if not record.problem]
    query = parse(f'"{" ".join(words_of(word))}"')
    hits = corpus.text.search(query, max(1, len(corpus.records)), typos=False).hits
    return sorted(hit.number for hit in hits)


# Words of a piece


def _parts(word: str) -> list[str]:
    """A word; of a run in a script without spaces each letter."""
    return list(word) if is_unspaced(word) else [word]


class _Piece:
    """The words of a stretch of a text, and the way back to it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._plain, self._start = plain(text[start:end]), start
        words = self._plain.text.split(" ")[1:-1]  # (a space stands at either end, one between)
        self._spaced = words
        if not self._plain.text.isascii() and any(map(is_unspaced, words)):
            words = [part for word in words for part in _parts(word)]
        self.words = words

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where each word is among the words with their spaces."""
        places: list[tuple[int, int]] = []
        at = 0
        for word in self._spaced:
            at += 1
            for part in _parts(word):
                places.append((at, at + len(part)))
                at += len(part)
        return places

    def span(self, first: int, last: int) -> Span:
        """The place in the text of the words from ``first`` until before ``last``."""
        start, end = self._plain.original(self._places[first][0], self._places[last - 1][1])
        return Span(self._start + start, self._start + end)


def _places_of(words: list[str], wanted: tuple[str, ...]) -> list[int]:
    """Where the wanted words stand in a row, none inside another."""
    places: list[int] = []
    at = -1
    while True:
        try:
            at = words.index(wanted[0], at + 1)
        except ValueError:
            return places
        if tuple(words[at : at + len(wanted)]) == wanted:
            places.append(at)
            at += len(wanted) - 1


def _beside(at: list[int], width: int, span: int, size: int) -> list[tuple[int, int]]:
    """The words within ``span`` of a hit that are in none, each once with the nearest hit before.

    A word that only a later hit reaches is given with that one.
    """
    found: dict[int, int] = {}
    inside = {hit + more for hit in at for more in range(width)}
    for hit in at:
        for index in range(max(0, hit - span), min(size, hit + width + span)):
            if index not in inside:
                found[index] = hit
    return sorted(found.items())

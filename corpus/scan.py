"""Searching one text for a query piece by piece: what is found is exact, and grows.

A piece ends before something that parts words, so that the words of the pieces, one after the
other, are the words of the text. Of what was searched only a few words are kept, for a phrase that
goes on in the next piece.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from corpus.index.fold import NOTHING
from corpus.index.words import plain, word_end
from corpus.query import Query, parse
from corpus.search import Pattern, find_pattern, patterns_of
from corpus.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PIECE", "Scan"]

PIECE = 16_384
"""Code points searched at a time: a few milliseconds even where every second one is a hit."""


class Scan:
    """The places in a text that match a query, as far as it was searched.

    None unless all words occur. Where the words stand in a row somewhere, only such places count:
    a name is meant, and its parts elsewhere would only be noise. So what counts may not be known
    before the end; what is given before it stays.
    """

    def __init__(self, text: str, query: Query, *, piece: int = PIECE) -> None:
        self.text = text
        self.query = query
        self.done = 0
        """The offset up to which the text was searched."""
        self.finished = not query
        self._piece = piece
        self._all = _Stream(patterns_of(query.terms))
        self._row: _Stream | None = None
        self._close: _Stream | None = None
        self._wanted: list[tuple[Pattern, ...]] = []
        """The patterns of each group of which nothing was met yet."""
        if len(query.groups) > 1:
            row, close = (in_a_row(query), in_a_row(query, close=True))
            self._row = _Stream(patterns_of(row.terms))
            if close.terms != row.terms:
                self._close = _Stream(patterns_of(close.terms))
            self._wanted = [patterns_of(group) for group in query.groups]
        self._unwanted = patterns_of(query.excluded)
        known = [stream for stream in (self._all, self._row, self._close) if stream is not None]
        lengths = [len(text) for stream in known for text, _ in stream.patterns]
        lengths += [len(text) for text, _ in self._unwanted]
        self._reach = max(lengths, default=0) + 1
        self._before: _Words | None = None

    @property
    def _counting(self) -> _Stream | None:
        """The hits that count, once it is known which."""
        if self._unwanted and not self.finished:
            return None
        if self._row is not None:
            if len(self._row.starts):
                return self._row
            if not self.finished:
                return None
            if self._close is not None and len(self._close.starts):
                return self._close
        return None if self._wanted else self._all

    @property
    def starts(self) -> array[int]:
        """Where the hits known so far begin, in order; none inside another."""
        counting = self._counting
        return array("i") if counting is None else counting.starts

    @property
    def ends(self) -> array[int]:
        """Where they end."""
        counting = self._counting
        return array("i") if counting is None else counting.ends

    def __len__(self) -> int:
        return len(self.starts)

    def spans(self, most: int | None = None) -> list[Span]:
        """The hits known so far, at most so many."""
        places = zip(self.starts[:most], self.ends[:most], strict=True)
        return [Span(start, end) for start, end in places]

    def after(self, offset: int) -> int | None:
        """The number of the first hit that begins after an offset; None: not known yet.

        As many as there are hits when there is none.
        """
        at = bisect_right(self.starts, offset)
        return at if self.finished or at < len(self) else None

    def before(self, offset: int) -> int | None:
        """The number of the last hit that begins before an offset, -1: none; None: not yet."""
        at = bisect_left(self.starts, offset)
        return at - 1 if self.finished or at < len(self) else None

    def work(self, seconds: float) -> None:
        """Search on for about so long, a piece at least."""
        stop = perf_counter() + seconds
        while not self.finished:
            self.step()
            if perf_counter() >= stop:
                return

    def finish(self) -> Scan:
        """Search all the rest."""
        while not self.finished:
            self.step()
        return self

    def step(self) -> None:
        """Search one piece more."""
        if self.finished:
            return
        end = word_end(self.text, self.done, self._piece)
        words = _Words.of(self.text, self.done, end, self._before)
        last = end >= len(self.text)
        if self._unwanted and words.have(self._unwanted):
            self._give_up()
            return
        self._wanted = [patterns for patterns in self._wanted if not words.have(patterns)]
        limit = words.base + len(words.text) - (0 if last else self._reach)
        if self._row is not None:
            self._row.take(words, limit)
        if self._row is None or not len(self._row.starts):
            self._all.take(words, limit)
            if self._close is not None:
                self._close.take(words, limit)
        elif self._wanted:  # (in a row, so all of them occur)
            self._wanted = []
        self.done = end
        self.finished = last
        self._before = None if last else words.tail(self._reach)

    def _give_up(self) -> None:
        self._all, self._row, self._close = _Stream(()), None, None
        self.finished = True
        self._before = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a piece with the last ones before it, and where each letter comes from.

    ``base`` is how many code points of words are before ``text``; ``known`` how many of ``text``
    were there already with the piece before. ``folded`` is the piece, which begins at ``start``.
    """

    text: str
    offsets: NDArray[np.int32]
    base: int
    known: int
    folded: str
    start: int

    @classmethod
    def of(cls, text: str, start: int, end: int, before: _Words | None) -> _Words:
        import numpy as np

        words = plain(text[start:end])
        if before is None:
            return cls(words.text, words.offsets, 0, 0, words.folded, start)
        offsets = np.concatenate([before.offsets, words.offsets[1:] + np.int32(start)])
        whole = before.text + words.text[1:]  # (both have the space between them)
        return cls(whole, offsets, before.base, len(before.text), words.folded, start)

    def tail(self, length: int) -> _Words:
        """The last code points alone, for the next piece."""
        first = max(0, len(self.text) - length)
        return replace(
            self, text=self.text[first:], offsets=self.offsets[first:], base=self.base + first
        )

    def have(self, patterns: tuple[Pattern, ...]) -> bool:
        """Whether one of the patterns is here."""
        return any(text in self.text for text, _ in patterns)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that a stretch of words, which ends in the piece, is from."""
        first, last = int(self.offsets[start]), int(self.offsets[end - 1]) + 1
        folded, at = self.folded, last - self.start
        while at < len(folded) and folded[at] == NOTHING:
            at += 1
        return first, self.start + at


class _Stream:
    """The hits of some patterns, none inside another; of overlapping ones the longer wins."""

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self.starts: array[int] = array("i")
        self.ends: array[int] = array("i")
        self._free = dict.fromkeys(patterns, 0)
        """Where, in words, the last match of each pattern ended."""
        self._held: list[tuple[int, int, int, int]] = []
        """Matches so near the end of a piece that one in the next may come before them."""

    def take(self, words: _Words, limit: int) -> None:
        """Find in a piece; matches that begin from ``limit`` on, in words, wait for the next."""
        found, base = self._held, words.base
        for pattern, free in self._free.items():
            first = max(0, words.known - len(pattern[0]) + 1, free - base)
            places = find_pattern(words.text, pattern, first)
            if places:
                self._free[pattern] = base + places[-1][1]
                found += [(base + s, -(base + e), *words.original(s, e)) for s, e in places]
        found.sort()
        starts, ends = self.starts, self.ends
        taken = 0
        for at, _, first, last in found:
            if at >= limit:
                break
            taken += 1
            if starts and first < ends[-1]:
                if last - first > ends[-1] - starts[-1]:
                    starts[-1], ends[-1] = first, last
                continue
            starts.append(first)
            ends.append(last)
        self._held = found[taken:]


def in_a_row(query: Query, *, close: bool = False) -> Query:
    """The query that wants all the words one after the other; the last may still be typed.

    With ``close`` the best word that stood in for a misspelt one is put in its place.
    """
    star = "*" if query.terms[-1].prefix else ""
    words = (term.close[0] if close and term.close else term.text for term in query.terms)
    return parse(f'"{" ".join(words)}"{star}')

"""The words of a collection, and which of them a misspelt word may have meant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

__all__ = ["Vocabulary", "edits_for"]

_MOST = 8


def edits_for(word: str) -> int:
    """How many edits a word may be away from what was meant.

    Two for eight letters or more, one for three or more. Numbers are never changed.
    """
    if len(word) < 3 or any(c.isdigit() for c in word):
        return 0
    return 2 if len(word) >= 8 else 1


class Vocabulary:
    """Words with the number of documents each is in, the most frequent first.

    Close words are found in two steps: a mask of the letters a word has rules out almost all
    (one edit changes at most two letters), the distance (optimal string alignment: insertion,
    deletion, substitution, transposition of neighbours) decides among the rest.
    """

    def __init__(self, words: Sequence[tuple[str, int]]) -> None:
        self.words = [word for word, _ in words]
        self.counts = np.fromiter((count for _, count in words), np.int64, len(words))
        self._lengths = np.fromiter((len(word) for word in self.words), np.int32, len(words))
        codes = np.frombuffer("".join(self.words).encode("utf-32-le"), np.uint32)
        ends = np.cumsum(self._lengths)
        bits = np.uint64(1) << (codes % np.uint32(64)).astype(np.uint64)
        # No word is empty, so every start lies inside.
        starts = ends - self._lengths
        self._masks = np.bitwise_or.reduceat(bits, starts) if len(words) else bits
        self._first = codes[starts] if len(words) else codes

    def __len__(self) -> int:
        return len(self.words)

    def close_to(self, word: str, *, at_least: int = 1, beginning: bool = False) -> tuple[str, ...]:
        """Words that ``word`` may be a misspelling of, closest first, then most frequent.

        ``edits_for`` says how far it may be; of a word of three letters one may be missing.
        Words in fewer than ``at_least`` documents are left out. With ``beginning`` the
        word may be unfinished.
        """
        edits = edits_for(word)
        if not edits or not self.words:
            return ()
        spread = self._lengths - len(word)
        chosen = (spread <= edits) & (spread >= (1 if len(word) == 3 else -edits))
        mask = np.bitwise_or.reduce([np.uint64(1 << (ord(c) % 64)) for c in word], dtype=np.uint64)
        chosen &= np.bitwise_count(self._masks ^ mask) <= 2 * edits
        chosen &= self.counts >= at_least
        if len(word) == 3:
            chosen &= self._first == ord(word[0])
        found = self._nearest(word, np.flatnonzero(chosen), edits, None)
        if found or not beginning or len(word) == 3:
            return found
        chosen = (spread >= 0) & (self._first == ord(word[0])) & (self.counts >= at_least)
        # The letters of the word must occur, but for those the edits bring in.
        chosen &= np.bitwise_count(mask & ~self._masks) <= edits
        return self._nearest(word, np.flatnonzero(chosen), edits, len(word))

    def _nearest(self, word: str, rows: np.ndarray, edits: int, cut: int | None) -> tuple[str, ...]:
        """The closest of these words, compared by their first ``cut`` letters when given."""
        if not len(rows):
            return ()
        words = [self.words[row][:cut] for row in rows.tolist()]
        distance = process.cdist([word], words, scorer=OSA.distance, score_cutoff=edits)[0]
        near = np.flatnonzero((distance <= edits) & ((distance > 0) | (cut is not None)))
        order = near[np.lexsort((-self.counts[rows[near]], distance[near]))][:_MOST]
        return tuple(self.words[row] for row in rows[order].tolist())

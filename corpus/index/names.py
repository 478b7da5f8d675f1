"""Find a name as it is typed: misspelt, turned round, cut short or by its initials.

Trigrams choose a few hundred candidates out of up to a million names; the edit distances of
RapidFuzz rank them. Abbreviations, which share few trigrams with what they stand for, are found
as initials and as letters in order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from corpus.index.abbreviations import abbreviation_score
from corpus.index.fold import squash
from corpus.index.trigrams import Trigrams, trigrams_of

__all__ = ["NameHit", "NameIndex"]

_Scorer = Callable[..., float]
_VERSION = 1
_LONGEST = 256  # code points of a name or a query that are compared
_POOL = 300
_BUDGET = 400_000  # postings a query reads at most
_UNEXPLAINED = 0.5
_TURNED = 0.97
_STRETCH = 0.7  # what a stretch of a long name is worth by itself
_BEGUN = 94.0  # the least score of a name that begins with the query
_SURE = 90.0  # a best score from which no abbreviation of several words is looked for
_SURE_WORD = 98.0  # the same for one word
_IN_ORDER = 12_000  # names looked at for letters in order
_ABBREVIATED = 120  # of these, so many are looked at word by word


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name by its index, and how well it fits: 100 is the name itself."""

    index: int
    score: float


@dataclass(frozen=True, slots=True)
class _Segment:
    """Trigrams of the names from ``start`` on."""

    start: int
    grams: Trigrams

    @property
    def end(self) -> int:
        return self.start + len(self.grams)


class NameIndex:
    """Names with typo-tolerant search. Names are given raw and known by index from then on.

    Only the first 256 code points of a name count. Names that come later form small segments of
    their own, merged as they grow, so adding is cheap. Not safe for writing from several threads.
    """

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._names = [squash(name)[:_LONGEST] for name in names]
        self._removed = np.zeros(len(self._names), bool)
        self._segments: list[_Segment] = []
        if self._names:
            self._segments.append(_Segment(0, Trigrams.build(self._names)))

    def __len__(self) -> int:
        """How many names can be found."""
        return len(self._names) - int(self._removed.sum())

    def add(self, names: Sequence[str]) -> range:
        """Add names; returns their indexes."""
        start = len(self._names)
        self._names += [squash(name)[:_LONGEST] for name in names]
        if len(self._names) == start:
            return range(start, start)
        self._removed = np.append(self._removed, np.zeros(len(self._names) - start, bool))
        begin = start
        while self._segments and len(self._segments[-1].grams) <= 2 * (len(self._names) - begin):
            begin = self._segments.pop().start
        self._segments.append(_Segment(begin, Trigrams.build(self._names[begin:])))
        return range(start, len(self._names))

    def remove(self, indexes: Iterable[int]) -> None:
        """Never find these again. Other names keep their indexes."""
        for index in indexes:
            self._removed[index] = True

    def search(self, query: str, limit: int = 50) -> list[NameHit]:
        """The names that fit a query, best first, equally good ones by index."""
        wanted = squash(query[: 4 * _LONGEST])[:_LONGEST]
        if not wanted or not self._segments or limit < 1:
            return []
        found = self._alike(wanted, max(_POOL, limit))
        scores = self._compare(wanted, found)
        best = float(scores.max(initial=0))
        also = self._initials(wanted, found, scores)
        if best < (_SURE if " " in wanted else _SURE_WORD) and not len(also[0]):
            also = self._in_order(wanted)
        return self._ranked(*_merged((found, scores), also), limit)

    def _ranked(
        self, found: NDArray[np.int64], scores: NDArray[np.float32], limit: int
    ) -> list[NameHit]:
        lengths = np.fromiter((len(self._names[i]) for i in found.tolist()), np.int64, len(found))
        order = np.lexsort((found, lengths, -scores))[:limit]
        return [NameHit(int(found[i]), float(scores[i])) for i in order.tolist()]

    def _alike(self, wanted: str, pool: int) -> NDArray[np.int64]:
        """Candidates that share trigrams with the query, from all segments."""
        codes = trigrams_of(wanted)
        parts = []
        for segment in self._segments:
            gone = self._removed[segment.start : segment.end]
            part = segment.grams.most_shared(codes, pool, _BUDGET, gone if gone.any() else None)
            parts.append(part + segment.start)
        return np.concatenate(parts)

    def _compare(self, wanted: str, found: NDArray[np.int64]) -> NDArray[np.float32]:
        """0 to 100: alike as a whole and in the best stretch, or as a whole in another order.

        A query that stands within a much longer name, such as a title, keeps most of the score
        of that stretch.
        """
        names = [self._names[i] for i in found.tolist()]
        if not names:
            return np.zeros(0, np.float32)
        whole = _cdist(wanted, names, fuzz.ratio)
        if len(wanted) <= 3:
            part = np.fromiter((100 * name.startswith(wanted) for name in names), np.float32)
            within = np.fromiter((_within(wanted, name) for name in names), np.float32)
            short: NDArray[np.float32] = np.maximum(
                (whole + part) * np.float32(0.5), within + whole * np.float32(0.1)
            )
            return short
        part = _cdist(wanted, names, fuzz.partial_ratio)
        # A name that is only a piece of the query leaves letters of the query unexplained.
        lengths = np.fromiter((len(name) for name in names), np.float32, len(names))
        share = np.minimum(1, lengths / len(wanted))
        part *= (1 - _UNEXPLAINED) + _UNEXPLAINED * share
        scores: NDArray[np.float32] = (whole + part) * np.float32(0.5)
        if " " in wanted:
            turned = _cdist(wanted, names, fuzz.token_sort_ratio)
            scores = np.maximum(scores, np.float32(_TURNED) * turned)
            part = np.maximum(part, _cdist(wanted, names, fuzz.token_set_ratio) * share)
        scores = np.maximum(scores, np.float32(_STRETCH) * part + whole * np.float32(0.1))
        begun = np.fromiter((name.startswith(wanted) for name in names), bool, len(names))
        sure = np.float32(_BEGUN) + np.float32(1 - _BEGUN / 100) * whole
        scores[begun] = np.maximum(scores, sure)[begun]
        return scores

    def _initials(
        self, wanted: str, found: NDArray[np.int64], scores: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Names whose words begin with the letters of the query."""
        parts = [
            segment.grams.with_initials(wanted, 25).astype(np.int64) + segment.start
            for segment in self._segments
        ]
        also = self._kept(np.concatenate(parts))
        if not len(also):
            return also, np.zeros(0, np.float32)
        begun = len(found) > 0 and self._names[int(found[scores.argmax()])].startswith(wanted)
        words = np.fromiter((self._names[i].count(" ") + 1 for i in also.tolist()), np.float32)
        value = (60.0 if begun else 94.0) - np.minimum(words - len(wanted), 4)
        return also, value.astype(np.float32)

    def _kept(self, indexes: NDArray[np.int64]) -> NDArray[np.int64]:
        return indexes[~self._removed[indexes]]

    def _in_order(self, wanted: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Names that have the letters of the query in order: abbreviations."""
        letters = wanted.replace(" ", "")
        none = np.zeros(0, np.int64), np.zeros(0, np.float32)
        if len(letters) < 4:
            return none
        parts = [s.grams.with_letters(letters) + s.start for s in self._segments]
        rows = self._kept(np.concatenate(parts))[:_IN_ORDER]
        if not len(rows):
            return none
        names = [self._names[i] for i in rows.tolist()]
        shared = process.cdist(
            [letters], names, scorer=LCSseq.similarity, score_cutoff=len(letters), dtype=np.int32
        )[0]
        hits = np.flatnonzero(shared == len(letters))
        if len(hits) > _ABBREVIATED:
            lengths = np.fromiter((len(names[i]) for i in hits.tolist()), np.int64, len(hits))
            hits = hits[np.argpartition(lengths, _ABBREVIATED)[:_ABBREVIATED]]
        scores = (abbreviation_score(wanted, names[i]) for i in hits.tolist())
        return rows[hits], np.fromiter(scores, np.float32, len(hits))

    def save(self, folder: Path) -> None:
        """Write the index into a folder that exists, as one segment."""
        if len(self._segments) != 1:
            self._segments = [_Segment(0, Trigrams.build(self._names))]
        self._segments[0].grams.save(folder)
        np.save(folder / "removed.npy", self._removed)
        text = "".join(f"{name}\n" for name in self._names)
        (folder / "names.txt").write_text(text, encoding="utf-8", newline="\n")
        meta = {"version": _VERSION, "names": len(self._names)}
        (folder / "names.json").write_text(json.dumps(meta), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> NameIndex:
        """Open what ``save`` wrote. Raises OSError or ValueError when it is damaged or old."""
        meta = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        names = (folder / "names.txt").read_bytes().decode("utf-8").split("\n")[:-1]
        grams = Trigrams.load(folder)
        removed = np.load(folder / "removed.npy")
        if meta != {"version": _VERSION, "names": len(names)} or len(grams) != len(names):
            raise ValueError(f"the name index in {folder} is damaged or of another version")
        index = cls()
        index._names = names
        index._removed = removed
        index._segments = [_Segment(0, grams)] if names else []
        return index


def _within(wanted: str, name: str) -> float:
    """The worth of a few letters that begin a word of a name, or are one."""
    padded = f" {name} "
    if f" {wanted} " in padded:
        return 100 * _STRETCH
    return 90 * _STRETCH if f" {wanted}" in padded else 0.0


def _cdist(wanted: str, names: list[str], scorer: _Scorer) -> NDArray[np.float32]:
    row: NDArray[np.float32] = process.cdist([wanted], names, scorer=scorer, dtype=np.float32)[0]
    return row


def _merged(
    *parts: tuple[NDArray[np.int64], NDArray[np.float32]],
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Each index once, with its best score."""
    found = np.concatenate([indexes for indexes, _ in parts])
    scores = np.concatenate([values for _, values in parts])
    order = np.lexsort((-scores, found))
    found, scores = found[order], scores[order]
    first = np.ones(len(found), bool)
    first[1:] = found[1:] != found[:-1]
    return found[first], scores[first]

"""Which of many strings share most letter triples with a query: flat arrays, no Python per name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Trigrams", "letter_classes", "letter_mask", "trigrams_of"]

_CODES = 1 << 18
_CHUNK = 50_000  # names; bounds the memory of building
_INITIALS = 8
_OTHER = 37  # class of what is no letter or digit


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint8]:
    """Code point to a class of six bits: 0 space, then letters, digits, the rest by number.

    Classes of other scripts are shared by letters, which costs candidates but never answers,
    because candidates are compared letter by letter afterwards.
    """
    table = (38 + np.arange(0x110000) % 26).astype(np.uint8)
    table[:128] = _OTHER
    table[[10, 32]] = 0
    table[97:123] = np.arange(1, 27)
    table[48:58] = np.arange(27, 37)
    return table


def _codes(text: str) -> NDArray[np.uint8] | NDArray[np.uint32]:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def letter_classes(text: str) -> NDArray[np.uint8]:
    """The class of each code point."""
    return _classes()[_codes(text)]


def letter_mask(text: str) -> int:
    """A bit for each class of letter that occurs; spaces have none."""
    mask = 0
    for c in letter_classes(text).tolist():
        mask |= 1 << c
    return mask & ~1


def _padded(name: str) -> str:
    return f"  {name.replace(' ', '  ')}  "


def _triples(classes: NDArray[np.uint8]) -> NDArray[np.uint32]:
    wide = classes.astype(np.uint32)
    triples: NDArray[np.uint32] = (wide[:-2] << np.uint32(12)) | (wide[1:-1] << np.uint32(6))
    return triples | wide[2:]


def trigrams_of(query: str) -> NDArray[np.uint32]:
    """The distinct trigrams of a query, each word begun with two spaces and ended with two."""
    codes: NDArray[np.uint32] = np.unique(_triples(letter_classes(_padded(query))))
    inner: NDArray[np.uint32] = codes[(codes & 0xFFF) != 0]
    return inner


@dataclass(frozen=True, slots=True)
class Trigrams:
    """Postings of word-padded trigrams over names 0 … n-1, and what else is known per name.

    Names of trigram ``c`` are ``ids[offsets[c]:offsets[c + 1]]``, ascending. ``counts`` is the
    number of distinct trigrams of each name, ``masks`` its letters, ``first`` the class of its
    first letter; ``initials`` are the first letters of words, sorted, of the names
    ``initial_ids``.
    """

    ids: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    counts: NDArray[np.uint16]
    masks: NDArray[np.uint64]
    first: NDArray[np.uint8]
    initials: NDArray[np.bytes_]
    initial_ids: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.counts)

    @classmethod
    def build(cls, names: Sequence[str]) -> Trigrams:
        """Index squashed names. In chunks, each sorted by itself, then laid side by side.

        Memory while building is about twice that of the finished postings.
        """
        parts = list(_chunks(names))
        per_code = [part.per_code for part in parts]
        offsets = np.zeros(_CODES + 1, np.int64)
        np.cumsum(sum(per_code, np.zeros(_CODES, np.int64)), out=offsets[1:])
        ids = np.empty(int(offsets[-1]), np.uint32)
        at = offsets[:-1].copy()
        for part in parts:
            # The ids of a code go where the last chunk's ids of that code ended.
            begins = np.cumsum(part.per_code) - part.per_code
            place = np.repeat(at - begins, part.per_code)
            place += np.arange(len(part.ids))
            ids[place] = part.ids
            at += part.per_code
            part.ids = ids[:0]
        initials = np.concatenate([np.zeros(0, f"S{_INITIALS}"), *(p.initials for p in parts)])
        order = np.argsort(initials, kind="stable").astype(np.uint32)
        return cls(
            ids,
            offsets,
            np.concatenate([np.zeros(0, np.uint16), *(p.counts for p in parts)]),
            np.concatenate([np.zeros(0, np.uint64), *(p.masks for p in parts)]),
            np.concatenate([np.zeros(0, np.uint8), *(p.first for p in parts)]),
            initials[order],
            order,
        )

    def most_shared(
        self,
        codes: NDArray[np.uint32],
        pool: int,
        budget: int,
        removed: NDArray[np.bool_] | None = None,
    ) -> NDArray[np.int64]:
        """About ``pool`` names that share most of these trigrams, rare trigrams first.

        At most ``budget`` postings are read, but always those of four trigrams.
        """
        sizes = self.offsets[codes + 1] - self.offsets[codes]
        codes, sizes = codes[sizes > 0], sizes[sizes > 0]
        if not len(codes):
            return np.zeros(0, np.int64)
        rare = np.argsort(sizes, kind="stable")
        use = int(np.searchsorted(np.cumsum(sizes[rare]), budget))
        chosen = codes[rare[: max(use, 4)]].tolist()
        begins, ends = self.offsets[:-1], self.offsets[1:]
        seen = np.concatenate([self.ids[begins[code] : ends[code]] for code in chosen])
        shared = np.bincount(seen, minlength=len(self))
        if removed is not None:
            shared[removed] = 0
        names_with = np.bincount(shared)[1:]
        enough = np.searchsorted(np.cumsum(names_with[::-1]), pool)
        found = np.flatnonzero(shared >= max(1, len(names_with) - int(enough)))
        if len(found) > pool:
            worth = shared[found] * 100_000 - self.counts[found]
            found = found[np.argpartition(-worth, pool)[:pool]]
        return found

    def with_initials(self, query: str, most: int) -> NDArray[np.uint32]:
        """Names whose words begin with these letters, in order; the names with fewest words."""
        if not query.isascii() or not 2 <= len(query) <= _INITIALS:
            return self.initial_ids[:0]
        key = query.encode("ascii")
        low = int(np.searchsorted(self.initials, key))
        high = int(np.searchsorted(self.initials, key + b"\x7f"))
        return self.initial_ids[low : min(high, low + most)]

    def with_letters(self, query: str) -> NDArray[np.int64]:
        """Names that begin with the first letter of a query and have all of its letters."""
        mask = np.uint64(letter_mask(query))
        begun = self.first == letter_classes(query[0])[0]
        return np.flatnonzero(begun & ((self.masks & mask) == mask))

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder that exists."""
        for field in fields(self):
            np.save(folder / f"{field.name.replace('_', '-')}.npy", getattr(self, field.name))

    @classmethod
    def load(cls, folder: Path) -> Trigrams:
        """Map what ``save`` wrote. Raises OSError or ValueError when it is damaged."""
        arrays = [
            np.load(folder / f"{field.name.replace('_', '-')}.npy", mmap_mode="r")
            for field in fields(cls)
        ]
        found = cls(*arrays)
        if len(found.offsets) != _CODES + 1 or int(found.offsets[-1]) != len(found.ids):
            raise ValueError(f"the name index in {folder} is damaged")
        return found


@dataclass(slots=True)
class _Part:
    """The postings of one chunk."""

    ids: NDArray[np.uint32]
    per_code: NDArray[np.int64]
    counts: NDArray[np.uint16]
    masks: NDArray[np.uint64]
    first: NDArray[np.uint8]
    initials: NDArray[np.bytes_]


def _chunks(names: Sequence[str]) -> Iterator[_Part]:
    for start in range(0, len(names), _CHUNK):
        yield _part(names[start : start + _CHUNK], start)


def _part(names: Sequence[str], base: int) -> _Part:
    size = len(names)
    # A line before the first name, so that every name begins after one.
    codes = _codes("\n" + "".join([f"{_padded(name)}\n" for name in names]))
    breaks = codes == 10
    line = np.cumsum(breaks, dtype=np.uint32) - np.uint32(1)
    classes = _classes()[codes]
    triples = _triples(classes)
    # Two spaces at the end of a word and what follows say nothing.
    keep = (triples & 0xFFF) != 0
    keys = (triples[keep].astype(np.uint64) << np.uint64(32)) | line[:-2][keep]
    keys.sort()
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
    ids = keys.astype(np.uint32)
    per_code = np.bincount((keys >> np.uint64(32)).astype(np.int32), minlength=_CODES)
    counts = np.minimum(np.bincount(ids, minlength=size), 0xFFFF).astype(np.uint16)
    masks = np.bitwise_or.reduceat(
        np.uint64(1) << classes.astype(np.uint64), np.flatnonzero(breaks)[:-1]
    ) & ~np.uint64(1)
    heads = np.flatnonzero((classes[1:] != 0) & (classes[:-1] == 0)) + 1
    owner = line[heads].astype(np.int64)
    rank = np.arange(len(heads)) - np.searchsorted(owner, owner)
    letters = np.zeros((size, _INITIALS), np.uint8)
    near = rank < _INITIALS
    letters[owner[near], rank[near]] = np.minimum(codes[heads[near]], 127)
    first = np.zeros(size, np.uint8)
    first[owner[rank == 0]] = classes[heads[rank == 0]]
    initials = letters.view(f"S{_INITIALS}").ravel()
    return _Part(ids + np.uint32(base), per_code, counts, masks, first, initials)

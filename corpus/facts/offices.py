"""Offices: what a person is called by before or after the name, and who is called by a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import GlossatorError
from corpus.facts.columns import labelled
from corpus.index.fold import squash
from corpus.ruled import Ruled

__all__ = ["Office", "holders", "offices"]

PEOPLE, TITLES = frozenset({"PERSON"}), frozenset({"TITLE"})

MOST = 50
"""How many are told."""

_HOP = 4
"""How many rows further on a neighbour may stand: names within a title are rows of their own."""

_BLANK, _COMMA = (1,), (2,)
_JOINED = (2, 4, 5)
"""Code points between two titles of one person: ", " and " và " and " and "."""

_LOOKS = 12
"""How many texts are looked at for what stands between a name and a title."""

_LINKS = re.compile(r"\s*(?:[,(:–—-]|(?:and|v(?:à|a\u0300)|&)\s)")


@dataclass(frozen=True, slots=True)
class Office:
    """A title and a person: ``name`` and ``number`` are those of the other one of the two.

    ``first`` and ``last`` are the dates of the earliest and the latest document that says so, ISO
    or empty; ``row`` is the title's mention in the earliest.
    """

    name: str
    number: int
    mentions: int
    first: str
    last: str
    row: int


def offices(
    ruled: Ruled,
    dates: Sequence[str],
    number: int,
    *,
    text_of: Callable[[int], str] | None = None,
    limit: int = MOST,
) -> tuple[Office, ...]:
    """The offices of a person, those named most often first.

    A title belongs to the person directly after it ("Prime Minister Pham Minh Chinh"), or beside
    it after a comma ("Pham Minh Chinh, Prime Minister of Vietnam,"); of two joined titles both do
    ("Deputy Prime Minister and Foreign Minister Pham Binh Minh"). Only distances are looked at;
    with ``text_of`` an office that never stands directly before the name counts only where the
    text has a comma, a bracket or a joining word there, and not the end of a sentence. ``dates``
    are those of all documents, ISO or empty.
    """
    names = _Names.of(ruled)
    titles = _titles_beside(names, ruled.rows_of(number).astype(np.int64))
    people, direct = _people_of(names, titles)
    his = (people >= 0) & (ruled.entity[people] == number)
    found = _Pairs(titles[his], people[his], direct[his])
    return _table(
        ruled, dates, found, ruled.entity[found.titles], looks=_Looks(ruled, text_of), limit=limit
    )


def holders(
    ruled: Ruled,
    dates: Sequence[str],
    number: int,
    *,
    text_of: Callable[[int], str] | None = None,
    limit: int = MOST,
) -> tuple[Office, ...]:
    """The people of whom a title is said, most often first; see ``offices``."""
    names = _Names.of(ruled)
    titles = ruled.rows_of(number).astype(np.int64)
    titles = titles[names.titles[titles]]
    people, direct = _people_of(names, titles)
    known = people >= 0
    found = _Pairs(titles[known], people[known], direct[known])
    return _table(
        ruled, dates, found, ruled.entity[found.people], looks=_Looks(ruled, text_of), limit=limit
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Rows of titles with the row of each one's person; ``direct``: nothing stands between."""

    titles: NDArray[Any]
    people: NDArray[Any]
    direct: NDArray[np.bool_]

    def where(self, which: NDArray[Any]) -> _Pairs:
        return _Pairs(self.titles[which], self.people[which], self.direct[which])


# Whose a title is


@dataclass(frozen=True, slots=True)
class _Names:
    """Of each row whether it is a person's name or a title, and no part of a longer one."""

    ruled: Ruled
    people: NDArray[np.bool_]
    titles: NDArray[np.bool_]

    @classmethod
    def of(cls, ruled: Ruled) -> _Names:
        return cls(ruled, _outermost(ruled, PEOPLE), _outermost(ruled, TITLES))


def _outermost(ruled: Ruled, labels: frozenset[str]) -> NDArray[np.bool_]:
    """The rows with these labels that lie in no other such row: no minister in his deputy."""
    fits = labelled(ruled, labels)[ruled.entity]
    rows = np.flatnonzero(fits)
    if len(rows):
        stride = int(ruled.end.max()) + 1
        ends = ruled.document[rows].astype(np.int64) * stride + ruled.end[rows]
        farthest = np.maximum.accumulate(ends)
        fits[rows[1:][farthest[:-1] >= ends[1:]]] = False
    return fits


def _beside(
    ruled: Ruled,
    rows: NDArray[Any],
    fits: NDArray[np.bool_],
    gaps: tuple[int, ...],
    *,
    after: bool,
) -> NDArray[np.int64]:
    """For each row the nearest one that fits at such a distance in code points, else -1.

    A row of -1 has no neighbour.
    """
    found = np.full(len(rows), -1, np.int64)
    document, start, end = ruled.document, ruled.start, ruled.end
    open_ = np.flatnonzero(rows >= 0)
    for hop in range(1, _HOP + 1):
        mine = rows[open_]
        other = mine + hop if after else mine - hop
        inside = (other >= 0) & (other < len(document))
        open_, mine, other = open_[inside], mine[inside], other[inside]
        left, right = (mine, other) if after else (other, mine)
        gap = start[right] - end[left]
        there = np.logical_or.reduce([gap == size for size in gaps])
        there &= document[other] == document[mine]
        there &= fits[other]
        found[open_[there]] = other[there]
        open_ = open_[~there]
    return found


def _titles_beside(names: _Names, people: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of titles that may be those of people, and of others joined to them, ascending."""
    ruled, fits = names.ruled, names.titles
    before = _beside(ruled, people, fits, _BLANK, after=False)
    after = _beside(ruled, people, fits, _COMMA, after=True)
    found = [
        before,
        after,
        _beside(ruled, people, fits, _COMMA, after=False),
        _beside(ruled, before, fits, _JOINED, after=False),
        _beside(ruled, after, fits, _JOINED, after=True),
    ]
    rows = np.unique(np.concatenate(found))
    return rows[rows >= 0]


def _people_of(
    names: _Names, titles: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each title the row of its person, -1 for none, and whether that follows directly."""
    ruled = names.ruled

    def next_person(rows: NDArray[np.int64], gaps: tuple[int, ...]) -> NDArray[np.int64]:
        return _beside(ruled, rows, names.people, gaps, after=True)

    def person_before(rows: NDArray[np.int64]) -> NDArray[np.int64]:
        found = _beside(ruled, rows, names.people, _COMMA, after=False)
        return np.where(next_person(rows, _BLANK) < 0, found, -1)

    def joined_title(*, after: bool) -> NDArray[np.int64]:
        return _beside(ruled, titles, names.titles, _JOINED, after=after)

    owner = next_person(titles, _BLANK)
    direct = owner >= 0
    titles = np.where(direct, -1, titles)
    joined = next_person(joined_title(after=True), _BLANK)
    before = person_before(titles)
    before_joined = person_before(joined_title(after=False))
    # "A, minister, chairman B" leaves open whose the first title is.
    unsure = (joined >= 0) & (before >= 0) & (ruled.entity[joined] != ruled.entity[before])
    for other in (
        np.where(unsure, -1, joined),
        np.where(unsure, -1, before),
        np.where(joined >= 0, -1, before_joined),
        np.where((joined >= 0) | (before >= 0), -1, next_person(titles, _COMMA)),
    ):
        owner = np.where(owner >= 0, owner, other)
    return owner, direct


# What is told of it


def _table(
    ruled: Ruled,
    dates: Sequence[str],
    found: _Pairs,
    others: NDArray[Any],
    *,
    looks: _Looks,
    limit: int,
) -> tuple[Office, ...]:
    numbers, which, counts = np.unique(others, return_inverse=True, return_counts=True)
    # The most frequent ones; more than are told, since some are called alike and some left out.
    kept = np.argsort(-counts, kind="stable")[: 4 * limit].tolist()
    alike: dict[str, list[int]] = {}
    for at in kept:
        alike.setdefault(squash(ruled[int(numbers[at])].name), []).append(at)
    order = np.argsort(which, kind="stable")
    bounds = np.cumsum(counts)
    table = []
    for group in alike.values():
        where = np.sort(
            np.concatenate([order[bounds[at] - counts[at] : bounds[at]] for at in group])
        )
        pairs = found.where(where)
        if pairs.direct.any() or looks.linked(pairs):
            table.append(_office(ruled, dates, int(numbers[group[0]]), pairs.titles))
    table.sort(key=lambda office: (-office.mentions, office.name))
    return tuple(table[:limit])


def _office(ruled: Ruled, dates: Sequence[str], number: int, rows: NDArray[Any]) -> Office:
    documents, first_at = np.unique(ruled.document[rows], return_index=True)
    dated = [
        (dates[document], int(at))
        for document, at in zip(documents.tolist(), first_at.tolist(), strict=True)
        if dates[document]
    ]
    first, at = min(dated, default=("", 0))
    last = max(dated, default=("", 0))[0]
    return Office(ruled[number].name, number, len(rows), first, last, int(rows[at]))


class _Looks:
    """Looks into texts, so many and no more."""

    def __init__(self, ruled: Ruled, text_of: Callable[[int], str] | None) -> None:
        self._ruled, self._text_of, self._left = ruled, text_of, _LOOKS

    def linked(self, pairs: _Pairs) -> bool:
        """Whether name and title belong together at one of the first places; True: not looked."""
        if self._text_of is None or self._left <= 0:
            return True
        for title, person in zip(pairs.titles[:3].tolist(), pairs.people[:3].tolist(), strict=True):
            self._left -= 1
            try:
                text = self._text_of(int(self._ruled.document[title]))
            except GlossatorError:
                continue
            left, right = (title, person) if title < person else (person, title)
            if _LINKS.match(text, int(self._ruled.end[left]), int(self._ruled.start[right])):
                return True
        return False

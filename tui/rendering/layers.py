"""Named sets of spans drawn together, and what of them covers each stretch of a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

__all__ = ["MARKING", "Layer", "Mark", "Run", "lanes", "marks_between", "runs_of"]

MARKING = frozenset({"suggestion", "annotation"})
"""The kinds of marks that name something; the others only point."""

_BLOCK = 64


class Mark(NamedTuple):
    """A stretch ``start`` to ``end`` (code points) to be drawn in its own way.

    ``kind`` is suggestion, annotation, hit or current; ``label`` names the label of the first two.
    """

    start: int
    end: int
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks drawn together, sorted by start, the longer first. Empty marks are dropped."""

    name: str
    marks: tuple[Mark, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _reach: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        marks = self.marks
        if not all(
            one[0] < two[0] or (one[0] == two[0] and one[1] >= two[1])
            for one, two in pairwise(marks)
        ):
            marks = tuple(sorted(marks, key=lambda mark: (mark[0], -mark[1])))
        if not all(mark[0] < mark[1] for mark in marks):
            marks = tuple([mark for mark in marks if mark[0] < mark[1]])
        ends = [mark[1] for mark in marks]
        object.__setattr__(self, "marks", marks)
        object.__setattr__(self, "_starts", [mark[0] for mark in marks])
        object.__setattr__(
            self, "_reach", [max(ends[at : at + _BLOCK]) for at in range(0, len(ends), _BLOCK)]
        )

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with ``start`` to ``end``, in order.

        Looks at the marks that begin before ``end`` by blocks of 64, and into a block only if one
        of its marks reaches ``start``.
        """
        after = bisect_left(self._starts, end)
        found: list[Mark] = []
        for block, reach in enumerate(self._reach[: -(-after // _BLOCK)]):
            if reach > start:
                at = block * _BLOCK
                found += [m for m in self.marks[at : min(at + _BLOCK, after)] if m.end > start]
        return found


class Run(NamedTuple):
    """A stretch covered by the same marks all along, those of lower layers first.

    ``depth`` counts the suggestions and annotations among them.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    depth: int


def marks_between(
    layers: Iterable[Layer], start: int, end: int, hidden: Set[str] = frozenset()
) -> tuple[Mark, ...]:
    """The marks of all layers that touch ``start`` to ``end``; not those of hidden labels."""
    found: list[Mark] = []
    for layer in layers:
        found += layer.between(start, end)
    if hidden:
        found = [m for m in found if not (m.kind in MARKING and m.label in hidden)]
    return tuple(found)


def runs_of(marks: Iterable[Mark], start: int, end: int) -> list[Run]:
    """``start`` to ``end`` cut wherever a mark begins or ends; the runs tile it."""
    marks = tuple(marks)
    if not marks:
        return [Run(start, end, (), 0)] if start < end else []
    cuts = {start, end}
    for mark in marks:
        if start < mark.start < end:
            cuts.add(mark.start)
        if start < mark.end < end:
            cuts.add(mark.end)
    edges = sorted(cuts)
    runs: list[Run] = []
    for first, after in pairwise(edges):
        cover = tuple([m for m in marks if m.start < after and m.end > first])
        runs.append(Run(first, after, cover, sum([m.kind in MARKING for m in cover])))
    return runs


def lanes(runs: Iterable[Run]) -> int:
    """How many annotations lie over one another at most in these runs."""
    return max(
        (sum([m.kind == "annotation" for m in run.marks]) for run in runs if run.depth), default=0
    )

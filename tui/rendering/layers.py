"""Named sets of spans drawn together, and what of them covers each stretch of a row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

from corpus.mentions import Mentions
from corpus.ranges import Ranges

__all__ = [
    "MARKING",
    "AnyLayer",
    "Layer",
    "Mark",
    "MentionLayer",
    "Run",
    "SpanLayer",
    "lanes",
    "marks_between",
    "runs_of",
]

MARKING = frozenset({"suggestion", "annotation"})
"""The kinds of marks that name something; the others only point."""


class Mark(NamedTuple):
    """A stretch ``start`` to ``end`` (code points) to be drawn in its own way.

    ``kind`` is suggestion, annotation, hit or current; ``label`` names the label of the first two.
    """

    start: int
    end: int
    label: str
    kind: str


class AnyLayer(Protocol):
    """Marks drawn together, of one name; ``starts`` are where they begin, in order."""

    @property
    def name(self) -> str:
        """What the layer is called."""
        ...

    @property
    def starts(self) -> Sequence[int]:
        """Where its marks begin."""
        ...

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with ``start`` to ``end``, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks given one by one, sorted by start, the longer first. Empty marks are dropped."""

    name: str
    marks: tuple[Mark, ...]
    _ranges: Ranges = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        marks = self.marks
        if not all(
            one[0] < two[0] or (one[0] == two[0] and one[1] >= two[1])
            for one, two in pairwise(marks)
        ):
            marks = tuple(sorted(marks, key=lambda mark: (mark[0], -mark[1])))
        if not all(mark[0] < mark[1] for mark in marks):
            marks = tuple([mark for mark in marks if mark[0] < mark[1]])
        starts, ends = array("i", [mark[0] for mark in marks]), array("i", [m[1] for m in marks])
        object.__setattr__(self, "marks", marks)
        object.__setattr__(self, "_ranges", Ranges(starts, ends))

    @property
    def starts(self) -> Sequence[int]:
        """See ``AnyLayer``."""
        return self._ranges.starts

    def between(self, start: int, end: int) -> list[Mark]:
        """See ``AnyLayer``."""
        return [self.marks[index] for index in self._ranges.touching(start, end)]


@dataclass(frozen=True, slots=True)
class SpanLayer:
    """Marks of one kind and no label, given as ranges: there may be hundreds of thousands."""

    name: str
    ranges: Ranges
    kind: str

    @property
    def starts(self) -> Sequence[int]:
        """See ``AnyLayer``."""
        return self.ranges.starts

    def between(self, start: int, end: int) -> list[Mark]:
        """See ``AnyLayer``."""
        starts, ends = self.ranges.starts, self.ranges.ends
        found = self.ranges.touching(start, end)
        return [Mark(starts[index], ends[index], "", self.kind) for index in found]


@dataclass(frozen=True, slots=True)
class MentionLayer:
    """Mentions, looked at where they are drawn."""

    name: str
    mentions: Mentions
    kind: str

    @property
    def starts(self) -> Sequence[int]:
        """See ``AnyLayer``."""
        return [mention.start for mention in self.mentions]

    def between(self, start: int, end: int) -> list[Mark]:
        """See ``AnyLayer``."""
        kind = self.kind
        return [Mark(m.start, m.end, m.label, kind) for m in self.mentions.touching(start, end)]


class Run(NamedTuple):
    """A stretch covered by the same marks all along, those of lower layers first.

    ``depth`` counts the suggestions and annotations among them.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    depth: int


def marks_between(
    layers: Iterable[AnyLayer], start: int, end: int, hidden: Set[str] = frozenset()
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

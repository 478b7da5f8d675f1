"""Many ranges of a text, and which of them touch a stretch of it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

__all__ = ["Ranges"]

_FAN = 64


class Ranges:
    """Ranges in order of their starts; half-open, in code points, nested or overlapping.

    How far ranges reach is known by groups of 64, and by groups of groups, so that those which
    touch a stretch are found without looking at the others.
    """

    __slots__ = ("_reach", "ends", "starts")

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self.starts = starts
        self.ends = ends
        self._reach: list[Sequence[int]] | None = None

    def __len__(self) -> int:
        return len(self.starts)

    def _levels(self) -> list[Sequence[int]]:
        levels = self._reach
        if levels is None:
            levels = [self.ends]
            while len(levels[-1]) > _FAN:
                below = levels[-1]
                groups = range(0, len(below), _FAN)
                levels.append(array("i", [max(below[at : at + _FAN]) for at in groups]))
            self._reach = levels
        return levels

    def touching(self, start: int, end: int) -> list[int]:
        """The numbers of the ranges that share a code point with ``start`` to ``end``, in order."""
        after = bisect_left(self.starts, end)
        levels = self._levels()
        top = len(levels) - 1
        return list(_reaching(levels, top, range(len(levels[top])), start, after))

    def first_from(self, offset: int) -> int:
        """The number of the first range that begins at an offset or after it."""
        return bisect_left(self.starts, offset)


def _reaching(
    levels: list[Sequence[int]], level: int, inside: range, start: int, after: int
) -> Iterator[int]:
    """Numbers below ``after`` of the ranges that end after ``start``, under some groups."""
    size = _FAN**level
    reach = levels[level]
    for group in inside:
        if group * size >= after:
            return
        if reach[group] <= start:
            continue
        if level == 0:
            yield group
        else:
            last = min((group + 1) * _FAN, len(levels[level - 1]))
            yield from _reaching(levels, level - 1, range(group * _FAN, last), start, after)

"""Finding what was scrolled: the rectangle of a screen that only moved up or down.

Nobody says so; it is seen in the cells. Windows of eight cells that stand elsewhere in the same
columns vote for how far they have moved; the rectangle is where moving makes more cells right
than wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

from tui.terminal.styles import Cell

__all__ = ["Scroll", "find_scroll", "same_cells", "scrolled"]

_WINDOW = 8
_VOTES = 3
_GAIN = 24
_MARGINS = 16
"""About what it costs, in cells, to set left and right margins and take them away."""

Rows = Sequence[list[Cell]]


class Scroll:
    """A rectangle, half-open, and the rows by which what is in it moves up (or down, below 0)."""

    __slots__ = ("bottom", "left", "right", "shift", "top")

    def __init__(self, top: int, bottom: int, left: int, right: int, shift: int) -> None:
        self.top, self.bottom = top, bottom
        self.left, self.right = left, right
        self.shift = shift

    @property
    def exposed(self) -> range:
        """The rows that are blank after it."""
        if self.shift > 0:
            return range(self.bottom - self.shift, self.bottom)
        return range(self.top, self.top - self.shift)


def same_cells(shown: Rows, drawn: Rows) -> list[bytes]:
    """For each row a byte a cell: 1 where both are the same."""
    return [
        b"\x01" * len(new) if old == new else bytes(map(is_, old, new))
        for old, new in zip(shown, drawn, strict=True)
    ]


def find_scroll(shown: Rows, drawn: Rows, same: Sequence[bytes], *, margins: bool) -> Scroll | None:
    """The scroll after which most cells of ``drawn`` are right; None when none pays.

    ``same`` is ``same_cells(shown, drawn)``. Without ``margins`` only whole rows are scrolled.
    """
    height = len(drawn)
    width = len(drawn[0]) if drawn else 0
    changed = [y for y in range(height) if b"\x00" in same[y]]
    if len(changed) < 2 or width < _WINDOW:
        return None
    best: tuple[int, Scroll] | None = None
    for shift in _shifts(shown, drawn, same, changed):
        first, after = max(0, -shift), min(height, height - shift)
        moved = [bytes(map(is_, shown[y + shift], drawn[y])) for y in range(first, after)]
        found = _rectangle(moved, same[first:after], width, margins=margins)
        if found is not None and (best is None or found[0] > best[0]):
            gain, top, bottom, left, right = found
            top, bottom = first + top, first + bottom
            if shift > 0:
                bottom += shift
            else:
                top += shift
            best = gain, Scroll(top, bottom, left, right, shift)
    return best[1] if best else None


def _shifts(shown: Rows, drawn: Rows, same: Sequence[bytes], changed: list[int]) -> list[int]:
    """How far things seem to have moved, the likeliest first."""
    starts = range(0, len(drawn[0]) - _WINDOW + 1, _WINDOW)
    places: dict[tuple[int, tuple[Cell, ...]], list[int]] = {}
    for y in changed:
        row, kept = shown[y], same[y]
        for x in starts:
            if kept.find(0, x, x + _WINDOW) >= 0:
                window = tuple(row[x : x + _WINDOW])
                if window.count(window[0]) < _WINDOW - 1:
                    places.setdefault((x, window), []).append(y)
    votes: dict[int, int] = {}
    for y in changed:
        row, kept = drawn[y], same[y]
        for x in starts:
            if kept.find(0, x, x + _WINDOW) >= 0:
                for old in places.get((x, tuple(row[x : x + _WINDOW])), ())[:4]:
                    votes[old - y] = votes.get(old - y, 0) + 1
    votes.pop(0, None)
    likely = sorted(votes, key=lambda shift: (-votes[shift], abs(shift)))[:2]
    return [shift for shift in likely if votes[shift] >= _VOTES]


def _best_run(gains: Sequence[int]) -> tuple[int, int, int]:
    """The stretch with the greatest sum: sum, start, end."""
    best, best_start, best_end = 0, 0, 0
    total, start = 0, 0
    for here, gain in enumerate(gains):
        if total <= 0:
            total, start = 0, here
        total += gain
        if total > best:
            best, best_start, best_end = total, start, here + 1
    return best, best_start, best_end


def _rectangle(
    moved: Sequence[bytes], same: Sequence[bytes], width: int, *, margins: bool
) -> tuple[int, int, int, int, int] | None:
    """Gain, top, bottom, left and right of the best rectangle of rows that become right."""
    top, bottom = 0, len(moved)
    left, right = 0, width
    gain = 0
    for _ in range(2):
        if margins:
            after = map(sum, zip(*moved[top:bottom], strict=True))
            before = map(sum, zip(*same[top:bottom], strict=True))
            columns = [
                right_then - right_now for right_then, right_now in zip(after, before, strict=True)
            ]
            gain, left, right = _best_run(columns)
            if right - left < 2 or sum(columns) >= gain - _MARGINS:
                left, right = 0, width
        rows = [
            then.count(1, left, right) - now.count(1, left, right)
            for then, now in zip(moved, same, strict=True)
        ]
        gain, top, bottom = _best_run(rows)
        if gain < _GAIN:
            return None
    return gain, top, bottom, left, right


def scrolled(rows: Rows, scroll: Scroll, blank: Cell, unknown: Cell) -> list[list[Cell]]:
    """The rows after a scroll; ``blank`` is what the terminal fills the exposed rows with.

    Wide characters that stand across an edge of the rectangle become ``unknown``.
    """
    left, right = scroll.left, scroll.right
    after = list(rows)
    empty = [blank] * (right - left)
    whole = left == 0 and right == len(rows[0])
    for y in range(scroll.top, scroll.bottom):
        source = y + scroll.shift
        inside = rows[source][left:right] if scroll.top <= source < scroll.bottom else empty
        if whole:
            after[y] = list(inside)
            continue
        row = list(rows[y])
        across = [edge for edge in (left, right) if edge < len(row) and not row[edge].width]
        row[left:right] = inside
        if not inside[0].width:
            row[left] = unknown
        if inside[-1].width == 2:
            row[right - 1] = unknown
        for edge in across:
            row[edge - 1] = row[edge] = unknown
        after[y] = row
    return after

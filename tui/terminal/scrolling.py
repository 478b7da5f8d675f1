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
_WIDE = 80
"""From this width on every second window will do."""
_VOTES = 3
_GAIN = 24
_MARGINS = 16
"""About what it costs, in cells, to set left and right margins and take them away."""

Rows = Sequence[list[Cell]]


class Scroll:
    """A rectangle, half-open, and the rows by which what is in it moves up (or down, below 0).

    ``gain``: how many more cells are right after it.
    """

    __slots__ = ("bottom", "gain", "left", "right", "shift", "top")

    def __init__(
        self, top: int, bottom: int, left: int, right: int, *, shift: int, gain: int = 0
    ) -> None:
        self.top, self.bottom = top, bottom
        self.left, self.right = left, right
        self.shift = shift
        self.gain = gain

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
    best: Scroll | None = None
    blank: list[bytes] = []
    for shift in _shifts(shown, drawn, same, changed):
        blank = blank or [bytes([cell.text == " " for cell in row]) for row in drawn]
        first, after = max(0, -shift), min(height, height - shift)
        moved = [bytes(map(is_, shown[y + shift], drawn[y])) for y in range(first, after)]
        whole = _between(0, width, shift=shift, moved=moved, same=same, blank=blank)
        found = whole
        if margins:
            left, right = _columns(moved, same[first:after])
            if right - left >= 2:
                part = _between(left, right, shift=shift, moved=moved, same=same, blank=blank)
                found = part if part.gain > whole.gain + _MARGINS else whole
        if found.gain >= _GAIN and (best is None or found.gain > best.gain):
            best = found
    return best


def _between(
    left: int,
    right: int,
    *,
    shift: int,
    moved: Sequence[bytes],
    same: Sequence[bytes],
    blank: Sequence[bytes],
) -> Scroll:
    """The best rectangle between two columns."""
    first = max(0, -shift)
    gains = [
        then.count(1, left, right) - now.count(1, left, right)
        for then, now in zip(moved, same[first : first + len(moved)], strict=True)
    ]
    # How many cells become right when a row is made blank, less those made wrong.
    blanked = [
        empty.count(1, left, right) - now.count(1, left, right)
        for empty, now in zip(blank, same, strict=True)
    ]
    gain, top, bottom = _rows(gains, blanked, shift)
    return Scroll(top, bottom, left, right, shift=shift, gain=gain)


def _shifts(shown: Rows, drawn: Rows, same: Sequence[bytes], changed: list[int]) -> list[int]:
    """How far things seem to have moved, the likeliest first."""
    width = len(drawn[0])
    starts = range(0, width - _WINDOW + 1, _WINDOW if width <= _WIDE else 2 * _WINDOW)
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
    enough = max(_VOTES, votes[likely[0]] // 3) if likely else 0
    return [shift for shift in likely if votes[shift] >= enough]


def _best_run(gains: Sequence[int], ends: Sequence[int] = ()) -> tuple[int, int, int]:
    """The stretch with the greatest sum: sum, start, end; ``ends`` is what ending at each adds."""
    best, best_start, best_end = 0, 0, 0
    total, start = 0, 0
    for here, gain in enumerate(gains):
        if total <= 0:
            total, start = 0, here
        total += gain
        reached = total + ends[here] if ends else total
        if reached > best:
            best, best_start, best_end = reached, start, here + 1
    return best, best_start, best_end


def _columns(moved: Sequence[bytes], same: Sequence[bytes]) -> tuple[int, int]:
    """The columns between which moving pays most."""
    after = map(sum, zip(*moved, strict=True))
    before = map(sum, zip(*same, strict=True))
    _, left, right = _best_run([then - now for then, now in zip(after, before, strict=True)])
    return left, right


def _rows(gains: Sequence[int], blanked: Sequence[int], shift: int) -> tuple[int, int, int]:
    """Gain, top and bottom of the best rectangle.

    ``gains`` is for the rows that something can move to, from the first such on. Rows at the end
    that things move away from become blank, which counts as well (``blanked``, for all rows).
    """
    rows = abs(shift)
    if shift > 0:
        ends = [sum(blanked[here + 1 : here + 1 + rows]) for here in range(len(gains))]
        gain, top, bottom = _best_run(gains, ends)
        return gain, top, bottom + rows
    # The same upside down.
    ends = [sum(blanked[here : here + rows]) for here in reversed(range(len(gains)))]
    gain, start, end = _best_run(gains[::-1], ends)
    return gain, len(gains) - end, len(gains) - start + rows


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

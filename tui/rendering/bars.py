"""Counts as a row of bars: how much there is over time, and where in a collection it stands.

One cell a count, higher or denser for more; nothing is told apart from little, and colour is not
needed. Each bar has a twin in ASCII.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["binned", "cells_for", "dispersion_bar", "sparkline"]

_HEIGHTS = "▁▂▃▄▅▆▇█"
_ASCII_HEIGHTS = "_-=+*#%@"
_SHADES = "░▒▓█"
_ASCII_SHADES = "-=%#"
_NONE, _ASCII_NONE = "·", "."


def binned(counts: Sequence[int], width: int) -> list[int]:
    """At most ``width`` counts: neighbours are added up where there are more."""
    parts = cells_for(len(counts), width)
    return [sum(counts[part.start : part.stop]) for part in parts]


def cells_for(length: int, width: int) -> list[range]:
    """Which of ``length`` counts stand in each of at most ``width`` cells, as evenly as can be."""
    if width < 1:
        return []
    cells = min(length, width)
    return [range(length * cell // cells, length * (cell + 1) // cells) for cell in range(cells)]


def sparkline(counts: Sequence[int], width: int, *, ascii_only: bool = False) -> str:
    """Counts as heights, in at most ``width`` cells; the highest is as high as the cell."""
    levels, none = (_ASCII_HEIGHTS, _ASCII_NONE) if ascii_only else (_HEIGHTS, _NONE)
    return _bar(binned(counts, width), levels, none)


def dispersion_bar(counts: Sequence[int], width: int, *, ascii_only: bool = False) -> str:
    """Counts in equal slices of a collection as shades, in at most ``width`` cells."""
    levels, none = (_ASCII_SHADES, _ASCII_NONE) if ascii_only else (_SHADES, _NONE)
    return _bar(binned(counts, width), levels, none)


def _bar(counts: Sequence[int], levels: str, none: str) -> str:
    """Each count by its share of the greatest; whatever is not nothing is seen."""
    most = max(counts, default=0)
    return "".join(
        levels[-(-count * len(levels) // most) - 1] if count > 0 else none for count in counts
    )

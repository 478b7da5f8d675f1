"""What commands write: JSON Lines for programs, aligned rows for people.

Text from outside is harmless in both: JSON escapes what a terminal would obey, so that it is exact
and harmless at once; rows show it by visible signs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO

import click

from corpus.hostile import harmless_line, is_harmless

__all__ = ["Column", "bold", "dim", "is_terminal", "write_json", "write_line", "write_rows"]

_find_suspects = re.compile(r"[^\x20-\x7e]")
_GAP = "  "


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a person reads this stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _coloured() -> bool:
    return (
        is_terminal(sys.stdout)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def bold(text: str) -> str:
    """A title, set off where the output is a terminal that wants it."""
    return click.style(text, bold=True) if _coloured() else text


def dim(text: str) -> str:
    """Something secondary, set off where the output is a terminal that wants it."""
    return click.style(text, dim=True) if _coloured() else text


def write_line(text: str = "") -> None:
    """One line of our own, already harmless."""
    sys.stdout.write(text + "\n")


def write_json(fields: Mapping[str, object]) -> None:
    """One JSON Lines record, in UTF-8 whatever the locale."""
    text = json.dumps(fields, ensure_ascii=False)
    if not is_harmless(text):
        text = _find_suspects.sub(_escaped, text)
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return character if is_harmless(character) else json.dumps(character)[1:-1]


class Column:
    """How one column is laid: ``right`` aligned, or the one that gives way (``flexible``)."""

    __slots__ = ("flexible", "right")

    def __init__(self, *, right: bool = False, flexible: bool = False) -> None:
        self.right = right
        self.flexible = flexible


def write_rows(columns: Sequence[Column], rows: Iterable[Sequence[str]], indent: str = "") -> None:
    """Rows with their columns under each other; made harmless, and on a terminal no wider than it.

    What is too wide is cut in the flexible columns, marked by an ellipsis. In a file or a pipe
    nothing is cut.
    """
    from rich.cells import cell_len

    from tui.rendering.fitting import cut

    laid = [[harmless_line(cell) for cell in row] for row in rows]
    if not laid:
        return
    widths = [max(cell_len(row[i]) for row in laid) for i in range(len(columns))]
    if is_terminal(sys.stdout):
        widths = _narrowed(columns, widths, shutil.get_terminal_size().columns - len(indent))
    last = len(columns) - 1
    for row in laid:
        cells = []
        for i, (column, width) in enumerate(zip(columns, widths, strict=True)):
            cell = cut(row[i], width)
            blank = " " * (width - cell_len(cell))
            cells.append(blank + cell if column.right else cell if i == last else cell + blank)
        sys.stdout.write(indent + _GAP.join(cells).rstrip() + "\n")


def _narrowed(columns: Sequence[Column], widths: Sequence[int], room: int) -> list[int]:
    """Widths that fit: the widest flexible column gives way first."""
    narrowed = list(widths)
    flexible = [i for i, column in enumerate(columns) if column.flexible]
    excess = sum(narrowed) + len(_GAP) * (len(narrowed) - 1) - room
    while excess > 0 and flexible:
        ranked = sorted(flexible, key=lambda i: -narrowed[i])
        widest, below = ranked[0], narrowed[ranked[1]] if len(ranked) > 1 else 0
        step = min(excess, max(1, narrowed[widest] - max(below, 8)))
        if narrowed[widest] <= 8:
            break
        narrowed[widest] -= step
        excess -= step
    return narrowed

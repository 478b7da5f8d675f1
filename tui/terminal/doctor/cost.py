"""What a key costs on this terminal: a page scrolled by a line, through the screen we draw with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tui.terminal.abilities import TRUE_COLOUR, Abilities, from_environment
from tui.terminal.depth import colour_depth
from tui.terminal.doctor.looking import Seen

__all__ = ["abilities_seen", "bytes_per_line"]

_TEXT = (
    "the harbour council met on Tuesday and heard of ships that wait for a pilot since the ice "
    "came early this year while prices of rope and tar rose as they had not in any winter before"
)
_MEASURE = 80
_TRIES = 9


def abilities_seen(environ: Mapping[str, str], seen: Seen) -> Abilities:
    """What this terminal can do, as far as it showed that."""
    able = seen.answers.abilities(from_environment(environ))
    return replace(
        able,
        colours=colour_depth(environ, seen.answers).colours,
        repeats=able.repeats if seen.repeats is None else seen.repeats,
        margins=able.margins and seen.margins is not False,
        scrolls=able.scrolls and seen.scrolls is not False,
    )


def bytes_per_line(environ: Mapping[str, str], seen: Seen, columns: int, rows: int) -> int:
    """Bytes to scroll a page of text by one line: the median of some lines."""
    from tui.terminal.screen import Screen

    able = abilities_seen(environ, seen)
    screen = Screen(columns, rows, able)
    costs = []
    for top in range(_TRIES + 1):
        screen.feed(_page(top, columns, rows, able.colours))
        costs.append(len(screen.changes().encode()))
    return sorted(costs[1:])[_TRIES // 2]


def _page(top: int, columns: int, rows: int, colours: int) -> str:
    """A page of text from its line ``top`` on, with a mention in each line, and a status line."""
    width = min(columns - 2, _MEASURE)
    indent = " " * ((columns - width) // 2)
    lines = [_line(top + row, indent, width, columns, colours) for row in range(rows - 1)]
    lines.append(f"\x1b[0;7m{f' saved · {top} %'.ljust(columns)}\x1b[0m")
    return "".join(f"\x1b[{row};1H{line}" for row, line in enumerate(lines, 1))


def _line(number: int, indent: str, width: int, columns: int, colours: int) -> str:
    words = _TEXT.split()
    order = [(number * 7 + place * (number % 5 + 1)) % len(words) for place in range(40)]
    text = " ".join(words[place] for place in order)[:width].ljust(width)
    start = number * 11 % (width // 2)
    plain, marked = _colours(colours)
    before, mention, after = text[:start], text[start : start + 9], text[start + 9 :]
    rest = " " * (columns - len(indent) - width)
    return f"{plain}{indent}{before}{marked}{mention}{plain}{after}{rest}\x1b[0m"


def _colours(colours: int) -> tuple[str, str]:
    """Text and a mention in it, in as many colours as there are."""
    if colours == TRUE_COLOUR:
        return "\x1b[0;38;2;208;208;200;48;2;18;20;24m", "\x1b[4;38;2;120;170;240m"
    if colours == 16:
        return "\x1b[0m", "\x1b[4;34m"
    return "\x1b[0;38;5;252;48;5;234m", "\x1b[4;38;5;111m"

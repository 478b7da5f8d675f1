"""What a terminal can do, as far as it is known: a guess from the environment, then its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["TRUE_COLOUR", "Abilities", "from_environment"]

TRUE_COLOUR = 1 << 24

_SIXTEEN = frozenset({"linux", "vt100", "vt102", "vt220", "ansi", "xterm", "xterm-16color"})
_NO_REGION_SCROLL = frozenset({"linux", "vt100", "vt102", "vt220", "ansi", "cygwin"})
_ERASES_IN_BLACK = ("screen", "vt", "ansi", "xterm-kitty")


@dataclass(frozen=True, slots=True)
class Abilities:
    """What may be sent. The defaults are what every terminal of the last forty years knows.

    ``colours`` is 16, 256 or ``TRUE_COLOUR``. ``scrolls``: scrolls by a given number of rows
    (``CSI n S``, ``CSI n T``), not only by line feeds. ``margins``: scrolls a rectangle between
    left and right margins (DECSLRM). ``repeats``: repeats a character (REP). ``erases_in_colour``:
    erased cells take the ground colour of the pen. ``erases_cells``: erases a number of cells
    (ECH). ``synchronised``: shows a frame at once (mode 2026).
    """

    colours: int = 256
    scrolls: bool = False
    margins: bool = False
    repeats: bool = False
    erases_in_colour: bool = False
    erases_cells: bool = False
    synchronised: bool = False


def from_environment(environ: Mapping[str, str]) -> Abilities:
    """What the name of the terminal promises.

    Margins, repeating and synchronised output are not taken on trust: the terminal is asked.
    """
    name = environ.get("TERM", "")
    family = name.split("-")[0]
    return Abilities(
        colours=_colours(name, environ.get("COLORTERM", "")),
        scrolls=family not in _NO_REGION_SCROLL,
        erases_in_colour=not name.startswith(_ERASES_IN_BLACK) or name.endswith("-bce"),
        erases_cells=family not in {"vt100", "vt102", "ansi"},
    )


def _colours(name: str, colour_term: str) -> int:
    if colour_term.strip().lower() in {"truecolor", "24bit"} or name.endswith("-direct"):
        return TRUE_COLOUR
    return 16 if name in _SIXTEEN or name.endswith("-16color") else 256

"""What a terminal shows of itself: it is asked, and made to draw and say where its cursor is."""

from __future__ import annotations

import os
import termios
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from tui.terminal.answers import ASK_PLACE, MARGINS, Answers, ask, repeat_probe
from tui.terminal.asking import Conversation

__all__ = ["LEFT_ON", "SAMPLES", "Sample", "Seen", "Width", "look", "open_terminal"]

LEFT_ON = {
    1000: "mouse clicks",
    1002: "mouse drags",
    1003: "mouse motion",
    1004: "focus reports",
    1006: "mouse reports",
    2004: "bracketed paste",
}
"""Modes that a program leaves on when it is killed, and the shell does not want."""

_ROOM = 24
"""Cells that the widest sample needs, and some."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text whose cells are counted; ``safe`` where every terminal should count as we do."""

    name: str
    text: str
    safe: bool = True


SAMPLES = (
    Sample("Vietnamese", "Điện Biên Phủ"),
    Sample("Vietnamese, decomposed", "Đie\u0323\u0302n Bie\u0302n Phu\u0309"),
    Sample("Chinese, Japanese, Korean", "\u5a92\u4f53カナ한국"),
    Sample("box drawing", "│┌─┐┆║▌█"),
    Sample("characters of ambiguous width", "…“”—×°αЖ§●"),
    Sample("a flag", "\U0001f1fb\U0001f1f3", safe=False),
    Sample("joined emoji", "\U0001f469\u200d\U0001f469\u200d\U0001f467", safe=False),
    Sample("an emoji with a skin tone", "\U0001f44d\U0001f3fd", safe=False),
    Sample("a sign shown as an emoji", "\u2708\ufe0f", safe=False),
)


@dataclass(frozen=True, slots=True)
class Width:
    """The cells that we count for a sample, and that the terminal took."""

    sample: Sample
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen. None everywhere is what the terminal did not show."""

    answers: Answers = field(default_factory=Answers)
    silent: bool = False
    garbage: int = 0
    first_answer: float | None = None
    round_trip: float | None = None
    size_set: tuple[int, int] = (0, 0)
    """Rows and columns as the line has them."""
    size_shown: tuple[int, int] | None = None
    utf8: bool | None = None
    widths: tuple[Width, ...] | None = None
    repeats: bool | None = None
    erases: bool | None = None
    scrolls: bool | None = None
    region: bool | None = None
    margins: bool | None = None
    flow: bool | None = None
    strips: bool | None = None


def open_terminal() -> int | None:
    """The terminal we were started in, whatever input and output are; None when there is none."""
    with suppress(OSError):
        return os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    return next((number for number in (0, 1, 2) if os.isatty(number)), None)


def look(fileno: int, environ: Mapping[str, str]) -> Seen | None:
    """Ask and probe the terminal; None when it went away meanwhile."""
    try:
        settings = termios.tcgetattr(fileno)
        size = os.get_terminal_size(fileno)
        with Conversation(fileno) as terminal:
            seen = _talk(terminal, environ, (size.lines, size.columns))
    except (OSError, termios.error):
        return None
    flags, control = settings[0], settings[2]
    strips = bool(flags & termios.ISTRIP) or control & termios.CSIZE != termios.CS8
    return replace(seen, flow=bool(flags & termios.IXON), strips=strips)


def _talk(terminal: Conversation, environ: Mapping[str, str], size: tuple[int, int]) -> Seen:
    questions = ask(environ)
    left_on = "".join(f"\x1b[?{mode}$p" for mode in LEFT_ON) if "$p" in questions else ""
    answers = terminal.ask(left_on + questions)
    first = None if terminal.silent else terminal.took
    seen = Seen(answers, terminal.silent, terminal.garbage, first, size_set=size)
    if terminal.silent:
        return seen
    round_trip = terminal.round_trip()
    terminal.draw()
    seen = replace(_probe(terminal, seen, answers), round_trip=round_trip)
    return replace(seen, silent=terminal.silent, garbage=terminal.garbage)


def _probe(terminal: Conversation, seen: Seen, answers: Answers) -> Seen:
    """Draw, and ask where the cursor is."""
    places = terminal.places(f"\x1b[999;999H{ASK_PLACE}\x1b[H\x1b[2Jé{ASK_PLACE}")
    if len(places) != 2:
        return seen  # it does not say where its cursor is: there is nothing to be learnt
    (row, column), (_, after) = places
    shown = (row + 1, column + 1)
    seen = replace(seen, size_shown=shown, utf8=after == 1 if column > 3 else None)
    if seen.utf8 and column >= _ROOM:
        seen = replace(seen, widths=_widths(terminal))
    if column >= _ROOM and row >= 6:
        seen = _probe_controls(terminal, seen, margins=answers.has(MARGINS))
    return seen


def _widths(terminal: Conversation) -> tuple[Width, ...] | None:
    """How many cells the terminal takes for each sample as we would send it."""
    from tui.rendering.cells import cells_of

    drawn = [cells_of(sample.text).cut(0, len(sample.text)) for sample in SAMPLES]
    places = terminal.places("".join(f"\r\x1b[K{text}{ASK_PLACE}" for text, _ in drawn))
    if len(places) != len(SAMPLES):
        return None
    return tuple(
        Width(sample, ours, column)
        for sample, (_, ours), (_, column) in zip(SAMPLES, drawn, places, strict=True)
    )


def _probe_controls(terminal: Conversation, seen: Seen, *, margins: bool) -> Seen:
    """What repeats, erases and scrolls; what is not known is ignored, or printed."""
    probes = {
        "repeats": ("\x1b[2;1H\x1b[K" + repeat_probe(), (1, 4)),
        "erases": ("\x1b[2;1H\x1b[K-\x1b[2X" + ASK_PLACE, (1, 1)),
        "scrolls": ("\x1b[3;1H\x1b[S\x1b[T" + ASK_PLACE, (2, 0)),
        "region": ("\x1b[2;4r\x1b[4;1H\n" + ASK_PLACE + "\x1b[r", (3, 0)),
    }
    if margins:  # where there are none, this would keep the cursor's place, and put it back
        probes["margins"] = ("\x1b[?69h\x1b[3;6s\x1b[2;6Hab" + ASK_PLACE + "\x1b[?69l", (2, 3))
    places = terminal.places("".join(drawn for drawn, _ in probes.values()))
    if len(places) != len(probes):
        return seen
    found = {
        name: place == expected
        for (name, (_, expected)), place in zip(probes.items(), places, strict=True)
    }
    return replace(seen, **found)  # type: ignore[arg-type]  # all of them are bool

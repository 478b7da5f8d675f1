"""The terminal made ready for a screen, and put back as it was: its modes and its line settings."""

from __future__ import annotations

import termios

__all__ = ["enter", "leave", "raw", "restore"]

Settings = list[object]
"""What ``termios.tcgetattr`` gives."""

_ALTERNATE, _CURSOR, _WRAP, _FOCUS, _PASTE, _MARGINS = 1049, 25, 7, 1004, 2004, 69
_MOUSE = (1000, 1006)
"""Clicks and the wheel, with places of any size; no reports of every motion."""

_EVERY_MOUSE = (1000, 1002, 1003, 1006, 1015, 1016)
_KITTY = 1
"""Of the kitty keyboard protocol only that keys are told apart; letters stay letters."""


def _set(*modes: int) -> str:
    return "".join(f"\x1b[?{mode}h" for mode in modes)


def _reset(*modes: int) -> str:
    return "".join(f"\x1b[?{mode}l" for mode in modes)


def enter(*, mouse: bool, kitty: bool, painted: bool = False) -> str:
    """What makes the terminal ready; ``painted`` when a page stands on its other screen already."""
    begin = "" if painted else _set(_ALTERNATE) + _reset(_CURSOR, _WRAP)
    return (
        begin
        + _set(_FOCUS, _PASTE, *(_MOUSE if mouse else ()))
        + (f"\x1b[>{_KITTY}u" if kitty else "")
    )


def leave(*, mouse: bool = True, kitty: bool = True, margins: bool = True) -> str:
    """What takes all that back; by default everything that was ever set, by whomever."""
    return (
        _reset(_FOCUS, _PASTE, *(_EVERY_MOUSE if mouse else ()))
        + (_reset(_MARGINS) if margins else "")
        + ("\x1b[<u" if kitty else "")
        + "\x1b[r\x1b[m"
        + _set(_WRAP)
        + _reset(_ALTERNATE)
        + _set(_CURSOR)
    )


def raw(fileno: int) -> Settings | None:
    """Keys come as they are pressed, and nothing is echoed; gives the settings from before.

    None when there is no terminal. What was typed already is kept.
    """
    try:
        before = termios.tcgetattr(fileno)
        now = termios.tcgetattr(fileno)
        flags_in, flags_out, _, flags_local, *_ = now
        # As typed: Ctrl+S and Ctrl+Q are keys, Enter is Enter, and Ctrl+C is no signal.
        now[0] = flags_in & ~(
            termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        )
        now[1] = flags_out & ~termios.OPOST  # line ends as they are written, not one byte longer
        now[3] = flags_local & ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
        termios.tcsetattr(fileno, termios.TCSANOW, now)
    except termios.error:
        return None
    return before


def restore(fileno: int, settings: Settings | None) -> None:
    """Put the line settings back, if the terminal is still there."""
    if settings is not None:
        try:
            termios.tcsetattr(fileno, termios.TCSANOW, settings)  # type: ignore[arg-type]
        except termios.error:
            return

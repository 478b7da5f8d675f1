"""The offer to go on where a session was cut off, answered with one key."""

from __future__ import annotations

import os
import termios

from corpus.keys import key_of
from tui.dropped import Dropped, ago, dropped_sessions
from tui.paths import place, sample_folder

TYPE_CHECKING = False  # as in typing, which takes 10 ms to import
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["paths_to_go_on_with"]

_GO_ON, _NOT, _LEAVE = b"\r\n", b"nN", b"\x03\x04qQ"


def paths_to_go_on_with(environ: Mapping[str, str]) -> list[str]:
    """Ask, where there is something to go on with and somebody to ask; the paths, or none.

    Raises KeyboardInterrupt when the answer is to leave.
    """
    if environ.get("TERM", "dumb") in ("dumb", "") or not (os.isatty(0) and os.isatty(1)):
        return []
    dropped = next(iter(dropped_sessions(place("state", environ))), None)
    if dropped is None or key_of(dropped.paths) == key_of((sample_folder(),)):
        return []  # the sample collection is opened anyway, and says so itself
    try:
        agreed = _asked(_sentence(dropped))
    except (OSError, termios.error):
        return []
    if agreed:
        return list(dropped.paths)
    dropped.forget()
    return []


def _sentence(dropped: Dropped) -> str:
    from corpus.hostile import harmless_line

    first = dropped.paths[0]
    name = os.path.basename(first) or first  # noqa: PTH119
    more = f" and {len(dropped.paths) - 1} more" if len(dropped.paths) > 1 else ""
    reading = f"“{dropped.title[:80]}” in " if dropped.title else ""
    return harmless_line(
        f"{dropped.what_happened} {ago(dropped.when)} while you were reading {reading}{name}{more}."
    )


def _asked(sentence: str) -> bool:
    """Whether to go on, by one key; the line is then as before."""
    question = f"{sentence}\r\nEnter: go on there   n: the sample collection   q: leave "
    before = termios.tcgetattr(0)
    now = termios.tcgetattr(0)
    now[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
    now[0] &= ~termios.ICRNL
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
    encoded = question.encode("utf-8" if _speaks_utf8() else "ascii", "replace")
    termios.tcsetattr(0, termios.TCSANOW, now)
    try:
        os.write(1, encoded)
        while True:
            key = os.read(0, 1)
            if not key or key in _LEAVE:
                raise KeyboardInterrupt
            if key in _GO_ON or key in _NOT:
                return key in _GO_ON
    finally:
        termios.tcsetattr(0, termios.TCSANOW, before)
        os.write(1, b"\r\n")


def _speaks_utf8() -> bool:
    import sys

    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"

"""A net under the screen: however the program ends, the terminal is as it was."""

from __future__ import annotations

import os
import signal
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

__all__ = ["terminal_given_back"]

# Mouse, focus, pasting, colour and size reports off; keys, colours, screen and cursor as ever.
_RESET = (
    "".join(f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1004, 1006, 1015, 2004, 2031, 2048))
    + "\x1b[<u\x1b[r\x1b[0m\x1b[?1049l\x1b[?7h\x1b[?25h"
)
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def terminal_given_back(settings: list[object] | None = None) -> Iterator[None]:
    """Put the terminal right when the program is told to end, or fails, while a screen is up.

    Standard input must be the terminal. An ordinary end leaves that to the screen itself.
    ``settings`` are those of the line from before a page was painted, by default as they are now.
    """
    before_it = termios.tcgetattr(0) if settings is None else settings

    def reset() -> None:
        with suppress(OSError):
            terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
            os.write(terminal, _RESET.encode())
            os.close(terminal)
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, before_it)  # type: ignore[arg-type]

    def end(number: int, _frame: FrameType | None) -> None:
        reset()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    before = {number: signal.signal(number, end) for number in _ENDINGS}
    try:
        yield
    except BaseException:
        reset()
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""The signals of a session: told to end, resized, stopped and gone on with.

Textual itself dies at a hang-up without a word. Here an end is asked of the app, so that it keeps
what it has and the terminal is put back; if it does not come to that, it is ended all the same.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from functools import partial

__all__ = ["ENDINGS", "Signals"]

ENDINGS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)

PATIENCE = 5.0
"""Seconds an app has to end in order."""


class Signals:
    """Calls back, on the loop, what signals ask for, from ``start`` to ``stop``.

    ``end`` gets the number of the signal; ``last`` is called in another thread when the app has
    not ended in time, just before the process is ended. ``pause`` puts the terminal back and
    ``go_on`` takes it again.
    """

    def __init__(
        self,
        *,
        end: Callable[[int], object],
        last: Callable[[], object],
        resize: Callable[[], object],
        pause: Callable[[], object],
        go_on: Callable[[], object],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._end, self._last, self._resize = end, last, resize
        self._pause, self._go_on = pause, go_on
        self._before: dict[int, object] = {}
        self._ending = False
        self._paused_here = False

    def start(self) -> None:
        """Listen."""
        handlers: dict[int, Callable[[], object]] = {
            number: partial(self._asked_to_end, number) for number in ENDINGS
        }
        handlers[signal.SIGWINCH] = self._resize
        handlers[signal.SIGTSTP] = self._stop_process
        handlers[signal.SIGCONT] = self._continued
        for number, handler in handlers.items():
            self._before.setdefault(number, signal.getsignal(number))
            self._loop.add_signal_handler(number, handler)

    def stop(self) -> None:
        """Leave signals to who had them before."""
        for number, handler in self._before.items():
            self._loop.remove_signal_handler(number)
            signal.signal(number, handler)  # type: ignore[arg-type]
        self._before.clear()

    def _asked_to_end(self, number: int) -> None:
        if self._ending:
            return
        self._ending = True

        def give_up() -> None:
            self._last()
            os._exit(128 + number)

        timer = threading.Timer(PATIENCE, give_up)
        timer.daemon = True
        timer.start()
        self._end(number)

    def _stop_process(self) -> None:
        """Ctrl+Z: the shell has the terminal until ``fg``."""
        self._pause()
        self._paused_here = True
        os.kill(os.getpid(), signal.SIGSTOP)
        self._go_on()

    def _continued(self) -> None:
        """Somebody else had stopped us, and the terminal is not as we left it."""
        if self._paused_here:
            self._paused_here = False
            return
        self._pause()
        self._go_on()

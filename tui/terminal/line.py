"""The way to the terminal: writes without ever waiting, and knows how much is still under way.

Behind the terminal may be a slow line. What was written fills buffers on the way (of this machine,
of a network), and a key pressed then would be answered only after all of it. So after every few
kilobytes the terminal is asked for its status; what was sent before an unanswered question is under
way, and while too much is, the line is busy and newer frames replace each other.

The window follows the delay of the answers, as delay-based congestion control does (Brakmo et al.,
TCP Vegas, 1994): it grows while answers come as fast as ever, and shrinks when they queue.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from tui.terminal.answers import ASK_STATUS
from tui.terminal.twins import TWINS

__all__ = ["Line", "open_terminal"]

ASK_EVERY = 2048
"""Bytes after which the terminal is asked again."""

NARROWEST, WIDEST = 4 * 1024, 256 * 1024
"""Bytes that may be under way: the window begins at the narrowest."""

QUEUED = 0.15
"""Seconds an answer may come later than the quickest one before the line counts as slow."""

SILENT = 10.0
"""Seconds without an answer, though others were given, after which the line counts as silent."""

DOUBTED = 2.0
"""Seconds to wait for the very first answer; a terminal that gives none is not asked again."""


class _Question(NamedTuple):
    """Asked when ``sent`` bytes had been written."""

    when: float
    sent: int


def open_terminal(fileno: int) -> int:
    """Another way to write to the terminal behind ``fileno``, which never blocks.

    The flag that makes writing not block belongs to the open file, and the one we were started
    with is shared with the shell. Raises OSError when the terminal cannot be opened again.
    """
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    name = os.ttyname(fileno)
    try:
        return os.open(name, flags)
    except OSError:  # it may belong to another person (after su), and yet be ours to write to
        return os.open("/dev/tty", flags)


class Line:
    """Everything that is written to the terminal goes through here, in order.

    What ``encoding`` has no letter for is sent as its twin, which takes as many cells.

    ``ready`` is called when the line is no longer busy, ``gone`` once when the terminal is not
    there any more, ``silence`` with True when a line that answered answers no longer, and with
    False when it does again. All of it happens on the loop's thread.
    """

    def __init__(
        self,
        fileno: int,
        *,
        encoding: str = "utf-8",
        ready: Callable[[], object],
        gone: Callable[[], object],
        silence: Callable[[bool], object] = lambda _: None,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._fileno = fileno
        self._encoding = encoding
        self._ready, self._gone, self._silence = ready, gone, silence
        self._waiting = bytearray()
        self._listening = False
        self._closed = False
        self.written = 0
        """Bytes given to the terminal or waiting to be."""
        self._asked: deque[_Question] = deque()
        self._asked_at = 0
        self._answered_at = 0
        self._answers = 0
        self._asks = True
        self._window = NARROWEST
        self._quickest = float("inf")
        self._timer: asyncio.TimerHandle | None = None
        self.silent = False
        """Whether a line that used to answer does not."""

    # State

    @property
    def round_trip(self) -> float | None:
        """Seconds the quickest answer took; None before the first."""
        return self._quickest if self._answers else None

    @property
    def busy(self) -> bool:
        """Whether a new frame would only queue behind others."""
        if self._closed:
            return False
        if self._waiting:
            return True
        return self._answers > 0 and self.under_way > self._window

    @property
    def under_way(self) -> int:
        """Bytes written that the terminal is not known to have seen, 0 if it does not answer."""
        return self._asked_at - self._answered_at if self._asked else 0

    # Writing

    def send(self, data: str) -> None:
        """Write; what the terminal does not take now waits for it."""
        if self._closed or not data:
            return
        raw = data.encode(self._encoding, TWINS)
        self.written += len(raw)
        if self._asks and self.written - self._asked_at >= ASK_EVERY:
            raw += ASK_STATUS.encode()
            self.written += len(ASK_STATUS)
            self._asked_at = self.written
            self._asked.append(_Question(self._loop.time(), self.written))
            self._watch()
        self._waiting += raw
        if not self._listening:
            self._write()

    def _write(self) -> None:
        try:
            while self._waiting:
                done = os.write(self._fileno, self._waiting)
                del self._waiting[:done]
        except BlockingIOError:
            if not self._listening:
                self._listening = True
                self._loop.add_writer(self._fileno, self._go_on)
            return
        except OSError:  # hung up
            self._lose()
            return
        if self._listening:
            self._listening = False
            self._loop.remove_writer(self._fileno)

    def _go_on(self) -> None:
        self._write()
        self._tell_ready()

    def _tell_ready(self) -> None:
        if not self._closed and not self.busy:
            self._ready()

    def _lose(self) -> None:
        if not self._closed:
            self.close()
            self._gone()

    # Answers

    def answered(self) -> None:
        """The terminal has given its status."""
        if not self._asked:
            return
        asked = self._asked.popleft()
        took = self._loop.time() - asked.when
        self._answers += 1
        self._answered_at = asked.sent
        self._quickest = min(self._quickest, took)
        if took > self._quickest + QUEUED:
            self._window = max(NARROWEST, self._window // 2)
        else:
            self._window = min(WIDEST, self._window * 2)
        self._heard()
        self._watch()
        self._tell_ready()

    def heard(self) -> None:
        """Something came from the terminal: the line is alive, whatever it was."""
        if self.silent:
            self._heard()

    def _heard(self) -> None:
        if self.silent:
            self.silent = False
            self._silence(False)

    def _watch(self) -> None:
        """Wait for the oldest answer that is due; nothing ticks when none is."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._asked and not self._closed:
            patience = SILENT if self._answers else DOUBTED
            self._timer = self._loop.call_at(self._asked[0].when + patience, self._give_up)

    def _give_up(self) -> None:
        """No answer came: ask no more, or know that the line is silent."""
        self._timer = None
        self._asked.clear()
        self._answered_at = self._asked_at
        if not self._answers:
            self._asks = False
        elif not self.silent:
            self.silent = True
            self._silence(True)
        self._tell_ready()

    # The end

    def drain(self, seconds: float = 1.0) -> None:
        """Write what waits, with the loop standing still, but no longer than that."""
        import select
        from time import monotonic

        until = monotonic() + seconds
        while self._waiting and not self._closed and (left := until - monotonic()) > 0:
            select.select([], [self._fileno], [], left)
            self._write()

    def close(self) -> None:
        """Write no more."""
        if self._closed:
            return
        self._closed = True
        self._waiting.clear()
        self._asked.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._listening:
            self._listening = False
            self._loop.remove_writer(self._fileno)

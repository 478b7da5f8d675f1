"""What comes from the terminal: keys, pastes, clicks and answers, read on the app's own thread.

Textual's parser makes events of it. It is fed on the loop, without a thread that looks ten times a
second whether there is something: an idle program does nothing at all.
"""

from __future__ import annotations

import asyncio
import os
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.terminal.answers import Answer, AnswerFilter
from tui.terminal.pasting import PasteFilter

__all__ = ["Keyboard"]

_MOST = 4096
_SOON = 0.01
"""Seconds beyond the parser's own, so that its time is over when it is asked."""


class Keyboard:
    """Reads ``fileno`` from ``start`` to ``stop``.

    ``typed`` gets each event, ``answered`` each answer of the terminal, ``read`` is called before
    with the number of bytes, and ``gone`` once when the terminal is not there any more.
    """

    def __init__(
        self,
        fileno: int,
        *,
        encoding: str = "utf-8",
        read: Callable[[int], object],
        typed: Callable[[Message], object],
        answered: Callable[[Answer], object],
        gone: Callable[[], object],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._fileno = fileno
        self._on_read, self._typed, self._answered, self._gone = read, typed, answered, gone
        self.answers = AnswerFilter()
        self._pastes = PasteFilter()
        self._parser = XTermParser()
        self._decode = getincrementaldecoder(encoding)("replace").decode
        self._timer: asyncio.TimerHandle | None = None
        self._reading = False

    def start(self) -> None:
        """Read from now on; what was typed before is waiting there."""
        if not self._reading:
            self._reading = True
            self._loop.add_reader(self._fileno, self._read)

    def stop(self) -> None:
        """Read no more."""
        if self._reading:
            self._reading = False
            self._loop.remove_reader(self._fileno)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _read(self) -> None:
        try:
            data = os.read(self._fileno, _MOST)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self.stop()
            self._gone()
            return
        self._on_read(len(data))
        text, answers = self.answers.feed(self._pastes.feed(self._decode(data)))
        for answer in answers:
            self._answered(answer)
        if text:
            self._feed(text)
        self._wait()

    def _feed(self, text: str) -> None:
        with suppress(ParseError):
            for event in self._parser.feed(text):
                self._typed(event)

    def _wait(self) -> None:
        """Come back when an escape that nothing followed turns out to be the key of that name."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.answers.waiting or self._parser._timeout_time is not None:  # no other way to know
            self._timer = self._loop.call_later(constants.ESCAPE_DELAY + _SOON, self._time_is_over)

    def _time_is_over(self) -> None:
        self._timer = None
        if text := self.answers.flush():
            self._feed(text)
        for event in self._parser.tick():
            self._typed(event)
        self._wait()

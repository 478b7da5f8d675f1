"""A conversation with a terminal before, or without, a screen: questions, and patience for answers.

No question waits for ever. Each is followed by one for the device attributes, which every terminal
answers, in turn: when those have come, what is missing never comes. Only a terminal that does not
answer even that takes the whole patience, once, and is asked no more.
"""

from __future__ import annotations

import os
import re
import select
import signal
import termios
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from dataclasses import replace
from types import FrameType
from typing import Any

from tui.terminal.answers import ASK_ATTRIBUTES, ASK_PLACE, AnswerFilter, Answers

__all__ = ["PATIENCE", "Conversation"]

PATIENCE = 2.0
"""Seconds for an answer from a terminal that has not answered yet, or answers no more."""

# Passed on by the filter for Textual's sake, and answers nevertheless.
_reports = re.compile(r"\x1b\[\?\d+;\d+\$y").sub
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)
_LIMIT = 1 << 20


class Conversation:
    """Talks with the terminal behind ``fileno``; a context manager that leaves it as it was.

    What is typed meanwhile is dropped; Ctrl+C interrupts. Between ``draw`` and the end all is
    drawn on the other screen of the terminal, where it has one.
    """

    def __init__(self, fileno: int, *, patience: float = PATIENCE) -> None:
        self._fileno = fileno
        self._patience = patience
        self._filter = AnswerFilter()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._settings: list[Any] = []
        self._handlers: dict[int, Any] = {}
        self._drawing = False
        self._fences = 0  # how often the device attributes came
        self._read = 0
        self.answers = Answers()
        self.garbage = 0
        """Characters that came and were no answer."""
        self.silent = False
        """Whether it does not answer, or no longer."""
        self.took = 0.0
        """Seconds until the last answer to the last question."""

    def __enter__(self) -> Conversation:
        self._settings = termios.tcgetattr(self._fileno)
        for number in _ENDINGS:
            self._handlers[number] = signal.signal(number, _end)
        self._quieten()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._write("\x1b[r\x1b[m\x1b[?1049l\r\x1b[K" if self._drawing else "\r\x1b[K")
        # Late answers and keys are not left for the shell.
        with suppress(termios.error):
            termios.tcsetattr(self._fileno, termios.TCSAFLUSH, self._settings)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def draw(self) -> None:
        """Go to the other screen and its first cell, for questions that draw."""
        self._drawing = True
        self._write("\x1b[?1049h\x1b[H\x1b[2J")

    def ask(self, questions: str) -> Answers:
        """What the terminal answers to ``questions``; joined to all that it answered so far.

        Raises OSError when the terminal is not there any more.
        """
        if self.silent:
            return self.answers
        wanted = self._fences + 1
        asked = questions.removesuffix(ASK_ATTRIBUTES) + ASK_ATTRIBUTES
        self._filter.forget_places()
        self._filter.expect_place(asked.count(ASK_PLACE))
        self.answers = replace(self.answers, places=())
        started = time.monotonic()
        self._write(asked)
        deadline = started + self._patience
        while self._fences < wanted:
            left = deadline - time.monotonic()
            if left <= 0 or self._read > _LIMIT or not self._take(left):
                self.silent = True
                break
        self.took = time.monotonic() - started
        return self.answers

    def places(self, drawn: str) -> tuple[tuple[int, int], ...]:
        """Where the cursor is at each ``ASK_PLACE`` in what is drawn; fewer, if it does not say."""
        return self.ask(drawn).places

    def round_trip(self, count: int = 5) -> float | None:
        """Seconds an answer takes, the median of some; None when none comes."""
        times = []
        for _ in range(count):
            self.ask("")
            if self.silent:
                return None
            times.append(self.took)
        return sorted(times)[len(times) // 2]

    def _quieten(self) -> None:
        """No echo, no line editing, no stopping by Ctrl+Z or Ctrl+S; Ctrl+C still interrupts."""
        settings = termios.tcgetattr(self._fileno)
        settings[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.ISTRIP)
        settings[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        controls = settings[6]
        controls[termios.VMIN], controls[termios.VTIME] = 1, 0
        controls[termios.VSUSP] = controls[termios.VQUIT] = b"\0"
        termios.tcsetattr(self._fileno, termios.TCSADRAIN, settings)

    def _write(self, text: str) -> None:
        data = text.encode("utf-8")
        while data:
            if not select.select([], [self._fileno], [], self._patience)[1]:
                self.silent = True  # stopped, or gone
                return
            data = data[os.write(self._fileno, data) :]

    def _take(self, seconds: float) -> bool:
        """Read what comes within the time; False when nothing does."""
        if not select.select([self._fileno], [], [], seconds)[0]:
            return False
        data = os.read(self._fileno, 4096)
        if not data:
            raise OSError("the terminal is gone")
        self._read += len(data)
        typed, answers = self._filter.feed(self._decode(data))
        self.garbage += len(_reports("", typed))
        for answer in answers:
            self._fences += answer.kind == "attributes"
            self.answers = self.answers.plus(answer)
        return True


def _end(number: int, _frame: FrameType | None) -> None:
    """Told to end: leave as with Ctrl+C, the terminal put right on the way."""
    raise SystemExit(128 + number)

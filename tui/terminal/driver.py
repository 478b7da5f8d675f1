"""The driver: takes what Textual draws, sends what has changed, and hands over what is typed."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any, cast

from textual import constants, events
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize

from tui.terminal.abilities import TRUE_COLOUR, Abilities
from tui.terminal.answers import Answer, Answers, ask
from tui.terminal.first_page import Painted
from tui.terminal.keyboard import Keyboard
from tui.terminal.line import Line, open_terminal
from tui.terminal.meter import Meter
from tui.terminal.modes import Settings, enter, leave, raw, restore
from tui.terminal.net import netted
from tui.terminal.screen import Screen, Unmodelled
from tui.terminal.setup import Host, able
from tui.terminal.signals import Signals
from tui.terminal.twins import terminal_encoding

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["TerminalDriver"]

AT_ONCE = 1024
"""Bytes from which a frame is put between the marks that make a terminal show it at once."""

SYNC, SYNCED = "\x1b[?2026h", "\x1b[?2026l"
HELD, HELD_COLD = 2.0, 0.3
"""Seconds after which frames are shown although nobody has said that the page is whole: over a
page that was painted before, and over nothing."""

SOON, LAID_OUT = 0.01, 100
"""Seconds between looks whether the app has laid out a size, and how often to look."""

SETTLED = 0.05
"""Seconds without output after which a key counts as answered."""


class TerminalDriver(Driver):
    """Keeps the last frame as cells and sends the shortest way from it to the next.

    While the line is busy, frames are drawn over each other here and only the newest is sent.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._host = cast("Host", app)
        setup = self._host.setup
        self._fileno = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        self._abilities = setup.abilities
        self._plain = setup.plain
        self._painted = setup.painted
        self._screen = Screen(*self._terminal_size(), self._abilities)
        self._screen.cursor_visible = False
        self._answers = Answers()
        self._line: Line | None = None
        self._writer = -1
        self._keyboard: Keyboard | None = None
        self._settings: Settings | None = None
        self._signals: Signals | None = None
        self._held: asyncio.TimerHandle | None = None
        self._settling: asyncio.TimerHandle | None = None
        self._telling: asyncio.TimerHandle | None = None
        self._begun = self._over_painted = False
        self._partly = self._wanted = False
        self._due = False
        self._silent_since = 0.0
        self.meter = Meter()
        self.metering = False
        """Whether the app is told when a key is answered."""

    # What Textual asks

    @property
    def can_suspend(self) -> bool:
        """Whether the shell can have the terminal for a while."""
        return True

    def write(self, data: str) -> None:
        """Take what Textual writes: a frame, or controls."""
        if self._line is None:
            return
        if self._plain:
            self._write_plainly(data)
            return
        size = self._app.size
        if (size.width, size.height) != (self._screen.width, self._screen.height):
            self._screen.resize(size.width, size.height)
        try:
            controls = self._screen.feed(data)
        except Unmodelled as reason:
            self._go_plain(str(reason))
            return
        if controls:
            self._send(controls)
        self._flush()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._writer = open_terminal(self._fileno)
        self._line = Line(
            self._writer,
            encoding=terminal_encoding(os.environ),
            ready=self._flush_if_due,
            gone=self._gone,
            silence=self._silence,
        )
        before = raw(self._fileno)
        self._settings = self._settings or before
        painted = self._take_painted()
        self._send(enter(mouse=self._mouse, kitty=self._kitty, painted=painted is not None))
        depth = self._abilities.colours < TRUE_COLOUR and not self._app.no_color
        self._send(ask(os.environ, depth=depth))
        self._keyboard = Keyboard(
            self._fileno,
            encoding=terminal_encoding(os.environ),
            read=self._read,
            typed=self._typed,
            answered=self._answered,
            gone=self._gone,
        )
        self._keyboard.start()
        self._signals = self._signals or Signals(
            end=self._host.told_to_end,
            last=self._put_back,
            resize=self._tell_size,
            pause=self._pause,
            go_on=self._go_on,
        )
        self._signals.start()
        self._size = self._terminal_size()
        size = Size(*self._size)
        self.send_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """Hear nothing more."""
        if self._keyboard is not None:
            self._keyboard.stop()

    def stop_application_mode(self) -> None:
        """Put the terminal back as it was."""
        self._release()
        self.disable_input()
        for timer in (self._settling, self._telling):
            if timer is not None:
                timer.cancel()
        if self._signals is not None:
            self._signals.stop()
        if self._line is not None:
            self._line.send(self._leaving())
            self._line.drain()
        restore(self._fileno, self._settings)

    def close(self) -> None:
        """Let go of the terminal."""
        if self._line is not None:
            self._line.close()
            self._line = None
            os.close(self._writer)

    def _take_painted(self) -> Painted | None:
        """The page that was painted before, the first time; frames are held until a whole one."""
        painted, self._painted = self._painted, None
        if painted is not None:
            self._settings = painted.settings
        self._screen.forget()
        if not self._plain and not self._begun:
            fits = painted is not None and self._terminal_size() == (painted.columns, painted.rows)
            if painted is not None and fits:
                self._screen.feed(painted.picture)
                self._screen.accept()
                self._over_painted = True
            self._held = self._loop.call_later(HELD if fits else HELD_COLD, self._show)
        self._begun = True
        return painted

    @property
    def _kitty(self) -> bool:
        return not constants.DISABLE_KITTY_KEY

    def _leaving(self) -> str:
        return leave(mouse=self._mouse, kitty=self._kitty)

    def _put_back(self) -> None:
        """The last resort, from another thread: nobody else will."""
        restore(self._fileno, self._settings)
        try:
            os.write(self._fileno, leave().encode())
        except OSError:
            return

    # Frames

    def page_is_shown(self, *, whole: bool) -> None:
        """Show frames from now on; those before would only have flickered.

        A page that was painted before stands until the new one is whole, or somebody types.
        """
        if whole or not self._over_painted:
            self._show()
        else:
            self._partly = True
            self._show_soon()

    def _show_soon(self, *, typed: bool = False) -> None:
        """Wait for the rest of a page no longer than somebody waits for what a key does."""
        self._wanted = self._wanted or typed
        if self._wanted and self._partly and self._held is not None:
            self._release()
            self._held = self._loop.call_later(HELD_COLD, self._show)

    def _show(self) -> None:
        if self._held is not None:
            self._release()
            self._flush()

    def _release(self) -> None:
        if self._held is not None:
            self._held.cancel()
            self._held = None

    def picture(self) -> str:
        """What draws the page as it now is on a cleared screen; empty when drawing plainly."""
        return "" if self._plain else self._screen.picture()

    def _flush(self) -> None:
        line = self._line
        if line is None or self._plain:
            return
        if self._held is not None or line.busy:
            self._due = True
            return
        self._due = False
        try:
            changes = self._screen.changes()
        except Unmodelled as reason:
            self._go_plain(str(reason))
            return
        if len(changes) > AT_ONCE and self._abilities.synchronised:
            changes = SYNC + changes + SYNCED
        self._send(changes)

    def _flush_if_due(self) -> None:
        if self._due:
            self._due = False
            if self._plain:
                self._app.refresh()
            else:
                self._flush()

    def _send(self, data: str) -> None:
        line = self._line
        if line is None or not data:
            return
        before = line.written
        line.send(data)
        self.meter.sent(line.written - before)
        if self.metering and self.meter.running:
            if self._settling is not None:
                self._settling.cancel()
            self._settling = self._loop.call_later(SETTLED, self._settled)

    def _settled(self) -> None:
        """Nothing more came of the last key; telling what it cost is not part of that."""
        self._settling = None
        self.meter.stop()
        self._host.key_answered()

    # Without a model

    def _write_plainly(self, data: str) -> None:
        assert self._line is not None
        if data in (SYNC, SYNCED):
            return
        if self._line.busy and len(data) > AT_ONCE:
            self._due = True  # all of it is drawn again when the line is free
            return
        self._send(netted(data))

    def _go_plain(self, reason: str) -> None:
        """Something was drawn that the model of the screen does not know: do without."""
        self._plain = True
        self._release()
        self._send("\x1b[r\x1b[m\x1b[2J")
        self._app.refresh()
        self._host.drawing_plainly(reason)

    # What comes from the terminal

    def _read(self, _count: int) -> None:
        if self._line is not None:
            self._line.heard()

    def _typed(self, message: Message) -> None:
        if isinstance(message, events.Key | events.Paste):
            self.meter.key()
            self._show_soon(typed=True)
        self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Hand an event on; sizes come with a signal, never in a key's place."""
        if not isinstance(message, InBandWindowResize):
            super().process_message(message)

    def _answered(self, answer: Answer) -> None:
        if answer.kind == "status":
            if self._line is not None:
                self._line.answered()
            return
        self._answers = self._answers.plus(answer)
        if answer.kind == "attributes":
            self._use(able(os.environ, self._abilities, self._answers))

    def _use(self, abilities: Abilities) -> None:
        """Draw with what the terminal says it can do."""
        if abilities == self._abilities:
            return
        if abilities.margins and not self._abilities.margins:
            self._send("\x1b[?69h")
        self._abilities = abilities
        self._screen.abilities = abilities
        self._host.terminal_answered(abilities)

    # What happens to the terminal

    def _terminal_size(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self._fileno)
        except OSError:
            columns = rows = 0
        return columns or 80, rows or 24

    def _tell_size(self, patience: int = LAID_OUT) -> None:
        """Tell the app the size of the window, once it has laid out the one it was told before.

        Of two sizes that are on their way through Textual at the same time, each makes the screen
        send itself the other again, for ever.
        """
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        stack = self._app.screen_stack if self._app.is_running else ()
        if self._size is not None and patience and not (stack and stack[-1].size == self._size):
            self._telling = self._loop.call_later(SOON, self._tell_size, patience - 1)
            return
        self._size = self._terminal_size()
        size = Size(*self._size)
        self.send_message(events.Resize(size, size))
        if not self._plain and self._size == (self._screen.width, self._screen.height):
            # It may have had another for a moment, and what it showed may be lost.
            self._screen.forget()
            self._flush()

    def _pause(self) -> None:
        """Give the terminal to the shell, with the loop standing still."""
        if self._line is not None:
            self._line.send(self._leaving())
            self._line.drain()
        restore(self._fileno, self._settings)

    def _go_on(self) -> None:
        """Take the terminal again, however it looks now."""
        raw(self._fileno)
        self._send(enter(mouse=self._mouse, kitty=self._kitty))
        if self._abilities.margins:
            self._send("\x1b[?69h")
        self._tell_size()
        if self._plain:
            self._app.refresh()

    def _gone(self) -> None:
        import signal

        self._host.told_to_end(signal.SIGHUP)

    def _silence(self, silent: bool) -> None:  # noqa: FBT001
        now = self._loop.time()
        if silent:
            self._silent_since = now
            self._host.line_silent(None)
        else:
            self._host.line_silent(now - self._silent_since)

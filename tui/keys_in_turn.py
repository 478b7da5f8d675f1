"""Keys one after the other: each goes to what has the keyboard when those before it are done.

What is pasted is made harmless here, before any line to type in has it.

Textual hands a key to the widget that has the focus when the key comes in. Of keys that come in
together (typed ahead, or fast over a slow line) the later ones would so reach the list or the
page, and be commands there, although the first has just opened a line to type in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.timer import Timer

from corpus.hostile import without_harmful

__all__ = ["KeysInTurn"]

ROUNDS = 3
"""A key becomes an action, the action a message, the message what a screen does."""

PATIENCE = 1.0
"""Seconds after which the next key no longer waits for one whose widget is gone."""


class KeysInTurn(App[None]):
    """An app whose keys wait for each other."""

    def __init__(self) -> None:
        self._waiting_keys: deque[events.Key] = deque()
        self._key_number = 0
        self._key_at_work = False
        self._key_timer: Timer | None = None
        self._holds_frames = False
        super().__init__()

    @property
    def keys_at_work(self) -> bool:
        """Whether a key is being worked on, or waits."""
        return self._key_at_work or bool(self._waiting_keys)

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait until those before it are done; all else goes its way."""
        if isinstance(event, events.Paste):
            event.text = without_harmful(event.text)
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._waiting_keys.append(event)
        await self._next_key()

    async def _next_key(self) -> None:
        if self._key_at_work or not self._waiting_keys:
            return
        self._key_at_work = True
        self._key_number += 1
        number, screen = self._key_number, self.screen
        way = list(self._way())
        self._key_timer = self.set_timer(PATIENCE, lambda: self._done(number))
        self._hold_frames()
        await super().on_event(self._waiting_keys.popleft())

        def walked() -> None:
            if self.screen is screen:
                self._done(number)
            else:  # another screen came or went: its widgets have to be there
                self._let_frames()
                new = self.screen
                new.call_after_refresh(self._walk, iter([new, self] * ROUNDS), number)

        self._walk(iter(way * ROUNDS), number, walked)

    def pop_screen(self) -> AwaitComplete:
        """Close a screen; nobody waits in the queues of its widgets any more."""
        closing = super().pop_screen()
        self._let_frames()
        if self._key_at_work:
            self._walk(iter([self.screen, self] * ROUNDS), self._key_number)
        return closing

    # One key, one frame

    def _hold_frames(self) -> None:
        """Draw nothing until all that the key leads to is done: then it is one frame."""
        if not self._holds_frames:
            self._holds_frames = True
            self._begin_batch()

    def _let_frames(self) -> None:
        if self._holds_frames:
            self._holds_frames = False
            self._end_batch()
            if self._screen_stack:
                self.screen.check_idle()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        # What is drawn in spite of that (another size, another screen) would be lost.
        self._let_frames()
        super()._display(screen, renderable)

    def _way(self) -> Iterator[MessagePump]:
        """What a key passes through, in order."""
        node: MessagePump | None = self.focused or self.screen
        while node is not None:
            yield node
            node = node._parent  # ends at the app, as messages do

    def _walk(
        self, way: Iterator[MessagePump], number: int, end: Callable[[], None] | None = None
    ) -> None:
        """Wait in the queue of each, behind what is already there."""
        following = next(way, None)
        if following is None:
            if end is None:
                self._done(number)
            else:
                end()
        elif not following.call_later(self._walk, way, number, end):
            self._done(number)

    def _done(self, number: int) -> None:
        if number == self._key_number and self._key_at_work:
            self._key_at_work = False
            self._let_frames()
            if self._key_timer is not None:
                self._key_timer.stop()
            if self._waiting_keys:
                self.call_later(self._next_key)

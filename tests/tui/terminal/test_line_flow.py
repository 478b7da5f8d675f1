"""The line to a terminal: never waits, knows what is under way, and when nobody answers."""

from __future__ import annotations

import asyncio
import os
import tty
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pytest

from tui.terminal import line as line_module
from tui.terminal.line import ASK_EVERY, NARROWEST, Line, open_terminal


class Other:
    """The other end of a pseudo-terminal, and what the line has told."""

    def __init__(self, line_end: int, terminal_end: int) -> None:
        self.terminal_end = terminal_end
        self.told: list[object] = []
        self.changed = asyncio.Event()
        self.line = Line(
            line_end,
            ready=lambda: self.tell("ready"),
            gone=lambda: self.tell("gone"),
            silence=lambda silent: self.tell("silent" if silent else "heard"),
        )

    def tell(self, what: object) -> None:
        self.told.append(what)
        self.changed.set()

    async def until(self, what: object) -> None:
        """Wait until the line has told it."""
        while what not in self.told:
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), 10)

    async def read(self, count: int) -> bytes:
        """Read so many bytes, without holding up the loop."""
        data = b""
        while len(data) < count:
            data += await asyncio.to_thread(os.read, self.terminal_end, count - len(data))
        return data


@contextmanager
def pty_pair() -> Iterator[tuple[int, int]]:
    master, slave = os.openpty()
    tty.setraw(slave)
    opened = open_terminal(slave)
    try:
        yield opened, master
    finally:
        for end in (opened, slave, master):
            try:
                os.close(end)
            except OSError:
                continue


def on_a_line(test: Callable[[Other], Awaitable[None]]) -> None:
    async def run(opened: int, master: int) -> None:
        other = Other(opened, master)
        try:
            await test(other)
        finally:
            other.line.close()

    with pty_pair() as (opened, master):
        asyncio.run(run(opened, master))


def test_the_shared_terminal_stays_as_it_is_for_others():
    master, slave = os.openpty()
    opened = open_terminal(slave)
    assert os.get_blocking(slave)
    assert not os.get_blocking(opened)
    for end in (opened, slave, master):
        os.close(end)


def test_what_is_sent_comes_whole_and_in_order_however_little_the_terminal_takes():
    sent = "".join(f"{number:07} " for number in range(40_000))

    async def test(other: Other) -> None:
        other.line._asks = False
        other.line.send(sent)
        assert other.line.busy
        assert await other.read(len(sent)) == sent.encode()
        await other.until("ready")
        assert not other.line.busy

    on_a_line(test)


def test_a_terminal_is_asked_after_some_bytes_and_never_when_little_is_sent():
    async def test(other: Other) -> None:
        other.line.send("x" * (ASK_EVERY - 1))
        assert await other.read(ASK_EVERY - 1) == b"x" * (ASK_EVERY - 1)
        assert other.line.under_way == 0
        other.line.send("yz")
        assert await other.read(6) == b"yz\x1b[5n"
        assert other.line.under_way == ASK_EVERY + 5

    on_a_line(test)


def test_too_much_under_way_makes_the_line_busy_until_an_answer_comes():
    async def test(other: Other) -> None:
        line = other.line
        line.send("a" * ASK_EVERY)
        line.answered()
        assert line.round_trip is not None
        line.send("b" * (2 * NARROWEST + 2 * ASK_EVERY))
        await other.read(line.written)
        assert line.busy
        other.told.clear()
        line.answered()
        assert other.told == ["ready"]
        assert not line.busy

    on_a_line(test)


def test_a_terminal_that_never_answers_is_asked_once_and_holds_nothing_up(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(line_module, "DOUBTED", 0.01)

    async def test(other: Other) -> None:
        line = other.line
        line.send("a" * 3 * NARROWEST)
        assert not line.busy or line._waiting
        await other.read(line.written)
        while line.under_way:
            other.changed.clear()
            await asyncio.wait_for(other.changed.wait(), 10)
        written = line.written
        line.send("b" * 3 * NARROWEST)
        assert line.written == written + 3 * NARROWEST
        assert "silent" not in other.told

    on_a_line(test)


def test_a_line_that_answered_and_answers_no_more_is_noticed_and_so_is_its_return(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(line_module, "SILENT", 0.01)

    async def test(other: Other) -> None:
        line = other.line
        line.send("a" * ASK_EVERY)
        line.answered()
        line.send("b" * ASK_EVERY)
        await other.read(line.written)
        await other.until("silent")
        assert line.silent
        assert not line.busy
        line.heard()
        assert other.told[-1] == "heard"
        line.heard()
        assert other.told.count("heard") == 1

    on_a_line(test)


def test_a_terminal_that_is_hung_up_is_told_once_and_nothing_more_is_written():
    async def test(other: Other) -> None:
        os.close(other.terminal_end)
        other.line.send("anything")
        other.line.send("more")
        assert other.told == ["gone"]
        assert not other.line.busy

    on_a_line(test)


def test_an_answer_to_nothing_is_nothing():
    async def test(other: Other) -> None:
        other.line.answered()
        assert other.line.round_trip is None
        assert other.told == []

    on_a_line(test)

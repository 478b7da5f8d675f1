"""A line between two programs on the loopback that can be slow, long, stopped, dead or cut.

Bytes are counted where they come out. A line that is slow or stopped takes nothing in beyond a
few kilobytes, as a modem does, so that who writes into it feels it.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

__all__ = ["LineProxy", "line_to"]

T = TypeVar("T")

HELD = 4096
"""Bytes that one direction takes in before they have come out."""
PER_SECOND = 50
"""Pieces that a second of a slow line is cut into."""


class LineProxy:
    """Hands on what comes to ``port`` to another port, and back.

    ``delay`` is seconds from one end to the other, ``rate`` bytes a second (0: no limit); both can
    be changed while the line is in use. ``sent`` counts the bytes that came out at the server's
    end, ``received`` those that came out at the client's.
    """

    def __init__(self, target: int, *, delay: float = 0.0, rate: int = 0) -> None:
        self.delay, self.rate = delay, rate
        self.sent = self.received = 0
        self._target = target
        self._lines: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._dead = False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = self._call(self._listen())

    def stop(self) -> None:
        """Nothing more comes out at the client's end until ``go_on``; keys still arrive."""
        self._do(self._open.clear)

    def go_on(self) -> None:
        """End of ``stop``."""
        self._do(self._open.set)

    def black_hole(self) -> None:
        """Swallow everything from now on and answer nothing: neither end is told."""
        self._do(lambda: setattr(self, "_dead", True))

    def drop(self) -> None:
        """Cut all connections, which both ends are told."""
        self._do(self._cut)

    def close(self) -> None:
        """Cut all and listen no more."""
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, action: Callable[[], object]) -> None:
        """Do something on the thread of the line, and wait until it is done."""

        async def act() -> None:
            action()

        self._call(act())

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _cut(self) -> None:
        for line in self._lines:
            line.transport.abort()

    async def _listen(self) -> int:
        self._open = asyncio.Event()
        self._open.set()
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, HELD)
        listening.bind(("127.0.0.1", 0))
        self._server = await asyncio.start_server(self._connect, sock=listening, limit=HELD)
        port: int = listening.getsockname()[1]
        return port

    async def _end(self) -> None:
        self._server.close()
        self._cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        other = socket.socket()
        other.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, HELD)
        other.setblocking(False)
        await self._loop.sock_connect(other, ("127.0.0.1", self._target))
        back, away = await asyncio.open_connection(sock=other, limit=HELD)
        for line in (writer, away):
            line.transport.set_write_buffer_limits(0)
            self._lines.add(line)
        for pump in (self._hand_on(reader, away, up=True), self._hand_on(back, writer, up=False)):
            task = self._loop.create_task(pump)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _hand_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, up: bool
    ) -> None:
        """One direction. What is under way waits in a queue, each piece with its time."""
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(0 if self.delay else 1)
        deliver = self._loop.create_task(self._deliver(under_way, writer, up=up))
        with suppress(OSError):
            while data := await reader.read(self._piece()):
                if self._dead:
                    continue
                await under_way.put((time.monotonic() + self.delay, data))
        await under_way.put((0.0, b""))
        await deliver

    def _piece(self) -> int:
        return max(1, min(HELD, self.rate // PER_SECOND)) if self.rate else HELD

    async def _deliver(
        self,
        under_way: asyncio.Queue[tuple[float, bytes]],
        writer: asyncio.StreamWriter,
        *,
        up: bool,
    ) -> None:
        with suppress(OSError):
            while (piece := await under_way.get())[1]:
                due, data = piece
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                if not up:
                    await self._open.wait()
                if self._dead:
                    continue
                writer.write(data)
                await writer.drain()
                if up:
                    self.sent += len(data)
                else:
                    self.received += len(data)
                if self.rate:
                    await asyncio.sleep(len(data) / self.rate)
        if not self._dead:
            writer.close()


@contextmanager
def line_to(port: int, *, delay: float = 0.0, rate: int = 0) -> Iterator[LineProxy]:
    """A line to a port of this machine."""
    proxy = LineProxy(port, delay=delay, rate=rate)
    try:
        yield proxy
    finally:
        proxy.close()

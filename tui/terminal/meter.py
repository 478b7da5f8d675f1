"""What the last key cost: bytes sent for it, and the time until the last of them."""

from __future__ import annotations

from time import perf_counter
from typing import NamedTuple

__all__ = ["Cost", "Meter"]


class Cost(NamedTuple):
    """Bytes that went to the terminal, frames they came in, and milliseconds until the last."""

    bytes: int
    frames: int
    milliseconds: float

    def __str__(self) -> str:
        """In words for a status line."""
        return f"{self.bytes} B · {self.milliseconds:.0f} ms"


class Meter:
    """Counts from each key until it is stopped."""

    def __init__(self) -> None:
        self._began = self._last = perf_counter()
        self._bytes = self._frames = 0
        self.running = False

    def key(self) -> None:
        """A key has come."""
        self._began = self._last = perf_counter()
        self._bytes = self._frames = 0
        self.running = True

    def sent(self, count: int) -> None:
        """So many bytes were given to the terminal."""
        if self.running:
            self._bytes += count
            self._frames += 1
            self._last = perf_counter()

    def stop(self) -> None:
        """Whatever is sent until the next key is not for the last one."""
        self.running = False

    @property
    def cost(self) -> Cost:
        """Of the last key."""
        return Cost(self._bytes, self._frames, (self._last - self._began) * 1000)

"""A slow line is given the newest screen, and not all that were drawn in between."""

from __future__ import annotations

import time

from line_proxy import LineProxy, line_to
from terminal import Terminal
from visitor import Visitor, ready

MOST = 24_000
"""Bytes; sixty pages drawn one after the other would be ten times as much."""


def hold_down(terminal: Terminal, key: str, times: int) -> None:
    """Keep a key down, as a keyboard repeats it: thirty times a second."""
    for _ in range(times):
        terminal.send(key)
        until = time.monotonic() + 1 / 30
        while (left := until - time.monotonic()) > 0:
            terminal._pump(left)


def received_until_the_end(terminal: Terminal, line: LineProxy, before: int) -> int:
    """Bytes from ``before`` until the page stands on which the last line is."""
    terminal.wait_for("The last line of all.", "100 %")
    return line.received - before


def test_a_line_that_stood_still_gets_the_newest_screen_and_not_all_between(
    visitor: Visitor,
) -> None:
    with line_to(visitor.server.port) as line, visitor.open(port=line.port) as terminal:
        ready(terminal)
        before = line.received
        line.stop()
        hold_down(terminal, "<down>", 20)
        hold_down(terminal, "<pagedown>", 20)
        terminal.send("G")
        line.go_on()
        assert received_until_the_end(terminal, line, before) <= MOST


def test_a_slow_line_gets_the_newest_screen_and_not_all_between(visitor: Visitor) -> None:
    with line_to(visitor.server.port) as line, visitor.open(port=line.port) as terminal:
        ready(terminal)
        line.rate = 6_000
        before = line.received
        hold_down(terminal, "<pagedown>", 40)
        terminal.send("G")
        assert received_until_the_end(terminal, line, before) <= MOST

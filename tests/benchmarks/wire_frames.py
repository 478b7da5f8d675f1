"""The driver's own cost: frames of a real session are kept, then drawn and compared again, timed.

    python tests/benchmarks/wire_frames.py FILE [arguments of the program]

runs the program and writes into FILE what Textual gave the driver to draw.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

__all__ = ["Cost", "replay"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time for a frame, over so many frames; the longest in bytes."""

    frames: int
    median: float
    p95: float
    most: float


def replay(file: Path, size: tuple[int, int], *, margins: bool) -> Cost | str:
    """Draw a session's frames again on a new screen; or why that cannot be done."""
    from tui.terminal.abilities import TRUE_COLOUR, Abilities
    from tui.terminal.screen import Screen

    if not file.exists():
        return "no frames were kept"
    frames: list[str] = json.loads(file.read_text(encoding="utf-8"))
    abilities = Abilities(
        colours=TRUE_COLOUR,
        scrolls=True,
        margins=margins,
        repeats=True,
        erases_in_colour=True,
        erases_cells=True,
        synchronised=True,
    )
    screen = Screen(*size, abilities)
    took = []
    for frame in frames:
        begun = time.thread_time()
        screen.feed(frame)
        changes = screen.changes()
        if changes or len(frame) > 100:  # not a mode or a title
            took.append((time.thread_time() - begun) * 1000)
    if not took:
        return "no frames were kept"
    took.sort()
    p95 = took[min(len(took) - 1, int(len(took) * 0.95))]
    return Cost(len(took), statistics.median(took), p95, took[-1])


def _record(file: Path, arguments: list[str]) -> int:
    from tui.terminal import screen

    frames: list[str] = []
    feed = screen.Screen.feed

    def keeping(self: screen.Screen, data: str) -> str:
        frames.append(data)
        return feed(self, data)

    screen.Screen.feed = keeping  # type: ignore[method-assign]
    from tui.__main__ import main

    sys.argv = ["glossator", *arguments]
    try:
        return main() or 0
    finally:
        file.write_text(json.dumps(frames), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(_record(Path(sys.argv[1]), sys.argv[2:]))

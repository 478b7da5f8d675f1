"""What was half written when the line broke is there again."""

from __future__ import annotations

import signal

import pytest
from processes import processes_missing
from visitor import Visitor, accept, ready

needs_processes = pytest.mark.skipif(bool(processes_missing()), reason=processes_missing())


@needs_processes
def test_a_half_written_note_survives_a_drop(visitor: Visitor) -> None:
    with visitor.open() as terminal:
        ready(terminal)
        accept(terminal)
        terminal.send("m")
        terminal.wait_for("Ctrl+S save")
        terminal.send("said twice, ask the archi")
        terminal.wait_for("said twice, ask the archi")
        terminal.kill(signal.SIGKILL)
    visitor.wait_ended()
    with visitor.open() as terminal:
        ready(terminal)
        terminal.wait_for("a accept")
        terminal.send("m")
        terminal.wait_for("Ctrl+S save", "said twice, ask the archi")

"""The line breaks at any moment while somebody marks as fast as keys go: nothing is lost."""

from __future__ import annotations

import random
import signal
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from marked_collection import is_ready, marks_in, marks_shown
from processes import processes_missing, wait_gone
from sshd import Sshd
from terminal import Terminal
from visitor import Visitor

from corpus.annotation import Annotation
from corpus.store import open_store

AHEAD = 12
"""Keys that are under way at once, at the most."""

needs_processes = pytest.mark.skipif(bool(processes_missing()), reason=processes_missing())


@dataclass
class Figures:
    """What happened in all the drops together."""

    drops: int = 0
    shown: int = 0
    kept: int = 0
    ahead: int = 0
    seconds: float = 0.0
    slowest_end: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.drops} drops in {self.seconds:.0f} s: {self.shown} marks shown as saved, "
            f"{self.kept} in the store ({self.ahead} made that nobody had seen yet), "
            f"none lost; the last process was gone after at most {self.slowest_end:.2f} s"
        )


def opened(terminal: Terminal, marks: int) -> None:
    """Wait until one can mark, and see that all is there that was there before."""
    terminal.wait_until(is_ready, "what was marked")
    terminal.wait_until(lambda screen: marks_shown(screen) == marks, f"{marks} marks")


def mark_and_drop(terminal: Terminal, chance: random.Random, most: int) -> int:
    """Mark at speed, then kill the client; how many marks had been shown as saved then.

    It is killed after no more than ``most`` marks that are shown, with others under way.
    """
    wanted = marks_shown(terminal.text) + chance.randint(0, most)
    terminal.send("]")
    terminal.wait_for("a accept")
    sent = marks_shown(terminal.text)

    def mark_on(screen: str) -> bool:
        nonlocal sent
        shown = marks_shown(screen)
        while sent < shown + AHEAD and chance.random() < 0.9:
            terminal.send("a")
            sent += 1
        return shown >= wanted

    terminal.wait_until(mark_on, f"{wanted} marks", within=60)
    # Then some more of what is under way, be it half a frame, and the end.
    terminal.send("a" * chance.randint(0, AHEAD))
    for _ in range(chance.randint(0, 6)):
        terminal._pump(0.01)
    terminal.kill(signal.SIGKILL)
    return marks_shown(terminal.text)


def check_history(visitor: Visitor, marks: list[Annotation]) -> None:
    """The marks are what the history of edits makes them."""
    with closing(open_store(visitor.collection, visitor.folder / "data")) as store:
        state: dict[str, Annotation] = {}
        for edit in reversed(store.edits()):
            for change in edit.changes:
                assert change.before is None
                assert change.after is not None
                assert change.after.id not in state
                state[change.after.id] = change.after
    assert state == {mark.id: mark for mark in marks}


def drop_often(visitor: Visitor, times: int, *, seed: int, most: int) -> Figures:
    chance = random.Random(seed)
    figures = Figures()
    begun = time.monotonic()
    known: set[str] = set()
    for number in range(times):
        with visitor.open() as terminal:
            opened(terminal, len(known))
            shown = mark_and_drop(terminal, chance, most)
            killed = time.monotonic()
            wait_gone(visitor.folder)
            figures.slowest_end = max(figures.slowest_end, time.monotonic() - killed)
        marks = marks_in(visitor.collection, visitor.folder)
        now = {mark.id for mark in marks}
        figures.shown += shown - len(known)
        figures.ahead += len(now) - shown
        assert known <= now, f"drop {number}: marks of before are gone"
        assert shown <= len(now), f"drop {number}: {shown} shown as saved, {len(now)} kept"
        check_history(visitor, marks)
        known = now
        figures.drops += 1
    figures.kept = len(known)
    figures.seconds = time.monotonic() - begun
    return figures


@needs_processes
def test_three_drops_lose_nothing(sshd: Sshd, tmp_path: Path) -> None:
    figures = drop_often(Visitor(sshd, tmp_path), 3, seed=1, most=5)
    assert figures.shown


@pytest.mark.soak
@needs_processes
def test_fifty_drops_lose_nothing(
    sshd: Sshd, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = drop_often(Visitor(sshd, tmp_path, paragraphs=600), 50, seed=2, most=20)
    assert figures.shown > 50
    with capsys.disabled():
        print(f"\n{figures}")

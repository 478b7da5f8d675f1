"""A program that marks is killed at any moment: what it was told is saved is there."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corpus.annotation import Annotation, Change
from corpus.store import open_store

ROOT = Path(__file__).resolve().parents[2]

MARKER = """
import sys
from pathlib import Path
from corpus.anchor import Anchor
from corpus.annotation import Annotation, Change
from corpus.history import History, new_id
from corpus.span import Span
from corpus.store import open_store

store = open_store(Path(sys.argv[1]), Path(sys.argv[2]))
history = History(store, "An")
number = 0
while True:
    number += 1
    anchor = Anchor(Span(number, number + 4), "text", "before", "after", "digest")
    mark = Annotation(new_id(), "a.txt", anchor, "PERSON", "An", "now")
    edit = history.record("Mark", [Change(None, mark)])
    print("+", mark.id, edit.id, flush=True)
    if number % 3 == 0:
        edit = history.undo()
        print("-", mark.id, edit.id, flush=True)
"""


def killed_at_work(folder: Path, lines: int) -> list[list[str]]:
    """What a marking program had said when it was killed, at some moment after some lines."""
    arguments = [sys.executable, "-c", MARKER, str(folder), str(folder / "data")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        said = [program.stdout.readline() for _ in range(lines)]
        program.send_signal(signal.SIGKILL)
        said += program.stdout.readlines()
    return [line.split() for line in said if line.endswith("\n")]


def check(folder: Path, promised: set[str]) -> None:
    """All that was said is in the history, and the marks are what the history makes them."""
    with closing(open_store(folder, folder / "data")) as store:
        edits = store.edits()
        assert store.notice == ""
        assert promised <= {edit.id for edit in edits}
        state: dict[str, Annotation] = {}
        for edit in reversed(edits):
            for change in edit.changes:
                replay(state, change)
        assert {mark.id: mark for mark in store.annotations()} == state
    with closing(sqlite3.connect(store.where)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def replay(state: dict[str, Annotation], change: Change) -> None:
    if change.before is not None:
        assert state.pop(change.before.id) == change.before
    if change.after is not None:
        assert change.after.id not in state
        state[change.after.id] = change.after


def kill_often(folder: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    promised: set[str] = set()
    for _ in range(times):
        said = killed_at_work(folder, chance.randint(1, 40))
        assert said
        promised |= {edit for _, _, edit in said}
        check(folder, promised)


def test_five_kills_lose_nothing(tmp_path):
    kill_often(tmp_path, 5, seed=1)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing(tmp_path):
    kill_often(tmp_path, 200, seed=2)

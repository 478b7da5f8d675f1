import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from made_marks import as_ordinary_user, open_to_all

from tui.reading_state import DONE, READ, READING, UNREAD, Position, ReadingState


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state" / "reading.sqlite"


def test_a_document_that_was_never_open(file):
    with closing(ReadingState(file)) as state:
        assert state.problem == ""
        assert state.position("a.txt") == Position("a.txt")
        assert state.state("a.txt") == UNREAD
        assert state.last() is None


def test_positions_are_there_again(file):
    with closing(ReadingState(file)) as state:
        state.keep("a.txt", 120, 80)
        state.keep("b\udcff.txt", 3, 0)
        state.set_state("a.txt", DONE)
        state.set_state("c.txt", READ)
    with closing(ReadingState(file)) as state:
        a = state.position("a.txt")
        assert (a.offset, a.top, a.state) == (120, 80, DONE)
        assert state.state("b\udcff.txt") == READING
        assert state.position("c.txt") == Position("c.txt", state=READ)
        assert state.last().document == "b\udcff.txt"
        state.keep("a.txt", 7, 0)
        assert state.last().document == "a.txt"
        assert state.state("a.txt") == DONE


def test_a_killed_program_loses_nothing(file):
    program = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from tui.reading_state import ReadingState\n"
        "state = ReadingState(Path(sys.argv[1]))\n"
        "state.keep('a.txt', 4711, 4000)\nstate.set_state('a.txt', 'read')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], check=False, timeout=60, env=os.environ
    )
    assert done.returncode == -signal.SIGKILL
    with closing(ReadingState(file)) as state:
        known = state.position("a.txt")
        assert (known.offset, known.top, known.state) == (4711, 4000, READ)


@pytest.mark.parametrize("damage", [b"garbage" * 999, b"SQLite format 3\x00" + b"\xa5" * 9000])
def test_a_damaged_file_is_begun_anew(file, damage):
    file.parent.mkdir()
    file.write_bytes(damage)
    with closing(ReadingState(file)) as state:
        assert state.problem == ""
        state.keep("a.txt", 5, 0)
    with closing(ReadingState(file)) as state:
        assert state.position("a.txt").offset == 5


def test_another_table_of_that_name_is_begun_anew(file):
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE positions (x)")
        other.execute("INSERT INTO positions VALUES (1)")
        other.commit()
    with closing(ReadingState(file)) as state:
        state.keep("a.txt", 5, 0)
        assert state.problem == ""


def test_rows_that_make_no_sense_are_passed_over(file):
    with closing(ReadingState(file)) as state:
        state.keep("good.txt", 5, 0)
    with closing(sqlite3.connect(file)) as other:
        rows = [
            (b"a", "far", 0, "read", 1.0),
            (b"b", 1, None, "read", 1.0),
            (b"c", 1, 1, "read", "late"),
            ("text", 1, 1, "read", 1.0),
            (b"d", -7, -1, "burnt", 2.0),
        ]
        other.executemany("INSERT INTO positions VALUES (?, ?, ?, ?, ?)", rows)
        other.commit()
    with closing(ReadingState(file)) as state:
        assert state.position("good.txt").offset == 5
        assert [state.position(n).opened for n in ("a", "b", "c", "text")] == [0.0] * 4
        assert state.position("d") == Position("d", 0, 0, UNREAD, 2.0)


def test_a_locked_file_is_left_to_the_other_program(file, monkeypatch):
    monkeypatch.setattr("tui.reading_state.WAIT", 0.05)
    with closing(ReadingState(file)) as state:
        state.keep("a.txt", 5, 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with closing(ReadingState(file)) as state:
            assert "not kept" in state.problem
            state.keep("b.txt", 1, 0)
            assert state.position("b.txt").offset == 1
        other.execute("COMMIT")
    with closing(ReadingState(file)) as state:
        assert state.position("a.txt").offset == 5


def test_two_programs_at_once(file):
    with closing(ReadingState(file)) as one, closing(ReadingState(file)) as two:
        one.keep("a.txt", 1, 0)
        two.keep("b.txt", 2, 0)
        assert (one.problem, two.problem) == ("", "")
    with closing(ReadingState(file)) as state:
        assert (state.position("a.txt").offset, state.position("b.txt").offset) == (1, 2)


def test_a_folder_that_cannot_be_written():
    with open_to_all() as folder:
        (folder / "state").mkdir()
        (folder / "state").chmod(0o555)
        with (
            as_ordinary_user(),
            closing(ReadingState(folder / "state" / "reading.sqlite")) as state,
        ):
            assert state.problem.startswith("Positions are not kept")
            state.keep("a.txt", 5, 2)
            assert state.position("a.txt").offset == 5


def test_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "state").write_text("x")
    with closing(ReadingState(tmp_path / "state" / "reading.sqlite")) as state:
        assert state.problem
        state.set_state("a.txt", DONE)
        assert state.state("a.txt") == DONE
    assert (tmp_path / "state").read_text() == "x"

"""Records of sessions that are open, and of those that were cut off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui.dropped import HANGUP, Record, ago, dropped_sessions

ROOT = Path(__file__).resolve().parents[2]
OTHER = """
import sys
from tui.dropped import Record
record = Record(sys.argv[1], sys.argv[2], sys.argv[3:])
record.here(title="Tiêu đề", region="reader")
print("open", flush=True)
sys.stdin.read()
record.cut_off(1)
"""


@pytest.fixture
def collection(tmp_path):
    (tmp_path / "texts").mkdir()
    return tmp_path / "texts"


def other(state, key, *paths):
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(state), key, *map(str, paths)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout.readline() == b"open\n"
    return process


def end(process, how):
    if how == "kill":
        process.kill()
    process.communicate()


def test_a_session_is_dropped_when_its_process_is_gone(tmp_path, collection):
    process = other(tmp_path, "key-1", collection)
    assert dropped_sessions(str(tmp_path)) == []
    end(process, "kill")
    (dropped,) = dropped_sessions(str(tmp_path))
    assert dropped.paths == (str(collection),)
    assert (dropped.title, dropped.region, dropped.ended_by) == ("Tiêu đề", "reader", 0)
    assert dropped.what_happened == "The last session was cut off"
    assert abs(dropped.when - time.time()) < 60
    assert [d.file for d in dropped_sessions(str(tmp_path), "key-1")] == [dropped.file]
    assert dropped_sessions(str(tmp_path), "key-2") == []
    dropped.forget()
    assert dropped_sessions(str(tmp_path)) == []


def test_a_hang_up_is_told_from_a_kill(tmp_path, collection):
    end(other(tmp_path, "key-1", collection), "hang up")
    (dropped,) = dropped_sessions(str(tmp_path))
    assert dropped.ended_by == HANGUP == signal.SIGHUP
    assert dropped.what_happened == "The line dropped"


def test_an_orderly_end_leaves_nothing(tmp_path, collection):
    record = Record(str(tmp_path), "key-1", [str(collection)])
    record.here(title="a")
    record.end()
    record.end()
    assert list((tmp_path / "sessions").iterdir()) == []


def test_the_latest_comes_first(tmp_path, collection):
    for key, when in (("old-1", 5000.0), ("new-1", 100.0), ("mid-1", 900.0)):
        end(other(tmp_path, key, collection), "kill")
        (file,) = (tmp_path / "sessions").glob(f"{key}.*")
        os.utime(file, (time.time() - when,) * 2)
    names = [Path(d.file).name.split("-")[0] for d in dropped_sessions(str(tmp_path))]
    assert names == ["new", "mid", "old"]


def test_a_step_in_the_reading_state_is_later_than_the_record(tmp_path, collection):
    end(other(tmp_path, "key-1", collection), "kill")
    (file,) = (tmp_path / "sessions").iterdir()
    os.utime(file, (time.time() - 9000,) * 2)
    (tmp_path / "key-1").mkdir()
    (tmp_path / "key-1" / "reading.sqlite-wal").write_text("x")
    assert time.time() - dropped_sessions(str(tmp_path))[0].when < 60


def test_a_collection_that_is_gone_is_not_offered(tmp_path, collection):
    end(other(tmp_path, "key-1", collection, tmp_path / "nowhere"), "kill")
    assert dropped_sessions(str(tmp_path)) == []


def test_what_is_too_old_or_no_record_is_removed(tmp_path, collection):
    end(other(tmp_path, "key-1", collection), "kill")
    (file,) = (tmp_path / "sessions").iterdir()
    os.utime(file, (time.time() - 40 * 86400,) * 2)
    (tmp_path / "sessions" / "key-2.1").write_bytes(b"\xff\xfe nothing")
    (tmp_path / "sessions" / "key-3.1").write_bytes(b"")
    assert dropped_sessions(str(tmp_path)) == []
    assert list((tmp_path / "sessions").iterdir()) == []


def test_the_number_of_a_process_alone_says_nothing(tmp_path, collection):
    """A process of today that happens to have the number of one of yesterday."""
    end(other(tmp_path, "key-1", collection), "kill")
    (file,) = (tmp_path / "sessions").iterdir()
    fields = file.read_bytes().split(b"\0")
    fields[2] = b"%d 1" % os.getpid()
    file.write_bytes(b"\0".join(fields))
    assert len(dropped_sessions(str(tmp_path))) == 1


def test_a_session_on_another_machine_may_still_run(tmp_path, collection):
    end(other(tmp_path, "key-1", collection), "kill")
    (file,) = (tmp_path / "sessions").iterdir()
    fields = file.read_bytes().split(b"\0")
    fields[1] = b"elsewhere.example"
    file.write_bytes(b"\0".join(fields))
    assert dropped_sessions(str(tmp_path)) == []


def test_a_state_folder_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").touch()
    record = Record(str(tmp_path / "file"), "key-1", ["/"])
    record.here(title="x")
    record.cut_off(1)
    record.end()
    assert dropped_sessions(str(tmp_path / "file")) == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-5, "just now"), (59, "just now"), (61, "1 min ago"), (7300, "2 h ago"), (2e5, "2 d ago")],
)
def test_how_long_ago(seconds, words):
    assert ago(time.time() - seconds) == words

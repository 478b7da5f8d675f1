"""Whatever is wrong with what is given: one clear sentence or a working fallback, no traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from cli_calls import ROOT, call

GOOD = "A readable title\n\nThe Politburo met in Hanoi on 14 January 2026.\n"
ANN = "T1\tORG 22 31\tPolitburo\nT2\tGPE 39 44\tHanoi\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    collection = tmp_path / "collection"
    collection.mkdir()
    (collection / "good.txt").write_text(GOOD)
    return collection


def unreadable(path: Path) -> None:
    """A file that exists and cannot be read, also by root."""
    if os.geteuid() == 0:
        path.symlink_to("/proc/self/mem")
    else:
        path.write_text("secret")
        path.chmod(0)


@pytest.mark.parametrize(
    "command", [["open"], ["show"], ["index"], ["find", "x"], ["mentions"], ["export", "--json"]]
)
def test_a_path_that_is_not_there(command: list[str], tmp_path: Path) -> None:
    done = call(*command, tmp_path / "nowhere")
    assert done.code == 3
    assert done.out == ""
    assert len(done.sentences) == 1
    assert "nowhere" in done.sentences[0]


@pytest.mark.parametrize("command", [["open"], ["show"], ["index"], ["entities"]])
def test_an_empty_folder(command: list[str], tmp_path: Path) -> None:
    done = call(*command, tmp_path)
    assert done.code == 3
    assert done.out == ""
    assert len(done.sentences) == 1


@pytest.mark.parametrize("command", [["open"], ["show"], ["index"]])
def test_a_file_that_cannot_be_read_does_not_keep_the_others(
    command: list[str], folder: Path
) -> None:
    unreadable(folder / "locked.txt")
    done = call(*command, folder)
    assert done.code == 0
    assert "locked.txt" in " ".join(done.sentences)
    assert "Hanoi" in done.out or "1 documents" in done.out or "paragraph" in done.out


def test_nothing_readable_at_all_is_bad_input(tmp_path: Path) -> None:
    unreadable(tmp_path / "locked.txt")
    for command in (["open"], ["index"], ["find", "x"]):
        done = call(*command, tmp_path / "locked.txt")
        assert done.code == 3, command
        assert "locked.txt" in done.sentences[0]


def test_a_binary_file_is_refused_in_words(tmp_path: Path) -> None:
    binary = tmp_path / "picture.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    done = call("show", binary)
    assert done.code == 3
    assert "picture.txt" in done.sentences[0]
    assert done.out == ""


def test_another_encoding_is_found_and_said(tmp_path: Path) -> None:
    text = "Điện Biên Phủ\n\nTổng Bí thư Tô Lâm đã phát biểu tại Hà Nội.\n" * 10
    (tmp_path / "viet.txt").write_bytes(text.encode("utf-16"))
    done = call("show", tmp_path)
    assert done.code == 0
    assert "Tổng Bí thư Tô Lâm đã phát biểu tại Hà Nội." in done.out
    damaged = tmp_path / "damaged.txt"
    damaged.write_bytes("Hà Nội\n\n".encode() * 50 + b"\xff\xfe broken \xc3\n")
    assert call("show", damaged).code == 0


def test_a_broken_record_is_named_by_its_line_and_left_out(tmp_path: Path) -> None:
    records = tmp_path / "news.jsonl"
    records.write_text(
        '{"id": "a", "text": "One."}\n{"id": "b", "text"\n{"id": "c", "text": "3"}\n'
    )
    done = call("show", "--json", records)
    assert done.code == 0
    assert "line 2" in done.sentences[0]
    assert {record["document"] for record in done.records} == {"news.jsonl#a", "news.jsonl#c"}
    piped = call("show", "--json", "-", stdin=records.read_bytes())
    assert "line 2" in piped.sentences[0]
    assert len(piped.records) == 2


def test_records_with_one_id_are_both_there_and_told_apart(tmp_path: Path) -> None:
    records = tmp_path / "news.jsonl"
    records.write_text('{"id": "a", "text": "First."}\n{"id": "a", "text": "Second."}\n')
    done = call("show", "--json", records)
    assert {record["text"] for record in done.records} == {"First.", "Second."}
    assert len({record["document"] for record in done.records}) == 2
    assert "line 2" in " ".join(done.sentences)


def test_an_empty_document_is_a_document(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = call("index", "--json", folder)
    assert done.code == 0
    assert done.records[0]["documents"] == 2
    assert call("show", folder / "empty.txt").code == 0


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    text = "The Politburo met. " * 530_000
    (tmp_path / "long.txt").write_text(text)
    done = call("show", "--json", tmp_path)
    assert done.code == 0
    assert sum(len(record["text"]) for record in done.records) >= 10_000_000


def test_a_device_or_a_pipe_in_a_folder_does_not_hold_anything_up(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    done = call("show", "--json", folder)
    assert done.code == 0
    assert {record["document"] for record in done.records} == {"good.txt"}


def test_a_collection_that_cannot_be_written_keeps_marks_in_the_data_folder(
    folder: Path, tmp_path: Path
) -> None:
    # A file stands where the folder of the store would be made; root obeys that too.
    (folder / ".glossator").write_text("not a folder")
    (folder / "good.ann").write_text(ANN)
    data = tmp_path / "data"
    env = {"GLOSSATOR_DATA": str(data)}
    done = call("import", folder, env=env)
    assert done.code == 0, done.err
    assert (folder / ".glossator").read_text() == "not a folder"
    assert list(data.rglob("annotations.sqlite"))
    assert len(call("export", "--json", folder, env=env).records) == 2


def test_nowhere_to_keep_marks_is_told_with_its_own_exit_code(folder: Path, tmp_path: Path) -> None:
    (folder / ".glossator").write_text("not a folder")
    (folder / "good.ann").write_text(ANN)
    (tmp_path / "data").write_text("not a folder either")
    done = call("import", folder, env={"GLOSSATOR_DATA": str(tmp_path / "data")})
    assert done.code == 4
    assert len(done.sentences) >= 1


def test_a_damaged_store_is_kept_aside_and_said(folder: Path) -> None:
    store = folder / ".glossator" / "annotations.sqlite"
    store.parent.mkdir()
    damaged = b"SQLite format 3\0" + b"\xa5" * 8000
    store.write_bytes(damaged)
    (folder / "good.ann").write_text(ANN)
    done = call("import", folder)
    assert done.code == 0, done.err
    assert any("damaged" in sentence for sentence in done.sentences)
    assert damaged in {path.read_bytes() for path in store.parent.iterdir()}
    assert len(call("export", "--json", folder).records) == 2


def test_two_programs_on_one_store_lose_nothing(folder: Path) -> None:
    names = [f"part{number}" for number in range(6)]
    for name in names:
        (folder / f"{name}.txt").write_text(GOOD)
        (folder / f"{name}.ann").write_text(ANN)
    command = [sys.executable, "-m", "tui", "import"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen([*command, folder], env=env, stdin=subprocess.DEVNULL, cwd=ROOT)
        for _ in range(2)
    ]
    assert {program.wait() for program in started} <= {0, 4}
    marks = call("export", "--json", folder).records
    assert {(m["document"], m["label"]) for m in marks} == {
        (f"{name}.txt", label) for name in names for label in ("ORG", "GPE")
    }


def test_settings_that_cannot_be_used_do_not_stop_anything(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("keys: [1, 2\ntheme: {")
    done = call("keys", env={"GLOSSATOR_CONFIG": str(tmp_path)})
    assert done.code == 0
    assert "settings.yaml" in done.sentences[0]
    assert call("show", folder, env={"GLOSSATOR_CONFIG": str(tmp_path)}).code == 0


def test_a_cache_that_cannot_be_written_or_is_damaged_changes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    env = {"GLOSSATOR_CACHE": str(cache)}
    expected = call("mentions", "--json", folder, env=env)
    assert expected.code == 0
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\xa5" * 100)
    assert call("mentions", "--json", folder, env=env).out == expected.out
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    assert call("mentions", "--json", folder, env={"GLOSSATOR_CACHE": str(blocked)}).out == (
        expected.out
    )


def test_reading_writes_nothing_to_the_collection(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    for command in (["index"], ["find", "Hanoi"], ["mentions"], ["entities"], ["show"], ["open"]):
        assert call(*command, folder).code == 0, command
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_store_of_a_newer_program_is_not_touched(folder: Path) -> None:
    (folder / "good.ann").write_text(ANN)
    assert call("import", folder).code == 0
    store = folder / ".glossator" / "annotations.sqlite"
    with sqlite3.connect(store) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    before = store.read_bytes()
    done = call("export", "--json", folder)
    assert done.code == 4
    assert len(done.sentences) == 1
    assert store.read_bytes() == before

"""Text from a pipe: what ``-`` means, and a pipe where no path is."""

from __future__ import annotations

from pathlib import Path

from cli_calls import call

TEXT = b"A title from a pipe\n\nThe Politburo met in Hanoi.\n"
RECORDS = b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'


def test_a_dash_and_a_pipe_without_a_path_are_the_same() -> None:
    with_dash = call("show", "--json", "-", stdin=TEXT)
    assert with_dash.code == 0
    assert [record["kind"] for record in with_dash.records] == ["title", "paragraph"]
    assert call("show", "--json", stdin=TEXT).out == with_dash.out
    assert "The Politburo met in Hanoi." in call("-", stdin=TEXT).out
    assert call(stdin=TEXT).out == call("-", stdin=TEXT).out


def test_records_in_a_pipe_are_documents_each() -> None:
    done = call("show", "--json", stdin=RECORDS)
    assert [record["text"] for record in done.records] == ["One.", "Two."]
    assert len({record["document"] for record in done.records}) == 2


def test_a_pipe_can_be_searched() -> None:
    found = call("find", "--json", "politburo", stdin=TEXT)
    assert found.code == 0
    assert {record["kind"] for record in found.records} >= {"text"}
    mentions = call("mentions", "--json", "-", stdin=TEXT)
    assert "Politburo" in [record["text"] for record in mentions.records]


def test_a_path_wins_over_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("From the file.\n")
    done = call("show", "--json", tmp_path, stdin=TEXT)
    assert [record["text"] for record in done.records] == ["From the file."]


def test_an_empty_pipe_is_told() -> None:
    for command in (["show"], ["find", "x"], ["-"]):
        done = call(*command, stdin=b"")
        assert done.code == 3
        assert "pipe" in done.sentences[0]


def test_a_binary_pipe_is_refused() -> None:
    done = call("show", "-", stdin=b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20)
    assert done.code == 3
    assert len(done.sentences) == 1


def test_annotations_need_files() -> None:
    done = call("export", "--json", "-", stdin=TEXT)
    assert done.code == 2
    assert len(done.sentences) == 1


def test_nothing_of_a_pipe_is_kept(tmp_path: Path) -> None:
    env = {f"GLOSSATOR_{name}": str(tmp_path / name) for name in ("DATA", "STATE", "CACHE")}
    assert call("find", "politburo", stdin=TEXT, env=env).code == 0
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not kept

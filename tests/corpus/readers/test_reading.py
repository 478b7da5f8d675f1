from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.document import BlockKind, digest_of
from corpus.errors import InputError
from corpus.readers import Source, SourceKind, find_sources, read, read_stream

BODY = "The delegates met on the quay for two days and agreed on a register of promises."


def document(path: Path, data: str | bytes, name: str = "one.txt"):
    file = path / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(find_sources([file]).sources[0])


def test_a_plain_text_becomes_a_document(tmp_path: Path) -> None:
    text = f"A register of promises\r\n\r\nHanoi, January 14, 2026 (VNA) – {BODY}\r\n"
    found = document(tmp_path, text)
    assert found.id == "one.txt"
    assert found.text == text
    assert found.digest == digest_of(text)
    assert (found.title, found.date, found.source) == (
        *("A register of promises", "2026-01-14", "VNA"),
    )
    assert found.metadata["encoding"] == "utf-8"
    assert found.metadata["path"] == str(tmp_path / "one.txt")
    assert [str(block.kind) for block in found.blocks] == ["title", "dateline", "paragraph"]


def test_the_title_is_never_empty(tmp_path: Path) -> None:
    assert document(tmp_path, "").title == "one"
    assert document(tmp_path, " \n ").title == "one"
    assert document(tmp_path, "", "\u202e.txt").title
    opening = document(tmp_path, f"VNA - {BODY} {BODY}").title
    assert opening == "The delegates met on the quay for two days and agreed on a register…"
    assert len(document(tmp_path, "word" * 100).title) <= 71
    assert document(tmp_path, "Few words.").title == "Few words."


def test_titles_dates_and_sources_are_one_harmless_line(tmp_path: Path) -> None:
    hostile = f"A \x1b[31mred\x9b\u202e register\tof  [b]promises[/b]\n\n{BODY}\n\n{BODY}"
    title = document(tmp_path, hostile).title
    assert title == "A ␛[31mred\ufffd\ufffd register of [b]promises[/b]"
    record = {
        "text": BODY,
        "title": "a\nb\x07",
        "source": "c\r\nd",
        "date": "\x1bsoon",
        "k\n": "\n",
    }
    found = document(tmp_path, json.dumps({**record, "note": "x\ny"}), "r.jsonl")
    assert (found.title, found.source, found.date) == ("a b␇", "c d", "")
    assert found.metadata["date"] == "␛soon"
    assert found.metadata["note"] == "x y"


def test_a_record_becomes_a_document(tmp_path: Path) -> None:
    record = {
        "id": "a/b 1",
        "title": "Six pallets",
        "text": f"{BODY}\n\nWho signs\n\n{BODY}",
        "date": "November 17, 2026",
        "source": "Harbour Gazette",
        "lang": "en",
        "pages": 3,
        "checked": True,
        "tags": ["port", "school"],
        "nested": {"a": 1},
        "nothing": None,
    }
    found = document(tmp_path, "\n" + json.dumps(record) + "\n", "r.ndjson")
    assert found.id == "r.ndjson#a/b 1"
    assert found.text == record["text"]
    assert (found.title, found.date, found.source) == (
        *("Six pallets", "2026-11-17", "Harbour Gazette"),
    )
    assert [block.kind for block in found.blocks] == [
        *(BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH),
    ]
    extra = {key: found.metadata[key] for key in ("lang", "pages", "checked", "tags", "record")}
    assert extra == {
        "lang": "en",
        "pages": "3",
        "checked": "yes",
        "tags": "port, school",
        "record": "line 2",
    }
    assert "nested" not in found.metadata
    assert "nothing" not in found.metadata


def test_a_record_with_half_a_character_has_none_left(tmp_path: Path) -> None:
    found = document(tmp_path, '{"text": "x\\ud800y", "title": "\\udc00"}', "r.jsonl")
    assert found.text == "x\ufffdy"
    found.title.encode("utf-8")


@pytest.mark.parametrize("depth", [200_000])
def test_a_record_nested_beyond_reason_is_a_problem(tmp_path: Path, depth: int) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"text": "fine"}\n{"text": "x", "a": ' + "[" * depth + "\n")
    found = find_sources([file])
    assert len(found.sources) == 1
    assert "line 2" in found.problems[0]
    huge = document(
        tmp_path, '{"text": "x", "n": ' + "9" * 5000 + "}\n" + '{"text": "y"}', "h.jsonl"
    )
    assert huge.text == "y"


def test_a_source_that_has_gone_or_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": 1, "text": "x"}\n{"id": 2, "text": "y"}\n')
    second = find_sources([file]).sources[1]
    file.write_text('{"id": 1, "text": "something else entirely, and longer"}\n')
    with pytest.raises(InputError, match=r"one\.jsonl, line 2: "):
        read(second)
    file.unlink()
    with pytest.raises(InputError, match=r"one\.jsonl is gone"):
        read(second)
    os.mkfifo(file)
    with pytest.raises(InputError, match="not an ordinary file"):
        read(second)


def test_binary_data_under_a_text_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"one\.txt holds no text: it is a JPEG picture\."):
        document(tmp_path, b"\xff\xd8\xff\xe0" + bytes(500))


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    text = "Words and more words, without an end. " * 270_000
    found = document(tmp_path, text)
    assert len(found.text) == len(text)
    assert len(found.blocks) == 1


def test_what_comes_through_a_pipe() -> None:
    [plain] = read_stream(f"A title here\n\n{BODY}\n\n{BODY}".encode(), "stdin")
    assert (plain.id, plain.title) == ("stdin", "A title here")
    [marked] = read_stream(b"# Title\n\nWords.", "notes.md")
    assert marked.title == "Title"
    problems: list[str] = []
    data = b'{"id": "a", "text": "x"}\nnonsense\n{"text": "y"}\n'
    records = read_stream(data, "stdin", problems)
    assert [record.id for record in records] == ["stdin#a", "stdin#3"]
    assert problems == [
        "stdin, line 2: not JSON: Expecting value at character 1; the record was left out."
    ]
    [empty] = read_stream(b"", "stdin")
    assert empty.text == ""
    assert empty.title == "stdin"
    [braces] = read_stream(b"{not json}", "stdin")
    assert braces.text == "{not json}"
    with pytest.raises(InputError, match="stdin holds no text"):
        read_stream(b"\x89PNG\r\n\x1a\n", "stdin")
    with pytest.raises(InputError, match=r"x\.jsonl, line 1: "):
        read_stream(b"nonsense", "x.jsonl")
    assert read_stream(b"Words.", "\x1b[2J")[0].id == "␛[2J"


def test_finding_sources_and_reading_text_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Words.")
    program = (
        "import sys; from corpus.readers import find_sources, read;"
        f"read(find_sources([{os.fspath(tmp_path)!r}]).sources[0]);"
        "heavy = {'yaml', 'charset_normalizer', 'numpy', 'tantivy', 'textual', 'rich'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_source_is_small_and_plain(tmp_path: Path) -> None:
    source = Source("a", str(tmp_path / "a"), SourceKind.TEXT)
    assert not hasattr(source, "__dict__")
    with pytest.raises(AttributeError):
        source.id = "b"  # type: ignore[misc]

from __future__ import annotations

import os
import pickle
import socket
import tempfile
from pathlib import Path

import pytest

from corpus.errors import InputError
from corpus.readers import SourceKind, find_sources, iter_sources, read, root_of

NOBODY = 65_534


def write(path: Path, text: str = "Some words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*paths: Path) -> list[str]:
    return [source.id for source in find_sources(paths).sources]


def refusal(*paths: Path | str) -> str:
    with pytest.raises(InputError) as caught:
        find_sources(paths)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert sentence.isprintable()
    return sentence


def test_a_folder_gives_what_is_below_it_in_natural_order(tmp_path: Path) -> None:
    for name in ("10.txt", "9.txt", "b/2.md", "b/10.MD", "A.text", "c.markdown", "é.txt"):
        write(tmp_path / name)
    for name in ("x.ann", "labels.yaml", "run.py", ".hidden.txt", ".git/y.txt", "noname"):
        write(tmp_path / name)
    found = find_sources([tmp_path])
    assert found.root == tmp_path
    assert found.problems == ()
    assert [source.id for source in found.sources] == [
        *("9.txt", "10.txt", "A.text", "b/2.md", "b/10.MD", "c.markdown", "é.txt"),
    ]
    assert {source.kind for source in found.sources} == {SourceKind.TEXT, SourceKind.MARKDOWN}
    assert all(Path(source.path).is_file() for source in found.sources)
    assert pickle.loads(pickle.dumps(found.sources)) == found.sources


def test_the_root_is_the_folder_or_what_the_files_have_in_common(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a/one.txt"), write(tmp_path / "a/two.txt")
    three = write(tmp_path / "b/c/three.txt")
    assert find_sources([one]).root == tmp_path / "a"
    assert find_sources([one, two]).root == tmp_path / "a"
    assert ids(one, two) == ["one.txt", "two.txt"]
    assert find_sources([one, three]).root == tmp_path
    assert ids(one, three) == ["a/one.txt", "b/c/three.txt"]
    assert find_sources([tmp_path / "a", tmp_path / "b"]).root == tmp_path
    assert root_of([tmp_path / "a"]) == tmp_path / "a"
    assert find_sources([tmp_path / "a" / ".." / "b"]).root == tmp_path / "b"


def test_what_is_named_twice_is_there_once(tmp_path: Path) -> None:
    one = write(tmp_path / "a/one.txt")
    write(tmp_path / "a/b/two.txt")
    assert ids(tmp_path / "a", one, tmp_path / "a/b") == ["b/two.txt", "one.txt"]


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "one.txt")
    monkeypatch.chdir(tmp_path)
    assert find_sources(["."]).root == tmp_path
    assert [source.id for source in find_sources(["one.txt"]).sources] == ["one.txt"]


def test_a_file_named_outright_is_tried_whatever_it_is_called(tmp_path: Path) -> None:
    odd = write(tmp_path / "notes.weird")
    hidden = write(tmp_path / ".hidden.txt")
    assert ids(odd, hidden) == [".hidden.txt", "notes.weird"]
    assert find_sources([odd]).sources[0].kind is SourceKind.TEXT


def test_batches_are_the_same_sources(tmp_path: Path) -> None:
    for number in range(2300):
        (tmp_path / f"{number}.txt").touch()
    batches = list(iter_sources([tmp_path]))
    assert len(batches) > 1
    together = tuple(source for batch in batches for source in batch)
    assert together == find_sources([tmp_path]).sources
    assert [source.id for source in together] == [f"{number}.txt" for number in range(2300)]


def test_links_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path / "a/one.txt")
    (tmp_path / "a/loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a/self.txt").symlink_to(tmp_path / "a/self.txt")
    (tmp_path / "twin").symlink_to(tmp_path / "a", target_is_directory=True)
    found = find_sources([tmp_path])
    assert [source.id for source in found.sources] == ["a/one.txt"]
    assert sorted(problem.split(" ")[0] for problem in found.problems) == ["a/loop", "a/self.txt"]


def test_a_linked_folder_elsewhere_is_read(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/two.txt")
    write(tmp_path / "here/one.txt")
    (tmp_path / "here/there").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert sorted(ids(tmp_path / "here")) == ["one.txt", "there/two.txt"]


def test_what_is_no_file_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    write(tmp_path / "one.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(os.fspath(tmp_path / "s"))
    found = find_sources([tmp_path])
    listener.close()
    assert [source.id for source in found.sources] == ["one.txt"]
    assert found.problems == (
        "gone.txt is a symbolic link to nowhere.",
        "pipe.txt is a named pipe; it was left out.",
        "s is a socket; it was left out.",
    )
    assert "named pipe" in refusal(tmp_path / "pipe.txt")
    assert "device" in refusal("/dev/null")


def test_nothing_to_open_is_one_clear_sentence(tmp_path: Path) -> None:
    assert "There is no file or folder" in refusal(tmp_path / "missing")
    assert "holds no documents" in refusal(tmp_path)
    assert "No path was given" in refusal()
    picture = tmp_path / "picture.bin"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "PNG" in refusal(picture)
    assert "no path" in refusal("a\0b")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "missing")
    assert "link to nowhere" in refusal(tmp_path / "nowhere.txt")
    assert "There is no" in refusal(tmp_path / "picture.bin" / "below")


def test_one_bad_path_among_good_ones_is_a_problem(tmp_path: Path) -> None:
    good = write(tmp_path / "one.txt")
    found = find_sources([good, tmp_path / "missing"])
    assert [source.id for source in found.sources] == ["one.txt"]
    assert len(found.problems) == 1
    assert "missing" in found.problems[0]


def test_what_may_not_be_read_is_said() -> None:
    # Not under tmp_path: when root runs the tests, nobody may not enter there.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        look_at_closed_doors(Path(name))


def look_at_closed_doors(folder: Path) -> None:
    write(folder / "open.txt").chmod(0o644)
    closed = write(folder / "closed/one.txt").parent
    closed.chmod(0)
    secret = write(folder / "secret.txt")
    secret.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        found = find_sources([folder])
        assert [source.id for source in found.sources] == ["open.txt", "secret.txt"]
        assert found.problems == ("The folder closed cannot be opened: permission denied.",)
        assert "permission denied" in refusal(secret)
        with pytest.raises(InputError, match=r"secret\.txt cannot be read: permission denied\."):
            read(found.sources[1])
    finally:
        os.seteuid(user)
        closed.chmod(0o700)


def test_file_names_from_hell_become_clean_ids_of_their_own(tmp_path: Path) -> None:
    names = (b"a\x1b[2Jb.txt", b"a\nb.txt", b"bad\xff.txt", b"a b.txt", b"\xe2\x80\xaertl.txt")
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(b"Words.")
    found = find_sources([tmp_path])
    assert len({source.id for source in found.sources}) == len(names)
    for source in found.sources:
        assert source.id.isprintable()
        source.id.encode("utf-8")
        document = read(source)
        assert document.text == "Words."
        assert document.metadata["path"].isprintable()
    assert "a b.txt" in {source.id for source in found.sources}
    assert [source.id for source in find_sources([tmp_path]).sources] == [
        source.id for source in found.sources
    ]


def test_a_missing_path_with_control_characters_is_shown_harmlessly() -> None:
    assert "␛" in refusal("/nowhere/\x1b[2Jx")


LINES = (
    b'\xef\xbb\xbf{"id": "one", "text": "First words."}\r\n'
    b"\n"
    b'{"id": "two", "text": "Second words."\n'
    b'{"text": "Third words."}\n'
    b'{"id": 7, "text": "Fourth words."}\n'
    b'{"id": "one", "text": "Fifth words."}\n'
    b'{"id": "none"}\n'
    b'["list"]\n'
    b'{"id": "bad", "text": "\xff"}\n'
    b'{"id": "last\\u001b", "text": "Sixth words."}'
)


def test_records_of_json_lines(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(LINES)
    found = find_sources([tmp_path])
    assert [source.id for source in found.sources] == [
        *("r.jsonl#one", "r.jsonl#4", "r.jsonl#7", "r.jsonl#one~2", "r.jsonl#last␛"),
    ]
    assert [source.line for source in found.sources] == [1, 4, 5, 6, 10]
    assert [read(source).text.split()[0] for source in found.sources] == [
        *("First", "Third", "Fourth", "Fifth", "Sixth"),
    ]
    assert [problem.split(":")[0] for problem in found.problems] == [
        f"r.jsonl, line {line}" for line in (3, 6, 7, 8, 9)
    ]


def test_a_file_without_one_good_record_is_refused_with_its_line(tmp_path: Path) -> None:
    broken = write(tmp_path / "broken.jsonl", '\n{"text": }\n')
    assert refusal(broken).startswith("broken.jsonl, line 2: not JSON")
    assert "holds no records" in refusal(write(tmp_path / "empty.ndjson", "\n\n"))
    wide = tmp_path / "wide.jsonl"
    wide.write_bytes('{"text": "x"}'.encode("utf-16"))
    assert "UTF-16" in refusal(wide)

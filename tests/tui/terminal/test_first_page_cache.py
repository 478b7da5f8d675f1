"""The file that holds a page: kept, found again, and refused whenever anything is not as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.terminal.page_cache import is_drawing, read_page, stamp, write_page

SIZE = (120, 40)
PICTURE = "\x1b[1;2H\x1b[0;38;2;1;2;3;1mTiêu đề\x1b[K\x1b[3X\r\n\n\b\x1b[2Jé 👩‍💻"
ENVIRON = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


@pytest.fixture
def kept(tmp_path):
    document = tmp_path / "a.txt"
    document.write_text("text")
    file = str(tmp_path / "cache" / "first-page")
    assert write_page(
        file,
        PICTURE,
        SIZE,
        ENVIRON,
        files=[str(document), str(tmp_path / "absent")],
        commands=["a"],
    )
    return file, document


def found(file, *, size=SIZE, environ=ENVIRON, word="b"):
    return read_page(file, size, environ, word)


def test_a_page_is_found_again_and_only_its_owner_may_read_it(kept):
    assert found(kept[0]) == PICTURE
    assert found(kept[0], word="") == PICTURE
    assert Path(kept[0]).stat().st_mode & 0o777 == 0o600


def test_another_size_has_another_page(kept):
    assert found(kept[0], size=(120, 41)) is None
    assert found(kept[0], size=(121, 40)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"TERM": "xterm"},
        {"COLORTERM": ""},
        {"NO_COLOR": "1"},
        {"TEXTUAL_COLOR_SYSTEM": "256"},
        {"LANG": "C"},
        {"GLOSSATOR_CONFIG": "/elsewhere"},
        {"HOME": "/elsewhere"},
    ],
)
def test_another_terminal_or_person_has_another_page(kept, change):
    assert found(kept[0], environ=ENVIRON | change) is None


def test_what_has_no_say_in_it_changes_nothing(kept):
    assert found(kept[0], environ=ENVIRON | {"PWD": "/", "SHLVL": "3"}) == PICTURE


def test_a_changed_document_has_another_page(kept):
    file, document = kept
    before = document.stat()
    document.write_text("tuxt")
    assert found(file) is None
    document.write_text("text")
    os.utime(document, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(file) == PICTURE
    document.unlink()
    assert found(file) is None


def test_a_file_that_appears_changes_the_page_but_an_empty_one_does_not(kept, tmp_path):
    (tmp_path / "absent").touch()
    assert found(kept[0]) == PICTURE
    (tmp_path / "absent").write_text("x")
    assert found(kept[0]) is None


def test_a_command_is_no_path(kept):
    assert found(kept[0], word="a") is None


def test_damage_anywhere_means_no_page(kept):
    file, _ = kept
    whole = Path(file).read_bytes()
    for number in range(len(whole)):
        Path(file).write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        assert found(file) is None, number
    for length in range(len(whole)):
        Path(file).write_bytes(whole[:length])
        assert found(file) is None, length


@pytest.mark.parametrize("content", [b"", b"\0" * 9, b"\xff" * 99, b"glossator page 1\0\0\0\0"])
def test_what_is_no_page_is_none(kept, content):
    Path(kept[0]).write_bytes(content)
    assert found(kept[0]) is None
    assert found(kept[0] + "-not-there") is None
    assert found(str(Path(kept[0]).parent)) is None


HOSTILE = [
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;http://x\x1b\\",
    "\x1bPq\x1b\\",
    "\x1b[6n",
    "\x1b[c",
    "\x1b[?1049l",
    "\x1b[?1000h",
    "\x1b[>1u",
    "\x1b[1;5r",
    "\x1b[5S",
    "\x1b[20t",
    "\x1b[!p",
    "\x1b[4h",
    "\x1bc",
    "\x1b",
    "\x1b[",
    "\x1b[38;2",
    "\x1b[" + "1;" * 60 + "m",
    "\x1b[1 q",
    "\x07",
    "\x00",
    "\t",
    "\x0e",
    "\x7f",
    "\x9b6n",
    "\x85",
    "\u202eabc",
    "\u2066",
    "\u200e",
    "\U000e0041",
    "\u2028",
    "\ufffe",
    "\udc80",
]


@pytest.mark.parametrize("attack", HOSTILE, ids=[repr(attack)[:24] for attack in HOSTILE])
def test_nothing_that_acts_is_a_drawing(attack, tmp_path):
    for picture in (attack, f"text{attack}", f"{attack}text", f"{PICTURE}{attack}{PICTURE}"):
        assert not is_drawing(picture)
        file = str(tmp_path / "first-page")
        assert not write_page(file, picture, SIZE, ENVIRON, files=[], commands=[])
        assert not Path(file).exists()


def test_a_file_made_by_somebody_else_is_not_painted(kept, tmp_path, monkeypatch):
    """Even one with a sound digest: the reader looks at the picture itself."""
    from tui.terminal import page_cache

    with monkeypatch.context() as patch:
        patch.setattr(page_cache, "is_drawing", lambda _: True)
        assert write_page(kept[0], "a\x1b]0;x\x07", SIZE, ENVIRON, files=[], commands=[])
        assert found(kept[0]) == "a\x1b]0;x\x07"
    assert found(kept[0]) is None


def test_text_of_every_kind_is_a_drawing():
    for picture in ("", "plain", PICTURE, "a\xa0b\u3000c", "\u200d\u200c\xad", "Điện\u0323 Biên"):
        assert is_drawing(picture)


def test_a_stamp_tells_files_apart(tmp_path):
    file = tmp_path / "x"
    assert stamp(str(file)) == "-"
    assert stamp("a\0b") == "-"
    file.write_text("1")
    first = stamp(str(file))
    (tmp_path / "y").write_text("1")
    os.utime(tmp_path / "y", ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    (tmp_path / "y").replace(file)
    assert stamp(str(file)) != first


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").touch()
    inside = str(tmp_path / "file" / "first-page")
    assert not write_page(inside, PICTURE, SIZE, ENVIRON, files=[], commands=[])

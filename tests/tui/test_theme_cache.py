"""Our own themes, kept as they were read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import themes
from tui.theme_cache import kept_theme
from tui.theming import BUILTIN, load_theme_file

FOLDER = Path(themes.__file__).parent


class Reader:
    def __init__(self, file):
        self.file, self.times = file, 0

    def __call__(self):
        self.times += 1
        return load_theme_file(self.file)


@pytest.mark.parametrize("name", BUILTIN)
def test_a_kept_theme_is_the_same(name, tmp_path):
    read = Reader(FOLDER / f"{name}.yaml")
    first = kept_theme(read.file, tmp_path, read)
    assert kept_theme(read.file, tmp_path, read) == first == load_theme_file(read.file)
    assert read.times == 1


def test_a_changed_theme_is_read_again(tmp_path):
    file = tmp_path / "dark.yaml"
    shutil.copy(FOLDER / "dark.yaml", file)
    read = Reader(file)
    kept_theme(file, tmp_path / "cache", read)
    file.write_text(file.read_text().replace("Dark", "Darker"))
    assert kept_theme(file, tmp_path / "cache", read).title == "Darker"
    assert read.times == 2


@pytest.mark.parametrize("damage", [b"", b"x", b"\n{}", None])
def test_what_is_damaged_is_read_again(damage, tmp_path):
    read = Reader(FOLDER / "dark.yaml")
    kept_theme(read.file, tmp_path, read)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] if damage is None else damage)
    assert kept_theme(read.file, tmp_path, read).name == "dark"
    assert read.times == 2
    assert kept.read_bytes() == whole


def test_without_a_cache_it_is_read_each_time(tmp_path):
    (tmp_path / "file").touch()
    read = Reader(FOLDER / "dark.yaml")
    for _ in range(2):
        assert kept_theme(read.file, tmp_path / "file" / "cache", read).name == "dark"
    assert read.times == 2

"""A small collection of its own for every test of the reading screen."""

from pathlib import Path

import pytest
from reading_host import make_collection, open_loaded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_collection(tmp_path / "collection")


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    return tmp_path / "homes"


@pytest.fixture
def session(folder: Path, homes: Path):
    opened = open_loaded(folder, homes=homes)
    yield opened
    opened.close()

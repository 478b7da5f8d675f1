from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from made_marks import adding, annotation, as_ordinary_user, changing, open_to_all

from corpus.errors import StoreError
from corpus.store import Conflict, open_store
from corpus.store.place import can_write, shared_by_network


@pytest.fixture
def place():
    with open_to_all() as folder:
        (folder / "collection").mkdir()
        (folder / "data").mkdir()
        for name in ("collection", "data"):
            (folder / name).chmod(0o777)
        yield folder


def opened(place):
    return open_store(place / "collection", place / "data" / "key")


def test_a_folder_that_cannot_be_written_sends_marks_to_the_data_folder(place):
    (place / "collection").chmod(0o555)
    with as_ordinary_user(), closing(opened(place)) as store:
        assert f"annotations are kept in {place / 'data' / 'key'}" in store.notice
        assert not store.read_only
        assert not (place / "data" / "key").exists()
        store.apply(adding(annotation()))
        assert store.where == place / "data" / "key" / "annotations.sqlite"
    with as_ordinary_user(), closing(opened(place)) as again:
        assert len(again.annotations()) == 1
        assert str(place / "data" / "key") in again.notice


def test_a_file_where_the_folder_should_be_sends_them_there_too(place):
    (place / "collection" / ".glossator").write_text("a file")
    with closing(opened(place)) as store:
        store.apply(adding(annotation()))
        assert store.where.parent == place / "data" / "key"
        assert str(place / "data" / "key") in store.notice


def test_nowhere_to_write_is_said_and_reading_goes_on(place):
    (place / "collection").chmod(0o555)
    (place / "data").chmod(0o555)
    with as_ordinary_user(), closing(opened(place)) as store:
        assert store.read_only
        assert store.annotations() == []
        with pytest.raises(StoreError, match="Not saved"):
            store.apply(adding(annotation()))
        assert store.annotations() == []


def test_what_could_not_be_made_leaves_nothing_behind_and_is_made_later(place):
    (place / "data").chmod(0o555)
    with as_ordinary_user():
        store = opened(place)
    (place / "collection").chmod(0o555)
    with as_ordinary_user(), pytest.raises(StoreError, match="Not saved"):
        store.apply(adding(annotation()))
    assert list((place / "collection").iterdir()) == []
    (place / "collection").chmod(0o777)
    with as_ordinary_user(), closing(store):
        store.apply(adding(annotation()))
        assert len(store.annotations()) == 1
        assert store.where.parent == place / "collection" / ".glossator"
        assert store.notice == ""


def test_a_store_that_can_only_be_read_is_copied_at_the_first_edit(place):
    value = annotation()
    with as_ordinary_user(), closing(opened(place)) as store:
        store.apply(adding(value))
        home = store.where
    home.chmod(0o444)
    home.parent.chmod(0o555)
    with as_ordinary_user(), closing(opened(place)) as store:
        assert "cannot be written; the first new mark copies it" in store.notice
        assert store.annotations() == [value]
        assert store.where == home
        assert not (place / "data" / "key").exists()
        with pytest.raises(Conflict):
            store.apply(changing(replace(value, note="not so"), None))
        store.apply(changing(value, replace(value, note="seen")))
        assert store.where == place / "data" / "key" / "annotations.sqlite"
        assert store.annotations()[0].note == "seen"
        assert len(store.edits()) == 2
    with as_ordinary_user(), closing(opened(place)) as again:
        assert again.annotations()[0].note == "seen"
    assert [file.name for file in home.parent.iterdir()] == ["annotations.sqlite"]


def test_the_log_of_a_killed_program_is_read_where_nothing_can_be_written(place):
    value = annotation()
    with as_ordinary_user():
        store = opened(place)
        store.apply(adding(value))
        folder = store.where.parent
        left = {file.name: file.read_bytes() for file in folder.iterdir()}
        store.close()
        for name, data in left.items():
            (folder / name).write_bytes(data)
    assert (folder / "annotations.sqlite-wal").stat().st_size > 0
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    with as_ordinary_user(), closing(opened(place)) as store:
        assert store.annotations() == [value]
        store.apply(adding(annotation(8, 9)))
        assert len(store.annotations()) == 2
        assert store.where.parent == place / "data" / "key"


def test_a_folder_that_turns_read_only_while_open_loses_nothing(place):
    value = annotation()
    with as_ordinary_user():
        store = opened(place)
        store.apply(adding(value))
        store.close()
    store.where.chmod(0o444)
    store.where.parent.chmod(0o555)
    with as_ordinary_user():
        store.apply(adding(annotation(7, 9)))
        assert len(store.annotations()) == 2
        assert str(place / "data" / "key") in store.notice
        store.close()


def test_a_store_shipped_with_a_rollback_journal_opens_where_nothing_can_be_written(place):
    with closing(opened(place)) as store:
        store.apply(adding(annotation()))
    with closing(sqlite3.connect(store.where)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    store.where.chmod(0o444)
    store.where.parent.chmod(0o555)
    with as_ordinary_user(), closing(opened(place)) as again:
        assert len(again.annotations()) == 1


def test_a_full_disk_saves_nothing_says_so_and_works_again(place):
    store = opened(place)
    store.apply(adding(annotation(0, 1)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    big = annotation(1, 2, note="x" * 400_000)
    try:
        with pytest.raises(StoreError, match="Not saved to"):
            store.apply(adding(big))
        assert len(store.annotations()) == 1
        assert len(store.edits()) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    store.apply(adding(big))
    assert len(store.annotations()) == 2
    store.close()
    with closing(opened(place)) as again:
        assert len(again.annotations()) == 2
        assert again.notice == ""


@pytest.mark.parametrize(
    ("kind", "shared"),
    [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False), ("tmpfs", False)],
)
def test_network_file_systems_are_known_from_the_table_of_mounts(tmp_path, kind, shared):
    mounts = tmp_path / "mountinfo"
    far = tmp_path / "far away"
    far.mkdir()
    escaped = str(far).replace(" ", "\\040")
    mounts.write_text(
        "21 1 8:1 / / rw,relatime - ext4 /dev/vda rw\n"
        f"36 21 0:33 / {escaped} rw shared:1 - {kind} server:/home rw\n"
        "a line that makes no sense\n"
    )
    assert shared_by_network(far, mounts) is shared
    assert shared_by_network(tmp_path, mounts) is False
    assert shared_by_network(tmp_path, tmp_path / "none") is False


def test_asking_whether_a_place_can_be_written_makes_nothing(tmp_path):
    assert can_write(tmp_path / "a" / "b" / "c")
    assert list(tmp_path.iterdir()) == []


def test_work_kept_elsewhere_comes_home_when_it_can(place):
    value, other = annotation(id="1"), annotation(id="2")
    with closing(opened(place)) as store:
        store.apply(adding(value, other))
        home = store.where
    home.chmod(0o444)
    home.parent.chmod(0o555)
    with as_ordinary_user(), closing(opened(place)) as store:
        store.apply(changing(value, replace(value, note="from elsewhere")))
        store.apply(changing(other, replace(other, note="too late")))
        store.apply(adding(annotation(30, 33, id="3")))
        away = store.where
    home.chmod(0o666)
    home.parent.chmod(0o777)
    away.rename(away.with_suffix(".later"))
    with closing(opened(place)) as store:
        store.apply(changing(other, replace(other, note="first")))
    away.with_suffix(".later").rename(away)
    with closing(opened(place)) as store:
        assert store.where == home
        assert {a.id: a.note for a in store.annotations()} == {
            "1": "from elsewhere",
            "2": "first",
            "3": "",
        }
        assert f"brought home from {away.parent}: 2." in store.notice
        assert "do not fit any more" in store.notice
    assert not away.exists()
    assert len(list(away.parent.glob("annotations.brought-home-*.sqlite"))) == 1
    with closing(opened(place)) as store:
        assert store.notice == ""


def test_work_kept_elsewhere_stays_in_use_while_there_is_none_at_home(place):
    (place / "collection").chmod(0o555)
    with as_ordinary_user(), closing(opened(place)) as store:
        store.apply(adding(annotation()))
        away = store.where
    (place / "collection").chmod(0o777)
    with closing(opened(place)) as store:
        assert store.where == away
        assert len(store.annotations()) == 1
        assert f"Annotations are kept in {away}" in store.notice

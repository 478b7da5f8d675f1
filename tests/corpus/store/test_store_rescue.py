from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from made_marks import (
    Clock,
    adding,
    annotation,
    as_ordinary_user,
    changing,
    open_to_all,
    rejection,
    ruling,
)

from corpus.errors import StoreError
from corpus.history import History
from corpus.store import open_store


@pytest.fixture
def opened(tmp_path):
    folder = tmp_path / "collection"
    folder.mkdir()
    stores = []

    def open_it():
        stores.append(open_store(folder, tmp_path / "data", clock=Clock()))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


@pytest.fixture
def filled(opened):
    """A closed store of 400 annotations and one rejection, and its file."""
    store = opened()
    for step in range(20):
        marks = [annotation(n, n + 9, id=f"{step}-{n}", quote=f"quote {n}") for n in range(20)]
        store.apply(adding(*marks))
    store.apply(adding(rejection()))
    gone = annotation(id="gone")
    store.apply(adding(gone))
    store.apply(changing(gone, None))
    store.close()
    return store.where


def kept_aside(place):
    return sorted(place.parent.glob("annotations.damaged-*.sqlite"))


def test_a_file_that_is_no_database_is_kept_aside_and_a_new_one_begun(opened, filled):
    filled.write_bytes(b"my shopping list\n" * 100)
    store = opened()
    assert store.annotations() == []
    assert "nothing in it could be read" in store.notice
    (aside,) = kept_aside(filled)
    assert aside.name == "annotations.damaged-20260114-080001.sqlite"
    assert aside.name in store.notice
    assert aside.read_bytes() == b"my shopping list\n" * 100
    assert not filled.exists()
    store.apply(adding(annotation()))
    store.close()
    again = opened()
    assert len(again.annotations()) == 1
    assert again.notice == ""


def test_a_second_damaged_file_does_not_replace_the_first(opened, filled):
    for content in (b"first " * 100, b"second " * 100):
        filled.write_bytes(content)
        opened().close()
    assert [file.read_bytes()[:5] for file in kept_aside(filled)] == [b"secon", b"first"]


def pages_of(place, name):
    with closing(sqlite3.connect(place)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        try:
            found = connection.execute(
                "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path",
                (name,),
            ).fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite has no dbstat")
    return size, [page for (page,) in found]


def damage(place, name, which):
    size, pages = pages_of(place, name)
    with place.open("r+b") as file:
        for page in (pages[index] for index in which):
            file.seek((page - 1) * size)
            file.write(b"\xa5" * size)


def test_rows_on_damaged_pages_come_back_from_the_history(opened, filled):
    damage(filled, "annotations", [1, 2, -1])
    store = opened()
    assert len(store.annotations()) == 400
    assert len(store.rejections()) == 1
    assert "annotations 400, rejections 1, rulings 0, steps of history 23" in store.notice
    assert {a.anchor.quote for a in store.annotations()} == {f"quote {n}" for n in range(20)}
    assert all(a.id != "gone" for a in store.annotations())
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    history = History(store, "An")
    assert history.can_undo
    history.undo()


def test_rulings_on_damaged_pages_come_back_from_the_history(opened, filled):
    said = [ruling(names=(f"name {n}", "x" * 2000)) for n in range(20)]
    with closing(opened()) as store:
        store.apply(adding(*said))
    damage(filled, "rulings", [0, 1])
    store = opened()
    assert {one.id: one for one in store.rulings()} == {one.id: one for one in said}
    assert len(store.annotations()) == 400
    assert all(a.id != "gone" for a in store.annotations())


def test_with_history_damaged_too_the_rest_is_kept(opened, filled):
    damage(filled, "annotations", [2])
    damage(filled, "edits", [0])
    store = opened()
    kept = store.annotations()
    assert 300 < len(kept) <= 400
    assert len({a.id for a in kept}) == len(kept)
    assert f"annotations {len(kept)}," in store.notice
    assert len(kept_aside(filled)) == 1


def test_damage_met_while_working_is_repaired_and_the_edit_kept(opened, filled):
    damage(filled, "annotations", [1])
    store = opened()
    store.apply(adding(annotation(1, 2, id="new")))
    store.annotations()
    assert len(store.annotations()) == 401
    assert "damaged" in store.notice
    assert len(kept_aside(filled)) == 1


def test_after_a_kill_a_damaged_file_is_found_at_once(opened, filled):
    store = opened()
    store.apply(adding(annotation(id="last")))
    left = {file: file.read_bytes() for file in filled.parent.iterdir()}
    store.close()
    for file, data in left.items():
        file.write_bytes(data)
    damage_without_opening(filled)
    again = opened()
    assert "damaged" in again.notice, "said on opening, before anything is read"
    assert any(a.id == "last" for a in again.annotations())


def damage_without_opening(place):
    data = bytearray(place.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    for page in range(12, len(data) // size):
        if data[page * size] == 13:
            data[page * size + 1 : page * size + 300] = b"\xa5" * 299
            break
    place.write_bytes(data)


def test_a_damaged_store_that_cannot_be_set_aside_is_said_and_left():
    with open_to_all() as folder:
        place = folder / ".glossator" / "annotations.sqlite"
        place.parent.mkdir()
        place.write_bytes(b"no database " * 100)
        place.chmod(0o444)
        place.parent.chmod(0o555)
        with as_ordinary_user(), pytest.raises(StoreError, match="cannot be set aside"):
            open_store(folder, folder / "data")
        assert [file.name for file in place.parent.iterdir()] == [place.name]
        place.parent.chmod(0o777)


def test_a_log_without_sense_is_ignored(opened, filled):
    filled.with_name(filled.name + "-wal").write_bytes(b"nonsense" * 5000)
    store = opened()
    assert len(store.annotations()) == 400
    assert store.notice == ""

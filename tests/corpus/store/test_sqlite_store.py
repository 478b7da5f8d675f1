from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from made_marks import (
    adding,
    annotation,
    as_ordinary_user,
    changing,
    open_to_all,
    rejection,
    ruling,
)

from corpus.annotation import Change, Edit
from corpus.errors import StoreError
from corpus.store import Conflict, open_store


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "collection"
    place.mkdir()
    return place


@pytest.fixture
def opened(folder, tmp_path):
    stores = []

    def open_it():
        stores.append(open_store(folder, tmp_path / "data"))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


def test_nothing_is_made_before_the_first_edit(folder, tmp_path, opened):
    store = opened()
    assert store.annotations() == []
    assert store.rejections() == []
    assert store.counts() == {}
    assert store.documents() == {}
    assert store.edits() == []
    assert store.undone(["x"]) == set()
    assert store.version() == 0
    assert not store.read_only
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "data").exists()
    assert store.where == folder / ".glossator" / "annotations.sqlite"
    assert store.notice == ""


def test_what_was_applied_is_there_again_after_opening(opened):
    store = opened()
    first = annotation(
        3,
        9,
        "ORG",
        attributes={"role": "chair", "ế": "ộ"},
        entity="org:x",
        note="two\nlines",
        unsure=True,
    )
    second = rejection(20, 25, "GPE")
    edit = adding(first, second, description="Mark and reject")
    store.apply(edit)
    store.close()
    again = opened()
    assert again.annotations() == [first]
    assert again.rejections() == [second]
    assert again.edits() == [edit]
    assert again.edit(edit.id) == edit
    assert again.edit("none") is None
    assert again.counts() == {"a.txt": 1}
    assert again.documents() == {"a.txt": "digest"}


def test_marks_come_by_document_and_place_the_longer_first(opened):
    store = opened()
    values = [
        annotation(5, 9, document="b.txt"),
        annotation(5, 9),
        annotation(5, 20),
        annotation(0, 3),
    ]
    store.apply(adding(*values))
    spans = [(a.document, a.span.start, a.span.end) for a in store.annotations()]
    assert spans == [("a.txt", 0, 3), ("a.txt", 5, 20), ("a.txt", 5, 9), ("b.txt", 5, 9)]
    assert [a.document for a in store.annotations("b.txt")] == ["b.txt"]


@pytest.mark.parametrize(
    "text",
    ["a\udc80b", "nul\x00inside", "\x1b[31mred", "'; DROP TABLE annotations; --", "😀ế", "\ufeff"],
)
def test_any_text_comes_back_as_it_went_in(opened, text):
    store = opened()
    value = annotation(document=text, quote=text, note=text, entity=text, attributes={"k": text})
    store.apply(adding(value, description=text, author=text))
    store.close()
    again = opened()
    assert again.annotations(text) == [value]
    assert again.counts() == {text: 1}
    assert again.edits()[0].changes == (Change(None, value),)
    assert [id_ for id_, _ in again.steps(text)] == [again.edits()[0].id]


def test_an_edit_applied_twice_is_done_once(opened):
    store = opened()
    edit = adding(annotation())
    store.apply(edit)
    store.apply(edit)
    assert len(store.annotations()) == 1
    assert store.edits() == [edit]


def test_another_edit_with_a_known_id_is_refused(opened):
    store = opened()
    store.apply(adding(annotation(), id="same"))
    with pytest.raises(StoreError, match="has the id same"):
        store.apply(adding(annotation(), id="same"))
    assert len(store.annotations()) == 1


@pytest.mark.parametrize("changes", [(), (Change(None, None),)])
def test_an_edit_without_a_change_is_a_mistake_of_the_caller(opened, folder, changes):
    with pytest.raises(ValueError, match="without a change"):
        opened().apply(Edit("e", "An", "t", "", changes))
    assert list(folder.iterdir()) == []


def test_a_change_of_what_is_not_there_any_more_is_a_conflict(opened):
    store = opened()
    value = annotation(quote="Hà Nội")
    store.apply(adding(value))
    relabelled = replace(value, label="GPE")
    store.apply(changing(value, relabelled))
    with pytest.raises(Conflict, match="“Hà Nội” was changed by another program"):
        store.apply(changing(value, replace(value, label="ORG")))
    with pytest.raises(Conflict, match="was changed"):
        store.apply(changing(value, None))
    with pytest.raises(Conflict, match="already marked"):
        store.apply(adding(value))
    assert store.annotations() == [relabelled]
    assert len(store.edits()) == 2


def test_a_conflict_in_the_last_change_takes_back_the_first(opened):
    store = opened()
    gone = annotation(id="gone")
    edit = Edit("e", "An", "t", "", (Change(None, annotation(id="new")), Change(gone, None)))
    with pytest.raises(Conflict):
        store.apply(edit)
    assert store.annotations() == []
    assert store.edits() == []
    store.apply(adding(annotation(id="new")))


def test_an_anchor_made_anew_on_another_text_is_no_conflict(opened):
    store = opened()
    value = annotation(0, 5)
    store.apply(adding(value))
    moved = replace(value.anchor, span=annotation(7, 12).span)
    with pytest.raises(Conflict):
        store.apply(changing(replace(value, anchor=moved), None))
    placed = replace(value, anchor=replace(moved, digest="the digest of the text now"))
    with pytest.raises(Conflict):
        store.apply(changing(replace(placed, note="other"), None))
    noted = replace(placed, note="seen")
    store.apply(changing(placed, noted))
    assert store.annotations() == [noted]
    assert store.documents() == {"a.txt": "the digest of the text now"}


def test_an_annotation_can_become_a_rejection_and_back(opened):
    store = opened()
    before, after = annotation(id="1"), rejection(id="1")
    store.apply(adding(before))
    store.apply(changing(before, after))
    assert (store.annotations(), store.rejections()) == ([], [after])
    store.apply(changing(after, before))
    assert (store.annotations(), store.rejections()) == ([before], [])


def test_edits_come_newest_first_in_pages(opened):
    store = opened()
    edits = [adding(annotation()) for _ in range(5)]
    for edit in edits:
        store.apply(edit)
    assert store.edits() == edits[::-1]
    assert store.edits(2) == [edits[4], edits[3]]
    assert store.edits(2, 3) == [edits[1], edits[0]]


def test_two_programs_work_on_one_store(opened):
    one, two = opened(), opened()
    one.apply(adding(annotation(0, 2)))
    before = one.version()
    assert one.version() == before
    assert len(two.annotations()) == 1
    two.apply(adding(annotation(3, 4)))
    assert one.version() != before
    assert len(one.annotations()) == 2
    before = one.version()
    one.apply(adding(annotation(5, 6)))
    assert one.version() == before, "what we write ourselves is no news to us"


def test_a_store_made_by_another_program_is_seen(opened):
    waiting, maker = opened(), opened()
    before = waiting.version()
    maker.apply(adding(annotation()))
    assert waiting.version() != before
    assert len(waiting.annotations()) == 1


def test_two_programs_making_the_store_at_once(folder, tmp_path):
    def work(number):
        with closing(open_store(folder, tmp_path / "data")) as store:
            for step in range(10):
                store.apply(adding(annotation(id=f"{number}-{step}"), id=f"e{number}-{step}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with closing(open_store(folder, tmp_path / "data")) as store:
        assert len(store.annotations()) == 40
        assert store.notice == ""


def test_one_store_may_be_used_from_several_threads(opened):
    store = opened()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.apply(adding(annotation(n, n + 1))), range(60)))
    assert len(store.annotations()) == 60


def test_a_closed_store_opens_again_by_itself(opened):
    store = opened()
    store.apply(adding(annotation()))
    store.close()
    assert len(store.annotations()) == 1
    store.apply(adding(annotation(8, 9)))
    assert len(store.annotations()) == 2


def test_a_store_removed_while_open_is_said_and_put_back_goes_on(opened, folder):
    store = opened()
    store.apply(adding(annotation()))
    away = folder.parent / "away"
    (folder / ".glossator").rename(away)
    with pytest.raises(StoreError, match="was removed while it was open"):
        store.apply(adding(annotation(7, 8)))
    assert not (folder / ".glossator").exists()
    away.rename(folder / ".glossator")
    store.apply(adding(annotation(8, 9)))
    assert [a.span.start for a in store.annotations()] == [0, 8]


def test_another_file_put_in_its_place_is_taken(opened, folder, tmp_path):
    store = opened()
    store.apply(adding(annotation(0, 1)))
    store.close()
    copy = tmp_path / "copy.sqlite"
    shutil.copy(store.where, copy)
    store.apply(adding(annotation(1, 2)))
    before = store.version()
    for file in (folder / ".glossator").iterdir():
        file.unlink()
    copy.rename(store.where)
    assert store.version() != before
    store.apply(adding(annotation(2, 3)))
    assert [a.span.start for a in store.annotations()] == [0, 2]


def test_a_newer_store_is_refused_and_left_alone(opened):
    store = opened()
    store.apply(adding(annotation()))
    store.close()
    with closing(sqlite3.connect(store.where)) as connection:
        connection.execute("PRAGMA user_version=99")
        connection.commit()
    before = store.where.read_bytes()
    with pytest.raises(StoreError, match=r"newer Glossator \(format 99"):
        opened()
    assert store.where.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(opened, folder):
    place = folder / ".glossator" / "annotations.sqlite"
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE songs (name)")
    before = place.read_bytes()
    with pytest.raises(StoreError, match="database of another program"):
        opened()
    assert place.read_bytes() == before


def test_triggers_in_a_store_from_elsewhere_are_refused(opened):
    store = opened()
    store.apply(adding(annotation()))
    store.close()
    with closing(sqlite3.connect(store.where)) as connection:
        connection.execute(
            "CREATE TRIGGER t AFTER INSERT ON edits BEGIN DELETE FROM annotations; END"
        )
    with pytest.raises(StoreError, match="views or triggers"):
        opened()


def test_a_row_that_glossator_did_not_write_is_refused(opened):
    store = opened()
    store.apply(adding(annotation()))
    store.close()
    with closing(sqlite3.connect(store.where)) as connection, connection:
        connection.execute("UPDATE annotations SET attributes = '[1]'")
    with pytest.raises(StoreError, match="did not write"):
        opened().annotations()


def test_an_empty_file_in_its_place_becomes_the_store(opened, folder):
    place = folder / ".glossator" / "annotations.sqlite"
    place.parent.mkdir()
    place.touch()
    store = opened()
    assert store.annotations() == []
    store.apply(adding(annotation()))
    assert len(opened().annotations()) == 1
    assert store.where == place


def test_every_edit_is_synchronised_and_logged(opened):
    store = opened()
    store.apply(adding(annotation()))
    with closing(sqlite3.connect(store.where)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("SELECT version FROM migrations").fetchall() == [(1,), (2,)]


def test_looking_for_a_store_that_is_not_there_needs_no_database():
    program = (
        "import sys, corpus.store, corpus.history, corpus.annotation\n"
        "assert 'sqlite3' not in sys.modules and 'yaml' not in sys.modules\n"
        "assert 'rapidfuzz' not in sys.modules\n"
    )
    root = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)


def in_the_first_version(place):
    """Make a store's file what the first version of the tables was."""
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DROP TABLE rulings")
        connection.execute("DELETE FROM migrations WHERE version > 1")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE")


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path):
    with closing(open_store(tmp_path, tmp_path / "data")) as store:
        store.apply(adding(annotation(id="kept")))
    in_the_first_version(store.where)
    with closing(open_store(tmp_path, tmp_path / "data")) as store:
        said = ruling()
        store.apply(adding(said))
        assert [mark.id for mark in store.annotations()] == ["kept"]
        assert store.rulings() == [said]


def test_a_file_of_the_first_version_is_read_where_nothing_can_be_written():
    with open_to_all() as folder:
        place = folder / "collection"
        place.mkdir()
        with closing(open_store(place, folder / "data")) as store:
            store.apply(adding(annotation(id="kept")))
        in_the_first_version(store.where)
        for closed in (store.where, store.where.parent, place):
            closed.chmod(0o555 if closed.is_dir() else 0o444)
        with as_ordinary_user(), closing(open_store(place, folder / "data")) as reader:
            assert reader.rulings() == []
            assert [mark.id for mark in reader.annotations()] == ["kept"]

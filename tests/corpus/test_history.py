from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from made_marks import Clock, annotation, rejection

from corpus.annotation import Change
from corpus.history import History, new_id, now
from corpus.store import Conflict, open_store


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path, tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def history(store):
    return History(store, "An", clock=Clock())


def mark(history, start=0):
    value = annotation(start, start + 3)
    history.record(f"mark {start}", [Change(None, value)])
    return value


def starts(store):
    return [a.span.start for a in store.annotations()]


def test_an_edit_says_who_when_and_what(history, store):
    edit = history.record("reject GPE", [Change(None, rejection())])
    assert (edit.author, edit.created, edit.description) == (
        "An",
        "2026-01-14T08:00:01.000Z",
        "reject GPE",
    )
    assert len(edit.id) == 32
    assert store.edits() == [edit]


def test_nothing_to_undo_at_first(history, tmp_path):
    assert not history.can_undo
    assert not history.can_redo
    assert history.undo() is None
    assert history.redo() is None
    assert list(tmp_path.iterdir()) == []


def test_undo_and_redo_walk_through_the_work(history, store):
    for start in (0, 10, 20):
        mark(history, start)
    history.undo()
    history.undo()
    assert starts(store) == [0]
    history.redo()
    assert starts(store) == [0, 10]
    assert (history.can_undo, history.can_redo) == (True, True)
    history.redo()
    assert starts(store) == [0, 10, 20]
    assert history.redo() is None
    for _ in range(3):
        history.undo()
    assert starts(store) == []
    assert history.undo() is None


def test_a_redone_step_can_be_undone_again_many_times(history, store):
    mark(history)
    for _ in range(4):
        history.undo()
        assert starts(store) == []
        history.redo()
        assert starts(store) == [0]


def test_new_work_cuts_off_what_could_be_redone(history, store):
    mark(history, 0)
    history.undo()
    mark(history, 10)
    assert not history.can_redo
    history.undo()
    assert starts(store) == []
    assert history.can_redo
    assert not history.can_undo
    history.redo()
    assert starts(store) == [10]


def test_several_changes_are_taken_back_as_one(history, store):
    value = mark(history)
    noted = replace(value, note="n")
    history.record("all", [Change(value, noted), Change(None, annotation(7, 9))])
    history.undo()
    assert store.annotations() == [value]
    history.redo()
    assert store.annotations()[0] == noted
    assert len(store.annotations()) == 2


def test_undo_goes_on_after_a_restart(history, store, tmp_path):
    for start in (0, 10, 20):
        mark(history, start)
    history.undo()
    store.close()
    with closing(open_store(tmp_path, tmp_path / "data")) as later:
        again = History(later, "An", clock=Clock())
        assert (again.can_undo, again.can_redo) == (True, True)
        again.redo()
        assert starts(later) == [0, 10, 20]
        for _ in range(3):
            again.undo()
        assert starts(later) == []
        assert not again.can_undo


def test_each_author_takes_back_their_own_work(history, store):
    other = History(store, "Bình", clock=Clock())
    mine, theirs = mark(history, 0), mark(other, 10)
    history.undo()
    assert store.annotations() == [theirs]
    assert not history.can_undo
    assert not other.can_redo
    other.undo()
    history.redo()
    assert store.annotations() == [mine]


def test_the_same_author_in_another_program_shares_the_history(history, store, tmp_path):
    mark(history, 0)
    with closing(open_store(tmp_path, tmp_path / "data")) as second:
        other = History(second, "An", clock=Clock())
        mark(other, 10)
        history.undo()
        assert starts(second) == [0]
        other.redo()
        assert starts(store) == [0, 10]


def test_what_another_program_changed_since_is_not_undone(history, store, tmp_path):
    value = mark(history)
    with closing(open_store(tmp_path, tmp_path / "data")) as second:
        other = History(second, "Bình", clock=Clock())
        other.record("note", [Change(value, replace(value, note="mine"))])
    with pytest.raises(Conflict, match=r"“mark 0” cannot be undone: .* changed by another"):
        history.undo()
    assert [a.note for a in store.annotations()] == ["mine"]
    assert history.can_undo
    assert len(store.edits()) == 2


def test_a_failed_record_is_not_in_the_history(history, store):
    value = annotation()
    with pytest.raises(Conflict):
        history.record("delete", [Change(value, None)])
    with pytest.raises(ValueError, match="without a change"):
        history.record("nothing", [])
    assert not history.can_undo
    assert store.edits() == []


def test_entries_show_what_stands(history):
    for start in (0, 10):
        mark(history, start)
    history.undo()
    assert [(e.edit.description, e.undone) for e in history.entries()] == [
        ("mark 10", False),
        ("mark 10", True),
        ("mark 0", False),
    ]
    history.redo()
    assert [e.undone for e in history.entries()] == [False, True, False, False]
    assert [e.edit.description for e in history.entries(1, 3)] == ["mark 0"]
    assert history.author == "An"


def test_ids_differ_and_times_are_in_utc():
    assert len({new_id() for _ in range(100)}) == 100
    assert now().endswith("Z")

"""A store and its history against a plain model, with restarts and two authors."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from made_marks import Clock, annotation, rejection, ruling

from corpus.annotation import Annotation, Change
from corpus.history import History
from corpus.ruling import RulingKind
from corpus.store import Conflict, open_store

AUTHORS = st.sampled_from(["An", "Bình"])
TEXTS = st.sampled_from(["", "note", "ế\ud800", "a\x00b"])


class Work(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.clock = Clock()
        self.state: dict[tuple[type, str], object] = {}
        self.done = {"An": [], "Bình": []}
        self.undone = {"An": [], "Bình": []}
        self.open()

    def open(self):
        self.stores = {a: open_store(self.root, self.root / "data") for a in self.done}
        self.histories = {a: History(s, a, clock=self.clock) for a, s in self.stores.items()}

    def carry_out(self, changes):
        for change in changes:
            if change.before is not None:
                del self.state[type(change.before), change.before.id]
            if change.after is not None:
                self.state[type(change.after), change.after.id] = change.after

    def fits(self, changes):
        state = dict(self.state)
        for change in changes:
            before, after = change.before, change.after
            if before is not None and state.pop((type(before), before.id), None) != before:
                return False
            if after is not None:
                if (type(after), after.id) in state:
                    return False
                state[type(after), after.id] = after
        return True

    def record(self, author, changes):
        self.histories[author].record("work", changes)
        self.carry_out(changes)
        self.done[author].append(tuple(changes))
        self.undone[author].clear()

    @rule(author=AUTHORS, start=st.integers(0, 50), note=TEXTS)
    def mark(self, author, start, note):
        self.record(author, [Change(None, annotation(start, start + 3, note=note))])

    @rule(author=AUTHORS, count=st.integers(1, 3))
    def reject(self, author, count):
        self.record(author, [Change(None, rejection(n, n + 1)) for n in range(count)])

    @rule(author=AUTHORS, kind=st.sampled_from(RulingKind), text=TEXTS)
    def say_of_an_entity(self, author, kind, text):
        said = ruling(kind, value=text, forms=(text, "b"), entities=(text,), names=("a", text))
        self.record(author, [Change(None, said)])

    @precondition(lambda self: self.state)
    @rule(author=AUTHORS, data=st.data(), note=TEXTS)
    def change(self, author, data, note):
        value = data.draw(st.sampled_from(list(self.state.values())))
        after = None
        if isinstance(value, Annotation) and data.draw(st.booleans()):
            after = replace(value, note=note, unsure=not value.unsure)
        self.record(author, [Change(value, after)])

    def take_back(self, author, source, target, act):
        if not source[author]:
            assert act() is None
            return
        changes = tuple(change.inverse() for change in reversed(source[author][-1]))
        if self.fits(changes):
            assert act().changes == changes
            self.carry_out(changes)
            source[author].pop()
            target[author].append(changes)
            return
        try:
            act()
        except Conflict:
            return
        raise AssertionError("a conflict was not seen")

    @rule(author=AUTHORS)
    def undo(self, author):
        self.take_back(author, self.done, self.undone, self.histories[author].undo)

    @rule(author=AUTHORS)
    def redo(self, author):
        self.take_back(author, self.undone, self.done, self.histories[author].redo)

    @rule()
    def restart(self):
        for store in self.stores.values():
            store.close()
        self.open()

    @invariant()
    def stores_hold_the_state(self):
        for author, store in self.stores.items():
            held = [*store.annotations(), *store.rejections(), *store.rulings()]
            assert {(type(value), value.id): value for value in held} == self.state
            assert self.histories[author].can_undo == bool(self.done[author])
            assert self.histories[author].can_redo == bool(self.undone[author])

    @invariant()
    def replaying_all_edits_gives_the_state(self):
        replayed: dict[tuple[type, str], object] = {}
        for edit in reversed(self.stores["An"].edits()):
            for change in edit.changes:
                if change.before is not None:
                    assert replayed.pop((type(change.before), change.before.id)) == change.before
                if change.after is not None:
                    replayed[type(change.after), change.after.id] = change.after
        assert replayed == self.state

    def teardown(self):
        for store in self.stores.values():
            store.close()
        self.folder.cleanup()


Work.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestWork = Work.TestCase

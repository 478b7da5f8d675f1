"""Entities as a person left them: any rulings and marks, against a model that knows every row."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from made_marks import annotation, rejection, ruling

from corpus.annotation import UNLINKED, Rejection
from corpus.applied import Applied
from corpus.entity import Mention
from corpus.index.snapshot import Snapshot
from corpus.marked import Marked
from corpus.overlay import Overlay
from corpus.ruled import Ruled
from corpus.ruling import RulingKind

NAMED = (
    ("Pham Minh Chinh", "PERSON"),
    ("Chinh", "PERSON"),
    ("Luong Cuong", "PERSON"),
    ("Hanoi", "GPE"),
    ("Laos", "GPE"),
    ("ASEAN", "ORG"),
    ("Association of Southeast Asian Nations (ASEAN)", "ORG"),
)
LABELS = ("PERSON", "GPE", "ORG", "LAW")
WORDS = ("met", "the premier", "Hanoi")


@st.composite
def documents(draw):
    """Mentions of some documents, none crossing, some nested."""
    found = []
    for which in draw(st.lists(st.lists(st.integers(0, len(NAMED) - 1), max_size=7), max_size=4)):
        mentions, at = [], 0
        for number in which:
            name, label = NAMED[number]
            mentions.append(Mention(at, at + len(name), name, label, "made"))
            if name.endswith("(ASEAN)"):
                mentions.append(Mention(at + 40, at + 45, "ASEAN", "ORG", "made"))
            at += len(name) + 4
        found.append(mentions)
    return found


class Model:
    """Whose every mention is, by doing what was said to one row after the other."""

    def __init__(self, snapshot):
        index = snapshot.mentions
        self.entity_ids = [e.id for e in snapshot.entities]
        self.labels = {e.id: e.label for e in snapshot.entities}
        self.given = {}
        self.into = {}
        self.machine = []
        for row in range(len(index)):
            place = index.place(row)
            spelling = snapshot.alias(int(index.form[row]))[1]
            owner = self.entity_ids[place.entity]
            self.machine.append([place.document, place.start, place.end, spelling, owner])
        self.found_labels = [index.place(row).label for row in range(len(index))]

    def final(self, entity):
        while entity in self.into:
            entity = self.into[entity]
        return entity

    def rule(self, said):
        entity = self.final(said.entity)
        match said.kind:
            case RulingKind.MERGE:
                for other in map(self.final, said.entities):
                    if other != entity:
                        self.into[other] = entity
                        self._move(other, entity)
            case RulingKind.SPLIT:
                self.labels[said.value] = self.label(entity)
                self._move(entity, said.value, said.forms)
            case RulingKind.LABEL:
                self.given[entity] = said.value
            case RulingKind.NOTHING:
                self._move(entity, "")

    def label(self, entity):
        return self.given.get(entity, self.labels.get(entity))

    def _move(self, entity, to, forms=None):
        for row in self.machine:
            if row[4] == entity and (forms is None or row[3] in forms):
                row[4] = to

    def rows(self, marks):
        """Document, start, end, spelling and entity of every mention after all marks."""
        rows = [[*row] for row in self.machine]
        own = set()
        exact = {}
        ordered = sorted(marks, key=lambda one: not isinstance(one[1], Rejection))
        for document, mark in ordered:
            span = mark.anchor.span
            near = [
                n
                for n, row in enumerate(self.machine)
                if row[0] == document and row[1] < span.end and row[2] > span.start
            ]
            same = [n for n in near if self.machine[n][1:3] == [span.start, span.end]]
            if isinstance(mark, Rejection):
                for n in same:
                    if mark.label in self._labels(n):
                        rows[n][4] = ""
                continue
            to = "" if mark.entity in ("", UNLINKED) else self.final(mark.entity)
            if same:
                linked = mark.entity or mark.label not in self._labels(same[0])
                exact[same[0]] = to if linked else self.machine[same[0]][4]
                continue
            for n in near:
                start, end = self.machine[n][1:3]
                crosses = start < span.start < end < span.end or span.start < start < span.end < end
                if crosses or mark.label in self._labels(n):
                    rows[n][4] = ""
            if to:
                quote = " ".join(mark.anchor.quote.split())
                own.add((document, span.start, span.end, to, quote))
        for n, to in exact.items():
            rows[n][4] = to
        return sorted(
            (*map(tuple, rows), *((d, s, e, quote, to) for d, s, e, to, quote in own)),
            key=lambda row: (row[0], row[1], -row[2]),
        )

    def _labels(self, n):
        entity = self.machine[n][4]
        return {self.found_labels[n], self.given.get(entity, self.found_labels[n])}


def snapshot_of(mentions):
    names = [f"{n}.txt" for n in range(len(mentions))]
    return Snapshot.build(names, names, mentions)


def ruled_of(snapshot, said, marks):
    applied = Applied(snapshot, said)
    annotations = [(d, m) for d, m in marks if not isinstance(m, Rejection)]
    rejections = [(d, m) for d, m in marks if isinstance(m, Rejection)]
    return Ruled(applied, *Overlay(applied).lay(Marked(annotations, rejections)))


def draw_ruling(data, ids, forms, number):
    one = data.draw(st.sampled_from(ids), "entity")
    kind = data.draw(st.sampled_from(list(RulingKind)), "kind")
    match kind:
        case RulingKind.MERGE | RulingKind.APART:
            others = tuple(data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3)))
            return ruling(kind, one, entities=others)
        case RulingKind.SPLIT:
            taken = tuple(data.draw(st.lists(st.sampled_from(forms), min_size=1, max_size=2)))
            ids.append(f"made:{number}")
            return ruling(kind, one, value=ids[-1], forms=taken)
        case RulingKind.NAME:
            return ruling(kind, one, value=f"name {number}")
        case RulingKind.LABEL:
            return ruling(kind, one, value=data.draw(st.sampled_from(LABELS)))
        case _:
            return ruling(kind, one)


def draw_mark(data, mentions, ids):
    number = data.draw(st.integers(0, len(mentions) - 1), "document")
    found = mentions[number]
    label = data.draw(st.sampled_from(LABELS))
    if found and data.draw(st.booleans(), "of a mention"):
        mention = data.draw(st.sampled_from(found))
        start, end, quote = mention.start, mention.end, mention.text
    else:
        start = data.draw(st.integers(0, 80))
        end, quote = start + data.draw(st.integers(1, 50)), data.draw(st.sampled_from(WORDS))
    if data.draw(st.booleans(), "rejected"):
        return number, rejection(start, end, label)
    entity = data.draw(st.sampled_from(["", UNLINKED, *ids]))
    return number, annotation(start, end, label, quote=quote, entity=entity)


def state(ruled):
    """Everything that can be read of it, by id."""
    columns = (ruled.document, ruled.start, ruled.end, ruled.entity)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    return (
        [(d, s, e, ruled.id_of(n) if n >= 0 else "") for d, s, e, n in rows],
        list(ruled),
        [ruled.rows_of(n).tolist() for n in ruled.numbers().tolist()],
    )


def agrees(ruled):
    """What holds whatever was said: columns, rows of entities and counts are of one mind."""
    columns = (ruled.document.tolist(), ruled.start.tolist(), (-ruled.end).tolist())
    places = list(zip(*columns, strict=True))
    assert places == sorted(places)
    assert {len(c) for c in (ruled.label, ruled.source, ruled.form, ruled.entity)} == {len(places)}
    taken = np.zeros(len(places), int)
    for number in range(len(ruled)):
        rows = ruled.rows_of(number).tolist()
        assert rows == np.flatnonzero(ruled.entity == number).tolist()
        taken[rows] += 1
        in_documents = len({places[row][0] for row in rows})
        assert ruled.mention_counts[number] == len(rows)
        assert ruled.document_counts[number] == in_documents
        entity = ruled[number]
        assert (entity.mentions, entity.documents) == (len(rows), in_documents)
        assert sum(count for _, count in entity.aliases) == len(rows)
        assert ruled.number_of(entity.id) == ruled.applied.final(number)
        assert (entity.id, entity.label) == (ruled.id_of(number), ruled.label_of(number))
    assert taken.max(initial=0) <= 1
    for document in range(len(ruled.index.known)):
        rows = ruled.rows_in(document)
        assert [places[row][0] for row in rows] == [document] * len(rows)


@settings(deadline=None, max_examples=80)
@given(documents(), st.data())
def test_rulings_and_marks_come_to_what_a_model_says(mentions, data):
    snapshot = snapshot_of(mentions)
    start = state(ruled_of(snapshot, (), ()))
    if not len(snapshot.entities):
        return
    ids = [e.id for e in snapshot.entities]
    forms = sorted({mention.text for found in mentions for mention in found})
    said, marks = [], []
    edits = []
    for number in range(data.draw(st.integers(1, 8), "edits")):
        kind = data.draw(st.sampled_from(["rule", "rule", "mark", "undo"]), "edit")
        if kind == "rule":
            said.append(draw_ruling(data, ids, forms, number))
            edits.append(said)
        elif kind == "mark":
            marks.append(draw_mark(data, mentions, ids))
            edits.append(marks)
        elif edits:
            edits.pop().pop()
            ids = ids[: len(snapshot.entities)] + [
                one.value for one in said if one.kind is RulingKind.SPLIT
            ]
    ruled, model = ruled_of(snapshot, said, marks), Model(snapshot)
    agrees(ruled)
    for one in said:
        model.rule(one)
    wanted = [(d, s, e, entity) for d, s, e, _, entity in model.rows(marks)]
    assert sorted(state(ruled)[0]) == sorted(wanted)
    for entity in ruled:
        spelt = [form for _, _, _, form, of in model.rows(marks) if of == entity.id]
        assert dict(entity.aliases) == {form: spelt.count(form) for form in spelt}
        assert entity.label == model.label(entity.id)
    while edits:
        edits.pop().pop()
    assert state(ruled_of(snapshot, said, marks)) == start


@settings(deadline=None, max_examples=40)
@given(documents(), st.data())
def test_rulings_without_those_they_build_on_leave_all_of_one_mind(mentions, data):
    snapshot = snapshot_of(mentions)
    if not len(snapshot.entities):
        return
    ids = [e.id for e in snapshot.entities]
    forms = sorted({mention.text for found in mentions for mention in found})
    said = [draw_ruling(data, ids, forms, n) for n in range(data.draw(st.integers(1, 7)))]
    marks = [draw_mark(data, mentions, ids) for _ in range(data.draw(st.integers(0, 4)))]
    kept = [one for one in said if data.draw(st.booleans(), "kept")]
    agrees(ruled_of(snapshot, kept, marks))

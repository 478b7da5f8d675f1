import json

import numpy as np
import pytest

from corpus.entity import Entity, Mention
from corpus.index.entities import EntityTable
from corpus.index.snapshot import Snapshot


def mention(start, text, label="PERSON"):
    return Mention(start, start + len(text), text, label, "rules:test", 0.5)


MENTIONS = [
    [mention(0, "Pham Minh Chinh"), mention(20, "Hanoi", "GPE"), mention(30, "Chinh")],
    None,
    [],
    [mention(4, "Hà Nội", "GPE"), mention(40, "Pham Minh Chinh")],
]
IDS = ["a.txt", "b.txt", "c.txt", "d.txt"]
TITLES = ["First", "", "Điện Biên Phủ", "A title\nof two lines"]


def state(snapshot):
    table = snapshot.entities
    return (
        list(table),
        table.labels,
        table.counts.tolist(),
        [snapshot.mentions.of_document(n) for n in range(len(IDS))],
        [snapshot.mentions.has_document(n) for n in range(-1, len(IDS) + 1)],
        [snapshot.mentions.of_entity(row) for row in range(len(table))],
        [snapshot.alias(i) for i in range(len(snapshot.alias_entities))],
        [snapshot.aliases.search(q) for q in ("chinh", "ha noi", "x")],
        [snapshot.titles.search(q) for q in ("dien bien", "title of two", "x")],
    )


def again(snapshot, folder):
    folder.mkdir()
    snapshot.save(folder)
    return Snapshot.load(folder)


def test_what_was_saved_is_what_is_loaded(tmp_path):
    snapshot = Snapshot.build(IDS, TITLES, MENTIONS)
    assert state(again(snapshot, tmp_path / "s")) == state(snapshot)


def test_every_alias_leads_to_its_entity():
    snapshot = Snapshot.build(IDS, TITLES, MENTIONS)
    pairs = {snapshot.alias(i) for i in range(len(snapshot.alias_entities))}
    assert pairs == {
        (row, alias) for row, e in enumerate(snapshot.entities) for alias, _ in e.aliases
    }
    assert len(pairs) == len(snapshot.alias_entities)


def test_every_mention_has_its_entity():
    snapshot = Snapshot.build(IDS, TITLES, MENTIONS)
    for number, known in enumerate(MENTIONS):
        placed = snapshot.mentions.of_document(number)
        assert [(p.start, p.end, p.label) for p in placed] == [
            (m.start, m.end, m.label) for m in known or ()
        ]
        for place, m in zip(placed, known or (), strict=True):
            assert m.text in [alias for alias, _ in snapshot.entities[place.entity].aliases]


@pytest.mark.parametrize(
    ("ids", "titles", "mentions"),
    [([], [], []), (["a"], [""], [None]), (["a", "b"], ["A", "B"], [[], []])],
)
def test_collections_without_entities(tmp_path, ids, titles, mentions):
    snapshot = again(Snapshot.build(ids, titles, mentions), tmp_path / "s")
    assert list(snapshot.entities) == []
    assert snapshot.entities.number_of("person:x") is None
    assert snapshot.aliases.search("a") == []
    assert len(snapshot.mentions) == 0
    assert snapshot.mentions.of_entity(0) == []
    assert [snapshot.mentions.has_document(n) for n in range(len(ids))] == [
        one is not None for one in mentions
    ]


# Entities as columns


ENTITIES = [
    Entity("person:to-lam", "To Lam", "PERSON", (("To Lam", 3), ("Tô Lâm", 1)), 4, 2),
    Entity("gpe:hanoi", "Hanoi", "GPE", (("Hanoi", 9),), 9, 5),
    Entity("law:resolution-59", "Resolution 59", "LAW", (), 0, 0),
    Entity("person:đỗ-văn", "Đỗ Văn 𝔘 \u2028", "PERSON", (("Đỗ\nVăn", 1),), 1, 1),
]


def test_entities_are_sorted_by_id_and_found_by_it(tmp_path):
    table, rows = EntityTable.build(ENTITIES)
    assert [e.id for e in table] == sorted(e.id for e in ENTITIES)
    for entity, row in zip(ENTITIES, rows.tolist(), strict=True):
        assert table[row] == entity
        assert table.number_of(entity.id) == row
        assert table.labels[table.counts[row][2]] == entity.label
    for absent in ("", "a", "gpe:hanoi ", "person:to-la", "zzz", "person:\U0010ffff"):
        assert table.number_of(absent) is None
    table.save(tmp_path)
    loaded = EntityTable.load(tmp_path)
    assert list(loaded) == list(table)
    assert loaded[1:3] == [table[1], table[2]]
    assert loaded[::-1] == list(table)[::-1]
    for outside in (len(table), -1, 99):
        with pytest.raises(IndexError):
            loaded[outside]


def test_no_entities(tmp_path):
    table, rows = EntityTable.build([])
    table.save(tmp_path)
    loaded = EntityTable.load(tmp_path)
    assert (len(rows), len(loaded), list(loaded), loaded.number_of("a")) == (0, 0, [], None)


@pytest.mark.parametrize(
    "name", ["entities.json", "entity-labels.json", "entity-offsets.npy", "entity-counts.npy"]
)
def test_a_table_cut_short_is_noticed(tmp_path, name):
    EntityTable.build(ENTITIES)[0].save(tmp_path)
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises((OSError, ValueError)):
        EntityTable.load(tmp_path)
    path.unlink()
    with pytest.raises(OSError):
        EntityTable.load(tmp_path)


def test_a_table_of_other_counts_is_noticed(tmp_path):
    EntityTable.build(ENTITIES)[0].save(tmp_path)
    np.save(tmp_path / "entity-counts.npy", np.zeros((2, 3), np.int32))
    with pytest.raises(ValueError, match="damaged"):
        EntityTable.load(tmp_path)
    assert json.loads((tmp_path / "entity-labels.json").read_text()) == ["GPE", "LAW", "PERSON"]

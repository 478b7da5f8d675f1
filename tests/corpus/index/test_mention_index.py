from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.entity import Mention
from corpus.index.mentions import MentionIndex


def _mention(start: int, end: int, label: str = "PERSON", source: str = "rules") -> Mention:
    return Mention(start, end, "x" * (end - start), label, source, 0.5)


@pytest.fixture
def index() -> MentionIndex:
    mentions = [
        [_mention(9, 12, "ORG"), _mention(0, 5), _mention(0, 8)],
        [],
        None,
        [_mention(4, 6, "GPE", "gazetteer"), _mention(20, 24)],
    ]
    entities = [np.array([1, 0, 2], np.int32), [], [], [0, 0]]
    return MentionIndex.build(mentions, entities)


def test_by_document_in_text_order_longer_first(index: MentionIndex) -> None:
    places = index.of_document(0)
    assert [(p.start, p.end, p.label, p.entity) for p in places] == [
        (0, 8, "PERSON", 2),
        (0, 5, "PERSON", 0),
        (9, 12, "ORG", 1),
    ]
    assert places[0].score == 0.5
    assert index.of_document(3)[0].source == "gazetteer"
    assert index.of_document(1) == index.of_document(9) == index.of_document(-1) == []


def test_known_documents(index: MentionIndex) -> None:
    assert [index.has_document(n) for n in (-1, 0, 1, 2, 3, 4)] == [
        False,
        True,
        True,
        False,
        True,
        False,
    ]


def test_by_entity_in_reading_order(index: MentionIndex) -> None:
    assert [(p.document, p.start) for p in index.of_entity(0)] == [(0, 0), (3, 4), (3, 20)]
    assert index.of_entity(7) == index.of_entity(-1) == []


def test_saved_and_loaded(index: MentionIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    loaded = MentionIndex.load(tmp_path)
    for number in range(4):
        assert loaded.of_document(number) == index.of_document(number)
        assert loaded.of_entity(number) == index.of_entity(number)
        assert loaded.has_document(number) == index.has_document(number)


def test_nothing_at_all(tmp_path: Path) -> None:
    empty = MentionIndex.build([], [])
    assert len(empty) == 0
    assert empty.of_entity(0) == []
    empty.save(tmp_path)
    assert len(MentionIndex.load(tmp_path)) == 0


def test_mentions_without_an_entity_are_in_their_document_only() -> None:
    index = MentionIndex.build([[_mention(0, 1), _mention(2, 3)]], [[-1, 0]])
    assert len(index.of_document(0)) == 2
    assert [place.start for place in index.of_entity(0)] == [2]


def test_damage_is_noticed(index: MentionIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    np.save(tmp_path / "start.npy", np.zeros(2, np.int32))
    with pytest.raises(ValueError, match="damaged"):
        MentionIndex.load(tmp_path)
    (tmp_path / "start.npy").unlink()
    with pytest.raises(OSError, match=r"start\.npy"):
        MentionIndex.load(tmp_path)


def test_columns_that_do_not_fit_are_refused() -> None:
    columns = {
        name: np.zeros(2, np.int32)
        for name in ("document", "start", "end", "label", "entity", "source", "form")
    }
    known = np.ones(1, bool)
    with pytest.raises(ValueError, match="length"):
        MentionIndex.from_arrays(columns, np.zeros(3, np.float32), ["A"], ["s"], known)
    columns["document"][1] = 5
    with pytest.raises(ValueError, match="does not exist"):
        MentionIndex.from_arrays(columns, np.zeros(2, np.float32), ["A"], ["s"], known)

"""Quotations over a collection: rows by document and by speaker; saved, loaded, damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.index.quotations import QuotationIndex, from_bytes, to_bytes
from corpus.quotations import Quotation

ROWS = [[(40, 60, 4, 9), (10, 30, 4, 9)], None, [], [(5, 25, -1, -1), (30, 50, 4, 9)]]


def test_rows_stand_by_document_and_start() -> None:
    index = QuotationIndex.build(ROWS)
    assert [list(index.rows_in(number)) for number in range(5)] == [[0, 1], [], [], [2, 3], []]
    assert index.start.tolist() == [10, 40, 5, 30]
    assert index.document.tolist() == [0, 0, 3, 3]


def test_what_somebody_said_is_found_by_the_places_of_the_mentions() -> None:
    index = QuotationIndex.build(ROWS)
    assert index.rows_by([0], [4]).tolist() == [0, 1]
    assert index.rows_by(np.array([3, 0, 3], np.int32), np.array([4, 7, -1])).tolist() == [3]
    assert index.rows_by([], []).tolist() == []
    assert QuotationIndex.build([]).rows_by([0], [4]).tolist() == []


def test_it_is_the_same_after_saving(tmp_path: Path) -> None:
    index = QuotationIndex.build(ROWS)
    index.save(tmp_path)
    loaded = QuotationIndex.load(tmp_path)
    for name in ("document", "start", "end", "speaker_start", "speaker_end"):
        assert getattr(loaded, name).tolist() == getattr(index, name).tolist()
    assert loaded.rows_by([0], [4]).tolist() == [0, 1]
    QuotationIndex.build([]).save(tmp_path)
    assert len(QuotationIndex.load(tmp_path)) == 0


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="quotations"):
        QuotationIndex.load(tmp_path)
    QuotationIndex.build(ROWS).save(tmp_path)
    path = tmp_path / "quotations.npy"
    whole = path.read_bytes()
    for data in (b"", whole[:40], whole[:-4], b"\0" * len(whole)):
        path.write_bytes(data)
        with pytest.raises((ValueError, OSError)):
            QuotationIndex.load(tmp_path)
    np.save(path, np.zeros((2, 3), np.float64))
    with pytest.raises(ValueError, match="damaged"):
        QuotationIndex.load(tmp_path)


def test_the_quotations_of_a_document_go_through_bytes() -> None:
    quotations = [Quotation(3, 9, 0, (10, 14)), Quotation(20, 30)]
    data = to_bytes(quotations)
    assert from_bytes(data) == quotations
    assert from_bytes(to_bytes([])) == []
    for damaged in (b"", data[:-1], data + b"\0", b"x" + data[1:], data[:8] + b"\xff" * 40):
        with pytest.raises(ValueError, match="quotations"):
            from_bytes(damaged)

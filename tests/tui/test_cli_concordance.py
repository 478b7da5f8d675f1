"""glossator concordance: for people, for programs, and bad calls."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_calls import call

TEXTS = {
    "one.txt": (
        "The meeting\n\nPham Minh Chinh spoke in Hanoi\nof rice. Green tea in Hanoi was cold.\n"
    ),
    "sub/two.txt": "Rain\n\nHanoi is wet; a bus left Hanoi for \x1b[31mZagreb.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = tmp_path_factory.mktemp("collection")
    (collection / "sub").mkdir()
    for name, text in TEXTS.items():
        (collection / name).write_text(text, encoding="utf-8")
    return collection


def test_records_are_exact_and_in_the_order_of_the_texts(folder: Path) -> None:
    done = call("concordance", "--json", "hanoi", folder)
    assert done.code == 0
    assert [record["document"] for record in done.records] == ["one.txt"] * 2 + ["sub/two.txt"] * 2
    for record in done.records:
        text = TEXTS[record["document"]]
        assert text[record["start"] : record["end"]] == record["text"] == "Hanoi"
    first = done.records[0]
    assert list(first) == [
        *("document", "start", "end", "left", "text", "right", "label", "entity", "state"),
    ]
    assert first["left"].endswith("spoke in ")
    assert first["right"].startswith(" of rice. Green tea")
    assert (first["label"], first["state"], first["entity"]) == ("GPE", "undecided", "")


def test_sorting_filtering_and_limiting(folder: Path) -> None:
    rights = [
        record["right"].split()[0]
        for record in call("concordance", "--json", "--sort=right", "hanoi", folder).records
    ]
    assert rights == ["for", "is", "of", "was"]
    (record,) = call(
        "concordance", "--json", "--with=BUS wet", "hanoi", "--limit=1", folder
    ).records
    assert record["document"] == "sub/two.txt"


def test_an_entity_is_named_in_any_way(folder: Path) -> None:
    by_name = call("concordance", "--json", "--entity", "HÀNỘI", folder)
    assert len(by_name.records) == 4
    (id_,) = {record["entity"] for record in by_name.records}
    assert call("concordance", "--json", "--entity", id_, folder).records == by_name.records
    nobody = call("concordance", "--entity", "Nobody\x1b", folder)
    assert (nobody.code, nobody.out) == (1, "")
    assert len(nobody.sentences) == 1
    assert "\x1b" not in nobody.err


def test_rows_for_people_are_aligned_and_harmless(folder: Path) -> None:
    done = call("concordance", "hanoi", folder)
    rows = done.out.splitlines()
    assert len(rows) == 4
    assert len({row.index(" | Hanoi  | ") for row in rows}) == 1
    assert rows[0].startswith("one.txt:38 ")
    assert "\x1b" not in done.out
    assert "␛[31mZagreb." in done.out


def test_nothing_found(folder: Path) -> None:
    done = call("concordance", "qqqq", folder)
    assert (done.code, done.out, done.err) == (1, "", "")
    assert call("concordance", "hanoi", "--with", "qqqq", folder).code == 1


def test_a_pipe_is_read() -> None:
    done = call("concordance", "rice", "-", "--json", stdin=b"Much rice was sold.\n")
    assert [record["left"] for record in done.records] == ["Much "]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [""],
        [" ", "folder"],
        ["--entity", ""],
        ["hanoi", "--sort", "size"],
        ["hanoi", "--limit", "0"],
    ],
)
def test_a_call_that_cannot_be_understood_is_one_sentence(arguments: list[str]) -> None:
    done = call("concordance", *arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.sentences) == 1


def test_what_is_not_there_is_bad_input(tmp_path: Path) -> None:
    done = call("concordance", "hanoi", tmp_path / "missing")
    assert done.code == 3
    assert len(done.sentences) == 1


def test_what_is_odd_in_a_query_is_said_and_the_rest_searched(folder: Path) -> None:
    done = call("concordance", '"hanoi is', folder)
    assert len(done.sentences) == 1
    assert "quotation mark" in done.err
    assert len(done.out.splitlines()) == 1

"""find, mentions, entities, index: the fixed fields, the order, the exit codes, the rows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from cli_calls import call

from corpus.corpus import Corpus
from tui.paths import places

TEXTS = {
    "one.txt": "Pham Minh Chinh in Hanoi\n\nPrime Minister Pham Minh Chinh spoke in Hanoi.\n",
    "two.txt": "The Politburo met\n\nResolution 59-NQ/TW was read aloud. Pham Minh Chinh came.\n",
    "viet.txt": "Chiến thắng Điện Biên Phủ\n\nNgười dân Điện Biên Phủ kỷ niệm ngày 7/5.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = tmp_path_factory.mktemp("collection")
    for name, text in TEXTS.items():
        (collection / name).write_text(text, encoding="utf-8")
    return collection


def test_mentions_have_the_fixed_fields_and_stand_where_they_say(folder: Path) -> None:
    done = call("mentions", "--json", folder)
    assert done.code == 0
    assert done.records
    for record in done.records:
        assert list(record) == [
            *("document", "start", "end", "text", "label", "entity", "source", "score")
        ]
        text = TEXTS[record["document"]]
        assert text[record["start"] : record["end"]] == record["text"]
        assert 0 <= record["score"] <= 1
    places = [(record["document"], record["start"]) for record in done.records]
    assert places == sorted(places)


def test_mentions_of_one_label_and_of_one_entity(folder: Path) -> None:
    of_label = call("mentions", "--json", "--label", "law", folder)
    assert {record["label"] for record in of_label.records} == {"LAW"}
    by_name = call("mentions", "--json", "--entity", "pham minh chinh", folder)
    assert {record["document"] for record in by_name.records} == {"one.txt", "two.txt"}
    assert len({record["entity"] for record in by_name.records}) == 1
    by_id = call("mentions", "--json", "--entity", by_name.records[0]["entity"], folder)
    assert by_id.out == by_name.out
    nobody = call("mentions", "--entity", "Nobody Here", folder)
    assert nobody.code == 1
    assert "Nobody Here" in nobody.sentences[0]


def test_entities_have_the_fixed_fields_and_count_what_mentions_lists(folder: Path) -> None:
    done = call("entities", "--json", folder)
    assert done.code == 0
    for record in done.records:
        assert list(record) == ["entity", "name", "label", "aliases", "mentions", "documents"]
    mentions = call("mentions", "--json", folder).records
    for record in done.records:
        of_it = [m for m in mentions if m["entity"] == record["entity"]]
        assert len(of_it) == record["mentions"]
        assert len({m["document"] for m in of_it}) == record["documents"]
    counts = [record["mentions"] for record in done.records]
    assert counts == sorted(counts, reverse=True)
    names = [r["name"] for r in call("entities", "--json", "--sort", "name", folder).records]
    assert names == sorted(names, key=str.casefold)
    people = call("entities", "--json", "--label", "PERSON", folder).records
    assert {record["label"] for record in people} == {"PERSON"}


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("pham minh chinh", "one.txt"),
        ("phm minh chin", "one.txt"),
        ("resolution 59", "two.txt"),
        ("dien bien phu", "viet.txt"),
        ("Điện Biên Phủ", "viet.txt"),
    ],
)
def test_find_forgives_and_has_the_fixed_fields(folder: Path, query: str, document: str) -> None:
    done = call("find", "--json", query, folder)
    assert done.code == 0
    for record in done.records:
        assert list(record) == [
            *("kind", "document", "start", "end", "text", "context", "score", "entity")
        ]
        assert record["kind"] in {"title", "entity", "text", "annotation"}
        if record["kind"] == "text":
            text = TEXTS[record["document"]]
            assert text[record["start"] : record["end"]] == record["text"]
    assert document in {record["document"] for record in done.records}


def test_nothing_found_is_exit_code_one_and_no_output(folder: Path) -> None:
    done = call("find", "--json", "zzzzqqqq", folder)
    assert (done.code, done.out, done.err) == (1, "", "")


def test_a_limit_holds_for_each_kind(folder: Path) -> None:
    kinds = [r["kind"] for r in call("find", "--json", "--limit", "1", "hanoi", folder).records]
    assert len(kinds) == len(set(kinds))


def test_index_counts_what_is_there_and_the_second_time_says_the_same(folder: Path) -> None:
    first = call("index", "--json", folder).records
    assert first[0]["documents"] == 3
    assert first[0]["mentions"] == len(call("mentions", "--json", folder).records)
    assert first[0]["problems"] == []
    assert call("index", "--json", folder).records == first
    assert call("index", folder).out.startswith("3 documents, ")


def test_rows_for_people_are_aligned_and_uncut_in_a_pipe(folder: Path) -> None:
    rows = call("entities", folder).out.splitlines()
    columns = {row.index(" mention") for row in rows}
    assert len(columns) == 1
    found = call("find", "dien bien phu", folder).out
    assert "Điện Biên Phủ" in found
    assert "…\n" not in found
    assert "\x1b" not in found


def test_a_collection_of_one_file_is_relative_to_its_folder(folder: Path) -> None:
    records = call("mentions", "--json", folder / "one.txt").records
    assert {record["document"] for record in records} == {"one.txt"}


@pytest.mark.parametrize(
    "command",
    [("mentions", "--entity"), ("quotations", "--speaker"), ("concordance", "--entity")],
    ids=lambda command: command[0],
)
def test_an_entity_that_was_merged_is_known_by_its_old_id(
    tmp_path: Path, command: tuple[str, str]
) -> None:
    (tmp_path / "a.txt").write_text("“We sail,” said Pham Minh Chinh. Luong Cuong left Hanoi.\n")
    with closing(Corpus.open([tmp_path], places=places())) as corpus:
        for _ in corpus.load():
            pass
        kept, other = (corpus.entity_named(n, "PERSON") for n in ("Pham Minh Chinh", "Luong Cuong"))
        corpus.rulings.merge(kept, [other])
    done = call(command[0], "--json", command[1], other, tmp_path)
    assert (done.code, done.sentences) == (0, [])
    assert {record["entity"] for record in done.records} == {kept}
    empty = call(command[0], command[1], " ", tmp_path)
    assert (empty.code, len(empty.sentences)) == (2, 1)


def test_what_is_wrong_with_the_settings_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Luong Cuong left Hanoi.\n")
    settings = tmp_path / "config" / "settings.yaml"
    settings.parent.mkdir()
    settings.write_text("recognisers: 7\n")
    env = {"GLOSSATOR_CONFIG": str(settings.parent)}
    done = call("mentions", "--json", tmp_path / "a.txt", env=env)
    assert done.code == 0
    assert len(done.records) == 2
    [sentence] = done.sentences
    assert "settings.yaml, line 1, field recognisers" in sentence

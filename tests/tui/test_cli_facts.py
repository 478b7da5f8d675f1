"""card, company, frequency, collocations: fields, rows, exit codes, and bad calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_calls import call

FILLER = "It went on over hills and through fields for a long time. " * 12
TEXTS = {
    "one.txt": (
        "The meeting\n\nJanuary 14, 2026\n\nPrime Minister Pham Minh Chinh spoke in Hanoi of "
        "Resolution 59-NQ/TW. Green tea was served, good green tea.\n\n"
        f"{FILLER}\n\nRice was sold to Japan and to China in Thái Bình.\n"
    ),
    "sub/two.txt": (
        "The journey\n\nMarch 3, 2025\n\nPrime Minister Pham Minh Chinh left Hanoi. "
        f"Green tea went with him.\n\n{FILLER}\n\nJapan and China bought rice; Japan paid.\n"
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = tmp_path_factory.mktemp("collection")
    (collection / "sub").mkdir()
    for name, text in TEXTS.items():
        (collection / name).write_text(text, encoding="utf-8")
    return collection


def stands_there(record: dict, text: str) -> bool:
    return TEXTS[record["document"]][record["start"] : record["end"]] == text


def test_a_card_for_programs_begins_like_an_entity_and_leads_to_places(folder: Path) -> None:
    (card,) = call("card", "--json", "pham minh chinh", folder).records
    (entity,) = [
        one for one in call("entities", "--json", folder).records if one["entity"] == card["entity"]
    ]
    assert {name: card[name] for name in entity} == entity
    assert list(card)[len(entity) :] == [
        *("forms", "offices", "holders", "timeline", "dispersion", "evenness", "company"),
        *("quotations", "mentioned_in", "first", "last"),
    ]
    (office,) = card["offices"]
    assert (office["mentions"], office["first"], office["last"]) == (2, "2025-03-03", "2026-01-14")
    assert stands_there(office, "Prime Minister")
    assert [one["document"] for one in card["mentioned_in"]] == ["sub/two.txt", "one.txt"]
    assert all(stands_there(one, "Pham Minh Chinh") for one in card["mentioned_in"])
    assert (card["first"]["date"], card["last"]["date"]) == ("2025-03-03", "2026-01-14")
    assert sum(period["mentions"] for period in card["timeline"]["periods"]) == 2
    assert sum(card["dispersion"]) == 2


def test_a_card_for_people(folder: Path) -> None:
    done = call("card", "Phạm Minh Chính", folder)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "Pham Minh Chinh  PERSON"
    assert lines[1].startswith("  2 mentions in 2 documents")
    assert any("Prime Minister" in line and "2025-03-03 to 2026-01-14" in line for line in lines)
    assert any("one.txt:" in line and "The meeting" in line for line in lines)


def test_a_card_by_id_and_of_an_office(folder: Path) -> None:
    (person,) = call("card", "--json", "Pham Minh Chinh", folder).records
    assert call("card", "--json", person["entity"], folder).records == [person]
    (office,) = call("card", "--json", person["offices"][0]["entity"], folder).records
    assert [one["name"] for one in office["holders"]] == ["Pham Minh Chinh"]


def test_company(folder: Path) -> None:
    done = call("company", "--json", "Hanoi", folder)
    assert done.code == 0
    assert list(done.records[0]) == [
        *("entity", "name", "label", "together", "documents", "expected", "score"),
        *("significance", "document", "start", "end"),
    ]
    names = {record["name"] for record in done.records}
    assert "Pham Minh Chinh" in names
    assert "Japan" not in names
    chinh = next(r for r in done.records if r["name"] == "Pham Minh Chinh")
    assert (chinh["together"], chinh["documents"]) == (2, 2)
    assert stands_there(chinh, "Pham Minh Chinh")
    assert not names & {"January 14, 2026", "March 3, 2025"}
    figures = call("company", "--json", "--figures", "Hanoi", folder).records
    assert "DATE" in {record["label"] for record in figures}
    assert len(call("company", "--json", "--limit", "1", "Hanoi", folder).records) == 1
    rows = [line.split() for line in call("company", "Hanoi", folder).out.splitlines()]
    assert ["Pham", "Minh", "Chinh", "PERSON", "2"] in [row[:5] for row in rows]


def test_frequency(folder: Path) -> None:
    records = call("frequency", "--json", folder).records
    assert list(records[0]) == ["label", "mentions", "entities", "documents", "share", "top"]
    mentions = call("mentions", "--json", folder).records
    assert sum(record["mentions"] for record in records) == len(mentions)
    assert sum(record["share"] for record in records) == pytest.approx(1, abs=1e-4)
    (people,) = call("frequency", "--json", "--label", "person", folder).records
    assert (people["mentions"], people["entities"], people["documents"]) == (2, 1, 2)
    assert "PERSON" in call("frequency", folder).out
    assert call("frequency", "--label", "NONE", folder).code == 1


def test_frequency_of_a_document_against_the_others(folder: Path) -> None:
    done = call("frequency", "--json", "--of", "one.txt", folder)
    assert list(done.records[0]) == [
        *("entity", "name", "label", "here", "mentions", "expected", "score"),
        *("significance", "document", "start", "end"),
    ]
    assert {record["document"] for record in done.records} == {"one.txt"}
    assert all(record["here"] > record["expected"] for record in done.records)
    laws = call("frequency", "--json", "--of", "one.txt", "--label", "law", folder).records
    assert {record["label"] for record in laws} <= {"LAW"}
    assert call("frequency", "--of", "one.txt", folder).code == 0
    unknown = call("frequency", "--of", "three.txt", folder)
    assert unknown.code == 2
    assert "three.txt" in unknown.sentences[0]


def test_collocations(folder: Path) -> None:
    done = call("collocations", "--json", "TEA", folder)
    assert done.code == 0
    assert list(done.records[0]) == [
        *("word", "text", "together", "total", "expected", "score", "significance"),
        *("document", "start", "end"),
    ]
    best = done.records[0]
    assert (best["word"], best["text"], best["together"]) == ("green", "Green", 3)
    assert stands_there(best, "Green")
    assert "it" not in {record["word"] for record in done.records}
    shown = call("collocations", "tea", "--span", "1", folder)
    assert shown.out.splitlines()[0] == "3 times in 2 documents"


@pytest.mark.parametrize("command", ["card", "company"])
def test_an_entity_that_is_not_there(command: str, folder: Path) -> None:
    done = call(command, "Nobody Here", folder)
    assert (done.code, done.out) == (1, "")
    assert "Nobody Here" in done.sentences[0]
    assert call(command, " ", folder).code == 2
    assert call(command, "Hanoi", folder / "none").code == 3


def test_a_name_that_several_have_is_the_one_mentioned_most(tmp_path: Path) -> None:
    text = "Mr. John Hanoi spoke. " + "They met in Hanoi, then in Hanoi again. " * 3
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    entities = call("entities", "--json", tmp_path).records
    done = call("card", "--json", "hanoi", tmp_path)
    assert done.records[0]["mentions"] == max(
        one["mentions"] for one in entities if "Hanoi" in (one["name"], *one["aliases"])
    )


def test_words_that_are_none_or_nowhere(folder: Path) -> None:
    assert call("collocations", "coffee", folder).code == 1
    nothing = call("collocations", "?!", folder)
    assert nothing.code == 2
    assert nothing.sentences
    assert call("collocations", "tea", "--span", "0", folder).code == 2
    assert call("company", "Hanoi", "--limit", "0", folder).code == 2


def test_what_a_terminal_would_obey_is_written_harmless(tmp_path: Path) -> None:
    text = "evil\x1b[31m tea. \x1bmud tea evil\x1b[31m. " + "clay " * 30
    record = {"id": "x\x1b]0;t\x07", "text": text, "title": "t\x1b[2J"}
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    for arguments in (("collocations", "tea"), ("collocations", "--json", "tea")):
        assert "\x1b" not in call(*arguments, path).out
